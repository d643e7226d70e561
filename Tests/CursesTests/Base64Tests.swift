import Testing

@testable import Curses

@Suite struct Base64Tests {
  /// The test vectors of RFC 4648, section 10.
  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
    ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
  ])
  func textIsEncodedAsTheStandardSays(_ text: String, _ encoded: String) {
    #expect(Base64.encode(Array(text.utf8)) == Array(encoded.utf8))
  }

  @Test func everyByteIsEncoded() {
    #expect(Base64.encode([0xFB, 0xFF, 0xBF, 0x00]) == Array("+/+/AA==".utf8))
  }
}
