import Foundation
import Support
import Testing

@testable import Configuration

struct TOMLReaderTests {
  private func read(_ text: String) throws(TOMLReader.Failure) -> TOMLTable {
    try TOMLReader.read(Array(text.utf8))
  }

  @Test func failureNamesTheLine() throws {
    let failure = try #require(throws: TOMLReader.Failure.self) {
      try read("a = 1\r\n\n[b]\nc = 'open\n")
    }
    #expect(failure == TOMLReader.Failure(line: 4, text: Texts.tomlControl))
  }

  @Test(arguments: [
    "a = 1\na = 2", "[a]\n[a]", "a.b = 1\n[a]", "[a]\nb.c = 1\n[a.b]", "[a.b.c]\n[a]\nb.c.d = 1",
    "a = [1]\n[[a]]", "[a]\n[[a]]", "[[a]]\n[a]", "a = {b = 1}\n[a.c]", "a = {b = 1}\na.c = 2",
    "a = {b = 1,}", "a = {\n}", "a = 01", "a = 1__0", "a = _1", "a = .5", "a = 5.", "a = 1e",
    "a = 9223372036854775808", "a = 0xG", "a = +0x1", "a = tru", "a = 1979-02-30", "a = 25:00:00",
    "a = 1979-05-27T07:32", "a = \"\\x41\"", "a = \"\\ud800\"", "a = \"b", "a = '''b''", "a",
    "= 1", "a = ", "[a", "[[a]", "[ [a]]", "a = 1 b = 2", "a = [1 2]", "a = \"\u{1}\"", "#\u{0}",
    "a = 1\rb = 2", "a.'b'.\"c", "a = \"x\ny\"",
  ])
  func whatIsNoTOMLIsRefused(_ text: String) {
    #expect(throws: TOMLReader.Failure.self) { try read(text) }
  }

  @Test func nestingWithoutEndIsRefused() {
    for text in [
      "a = " + String(repeating: "[", count: 100_000),
      "a = " + String(repeating: "{a=", count: 100_000),
      String(repeating: "a.", count: 100_000) + "a = 1",
    ] {
      #expect(throws: TOMLReader.Failure.self) { try read(text) }
    }
  }

  @Test func spellingsOfOneValueAreEqualAndOtherScalarsAreNot() throws {
    #expect(try read("a.b = 'x'") == read("[a]\nb = \"\\u0078\""))
    #expect(try read("a = nan") == read("a = nan # the same"))
    #expect(try read("a = \"\u{E9}\"") != read("a = \"e\u{301}\""))
    #expect(try read("\u{22}\u{E9}\u{22} = 1\n\u{22}e\u{301}\u{22} = 2").members.count == 2)
  }

  /// Whole and damaged files: what Python's parser takes is taken here, with the same values, and what it refuses is
  /// refused.
  @Test(.enabled(if: Judge.hasPython, "python3 with tomllib is missing"))
  func pythonsParserReadsTheSame() throws {
    var documents = TOMLDocuments(seed: 21)
    var dice = Dice(seed: 22)
    let mutator = ByteMutator(pieces: [
      "[[runners]]\n", "[a.b]\n", "\"\"\"", "'''", " = ", "{", "}", "[", "]", ",", ".", "#",
      "\\u00e9",
      "1979-05-27", "0x", "_", "+", "e5", "\r\n",
    ])
    var texts: [[UInt8]] = []
    for number in 0..<3_000 {
      let document = documents.document()
      texts.append(number < 600 ? document : mutator.mutate(document, &dice))
    }
    let judged = try Judge.python(Self.values, input: texts.map { Data($0).base64EncodedString() })
    let values = try #require(judged as? [String])
    #expect(values.count == texts.count)
    var accepted = 0
    for (text, theirs) in zip(texts, values) where theirs != "beyond" {
      let ours = (try? TOMLReader.read(text)).map { Self.canonical(.table($0)) } ?? "refused"
      if ours != "refused" { accepted += 1 }
      #expect(ours == theirs, "\(String(decoding: text, as: UTF8.self))")
    }
    #expect(accepted > 600)
  }

  /// Numbers beyond 64 bits and deep nesting are a matter of taste; times are compared by their being one.
  private static let values = """
    import base64, json, struct, sys, tomllib, datetime
    class Beyond(Exception): pass
    def canonical(v):
        if isinstance(v, bool): return "b%d" % v
        if isinstance(v, int):
            if not -2**63 <= v < 2**63: raise Beyond()
            return "i%d" % v
        if isinstance(v, float): return "f" + ("nan" if v != v else struct.pack(">d", v).hex())
        if isinstance(v, str): return "s" + v.encode().hex()
        if isinstance(v, list): return "[" + ",".join(map(canonical, v)) + "]"
        if isinstance(v, dict):
            return "{" + ",".join(sorted(k.encode().hex() + ":" + canonical(x) for k, x in v.items())) + "}"
        return "t"
    out = []
    for text in json.load(sys.stdin):
        data = base64.b64decode(text)
        try:
            out.append(canonical(tomllib.loads(data.decode("utf-8-sig"))))
        except Beyond:
            out.append("beyond")
        except (tomllib.TOMLDecodeError, UnicodeDecodeError):
            out.append("refused")
        except RecursionError:
            out.append("beyond")
    json.dump(out, sys.stdout)
    """

  private static func canonical(_ value: TOMLValue) -> String {
    func hex(_ bytes: some Sequence<UInt8>) -> String {
      bytes.map { String(format: "%02x", $0) }.joined()
    }
    switch value {
    case .string(let text): return "s" + hex(text.bytes)
    case .integer(let number): return "i\(number)"
    case .boolean(let isTrue): return isTrue ? "b1" : "b0"
    case .time: return "t"
    case .float(let bits):
      return "f" + (Double(bitPattern: bits).isNaN ? "nan" : String(format: "%016llx", bits))
    case .array(let elements): return "[" + elements.map(canonical).joined(separator: ",") + "]"
    case .table(let table):
      let members = table.members.map { hex($0.key.bytes) + ":" + canonical($0.value) }
      return "{" + members.sorted().joined(separator: ",") + "}"
    }
  }
}
