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

  /// Tells an unknown issuer from one that was not sent, for which OpenSSL has one number.
  ///
  /// A server has to send everything but the root (RFC 8446, section 4.4.2). With its own certificate alone, the issuer may be
  /// an intermediate that is missing or a root that is not known here; only whoever runs the server can tell.
  static func refined(
    _ reason: APIFailure.TLSReason, by certificates: [ServerCertificate]
  ) -> APIFailure.TLSReason {
    guard reason == .unknownIssuer || reason == .incompleteChain else { return reason }
    let isAlone = certificates.count == 1 && certificates.first?.isSelfSigned == false
    return isAlone ? .incompleteChain : .unknownIssuer
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
  /// Whether subject and issuer are the same.
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
