/// A value of a YAML file with the line it stands on.
public struct YAMLNode: Equatable, Sendable {
  public enum Content: Equatable, Sendable {
    case scalar(String, YAMLScalarStyle)
    case sequence([YAMLNode])
    case mapping([YAMLEntry])
  }

  public var content: Content
  /// Counted from 1; 0 for what was not read from a file.
  public var line: Int

  public init(_ content: Content, line: Int = 0) {
    self.content = content
    self.line = line
  }

  /// A text that stays one, whatever it looks like.
  public static func text(_ text: String) -> YAMLNode {
    YAMLNode(.scalar(text, .quoted))
  }

  /// A word such as `true` or `600`, which YAML gives a type.
  public static func plain(_ text: String) -> YAMLNode {
    YAMLNode(.scalar(text, .plain))
  }

  /// True for an empty value, `~` and `null`, all of which count as not given.
  public var isNull: Bool {
    guard case .scalar(let text, .plain) = content else { return false }
    return text.isEmpty || text == "~" || text.lowercased() == "null"
  }

  /// The value of a key, if this is a mapping that has it.
  public subscript(key: String) -> YAMLNode? {
    guard case .mapping(let entries) = content else { return nil }
    return entries.first { $0.key == key }?.value
  }
}

public enum YAMLScalarStyle: Equatable, Sendable {
  case plain
  /// In quotes or as a block, and therefore always text.
  case quoted
}

/// A key with its value.
public struct YAMLEntry: Equatable, Sendable {
  public var key: String
  public var value: YAMLNode
  /// The line of the key, counted from 1.
  public var line: Int

  public init(_ key: String, _ value: YAMLNode, line: Int = 0) {
    self.key = key
    self.value = value
    self.line = line
  }
}
