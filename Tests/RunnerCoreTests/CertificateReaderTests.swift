import Foundation
import Support
import Testing

@testable import RunnerCore

@Suite(.enabled(if: Certificates.program != nil, "The openssl program is not installed."))
struct EncodedCertificateTests {
  @Test func aCertificateIsReadAsOpensslReadsIt() throws {
    let certificates = try Certificates()
    defer { certificates.remove() }
    try certificates.issue(
      "server", for: "gitlab.example.com",
      extension: "subjectAltName=DNS:gitlab.example.com,DNS:*.pages.example.com,IP:192.0.2.7,"
        + "IP:2001:db8::1,email:root@example.com")
    let file = certificates.file("server.pem")
    let pem = try String(contentsOfFile: file, encoding: .utf8)
    let encoded = try #require(EncodedCertificate(pem: pem))
    let certificate = encoded.forPeople
    #expect(certificate.subject == "CN = gitlab.example.com")
    #expect(certificate.issuer == "CN = Test authority, O = Example")
    #expect(
      certificate.names == [
        "gitlab.example.com", "*.pages.example.com", "192.0.2.7", "2001:db8::1",
      ])
    #expect(!certificate.isSelfSigned)
    let print = try certificates.run(["x509", "-in", file, "-noout", "-fingerprint", "-sha256"])
    #expect(print.hasSuffix("=" + certificate.fingerprint))
    let dates = try certificates.run([
      "x509", "-in", file, "-noout", "-startdate", "-enddate", "-dateopt", "iso_8601",
    ])
    let start = try #require(certificate.notBefore)
    let end = try #require(certificate.notAfter)
    let formatter = ISO8601DateFormatter()
    let written = [start, end].map {
      formatter.string(from: $0).replacingOccurrences(of: "T", with: " ")
    }
    #expect(dates == "notBefore=\(written[0])\nnotAfter=\(written[1])")
    #expect(end.timeIntervalSince(start) == 2 * 86_400)
    #expect(try encoded.pin == certificates.pin("server"))
  }

  @Test func aRootIsSignedByItself() throws {
    let certificates = try Certificates()
    defer { certificates.remove() }
    let pem = try String(contentsOfFile: certificates.authority, encoding: .utf8)
    #expect(try #require(EncodedCertificate(pem: pem)).forPeople.isSelfSigned)
  }

  @Test(arguments: [[], [0x30], [0x30, 0x03, 0x30, 0x01], Array("nonsense".utf8)] as [[UInt8]])
  func whatIsNoCertificateHasItsFingerprintAlone(bytes: [UInt8]) {
    let encoded = EncodedCertificate(der: bytes)
    #expect(encoded.pin == nil)
    #expect(encoded.forPeople.subject == "(unreadable)")
    #expect(encoded.forPeople.fingerprint.count == 32 * 3 - 1)
  }

  @Test func aCutCertificateIsUnreadable() throws {
    let certificates = try Certificates()
    defer { certificates.remove() }
    let der = certificates.file("ca.der")
    try certificates.run([
      "x509", "-in", certificates.authority, "-outform", "der", "-out", der,
    ])
    let bytes = try [UInt8](Data(contentsOf: URL(filePath: der)))
    #expect(EncodedCertificate(der: bytes).pin != nil)
    for length in bytes.indices {
      #expect(EncodedCertificate(der: Array(bytes[..<length])).pin == nil)
    }
  }
}

extension Certificates {
  /// The SHA-256 of a certificate's public key in Base64, by the openssl program alone.
  func pin(_ name: String) throws -> String {
    try run(["x509", "-in", file("\(name).pem"), "-noout", "-pubkey", "-out", file("key.pub")])
    try run([
      "pkey", "-pubin", "-in", file("key.pub"), "-outform", "der", "-out", file("key.der"),
    ])
    let digest = file("key.digest")
    try run(["dgst", "-sha256", "-binary", "-out", digest, file("key.der")])
    return try Data(contentsOf: URL(filePath: digest)).base64EncodedString()
  }
}

