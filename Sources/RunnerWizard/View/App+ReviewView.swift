import RunnerCore
import TerminalUI

extension App {
  /// The rows of the review: every value, then the request and the command that do the same.
  func addReview(_ wizard: Wizard, width: Int, to content: inout PageContent) {
    let isRoomy = size.height >= 20
    if isRoomy {
      content.add(
        wizard.isEditing ? Texts.editReviewIntroduction : Texts.reviewIntroduction, .text,
        x: WizardLayout.gutter, width: width - 1, glyphs: settings.glyphs)
      content.addBlank()
    }
    if !wizard.isEditing, let refusal = session.createRefusal {
      content.add(
        "\(settings.glyphs.warning) \(refusal)", .warning, x: WizardLayout.gutter,
        width: width - 1, glyphs: settings.glyphs)
      content.addBlank()
    }
    let rows = wizard.draft.reviewRows(server: session.connection?.server)
    for (index, row) in rows.enumerated() {
      add(
        row, index: index, isFocused: wizard.reviewFocus == .value(row.field), to: &content,
        width: width)
    }
    if wizard.isEditing { return addEditRequest(wizard, width: width, to: &content) }
    guard let registration = wizard.draft.registration,
      let connection = session.connection
    else { return }
    let request =
      ["POST " + connection.server.api("/user/runners")]
      + Equivalent.lines(ofJSON: (wizard.draft.firstRegistration ?? registration).jsonBody())
    add(Texts.requestHeading, request, to: &content, width: width)
    let command = Equivalent.command(
      for: registration, connection: connection, isDemo: settings.isDemo,
      count: wizard.draft.count)
    add(
      Texts.commandHeading,
      Equivalent.shellRows(command, columns: width - WizardLayout.gutter - 1), to: &content,
      width: width)
  }

  private func addEditRequest(_ wizard: Wizard, width: Int, to content: inout PageContent) {
    guard let runner = wizard.editedRunner, let edit = wizard.draft.edit, !edit.isEmpty,
      let connection = session.connection
    else { return }
    let request =
      ["PUT " + connection.server.api("/runners/\(runner.id)")]
      + Equivalent.lines(ofJSON: edit.jsonBody())
    add(Texts.requestHeading, request, to: &content, width: width)
  }

  private func add(
    _ row: ReviewRow, index: Int, isFocused: Bool, to content: inout PageContent, width: Int
  ) {
    let glyphs = settings.glyphs
    let hasColumn = WizardLayout.hasLabelColumn(width)
    let start = hasColumn ? WizardLayout.valueStart(width) : WizardLayout.gutter + 18
    let value = Paragraph(row.text, row.isDimmed ? .textFaint : .fieldValue)
    let valueWidth = max(1, width - start - 1)
    let height = max(1, value.height(width: valueWidth))
    content.add(height: height, focus: isFocused ? 0..<height : nil) { frame, rect in
      if isFocused { frame.surface.write(glyphs.focus, at: rect.origin, .borderFocused) }
      frame.surface.write(
        row.label, at: Point(x: rect.x + WizardLayout.gutter, y: rect.y),
        isFocused ? .fieldLabelFocused : .fieldLabel, limit: start - WizardLayout.gutter - 1)
      let place = Rect(x: rect.x + start, y: rect.y, width: valueWidth, height: height)
      value.paint(on: &frame.surface, in: place, glyphs: glyphs)
      if isFocused { frame.surface.overlay(place, .selection) }
      frame.regions.append(HitRegion(rect, .item(index)))
      return nil
    }
  }

  private func add(
    _ heading: String, _ lines: [String], to content: inout PageContent, width: Int
  ) {
    let glyphs = settings.glyphs
    content.addBlank()
    content.add(heading, .header, x: WizardLayout.gutter, width: width - 1, glyphs: glyphs)
    for line in lines {
      content.add(line, .textMuted, x: WizardLayout.gutter, width: width - 1, glyphs: glyphs)
    }
  }

  /// Paints the review's button; while the request is on its way it shows that.
  func paintButton(on frame: inout Frame, _ layout: WizardLayout) {
    guard let wizard, !layout.button.isEmpty else { return }
    let glyphs = settings.glyphs
    let row = layout.button.row(layout.button.height - 1)
    let isFocused = wizard.reviewFocus == .create
    var x = row.x + WizardLayout.gutter
    if isFocused {
      frame.surface.write(glyphs.focus, at: row.origin, .borderFocused)
    }
    var title = createTitle
    if wizard.submission == .sending {
      title = glyphs.spinnerFrame(spinner ?? 0) + " " + title + glyphs.ellipsis
    }
    let obstacle = createObstacle
    let role: Role =
      obstacle != nil ? .keyDisabled : isFocused ? .buttonFocused : .button
    let start = x
    x += frame.surface.write("[ \(title) ]", at: Point(x: x, y: row.y), role)
    frame.regions.append(
      HitRegion(
        Rect(x: start, y: row.y, width: x - start, height: 1), .item(Int.max / 2)))
    // A wait is counted on the button alone.
    let isCounting = wizard.secondsUntilRetry(uptime: now.uptime) != nil
    if let obstacle, !isCounting {
      frame.surface.write(
        obstacle.truncated(to: row.endX - x - 2, ellipsis: glyphs.ellipsis),
        at: Point(x: x + 2, y: row.y), .textMuted)
    }
  }
}
