import TerminalUI

extension ThemeFile {
  /// Reads a file; keys that are unknown or wrong become warnings and are left out.
  /// - Throws: what is not YAML, or not a mapping.
  static func parse(_ bytes: [UInt8], file: String) throws(FileProblem) -> ThemeFile {
    let document = try YAMLDocument.parse(bytes, file: file)
    var theme = ThemeFile(file: file)
    theme.warnings = document.warnings
    guard let root = document.root, !root.isNull else { return theme }
    guard case .mapping(let entries) = root.content else {
      throw FileProblem(file: file, line: root.line, text: Texts.themeIsNoMapping)
    }
    for entry in entries { theme.read(entry) }
    return theme
  }

  private mutating func read(_ entry: YAMLEntry) {
    switch entry.key {
    case "name": name = text(entry)
    case "appearance":
      guard let word = text(entry) else { return }
      appearance = Theme.Appearance(rawValue: word)
      if appearance == nil { warn(entry.line, entry.key, Texts.unknownAppearance) }
    case "inherits": inherits = text(entry).map { Inherited(name: $0, line: entry.line) }
    case "palette":
      for color in children(of: entry) { readPalette(color) }
    case "roles":
      for role in children(of: entry) { readRole(role) }
    default: warn(entry.line, Printable.key(entry.key), Texts.unknownKey)
    }
  }

  private mutating func readPalette(_ entry: YAMLEntry) {
    let key = "palette.\(Printable.key(entry.key))"
    guard let color = color(entry.value, key: key) else { return }
    switch color {
    case .color(let value): add(value)
    case .word(let name, let line):
      guard let value = BasicColor(name: name) else { return warn(line, key, Texts.unknownColor) }
      add(.basic(value))
    }
    func add(_ color: ThemeColor) {
      let origin = ThemeOrigin(file: file, line: entry.line)
      palette.append(PaletteEntry(name: entry.key, color: color, origin: origin))
    }
  }

  private mutating func readRole(_ entry: YAMLEntry) {
    let key = "roles.\(Printable.key(entry.key))"
    guard let role = Role(name: entry.key) else {
      return warn(entry.line, key, Texts.unknownRole)
    }
    var paint = RoleEntry(origin: ThemeOrigin(file: file, line: entry.line))
    if case .mapping(let parts) = entry.value.content {
      for part in parts {
        let partKey = "\(key).\(Printable.key(part.key))"
        switch part.key {
        case "fg": paint.foreground = color(part.value, key: partKey)
        case "bg": paint.background = color(part.value, key: partKey)
        case "attributes": paint.attributes = attributes(part, key: partKey)
        default: warn(part.line, partKey, Texts.unknownRolePart)
        }
      }
    } else {
      guard let color = color(entry.value, key: key) else { return }
      // One colour for the background can only mean the background.
      if role == .background { paint.background = color } else { paint.foreground = color }
    }
    roles[role] = paint
  }

  /// Reads a colour. Names stay words even where they are ANSI names, because a palette may
  /// redefine those.
  private mutating func color(_ node: YAMLNode, key: String) -> ColorText? {
    switch node.content {
    case .scalar(let text, _):
      if node.isNull {
        warn(node.line, key, Texts.colorIsEmpty)
        return nil
      }
      if BasicColor(name: text) == nil, let color = ThemeColor(text: text) { return .color(color) }
      return .word(text, line: node.line)
    case .sequence(let parts):
      if parts.count == 2, case .scalar(let hex, _) = parts[0].content,
        case .scalar(let name, _) = parts[1].content, let color = RGB(hex: hex),
        let twin = BasicColor(name: name)
      {
        return .color(.rgb(color, twin: twin))
      }
      warn(node.line, key, Texts.wrongColorPair)
      return nil
    case .mapping:
      warn(node.line, key, Texts.unknownColor)
      return nil
    }
  }

  private mutating func attributes(_ entry: YAMLEntry, key: String) -> Attributes {
    var result: Attributes = []
    var words = [entry.value]
    if case .sequence(let items) = entry.value.content { words = items }
    for word in words where !word.isNull {
      if case .scalar(let name, _) = word.content, let attribute = Attributes(name: name) {
        result.insert(attribute)
      } else {
        warn(word.line, key, Texts.unknownAttribute)
      }
    }
    return result
  }

  private mutating func children(of entry: YAMLEntry) -> [YAMLEntry] {
    if case .mapping(let entries) = entry.value.content { return entries }
    if !entry.value.isNull { warn(entry.line, entry.key, Texts.mustBeMapping) }
    return []
  }

  private mutating func text(_ entry: YAMLEntry) -> String? {
    if case .scalar(let text, _) = entry.value.content, !entry.value.isNull { return text }
    warn(entry.line, entry.key, Texts.mustBeText)
    return nil
  }

  private mutating func warn(_ line: Int, _ key: String, _ text: String) {
    warnings.append(FileProblem(file: file, line: line, key: key, text: text))
  }
}
