import RunnerCore
import TerminalUI

extension App {
  mutating func press(_ key: Key) -> [Effect] {
    messages.dismissErrors()
    if key != .control("c") { isInterrupted = false }

    if !overlays.isEmpty {
      if let effects = typeIntoOverlay(key) { return effects }
    } else if let effects = typeIntoWizard(key) ?? typeIntoList(key) ?? typeIntoHandOver(key) {
      return effects
    }
    guard let (id, availability) = command(on: key) else {
      let hasHelp = overlays.last?.hasHelp ?? true
      return tell(.info, Texts.unknownKey(key.name, help: hasHelp ? helpKeyName : nil))
    }
    if case .disabled(let reason) = availability {
      // That there is nothing to go back from is no trouble.
      return tell(id == ListCommand.back ? .info : .warning, reason)
    }
    return perform(id)
  }

  /// The command that a key means now. It is found before anything changes, so that no copy of the state is
  /// alive that the change would have to spare.
  private func command(on key: Key) -> (id: CommandID, availability: Availability)? {
    if isTyping, key.typed != nil { return nil }
    for table in activeTables {
      if let (command, availability) = table.match(key, in: self) {
        return (command.id, availability)
      }
    }
    return nil
  }

  /// The key by which help can be had now; the question mark types in a text field.
  var helpKeyName: String { isTyping ? Key.function(1).name : "?" }

  private mutating func typeIntoWizard(_ key: Key) -> [Effect]? {
    guard var wizard, wizard.isTyping, wizard.submission != .sending else { return nil }
    let width = WizardLayout(app: self).valueWidth
    guard let wishes = wizard.type(key, width: width) else { return nil }
    self.wizard = wizard
    return grant(wishes)
  }

  mutating func paste(_ text: String) -> [Effect] {
    isInterrupted = false
    if let effects = pasteSomethingKnown(text) ?? refuseToken(in: text) { return effects }
    if !overlays.isEmpty {
      guard isTyping else { return tell(.info, Texts.nowhereToPaste) }
      pasteIntoOverlay(text)
      return []
    }
    if list?.isTyping == true { return pasteIntoList(text) }
    if pasteIntoHandOver(text) { return [] }
    guard var wizard, wizard.isTyping else { return tell(.info, Texts.nowhereToPaste) }
    let wishes = wizard.paste(text)
    self.wizard = wizard
    return grant(wishes)
  }

  /// Stops what a step forward waited for.
  mutating func stopWaiting() -> [Effect] {
    held = []
    var effects = work.cancel(.resolve) + work.cancel(.examineTarget) + work.cancel(.probe)
    if session.candidate != nil {
      effects += work.cancel(.identify) + work.cancel(.readCertificates)
      if session.candidateCommand != nil { effects += work.cancel(.readToken) }
      session.dropCandidate()
      trust = nil
      book.stop()
      syncSurroundings()
      // The token of the connection in use may have been on its way.
      if session.check == .readingToken, !work.isRunning(.readToken),
        let command = session.tokenCommand
      {
        effects += run(.readToken(command: command))
      }
    }
    if wizard?.probe?.result == nil { wizard?.probe = nil }
    return effects
  }

  mutating func point(_ event: MouseEvent) -> [Effect] {
    let target = view().target(at: event.position)
    switch event.action {
    case .wheelUp: return wheel(-3, at: event.position)
    case .wheelDown: return wheel(3, at: event.position)
    case .press, .doublePress: break
    }
    messages.dismissErrors()
    switch target {
    case .command(let id)?:
      let state = self
      for table in state.activeTables {
        guard let command = table.command(id) else { continue }
        switch command.availability(state) {
        case .enabled: return perform(id)
        case .disabled(let reason): return tell(.warning, reason)
        case .hidden: continue
        }
      }
      return []
    case .item(let index)?:
      return overlays.isEmpty
        ? pointAtItem(index, event) : pointAtOverlayItem(index, event)
    case .overlay?, .region?, nil:
      // A click beside an overlay closes it when nothing can be lost by that.
      if target != .overlay, let top = overlays.last, top.isHarmless {
        return perform(OverlayCommand.close)
      }
      return []
    }
  }

  private mutating func wheel(_ rows: Int, at point: Point) -> [Effect] {
    if overlays.isEmpty, screen == .list { return wheelInList(rows, at: point) }
    if overlays.isEmpty, var wizard, wizard.page == .target, choose(&wizard, rows) {
      self.wizard = wizard
      return []
    }
    if overlays.isEmpty { scroll(by: rows) } else { moveInOverlay(rows > 0 ? 1 : -1) }
    return []
  }

  /// Moves what is shown without moving the focus.
  mutating func scroll(by rows: Int) {
    let content = WizardLayout(app: self).content
    switch screen {
    case .wizard(var wizard):
      let page = pageContent(wizard, width: content.width)
      wizard.scrolled = page.scrolled(wizard.scrolled + rows, height: content.height)
      screen = .wizard(wizard)
    case .result(let result) where result.handOver?.page == .text: scrollHandOver(by: rows)
    case .result(let result) where result.handOver != nil:
      scrollHandOver(by: rows > 0 ? 1 : -1)
    case .result(var result):
      let page = resultContent(result, width: content.width)
      result.scrolled = page.scrolled(result.scrolled + rows, height: content.height)
      screen = .result(result)
    case .list: break
    }
  }

  private mutating func pointAtItem(_ index: Int, _ event: MouseEvent) -> [Effect] {
    if screen == .list { return pointAtRow(index, event) }
    if result?.handOver != nil { return pointAtHandOver(index, event) }
    guard var wizard, wizard.submission != .sending, wizard.wait == nil else { return [] }
    let isDouble = event.action == .doublePress
    if wizard.page == .review {
      let rows = wizard.draft.reviewRows(server: session.connection?.server)
      let item = rows.indices.contains(index) ? ReviewItem.value(rows[index].field) : .create
      wizard.setReviewFocus(item)
      self.wizard = wizard
      return isDouble || item == .create ? perform(WizardCommand.next) : []
    }
    let target = ItemTarget(index)
    // What is listed below a field belongs to what is typed there.
    if target.choice == nil || wizard.page == .type || wizard.page == .connection {
      _ = wizard.addTypedTag()
      wizard.checkFocus()
    }
    wizard.focusField(at: target.field)
    if let choice = target.choice {
      wizard.pick(choice, uptime: now.uptime)
    } else if !wizard.isTyping, !isDouble {
      // The first press of a double one has flipped the switch.
      wizard.toggle()
    }
    self.wizard = wizard
    return isDouble && target.choice != nil ? perform(WizardCommand.next) : []
  }
}

/// Tells a field, and for a choice the option in it, as the one number of a hit region.
struct ItemTarget: Equatable {
  let field: Int
  let choice: Int?

  private static let stride = 1_000_000

  init(field: Int, choice: Int? = nil) {
    self.field = field
    self.choice = choice
  }

  init(_ number: Int) {
    field = number / Self.stride
    let rest = number % Self.stride
    choice = rest == 0 ? nil : rest - 1
  }

  var number: Int { field * Self.stride + (choice.map { $0 + 1 } ?? 0) }
}
