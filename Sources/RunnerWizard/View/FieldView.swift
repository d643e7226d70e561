import RunnerCore
import TerminalUI

/// One field as the page shows it.
struct FieldView {
  let field: FieldSpec
  /// Place among the fields of the page.
  let index: Int
  let isFocused: Bool
  let wizard: Wizard
  let width: Int
  let glyphs: Glyphs
  let spinner: Int?
  /// Whether groups or projects are searched for.
  var isSearching = false

  private var hasColumn: Bool { WizardLayout.hasLabelColumn(width) }
  private var valueStart: Int { WizardLayout.valueStart(width) }
  private var valueWidth: Int { WizardLayout.valueWidth(width) }
  /// Columns from the labels to the right edge of the values.
  private var fullWidth: Int { valueStart + valueWidth - WizardLayout.gutter }
  private var draft: WizardDraft { wizard.draft }
  private var editor: FieldEditor? { wizard.editors[field.id] ?? FieldEditor(field.kind, draft) }

  func add(to content: inout PageContent) {
    switch field.kind {
    case .toggle(let path, let on, let off):
      addToggle(draft[keyPath: path], draft[keyPath: path] ? on : off, to: &content)
    case .choice(let path, let choices):
      addChoices(choices(draft), selected: draft[keyPath: path], to: &content)
    case .text, .secret: addTyped(height: 1, to: &content)
    case .area: addTyped(height: WizardLayout.areaHeight, to: &content)
    case .tags(let path):
      addTyped(height: chips(draft[keyPath: path]).rowCount(width: valueWidth), to: &content)
    }
  }

  private func chips(_ tags: [String]) -> Chips {
    if case .tag(let editor)? = editor { return Chips(items: tags, editor: editor) }
    return Chips(items: tags)
  }

  // MARK: - Typed values

  private func addTyped(height: Int, to content: inout PageContent) {
    let labelRows = hasColumn ? 0 : 1
    let problem = wizard.message(for: field)
    // The list of places follows the field at once.
    let least = field.id == .target ? 1 : 2
    let belowRows = problem.map { max(least, problemRows($0)) } ?? least
    let rows = labelRows + height + belowRows
    let focus =
      isFocused
      ? focusRows(height: height, labelRows: labelRows, below: problem == nil ? 1 : belowRows) : nil
    content.add(height: rows, focus: focus) { frame, rect in
      paintLabel(on: &frame, in: rect, height: height + labelRows)
      let value = Rect(
        x: rect.x + valueStart, y: rect.y + labelRows, width: valueWidth, height: height)
      let cursor = paintValue(on: &frame, in: value)
      let below = Rect(
        x: rect.x, y: value.endY, width: rect.width, height: belowRows)
      if let problem {
        paintProblem(problem, on: &frame, in: below)
      } else {
        paintRule(on: &frame, in: below)
      }
      frame.regions.append(HitRegion(rect, .item(ItemTarget(field: index).number)))
      return cursor
    }
  }

  /// The rows that must be seen; of a value higher than low windows its last ones, where the
  /// cursor is.
  private func focusRows(height: Int, labelRows: Int, below: Int) -> Range<Int> {
    let end = labelRows + height + below
    let start = height <= WizardLayout.areaHeight ? 0 : labelRows + height - 2
    return start..<end
  }

  private func paintLabel(on frame: inout Frame, in rect: Rect, height: Int) {
    if isFocused {
      for row in 0..<height {
        frame.surface.write(
          glyphs.border.vertical, at: Point(x: rect.x, y: rect.y + row), .borderFocused)
      }
      frame.surface.write(glyphs.focus, at: rect.origin, .borderFocused)
    }
    frame.surface.write(
      field.label(draft), at: Point(x: rect.x + WizardLayout.gutter, y: rect.y),
      isFocused ? .fieldLabelFocused : .fieldLabel)
  }

  private func paintValue(on frame: inout Frame, in rect: Rect) -> Point? {
    switch editor {
    case .line(let editor)?:
      return editor.paint(
        on: &frame.surface, in: rect, placeholder: field.placeholder, isFocused: isFocused,
        glyphs: glyphs)
    case .masked(let masked)?:
      return masked.editor.paint(
        on: &frame.surface, in: rect, placeholder: field.placeholder, isFocused: isFocused,
        mask: glyphs.mask, glyphs: glyphs)
    case .area(let area)?:
      return area.paint(
        on: &frame.surface, in: rect, placeholder: field.placeholder, isFocused: isFocused,
        glyphs: glyphs)
    case .tag?:
      guard case .tags(let path) = field.kind else { return nil }
      return chips(draft[keyPath: path]).paint(
        on: &frame.surface, in: rect, placeholder: field.placeholder, isFocused: isFocused,
        glyphs: glyphs
      ).cursor
    case nil: return nil
    }
  }

