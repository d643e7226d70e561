import Support
import Testing

extension EndToEnd {
  /// What servers say, on the bytes that reach the terminal.
  @Suite struct ForeignSequences {
    @Test func nothingThatAServerSaysSteersTheTerminal() throws {
      let server = try SandboxServer(["--runners", "400"])
      let program = try TerminalProgram(
        ["runners"],
        environment: ["GITLAB_URL": server.url, "GITLAB_TOKEN": try server.token("root-admin")],
        columns: 140, rows: 40)
      try program.waitForText("1/391")
      for _ in 0..<12 {
        let before = program.output.count
        program.type("\u{1B}[6~")
        try program.waitForPaint(beyond: before)
      }
      // The last rows may still be on their way.
      let start = program.output.count
      let end = ContinuousClock.now + Deadline.generous
      while !program.wrote("391/391", after: start), ContinuousClock.now < end {
        let before = program.output.count
        program.type("\u{1B}[F\u{C}")
        try program.waitForPaint(beyond: before)
      }
      #expect(program.wrote("391/391", after: start))
      #expect(OutputScan(program.output).problem == nil)
      // They were there, without what made them harmful.
      let shown = String(decoding: program.output, as: UTF8.self)
      #expect(shown.contains("[31mred"))
      #expect(!shown.contains("\u{1B}[31mred"))
      #expect(!shown.contains("\u{1B}]0;"))
      #expect(!shown.contains("\u{1B}]52;"))
    }
  }
}

/// Reads what a program writes to a terminal, sequence by sequence (ECMA-48).
struct OutputScan {
  /// The first thing that the program has no reason to send; nil where there is none.
  private(set) var problem: String?

  /// Finals of control sequences that move, erase, set colours and modes, and ask for attributes.
  private static let finals = Set("ABCDGHIJKLMPSTXZ@`abcdefghlmrtu".utf8)
  /// Queries in an operating system command that the program itself makes.
  private static let commands = ["11;?"]

  init(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while let byte = rest.popFirst(), problem == nil {
      switch byte {
      case 0x1B: takeSequence(&rest)
      case 0x08, 0x09, 0x0A, 0x0D, 0x0E, 0x0F, 0x20..<0x7F, 0x80...0xFF: break
      default: problem = "the control character \(byte)"
      }
    }
    let hasC1 = String(decoding: bytes, as: UTF8.self).unicodeScalars
      .contains {
        0x80..<0xA0 ~= $0.value || 0x202A...0x202E ~= $0.value || 0x2066...0x2069 ~= $0.value
      }
    if hasC1 { problem = problem ?? "a C1 control character or a mark that reorders text" }
  }

  private mutating func takeSequence(_ rest: inout ArraySlice<UInt8>) {
    guard let kind = rest.popFirst() else { return }
    switch kind {
    case UInt8(ascii: "["):
      let parameters = rest.prefix { 0x20..<0x40 ~= $0 }
      rest = rest[parameters.endIndex...]
      guard let final = rest.popFirst() else { return }
      if !Self.finals.contains(final) {
        problem = "CSI \(String(decoding: parameters + [final], as: UTF8.self))"
      }
    case UInt8(ascii: "]"):
      let text = rest.prefix { $0 != 0x07 && $0 != 0x1B }
      rest = rest[text.endIndex...].dropFirst()
      let command = String(decoding: text, as: UTF8.self)
      if !Self.commands.contains(command) { problem = "OSC \(command.debugDescription)" }
    case UInt8(ascii: "("), UInt8(ascii: ")"): _ = rest.popFirst()
    case UInt8(ascii: "7"), UInt8(ascii: "8"), UInt8(ascii: "="), UInt8(ascii: ">"),
      UInt8(ascii: "M"):
      break
    default: problem = "the sequence Esc \(kind)"
    }
  }
}
