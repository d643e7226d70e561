import Testing

@testable import Configuration

struct ShellWordsTests {
  @Test(arguments: [
    ("a b", ["a", "b"]), ("  a\t b\n", ["a", "b"]), ("'a b' c", ["a b", "c"]),
    ("\"a b\"c", ["a bc"]), ("a\\ b", ["a b"]), ("\"a\\\"b\\\\c\\d\"", ["a\"b\\c\\d"]),
    ("'a\\'", ["a\\"]), ("'' \"\"", ["", ""]), ("a''b", ["ab"]), ("", []),
    ("a#b #c", ["a#b", "#c"]),
    ("a;b|c", ["a;b|c"]), ("$(x) `y`", ["$(x)", "`y`"]),
  ])
  func wordsAreCutAsAShellCutsThem(_ text: String, _ words: [String]) throws {
    #expect(try ShellWords.split(text) == words)
  }

  @Test(arguments: ["'a", "\"a", "a \\", "\"a\\"])
  func openEndsAreProblems(_ text: String) {
    #expect(throws: ShellWords.Failure.self) { try ShellWords.split(text) }
  }

  @Test(arguments: [
    ("$A", "1"), ("${A}b", "1b"), ("$AB", "$AB"), ("$A-$A", "1-1"), ("a$", "a$"), ("${A", "${A"),
    ("$", "$"), ("${}", "${}"), ("~", "/h"), ("~/x", "/h/x"), ("~bob/x", "~bob/x"), ("a~", "a~"),
    // Python replaces the tilde last, so that one from a variable counts too.
    ("$H/x", "/h/x"), ("$E", ""),
  ])
  func variablesAndTheHomeFolderAreReplaced(_ word: String, _ expected: String) {
    let environment = ["A": "1", "E": "", "H": "~"]
    let result = ShellWords.expanded(word, environment: environment, home: "/h")
    #expect(result == expected)
  }
}
