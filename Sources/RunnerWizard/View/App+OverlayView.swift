import RunnerCore
import TerminalUI

extension App {
  func paint(_ overlay: Overlay, on frame: inout Frame) {
    frame.cursor = nil
    switch overlay {
    case .confirm(let confirm): paint(confirm, on: &frame)
    case .savePath(let prompt): paint(prompt, on: &frame)
    case .help(let filter): paintHelp(filter, on: &frame)
    case .palette(let filter): paintPalette(filter, on: &frame)
    case .themes(let picker): paint(picker, on: &frame)
    case .messages(let offset): paintMessages(offset, on: &frame)
    case .change(let overlay): paint(overlay, on: &frame)
    case .choice(let choice): paint(choice, on: &frame)
    case .notice(let notice): paint(notice, on: &frame)
    case .connection(let overlay): paint(overlay, on: &frame)
    case .recovery(let overlay): paint(overlay, on: &frame)
    case .batch(let overlay): paint(overlay, on: &frame)
    case .machine(let overlay): paint(overlay, on: &frame)
    }
  }

  private var glyphs: Glyphs { settings.glyphs }

  /// The area of overlays: all but the footer, which shows their keys, and where there is room the
  /// line of help above it.
  var overlayArea: Rect {
    let layout = WizardLayout(app: self)
    return Rect(size: size).inset(bottom: layout.isRoomy ? size.height - layout.help.y : 1)
  }

  /// Paints the box of an overlay that wants to be so large; it fills narrow screens.
  /// - Returns: the room inside.
  func paintBox(
    _ title: String, width: Int, height: Int, on frame: inout Frame
  ) -> Rect {
    let isNarrow = size.width < 60
    let rect = overlayArea.centered(
      Size(width: isNarrow ? size.width : width + 4, height: height + 2))
    Box(title: title, border: .overlayBorder, background: .overlay)
      .paint(on: &frame.surface, in: rect, glyphs: glyphs)
    frame.regions.append(HitRegion(Rect(size: size).inset(bottom: 1), .region(0)))
    frame.regions.append(HitRegion(rect, .overlay))
    return rect.inset(left: 2, top: 1, right: 2, bottom: 1)
  }

  private func paint(_ confirm: Confirm, on frame: inout Frame) {
    let width = min(64, size.width - 4)
    let text = questionText(
      confirm.text, confirm.brief, Size(width: width, height: confirm.options.count))
    let textHeight = text.height(width: width)
    let wanted = textHeight + 1 + confirm.options.count
    let inside = paintBox(confirm.title, width: width, height: wanted, on: &frame)
    let parts = inside.split(bottom: confirm.options.count)
    text.paint(on: &frame.surface, in: parts.rest, glyphs: glyphs)
    for (index, option) in confirm.options.enumerated() {
      let row = parts.bottom.row(index)
      let isHighlighted = index == confirm.highlighted
      if isHighlighted { frame.surface.write(glyphs.focus, at: row.origin, .borderFocused) }
      let role: Role =
        isHighlighted ? .buttonFocused : option.isDanger ? .buttonDanger : .button
      let x = frame.surface.write(
        "[\(option.key)]", at: Point(x: row.x + 2, y: row.y), .key)
      frame.surface.write(
        " \(option.title) ", at: Point(x: row.x + 2 + x, y: row.y), role,
        limit: row.width - 2 - x)
      frame.regions.append(HitRegion(row, .item(index)))
    }
  }

  /// The text of a question, or what has to be said of it where the whole has no room above the answers.
  func questionText(_ text: String, _ brief: String?, _ answers: Size) -> Paragraph {
    let whole = Paragraph(text, .overlay)
    let room = overlayArea.height - 2 - answers.height
    guard let brief, whole.height(width: answers.width) > room else { return whole }
    return Paragraph(brief, .overlay)
  }

  private func paint(_ prompt: SavePrompt, on frame: inout Frame) {
    paintPrompt(
      prompt.saving == nil ? Texts.saveTitle : Texts.saveTextTitle, Texts.saveHelp, prompt.editor,
      problem: prompt.problem, isBusy: prompt.isSaving, on: &frame)
  }

