import Support

/// Configuration files as people and programs may have written them: comments, odd spacing, either line end, no last
/// newline, texts of several lines, inline tables, arrays of tables, quoted keys, dates.
struct TOMLDocuments {
  var dice: Dice
  private var counter = 0
  private var lines: [String] = []

  init(seed: UInt64) {
    dice = Dice(seed: seed)
  }

  /// One whole file.
  mutating func document() -> [UInt8] {
    lines = []
    counter = 0
    decorations()
    if !dice.oneIn(4) { pair("concurrent", String(dice.below(9))) }
    for _ in 0..<dice.below(4) { anyPair() }
    for _ in 0..<dice.below(3) { table() }
    for _ in 0..<dice.below(5) { runner() }
    if dice.oneIn(3) { table() }
    decorations()
    let lineEnd = dice.oneIn(3) ? "\r\n" : "\n"
    var text = lines.joined(separator: lineEnd)
    if !dice.oneIn(3), !text.isEmpty { text += lineEnd }
    return (dice.oneIn(8) ? [0xEF, 0xBB, 0xBF] : []) + Array(text.utf8)
  }

  private mutating func runner() {
    line("[[\(blank())runners\(blank())]]")
    pair("name", text("runner \(counter)"))
    pair("url", text("https://gitlab.example.com/"))
    pair("id", String(dice.below(10_000)))
    pair("token", dice.oneIn(3) ? text("$RUNNER_TOKEN") : text("glrt-\(dice.below(1_000_000))"))
    pair("token_expires_at", "0001-01-01T00:00:00Z")
    pair("executor", text("docker"))
    for _ in 0..<dice.below(3) { anyPair() }
    if dice.oneIn(2) {
      line("  [runners.docker]")
      pair("image", text("alpine:latest"))
      pair("volumes", "[\"/cache\", \(text("/var/run: x"))]")
      for _ in 0..<dice.below(3) { anyPair() }
    }
    if dice.oneIn(3) {
      line("\t[ runners . \(quoted("cache")) ]")
      anyPair()
    }
  }

  private mutating func table() {
    counter += 1
    line("[\(blank())table\(counter)\(blank())]")
    for _ in 0..<dice.below(4) { anyPair() }
    guard dice.oneIn(2) else { return }
    line("[table\(counter).inner.\(quoted("de ep"))]")
    for _ in 0..<dice.below(3) { anyPair() }
  }

  private mutating func anyPair() {
    counter += 1
    let name = "key\(counter)"
    switch dice.below(4) {
    case 0: pair(name, value(depth: 0))
    case 1: pair(quoted("\(name) é.=#"), value(depth: 0))
    case 2:
      pair("\(name)\(blank()).\(blank())a", value(depth: 0))
      pair("\(name).\(quoted("b c"))", value(depth: 0))
    default: pair("'\(name)\"'", value(depth: 0))
    }
  }

  private mutating func pair(_ key: String, _ value: String) {
    line("\(blank())\(key)\(blank())=\(blank())\(value)")
  }

  private mutating func line(_ text: String) {
    decorations()
    lines.append(text + blank() + (dice.oneIn(4) ? "# \(dice.pick(Self.comments))" : ""))
  }

  private mutating func decorations() {
    for _ in 0..<dice.length(3) {
      lines.append(blank() + (dice.oneIn(2) ? "#\(dice.pick(Self.comments))" : ""))
    }
  }

  private static let comments = [
    "", " plain", "[[runners]]", " token = \"old\"", "\t'''", " \"\"\"", " é 🦊", " $VAR [",
  ]

  private mutating func blank() -> String {
    dice.pick(["", " ", " ", "  ", "\t", " \t "])
  }

  private func quoted(_ key: String) -> String { "\"\(key)\"" }

  /// A text that means the same in each of the four ways to write one.
  private mutating func text(_ plain: String) -> String {
    switch dice.below(4) {
    case 0: "\"\(plain)\""
    case 1: "'\(plain)'"
    case 2: "\"\"\"\n\(plain)\"\"\""
    default: "'''\(plain)'''"
    }
  }

  private mutating func value(depth: Int) -> String {
    switch dice.below(depth > 2 ? 9 : 12) {
    case 0: String(Int64.random(in: .min ... .max, using: &dice))
    case 1: dice.pick(["0x1F", "0o755", "0b1010", "1_000", "+7", "-0", "0xdead_BEEF"])
    case 2: dice.pick(["1.5", "-2e10", "6.02_2E+23", "inf", "-inf", "nan", "0.0", "-0.0"])
    case 3: dice.pick(["true", "false"])
    case 4:
      dice.pick([
        "1979-05-27T07:32:00Z", "1979-05-27 00:32:00.999999-07:00", "1979-05-27t07:32:00",
        "1979-05-27", "07:32:00", "2000-02-29T23:59:59z",
      ])
    case 5:
      dice.pick([
        "\"a\\tb \\\"q\\\" \\u00e9 \\U0001F98A\"", "\"[[runners]]\"", "\"# no comment\"", "\"\"",
      ])
    case 6: dice.pick(["'C:\\path'", "''", "'\"'", "'''it's ''two'''''"])
    case 7:
      dice.pick([
        "\"\"\"\n[[runners]]\n  token = \"x\"\n\"\"\"", "\"\"\"a \\\n   b\"\"\"",
        "\"\"\"two \"\"quotes\"\"\"\"\"",
      ])
    case 8: dice.pick(["'''\n[runners]\n# text'''", "'''\n'''", text("plain text")])
    case 9:
      "[" + (0..<dice.below(4)).map { _ in value(depth: depth + 1) + blank() + "," }.joined() + "]"
    case 10:
      "[ # comment\n"
        + (0..<dice.below(3)).map { _ in value(depth: depth + 1) }.joined(separator: ",\n")
        + "\n]"
    default:
      "{" + blank()
        + (0..<dice.below(3)).map { "k\($0)\(blank()) = \(value(depth: depth + 1))" }
        .joined(separator: ", ") + blank() + "}"
    }
  }
}
