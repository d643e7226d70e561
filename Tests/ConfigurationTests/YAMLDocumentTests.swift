import Testing

@testable import Configuration

struct YAMLDocumentTests {
  private func parse(_ text: String) throws -> YAMLDocument {
    try YAMLDocument.parse(Array(text.utf8), file: "a.yaml")
  }

  private func problem(_ text: String) throws -> String {
    try #require(throws: FileProblem.self) { try parse(text) }.description
  }

  @Test func scalarsKeepTextStyleAndLine() throws {
    let root = try #require(try parse("# head\na: 1\nb: \"1\"\nc: |\n  x\n  y\n").root)
    #expect(root["a"] == YAMLNode(.scalar("1", .plain), line: 2))
    #expect(root["b"] == YAMLNode(.scalar("1", .quoted), line: 3))
    #expect(root["c"] == YAMLNode(.scalar("x\ny\n", .quoted), line: 4))
  }

  @Test func collectionsKeepTheirOrder() throws {
    let root = try #require(try parse("z: [1, two]\na: {q: r}\n").root)
    guard case .mapping(let entries) = root.content else {
      Issue.record("no mapping")
      return
    }
    #expect(entries.map(\.key) == ["z", "a"])
    #expect(
      root["z"]?.content
        == .sequence([
          YAMLNode(.scalar("1", .plain), line: 1), YAMLNode(.scalar("two", .plain), line: 1),
        ]))
    #expect(root["a"]?["q"] == YAMLNode(.scalar("r", .plain), line: 2))
  }

  @Test(arguments: ["", "# only a comment\n", "\n\n"])
  func fileWithoutValuesHasNoRoot(_ text: String) throws {
    #expect(try parse(text).root == nil)
  }

  @Test(arguments: ["a:", "a: ~", "a: null"])
  func emptyValuesAreNull(_ text: String) throws {
    #expect(try parse(text).root?["a"]?.isNull == true)
  }

  @Test func quotedNullIsText() throws {
    #expect(try parse("a: 'null'").root?["a"]?.isNull == false)
  }

  @Test func laterDuplicateCountsAndIsSaid() throws {
    let document = try parse("a: 1\nb: 2\na: 3\n")
    #expect(document.root?["a"]?.content == .scalar("3", .plain))
    #expect(
      document.warnings.map(\.description) == [
        "a.yaml:3: a: already given on line 1; this one counts"
      ])
  }

  @Test func keysThatDifferOnlyByNormalizationAreOneKey() throws {
    #expect(try parse("e\u{301}: 1\n\u{E9}: 2\n").warnings.count == 1)
  }

  @Test func aliasesRepeatTheirAnchor() throws {
    let root = try parse("a: &x {k: v}\nb: *x\n").root
    #expect(root?["b"]?["k"]?.content == .scalar("v", .plain))
  }

  @Test func aliasInsideItsOwnAnchorIsRefused() throws {
    #expect(
      try problem("a: &x [*x]\n") == "a.yaml:1: the alias names no anchor that ends before it")
  }

  @Test func nestedAliasesDoNotExplode() throws {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    for level in 1...9 {
      let item = "*a\(level - 1)"
      text +=
        "a\(level): &a\(level) [\(Array(repeating: item, count: 9).joined(separator: ", "))]\n"
    }
    #expect(try problem(text).hasSuffix(": aliases repeat too many values"))
  }

  @Test func sixtyFourLevelsAreReadAndOneMoreIsNot() throws {
    func nested(_ levels: Int) -> String {
      String(repeating: "[", count: levels) + String(repeating: "]", count: levels)
    }
    #expect(try parse(nested(64)).root != nil)
    #expect(try problem(nested(65)) == "a.yaml:1: nested deeper than 64 levels")
  }

  @Test func aliasesCannotNestDeeperThanTheLimit() throws {
    let deep = String(repeating: "[", count: 40) + "x" + String(repeating: "]", count: 40)
    let around = String(repeating: "[", count: 40) + "*d" + String(repeating: "]", count: 40)
    #expect(
      try problem("a: &d \(deep)\nb: \(around)\n") == "a.yaml:2: nested deeper than 64 levels")
  }

  @Test func invalidYAMLIsToldWithLineAndColumn() throws {
    #expect(
      try problem("a: 1\nb: c: d\n")
        == "a.yaml:2:5: not valid YAML: mapping values are not allowed in this context")
  }

  @Test func bytesThatAreNoTextAreToldWithTheirPlace() throws {
    let bytes = Array("a: 1\nb: ".utf8) + [0xFF, 0x0A]
    let problem = try #require(throws: FileProblem.self) {
      try YAMLDocument.parse(bytes, file: "a.yaml")
    }
    #expect(problem.line == 2)
    #expect(problem.column == 4)
  }

  @Test func secondDocumentIsRefused() throws {
    #expect(try problem("a: 1\n---\nb: 2\n").hasPrefix("a.yaml:2: a second document"))
  }

  @Test func keyThatIsAListIsRefused() throws {
    #expect(try problem("? [a]\n: 1\n") == "a.yaml:1: a key must be text, not a list or mapping")
  }

  @Test func fileOverTenMegabytesIsNotParsed() throws {
    let bytes = [UInt8](repeating: UInt8(ascii: "["), count: 10_000_001)
    let problem = try #require(throws: FileProblem.self) {
      try YAMLDocument.parse(bytes, file: "a.yaml")
    }
    #expect(problem.description == "a.yaml: the file is larger than 10 MB and is not read")
  }

  @Test func messagesCarryNoControlCharacters() throws {
    let document = try parse("\"\\e[31m\": 1\n\"\\e[31m\": 2\n")
    #expect(document.warnings.first?.description.contains("\u{1B}") == false)
  }

  @Test func keyThatLooksLikeATokenIsNotEchoed() throws {
    let document = try parse("glpat-abcdefghij0123456789: 1\nglpat-abcdefghij0123456789: 2\n")
    #expect(document.warnings.first?.description.contains("abcdefghij") == false)
  }
}