  /// Paints a question with one line for the answer, and below it what is wrong with it.
  func paintPrompt(
    _ title: String, _ explanation: String, _ editor: LineEditor, problem: String?, isBusy: Bool,
    on frame: inout Frame
  ) {
    let width = min(70, size.width - 4)
    let inside = paintBox(title, width: width, height: 6, on: &frame)
    Paragraph(explanation, .fieldHelp).paint(
      on: &frame.surface, in: inside.split(top: 2).top, glyphs: glyphs)
    let line = inside.row(2)
    frame.cursor = editor.paint(on: &frame.surface, in: line, isFocused: true, glyphs: glyphs)
    let below = Rect(x: inside.x, y: line.endY, width: inside.width, height: 3)
    if let problem {
      Paragraph("\(glyphs.error) \(problem)", .fieldError).paint(
        on: &frame.surface, in: below, glyphs: glyphs)
    } else {
      frame.surface.fill(below.row(0), .borderFocused, glyph: glyphs.border.horizontal)
      if isBusy {
        frame.surface.write(Texts.saving + glyphs.ellipsis + " ", at: below.origin, .spinner)
      }
    }
  }

  private func paintHelp(_ filter: ListFilter, on frame: inout Frame) {
    let entries = helpEntries(filter)
    let isWide = size.width >= 110
    let explanation = isWide ? 2 : size.height >= 16 ? 3 : size.height >= 12 ? 2 : 1
    let all = helpEntries(ListFilter())
    // The list with its groups and the remark below it, between the filter and the explanation.
    let width = isWide ? 96 : 52
    let wanted =
      2 + all.count + Set(all.map(\.group)).count + remarks(columns: width).count + explanation
    let inside = paintBox(
      Texts.helpTitle, width: width, height: min(overlayArea.height - 2, wanted),
      on: &frame)
    let parts = inside.split(bottom: explanation)
    let list = paintFilter(
      filter, Texts.helpFilter, count: entries.count, on: &frame, in: parts.rest)
    if entries.indices.contains(filter.index) {
      paintExplanation(entries[filter.index], on: &frame, in: parts.bottom)
    }
    var rows: [(entry: Int?, text: String)] = []
    for (index, entry) in entries.enumerated() {
      if index == 0 || entries[index - 1].group != entry.group { rows.append((nil, entry.group)) }
      rows.append((index, entry.title))
    }
    if filter.editor.isEmpty { rows += remarks(columns: list.width).map { (nil, $0) } }
    let focus = rows.firstIndex { $0.entry == filter.index } ?? 0
    let window = ScrollWindow(
      total: rows.count, height: list.height, offset: 0,
      focus: max(0, focus - 1)..<(filter.index + 1 == entries.count ? rows.count : focus + 1))
    for (line, place) in window.visible.enumerated() {
      let rect = list.row(line).inset(right: window.isScrollable ? 2 : 0)
      if let index = rows[place].entry {
        paint(entries[index], isHighlighted: index == filter.index, on: &frame, in: rect)
        frame.regions.append(HitRegion(rect, .item(index)))
      } else {
        frame.surface.write(rows[place].text, at: rect.origin, Style(.header, over: .overlay))
      }
    }
    Scrollbar(window).paint(on: &frame.surface, in: list, glyphs: glyphs)
  }

  /// What the help says below the commands: about the mouse, and why a list comes over REST.
  private func remarks(columns: Int) -> [String] {
    var remarks = ["", Texts.helpMouse]
    if case .rest(let reason)? = list?.source {
      remarks += [""] + Texts.restHelp(reason).wrapped(to: columns - 2)
    }
    return remarks
  }

  /// The highlighted command in a whole sentence, below the list.
  private func paintExplanation(
    _ entry: CommandEntry, on frame: inout Frame, in rect: Rect
  ) {
    let hasRule = size.height >= 16
    if hasRule { frame.surface.fill(rect.row(0), .overlayBorder, glyph: glyphs.border.horizontal) }
    Paragraph(
      entry.reason ?? entry.tooltip, entry.reason == nil ? .fieldHelp : .warning
    ).paint(on: &frame.surface, in: hasRule ? rect.inset(top: 1) : rect, glyphs: glyphs)
  }

  private func paint(
    _ entry: CommandEntry, isHighlighted: Bool, on frame: inout Frame, in rect: Rect
  ) {
    let isDisabled = entry.reason != nil
    let keyWidth = 16
    if isHighlighted { frame.surface.write(glyphs.focus, at: rect.origin, .borderFocused) }
    let keys = entry.keys.truncated(to: keyWidth - 1, ellipsis: glyphs.ellipsis)
    frame.surface.write(
      keys, at: Point(x: rect.x + 2, y: rect.y), isDisabled ? .keyDisabled : .key)
    let text =
      size.width >= 110
      ? entry.title.aligned(.leading, columns: 18, ellipsis: glyphs.ellipsis) + " "
        + (entry.reason ?? entry.tooltip)
      : entry.title
    let x = rect.x + 2 + keyWidth
    frame.surface.write(
      text.truncated(to: rect.endX - x, ellipsis: glyphs.ellipsis), at: Point(x: x, y: rect.y),
      isDisabled ? .keyDisabled : .keyLabel)
    if isHighlighted { frame.surface.overlay(rect, .selection) }
  }

