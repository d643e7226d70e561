import Testing

@testable import RunnerCore

@Suite struct QuotingTests {
  struct Row: Sendable {
    let text: String
    let posix: String
    let powershell: String
    /// Nil for what cmd.exe cannot carry.
    let cmd: String?
    let yaml: String
  }

  static let rows = [
    Row(text: "", posix: "''", powershell: "''", cmd: #""""#, yaml: #""""#),
    Row(
      text: "alpine:3.20", posix: "alpine:3.20", powershell: "'alpine:3.20'",
      cmd: #""alpine:3.20""#, yaml: #""alpine:3.20""#),
    Row(text: "a b", posix: "'a b'", powershell: "'a b'", cmd: #""a b""#, yaml: #""a b""#),
    Row(
      text: "it's", posix: #"'it'\''s'"#, powershell: "'it''s'", cmd: #""it's""#,
      yaml: #""it's""#),
    Row(text: "’‘", posix: "'’‘'", powershell: "'’’‘‘'", cmd: #""’‘""#, yaml: #""’‘""#),
    Row(
      text: #"a"b"#, posix: #"'a"b'"#, powershell: #"'a"b'"#, cmd: nil, yaml: #""a\"b""#),
    Row(
      text: #"C:\x\"#, posix: #"'C:\x\'"#, powershell: #"'C:\x\'"#, cmd: #""C:\x\\""#,
      yaml: #""C:\\x\\""#),
    Row(text: "$x", posix: "'$x'", powershell: "'$x'", cmd: #""$x""#, yaml: #""$x""#),
    Row(text: "`id`", posix: "'`id`'", powershell: "'`id`'", cmd: #""`id`""#, yaml: #""`id`""#),
    Row(text: "50%", posix: "'50%'", powershell: "'50%'", cmd: nil, yaml: #""50%""#),
    Row(text: "hey!", posix: "'hey!'", powershell: "'hey!'", cmd: nil, yaml: #""hey!""#),
    Row(text: "-x", posix: "-x", powershell: "'-x'", cmd: #""-x""#, yaml: #""-x""#),
    Row(text: "=ls", posix: "'=ls'", powershell: "'=ls'", cmd: #""=ls""#, yaml: #""=ls""#),
    Row(text: "~", posix: "'~'", powershell: "'~'", cmd: #""~""#, yaml: #""~""#),
    Row(text: "日本", posix: "'日本'", powershell: "'日本'", cmd: #""日本""#, yaml: #""日本""#),
    Row(
      text: "\u{202E}a", posix: "'\u{202E}a'", powershell: "'\u{202E}a'", cmd: "\"\u{202E}a\"",
      yaml: #""\u202Ea""#),
    Row(
      text: "\u{E0041}", posix: "'\u{E0041}'", powershell: "'\u{E0041}'", cmd: "\"\u{E0041}\"",
      yaml: #""\U000E0041""#),
  ]

  @Test func everyLanguageHasItsOwnQuotes() {
    for row in Self.rows {
      #expect(Quoting.posix(row.text) == row.posix)
      #expect(Quoting.powershell(row.text) == row.powershell)
      #expect(Quoting.cmd(row.text) == row.cmd)
      #expect(Quoting.yaml(row.text) == row.yaml)
    }
  }

  @Test func whatPowerShellLosesIsKnown() {
    #expect(Quoting.survivesPowerShell("it's a b"))
    #expect(!Quoting.survivesPowerShell("a\"b"))
    #expect(!Quoting.survivesPowerShell("C:\\x\\"))
  }

  @Test func composeDoublesDollarsAndSystemdPercents() {
    #expect(Quoting.compose("$a $$") == "\"$$a $$$$\"")
    #expect(Quoting.systemd("a=50% \"x\"") == #""a=50%% \"x\"""#)
  }
}