@Suite struct CertificateChainTests {
  private func certificate(_ subject: String, by issuer: String) -> ServerCertificate {
    ServerCertificate(
      subject: subject, issuer: issuer, names: ["a.example", "b.example"],
      notBefore: Date(timeIntervalSince1970: 1_000_000_000),
      notAfter: Date(timeIntervalSince1970: 1_100_000_000), fingerprint: "",
      isSelfSigned: subject == issuer)
  }

  private func chain(_ subjects: String..., top: String) -> [ServerCertificate] {
    zip(subjects, subjects.dropFirst() + [top]).map { certificate($0, by: $1) }
  }

  @Test(arguments: [APIFailure.TLSReason.unknownIssuer, .incompleteChain])
  func theChainTellsAnUnknownIssuerFromOneNotSent(reason: APIFailure.TLSReason) {
    let table: [([ServerCertificate], APIFailure.TLSReason)] = [
      (chain("leaf", top: "leaf"), .unknownIssuer),
      (chain("leaf", top: "issuer"), .incompleteChain),
      (chain("leaf", "root", top: "root"), .unknownIssuer),
      (chain("leaf", "issuer", top: "root"), .unknownIssuer),
    ]
    for (certificates, expected) in table {
      #expect(CertificateChain.refined(reason, by: certificates) == expected)
    }
  }

  @Test(arguments: [
    APIFailure.TLSReason.expired, .wrongName, .clientCertificate, .pinMismatch, .other,
  ])
  func otherReasonsStay(reason: APIFailure.TLSReason) {
    #expect(CertificateChain.refined(reason, by: chain("leaf", top: "issuer")) == reason)
  }

  private func text(
    _ reason: APIFailure.TLSReason, _ certificates: [ServerCertificate],
    at now: Double = 1_200_000_000
  ) -> String? {
    Texts.certificate(
      CertificateChain(certificates: certificates, reason: reason, pin: nil), of: "git.example",
      now: Date(timeIntervalSince1970: now))
  }

  @Test func everyReasonNamesTheCertificate() {
    #expect(
      text(.unknownIssuer, chain("leaf", top: "leaf"))
        == "The certificate of git.example (leaf) is signed by itself and not trusted here.")
    #expect(
      text(.unknownIssuer, chain("leaf", "root", top: "root"))
        == "The certificate of git.example (leaf) was issued by root, which is not trusted here.")
    #expect(
      text(.unknownIssuer, chain("leaf", "middle", top: "root"))
        == "The certificate of git.example (leaf), issued by middle, leads to root, which is not trusted here."
    )
    #expect(
      text(.incompleteChain, chain("leaf", top: "middle"))
        == "git.example sends its own certificate alone (leaf); the certificate of its issuer, middle, is "
        + "neither sent nor known here.")
    #expect(
      text(.expired, chain("leaf", top: "middle"))
        == "The certificate of git.example (leaf, issued by middle) expired on 2004-11-09.")
    #expect(
      text(.expired, chain("leaf", top: "middle"), at: 0)
        == "The certificate of git.example (leaf, issued by middle) is not valid before 2001-09-09."
    )
    #expect(
      text(.wrongName, chain("leaf", top: "middle"))
        == "The certificate of the server is not for git.example but for a.example, b.example. It was issued "
        + "to leaf by middle.")
    #expect(text(.other, chain("leaf", top: "middle")) == nil)
    #expect(text(.unknownIssuer, []) == nil)
  }

  @Test func anOutdatedIssuerIsToldFromTheServersOwnCertificate() {
    var certificates = chain("leaf", "middle", top: "root")
    certificates[0].notAfter = nil
    #expect(
      text(.expired, certificates)
        == "A certificate above that of git.example (middle, issued by root) expired on 2004-11-09."
    )
  }
}

@Suite struct PublicKeyPinTests {
  private static let text = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="

  @Test(arguments: [text, "sha256//" + text, " \(text)\n"])
  func aPinIsBase64WithOrWithoutItsMark(text: String) {
    #expect(PublicKeyPin(text)?.curlText == "sha256//" + Self.text)
  }

  @Test(arguments: [
    "", "sha256//", "/etc/passwd", String(text.dropLast(4)), text + ";sha256//" + text,
    "sha1//abcd",
  ])
  func anythingElseIsNoPin(text: String) {
    #expect(PublicKeyPin(text) == nil)
  }
}
