import RunnerCore
public import TerminalUI

extension App {
  /// The whole screen as it stands.
  public func view() -> Frame {
    var frame = Frame(size: size)
    guard size.width >= WizardLayout.smallest.width, size.height >= WizardLayout.smallest.height
    else {
      paintTooSmall(on: &frame)
      return frame
    }
    let layout = WizardLayout(app: self)
    if screen == .list {
      paintList(on: &frame)
    } else {
      paintContent(on: &frame, layout)
      paintHeader(on: &frame, layout)
      paintFooter(on: &frame, layout)
    }
    for overlay in overlays { paint(overlay, on: &frame) }
    paintToasts(on: &frame, layout)
    if glyphs == .ascii { replaceSigns(on: &frame) }
    return frame
  }

  /// Sentences use signs that not every terminal has; each is replaced by one of the same width.
  private func replaceSigns(on frame: inout Frame) {
    for y in 0..<size.height {
      for x in 0..<size.width {
        let cell = frame.surface[x, y]
        guard cell.glyph.utf8.count > 1 else { continue }
        let plain = Texts.plain(cell.glyph)
        if plain != cell.glyph {
          frame.surface.write(plain, at: Point(x: x, y: y), cell.style)
        }
      }
    }
  }

  private var glyphs: Glyphs { settings.glyphs }

  private func paintTooSmall(on frame: inout Frame) {
    let smallest = WizardLayout.smallest
    let sentence = Texts.tooSmall(width: smallest.width, height: smallest.height)
    let text = glyphs == .ascii ? Texts.plain(sentence) : sentence
    let paragraph = Paragraph(text, .warning, alignment: .center)
    let height = paragraph.height(width: size.width)
    let rect = Rect(size: size).centered(Size(width: size.width, height: height))
    paragraph.paint(on: &frame.surface, in: rect, glyphs: glyphs)
  }

  private func paintContent(on frame: inout Frame, _ layout: WizardLayout) {
    switch screen {
    case .wizard(let wizard):
      pageContent(wizard, width: layout.content.width)
        .paint(on: &frame, in: layout.content, scrolled: wizard.scrolled, glyphs: glyphs)
    case .result(let result):
      if let handOver = result.handOver {
        handOverContent(handOver, width: layout.content.width)
          .paint(on: &frame, in: layout.content, scrolled: handOver.scrolled, glyphs: glyphs)
        break
      }
      resultContent(result, width: layout.content.width)
        .paint(on: &frame, in: layout.content, scrolled: result.scrolled, glyphs: glyphs)
    case .list: break
    }
    // A piece may begin above the rows that show it.
    frame.surface.fill(
      Rect(x: 0, y: 0, width: size.width, height: layout.content.y), .background)
    frame.surface.fill(
      Rect(x: 0, y: layout.content.endY, width: size.width, height: size.height), .background)
    banner?.paint(on: &frame, in: layout.banner.inset(left: WizardLayout.gutter), glyphs: glyphs)
    paintButton(on: &frame, layout)
  }

  private func paintFooter(on frame: inout Frame, _ layout: WizardLayout) {
    Paragraph(helpLine, .fieldHelp).paint(
      on: &frame.surface, in: layout.help, glyphs: glyphs)
    frame.regions += HintBar(footerHints, help: helpHint)
      .paint(on: &frame.surface, in: layout.footer, glyphs: glyphs)
  }

  private func paintToasts(on frame: inout Frame, _ layout: WizardLayout) {
    let toasts = messages.shown.map(\.toast)
    var area = Rect(
      x: layout.title.x, y: layout.title.y, width: size.width - layout.title.x - 1,
      height: layout.content.endY - layout.title.y)
    if result != nil, !layout.isRoomy {
      // What is looked for on a low page stands below its header.
      let newest = Toast.height(of: toasts.suffix(1), width: area.width)
      let height = min(max(layout.content.y, newest), layout.content.endY)
      area = Rect(x: area.x, y: 0, width: area.width, height: height)
    }
    if let box = frame.regions.last(where: { $0.target == .overlay })?.rect {
      // Above an overlay, or over its beginning: what it asks stands further down.
      let wanted = max(box.y, Toast.height(of: toasts, width: area.width))
      area = Rect(x: area.x, y: 0, width: area.width, height: min(wanted, size.height - 1))
    }
    Toast.paint(toasts, on: &frame.surface, in: area, glyphs: glyphs)
  }