  private func paintPalette(_ filter: ListFilter, on frame: inout Frame) {
    let entries = paletteEntries(filter)
    let inside = paintBox(
      Texts.paletteTitle, width: 56,
      height: min(overlayArea.height - 2, paletteEntries(ListFilter()).count + 2), on: &frame)
    let list = paintFilter(
      filter, Texts.paletteFilter, count: entries.count, on: &frame, in: inside)
    let window = ScrollWindow(
      total: entries.count, height: list.height, offset: 0, focus: filter.index..<filter.index + 1)
    for (line, index) in window.visible.enumerated() {
      let rect = list.row(line).inset(right: window.isScrollable ? 2 : 0)
      paintPaletteEntry(
        entries[index], isHighlighted: index == filter.index, on: &frame, in: rect)
      frame.regions.append(HitRegion(rect, .item(index)))
    }
    Scrollbar(window).paint(on: &frame.surface, in: list, glyphs: glyphs)
  }

  private func paintPaletteEntry(
    _ entry: CommandEntry, isHighlighted: Bool, on frame: inout Frame, in rect: Rect
  ) {
    if isHighlighted { frame.surface.write(glyphs.focus, at: rect.origin, .borderFocused) }
    let role: Role = entry.reason == nil ? .keyLabel : .keyDisabled
    var x = rect.x + 2
    for (place, character) in entry.title.enumerated() {
      x += frame.surface.write(
        String(character), at: Point(x: x, y: rect.y),
        entry.matches.contains(place) ? .match : role)
    }
    let keys = entry.keys.displayWidth
    if x + 2 + keys <= rect.endX {
      frame.surface.write(entry.keys, at: Point(x: rect.endX - keys, y: rect.y), .key)
    }
    if isHighlighted { frame.surface.overlay(rect, .selection) }
  }

  /// Paints the filter's line above a list.
  /// - Returns: the room for the list.
  private func paintFilter(
    _ filter: ListFilter, _ placeholder: String, count: Int, on frame: inout Frame, in rect: Rect
  ) -> Rect {
    let parts = rect.split(top: 2)
    frame.cursor = filter.editor.paint(
      on: &frame.surface, in: parts.top.row(0), placeholder: placeholder, isFocused: true,
      glyphs: glyphs)
    frame.surface.fill(parts.top.row(1), .overlayBorder, glyph: glyphs.border.horizontal)
    if count == 0 { frame.surface.write(Texts.noMatch, at: parts.rest.origin, .textMuted) }
    return parts.rest
  }

  private func paint(_ picker: ThemePicker, on frame: inout Frame) {
    let width = max(24, picker.themes.map(\.displayWidth).max() ?? 0)
    let inside = paintBox(
      Texts.themesTitle, width: width,
      height: min(overlayArea.height - 2, max(1, picker.themes.count)), on: &frame)
    let window = ScrollWindow(
      total: picker.themes.count, height: inside.height, offset: 0,
      focus: picker.index..<picker.index + 1)
    for (line, index) in window.visible.enumerated() {
      let rect = inside.row(line)
      let isHighlighted = index == picker.index
      if isHighlighted { frame.surface.write(glyphs.focus, at: rect.origin, .borderFocused) }
      frame.surface.write(
        picker.themes[index].truncated(to: rect.width - 2, ellipsis: glyphs.ellipsis),
        at: Point(x: rect.x + 2, y: rect.y), Style(.overlay, over: isHighlighted ? .selection : nil)
      )
      frame.regions.append(HitRegion(rect, .item(index)))
    }
    Scrollbar(window).paint(on: &frame.surface, in: inside, glyphs: glyphs)
  }

  private func paintMessages(_ offset: Int, on frame: inout Frame) {
    let inside = paintBox(
      Texts.messagesTitle, width: 72, height: min(overlayArea.height - 2, 20), on: &frame)
    guard !messages.entries.isEmpty else {
      frame.surface.write(Texts.noMessages, at: inside.origin, Style(.textMuted))
      return
    }
    var rest = inside
    for entry in messages.entries.reversed().dropFirst(offset) where !rest.isEmpty {
      frame.surface.write(entry.clock, at: rest.origin, .textMuted)
      frame.surface.write(
        entry.toast.kind.glyph(glyphs), at: Point(x: rest.x + 6, y: rest.y),
        entry.toast.kind.role)
      let used = Paragraph(entry.toast.text, .overlay).paint(
        on: &frame.surface, in: rest.inset(left: 8), glyphs: glyphs)
      rest = rest.split(top: max(1, used)).rest
    }
  }
}
