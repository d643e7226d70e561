public import FoundationEssentials

/// The certificates that a server shows, its own first, and what is wrong with them.
///
/// They are read by a connection that sends no request and no token.
public struct CertificateChain: Equatable, Sendable {
  public var certificates: [ServerCertificate]
  /// Why the connection is not trusted.
  public var reason: APIFailure.TLSReason
  /// The SHA-256 of the public key of the server's own certificate in Base64, as `pin_sha256` takes it.
  public var pin: String?

  public init(certificates: [ServerCertificate], reason: APIFailure.TLSReason, pin: String?) {
    self.certificates = certificates
    self.reason = reason
    self.pin = pin
  }
}

/// One certificate, for people.
public struct ServerCertificate: Equatable, Sendable {
  /// Sanitized, one line: `CN = gitlab.example.com, O = Example`.
  public var subject: String
  public var issuer: String
  /// DNS names and addresses that it is for.
  public var names: [String]
  public var notBefore: Date?
  public var notAfter: Date?
  /// SHA-256 of the certificate, 32 bytes in hexadecimal, pairs separated by colons.
  public var fingerprint: String
  public var isSelfSigned: Bool

  public init(
    subject: String, issuer: String, names: [String], notBefore: Date?, notAfter: Date?,
    fingerprint: String, isSelfSigned: Bool
  ) {
    self.subject = subject
    self.issuer = issuer
    self.names = names
    self.notBefore = notBefore
    self.notAfter = notAfter
    self.fingerprint = fingerprint
    self.isSelfSigned = isSelfSigned
  }
}
