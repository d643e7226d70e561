import RunnerCore
import TerminalUI

extension App {
  func paint(_ choice: ListChoice, on frame: inout Frame) {
    switch choice {
    case .legend(let offset): paintLegend(offset, on: &frame)
    case .views(let views) where views.naming != nil: paintNaming(views, on: &frame)
    default: paintList(choice, on: &frame)
    }
  }

  private var glyphs: Glyphs { settings.glyphs }

  /// Columns of a box: those of its title and of its entries with their explanations as far as the screen has room.
  private func choiceWidth(_ choice: ListChoice, _ entries: [ChoiceEntry]) -> Int {
    let titles = entries.map { $0.title.displayWidth }.max() ?? 0
    let details =
      entries.map {
        $0.reason == nil ? $0.detail.displayWidth : Texts.Choosing.unavailable.displayWidth
      }.max() ?? 0
    // The signs, the gap between both and the scrollbar.
    let wanted = max(titles + details + 8, choice.title(in: self).displayWidth + 4)
    return min(max(choice.fewestColumns, wanted), 84, size.width - 4)
  }

  /// Rows of what is said about the entry under the highlight.
  private var remarkRows: Int { size.height >= 12 ? 2 : 1 }

  private func paintList(_ choice: ListChoice, on frame: inout Frame) {
    guard let cursor = choice.cursor else { return }
    let entries = entries(of: choice)
    // The box does not grow and shrink with what is typed.
    var whole = choice
    whole.cursor?.editor = LineEditor()
    let hasFilter = cursor.isTyping || !cursor.editor.isEmpty
    let all = self.entries(of: whole)
    let wanted =
      (hasFilter ? 2 : 0)
      + Self.rows(of: all).count.clamped(to: choice.fewestRows...24)
      + remarkRows + (size.height >= 16 ? 1 : 0)
    var room = paintBox(
      choice.title(in: self), width: choiceWidth(choice, all),
      height: min(overlayArea.height - 2, wanted), on: &frame)
    if hasFilter { room = paintFilter(choice, cursor, on: &frame, in: room) }
    let remark = remark(on: choice, entries)
    let needed = Paragraph(remark.text, remark.role).height(width: room.width, limit: room.height)
    let parts = room.split(bottom: max(remarkRows, min(needed, room.height - 2)))
    var list = parts.rest
    if size.height >= 16 {
      frame.surface.fill(
        list.row(list.height - 1), .overlayBorder, glyph: glyphs.border.horizontal)
      list = list.split(bottom: 1).rest
    }
    Paragraph(remark.text, remark.role).paint(
      on: &frame.surface, in: parts.bottom, glyphs: glyphs)
    if entries.isEmpty {
      Paragraph(
        cursor.editor.isEmpty ? Texts.Choosing.noViews : Texts.noMatch, .textMuted
      ).paint(on: &frame.surface, in: list, glyphs: glyphs)
    }
    paint(entries, highlighted: cursor.index, on: &frame, in: list)
  }

  /// What stands in each row: an entry by its place, or the heading of those below.
  private static func rows(of entries: [ChoiceEntry]) -> [(entry: Int?, text: String)] {
    var rows: [(entry: Int?, text: String)] = []
    for (index, entry) in entries.enumerated() {
      let isFirst = index == 0 || entries[index - 1].group != entry.group
      if isFirst, !entry.group.isEmpty { rows.append((nil, entry.group)) }
      rows.append((index, entry.title))
    }
    return rows
  }

  private func paint(
    _ entries: [ChoiceEntry], highlighted: Int, on frame: inout Frame, in list: Rect
  ) {
    let rows = Self.rows(of: entries)
    let focus = rows.firstIndex { $0.entry == highlighted } ?? 0
    // A heading stays with the first entry below it.
    let hasHeading = focus > 0 && rows[focus - 1].entry == nil && list.height > 1
    let window = ScrollWindow(
      total: rows.count, height: list.height, offset: 0,
      focus: (hasHeading ? focus - 1 : focus)..<focus + 1)
    let titleColumns = entries.map { $0.title.displayWidth }.max() ?? 0
    for (line, place) in window.visible.enumerated() {
      let rect = list.row(line).inset(right: window.isScrollable ? 2 : 0)
      guard let index = rows[place].entry else {
        frame.surface.write(
          rows[place].text, at: rect.origin, Style(.header, over: .overlay), limit: rect.width)
        continue
      }
      paint(
        entries[index], isHighlighted: index == highlighted, titleColumns: titleColumns,
        on: &frame, in: rect)
      frame.regions.append(HitRegion(rect, .item(index)))
    }
    Scrollbar(window).paint(on: &frame.surface, in: list, glyphs: glyphs)
  }

  private func paint(
    _ entry: ChoiceEntry, isHighlighted: Bool, titleColumns: Int, on frame: inout Frame,
    in rect: Rect
  ) {
    if isHighlighted { frame.surface.write(glyphs.focus, at: rect.origin, .borderFocused) }
    let isDimmed = entry.reason != nil
    let sign: (text: String, role: Role) =
      switch entry.sign {
      case .none: (" ", .text)
      case .current: (glyphs.radioOn, .choiceOn)
      case .check(let isOn): isOn ? (glyphs.checkOn, .choiceOn) : (glyphs.checkOff, .choiceOff)
      }
    frame.surface.write(sign.text, at: Point(x: rect.x + 2, y: rect.y), sign.role)
    let x = rect.x + 4
    // Explanations stand below one another where titles leave them room; else below the list.
    let column = min(titleColumns, rect.width / 2) + 2
    let hasDetail = rect.width >= 44 && titleColumns + 2 <= rect.width - 24
    let room = hasDetail ? column - 2 : rect.endX - x
    frame.surface.write(
      entry.title.truncated(to: room, ellipsis: glyphs.ellipsis), at: Point(x: x, y: rect.y),
      isDimmed ? .keyDisabled : .keyLabel, limit: room)
    if hasDetail {
      let place = Point(x: x + column, y: rect.y)
      let text = isDimmed ? Texts.Choosing.unavailable : entry.detail
      frame.surface.write(
        text.truncated(to: rect.endX - place.x, ellipsis: glyphs.ellipsis), at: place, .textMuted,
        limit: rect.endX - place.x)
    }
    if isHighlighted { frame.surface.overlay(rect, .selection) }
  }

