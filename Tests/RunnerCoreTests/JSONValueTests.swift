import Testing

@testable import RunnerCore

@Suite struct JSONValueTests {
  private func parse(_ text: String) -> JSONValue? { JSONValue(parsing: Array(text.utf8)) }

  @Test func everyKindOfValueIsRead() {
    let expected = JSONValue.object([
      .init("a", .array([.integer(1), .number("2.5"), .bool(true), .bool(false), .null])),
      .init("b", .string("x\n\"\\/é😀")),
      .init("c", .object([])),
    ])
    #expect(
      parse(
        #" { "a" : [1, 2.5, true, false, null], "b": "x\n\"\\\/é\ud83d\ude00", "c": {} } "#)
        == expected)
  }

  @Test func numbersBeyond64BitsKeepTheirText() {
    #expect(parse("9223372036854775807") == .integer(.max))
    #expect(parse("9223372036854775808") == .number("9223372036854775808"))
  }

  @Test(arguments: [
    "", " ", "{", "[1,", "[1,]", "{\"a\":}", "{\"a\" 1}", "{a:1}", "nul", "tru", "1 2", "\"open",
    "\"a\nb\"", "\"\\x\"", "\"\\u12\"", "+1", ".5", "-", "1-1", "<html>", "{\"a\":1}}", "'a'",
  ])
  func whatIsNoJSONIsRefused(text: String) {
    #expect(parse(text) == nil)
  }

  @Test func deepNestingIsRefusedWithoutExhaustingTheStack() {
    #expect(parse(String(repeating: "[", count: 1_000_000)) == nil)
    #expect(parse(String(repeating: "[", count: 60) + String(repeating: "]", count: 60)) != nil)
  }

  @Test func bytesThatAreNoUTF8BecomeTheReplacementCharacter() {
    let bytes: [UInt8] = [0x22, 0x61, 0xFF, 0x62, 0x22]
    #expect(JSONValue(parsing: bytes) == .string("a\u{FFFD}b"))
    #expect(parse(#""\ud800x""#) == .string("\u{FFFD}x"))
    #expect(parse(#""\ud800\u0041""#) == .string("\u{FFFD}A"))
  }

  @Test func aByteOrderMarkIsSkipped() {
    #expect(JSONValue(parsing: [0xEF, 0xBB, 0xBF, 0x31]) == .integer(1))
  }

  @Test func whatIsWrittenReadsBackAndHoldsNoControlCharacter() {
    let value = JSONValue.object([
      .init("text", .string("\u{1B}[2J\u{9B}\u{202E}\u{2028}\u{E0041}\n\t\"\\ 日本語")),
      .init("list", .array([.integer(-1), .null, .number("1e3")])),
    ])
    #expect(parse(value.text) == value)
    #expect(!value.text.unicodeScalars.contains { $0.isControl || $0.isHidden })
  }

  @Test func theLastOfSeveralMembersWins() {
    #expect(parse(#"{"id":1,"id":2}"#)?["id"] == .integer(2))
    #expect(parse("[1]")?["id"] == nil)
  }

  @Test func wrongTypesCountAsAbsent() {
    #expect(JSONValue.string("12").wholeNumber == 12)
    #expect(JSONValue.number("1.5").wholeNumber == nil)
    #expect(JSONValue.string("true").flag == true)
    #expect(JSONValue.integer(1).flag == nil)
    #expect(JSONValue.null.cleanText == nil)
    #expect(JSONValue.string("a\u{1B}").cleanText == "a\u{FFFD}")
  }
}