  // MARK: - The line under a value

  private func problemRows(_ text: String) -> Int {
    (glyphs.error + " " + text).wrapped(to: fullWidth).count
  }

  /// The message stands under its value, or under the label too when it is too long for that.
  private func paintProblem(_ text: String, on frame: inout Frame, in rect: Rect) {
    let message = glyphs.error + " " + text
    let fits = message.displayWidth <= valueWidth
    let start = fits ? valueStart : WizardLayout.gutter
    Paragraph(message, .fieldError).paint(
      on: &frame.surface,
      in: Rect(
        x: rect.x + start, y: rect.y, width: fits ? valueWidth : fullWidth, height: rect.height),
      glyphs: glyphs)
  }

  private func paintRule(on frame: inout Frame, in rect: Rect) {
    let line = Rect(x: rect.x + valueStart, y: rect.y, width: valueWidth, height: 1)
    frame.surface.fill(
      line, isFocused ? .borderFocused : .separator, glyph: glyphs.border.horizontal)
    let left = leftNote
    if let left {
      let text = left.text.truncated(to: line.width - 1, ellipsis: glyphs.ellipsis)
      frame.surface.write(text + " ", at: line.origin, left.role, limit: line.width)
    }
    if let right = rightNote,
      right.text.displayWidth + (left?.text.displayWidth ?? 0) + 3 < line.width
    {
      let x = line.endX - right.text.displayWidth
      frame.surface.write(" " + right.text, at: Point(x: x - 1, y: line.y), right.role)
    }
  }

  private typealias Note = (text: String, role: Role)

  /// What is known about the value.
  private var leftNote: Note? {
    switch field.id {
    case .target: return targetNote
    case .url: return addressNote
    case .accessToken:
      let guess = Texts.guess(TokenKind.guess(draft.accessToken))
      return guess.map { ("\(glyphs.warning) \($0)", .warning) }
    case .maximumTimeout:
      guard let seconds = try? DurationText.parse(draft.maximumTimeout) else { return nil }
      return (Texts.seconds(seconds), .info)
    case .tokenExpiresAt: return draft.instant(draft.tokenExpiresAt).map { ("= \($0)", .info) }
    case .tokenRotationDeadline:
      return draft.instant(draft.tokenRotationDeadline).map { ("= \($0)", .info) }
    default: return nil
    }
  }

  private var addressNote: Note? {
    guard let probe = wizard.currentProbe else { return nil }
    guard let result = probe.result else {
      return spinner.map {
        ("\(glyphs.spinnerFrame($0)) \(Texts.probing)\(glyphs.ellipsis)", .spinner)
      }
    }
    return result == .gitLab ? ("\(glyphs.success) \(Texts.isGitLab)", .success) : nil
  }

  private var targetNote: Note? {
    if let spinner, let kind = draft.type.targetKind, let doing = pickerWork(kind) {
      return ("\(glyphs.spinnerFrame(spinner)) \(doing)\(glyphs.ellipsis)", .spinner)
    }
    switch draft.finding?.result {
    case .found(let target)?:
      guard let facts = draft.finding?.facts else {
        return ("\(glyphs.success) \(Texts.found(target))", .success)
      }
      return ("\(glyphs.success) \(Texts.targetFacts(target, facts))", .success)
    case .unreadable(let target)?:
      return ("\(glyphs.warning) \(Texts.unreadable(target))", .warning)
    case .failed?, nil: return nil
    }
  }

  /// What the server is asked about the group or project.
  private func pickerWork(_ kind: RunnerTarget.Kind) -> String? {
    switch wizard.wait {
    case .lookup?: return Texts.lookingUp(kind)
    case .examination?: return Texts.examining(kind)
    case .connection?: return nil
    case nil: return isSearching ? Texts.searching(kind) : nil
    }
  }

