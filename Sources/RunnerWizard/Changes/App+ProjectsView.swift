import RunnerCore
import TerminalUI

extension App {
  private var glyphs: Glyphs { settings.glyphs }

  // MARK: - Waiting

  /// Shows what is waited for, once it lasts long enough to be noticed.
  func paint(_ waiting: Waiting, on frame: inout Frame) {
    guard let spinner else { return }
    let text = Texts.waitsFor(waiting) + glyphs.ellipsis
    let inside = paintBox(
      Texts.waitingTitle, width: min(60, max(24, text.displayWidth + 2)), height: 1, on: &frame)
    frame.surface.write(glyphs.spinnerFrame(spinner), at: inside.origin, .spinner)
    frame.surface.write(
      text.truncated(to: inside.width - 2, ellipsis: glyphs.ellipsis),
      at: Point(x: inside.x + 2, y: inside.y), .overlay)
  }

  // MARK: - Projects

  func paint(_ assignment: Assignment, on frame: inout Frame) {
    let room = overlayArea.height - 2
    let listed = max(1, assignment.projects.count + (assignment.isCut ? 1 : 0))
    let inside = paintBox(
      Texts.projectsTitle(Texts.name(of: assignment.runner)), width: min(70, size.width - 4),
      height: min(room, listed + 3), on: &frame)
    let parts = inside.split(top: 3)
    paintField(assignment, on: &frame, in: parts.top)
    guard !assignment.projects.isEmpty else {
      frame.surface.write(Texts.noProjects, at: parts.rest.origin, .textMuted)
      return
    }
    let list = assignment.isCut ? parts.rest.split(bottom: 1).rest : parts.rest
    if assignment.isCut, parts.rest.height > 1 {
      frame.surface.write(
        Texts.moreProjects, at: Point(x: list.x + 2, y: list.endY), .textMuted)
    }
    let window = ScrollWindow(
      total: assignment.projects.count, height: list.height, offset: 0,
      focus: (assignment.index ?? 0)..<(assignment.index ?? 0) + 1)
    for (line, index) in window.visible.enumerated() {
      paint(
        assignment, index, on: &frame, in: list.row(line).inset(right: window.isScrollable ? 2 : 0))
    }
    Scrollbar(window).paint(on: &frame.surface, in: list, glyphs: glyphs)
  }

  private func paintField(_ assignment: Assignment, on frame: inout Frame, in rect: Rect) {
    let isFocused = assignment.index == nil
    if isFocused { frame.surface.write(glyphs.focus, at: rect.origin, .borderFocused) }
    frame.surface.write(
      Texts.assignLabel, at: Point(x: rect.x + 2, y: rect.y),
      isFocused ? .fieldLabelFocused : .fieldLabel)
    let line = rect.row(1).inset(left: 2)
    let cursor = assignment.editor.paint(
      on: &frame.surface, in: line, placeholder: Texts.assignExample, isFocused: isFocused,
      glyphs: glyphs)
    if isFocused { frame.cursor = cursor }
    let below = rect.row(2).inset(left: 2)
    let (text, role): (String, Role)
    switch assignment.state {
    case .found(let project):
      (text, role) = ("\(glyphs.success) \(Texts.enterAssigns(project))", .success)
    case .lookingUp:
      (text, role) = (
        "\(glyphs.spinnerFrame(spinner ?? 0)) \(Texts.lookingUp(.project))\(glyphs.ellipsis)",
        .spinner
      )
    case .changing(let project):
      (text, role) = (
        "\(glyphs.spinnerFrame(spinner ?? 0)) \(Texts.changingProject(project))\(glyphs.ellipsis)",
        .spinner
      )
    case .idle:
      guard let problem = assignment.problem else {
        frame.surface.fill(
          below, isFocused ? .borderFocused : .separator, glyph: glyphs.border.horizontal)
        return
      }
      (text, role) = ("\(glyphs.error) \(problem)", .fieldError)
    }
    frame.surface.write(
      text.truncated(to: below.width, ellipsis: glyphs.ellipsis), at: below.origin, role)
  }

  private func paint(
    _ assignment: Assignment, _ index: Int, on frame: inout Frame, in row: Rect
  ) {
    let project = assignment.projects[index]
    let isHighlighted = index == assignment.index
    if isHighlighted { frame.surface.write(glyphs.focus, at: row.origin, .borderFocused) }
    let mark = assignment.isOwner(project) ? Texts.ownerMark : ""
    let room = row.width - 2 - (mark.isEmpty ? 0 : mark.displayWidth + 1)
    let name = sanitized(Texts.found(project))
    frame.surface.write(
      name.truncated(to: room, ellipsis: glyphs.ellipsis), at: Point(x: row.x + 2, y: row.y),
      .overlay)
    frame.surface.write(
      mark, at: Point(x: row.endX - mark.displayWidth, y: row.y), .textMuted)
    if isHighlighted { frame.surface.overlay(row, .selection) }
    frame.regions.append(HitRegion(row, .item(index + 1)))
  }

