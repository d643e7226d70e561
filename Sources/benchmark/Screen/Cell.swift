/// How a cell is drawn.
struct CellStyle: Equatable {
  struct Attributes: OptionSet {
    let rawValue: Int

    static let bold = Attributes(rawValue: 1)
    static let dim = Attributes(rawValue: 2)
    static let italic = Attributes(rawValue: 4)
    static let underline = Attributes(rawValue: 8)
    static let reverse = Attributes(rawValue: 16)
    static let strike = Attributes(rawValue: 32)
  }

  var attributes: Attributes = []
  /// Number in the palette, or -1 for the terminal's own colour.
  var foreground = -1
  var background = -1

  /// Changes the style as the sequence SGR says (ECMA-48, 8.3.117; colours 90 and above: xterm).
  mutating func select(_ parameters: [Int]) {
    var rest = parameters[...]
    while let parameter = rest.popFirst() {
      switch parameter {
      case 0: self = CellStyle()
      case 1: attributes.insert(.bold)
      case 2: attributes.insert(.dim)
      case 3: attributes.insert(.italic)
      case 4: attributes.insert(.underline)
      case 7: attributes.insert(.reverse)
      case 9: attributes.insert(.strike)
      case 22: attributes.subtract([.bold, .dim])
      case 23: attributes.remove(.italic)
      case 24: attributes.remove(.underline)
      case 27: attributes.remove(.reverse)
      case 29: attributes.remove(.strike)
      case 30...37: foreground = parameter - 30
      case 38: foreground = CellStyle.takeColor(from: &rest)
      case 39: foreground = -1
      case 40...47: background = parameter - 40
      case 48: background = CellStyle.takeColor(from: &rest)
      case 49: background = -1
      case 90...97: foreground = parameter - 82
      case 100...107: background = parameter - 92
      default: break
      }
    }
  }

  /// The number after `38;5`; other ways to name a colour are not sent to a 256-colour terminal.
  private static func takeColor(from rest: inout ArraySlice<Int>) -> Int {
    guard rest.first == 5 else { return -1 }
    rest.removeFirst()
    return rest.popFirst() ?? -1
  }
}

/// One column of one row.
struct Cell: Equatable {
  var text = " "
  var style = CellStyle()
}
