import Testing

@testable import Configuration

struct YAMLWriterTests {
  static let hostile = [
    "", " ", "a", "yes", "No", "null", "~", "y", "1", "0x1F", "1e3", "-", "- a", "a: b", "a #b",
    "#a",
    "*x", "&x", "!tag", "@a", "`a", "%d", "{a}", "[a]", "a\nb", "a\r\nb", "\ttab", "a\\b", "\"q\"",
    "'q'",
    "\u{1B}[31m", "\u{0}", "\u{85}", "\u{2028}", "\u{FEFF}", "日本語", "👩‍👩‍👧", "e\u{301}", "\u{202E}x",
    "https://gitlab.example.com:8443/gitlab", "2024-01-01", "true ", ".inf", "<<", "=",
  ]

  @Test(arguments: hostile)
  func textComesBackTheSame(_ text: String) throws {
    let node = YAMLNode(.mapping([YAMLEntry("k", .text(text)), YAMLEntry(text, .text("v"))]))
    let document = try YAMLDocument.parse(Array(YAMLWriter.text(node).utf8), file: "a")
    guard case .scalar(let back, _) = try #require(document.root?["k"]).content else {
      Issue.record("no scalar")
      return
    }
    #expect(Array(back.unicodeScalars) == Array(text.unicodeScalars))
    #expect(document.root?["k"]?.isNull == false)
    #expect(document.root?[text] != nil)
  }

  @Test func whatLooksLikeAnotherTypeIsQuoted() {
    #expect(YAMLWriter.scalar("true") == "\"true\"")
    #expect(YAMLWriter.scalar("12") == "\"12\"")
    #expect(YAMLWriter.scalar("nord") == "nord")
  }

  @Test func nestedValuesAreWrittenAsBlocks() {
    let node = YAMLNode(
      .mapping([
        YAMLEntry("version", .plain("1")),
        YAMLEntry("list", YAMLNode(.sequence([.text("a b"), YAMLNode(.mapping([]))]))),
        YAMLEntry("map", YAMLNode(.mapping([YAMLEntry("x", YAMLNode(.sequence([])))]))),
      ]))
    #expect(
      YAMLWriter.text(node) == """
        version: 1
        list:
          - "a b"
          - {}
        map:
          x: []

        """)
  }

  @Test func readFileIsWrittenBackWithTheSameValues() throws {
    let source = """
      a: [1, "1", true, ~, {b: c d, e: 'f: g'}]
      long: some words
        that go on
      block: |
        two
        lines
      nested: [[x], []]
      """
    let first = try #require(try YAMLDocument.parse(Array(source.utf8), file: "a").root)
    let written = Array(YAMLWriter.text(first).utf8)
    let second = try #require(try YAMLDocument.parse(written, file: "a").root)
    #expect(unplaced(second) == unplaced(first))
  }

  private func unplaced(_ node: YAMLNode) -> YAMLNode {
    switch node.content {
    case .scalar(let text, let style):
      // How a text was quoted is not a value, but whether it is null is.
      return node.isNull
        ? .plain("null") : YAMLNode(.scalar(text, style == .plain ? .plain : .quoted))
    case .sequence(let items): return YAMLNode(.sequence(items.map(unplaced)))
    case .mapping(let entries):
      return YAMLNode(.mapping(entries.map { YAMLEntry($0.key, unplaced($0.value)) }))
    }
  }
}
