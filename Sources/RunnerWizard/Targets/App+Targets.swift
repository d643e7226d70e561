import RunnerCore
import TerminalUI

/// How the server is asked while a group or project is typed.
struct TargetSearching: Equatable, Sendable {
  /// The search that was sent last.
  var sent: TargetSearch?
  /// When, in milliseconds of ``Moment/uptime``.
  var sentAt: Int64?
  /// The search that the timer is set for.
  var planned: TargetSearch?
  var isTimerSet = false

  /// Milliseconds without a key after which a text is searched for, and the least between two requests.
  static let pause: Int64 = 250
}

extension App {
  mutating func takeAboutTarget(_ answer: Answer) -> [Effect] {
    let uptime = now.uptime
    switch answer {
    case .targetsFound(let page, let search):
      wizard?.picker?.take(page, for: search, uptime: uptime)
    case .targetsNotFound(let failure, let search):
      messages.log(Toast(.error, failure.message + " " + failure.detail), at: now)
      wizard?.picker?.take(failure, for: search)
    case .targetExamined(let facts): return take(facts)
    case .tagsRead(let catalogue):
      wizard?.tagHelp.catalogue = catalogue
    case .tagsNotRead(let failure):
      // They are no more than help, so that nothing is said where they are missing.
      messages.log(Toast(.info, failure.message + " " + failure.detail), at: now)
    case .recentNotSaved(let failure): return tell(.warning, Texts.recentNotSaved(failure.message))
    default: break
    }
    return []
  }

  /// Asks for what the wizard's page shows besides what was typed: it follows from the state alone, whatever led there.
  mutating func attendWizard() -> [Effect] {
    offerMarker()
    return attendTarget() + attendTags() + attendReview()
  }
}

// MARK: - The list of groups or projects

extension App {
  /// Whether the user is an administrator who acts as one, so that roles do not matter.
  var actsAsAdministrator: Bool {
    if let preflight = session.preflight { return preflight.administration == .yes }
    guard case .identified(let identity) = session.check else { return false }
    return identity.user?.isAdministrator == true
  }

  private var pickerSource: TargetPicker.Source? {
    guard let wizard, wizard.page == .target, !wizard.isEditing,
      let connection = session.connection,
      let kind = wizard.draft.type.targetKind
    else { return nil }
    return TargetPicker.Source(
      kind: kind, connection: connection, includesAll: actsAsAdministrator)
  }

  private mutating func attendTarget() -> [Effect] {
    guard let source = pickerSource else { return plan(nil) }
    let text = trimmed(wizard?.draft.targetText ?? "")
    let uptime = now.uptime
    if wizard?.picker?.source != source {
      let rows = pinnedRows(source)
      wizard?.picker = TargetPicker(source, pinned: rows, uptime: uptime)
    }
    wizard?.picker?.change(to: text, uptime: uptime)
    // What is chosen is not searched for.
    let isChosen = wizard?.draft.finding?.target != nil || wizard?.wait != nil
    return plan(isChosen ? nil : wizard?.picker?.wanted)
  }

  /// Sees to it that a search is sent in its time, and none that is not wanted any more.
  private mutating func plan(_ wanted: TargetSearch?) -> [Effect] {
    let running = work.isRunning(.searchTargets) ? targetSearching.sent : nil
    if let wanted, wanted == running { return forgetPlan() }
    var effects = running == nil ? [] : work.cancel(.searchTargets)
    guard let wanted else { return effects + forgetPlan() }
    if targetSearching.planned == wanted {
      return targetSearching.isTimerSet ? effects : effects + send(wanted)
    }
    effects += forgetPlan()
    let isTyped = wanted.page == 1 && !wanted.text.isEmpty
    let sinceLast = targetSearching.sentAt.map { now.uptime - $0 } ?? .max
    let delay = isTyped ? TargetSearching.pause : max(0, TargetSearching.pause - sinceLast)
    guard delay > 0 else { return effects + send(wanted) }
    targetSearching.planned = wanted
    targetSearching.isTimerSet = true
    return effects + [.wake(.targetSearch, afterMilliseconds: Int(delay))]
  }

  private mutating func forgetPlan() -> [Effect] {
    guard targetSearching.planned != nil else { return [] }
    let wasSet = targetSearching.isTimerSet
    targetSearching.planned = nil
    targetSearching.isTimerSet = false
    return wasSet ? [.forget(.targetSearch)] : []
  }

  private mutating func send(_ search: TargetSearch) -> [Effect] {
    guard let connection = session.connection else { return [] }
    targetSearching.planned = nil
    targetSearching.sent = search
    targetSearching.sentAt = now.uptime
    return run(.searchTargets(search, connection))
  }

  /// Enter on the list: the row becomes what is typed, and is settled.
  /// - Returns: nil where no row is taken, so that the text itself is looked up.
  func takeHighlighted(_ wizard: inout Wizard) -> [Wish]? {
    guard wizard.wait == nil, let picker = wizard.picker else { return nil }
    if picker.isHighlightLost {
      wizard.picker?.isHighlightLost = false
      return [.tell(.warning, Texts.highlightLost)]
    }
    guard let row = picker.taken(at: now.uptime) else { return nil }
    // A token that the search is closed to may look nothing up either.
    let isKnownHere = picker.isMatchedHere && row.target != nil
    if wizard.draft.finding?.isRefused == true, !isKnownHere,
      row.path == trimmed(wizard.draft.targetText)
    {
      return nil
    }
    guard let target = row.target else {
      wizard.setTarget(row.path)
      return wizard.goToNextPage()
    }
    wizard.setTarget(target.fullPath ?? String(target.id))
    wizard.draft.choose(target)
    return [.settleTarget]
  }

  /// Goes on with a group or project that was found, once it is known what stands against it.
  mutating func settleTarget() -> [Effect] {
    guard let target = wizard?.draft.finding?.target else { return [] }
    guard let preflight = session.preflight, let connection = session.connection,
      let description = wizard.map({ trimmed($0.draft.description) })
    else {
      wizard?.advance()
      return []
    }
    wizard?.awaitExamination()
    return run(.examineTarget(target, description: description, preflight, connection))
  }

  private mutating func take(_ facts: TargetFacts) -> [Effect] {
    guard var wizard, let found = wizard.draft.finding?.target,
      found.kind == facts.target.kind, found.id == facts.target.id
    else { return [] }
    wizard.draft.findings[found.kind]?.facts = facts
    let isAwaited = wizard.wait == .examination
    if isAwaited {
      wizard.stopWaiting()
      if facts.creation.isRefused { wizard.checkFocus() } else { wizard.advance() }
    }
    self.wizard = wizard
    guard !isAwaited, case .no(let obstacle) = facts.creation else { return [] }
    return tell(.warning, obstacle.sentences)
  }

  /// Before anything is sent: whether a runner of this description is there, or a limit is near.
  private mutating func attendReview() -> [Effect] {
    guard let wizard, wizard.page == .review, !wizard.isEditing, wizard.submission == .idle,
      let preflight = session.preflight, let connection = session.connection,
      let target = wizard.draft.finding?.target
    else { return [] }
    let description = trimmed(wizard.draft.description)
    let question = Wizard.Examined(
      target: target, description: description, connection: connection)
    guard wizard.examined != question else { return [] }
    self.wizard?.examined = question
    return run(.examineTarget(target, description: description, preflight, connection))
  }
}
