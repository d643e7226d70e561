import TerminalUI

extension ThemeColor {
  /// Reads `#rrggbb`, an ANSI name, `default` or a number from 0 to 255.
  init?(text: String) {
    if let color = RGB(hex: text) {
      self = .rgb(color, twin: nil)
    } else if let color = BasicColor(name: text) {
      self = .basic(color)
    } else if let index = UInt8(text), text.first != "+" {
      self = BasicColor(rawValue: Int32(index)).map { .basic($0) } ?? .indexed(index)
    } else {
      return nil
    }
  }

  /// The colour as a theme file writes it.
  var text: String {
    switch self {
    case .basic(let color): color.name
    case .indexed(let index): String(index)
    case .rgb(let color, nil): "\"\(color.hex)\""
    case .rgb(let color, let twin?): "[\"\(color.hex)\", \(twin.name)]"
    }
  }
}

extension Attributes {
  private static let names: [(name: String, attribute: Attributes)] = [
    ("bold", .bold), ("dim", .dim), ("italic", .italic), ("underline", .underline),
    ("reverse", .reverse), ("strike", .strike),
  ]

  init?(name: String) {
    guard let known = Attributes.names.first(where: { $0.name == name }) else { return nil }
    self = known.attribute
  }

  /// The attributes as a theme file lists them.
  var text: String {
    let names = Attributes.names.filter { contains($0.attribute) }.map(\.name)
    return "[" + names.joined(separator: ", ") + "]"
  }
}
