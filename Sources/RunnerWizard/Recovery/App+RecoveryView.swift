import RunnerCore
import TerminalUI

/// A row of what is told about an unfinished registration.
struct RecoveryRow: Equatable, Sendable {
  var text: String
  var role: Role = .overlay
  var label = ""
  /// Columns before the text.
  var indent = 0
  /// The place of the runner that it is about.
  var candidate: Int?
}

extension App {
  private var glyphs: Glyphs { settings.glyphs }
  private var recoveryWidth: Int { min(76, size.width - 4) }

  func paint(_ overlay: RecoveryOverlay, on frame: inout Frame) {
    switch overlay {
    case .list(let index): paintUnfinished(index, on: &frame)
    case .entry(let view): paint(view, on: &frame)
    }
  }

  // MARK: - All of them

  private func paintUnfinished(_ chosen: Int, on frame: inout Frame) {
    let all = unfinished
    let index = min(chosen, all.count - 1)
    let inside = paintBox(
      Texts.unfinishedTitle(recovery.cases.count, unfinishedBatches.count), width: recoveryWidth,
      height: min(overlayArea.height - 2, all.count), on: &frame)
    let window = ScrollWindow(total: all.count, height: inside.height, focus: index..<index + 1)
    for (line, place) in window.visible.enumerated() {
      let row = inside.row(line).inset(right: window.isScrollable ? 2 : 0)
      if place == index { frame.surface.write(glyphs.focus, at: row.origin, .borderFocused) }
      frame.surface.write(
        self.row(of: all[place], width: row.width - 2).truncated(
          to: row.width - 2, ellipsis: glyphs.ellipsis),
        at: Point(x: row.x + 2, y: row.y), .overlay)
      if place == index { frame.surface.overlay(row, .selection) }
      frame.regions.append(HitRegion(row, .item(place)))
    }
    Scrollbar(window).paint(on: &frame.surface, in: inside, glyphs: glyphs)
  }

  private func row(of one: Unfinished, width: Int) -> String {
    func isHere(_ server: ServerURL) -> Bool { session.connection?.server == server }
    switch one {
    case .registration(let unfinished):
      let entry = unfinished.entry
      return Texts.unfinishedRow(
        entry, time: now.brief(entry.startedAt), dot: glyphs.dot, isHere: isHere(entry.server),
        width: width)
    case .batch(let batch):
      return Texts.unfinishedRow(batch, now: now, dot: glyphs.dot, isHere: isHere(batch.server))
    }
  }

  // MARK: - One of them

  private func paint(_ view: RecoveryView, on frame: inout Frame) {
    guard let unfinished = recovery[view.id] else { return }
    let rows = recoveryRows(unfinished, view, width: recoveryWidth - 1)
    let inside = paintBox(
      unfinished.isOfEarlierProgram ? Texts.unfinishedAtStartTitle : Texts.unfinishedTitle,
      width: recoveryWidth, height: min(overlayArea.height - 2, rows.count), on: &frame)
    let window = recoveryWindow(rows, view, height: inside.height)
    for (line, place) in window.visible.enumerated() {
      let rect = inside.row(line).inset(right: 1)
      let row = rows[place]
      frame.surface.write(row.label, at: rect.origin, .fieldLabel)
      frame.surface.write(
        row.text, at: Point(x: rect.x + row.indent, y: rect.y), row.role,
        limit: rect.width - row.indent)
      guard let candidate = row.candidate else { continue }
      frame.regions.append(HitRegion(rect, .item(candidate)))
    }
    Scrollbar(window).paint(on: &frame.surface, in: inside, glyphs: glyphs)
  }

  private func recoveryWindow(
    _ rows: [RecoveryRow], _ view: RecoveryView, height: Int
  ) -> ScrollWindow {
    let places = rows.indices.filter { rows[$0].candidate == view.index }
    let count = recovery[view.id]?.report?.candidates.count ?? 0
    guard count > 1, view.offset == 0, let first = places.first, let last = places.last else {
      return ScrollWindow(total: rows.count, height: height, offset: view.offset)
    }
    return ScrollWindow(total: rows.count, height: height, focus: first..<last + 1)
  }

  /// The last offset at which rows are still hidden behind it.
  func lastRecoveryOffset(_ view: RecoveryView) -> Int {
    guard let unfinished = recovery[view.id] else { return 0 }
    let rows = recoveryRows(unfinished, view, width: recoveryWidth - 1).count
    return max(0, rows - max(1, overlayArea.height - 2))
  }