  /// One sentence about the focused item.
  private var helpLine: String {
    if let overlay = overlays.last { return overlay.help }
    if let handOver = result?.handOver { return handOver.helpLine(offersHere: offersMachine) }
    guard let wizard else {
      if let result, result.isGone {
        return result.draft == nil ? Texts.goneHelpAboveList : Texts.goneHelp
      }
      guard let result, result.isKept else { return Texts.resultHelp }
      if result.isAboveList { return Texts.keptHelpAfterReset }
      if isResultAtWork { return Texts.keptHelpAtWork }
      if resultConfigPath != nil { return Texts.keptHelpConfigured }
      return offersMachine ? Texts.keptHelp : Texts.keptHelpInDemo
    }
    if let focus = wizard.focus { return help(of: focus, wizard) }
    if wizard.reviewFocus == .value(.recoveryMarker) { return Texts.markerHelp }
    guard wizard.reviewFocus == .create else { return Texts.reviewValueHelp }
    if isSettling { return Texts.reviewSettlingHelp }
    return switch wizard.submission {
    case .idle: wizard.isEditing ? Texts.editReviewHelp : Texts.reviewHelp
    case .unknown where isSubmitting(wizard): Texts.stillListeningHelp
    case .unknown where wizard.isEditing: Texts.readAgainHelp
    case .failed where wizard.mayHaveCreated: Texts.unknownHelp
    case .sending: Texts.sendingHelp
    case .failed: Texts.retryHelp
    case .unknown: Texts.unknownHelp
    }
  }

  /// Every sentence that the present page may show there, so that its rows can be reserved and
  /// nothing moves with the focus.
  var helpLines: [String] {
    if let handOver = result?.handOver { return handOver.helpLines(offersHere: offersMachine) }
    guard let wizard else { return [Texts.resultHelp, Texts.keptHelp] }
    guard wizard.page != .review else {
      return [
        Texts.reviewHelp, Texts.reviewValueHelp, Texts.sendingHelp, Texts.retryHelp,
        Texts.unknownHelp, Texts.editReviewHelp,
      ] + (wizard.draft.markerRow == nil ? [] : [Texts.markerHelp])
    }
    // A type that cannot be had says why in the place of its help.
    if wizard.page == .type {
      return RunnerType.allCases.map { type in
        var draft = wizard.draft
        draft.type = type
        return PageSpec.typeHelp(draft)
      }
    }
    var lines = wizard.fields.map { help(of: $0, wizard) }
    if wizard.page == .connection { lines += book.known.map { $0.problem ?? Texts.origin($0) } }
    return lines
  }

  /// What a field's own sentence does not say, because lines of questions have no lists below them.
  private func help(of field: FieldSpec, _ wizard: Wizard) -> String {
    switch field.id {
    case .target where wizard.picker != nil: Texts.targetHelpWithList(wizard.draft.type)
    case .tags where wizard.tagHelp.catalogue?.entries.isEmpty == false: Texts.tagsHelpWithList
    default: field.help(wizard.draft)
    }
  }

  /// The commands that work now, each with a key that works where the focus is.
  var footerHints: [Hint] {
    var hints: [Hint] = []
    for command in activeTables.joined() where command.isInFooter {
      guard command.availability(self) == .enabled,
        let key = command.keys.first(where: { !isTyping || $0.typed == nil })
      else { continue }
      hints.append(
        Hint(keyName: hintName(key, of: command), label: command.title(self), command: command.id))
    }
    if let first = recoveryFirst, let place = hints.firstIndex(where: { $0.command == first }) {
      hints.insert(hints.remove(at: place), at: 0)
    }
    if helpHint.command == OverlayCommand.close {
      hints.removeAll { $0.command == OverlayCommand.close }
    }
    return hints
  }

  /// The key's name; where Enter does the same, Enter is named with it.
  private func hintName(_ key: Key, of command: AppCommand) -> String {
    key != .enter && command.keys.contains(.enter) ? "\(Key.enter.name)/\(key.name)" : key.name
  }

  /// What the footer always ends in: help, or the way out of an overlay that has none.
  var helpHint: Hint {
    guard let overlay = overlays.last, !overlay.hasHelp else {
      return Hint(keyName: helpKeyName, label: Texts.help, command: AppCommandID.help)
    }
    let title = overlay.commands.command(OverlayCommand.close)?.title(self) ?? Texts.back
    return Hint(keyName: Key.escape.name, label: title, command: OverlayCommand.close)
  }
}
