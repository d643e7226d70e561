import RunnerCore
import TerminalUI

/// The list screen, of which only the rows in view are made.
extension App {
  private var glyphs: Glyphs { settings.glyphs }

  func paintList(on frame: inout Frame) {
    guard let list = runners else { return }
    let layout = ListLayout(app: self)
    paintListHeader(list, on: &frame, layout)
    if !layout.showsDetailOnly {
      for y in layout.edge.y..<layout.edge.endY {
        frame.surface.write(
          glyphs.border.vertical, at: Point(x: layout.edge.x, y: y), .separator)
      }
      frame.regions.append(HitRegion(layout.rows, .region(0)))
      paintTable(list, on: &frame, layout)
      listBanner?.fitted(to: layout.banner).paint(on: &frame, in: layout.banner, glyphs: glyphs)
    }
    if !layout.detail.isEmpty {
      frame.regions.append(HitRegion(layout.detail, .region(1)))
      paintDetail(on: &frame, in: layout.detail)
    }
    Paragraph(listHelp, .fieldHelp).paint(on: &frame.surface, in: layout.help, glyphs: glyphs)
    frame.regions += HintBar(footerHints, help: helpHint)
      .paint(on: &frame.surface, in: layout.footer, glyphs: glyphs)
  }

  private var listHelp: String { overlays.last?.help ?? listHelpLine }

  private func paintTable(_ list: RunnerList, on frame: inout Frame, _ layout: ListLayout) {
    if let notice = listNotice {
      let rect = layout.rows.inset(
        left: 1, top: layout.isRoomy ? 1 : 0, right: 2 * layout.edge.width)
      notice.fitted(to: rect).paint(on: &frame, in: rect, glyphs: glyphs)
      return
    }
    guard list.isLoaded else { return paintSkeleton(list, on: &frame, layout) }
    let table = listTable(layout)
    let columns = listColumns(layout)
    paintColumnNames(list, table, on: &frame, layout)
    // The room may have changed since the cursor was moved last.
    var cursor = list.cursor
    cursor.keepVisible(count: list.shownCount, height: layout.rows.height)
    let window = cursor.window(count: list.shownCount, height: layout.rows.height)
    var line = 0
    for row in window.visible {
      guard let runner = list.runner(atRow: row) else { continue }
      let rect = layout.rows.row(line)
      let isEven = row.isMultiple(of: 2)
      frame.surface.fill(rect.inset(right: layout.edge.width), isEven ? .rowEven : .rowOdd)
      // The last column is the scrollbar's.
      paint(
        runner, row: row, of: list, columns, table, on: &frame, in: rect.inset(right: 1))
      frame.regions.append(HitRegion(rect, .item(row)))
      line += 1
    }
    paintRetryRow(
      list, on: &frame, line < layout.rows.height ? layout.rows.row(line) : layout.retry)
    Scrollbar(window).paint(on: &frame.surface, in: layout.rows, glyphs: glyphs)
  }

  private func paintSkeleton(_ list: RunnerList, on frame: inout Frame, _ layout: ListLayout) {
    guard let spinner else { return }
    frame.surface.write(
      "\(glyphs.spinnerFrame(spinner)) \(Texts.loadingRunners)\(glyphs.ellipsis)",
      at: Point(x: layout.rows.x + 1, y: layout.rows.y), .spinner, limit: layout.rows.width)
    guard layout.isRoomy else { return }
    let lengths = [18, 26, 14, 22]
    for line in 2..<max(2, min(8, layout.rows.height)) {
      let row = layout.rows.row(line)
      let bar = String(repeating: glyphs.border.horizontal, count: lengths[line % lengths.count])
      frame.surface.write(
        bar, at: Point(x: row.x + ListLayout.gutter, y: row.y), .textFaint, limit: row.width)
    }
  }

