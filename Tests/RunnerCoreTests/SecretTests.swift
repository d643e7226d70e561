import Testing

@testable import RunnerCore

@Suite struct SecretTests {
  @Test func aSecretNeverPrintsItsText() {
    let secret = Secret("glpat-geheim")
    var dumped = ""
    dump(["token": secret], to: &dumped)
    for text in [
      "\(secret)", String(reflecting: secret), String(describing: [secret]), dumped,
      String(describing: Optional(secret)),
    ] {
      #expect(!text.contains("geheim"))
      #expect(text.contains("‹redacted›"))
    }
  }

  @Test func aSecretGivesItsTextBack() {
    #expect(Secret("glpat-é").reveal() == "glpat-é")
    #expect(Secret("").isEmpty)
    #expect(!Secret("x").isEmpty)
  }

  @Test func lengthCountsScalars() {
    #expect(Secret("e\u{301}日").characterCount == 3)
  }

  @Test func secretsAreEqualWhenTheirBytesAre() {
    let secret = Secret("one")
    let copy = secret
    #expect(secret == copy)
    #expect(secret == Secret("one"))
    #expect(secret != Secret("two"))
    #expect(secret != Secret("ones"))
  }

  @Test func wipingLeavesOnlyZeros() {
    let bytes = SecretBytes(Array("geheim".utf8))
    bytes.wipe()
    #expect(bytes.withBytes { bytes in bytes.count == 6 && bytes.allSatisfy { $0 == 0 } })
  }

  @Test func aConnectionPrintsNoCredential() throws {
    let connection = try connection(headers: [HeaderField(name: "X-Gate", value: "geheim")])
    var dumped = ""
    dump(connection, to: &dumped)
    #expect(!dumped.contains("geheim"))
    #expect(!dumped.contains("glpat"))
  }
}
