import RunnerCore
import TerminalUI

extension App {
  private var glyphs: Glyphs { settings.glyphs }

  func paint(_ overlay: BatchOverlay, on frame: inout Frame) {
    switch overlay {
    case .presets(let index): paintPresets(index, on: &frame)
    case .prompt(let prompt): paint(prompt, on: &frame)
    case .run:
      if let batch { paint(batch, on: &frame) }
    }
  }

  private func paintPresets(_ index: Int, on frame: inout Frame) {
    let inside = paintBox(
      Texts.presetsTitle, width: min(70, size.width - 4),
      height: min(overlayArea.height - 2, max(1, presets.count)), on: &frame)
    let names = min(24, presets.map { $0.name.displayWidth }.max() ?? 0)
    let window = ScrollWindow(
      total: presets.count, height: inside.height, offset: 0, focus: index..<index + 1)
    for (line, place) in window.visible.enumerated() {
      let row = inside.row(line).inset(right: window.isScrollable ? 2 : 0)
      let preset = presets[place]
      if place == index { frame.surface.write(glyphs.focus, at: row.origin, .borderFocused) }
      frame.surface.write(
        sanitized(preset.name).truncated(to: names, ellipsis: glyphs.ellipsis),
        at: Point(x: row.x + 2, y: row.y), .overlay)
      let x = row.x + 4 + names
      if x < row.endX {
        frame.surface.write(
          Texts.summary(of: preset).truncated(to: row.endX - x, ellipsis: glyphs.ellipsis),
          at: Point(x: x, y: row.y), .textMuted)
      }
      if place == index { frame.surface.overlay(row, .selection) }
      frame.regions.append(HitRegion(row, .item(place)))
    }
    Scrollbar(window).paint(on: &frame.surface, in: inside, glyphs: glyphs)
  }

  private func paint(_ prompt: BatchPrompt, on frame: inout Frame) {
    paintPrompt(
      prompt.kind.title, prompt.kind.explanation, prompt.editor, problem: prompt.problem,
      isBusy: prompt.isBusy, on: &frame)
  }

  // MARK: - A batch

  private func paint(_ state: BatchState, on frame: inout Frame) {
    let width = min(76, size.width - 4)
    let (summary, role) = batchSummary(state)
    let head = Paragraph(summary, role)
    let headHeight = min(head.height(width: width), max(1, overlayArea.height / 2))
    let place = Paragraph(Texts.batchFile(state.batch), .textMuted)
    let placeHeight = overlayArea.height >= 14 ? place.height(width: width) : 0
    let inside = paintBox(
      Texts.batchTitle(state.batch.done.count, state.batch.count), width: width,
      height: min(overlayArea.height - 2, headHeight + placeHeight + 1 + state.batch.count),
      on: &frame)
    let top = inside.split(top: headHeight)
    head.paint(on: &frame.surface, in: top.top, glyphs: glyphs)
    let next = top.rest.split(top: placeHeight)
    place.paint(on: &frame.surface, in: next.top, glyphs: glyphs)
    let list = next.rest.inset(top: next.rest.height > 3 ? 1 : 0)
    let window = ScrollWindow(
      total: state.batch.count, height: list.height, offset: 0, focus: state.index..<state.index + 1
    )
    for (line, place) in window.visible.enumerated() {
      paintNumber(
        place, of: state, on: &frame, in: list.row(line).inset(right: window.isScrollable ? 2 : 0))
    }
    Scrollbar(window).paint(on: &frame.surface, in: list, glyphs: glyphs)
  }

  private func batchSummary(_ state: BatchState) -> (String, Role) {
    switch state.phase {
    case .running:
      (glyphs.spinnerFrame(spinner ?? 0) + " " + Texts.batchRunning + glyphs.ellipsis, .spinner)
    case .stopping:
      (glyphs.spinnerFrame(spinner ?? 0) + " " + Texts.batchStopping + glyphs.ellipsis, .spinner)
    case .stopped(let trouble?): (glyphs.error + " " + trouble.sentences, .fieldError)
    case .stopped(nil): (glyphs.warning + " " + Texts.batchStopped, .warning)
    case .finished: (glyphs.success + " " + Texts.batchFinished(state.batch.count), .success)
    }
  }

  /// The number, what became of it, its description and the id of its runner.
  private func paintNumber(
    _ place: Int, of state: BatchState, on frame: inout Frame, in row: Rect
  ) {
    let number = place + 1
    let isChosen = place == state.index
    if isChosen { frame.surface.write(glyphs.focus, at: row.origin, .borderFocused) }
    let sign: (glyph: String, word: String, role: Role)
    let done = state.batch.done.first { $0.number == number }
    let isNext = state.batch.next == number
    if let done {
      sign = (
        glyphs.success, done.runnerID.map { Texts.batchRow($0) } ?? Texts.batchLeftOut, .success
      )
    } else if isNext, state.isUnderWay {
      sign = (glyphs.spinnerFrame(spinner ?? 0), Texts.batchSending, .spinner)
    } else if isNext, case .stopped(let trouble?) = state.phase {
      sign =
        switch trouble {
        case _ where trouble.leavesSomethingOpen: (glyphs.warning, Texts.batchOpen, .warning)
        // What is wrong with a file says nothing about what was sent before.
        case .file: (glyphs.warning, Texts.batchNotDone, .warning)
        default: (glyphs.error, Texts.batchNotCreated, .error)
        }
    } else {
      sign = (glyphs.stepTodo, Texts.batchWaiting, .textMuted)
    }
    frame.surface.write(sign.glyph, at: Point(x: row.x + 2, y: row.y), sign.role)
    let wordWidth = sign.word.displayWidth
    let name = sanitized(state.batch.numbering.description(of: number))
    let nameWidth = max(0, row.width - 4 - wordWidth - 1)
    frame.surface.write(
      name.truncated(to: nameWidth, ellipsis: glyphs.ellipsis), at: Point(x: row.x + 4, y: row.y),
      .overlay)
    frame.surface.write(sign.word, at: Point(x: row.endX - wordWidth, y: row.y), sign.role)
    if isChosen { frame.surface.overlay(row, .selection) }
    frame.regions.append(HitRegion(row, .item(place)))
  }
}
