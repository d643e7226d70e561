import FoundationEssentials

// What is said of certificates and pinned keys.
extension Texts {
  static let pinMalformed =
    "the pinned key is not the Base64 of a SHA-256 (44 characters that end with =)"
  static let pinUnsupported = "this libcurl cannot compare the server's key with the pinned one"
  static let pinWithoutTLS = "a key is pinned, but the address begins with http://"
  static let certificatesUnsupported = "this libcurl cannot tell which certificates a server shows"
  static let noCertificatesWithoutTLS =
    "the address begins with http://, and without TLS there are no certificates"
  static let unreadableCertificate = "(unreadable)"
  static let namelessCertificate = "(no name)"

  /// What is wrong with the certificates of a host, in a sentence; `nil` where they do not show it.
  static func certificate(_ chain: CertificateChain, of host: String, now: Date) -> String? {
    guard let own = chain.certificates.first, let last = chain.certificates.last else {
      return nil
    }
    switch chain.reason {
    case .unknownIssuer where own.isSelfSigned:
      return "The certificate of \(host) (\(own.subject)) is signed by itself and not trusted "
        + "here."
    case .unknownIssuer where own.issuer == last.issuer:
      return "The certificate of \(host) (\(own.subject)) was issued by \(own.issuer), which is "
        + "not trusted here."
    case .unknownIssuer:
      return "The certificate of \(host) (\(own.subject)), issued by \(own.issuer), leads to "
        + "\(last.issuer), which is not trusted here."
    case .incompleteChain:
      return "\(host) sends its own certificate alone (\(own.subject)); the certificate of its "
        + "issuer, \(own.issuer), is neither sent nor known here."
    case .expired: return outdated(chain.certificates, of: host, now: now)
    case .wrongName:
      let names = own.names.isEmpty ? own.subject : list(own.names)
      return "The certificate of the server is not for \(host) but for \(names). It was issued to "
        + "\(own.subject) by \(own.issuer)."
    case .pinMismatch:
      return "The server shows another key than the one pinned for \(host). Its certificate was "
        + "issued to \(own.subject) by \(own.issuer). Nothing was sent to it."
    case .clientCertificate, .other: return nil
    }
  }

  /// The first certificate that is outside its time.
  private static func outdated(
    _ certificates: [ServerCertificate], of host: String, now: Date
  ) -> String? {
    for (index, certificate) in certificates.enumerated() {
      let name = "(\(certificate.subject), issued by \(certificate.issuer))"
      let lead =
        index == 0
        ? "The certificate of \(host) \(name)"
        : "A certificate above that of \(host) \(name)"
      if let end = certificate.notAfter, end < now {
        return "\(lead) expired on \(day(end))."
      }
      if let start = certificate.notBefore, start > now {
        return "\(lead) is not valid before \(day(start))."
      }
    }
    return nil
  }

  private static func day(_ date: Date) -> String {
    String(Timestamp.iso8601(unixTime: Int64(date.timeIntervalSince1970)).prefix { $0 != "T" })
  }

  private static func list(_ names: [String]) -> String {
    let shown = names.prefix(5).joined(separator: ", ")
    return names.count > 5 ? "\(shown) and \(names.count - 5) more" : shown
  }
}
