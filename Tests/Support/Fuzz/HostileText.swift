/// Texts that a server, a file or a clipboard might hold to do harm.
public enum HostileText {
  /// What would steer a terminal, hide or reorder text.
  public static let steering = [
    "\u{1B}]0;owned\u{7}", "\u{1B}[2J\u{1B}[H", "\u{1B}[31mred", "\u{9B}2J",
    "\u{9D}52;c;eA==\u{9C}",
    "\u{1B}P$qm\u{1B}\\", "\u{1B}]52;c;bmV2ZXI=\u{7}", "\u{1B}c", "\u{1B}[?1049l", "\u{1B}[6n",
    "\0",
    "\u{8}\u{8}\u{8}", "\r\n", "\r", "\u{7F}", "\u{7}", "\u{E}", "\u{202E}gnp.exe", "\u{2066}x",
    "\u{200B}", "\u{FEFF}", "\u{2028}", "\u{85}", "\u{AD}", "\u{E0041}", "\u{1B}", "a\u{1B}[",
  ]

  /// What is hard to measure, to cut or to read.
  public static let awkward = [
    "", " ", "\t", "e\u{301}", "a" + String(repeating: "\u{301}", count: 40), "👩‍👩‍👧‍👦", "🇩🇪🇫🇷", "漢字",
    "한글", "\u{1112}\u{1161}\u{11AB}", "क्षि", "ﷺ", "עברית", "\u{FFFD}", "\u{10FFFF}", "\u{FFFE}",
    "%s%n%d", "../../etc/passwd", "'; rm -rf ~ #", "$(reboot)", "-o", "=1+1", "null", "true",
    "1e999",
    "NaN", "-0", "gid://gitlab/Ci::Runner/0", "gid://gitlab/Ci::Runner/99999999999999999999",
    "9999-99-99T99:99:99Z", "2027-02-30T25:61:61+99:99", "0001-01-01", "glrt-",
    "https://[::1", "javascript:alert(1)", "//evil.example",
    "https://user:pass@evil.example:99999/",
  ]

  public static func any(_ dice: inout Dice) -> String {
    switch dice.below(8) {
    case 0...2: dice.pick(steering)
    case 3...4: dice.pick(awkward)
    case 5: dice.pick(awkward) + dice.pick(steering) + dice.pick(awkward)
    case 6: String(repeating: dice.pick(awkward + steering), count: 1 + dice.length(2_000))
    default: String(decoding: dice.bytes(dice.length(64)), as: UTF8.self)
    }
  }

  /// The first scalar of a text that no screen may get, where there is one: C0 and C1 control
  /// characters and DEL, and the marks that reorder text.
  /// - Parameter allowed: scalars to let pass, such as line breaks where text has lines.
  public static func steeringScalar(
    in text: some StringProtocol, but allowed: Set<Unicode.Scalar> = []
  ) -> Unicode.Scalar? {
    text.unicodeScalars.first { scalar in
      switch scalar.value {
      case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069: !allowed.contains(scalar)
      default: false
      }
    }
  }
}
