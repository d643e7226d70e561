/// Writes YAML that every YAML reader takes back as the same values.
///
/// Collections are written as blocks, one entry a line; a text is quoted unless it can be
/// nothing but text.
public enum YAMLWriter {
  /// The document of a value, with a line end after the last line.
  public static func text(_ node: YAMLNode) -> String {
    switch node.content {
    case .scalar, .sequence([]), .mapping([]): return inline(node) + "\n"
    default: return block(node, indent: 0)
    }
  }

  /// A text as a YAML scalar: bare where that is safe, else in double quotes.
  public static func scalar(_ text: String) -> String {
    isSafeBare(text) ? text : quoted(text)
  }

  private static func block(_ node: YAMLNode, indent: Int) -> String {
    let margin = String(repeating: "  ", count: indent)
    switch node.content {
    case .mapping(let entries) where !entries.isEmpty:
      return entries.map { entry in
        "\(margin)\(scalar(entry.key)):" + value(entry.value, indent: indent)
      }.joined()
    case .sequence(let items) where !items.isEmpty:
      return items.map { "\(margin)-" + value($0, indent: indent) }.joined()
    default: return margin + inline(node) + "\n"
    }
  }

  private static func value(_ node: YAMLNode, indent: Int) -> String {
    switch node.content {
    case .scalar, .sequence([]), .mapping([]): return " \(inline(node))\n"
    default: return "\n" + block(node, indent: indent + 1)
    }
  }

  private static func inline(_ node: YAMLNode) -> String {
    switch node.content {
    case .scalar(let text, .plain):
      return text.isEmpty ? "null" : isOneLine(text) ? text : quoted(text)
    case .scalar(let text, .quoted): return scalar(text)
    case .sequence: return "[]"
    case .mapping: return "{}"
    }
  }

  /// True for words of letters, digits and `- _ . /` that begin with a letter and that no YAML
  /// version reads as a boolean, null or number (YAML 1.1 knows `y`, `on` and friends).
  private static func isSafeBare(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, first.properties.isAlphabetic, first.isASCII
    else { return false }
    let allowed = text.unicodeScalars.allSatisfy {
      $0.isASCII
        && ($0.properties.isAlphabetic || ("0"..."9").contains($0)
          || "-_./".contains(Character($0)))
    }
    let reserved = ["y", "n", "yes", "no", "on", "off", "true", "false", "null"]
    return allowed && !reserved.contains(text.lowercased())
  }

  /// What was read without quotes can be written without, unless it spanned lines.
  private static func isOneLine(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy {
      $0.value >= 0x20 && ![0x7F, 0x85, 0x2028, 0x2029].contains($0.value)
    }
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\r": result += "\\r"
      case _ where needsEscape(scalar): result += escape(scalar)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  /// YAML's printable set, less what a text editor would not show
  /// (YAML 1.2.2, section 5.1, "Character Set").
  private static func needsEscape(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .unassigned, .privateUse: true
    default: false
    }
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    let (letter, width) =
      scalar.value <= 0xFF ? ("x", 2) : scalar.value <= 0xFFFF ? ("u", 4) : ("U", 8)
    return "\\\(letter)" + String(repeating: "0", count: width - digits.count) + digits
  }
}