  // MARK: - Clean-up

  func paint(_ cleanUp: CleanUp, on frame: inout Frame) {
    let room = overlayArea.height - 2
    let inside = paintBox(
      Texts.cleanUpTitle, width: min(64, size.width - 4),
      height: min(room, cleanUp.groups.map { $0.count + 1 + previewHeight($0) } ?? 3), on: &frame)
    guard let groups = cleanUp.groups else {
      return paintLoading(cleanUp, on: &frame, in: inside)
    }
    let parts = inside.split(top: groups.count)
    for (index, group) in groups.enumerated() where index < parts.top.height {
      paint(group, index, cleanUp, on: &frame, in: parts.top.row(index))
    }
    guard parts.rest.height > 1 else { return }
    let sum = cleanUp.chosen.isEmpty ? "" : " " + Texts.chosen(cleanUp.ids.count) + " "
    frame.surface.fill(parts.rest.row(0), .overlayBorder, glyph: glyphs.border.horizontal)
    frame.surface.write(sum, at: Point(x: parts.rest.x + 2, y: parts.rest.y), .header)
    paintPreview(cleanUp, on: &frame, in: parts.rest.inset(top: 1))
  }

  /// As high as the largest kind needs, so that nothing moves with the highlight.
  private func previewHeight(_ groups: [RunnerCleanup.Group]) -> Int {
    min(10, max(1, groups.map(\.ids.count).max() ?? 0))
  }

  private func paintLoading(_ cleanUp: CleanUp, on frame: inout Frame, in rect: Rect) {
    guard let runners else { return }
    let text =
      runners.isComplete
      ? Texts.lookingThrough : Texts.loadingForCleanUp(runners.rows.count, of: runners.total)
    frame.surface.write(glyphs.spinnerFrame(spinner ?? 0), at: rect.origin, .spinner)
    frame.surface.write(
      text.truncated(to: rect.width - 2, ellipsis: glyphs.ellipsis),
      at: Point(x: rect.x + 2, y: rect.y), .overlay)
    if let problem = cleanUp.problem {
      Paragraph(problem, .warning).paint(
        on: &frame.surface, in: rect.inset(left: 2, top: 1), glyphs: glyphs)
    }
  }

  private func paint(
    _ group: RunnerCleanup.Group, _ index: Int, _ cleanUp: CleanUp, on frame: inout Frame,
    in row: Rect
  ) {
    let isHighlighted = index == cleanUp.index
    let isChosen = cleanUp.chosen.contains(group.kind)
    if isHighlighted { frame.surface.write(glyphs.focus, at: row.origin, .borderFocused) }
    let count = Texts.number(group.ids.count)
    let room = row.width - 5 - count.displayWidth
    frame.surface.write(
      "\(isChosen ? glyphs.checkOn : glyphs.checkOff) "
        + Texts.name(of: group.kind).truncated(to: room, ellipsis: glyphs.ellipsis),
      at: Point(x: row.x + 2, y: row.y),
      group.ids.isEmpty ? .textMuted : isChosen ? .choiceOn : .choiceOff)
    frame.surface.write(
      count, at: Point(x: row.endX - count.displayWidth, y: row.y),
      group.ids.isEmpty ? .textMuted : .overlay)
    if isHighlighted { frame.surface.overlay(row, .selection) }
    frame.regions.append(HitRegion(row, .item(index)))
  }

  /// The first names of the highlighted kind.
  private func paintPreview(_ cleanUp: CleanUp, on frame: inout Frame, in rect: Rect) {
    guard let group = cleanUp.highlighted else { return }
    guard !group.ids.isEmpty else {
      frame.surface.write(Texts.noneOfThisKind, at: Point(x: rect.x + 2, y: rect.y), .textMuted)
      return
    }
    let isCut = group.ids.count > rect.height
    let shown = isCut ? rect.height - 1 : group.ids.count
    for (line, id) in group.ids.prefix(shown).enumerated() {
      frame.surface.write(
        name(of: id).truncated(to: rect.width - 2, ellipsis: glyphs.ellipsis),
        at: Point(x: rect.x + 2, y: rect.y + line), .overlay)
    }
    if isCut {
      frame.surface.write(
        Texts.andMore(group.ids.count - shown), at: Point(x: rect.x + 2, y: rect.endY - 1),
        .textMuted)
    }
  }
}
