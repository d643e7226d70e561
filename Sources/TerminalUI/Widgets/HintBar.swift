/// A key and what it does, as the footer shows it.
public struct Hint: Equatable, Sendable {
  public var keyName: String
  public var label: String
  public var command: CommandID
  public var isEnabled: Bool

  public init(keyName: String, label: String, command: CommandID, isEnabled: Bool = true) {
    self.keyName = keyName
    self.label = label
    self.command = command
    self.isEnabled = isEnabled
  }

  var width: Int { keyName.displayWidth + 1 + label.displayWidth }
}

/// The footer: one line of hints, the most useful first, that always ends in the hint for help.
public struct HintBar: Equatable, Sendable {
  public var hints: [Hint]
  public var help: Hint

  public init(_ hints: [Hint], help: Hint) {
    self.hints = hints
    self.help = help
  }

  /// Paints the hints that have room into the first row of a rectangle; an ellipsis tells of the
  /// others.
  /// - Returns: what a click on each hint means.
  public func paint(on surface: inout Surface, in rect: Rect, glyphs: Glyphs) -> [HitRegion] {
    let row = rect.row(0)
    guard !row.isEmpty else { return [] }
    surface.fill(row, .keyLabel)
    var line = Line(row: row)
    let shown = fitting(row.width, ellipsis: glyphs.ellipsis)
    for hint in hints.prefix(shown) { line.add(hint, on: &surface) }
    if shown < hints.count { line.add(glyphs.ellipsis, on: &surface, before: help) }
    line.add(help, on: &surface)
    return line.regions
  }

  /// How many hints fit beside the one for help, and an ellipsis if they are not all.
  private func fitting(_ width: Int, ellipsis: String) -> Int {
    let all = hints.reduce(0) { $0 + $1.width + Line.gap }
    if all + help.width <= width { return hints.count }
    var room = width - help.width - ellipsis.displayWidth - Line.gap
    return hints.prefix { hint in
      room -= hint.width + Line.gap
      return room >= 0
    }.count
  }

  /// The line as far as it is painted.
  private struct Line {
    static let gap = 2
    let row: Rect
    var x: Int
    var regions: [HitRegion] = []

    init(row: Rect) {
      self.row = row
      x = row.x
    }

    mutating func add(_ hint: Hint, on surface: inout Surface) {
      let start = x
      write(hint.keyName, hint.isEnabled ? .key : .keyDisabled, on: &surface)
      // A label cut in the middle would promise something else.
      if row.endX - x >= hint.label.displayWidth + 1 {
        write(" " + hint.label, hint.isEnabled ? .keyLabel : .keyDisabled, on: &surface)
      }
      let rect = Rect(x: start, y: row.y, width: x - start, height: 1)
      if !rect.isEmpty { regions.append(HitRegion(rect, .command(hint.command))) }
      x += Line.gap
    }

    mutating func add(_ ellipsis: String, on surface: inout Surface, before help: Hint) {
      guard row.endX - x >= ellipsis.displayWidth + Line.gap + help.width else { return }
      write(ellipsis, .keyLabel, on: &surface)
      x += Line.gap
    }

    private mutating func write(_ text: String, _ role: Role, on surface: inout Surface) {
      x += surface.write(text, at: Point(x: x, y: row.y), role, limit: row.endX - x)
    }
  }
}
