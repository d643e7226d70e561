import RunnerCore
import TerminalUI

/// The pages of the hand-over.
extension App {
  func handOverContent(_ handOver: HandOverScreen, width: Int) -> PageContent {
    var content = PageContent()
    if size.height >= 20 { content.addBlank() }
    if result?.isGone == true {
      content.add(
        "\(settings.glyphs.warning) \(Texts.isGoneAlready)", .warning, x: WizardLayout.gutter,
        width: width - 1, glyphs: settings.glyphs)
    }
    switch handOver.page {
    case .place, .executor: addEntries(handOver, width: width, to: &content)
    case .questions: addForm(handOver, width: width, to: &content)
    case .text: addText(handOver, width: width, to: &content)
    }
    return content
  }

  private func addEntries(_ handOver: HandOverScreen, width: Int, to content: inout PageContent) {
    let glyphs = settings.glyphs
    let entries = handOver.entries
    let titleWidth = entries.map(\.title.displayWidth).max() ?? 0
    for (index, entry) in entries.enumerated() {
      let isSelected = index == handOver.selected
      content.add(height: 1, focus: isSelected ? 0..<1 : nil) { frame, rect in
        if isSelected { frame.surface.write(glyphs.focus, at: rect.origin, .borderFocused) }
        let x = rect.x + WizardLayout.gutter
        let title = entry.title.aligned(.leading, columns: titleWidth, ellipsis: glyphs.ellipsis)
        frame.surface.write(
          "\(isSelected ? glyphs.radioOn : glyphs.radioOff) \(title)", at: Point(x: x, y: rect.y),
          Style(isSelected ? .choiceOn : .choiceOff, over: isSelected ? .selection : nil),
          limit: rect.endX - x)
        let start = x + titleWidth + 4
        // In narrow windows the explanation of the highlighted one stands in the help line alone.
        if WizardLayout.hasLabelColumn(width) {
          frame.surface.write(
            entry.detail.truncated(to: rect.endX - start, ellipsis: glyphs.ellipsis),
            at: Point(x: start, y: rect.y), .textMuted)
        }
        frame.regions.append(HitRegion(rect, .item(index)))
        return nil
      }
    }
  }

  private func addForm(_ handOver: HandOverScreen, width: Int, to content: inout PageContent) {
    content.add(
      handOver.summary, .textMuted, x: WizardLayout.gutter, width: width - 1,
      glyphs: settings.glyphs)
    if let problem = handOver.generalProblem {
      content.add(
        settings.glyphs.error + " " + problem, .fieldError, x: WizardLayout.gutter,
        width: width - 1, glyphs: settings.glyphs)
    }
    if size.height >= 16 { content.addBlank() }
    for (index, row) in handOver.rows.enumerated() {
      addRow(row, index, handOver, width: width, to: &content)
    }
  }

  private func addRow(
    _ row: HandOverScreen.Row, _ index: Int, _ handOver: HandOverScreen, width: Int,
    to content: inout PageContent
  ) {
    let glyphs = settings.glyphs
    let isFocused = index == handOver.focus
    let labelRows = WizardLayout.hasLabelColumn(width) ? 0 : 1
    let valueStart = WizardLayout.valueStart(width)
    let valueWidth = WizardLayout.valueWidth(width)
    let note = handOver.note(below: row)
    let isWrong = handOver.isWrong(row)
    let noteRows = max(
      1, ((isWrong ? glyphs.error + " " : "") + note).wrapped(to: valueWidth).count)
    let height = labelRows + 1 + noteRows
    content.add(height: height, focus: isFocused ? 0..<height : nil) { frame, rect in
      if isFocused { frame.surface.write(glyphs.focus, at: rect.origin, .borderFocused) }
      frame.surface.write(
        handOver.label(of: row), at: Point(x: rect.x + WizardLayout.gutter, y: rect.y),
        isFocused ? .fieldLabelFocused : .fieldLabel)
      let value = Rect(
        x: rect.x + valueStart, y: rect.y + labelRows, width: valueWidth, height: 1)
      var cursor: Point?
      if let word = handOver.word(of: row) {
        frame.surface.write(
          "\(glyphs.radioOn) \(word)".truncated(to: valueWidth, ellipsis: glyphs.ellipsis),
          at: value.origin, Style(.choiceOn, over: isFocused ? .selection : nil))
      } else if case .field(let field) = row {
        cursor = handOver.editor(of: field).paint(
          on: &frame.surface, in: value, placeholder: Texts.placeholder(field.question),
          isFocused: isFocused, glyphs: glyphs)
      }
      let below = Rect(x: value.x, y: value.endY, width: valueWidth, height: noteRows)
      Paragraph(isWrong ? "\(glyphs.error) \(note)" : note, isWrong ? .fieldError : .textFaint)
        .paint(on: &frame.surface, in: below, glyphs: glyphs)
      frame.regions.append(HitRegion(rect, .item(index)))
      return cursor
    }
  }