  /// What is known: first what matters, then the runners that were found, then what was sent.
  private func recoveryRows(
    _ unfinished: UnfinishedCase, _ view: RecoveryView, width: Int
  ) -> [RecoveryRow] {
    var rows = headline(unfinished, width)
    for (index, candidate) in (unfinished.report?.candidates ?? []).enumerated() {
      rows += candidateRows(candidate, index, isChosen: index == view.index, width)
    }
    if let report = unfinished.report, let obstacle = report.obstacle {
      rows += wrapped(obstacle.sentences, .warning, width)
    }
    rows.append(RecoveryRow(text: ""))
    rows += factRows(unfinished.entry, width)
    guard let report = unfinished.report else { return rows }
    if report.candidates.isEmpty, report.obstacle != nil {
      rows.append(RecoveryRow(text: ""))
      rows += wrapped(Texts.administratorFinds(unfinished.entry), .overlay, width)
    }
    if !report.findings.isEmpty {
      rows.append(RecoveryRow(text: ""))
      for finding in report.findings { rows += wrapped(finding, .textMuted, width) }
    }
    return rows
  }

  private func headline(_ unfinished: UnfinishedCase, _ width: Int) -> [RecoveryRow] {
    let (glyph, role, text) = summary(of: unfinished)
    var rows = wrapped(text, role, width - 2)
    for index in rows.indices { rows[index].indent = 2 }
    rows[0].label = ""
    if let first = rows.first {
      rows[0] = RecoveryRow(text: glyph + " " + first.text, role: role)
    }
    return rows
  }

  private func summary(of unfinished: UnfinishedCase) -> (glyph: String, role: Role, text: String) {
    let spinning = glyphs.spinnerFrame(spinner ?? 0)
    if let deletion = recovery.deletion, recovery.candidate(deletion.id)?.entry == unfinished.id {
      return (spinning, .spinner, Texts.deleting(Texts.name(of: deletion.id)) + glyphs.ellipsis)
    }
    if recovery.searching == unfinished.id {
      return (spinning, .spinner, Texts.lookingForRunner + glyphs.ellipsis)
    }
    guard let report = unfinished.report else {
      let entry = unfinished.entry
      return session.connection?.server == entry.server
        ? (glyphs.warning, .warning, Texts.notLookedYet(entry))
        : (glyphs.warning, .warning, Texts.belongsToServer(entry))
    }
    let isWell =
      report.isCertainlyAbsent
      || report.candidates.count == 1 && report.candidates[0].token != nil
    return (
      isWell ? glyphs.success : glyphs.warning, isWell ? .success : .warning,
      Texts.summary(of: report)
    )
  }

  private func candidateRows(
    _ candidate: RecoveryReport.Candidate, _ index: Int, isChosen: Bool, _ width: Int
  ) -> [RecoveryRow] {
    let runner = candidate.runner
    var lines: [(String, Role)] = [(Texts.identity(of: runner), .textStrong)]
    lines.append((Texts.whenCreated(runner, now: now), .overlay))
    lines.append(
      candidate.token != nil
        ? (Texts.tokenCanBeShown, .success)
        : (candidate.tokenObstacle ?? Texts.tokenNotGiven, .warning))
    lines += candidate.doubts.map { ("? " + $0, .warning) }
    var rows = lines.flatMap { text, role in
      text.wrapped(to: max(1, width - 2)).map {
        RecoveryRow(text: $0, role: role, indent: 2, candidate: index)
      }
    }
    if isChosen, !rows.isEmpty { rows[0].label = glyphs.focus }
    return rows
  }

  private func factRows(_ entry: JournalEntry, _ width: Int) -> [RecoveryRow] {
    let column = width >= 56 ? 17 : 0
    return Texts.facts(of: entry, now: now).flatMap { label, value -> [RecoveryRow] in
      let text = column > 0 ? value : Texts.plainDetail(label, value)
      var rows = text.wrapped(to: max(1, width - column)).map {
        RecoveryRow(text: $0, indent: column)
      }
      if column > 0, !rows.isEmpty { rows[0].label = label }
      return rows
    }
  }

  private func wrapped(_ text: String, _ role: Role, _ width: Int) -> [RecoveryRow] {
    text.wrapped(to: max(1, width)).map { RecoveryRow(text: $0, role: role) }
  }
}
