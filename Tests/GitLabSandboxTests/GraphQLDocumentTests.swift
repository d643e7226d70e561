import FoundationEssentials
import GitLabSandbox
import Testing

/// Documents, well formed and not, as far as their answers show how they were read.
struct GraphQLDocumentTests {
  /// The message of the first error, or the data as text.
  private func outcome(_ text: String, _ variables: SandboxJSON? = nil) -> String {
    var door = Door()
    let answer = door.query(text, variables)
    return answer.json?["errors"]?[0]?["message"]?.string ?? answer.json?["data"]?.text
      ?? answer.text
  }

  @Test(arguments: [
    "{currentUser{username}}", "query{currentUser{username}}", "query A{currentUser{username}}",
    "\u{FEFF} , # comment\n query A , { currentUser , { username , } } # end",
    "{...{currentUser{...on User{username}}}}", "{currentUser{...f}}fragment f on User{username}",
    "{...f}fragment f on Query{currentUser{username username}}",
    "{currentUser{...f...f}}fragment f on CurrentUser{username}",
    "query A($x:Boolean!=true){currentUser{username@include(if:$x)name@skip(if:$x)}}",
    "{currentUser@skip(if:false){username@include(if:true)}}",
    "{currentUser{username ...@include(if:false){id}}}",
  ])
  func writtenInManyWaysItIsTheSame(text: String) {
    #expect(outcome(text) == #"{"currentUser":{"username":"owner"}}"#)
  }

  @Test func answerHasTheOrderAndTheNamesOfTheSelection() {
    #expect(
      outcome("{b:metadata{enterprise a:enterprise}a:currentUser{name:username __typename}}")
        == #"{"b":{"enterprise":true,"a":true},"a":{"name":"owner","__typename":"CurrentUser"}}"#)
  }

  /// A runner that is made with a literal as its description, and what it then says.
  private func description(_ literal: String) -> String {
    outcome(
      "mutation{runnerCreate(input:{runnerType:GROUP_TYPE groupId:\"gid://gitlab/Group/10\" "
        + "description:\(literal)}){runner{description}}}")
  }