  /// What was typed, above the list.
  /// - Returns: the room below.
  private func paintFilter(
    _ choice: ListChoice, _ cursor: ChoiceCursor, on frame: inout Frame, in rect: Rect
  ) -> Rect {
    let parts = rect.split(top: 2)
    let place = cursor.editor.paint(
      on: &frame.surface, in: parts.top.row(0), placeholder: choice.placeholder,
      isFocused: cursor.isTyping, glyphs: glyphs)
    if cursor.isTyping { frame.cursor = place }
    frame.surface.fill(parts.top.row(1), .overlayBorder, glyph: glyphs.border.horizontal)
    return parts.rest
  }

  /// About the entry under the highlight, or about what is under way or went wrong.
  private func remark(
    on choice: ListChoice, _ entries: [ChoiceEntry]
  ) -> (text: String, role: Role) {
    switch choice {
    case .scope(let scope) where scope.search != nil: return looking
    case .views(let views) where views.search != nil: return looking
    case .scope(let scope):
      if let problem = scope.problem { return ("\(glyphs.error) \(problem)", .error) }
    case .views(let views):
      if let problem = views.problem { return ("\(glyphs.error) \(problem)", .error) }
      if let name = views.deleting {
        return (Texts.Choosing.pressAgain(sanitized(name)), .warning)
      }
    case .columns(let columns):
      if let refusal = columns.refusal { return (refusal, .warning) }
      if case .rest(let reason)? = runners?.source { return (Texts.restHelp(reason), .fieldHelp) }
      return (Texts.Choosing.columnRemark, .fieldHelp)
    case .sort, .legend: break
    }
    let index = choice.cursor?.index ?? 0
    guard entries.indices.contains(index) else { return ("", .fieldHelp) }
    let entry = entries[index]
    return entry.reason.map { ("\(glyphs.warning) \($0)", .warning) } ?? (entry.detail, .fieldHelp)
  }

  private var looking: (text: String, role: Role) {
    let sign = spinner.map { glyphs.spinnerFrame($0) + " " } ?? ""
    return (sign + Texts.Choosing.looking, .spinner)
  }

  private func paintNaming(_ choice: ViewChoice, on frame: inout Frame) {
    guard let naming = choice.naming else { return }
    let room = paintBox(
      Texts.Choosing.namingTitle, width: min(60, size.width - 4), height: 5, on: &frame)
    let shown = presentView(named: "").map(Texts.Choosing.explanation) ?? ""
    frame.surface.write(
      shown.truncated(to: room.width, ellipsis: glyphs.ellipsis), at: room.origin, .fieldHelp)
    let line = room.row(2)
    frame.cursor = naming.paint(
      on: &frame.surface, in: line, placeholder: Texts.Choosing.nameExample, isFocused: true,
      glyphs: glyphs)
    let below = Rect(x: room.x, y: line.endY, width: room.width, height: 2)
    if let problem = choice.problem {
      Paragraph("\(glyphs.error) \(problem)", .fieldError).paint(
        on: &frame.surface, in: below, glyphs: glyphs)
    } else if views.contains(where: { $0.name == trimmed(naming.text) }) {
      Paragraph(Texts.Choosing.replacesView, .warning).paint(
        on: &frame.surface, in: below, glyphs: glyphs)
    } else {
      frame.surface.fill(below.row(0), .borderFocused, glyph: glyphs.border.horizontal)
    }
  }
}

extension ListChoice {
  /// Of the box; it names what is in use, so that it can be seen when the filter hides it.
  fileprivate func title(in app: App) -> String {
    guard let runners = app.runners else { return "" }
    switch self {
    case .scope:
      return Texts.Choosing.scopeTitle(sanitized(Texts.name(runners.query.scope, isREST: false)))
    case .sort:
      let column = runners.sort.flatMap { sort in
        ListColumn.allCases.first { $0.sortField == sort.field }
      }
      return Texts.Choosing.sortTitle(column.map(Texts.title))
    case .columns(let choice):
      return Texts.Choosing.columnsTitle(
        choice.shown.count, of: choice.columns.count,
        fitting: app.listTable(ListLayout(app: app)).places.count, isWide: runners.columns.isWide)
    case .views: return Texts.Choosing.viewsTitle
    case .legend: return Texts.Choosing.legendTitle
    }
  }

  /// Rows of its list that it has room for at least: in that of scopes, for what a typed path may mean.
  fileprivate var fewestRows: Int {
    if case .scope = self { 7 } else { 3 }
  }

  /// Columns at least, for the sentences below the list, and for typed paths.
  fileprivate var fewestColumns: Int {
    if case .scope = self { 72 } else { 56 }
  }

  fileprivate var placeholder: String {
    if case .scope = self { Texts.Choosing.scopePlaceholder } else { Texts.helpFilter }
  }
}

extension Int {
  fileprivate func clamped(to range: ClosedRange<Int>) -> Int {
    Swift.min(Swift.max(self, range.lowerBound), range.upperBound)
  }
}
