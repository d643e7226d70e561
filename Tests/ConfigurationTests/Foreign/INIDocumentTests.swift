import Testing

@testable import Configuration

struct INIDocumentTests {
  private func read(_ texts: String...) -> (INIDocument, [String]) {
    var document = INIDocument()
    var problems: [FileProblem] = []
    for (index, text) in texts.enumerated() {
      problems += document.read(Array(text.utf8), file: "f\(index)")
    }
    return (document, problems.map(\.description))
  }

  private func value(_ key: String, _ text: String, in section: String = "a") throws -> String? {
    let (document, problems) = read(text)
    #expect(problems == [])
    return try document.value(key, in: section)?.value
  }

  @Test(arguments: [
    ("[a]\nk = v\n", "v"), ("[a]\nk: v\n", "v"), ("[a]\nk=v", "v"), ("[a]\r\nk = v\r\n", "v"),
    ("[a]\nK  =  v  \n", "v"), ("[a]\nk = v ; no comment\n", "v ; no comment"),
    ("[a]\nk = x = y : z\n", "x = y : z"), ("[a]\nk : x = y\n", "x = y"), ("[a]\nk =\n", ""),
    ("[a]\nk = v\n# comment\n; comment\n  # comment\n", "v"),
    ("[a]\nk = v\n  w\n", "v\nw"), ("[a]\nk =\n  v\n", "\nv"), ("[a]\nk = v\n\n  w\n", "v\n\nw"),
    ("[a]\nk = v\n # not this\n  w\n", "v\nw"), ("[a]\n  k = v\n    w\n  l = x\n", "v\nw"),
    ("[a] trailing\nk = v\n", "v"), ("[DEFAULT]\nk = v\n[a]\n", "v"),
    ("[DEFAULT]\nk = v\n[a]\nk = w\n", "w"), ("[a]\nk = 100%%\n", "100%"),
    ("[a]\nk = %(l)s!\nl = v\n", "v!"), ("[a]\nk = %(L)s\n[DEFAULT]\nl = %(m)s\nm = v\n", "v"),
    ("[a]\nk = %(l)s\nl = %%(m)s\n", "%(m)s"),
  ])
  func valuesAreReadAsPythonDoes(_ text: String, _ expected: String) throws {
    #expect(try value("k", text) == expected)
  }

  @Test func sectionsAreCaseSensitiveAndOptionsAreNot() throws {
    let (document, _) = read("[A]\nKey = v\n")
    #expect(try document.value("key", in: "A")?.value == "v")
    #expect(try document.value("key", in: "a") == nil)
  }

  @Test func sectionNameMayHoldBrackets() throws {
    #expect(try value("k", "[a]b]\nk = v\n", in: "a]b") == "v")
  }

  @Test func laterFileReplacesOptionByOption() throws {
    let (document, problems) = read("[a]\nk = 1\nl = 1\n", "[a]\nk = 2\n[b]\n")
    #expect(problems == [])
    #expect(try document.value("k", in: "a") == .init(value: "2", file: "f1", line: 2))
    #expect(try document.value("l", in: "a") == .init(value: "1", file: "f0", line: 3))
    #expect(document.sections.map(\.name) == ["a", "b"])
  }

  @Test(arguments: [
    ("k = v\n", "f0:1: \(Texts.lineBeforeSection)"),
    ("\u{FEFF}[a]\n", "f0:1: \(Texts.lineBeforeSection)"),
    ("[a]\nword\n", "f0:2: \(Texts.lineIsNoOption)"),
    ("[a]\n= v\n", "f0:2: \(Texts.lineIsNoOption)"),
    ("[a]\n[]\n", "f0:2: \(Texts.lineIsNoOption)"),
    ("[a]\n[b\n", "f0:2: \(Texts.lineIsNoOption)"),
    ("[a]\nk = 1\n\nK : 2\n", "f0:4: a.k: \(Texts.duplicateOption(firstLine: 2))"),
    ("[a]\n[b]\n[a]\n", "f0:3: a: \(Texts.duplicateSection(firstLine: 1))"),
    (
      "[DEFAULT]\nk = 1\n[DEFAULT]\nk = 2\n",
      "f0:4: DEFAULT.k: \(Texts.duplicateOption(firstLine: 2))"
    ),
  ])
  func wrongLinesAreNamed(_ text: String, _ expected: String) {
    #expect(read(text).1 == [expected])
  }

  @Test func everyLineOfGarbageIsAProblem() {
    let garbage = (1...200).map { "]glpat-\($0)[ \u{1B}[31m" }
    let problems = read("[a]\n" + garbage.joined(separator: "\n")).1
    #expect(problems.count == 200)
    #expect(!problems.contains { $0.contains("glpat") || $0.contains("\u{1B}") })
  }

  @Test func bytesThatAreNoTextAreAProblem() {
    var document = INIDocument()
    let problems = document.read([0x5B, 0x61, 0x5D, 0x0A, 0xFF, 0xFE], file: "f")
    #expect(problems.map(\.description) == ["f:2: \(Texts.isNotUTF8)"])
  }

  @Test func nothingIsTakenOfAFileWithAProblem() throws {
    let (document, _) = read("[a]\nk = 1\n", "[a]\nk = 2\nword\n")
    #expect(try document.value("k", in: "a")?.value == "1")
  }

  @Test(arguments: [
    ("50%", Texts.strayPercent), ("%x", Texts.strayPercent), ("%(m", Texts.wrongReference),
    ("%(m)d", Texts.wrongReference), ("%(m)s", Texts.unknownReference),
    ("%()s", Texts.unknownReference), ("%(k)s", Texts.referencesTooDeep),
  ])
  func wrongReferencesAreNamed(_ value: String, _ expected: String) throws {
    let (document, _) = read("[a]\nk = \(value)\n")
    let problem = try #require(throws: FileProblem.self) { try document.value("k", in: "a") }
    #expect(problem.description == "f0:2: a.k: \(expected)")
  }

  @Test func referencesOfReferencesHaveAnEnd() throws {
    let lines = (1...8).map { level in
      "k\(level) = " + String(repeating: "%(k\(level + 1))s", count: 10)
    }
    let (document, _) = read("[a]\n" + lines.joined(separator: "\n") + "\nk9 = 0123456789\n")
    let problem = try #require(throws: FileProblem.self) { try document.value("k1", in: "a") }
    #expect(problem.text == Texts.referencesTooLong)
  }

  @Test(arguments: 0..<64)
  func noTextCrashesTheReader(_ seed: UInt64) {
    var state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
    let alphabet = Array("[]=:%()s#;\n\r\t \\\"aB\u{0}\u{301}é".unicodeScalars)
    var text = String.UnicodeScalarView()
    for _ in 0..<400 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      text.append(alphabet[Int(state >> 33) % alphabet.count])
    }
    var document = INIDocument()
    let problems = document.read(Array(String(text).utf8), file: "f")
    for section in document.sections {
      for key in section.options.keys {
        // Either a value or a problem; both are fine here.
        _ = try? document.value(key, in: section.name)
      }
    }
    #expect(problems.allSatisfy { $0.line != nil })
  }
}
