import RunnerCore
import TerminalUI

extension App {
  /// Where the pane stands; nil while it is not shown.
  var detailRect: Rect? {
    guard screen == .list else { return nil }
    let rect = ListLayout(app: self).detail
    return rect.isEmpty ? nil : rect
  }

  /// Where the rows of its section stand.
  var detailRoom: Rect? { detailRect.map(Self.detailRoom) }

  /// Rows above those of the section: the runner, the names of the sections, and where there is room
  /// a line below them.
  private static func detailRoom(in rect: Rect) -> Rect {
    rect.inset(top: rect.height >= 12 ? 3 : 2)
  }

  /// The runner that the pane is about, as the list and what was read about it tell it.
  var detailRunner: Runner? {
    guard let runners, let id = runners.detail.runner else { return nil }
    let row = runners.rows.place(of: id).map { runners.rows[$0] }
    guard let read = runners.detail.facts?.runner else { return row }
    return row.map { read.updated(by: $0) } ?? read
  }

  /// Paints the pane. What separates it from the list is the list's.
  func paintDetail(on frame: inout Frame, in rect: Rect) {
    guard let runners, !rect.isEmpty else { return }
    frame.surface.fill(rect, .background)
    guard let runner = detailRunner else {
      frame.surface.write(
        Texts.Detail.noDetail.truncated(to: rect.width, ellipsis: glyphs.ellipsis), at: rect.origin,
        .textMuted)
      return
    }
    paintDetailTitle(runner, on: &frame, in: rect.row(0))
    paintSections(runners.detail, on: &frame, in: rect.row(1))
    let room = Self.detailRoom(in: rect)
    let rule = Rect(x: rect.x, y: rect.y + 2, width: rect.width, height: room.y - rect.y - 2)
    frame.surface.fill(rule, .separator, glyph: glyphs.border.horizontal)
    let content = detailContent(width: room.width)
    let window = ScrollWindow(
      total: content.count, height: room.height, offset: runners.detail.scrolled)
    for (row, index) in window.visible.enumerated() {
      content.line(index).paint(on: &frame.surface, in: room.row(row).inset(right: 1))
    }
    Scrollbar(window).paint(on: &frame.surface, in: room, glyphs: glyphs)
  }

  private var glyphs: Glyphs { settings.glyphs }

  private func paintDetailTitle(_ runner: Runner, on frame: inout Frame, in row: Rect) {
    let isOpen = runners?.isDetailOpen == true
    var x = row.x
    func write(_ text: String, _ role: Role) {
      let room = row.endX - x
      let shown = text.truncated(to: room, ellipsis: glyphs.ellipsis)
      x += frame.surface.write(shown, at: Point(x: x, y: row.y), role, limit: room) + 1
    }
    if isOpen { write(glyphs.focus, .borderFocused) }
    write("#\(runner.id)", .title)
    let spinner = runners?.detail.reading == .underWay ? self.spinner : nil
    if let spinner { write(glyphs.spinnerFrame(spinner), .spinner) }
    let name = trimmed(sanitized(runner.description ?? ""))
    let missing = runner.description == nil ? Texts.unknownValue : Texts.noDescription
    write(name.isEmpty ? missing : name, name.isEmpty ? .textMuted : .textStrong)
  }

  /// The names of the sections; the one shown stands in brackets.
  private func paintSections(_ detail: DetailPane, on frame: inout Frame, in row: Rect) {
    var x = row.x
    for section in DetailPane.Section.allCases {
      let isShown = section == detail.section
      let name = Texts.Detail.name(section)
      let text = isShown ? "[\(name)]" : " \(name) "
      guard x + text.displayWidth <= row.endX else { return }
      let style = isShown ? Style(.titleContext, over: .selection) : Style(.textMuted)
      let columns = frame.surface.write(text, at: Point(x: x, y: row.y), style)
      frame.regions.append(
        HitRegion(
          Rect(x: x, y: row.y, width: columns, height: 1),
          .command(DetailCommand.section(section))))
      x += columns
    }
  }

  /// The rows of the section that is shown.
  func detailContent(width: Int) -> DetailContent {
    guard let runners, let runner = detailRunner else { return DetailContent([]) }
    let telling = DetailTelling(
      runner: runner, detail: runners.detail, source: runners.detailSource, now: now,
      spinner: spinner,
      page: session.connection?.server.runnerPage(runner, in: runners.query.scope),
      // One column is left for the scrollbar.
      width: width - 1, glyphs: glyphs, tracked: screen == .list ? tracked : nil)
    switch runners.detail.section {
    case .overview: return DetailContent(telling.overview)
    case .managers: return DetailContent(telling.managers)
    case .jobs: return telling.jobs
    case .projects: return DetailContent(telling.projects)
    }
  }
}
