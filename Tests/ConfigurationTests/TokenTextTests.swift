import RunnerCore
import Testing

@testable import Configuration

struct TokenTextTests {
  @Test(arguments: ["abc", "abc\n", "  abc\t\r\n", "\n\nabc\n\n"])
  func whiteSpaceAroundATokenIsCutOff(_ text: String) throws {
    #expect(try TokenText.parse(Array(text.utf8)) == Secret("abc"))
  }

  @Test(arguments: [
    ("", TokenTextProblem.empty), (" \n", .empty), ("a\nb", .severalLines), ("a b", .notPrintable),
    ("tökén", .notPrintable), ("a\u{1B}b", .notPrintable),
  ])
  func whatIsNoTokenIsRefused(_ text: String, _ problem: TokenTextProblem) {
    #expect(throws: problem) { try TokenText.parse(Array(text.utf8)) }
  }

  @Test func aFileThatIsNoTokenAtAllIsRefused() {
    #expect(throws: TokenTextProblem.tooLong) {
      try TokenText.parse([UInt8](repeating: UInt8(ascii: "a"), count: 4097))
    }
  }
}
