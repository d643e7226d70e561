import RunnerCore
import TerminalUI

// The list of groups or projects below the field.
extension App {
  /// Fills the rest of the page with the list, three rows at least.
  func addPicker(_ wizard: Wizard, width: Int, to content: inout PageContent) {
    guard let picker = wizard.picker else { return }
    let room = WizardLayout(app: self).content.height - content.rows
    let height = max(3, room)
    let view = PickerView(
      picker: picker, size: Size(width: width - 1, height: height), glyphs: glyphs)
    let isChosen = picker.highlight?.isAutomatic == false
    content.add(height: height, focus: isChosen ? view.focus : nil) { frame, rect in
      view.paint(on: &frame, in: rect)
      return nil
    }
  }

  private var glyphs: Glyphs { settings.glyphs }

  /// What should be known of the group or project before the runner is created there.
  func addTargetWarnings(_ wizard: Wizard, width: Int, to content: inout PageContent) {
    guard !wizard.isEditing, let facts = wizard.draft.finding?.facts, wizard.submission == .idle
    else { return }
    var texts: [String] = []
    if !facts.sameDescription.isEmpty, !trimmed(wizard.draft.description).isEmpty {
      texts.append(Texts.sameDescription(facts.sameDescription))
    }
    let limit = session.connection?.server.runnerLimit ?? .max
    if let count = facts.runnerCount, count >= limit / 10 * 9 {
      texts.append(Texts.limitNear(count, limit, facts.target.kind))
    }
    for text in texts {
      content.add(
        "\(glyphs.warning) \(text)", .warning, x: WizardLayout.gutter, width: width - 1,
        glyphs: glyphs)
    }
    if !texts.isEmpty, size.height >= 20 { content.addBlank() }
  }
}

extension ServerURL {
  /// Runners that a group or project may have unless its administrators changed that.
  ///
  /// GitLab: `doc/administration/instance_limits.md` (1000), `doc/user/gitlab_com/_index.md` (50 on the Free tier).
  var runnerLimit: Int { host == "gitlab.com" ? 50 : 1_000 }
}

extension TargetPicker {
  /// How much of how many is listed; nil before the server has answered.
  var countText: String? {
    guard isAnswered, failure == nil, !rows.isEmpty || next == nil else { return nil }
    let found = rows.count { $0.target != nil }
    return Texts.targetCount(
      source.kind, found: found, total: total, all: text.isEmpty ? nil : totalOfAll,
      hasMore: next != nil)
  }
}

/// The list as it is painted in a rectangle of a size.
private struct PickerView {
  let picker: TargetPicker
  let size: Size
  let glyphs: Glyphs
  private let note: (text: String, role: Role)?
  private let noteRows: Int
  private let window: ScrollWindow

  init(picker: TargetPicker, size: Size, glyphs: Glyphs) {
    self.picker = picker
    self.size = size
    self.glyphs = glyphs
    note = Self.note(picker, glyphs)
    let width = size.width - WizardLayout.gutter
    let wrapped = note.map { $0.text.wrapped(to: max(1, width)).count } ?? 0
    let hasRows = !picker.rows.isEmpty
    noteRows = hasRows ? min(wrapped, max(1, size.height / 4)) : min(wrapped, size.height)
    let height = size.height - noteRows
    let row = picker.highlighted ?? 0
    window = ScrollWindow(
      total: picker.rows.count, height: height, offset: 0, focus: row..<row + 1,
      margin: height > 6 ? 2 : 0)
  }

  /// The highlighted row, counted from the top of the list.
  var focus: Range<Int>? {
    picker.highlighted.map { $0 - window.offset..<$0 - window.offset + 1 }
  }

