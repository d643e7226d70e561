/// Which theme is meant: one that is looked up by its name, or a file.
public enum ThemeReference: Equatable, Sendable {
  case name(String)
  case file(String)

  /// Reads what people type: what has a slash or ends in `.yaml` is a file.
  public init(_ text: String) {
    let isFile = text.contains("/") || text.hasSuffix(".yaml") || text.hasSuffix(".yml")
    self = isFile ? .file(text) : .name(text)
  }

  /// Whether a text can be the name of a theme. Names become parts of paths, so they may not
  /// lead elsewhere.
  public static func isName(_ text: String) -> Bool {
    guard let first = text.first, first != ".", text.utf8.count <= 100 else { return false }
    return text.unicodeScalars.allSatisfy {
      $0 != "/" && $0.properties.generalCategory != .control
    }
  }
}
