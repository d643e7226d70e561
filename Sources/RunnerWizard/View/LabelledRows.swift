import TerminalUI

/// Rows of a page with labels at their left, and text between them.
struct LabelledRows {
  private(set) var content = PageContent()
  let width: Int
  let glyphs: Glyphs

  /// Columns before the values.
  static let labels = WizardLayout.gutter + 10

  /// Columns of the values; one is left for the scrollbar.
  var valueWidth: Int { max(1, width - Self.labels - 1) }

  init(width: Int, glyphs: Glyphs) {
    self.width = width
    self.glyphs = glyphs
  }

  mutating func addBlank() { content.addBlank() }

  /// Adds a value, wrapped where it is longer than a row.
  mutating func add(_ label: String, _ value: String, _ role: Role = .fieldValue) {
    let paragraph = Paragraph(value, role)
    let glyphs = glyphs
    content.add(height: paragraph.height(width: valueWidth)) { frame, rect in
      frame.surface.write(
        label, at: Point(x: rect.x + WizardLayout.gutter, y: rect.y), .fieldLabel)
      paragraph.paint(
        on: &frame.surface, in: rect.inset(left: Self.labels), glyphs: glyphs)
      return nil
    }
  }

  /// Adds a value on so many rows at most, cut where it is longer.
  /// - Returns: whether all of it stands there.
  @discardableResult
  mutating func add(
    _ label: String, _ value: String, _ role: Role = .fieldValue, atMost limit: Int
  ) -> Bool {
    let lines = value.wrapped(to: valueWidth)
    guard lines.count > limit, limit > 0 else {
      add(label, value, role)
      return true
    }
    let rest = lines[(limit - 1)...].joined(separator: " ")
    let shown =
      lines.prefix(limit - 1) + [rest.truncated(to: valueWidth, ellipsis: glyphs.ellipsis)]
    for (index, line) in shown.enumerated() { add(index == 0 ? label : "", line, role) }
    return false
  }

  /// Adds a sentence without a label.
  mutating func addText(_ text: String, _ role: Role) {
    content.add(text, role, x: WizardLayout.gutter, width: width - 1, glyphs: glyphs)
  }

  mutating func addCode(_ line: String, _ role: Role) {
    content.addCode(line, role, width: width)
  }
}

extension PageContent {
  /// Adds a line as it stands, indentation and all; what does not fit goes on in the next row.
  mutating func addCode(_ line: String, _ role: Role, width: Int) {
    let room = max(8, width - WizardLayout.gutter - 2)
    var rows: [String] = []
    var row = ""
    var columns = 0
    for character in line {
      let step = String(character).displayWidth
      if columns + step > room {
        rows.append(row)
        row = ""
        columns = 0
      }
      row.append(character)
      columns += step
    }
    rows.append(row)
    add(height: rows.count) { frame, rect in
      for (index, row) in rows.enumerated() {
        frame.surface.write(
          row, at: Point(x: rect.x + WizardLayout.gutter, y: rect.y + index), role)
      }
      return nil
    }
  }
}
