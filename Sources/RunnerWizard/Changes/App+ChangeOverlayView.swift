import RunnerCore
import TerminalUI

extension App {
  func paint(_ overlay: ChangeOverlay, on frame: inout Frame) {
    switch overlay {
    case .run: if let run = changes.run { paint(run, on: &frame) }
    case .typed(let confirm): paint(confirm, on: &frame)
    case .waiting(let waiting): paint(waiting, on: &frame)
    case .assignment(let assignment): paint(assignment, on: &frame)
    case .cleanUp(let cleanUp): paint(cleanUp, on: &frame)
    }
  }

  private var glyphs: Glyphs { settings.glyphs }

  // MARK: - A run of changes

  private func paint(_ run: ChangeRun, on frame: inout Frame) {
    let room = overlayArea.height - 2
    let inside = paintBox(
      run.isOver ? Texts.runOverTitle(run) : Texts.runTitle(run), width: 72,
      height: min(room, height(of: run)), on: &frame)
    let parts = inside.split(top: inside.height > 4 ? 2 : 1)
    paintProgress(run, on: &frame, in: parts.top.row(0))
    if parts.top.height > 1 {
      frame.surface.fill(parts.top.row(1), .overlayBorder, glyph: glyphs.border.horizontal)
    }
    if run.isOver {
      paintSummary(run, on: &frame, in: parts.rest)
    } else {
      paintRows(run, on: &frame, in: parts.rest)
    }
  }

  private func height(of run: ChangeRun) -> Int {
    guard run.isOver else { return min(run.rows.count, 14) + 2 }
    return run.failureCount == 0 && run.stop == nil ? 3 : 16
  }

  private func paintProgress(_ run: ChangeRun, on frame: inout Frame, in rect: Rect) {
    var text = Texts.progress(of: run, dot: glyphs.dot)
    var role = Role.overlay
    if let seconds = run.secondsLeft(now), !run.isOver {
      text = Texts.waitsForServer(seconds)
      role = .warning
    } else if run.stop != nil, !run.isOver {
      text = Texts.stopsAfterThese
      role = .warning
    } else if !run.isOver {
      text = glyphs.spinnerFrame(spinner ?? 0) + " " + text
    }
    frame.surface.write(
      text.truncated(to: rect.width, ellipsis: glyphs.ellipsis), at: rect.origin, role)
  }

  private func paintRows(_ run: ChangeRun, on frame: inout Frame, in rect: Rect) {
    let place = run.offset ?? run.currentPlace
    let window = ScrollWindow(
      total: run.rows.count, height: rect.height, offset: 0, focus: place..<place + 1, margin: 1)
    for (line, index) in window.visible.enumerated() {
      let row = rect.row(line).inset(right: window.isScrollable ? 2 : 0)
      let (glyph, role) = sign(of: run.rows[index].state)
      frame.surface.write(glyph, at: row.origin, role)
      let name = name(of: run.rows[index].id)
      let x = frame.surface.write(
        name.truncated(to: row.width - 2, ellipsis: glyphs.ellipsis),
        at: Point(x: row.x + 2, y: row.y), .overlay)
      guard let note = note(on: run.rows[index], of: run), row.width - x > 12 else { continue }
      frame.surface.write(
        note.truncated(to: row.width - x - 4, ellipsis: glyphs.ellipsis),
        at: Point(x: row.x + x + 4, y: row.y), .textMuted)
    }
    Scrollbar(window).paint(on: &frame.surface, in: rect, glyphs: glyphs)
  }

  /// Why the change of a row was not made, or not yet.
  private func note(on row: ChangeRun.Row, of run: ChangeRun) -> String? {
    if row.state == .waiting, row.isPostponed, let seconds = run.secondsLeft(now) {
      return Texts.asksToWait(seconds)
    }
    return row.state.failure?.message
  }

  func sign(of state: ChangeRun.State) -> (String, Role) {
    switch state {
    case .waiting: (glyphs.stepTodo, .stepTodo)
    case .running: (glyphs.spinnerFrame(spinner ?? 0), .spinner)
    case .done: (glyphs.success, .success)
    case .failed: (glyphs.error, .error)
    case .unknown: ("?", .warning)
    case .left: (glyphs.dash, .textMuted)
    }
  }

  /// The failures with their reasons, whole as far as there is room.
  private func paintSummary(_ run: ChangeRun, on frame: inout Frame, in rect: Rect) {
    var rest = rect
    func add(_ glyph: String, _ role: Role, _ text: String) {
      guard !rest.isEmpty else { return }
      frame.surface.write(glyph, at: rest.origin, role)
      let used = Paragraph(text, .overlay).paint(
        on: &frame.surface, in: rest.inset(left: 2), glyphs: glyphs)
      rest = rest.split(top: max(1, used)).rest
    }
    if let reason = Texts.stopReason(of: run) { add(glyphs.warning, .warning, reason) }
    for index in (run.offset ?? 0)..<max(run.offset ?? 0, run.failureCount) where !rest.isEmpty {
      let row = run.failure(index)
      guard let failure = row.state.failure else { continue }
      let (glyph, role) = sign(of: row.state)
      add(glyph, role, Texts.failedRow(name(of: row.id), failure))
    }
    if run.failureCount == 0, run.stop == nil { add(glyphs.success, .success, Texts.allDone) }
    if let marked = Texts.stillMarked(run) { add(glyphs.info, .info, marked) }
  }

  // MARK: - A number to type

  private func paint(_ confirm: TypedConfirm, on frame: inout Frame) {
    let width = min(64, size.width - 4)
    let text = questionText(confirm.text, confirm.brief, Size(width: width, height: 3))
    let inside = paintBox(
      confirm.title, width: width,
      height: min(overlayArea.height - 2, text.height(width: width) + 4), on: &frame)
    let parts = inside.split(bottom: 3)
    text.paint(on: &frame.surface, in: parts.rest, glyphs: glyphs)
    let label = parts.bottom.row(0)
    frame.surface.write(Texts.typeToConfirm(confirm.expected), at: label.origin, .fieldLabelFocused)
    frame.cursor = confirm.editor.paint(
      on: &frame.surface, in: parts.bottom.row(1), isFocused: true, glyphs: glyphs)
    let below = parts.bottom.row(2)
    if let problem = confirm.problem {
      frame.surface.write(
        "\(glyphs.error) \(problem)".truncated(to: below.width, ellipsis: glyphs.ellipsis),
        at: below.origin, .fieldError)
    } else {
      frame.surface.fill(below, .borderFocused, glyph: glyphs.border.horizontal)
    }
  }
}
