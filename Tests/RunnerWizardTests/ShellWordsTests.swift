import Testing

@testable import RunnerWizard

@Suite struct ShellWordsTests {
  @Test(arguments: [
    ("pass show gitlab", ["pass", "show", "gitlab"]),
    ("  a   b\t c ", ["a", "b", "c"]),
    ("'a b' \"c d\"e", ["a b", "c de"]),
    (#"a\ b "c\"d" "e\f" 'g\h'"#, ["a b", #"c"d"#, #"e\f"#, #"g\h"#]),
    ("'' \"\"", ["", ""]),
    ("$HOME `id` | rm *", ["$HOME", "`id`", "|", "rm", "*"]),
    ("", []),
  ])
  func wordsAreCutAsAShellCutsThem(_ text: String, _ words: [String]) {
    #expect(ShellWords.split(text) == words)
  }

  @Test(arguments: ["'a", "\"a", "a\\", "\"a'"])
  func openQuotationIsNoCommand(_ text: String) {
    #expect(ShellWords.split(text) == nil)
  }
}
