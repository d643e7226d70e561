import RunnerCore
import TerminalUI

// What stands on the page of tags besides its fields.
extension App {
  /// Rows of the list of tags at most.
  private static let listRows = 6
  /// Sentences about odd tags at most.
  private static let adviceRows = 3

  /// Adds what the runner will run and what is odd about its tags, and lays the list of tags over it.
  /// - Parameter endOfField: the row behind the field's rule.
  func addTagHelp(_ wizard: Wizard, width: Int, endOfField: Int, to content: inout PageContent) {
    let draft = wizard.draft
    let isRoomy = size.height >= 20
    func add(_ text: String, _ role: Role) {
      content.add(text, role, x: WizardLayout.gutter, width: width - 1, glyphs: settings.glyphs)
    }
    if isRoomy { content.addBlank() }
    add(Texts.jobsOf(tags: draft.tags.map(sanitized), runsUntagged: draft.runsUntagged), .textMuted)
    let catalogue = wizard.tagHelp.catalogue ?? TagCatalogue(entries: [], isPartial: true)
    for advice in TagAdvice.about(draft.tags, beside: catalogue).prefix(Self.adviceRows) {
      add("\(settings.glyphs.warning) \(Texts.advice(advice))", .warning)
    }
    addTagList(wizard, width: width, endOfField: endOfField, to: &content)
  }

  private func addTagList(
    _ wizard: Wizard, width: Int, endOfField: Int, to content: inout PageContent
  ) {
    let entries = wizard.suggestedTags
    guard !entries.isEmpty else { return }
    let height = min(
      Self.listRows, entries.count, max(1, WizardLayout(app: self).content.height - 4))
    let highlighted = wizard.highlightedTag.flatMap { tag in entries.firstIndex { $0.tag == tag } }
    let row = highlighted ?? 0
    let window = ScrollWindow(total: entries.count, height: height, offset: 0, focus: row..<row + 1)
    let start = WizardLayout.valueStart(width)
    let columns = WizardLayout.valueWidth(width)
    let glyphs = settings.glyphs
    let typed = trimmed(wizard.typedTag)
    content.lay(at: endOfField, height: height) { frame, rect in
      let list = Rect(x: rect.x + start, y: rect.y, width: columns, height: height)
      // What it covers is covered with its label.
      frame.surface.fill(rect, .background)
      frame.surface.fill(list, .overlay)
      for (line, index) in window.visible.enumerated() {
        let place = list.row(line).inset(left: 1, right: window.isScrollable ? 2 : 1)
        let count = Texts.runnersWithTag(entries[index].runners)
        frame.surface.writeCell(
          entries[index].tag, in: place.inset(right: count.displayWidth + 2), .overlay,
          ellipsis: glyphs.ellipsis, highlighting: typed.isEmpty ? [] : [typed])
        frame.surface.write(
          count, at: Point(x: place.endX - count.displayWidth, y: place.y),
          Style(.textMuted, over: .overlay))
        if index == highlighted {
          frame.surface.write(
            glyphs.focus, at: Point(x: list.x - 1, y: place.y), .borderFocused)
          frame.surface.overlay(
            list.row(line).inset(right: window.isScrollable ? 1 : 0), .selection)
        }
        frame.regions.append(
          HitRegion(rect.row(line), .item(ItemTarget(field: 0, choice: index).number)))
      }
      Scrollbar(window).paint(on: &frame.surface, in: list, glyphs: glyphs)
      return nil
    }
  }
}