  /// How full the field is where that matters, else whether it has to be filled in.
  private var rightNote: Note? {
    if field.id == .target, let count = wizard.picker?.countText { return (count, .textMuted) }
    switch field.kind {
    case .text(let path, let limit?, _), .area(let path, let limit):
      let length = draft[keyPath: path].unicodeScalars.count
      if length * 5 >= limit * 4 {
        return (Texts.length(length, limit: limit), length > limit ? .fieldError : .warning)
      }
    case .tags(let path):
      let count = draft[keyPath: path].count
      if count > 0 {
        let isOver = count > FormLimits.tagCount
        return (
          Texts.tagCount(count, limit: FormLimits.tagCount), isOver ? .fieldError : .textMuted
        )
      }
    case .text, .secret, .toggle, .choice: break
    }
    switch field.need {
    case .required: return (Texts.required, .fieldRequired)
    case .optional: return (Texts.optional, .textFaint)
    case .given: return nil
    }
  }

  // MARK: - Switches and choices

  private func addToggle(_ isOn: Bool, _ word: String, to content: inout PageContent) {
    let problem = wizard.message(for: field)
    let rows = problem.map { 1 + problemRows($0) } ?? 1
    content.add(height: rows, focus: isFocused ? 0..<rows : nil) { frame, rect in
      paintLabel(on: &frame, in: rect, height: 1)
      // In narrow windows too a switch has its label beside it.
      let value = Point(x: rect.x + WizardLayout.gutter + 20, y: rect.y)
      frame.surface.write(
        "\(isOn ? glyphs.checkOn : glyphs.checkOff) \(word)", at: value,
        Style(isOn ? .choiceOn : .choiceOff, over: isFocused ? .selection : nil))
      if let problem {
        paintProblem(
          problem, on: &frame, in: rect.split(top: 1).rest)
      }
      frame.regions.append(
        HitRegion(
          Rect(x: rect.x, y: rect.y, width: rect.width, height: 1),
          .item(ItemTarget(field: index).number)))
      return nil
    }
  }

  private func addChoices(
    _ choices: [Choice], selected: Int, to content: inout PageContent
  ) {
    let isTight = !hasColumn
    let titleWidth = min(22, choices.map(\.title.displayWidth).max() ?? 0)
    for (place, choice) in choices.enumerated() {
      let isSelected = place == selected
      let rows = (isTight ? 2 : 1) + (choice.note == nil ? 0 : 1)
      content.add(height: rows, focus: isFocused && isSelected ? 0..<rows : nil) { frame, rect in
        paintChoice(
          choice, isSelected: isSelected, titleWidth: titleWidth, on: &frame, in: rect)
        frame.regions.append(
          HitRegion(rect, .item(ItemTarget(field: index, choice: place).number)))
        return nil
      }
    }
    content.addBlank()
  }

  private func paintChoice(
    _ choice: Choice, isSelected: Bool, titleWidth: Int, on frame: inout Frame, in rect: Rect
  ) {
    let hasFocus = isFocused && isSelected
    if hasFocus { frame.surface.write(glyphs.focus, at: rect.origin, .borderFocused) }
    let x = rect.x + WizardLayout.gutter
    let over: Role? = hasFocus ? .selection : nil
    let title = choice.title.aligned(
      .leading, columns: titleWidth, ellipsis: glyphs.ellipsis)
    let isRefused = choice.refusal != nil
    frame.surface.write(
      "\(isSelected ? glyphs.radioOn : glyphs.radioOff) \(title)", at: Point(x: x, y: rect.y),
      Style(isRefused ? .keyDisabled : isSelected ? .choiceOn : .choiceOff, over: over))
    if let note = choice.note {
      paintNote(note, on: &frame, at: Point(x: x + 2, y: rect.endY - 1), width: rect.endX - x - 2)
    }
    let detail =
      !hasColumn
      ? Rect(x: x + 2, y: rect.y + 1, width: rect.endX - x - 2, height: 1)
      : Rect(x: x + titleWidth + 4, y: rect.y, width: rect.endX - x - titleWidth - 4, height: 1)
    frame.surface.write(
      choice.detail.truncated(to: detail.width, ellipsis: glyphs.ellipsis), at: detail.origin,
      isRefused ? .textFaint : .textMuted)
  }

  private func paintNote(
    _ note: Choice.Note, on frame: inout Frame, at point: Point, width: Int
  ) {
    let sign: String
    let role: Role
    switch note.kind {
    case .plain: (sign, role) = ("", .textFaint)
    case .busy: (sign, role) = (glyphs.spinnerFrame(spinner ?? 0) + " ", .spinner)
    case .success: (sign, role) = (glyphs.success + " ", .success)
    case .warning: (sign, role) = (glyphs.warning + " ", .warning)
    case .error: (sign, role) = (glyphs.error + " ", .error)
    }
    frame.surface.write(
      (sign + note.text).truncated(to: width, ellipsis: glyphs.ellipsis), at: point, role)
  }
}
