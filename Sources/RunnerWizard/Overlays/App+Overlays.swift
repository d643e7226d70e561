import RunnerCore
import TerminalUI

extension App {
  /// Types a key into the overlay on top.
  /// - Returns: nil for keys that do not type there.
  mutating func typeIntoOverlay(_ key: Key) -> [Effect]? {
    switch overlays.last {
    case .help(var filter)?:
      guard type(key, into: &filter) else { return nil }
      replaceTop(.help(filter))
    case .palette(var filter)?:
      guard type(key, into: &filter) else { return nil }
      replaceTop(.palette(filter))
    case .savePath(var prompt)?:
      guard !prompt.isSaving, prompt.editor.handle(key) else { return nil }
      prompt.problem = nil
      replaceTop(.savePath(prompt))
    case .change(let overlay)?: return type(key, into: overlay)
    case .choice?: return typeIntoChoice(key)
    case .connection?: return typeIntoConnectionOverlay(key)
    case .batch(let overlay)?: return type(key, into: overlay)
    case .machine(let overlay)?: return type(key, into: overlay)
    default: return nil
    }
    return []
  }

  private func type(_ key: Key, into filter: inout ListFilter) -> Bool {
    let isMovement = key == .home || key == .end
    guard !isMovement, filter.editor.handle(key) else { return false }
    filter.index = 0
    return true
  }

  mutating func pasteIntoOverlay(_ text: String) {
    switch overlays.last {
    case .help(var filter)?:
      filter.editor.paste(text)
      filter.index = 0
      replaceTop(.help(filter))
    case .palette(var filter)?:
      filter.editor.paste(text)
      filter.index = 0
      replaceTop(.palette(filter))
    case .savePath(var prompt)? where !prompt.isSaving:
      prompt.editor.paste(text, trimming: true)
      prompt.problem = nil
      replaceTop(.savePath(prompt))
    case .change(let overlay)?: paste(text, into: overlay)
    case .choice?: pasteIntoChoice(text)
    case .connection?: pasteIntoConnectionOverlay(text)
    case .batch(let overlay)?: paste(text, into: overlay)
    case .machine(let overlay)?: paste(text, into: overlay)
    default: break
    }
  }

  mutating func replaceTop(_ overlay: Overlay) {
    guard !overlays.isEmpty else { return }
    overlays[overlays.count - 1] = overlay
  }

  /// Does a command of the overlay on top.
  mutating func perform(_ id: CommandID, in overlay: Overlay) -> [Effect] {
    if let index = OverlayCommand.answerIndex(id), case .confirm(let confirm) = overlay {
      return answer(confirm, index)
    }
    if let effects = performInChoice(id) ?? performOnCertificates(id) { return effects }
    if overlay == .batch(.run), let effects = performInBatch(id) { return effects }
    if case .recovery(.entry) = overlay, let effects = performInRecovery(id) { return effects }
    if case .machine(let machine) = overlay, let effects = perform(id, in: machine) {
      return effects
    }
    switch id {
    case OverlayCommand.close: return close(overlay)
    case OverlayCommand.accept: return accept(overlay)
    case OverlayCommand.up: return moveInOverlay(-1)
    case OverlayCommand.down: return moveInOverlay(1)
    case OverlayCommand.pageUp: return moveInOverlay(-pageRows)
    case OverlayCommand.pageDown: return moveInOverlay(pageRows)
    case OverlayCommand.first: return moveInOverlay(-10_000)
    case OverlayCommand.last: return moveInOverlay(10_000)
    default:
      guard case .change(let change) = overlay else { return [] }
      return perform(id, in: change)
    }
  }

  private var pageRows: Int { max(1, size.height / 2) }

