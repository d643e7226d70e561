import TerminalUI

/// Text to read in an overlay: paragraphs and lines with a label, wrapped to the width at hand.
struct ReadingText: Equatable, Sendable {
  private struct Part: Equatable, Sendable {
    let label: String
    let text: String
    let role: Role
  }

  struct Row: Equatable, Sendable {
    var label: String
    var text: String
    var role: Role
    /// Columns before the text.
    var indent: Int
  }

  private var parts: [Part] = []

  mutating func add(_ text: String, _ role: Role = .overlay) {
    if !text.isEmpty { parts.append(Part(label: "", text: text, role: role)) }
  }

  mutating func add(_ label: String, _ text: String, _ role: Role = .overlay) {
    if !text.isEmpty { parts.append(Part(label: label, text: text, role: role)) }
  }

  mutating func addBlank() {
    if !parts.isEmpty { parts.append(Part(label: "", text: "", role: .overlay)) }
  }

  /// The same as lines of a printer, not wrapped.
  var lines: [String] {
    parts.map { $0.label.isEmpty ? $0.text : Texts.plainDetail($0.label, $0.text) }
  }

  /// The rows of a width. Labels stand left of their texts where there is room, else above.
  func rows(width: Int) -> [Row] {
    let column = width >= 56 ? 14 : 0
    return parts.flatMap { part -> [Row] in
      guard !part.text.isEmpty else {
        return [Row(label: "", text: "", role: part.role, indent: 0)]
      }
      let indent = part.label.isEmpty ? 0 : max(column, 2)
      let lines = part.text.wrappedAtPairs(to: max(1, width - indent))
      var rows = lines.map { Row(label: "", text: $0, role: part.role, indent: indent) }
      if part.label.isEmpty { return rows }
      if column > 0 {
        rows[0].label = part.label
      } else {
        rows.insert(Row(label: part.label, text: "", role: part.role, indent: indent), at: 0)
      }
      return rows
    }
  }
}

extension String {
  /// Rows of a fingerprint end between its pairs, the same number on each; other texts are wrapped at words.
  fileprivate func wrappedAtPairs(to width: Int) -> [String] {
    let pairs = split(separator: ":")
    guard pairs.count > 8, pairs.allSatisfy({ $0.utf8.count == 2 }) else {
      return wrapped(to: width)
    }
    let fitting = (width + 1) / 3
    let count = [32, 16, 8].first { $0 <= fitting } ?? max(1, fitting)
    return stride(from: 0, to: pairs.count, by: count).map { start in
      pairs[start..<min(start + count, pairs.count)].joined(separator: ":")
    }
  }
}

extension App {
  /// The room inside an overlay with text to read.
  var readingSize: Size {
    Size(width: min(90, size.width - 4), height: max(1, overlayArea.height - 2 - readingFoot))
  }

  /// Rows below the text, for a field and what is wrong with it.
  private var readingFoot: Int {
    guard let view = certificateView else { return 0 }
    return view.way == nil && view.trying == nil && view.problem == nil
      ? 0 : size.height < 14 ? 2 : 4
  }

  func paint(_ overlay: ConnectionOverlay, on frame: inout Frame) {
    switch overlay {
    case .details(let offset):
      _ = paintReading(Texts.connectionDetails, connectionDetails, offset, foot: 0, on: &frame)
    case .naming(let prompt): paint(prompt, on: &frame)
    case .certificates(let view): paint(view, on: &frame)
    }
  }

  /// - Returns: the rows below the text.
  private func paintReading(
    _ title: String, _ text: ReadingText, _ offset: Int, foot: Int, on frame: inout Frame
  ) -> Rect {
    let glyphs = settings.glyphs
    let room = readingSize
    let rows = text.rows(width: room.width)
    let inside = paintBox(
      title, width: room.width, height: min(room.height, rows.count) + foot, on: &frame)
    let parts = inside.split(bottom: foot)
    let list = parts.rest
    let window = ScrollWindow(total: rows.count, height: list.height, offset: offset)
    for (line, place) in window.visible.enumerated() {
      let rect = list.row(line)
      let row = rows[place]
      frame.surface.write(row.label, at: rect.origin, .fieldLabel)
      frame.surface.write(
        row.text, at: Point(x: rect.x + row.indent, y: rect.y), row.role,
        limit: rect.width - row.indent)
    }
    let edge = Rect(x: list.x, y: list.y, width: list.width + 1, height: list.height)
    Scrollbar(window).paint(on: &frame.surface, in: edge, glyphs: glyphs)
    return parts.bottom
  }

  private func paint(_ view: CertificateView, on frame: inout Frame) {
    let glyphs = settings.glyphs
    var below = paintReading(
      Texts.certificatesTitle(trust?.host ?? ""), certificateText(view), view.offset,
      foot: readingFoot, on: &frame)
    guard !below.isEmpty else { return }
    if below.height > 2 { below = below.inset(top: 1) }
    if view.trying != nil {
      frame.surface.write(
        glyphs.spinnerFrame(spinner ?? 0) + " " + Texts.trying + glyphs.ellipsis,
        at: below.origin, .spinner)
      return
    }
    if let editor = view.editor {
      let label = view.way.map(Texts.label) ?? ""
      frame.surface.write(label, at: below.origin, .fieldLabelFocused)
      let field = below.row(0).inset(left: label.displayWidth + 1)
      frame.cursor = editor.paint(
        on: &frame.surface, in: field, isFocused: true, glyphs: glyphs)
      below = below.inset(top: 1)
    }
    if let problem = view.problem {
      Paragraph("\(glyphs.error) \(problem)", .fieldError).paint(
        on: &frame.surface, in: below, glyphs: glyphs)
    } else {
      frame.surface.fill(below.row(0), .borderFocused, glyph: glyphs.border.horizontal)
    }
  }

  private func paint(_ prompt: ProfilePrompt, on frame: inout Frame) {
    let glyphs = settings.glyphs
    let width = min(70, size.width - 4)
    let inside = paintBox(Texts.saveConnectionTitle, width: width, height: 5, on: &frame)
    frame.surface.write(
      Texts.saveConnectionHelp.truncated(to: inside.width, ellipsis: glyphs.ellipsis),
      at: inside.origin, .fieldHelp)
    let line = inside.row(2)
    frame.cursor = prompt.editor.paint(
      on: &frame.surface, in: line, placeholder: Texts.profileNameExample, isFocused: true,
      glyphs: glyphs)
    let below = Rect(x: inside.x, y: line.endY, width: inside.width, height: 2)
    if let problem = prompt.problem {
      Paragraph("\(glyphs.error) \(problem)", .fieldError).paint(
        on: &frame.surface, in: below, glyphs: glyphs)
    } else {
      frame.surface.fill(below.row(0), .borderFocused, glyph: glyphs.border.horizontal)
    }
  }
}
