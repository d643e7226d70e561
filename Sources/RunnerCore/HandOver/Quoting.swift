/// How one value is written in each of the languages of a hand-over, so that it arrives as it is.
///
/// Values hold no control characters: ``HandOverRequest/problems`` refuses them, because no language here can
/// carry all of them.
enum Quoting {
  /// A word of a POSIX shell (POSIX.1-2024, XCU 2.2.2). Plain words stay as they are; `=` is not plain, because zsh
  /// expands it at the beginning.
  static func posix(_ text: String) -> String {
    guard text.isEmpty || !text.utf8.allSatisfy(\.isPlainInShells) else { return text }
    return "'" + replacing("'", by: "'\\''", in: text) + "'"
  }

  /// A single-quoted string of PowerShell, where typographic single quotes end it as well and are doubled too
  /// (PowerShell: `about_Quoting_Rules`; `CharTraits.cs`, `IsSingleQuote`).
  static func powershell(_ text: String) -> String {
    var quoted = "'"
    for scalar in text.unicodeScalars {
      if ["'", "\u{2018}", "\u{2019}", "\u{201A}", "\u{201B}"].contains(scalar) {
        quoted.unicodeScalars.append(scalar)
      }
      quoted.unicodeScalars.append(scalar)
    }
    return quoted + "'"
  }

  /// Whether PowerShell hands a string to a program as it is. Windows PowerShell and PowerShell before 7.3 lose double
  /// quotes inside, and a backslash at the end eats the quote that they add (`about_Parsing`,
  /// `PSNativeCommandArgumentPassing`).
  static func survivesPowerShell(_ text: String) -> Bool {
    !text.contains("\"") && !text.hasSuffix("\\")
  }

  /// A double-quoted word of cmd.exe; nil for what it cannot carry: `%` and `!` are expanded even in quotes, and a quote
  /// ends them. Backslashes before the closing quote are doubled for the program's own splitting
  /// (`CommandLineToArgvW`).
  static func cmd(_ text: String) -> String? {
    guard !text.unicodeScalars.contains(where: { ["\"", "%", "!"].contains($0) }) else {
      return nil
    }
    let backslashes = text.reversed().prefix { $0 == "\\" }
    return "\"" + text + String(backslashes) + "\""
  }

  /// A double-quoted scalar of YAML (yaml.org, 1.2.2, 7.3.1). What is invisible or changes the direction of what is
  /// read is escaped.
  static func yaml(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case _ where scalar.isControl || scalar.isHidden || scalar.isLineSeparator:
        let digits = String(scalar.value, radix: 16, uppercase: true)
        let width = scalar.value > 0xFFFF ? 8 : 4
        quoted += (width == 8 ? "\\U" : "\\u") + String(repeating: "0", count: width - digits.count)
        quoted += digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }

  /// The same in a compose file, which expands `$` (compose-spec: `12-interpolation.md`).
  static func compose(_ text: String) -> String {
    yaml(replacing("$", by: "$$", in: text))
  }

  /// An assignment for `Environment=` of a systemd unit, where `%` begins a specifier
  /// (systemd: `systemd.exec(5)`, `systemd.syntax(7)`).
  static func systemd(_ assignment: String) -> String {
    var quoted = "\""
    for scalar in assignment.unicodeScalars {
      if scalar == "\"" || scalar == "\\" { quoted += "\\" }
      if scalar == "%" { quoted += "%" }
      quoted.unicodeScalars.append(scalar)
    }
    return quoted + "\""
  }

  private static func replacing(
    _ scalar: Unicode.Scalar, by replacement: String, in text: String
  ) -> String {
    var result = String.UnicodeScalarView()
    for other in text.unicodeScalars {
      if other == scalar {
        result.append(contentsOf: replacement.unicodeScalars)
      } else {
        result.append(other)
      }
    }
    return String(result)
  }
}

extension UInt8 {
  /// Whether the byte means nothing but itself wherever it stands in a word of a shell.
  fileprivate var isPlainInShells: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "@"), UInt8(ascii: "+"),
      UInt8(ascii: ":"), UInt8(ascii: ","), UInt8(ascii: "."), UInt8(ascii: "/"),
      UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: false
    }
  }
}

extension Unicode.Scalar {
  fileprivate var isLineSeparator: Bool { value == 0x2028 || value == 0x2029 }
}
