import Crypto
import FoundationEssentials
import Glibc
import SwiftASN1

/// A certificate as it was sent (RFC 5280, section 4.1).
struct EncodedCertificate {
  private let bytes: [UInt8]
  /// The fields of `TBSCertificate` from the serial number on; none where the certificate cannot be read.
  private let fields: [ASN1Node]

  /// Reads Base64 between two lines of dashes (RFC 7468).
  init?(pem: String) {
    let lines = pem.split(whereSeparator: \.isNewline).filter { !$0.hasPrefix("-") }
    guard let data = Data(base64Encoded: lines.joined()), !data.isEmpty else { return nil }
    self.init(der: Array(data))
  }

  init(der: [UInt8]) {
    bytes = der
    // A certificate that does not keep to the rules still has its fingerprint.
    let whole = (try? DER.parse(der)).map(\.children) ?? []
    let version = ASN1Identifier(tagWithNumber: 0, tagClass: .contextSpecific)
    let fields = (whole.first?.children ?? []).drop { $0.identifier == version }
    self.fields = fields.count >= Field.count ? Array(fields) : []
  }

  private enum Field {
    static let issuer = 2
    static let validity = 3
    static let subject = 4
    static let publicKey = 5
    static let count = 6
  }

  /// The Base64 of the SHA-256 of `SubjectPublicKeyInfo`, as RFC 7469 and libcurl pin keys; `nil` where the
  /// certificate cannot be read.
  var pin: String? {
    guard !fields.isEmpty else { return nil }
    return Data(SHA256.hash(data: fields[Field.publicKey].encodedBytes)).base64EncodedString()
  }

  var forPeople: ServerCertificate {
    let fingerprint = SHA256.hash(data: bytes).map { byte in
      let digits = String(byte, radix: 16, uppercase: true)
      return digits.utf8.count == 1 ? "0" + digits : digits
    }.joined(separator: ":")
    guard !fields.isEmpty else {
      return ServerCertificate(
        subject: Texts.unreadableCertificate, issuer: Texts.unreadableCertificate, names: [],
        notBefore: nil, notAfter: nil, fingerprint: fingerprint, isSelfSigned: false)
    }
    let (issuer, subject) = (fields[Field.issuer], fields[Field.subject])
    let dates = fields[Field.validity].children.map(\.date)
    return ServerCertificate(
      subject: CertificateName(subject).text, issuer: CertificateName(issuer).text, names: names,
      notBefore: dates.first ?? nil, notAfter: dates.count > 1 ? dates[1] : nil,
      fingerprint: fingerprint, isSelfSigned: issuer.encodedBytes == subject.encodedBytes)
  }

  /// `subjectAltName` (RFC 5280, section 4.2.1.6).
  private var names: [String] {
    let extensions = ASN1Identifier(tagWithNumber: 3, tagClass: .contextSpecific)
    let list = fields.first { $0.identifier == extensions }?.children.first?.children ?? []
    for entry in list {
      guard let id = entry.children.first, let value = entry.children.last?.primitiveBytes,
        (try? ASN1ObjectIdentifier(derEncoded: id)) == [2, 5, 29, 17],
        let names = try? DER.parse(value)
      else { continue }
      return names.children.prefix(Self.nameLimit).compactMap(\.alternativeName)
    }
    return []
  }

  private static let nameLimit = 100
}

/// A distinguished name, its most telling part first.
private struct CertificateName {
  let text: String

  init(_ node: ASN1Node) {
    let parts = node.children.prefix(20).reversed().flatMap(\.children).compactMap { part in
      let pair = part.children
      guard pair.count == 2, let value = pair[1].string,
        let id = try? ASN1ObjectIdentifier(derEncoded: pair[0])
      else { return String?.none }
      return "\(CertificateName.label(id)) = \(shortened(sanitized(value), to: 100))"
    }
    text = parts.isEmpty ? Texts.namelessCertificate : parts.joined(separator: ", ")
  }

  /// As openssl writes them (OpenSSL: `crypto/objects/objects.txt`).
  private static func label(_ id: ASN1ObjectIdentifier) -> String {
    switch id {
    case [2, 5, 4, 3]: "CN"
    case [2, 5, 4, 5]: "serialNumber"
    case [2, 5, 4, 6]: "C"
    case [2, 5, 4, 7]: "L"
    case [2, 5, 4, 8]: "ST"
    case [2, 5, 4, 10]: "O"
    case [2, 5, 4, 11]: "OU"
    case [0, 9, 2342, 19_200_300, 100, 1, 25]: "DC"
    case [1, 2, 840, 113_549, 1, 9, 1]: "emailAddress"
    default: id.description
    }
  }
}

extension ASN1Node {
  fileprivate var children: [ASN1Node] {
    if case .constructed(let nodes) = content { Array(nodes) } else { [] }
  }

  fileprivate var primitiveBytes: ArraySlice<UInt8>? {
    if case .primitive(let bytes) = content { bytes } else { nil }
  }

  /// `UTCTime` or `GeneralizedTime`.
  fileprivate var date: Date? {
    if let time = try? UTCTime(derEncoded: self) {
      return Timestamp.date(
        time.year, time.month, time.day, time.hours, time.minutes, time.seconds)
    }
    guard let time = try? GeneralizedTime(derEncoded: self) else { return nil }
    return Timestamp.date(time.year, time.month, time.day, time.hours, time.minutes, time.seconds)
  }

  /// The kinds of strings that names are written in (RFC 5280, section 4.1.2.4).
  fileprivate var string: String? {
    guard let bytes = primitiveBytes else { return nil }
    switch identifier {
    case .utf8String, .printableString, .ia5String, .numericString, .visibleString:
      return String(decoding: bytes, as: UTF8.self)
    case .teletexString:
      return String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
    case .bmpString:
      let bytes = Array(bytes)
      let units = stride(from: 0, to: bytes.count - 1, by: 2).map {
        UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1])
      }
      return String(decoding: units, as: UTF16.self)
    default: return nil
    }
  }

  /// A host name or an address; other kinds say nothing about servers.
  fileprivate var alternativeName: String? {
    guard let bytes = primitiveBytes, identifier.tagClass == .contextSpecific else { return nil }
    switch identifier.tagNumber {
    case 2: return shortened(sanitized(String(decoding: bytes, as: UTF8.self)), to: 253)
    case 7: return address(bytes)
    default: return nil
    }
  }

  private func address(_ bytes: ArraySlice<UInt8>) -> String? {
    guard bytes.count == 4 || bytes.count == 16 else { return nil }
    var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    let isWritten = bytes.withUnsafeBytes { source in
      inet_ntop(
        bytes.count == 4 ? AF_INET : AF_INET6, source.baseAddress, &text, socklen_t(text.count))
        != nil
    }
    guard isWritten else { return nil }
    return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self)
  }
}