  @Test(arguments: [
    (#""plain""#, #"plain"#), (#""""#, ""), (#""\"\\\/\n\t\u00e9\ud83d\ude00""#, "\"\\/\n\té😀"),
    (#""日本 #no comment, {}""#, "日本 #no comment, {}"),
    ("\"\"\"block\"\"\"", "block"), ("\"\"\"\n    a\n      b\n\n    c\n  \"\"\"", "a\n  b\n\nc"),
    ("\"\"\"a \\\"\"\" \\n \"b\" \"\"\"", "a \"\"\" \\n \"b\" "), ("\"\"\"\r\n  x\r\n\"\"\"", "x"),
    ("\"a\tb\"", "a\tb"), ("\"a\t\\n\"", "a\t\n"),
  ])
  func stringsKeepWhatTheySay(literal: String, value: String) {
    let expected: SandboxJSON = ["runnerCreate": ["runner": ["description": .string(value)]]]
    #expect(description(literal) == expected.text)
  }

  @Test(arguments: [
    ("", "Unexpected end of document"), ("   # only a comment", "Unexpected end of document"),
    ("{", "Unexpected end of document"), ("{currentUser", "Unexpected end of document"),
    ("{}", #"Expected IDENTIFIER, actual: RCURLY ("}") at [1, 2]"#),
    ("{currentUser{username}}}", #"Expected LCURLY, actual: RCURLY ("}") at [1, 24]"#),
    ("{currentUser{}}", #"Expected IDENTIFIER, actual: RCURLY ("}") at [1, 14]"#),
    ("query(){a}", #"Expected VAR_SIGN, actual: RPAREN (")") at [1, 7]"#),
    ("query($a){a}", #"Expected COLON, actual: RPAREN (")") at [1, 9]"#),
    ("{a(b:)}", #"Expected a value, actual: RPAREN (")") at [1, 6]"#),
    ("{a(b:01)}", #"Expected a value, actual: UNKNOWN_CHAR ("01") at [1, 6]"#),
    ("{a(b:1x)}", #"Expected a value, actual: UNKNOWN_CHAR ("1") at [1, 6]"#),
    ("{a(b:-)}", #"Expected a value, actual: UNKNOWN_CHAR ("-") at [1, 6]"#),
    ("{a(b:1.)}", #"Expected a value, actual: UNKNOWN_CHAR ("1.") at [1, 6]"#),
    ("{a(b:1e)}", #"Expected a value, actual: UNKNOWN_CHAR ("1e") at [1, 6]"#),
    ("{a..b}", #"Expected IDENTIFIER, actual: UNKNOWN_CHAR (".") at [1, 3]"#),
    ("{\n  é}", #"Expected IDENTIFIER, actual: UNKNOWN_CHAR ("é") at [2, 3]"#),
    ("hello", #"Expected LCURLY, actual: IDENTIFIER ("hello") at [1, 1]"#),
    ("type A{b:C}", #"Expected LCURLY, actual: IDENTIFIER ("type") at [1, 1]"#),
    ("{...on}", #"Expected IDENTIFIER, actual: RCURLY ("}") at [1, 7]"#),
    (
      "fragment on on A{b}",
      #"Expected a fragment name other than "on", actual: IDENTIFIER ("on") at [1, 10]"#
    ),
    (
      "{a(b:\"open)}",
      "Expected string or block string, but it was malformed at [1, 6]"
    ),
    (
      "{a(b:\"\"\"open\")}",
      "Expected string or block string, but it was malformed at [1, 6]"
    ),
    (#"{a(b:"\q")}"#, "Expected string or block string, but it was malformed at [1, 6]"),
    (#"{a(b:"\"#, "Expected string or block string, but it was malformed at [1, 6]"),
    (#"{a(b:"\u12")}"#, "Expected string or block string, but it was malformed at [1, 6]"),
  ])
  func whatIsNoDocumentIsRefusedAtItsPlace(text: String, message: String) {
    #expect(outcome(text) == message)
  }

  @Test(arguments: ["{a", "(a:[", "(a:{b:", "[", "{...", "query($a:["])
  func deepNestingEndsInAnErrorAndNotInACrash(piece: String) {
    var door = Door()
    let count = 9_900 / piece.utf8.count
    for front in ["", "{", "{a(b:"] {
      let answer = door.query(front + String(repeating: piece, count: count))
      #expect(answer.status == 200)
      #expect(answer.json?["errors"]?[0]?["message"]?.string?.isEmpty == false)
      #expect(answer.json?["data"] == nil)
    }
  }

  @Test func garbageOfEveryKindIsAnswered() {
    var random = SystemRandomNumberGenerator()
    var door = Door()
    let pieces = [
      "{", "}", "(", ")", "[", "]", ":", "!", "$", "@", "...", "on", "query", "fragment", "a",
      "currentUser", "runners", "\"", "\"\"\"", "\\", "1", "-", ".", "e9", "#", "\n", "\u{0}", "é",
      "null", "first", "nodes", "id", "|", "&", "=", ",", "\u{1F600}",
    ]
    for _ in 0..<3000 {
      let length = Int.random(in: 0..<40, using: &random)
      let text = (0..<length).map { _ in pieces.randomElement(using: &random) ?? "" }
        .joined(separator: Bool.random(using: &random) ? " " : "")
      let answer = door.query(text)
      #expect(answer.status == 200 && answer.json != nil, "\(text)")
    }
  }

  @Test func fragmentsThatMultiplyAreStopped() {
    var text = "{runners{nodes{...f0}}}"
    for number in 0..<60 {
      text += "fragment f\(number) on CiRunner{"
      text += "a:managers{nodes{runner{...f\(number + 1)}}}"
      text += "b:managers{nodes{runner{...f\(number + 1)}}}}"
    }
    text += "fragment f60 on CiRunner{id}"
    #expect(outcome(text) == "Timeout on validation of query")
  }
}
