/// Text from a server with everything removed that could steer a terminal or hide what it says, on one line.
///
/// Line breaks, tabs and the Unicode line and paragraph separators become a space, other control
/// characters (C0, C1, DEL) the replacement character `�`; invisible and direction-changing format
/// characters are dropped. Everything else keeps its scalars.
public func sanitized(_ text: String) -> String {
  sanitized(text, lineBreak: " ", tab: " ")
}

/// The same for text of several lines, such as a maintenance note: line breaks (CR LF, LF, CR and the
/// Unicode separators) become `\n`, tabs stay.
public func sanitizedLines(_ text: String) -> String {
  sanitized(text, lineBreak: "\n", tab: "\t")
}

private func sanitized(
  _ text: String, lineBreak: Unicode.Scalar, tab: Unicode.Scalar
) -> String {
  var result = String.UnicodeScalarView()
  var follows: Unicode.Scalar = "\0"
  for scalar in text.unicodeScalars {
    defer { follows = scalar }
    switch scalar.value {
    case 0x0A where follows == "\r": continue
    case 0x0A, 0x0D, 0x2028, 0x2029: result.append(lineBreak)
    case 0x09: result.append(tab)
    case 0..<0x20, 0x7F..<0xA0: result.append("\u{FFFD}")
    case _ where scalar.isHidden: continue
    default: result.append(scalar)
    }
  }
  return String(result)
}

extension Unicode.Scalar {
  /// Whether the scalar has no shape of its own but hides, joins or reorders others: zero-width and
  /// invisible characters, bidirectional marks, overrides and isolates, annotation and tag characters.
  var isHidden: Bool {
    switch value {
    case 0xAD, 0x061C, 0x180E, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFEFF,
      0xFFF9...0xFFFB, 0xE0000...0xE007F:
      true
    default: false
    }
  }

  /// Whether the scalar is an ASCII or Latin-1 control character (C0, DEL, C1).
  var isControl: Bool { value < 0x20 || (0x7F..<0xA0).contains(value) }
}

extension StringProtocol {
  /// The text without ASCII white space (space, tab, LF, VT, FF, CR) at both ends, as Ruby's `strip` does.
  /// Works on scalars: a combining mark after a space would otherwise glue to it.
  func trimmingASCIIWhiteSpace() -> String {
    let scalars = unicodeScalars
    guard let first = scalars.firstIndex(where: { !$0.isASCIIWhiteSpace }),
      let last = scalars.lastIndex(where: { !$0.isASCIIWhiteSpace })
    else { return "" }
    return String(String.UnicodeScalarView(scalars[first...last]))
  }

  /// Whether both have the same scalars. `==` takes canonically equivalent spellings for equal; GitLab does not.
  func hasSameScalars(as other: some StringProtocol) -> Bool {
    utf8.elementsEqual(other.utf8)
  }
}

extension Unicode.Scalar {
  var isASCIIWhiteSpace: Bool { value == 0x20 || (0x09...0x0D).contains(value) }
}

/// The first scalars of a text, with `…` where something was cut off.
func shortened(_ text: String, to limit: Int) -> String {
  guard text.unicodeScalars.count > limit else { return text }
  return String(String.UnicodeScalarView(text.unicodeScalars.prefix(limit - 1))) + "…"
}