  @discardableResult
  mutating func moveInOverlay(_ step: Int) -> [Effect] {
    func moved(_ index: Int, _ count: Int) -> Int { min(max(0, index + step), max(0, count - 1)) }
    switch overlays.last {
    case .help(var filter)?:
      filter.index = moved(filter.index, helpEntries(filter).count)
      replaceTop(.help(filter))
    case .palette(var filter)?:
      filter.index = moved(filter.index, paletteEntries(filter).count)
      replaceTop(.palette(filter))
    case .themes(var picker)?:
      picker.index = moved(picker.index, picker.themes.count)
      replaceTop(.themes(picker))
      guard picker.themes.indices.contains(picker.index) else { return [] }
      return preview(picker.themes[picker.index])
    case .confirm(var confirm)?:
      confirm.highlighted = moved(confirm.highlighted, confirm.options.count)
      replaceTop(.confirm(confirm))
    case .notice(var notice)?:
      notice.offset = min(max(0, notice.offset + step), lastOffset(of: notice))
      replaceTop(.notice(notice))
    case .messages(let offset)?:
      replaceTop(.messages(offset: moved(offset, messages.entries.count)))
    case .change(let overlay)?: return move(step, in: overlay)
    case .choice?: return moveInChoice(by: step)
    case .connection?: moveInConnectionOverlay(by: step)
    case .recovery(let overlay)?: move(step, in: overlay)
    case .batch(let overlay)?: move(step, in: overlay)
    case .machine(let overlay)?: move(step, in: overlay)
    case .savePath?, nil: break
    }
    return []
  }

  private mutating func preview(_ theme: String) -> [Effect] {
    guard theme != self.theme else { return [] }
    self.theme = theme
    return [.useTheme(name: theme)]
  }

  private mutating func close(_ overlay: Overlay) -> [Effect] {
    switch overlay {
    case .help(let filter) where !filter.editor.isEmpty:
      replaceTop(.help(ListFilter()))
      return []
    case .palette(let filter) where !filter.editor.isEmpty:
      replaceTop(.palette(ListFilter()))
      return []
    case .confirm(let confirm): return answer(confirm, 0)
    case .themes(let picker):
      overlays.removeLast()
      return preview(picker.original)
    case .savePath(let prompt) where prompt.isSaving: return []
    case .batch(.prompt(let prompt)) where prompt.isBusy: return []
    case .change(let overlay): return close(overlay)
    case .machine(let overlay): return close(overlay)
    default:
      overlays.removeLast()
      return []
    }
  }

  private mutating func accept(_ overlay: Overlay) -> [Effect] {
    switch overlay {
    case .help(let filter): return runEntry(helpEntries(filter), filter.index)
    case .palette(let filter): return runEntry(paletteEntries(filter), filter.index)
    case .themes, .messages, .notice:
      overlays.removeLast()
      return []
    case .confirm(let confirm): return answer(confirm, confirm.highlighted)
    case .savePath(let prompt): return save(prompt)
    case .change(let overlay): return accept(overlay)
    case .connection(let overlay): return accept(overlay)
    case .recovery(let overlay): return accept(overlay)
    case .batch(let overlay): return accept(overlay)
    case .machine(let overlay): return accept(overlay)
    case .choice: return []
    }
  }

  private mutating func runEntry(_ entries: [CommandEntry], _ index: Int) -> [Effect] {
    guard entries.indices.contains(index) else { return [] }
    let entry = entries[index]
    if let reason = entry.reason { return tell(.warning, reason) }
    overlays.removeLast()
    recentCommands.removeAll { $0 == entry.id }
    recentCommands.insert(entry.id, at: 0)
    return perform(entry.id)
  }

  private mutating func answer(_ confirm: Confirm, _ index: Int) -> [Effect] {
    guard confirm.options.indices.contains(index) else { return [] }
    overlays.removeLast()
    isInterrupted = false
    return take(confirm.options[index].action)
  }

  /// A click on the numbered entry of the overlay on top.
  mutating func pointAtOverlayItem(_ index: Int, _ event: MouseEvent) -> [Effect] {
    switch overlays.last {
    case .help(var filter)?:
      filter.index = index
      replaceTop(.help(filter))
    case .palette(var filter)?:
      filter.index = index
      replaceTop(.palette(filter))
    case .themes(let picker)?: return moveInOverlay(index - picker.index)
    case .confirm(let confirm)?: return answer(confirm, index)
    case .change(let overlay)?: return point(at: index, in: overlay, event)
    case .choice?: return pointInChoice(at: index, event)
    case .recovery(let overlay)?: return point(at: index, in: overlay, event)
    case .batch(let overlay)?: return point(at: index, in: overlay, event)
    default: return []
    }
    return event.action == .doublePress ? perform(OverlayCommand.accept) : []
  }
}
