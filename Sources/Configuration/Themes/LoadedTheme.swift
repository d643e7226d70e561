public import TerminalUI

/// A theme read from its file and those it inherits.
public struct LoadedTheme: Sendable {
  public private(set) var theme: Theme
  /// The file it was read from, or what stands for it.
  public let file: String
  public private(set) var warnings: [FileProblem]
  private(set) var palette: [ThemeFile.PaletteEntry] = []
  private(set) var origins: [Role: ThemeOrigin] = [:]

  /// A theme that was not read from a file.
  init(_ theme: Theme, warnings: [FileProblem]) {
    self.theme = theme
    self.warnings = warnings
    file = Texts.builtInTheme
  }

  /// Lays files over each other, the first over all others, and looks up palette names.
  init(_ files: [ThemeFile], name: String) {
    file = files.first?.file ?? Texts.builtInTheme
    warnings = files.flatMap(\.warnings)
    theme = Theme(
      name: files.lazy.compactMap(\.name).first ?? name,
      appearance: files.lazy.compactMap(\.appearance).first ?? .any, roles: [:])
    var roles: [Role: ThemeFile.RoleEntry] = [:]
    for file in files.reversed() {
      for entry in file.palette { setPalette(entry) }
      roles.merge(file.roles) { $1 }
    }
    let colors = Dictionary(palette.map { ($0.name, $0.color) }) { $1 }
    for role in Role.allCases {
      guard let entry = roles[role] else { continue }
      let foreground = color(entry.foreground, in: colors, role, entry.origin)
      let background = color(entry.background, in: colors, role, entry.origin)
      theme.roles[role] = RolePaint(
        foreground: foreground, background: background, attributes: entry.attributes)
      origins[role] = entry.origin
    }
  }

  private mutating func setPalette(_ entry: ThemeFile.PaletteEntry) {
    if let place = palette.firstIndex(where: { $0.name == entry.name }) {
      palette[place] = entry
    } else {
      palette.append(entry)
    }
  }

  private mutating func color(
    _ text: ThemeFile.ColorText?, in palette: [String: ThemeColor], _ role: Role,
    _ origin: ThemeOrigin
  ) -> ThemeColor? {
    switch text {
    case nil: return nil
    case .color(let color): return color
    case .word(let word, let line):
      if let color = palette[word] ?? BasicColor(name: word).map(ThemeColor.basic) { return color }
      warnings.append(
        FileProblem(
          file: origin.file, line: line, key: "roles.\(role.name)", text: Texts.unknownColor))
      return nil
    }
  }
}

extension LoadedTheme {
  /// The theme as one file without `inherits`, each key with the place that it comes from.
  public var printed: String {
    var lines: [(text: String, origin: String?)] = [
      ("name: \(YAMLWriter.scalar(theme.name))", nil),
      ("appearance: \(theme.appearance.rawValue)", nil),
    ]
    if !palette.isEmpty {
      lines += [("", nil), ("palette:", nil)]
      lines += palette.map { entry in
        ("  \(YAMLWriter.scalar(entry.name)): \(entry.color.text)", entry.origin.description)
      }
    }
    lines += [("", nil), ("roles:", nil)]
    lines += Role.allCases.map { ("  \($0.name): \(value(of: $0))", origin(of: $0)) }

    let width = lines.filter { $0.origin != nil }.map(\.text.count).max() ?? 0
    return lines.map { text, origin in
      guard let origin else { return text + "\n" }
      return text + String(repeating: " ", count: width - text.count) + "  # \(origin)\n"
    }.joined()
  }

  private func value(of role: Role) -> String {
    guard let source = theme.source(of: role), let paint = theme.roles[source] else {
      return "default"
    }
    let attributes = paint.attributes
    if source != .background, paint.background == nil, attributes.isEmpty {
      return paint.foreground?.text ?? "{}"
    }
    let parts = [
      paint.foreground.map { "fg: \($0.text)" }, paint.background.map { "bg: \($0.text)" },
      attributes.isEmpty ? nil : "attributes: \(attributes.text)",
    ]
    return "{ \(parts.compactMap { $0 }.joined(separator: ", ")) }"
  }

  private func origin(of role: Role) -> String {
    guard let source = theme.source(of: role) else { return Texts.givenNowhere }
    let place = origins[source]?.description ?? file
    return source == role ? place : "\(place) (\(source.name))"
  }
}