  private func paintColumnNames(
    _ list: RunnerList, _ table: TableLayout, on frame: inout Frame, _ layout: ListLayout
  ) {
    let columns = listColumns(layout)
    frame.surface.fill(layout.header, .header)
    let area = layout.header.inset(left: ListLayout.gutter)
    for place in table.places {
      let column = columns[place.column]
      let rect = place.rect(in: area, row: 0)
      let sort = list.shownSort.field == column.sortField ? list.shownSort : nil
      let arrow = sort.map { $0.isDescending ? glyphs.arrowDown : glyphs.arrowUp } ?? ""
      frame.surface.writeCell(
        Texts.title(column) + arrow, in: rect, sort == nil ? .header : .headerSorted,
        alignment: column.alignment, ellipsis: glyphs.ellipsis)
      if column.sortField != nil {
        frame.regions.append(HitRegion(rect, .item(-1 - place.column)))
      }
    }
    if table.hiddenBefore > 0 {
      frame.surface.write(
        glyphs.arrowLeft, at: Point(x: layout.header.x + 1, y: layout.header.y), .header)
    }
    if list.columns.isWide, table.hiddenAfter > 0 {
      frame.surface.write(
        glyphs.arrowRight, at: Point(x: layout.header.endX - 1, y: layout.header.y), .header)
    }
  }

  private func paint(
    _ runner: Runner, row: Int, of list: RunnerList, _ columns: [ListColumn], _ table: TableLayout,
    on frame: inout Frame, in rect: Rect
  ) {
    let isCurrent = row == list.cursor.row
    if isCurrent { frame.surface.write(glyphs.focus, at: rect.origin, .borderFocused) }
    if list.marks.contains(runner.id) {
      frame.surface.write(glyphs.checkOn, at: Point(x: rect.x + 1, y: rect.y), .mark)
    }
    if list.refresh.added.contains(runner.id) {
      frame.surface.write(Texts.newSign, at: Point(x: rect.x + 2, y: rect.y), .new)
    } else if list.refresh.changed.contains(runner.id) {
      frame.surface.write(Texts.changedSign, at: Point(x: rect.x + 2, y: rect.y), .changed)
    }
    let area = rect.inset(left: ListLayout.gutter)
    let words = list.markedOnly == nil ? list.filter.parsed.words : []
    for place in table.places {
      let column = columns[place.column]
      let cell = column.cell(
        of: runner, width: place.width, now: now.unix, isREST: list.source.isREST, glyphs: glyphs)
      frame.surface.writeCell(
        cell.text, in: place.rect(in: area, row: 0), cell.role,
        alignment: column.alignment, ellipsis: glyphs.ellipsis,
        highlighting: column.isFiltered ? words : [])
    }
    if isCurrent {
      let isActive = !list.isDetailOpen
      frame.surface.overlay(rect, isActive ? .selection : .selectionInactive)
    }
  }

  /// What stands below the last row where the next page did not come, or is asked for again.
  private func paintRetryRow(_ list: RunnerList, on frame: inout Frame, _ rect: Rect) {
    guard !rect.isEmpty, !list.loading.isReplacing else { return }
    let place = rect.inset(left: ListLayout.gutter, right: 1)
    guard let failure = list.loading.failure else { return }
    if work.isRunning(.loadRunners) {
      guard let spinner else { return }
      frame.surface.writeCell(
        "\(glyphs.spinnerFrame(spinner)) \(Texts.loadingRunners)", in: place, .spinner,
        ellipsis: glyphs.ellipsis)
    } else {
      let sentence = retryRow(failure, columns: place.width)
      frame.surface.write(glyphs.error, at: Point(x: rect.x + 1, y: rect.y), .error)
      frame.surface.writeCell(sentence, in: place, .error, ellipsis: glyphs.ellipsis)
      frame.regions.append(HitRegion(rect, .command(ListCommand.refresh)))
    }
  }
}

extension ListColumn {
  /// Whether the words of the filter are looked for in it.
  fileprivate var isFiltered: Bool {
    switch self {
    case .description, .tags: true
    default: false
    }
  }
}