  /// The sentence below the rows, or in their place.
  private static func note(_ picker: TargetPicker, _ glyphs: Glyphs) -> (text: String, role: Role)?
  {
    let kind = picker.source.kind
    if let failure = picker.failure {
      return ("\(glyphs.error) \(Texts.searchFailed(failure))", .error)
    }
    if picker.isAddress { return (Texts.addressIsLookedUp, .textMuted) }
    if picker.isEmpty {
      let isAdministrator = picker.source.includesAll
      return picker.text.isEmpty
        ? (Texts.noTargets(kind, isAdministrator: isAdministrator), .warning)
        : (Texts.noMatch(kind, isAdministrator: isAdministrator), .textMuted)
    }
    guard let index = picker.highlighted, picker.highlight?.isAutomatic == true else {
      return picker.isMatchedHere && picker.isAnswered ? (Texts.matchedHere, .textMuted) : nil
    }
    if case .repository(let remote) = picker.rows[index].origin {
      return (Texts.repositoryTarget(remote), .textMuted)
    }
    return picker.isOnlyOne ? (Texts.onlyTarget, .textMuted) : nil
  }

  func paint(on frame: inout Frame, in rect: Rect) {
    let rows = window.visible
    let inside = rect.inset(right: window.isScrollable ? 2 : 1)
    let columns = Columns(picker.rows[rows], width: inside.width - WizardLayout.gutter)
    let words = picker.text.split(separator: " ").map(String.init)
    for (line, index) in rows.enumerated() {
      paint(
        picker.rows[index], isHighlighted: index == picker.highlighted, columns, words, on: &frame,
        in: inside.row(line))
      frame.regions.append(
        HitRegion(inside.row(line), .item(ItemTarget(field: 0, choice: index).number)))
    }
    let list = Rect(x: rect.x, y: rect.y, width: rect.width, height: window.height)
    Scrollbar(window).paint(on: &frame.surface, in: list, glyphs: glyphs)
    if let note {
      let place = Rect(
        x: rect.x + WizardLayout.gutter, y: rect.y + rows.count,
        width: size.width - WizardLayout.gutter, height: noteRows)
      Paragraph(note.text, note.role).paint(on: &frame.surface, in: place, glyphs: glyphs)
    }
  }

  /// How the columns share a row: path, name where there is room, why it stands on top, id.
  private struct Columns {
    let path: Int
    let name: Int
    let origin: Int
    let id: Int

    init(_ rows: ArraySlice<TargetRow>, width: Int) {
      let ids = rows.compactMap { $0.target.map { String($0.id).utf8.count } }
      let origins = rows.map { Texts.word($0.origin).displayWidth }
      let id = min(12, ids.max() ?? 0)
      let origin = width >= 50 ? min(16, origins.max() ?? 0) : 0
      let rest = max(1, width - (id > 0 ? id + 2 : 0) - (origin > 0 ? origin + 2 : 0))
      let name = rest >= 56 ? rest * 2 / 5 : 0
      self.id = id
      self.origin = origin
      self.name = name
      path = rest - (name > 0 ? name + 2 : 0)
    }
  }

  private func paint(
    _ row: TargetRow, isHighlighted: Bool, _ columns: Columns, _ words: [String],
    on frame: inout Frame, in rect: Rect
  ) {
    if isHighlighted { frame.surface.write(glyphs.focus, at: rect.origin, .borderFocused) }
    var x = rect.x + WizardLayout.gutter
    func cell(
      _ text: String, _ width: Int, _ role: Role, _ alignment: TextAlignment = .leading,
      _ words: [String] = []
    ) {
      guard width > 0 else { return }
      frame.surface.writeCell(
        text, in: Rect(x: x, y: rect.y, width: width, height: 1), role, alignment: alignment,
        ellipsis: glyphs.ellipsis, highlighting: words)
      x += width + 2
    }
    cell(row.path, columns.path, .text, .leading, words)
    cell(row.target?.name ?? "", columns.name, .textMuted, .leading, words)
    cell(Texts.word(row.origin), columns.origin, .info)
    cell(row.target.map { String($0.id) } ?? "", columns.id, .textFaint, .trailing)
    if isHighlighted {
      frame.surface.overlay(rect.inset(left: WizardLayout.gutter), .selection)
    }
  }
}