  private func addText(_ handOver: HandOverScreen, width: Int, to content: inout PageContent) {
    guard let texts = handOver.handOver, let block = handOver.shownBlock, let result else { return }
    let glyphs = settings.glyphs
    func add(_ text: String, _ role: Role, x: Int = WizardLayout.gutter) {
      content.add(text, role, x: x, width: width - 1, glyphs: glyphs)
    }
    add(handOver.summary, .textMuted)
    let count = texts.blocks.count
    add(
      (count > 1 ? Texts.textNumber(handOver.block + 1, of: count) + " " : "") + block.title,
      .header)
    if size.height >= 16 { content.addBlank() }
    let text =
      result.isRevealed
      ? block.revealed(token: result.runner.token).reveal() : block.text.marked
    for line in text.dropLast().split(separator: "\n", omittingEmptySubsequences: false) {
      let holdsSecret =
        line.contains(Texts.tokenMarker) || line.contains(Texts.secretMarker)
      // A blank row for an empty line, which has no words to wrap.
      if line.isEmpty {
        content.addBlank()
      } else {
        content.addCode(
          sanitized(String(line)), holdsSecret ? .secret : .fieldValue, width: width)
      }
    }
    content.addBlank()
    for warning in texts.warnings { add("\(glyphs.warning) \(warning)", .warning) }
    for note in texts.notes { add(note, .textMuted) }
  }
}

extension HandOverText {
  /// The text with a marker in the place of everything secret.
  fileprivate var marked: String {
    segments.map { segment in
      switch segment {
      case .text(let text): text
      case .token: Texts.tokenMarker
      case .secret: Texts.secretMarker
      }
    }.joined()
  }
}

extension HandOverScreen {
  /// What was chosen so far, in one line.
  var summary: String { Texts.chosen(choice.place, choice.executor) }

  fileprivate func label(of row: Row) -> String {
    switch row {
    case .field(let field): Texts.label(field.question)
    case .token: Texts.tokenSourceLabel
    }
  }

  /// The chosen word of a row that is not typed.
  fileprivate func word(of row: Row) -> String? {
    switch row {
    case .field(let field) where field.choices.isEmpty: return nil
    case .field(let field):
      let answer = answer(to: field)
      return answer.isEmpty ? Texts.shellOfLogin : answer
    case .token(let sources): return Texts.word(choice.source(among: sources))
    }
  }

  fileprivate func isWrong(_ row: Row) -> Bool {
    guard case .field(let field) = row else { return false }
    return problem(of: field.question) != nil
  }

  /// What stands under a value.
  fileprivate func note(below row: Row) -> String {
    guard case .field(let field) = row else { return "" }
    if let problem = problem(of: field.question) { return problem }
    guard field.choices.isEmpty else { return "" }
    return field.isRequired ? Texts.required : Texts.optional
  }
}
