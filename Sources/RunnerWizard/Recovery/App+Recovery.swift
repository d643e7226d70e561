import RunnerCore
import TerminalUI

extension App {
  /// What the journal is to say of the next registration besides its values.
  var registrationContext: RegistrationContext {
    let marker = wizard?.draft.sentMarker
    guard case .identified(let identity) = session.check else {
      return RegistrationContext(marker: marker)
    }
    return RegistrationContext(
      userID: identity.user?.id ?? identity.token?.userID, username: identity.user?.username,
      marker: marker)
  }

  /// The request is about to be sent, or more is known of it.
  mutating func registering(_ entry: JournalEntry, problem: String?) -> [Effect] {
    let isNew = sent?.entry == nil
    sent?.entry = entry
    sent?.isJournaled = problem == nil
    guard isNew, let problem else { return [] }
    return tell(.warning, problem)
  }

  mutating func takeAboutRecovery(_ answer: Answer) -> [Effect] {
    switch answer {
    case .recovered(let report): return recovered(report)
    case .entryClosed(let id):
      return endClosing(id)
    case .entryNotClosed(let id, let failure):
      return endClosing(id) + tell(.warning, Texts.entryNotClosed(failure.message))
    case .tokenRecalled(let id, let token): return recalled(id, token)
    case .tokenNotRecalled(let id, let failure): return notRecalled(id, failure)
    case .clipboardCleared(let clearing): return clipboardCleared(clearing)
    default: return []
    }
  }

  // MARK: - Entries that need no more care

  /// Drops an entry: its token is safe, or the operator says that it needs no more care.
  /// - Parameter runner: the runner that is the entry's, and no other's from now on.
  mutating func closeEntry(_ id: String, runner: Int64? = nil) -> [Effect] {
    recovery[id] = nil
    if let runner { recovery.forgetReports(about: runner) }
    overlays.removeAll { $0.isRecovery(of: id) }
    if unfinished.isEmpty { overlays.removeAll(where: \.isUnfinishedList) }
    guard !recovery.closing.contains(where: { $0.entry == id }) else { return [] }
    recovery.closing.append(Recovery.Closing(entry: id, runner: runner))
    return closeNextEntry()
  }

  /// One at a time, so that none takes the place of another.
  private mutating func closeNextEntry() -> [Effect] {
    guard !work.isRunning(.closeEntry), let next = recovery.closing.first else { return [] }
    return run(.closeEntry(id: next.entry, runner: next.runner))
  }

  private mutating func endClosing(_ id: String) -> [Effect] {
    recovery.closing.removeAll { $0.entry == id }
    return closeNextEntry()
  }

  // MARK: - Outcome unknown

  /// No usable answer came: what was sent is unfinished, and its runner is looked for.
  /// - Parameter isWatched: whether the operator waits for it, so that it may lie over the page.
  mutating func beginRecovery(of sent: Sent, isWatched: Bool) -> [Effect] {
    guard var entry = sent.entry else { return [] }
    if entry.state == .sending { entry.state = .unknown }
    recovery.markerCount += 1
    recovery.add(
      UnfinishedCase(entry: entry, isStored: sent.isJournaled, draft: sent.draft))
    if creation?.mayHaveCreated == true { creation?.unfinished = entry.id }
    let effects = lookFor(entry.id)
    guard isWatched, overlays.isEmpty, result == nil, wizard?.isEditing != true else {
      return effects + tell(.warning, Texts.isUnfinished)
    }
    return effects + show(.recovery(.entry(RecoveryView(id: entry.id))))
  }

  /// Looks for the runner of an entry, where the access token may.
  mutating func lookFor(_ id: String) -> [Effect] {
    guard let entry = recovery[id]?.entry, let connection = session.connection,
      connection.server == entry.server, session.obstacle == nil
    else { return [] }
    if let lookupRefusal {
      recovery[id]?.report = RecoveryReport(
        candidates: [],
        obstacle: Obstacle(code: "insufficient_scope", text: lookupRefusal, fix: ""))
      return []
    }
    recovery.searching = id
    recovery[id]?.report = nil
    return run(.recover(entry, connection))
  }

  private mutating func recovered(_ report: RecoveryReport) -> [Effect] {
    guard let id = recovery.searching else { return [] }
    recovery.searching = nil
    recovery[id]?.report = report
    if let found = report.certain {
      recovery[id]?.entry.state = .created
      recovery[id]?.entry.runnerID = found.runner.id
    }
    for finding in report.findings { messages.log(Toast(.info, finding), at: now) }
    guard recoveryView?.id == id else { return tell(.info, Texts.lookedFor) }
    recoveryView = RecoveryView(id: id)
    // What was pressed before the answer was not meant for what it shows now.
    return overlays.last?.isRecovery(of: id) == true ? settle(.moved) : []
  }

  // MARK: - The overlays

  /// Tells of unfinished registrations of earlier programs once the connection is known.
  mutating func attendRecovery() -> [Effect] {
    guard recovery.isDue, case .identified = session.check, session.candidate == nil,
      overlays.isEmpty, result == nil, !recovery.cases.isEmpty, wizard?.isEditing != true
    else { return [] }
    recovery.isDue = false
    // The list tells of batches too.
    isBatchDue = false
    return openUnfinished() + settle(.moved)
  }

  /// Something unfinished, as it stands in the list.
  enum Unfinished {
    case registration(UnfinishedCase)
    case batch(RunnerBatch)
  }

  /// All that is unfinished, the registrations first.
  var unfinished: [Unfinished] {
    recovery.cases.map(Unfinished.registration) + unfinishedBatches.map(Unfinished.batch)
  }

  mutating func openUnfinished() -> [Effect] {
    let all = unfinished
    guard all.count > 1 else { return all.first.map { open($0) } ?? [] }
    return show(.recovery(.list(index: 0)))
  }

  private mutating func open(_ one: Unfinished) -> [Effect] {
    switch one {
    case .registration(let unfinished): openUnfinished(unfinished.id)
    case .batch(let batch): offer(batch)
    }
  }

  private mutating func openUnfinished(_ id: String) -> [Effect] {
    let effects = show(.recovery(.entry(RecoveryView(id: id))))
    let isKnown = recovery[id]?.report != nil || recovery.searching == id
    return isKnown ? effects : effects + lookFor(id)
  }

  @Sendable static func unfinishedAvailability(_ app: App) -> Availability {
    if app.unfinished.isEmpty { return .disabled(reason: Texts.nothingUnfinished) }
    if app.result != nil { return .disabled(reason: Texts.unfinishedAfterToken) }
    if app.wizard?.isEditing == true { return .disabled(reason: Texts.unfinishedAfterEdit) }
    if app.wizard?.submission == .sending { return .disabled(reason: Texts.stillSending) }
    return .enabled
  }

  mutating func accept(_ overlay: RecoveryOverlay) -> [Effect] {
    switch overlay {
    case .list(let index):
      let all = unfinished
      return all.isEmpty ? [] : open(all[min(index, all.count - 1)])
    case .entry: return recoveryMain.flatMap { performInRecovery($0) } ?? []
    }
  }

  mutating func move(_ step: Int, in overlay: RecoveryOverlay) {
    func moved(_ index: Int, _ count: Int) -> Int { min(max(0, index + step), max(0, count - 1)) }
    switch overlay {
    case .list(let index):
      replaceTop(.recovery(.list(index: moved(index, unfinished.count))))
    case .entry(var view):
      let count = recovery[view.id]?.report?.candidates.count ?? 0
      let index = moved(view.index, count)
      if count > 1, index != view.index {
        view.index = index
      } else {
        view.offset = min(max(0, view.offset + step), lastRecoveryOffset(view))
      }
      replaceTop(.recovery(.entry(view)))
    }
  }

  mutating func point(
    at index: Int, in overlay: RecoveryOverlay, _ event: MouseEvent
  ) -> [Effect] {
    switch overlay {
    case .list: replaceTop(.recovery(.list(index: index)))
    case .entry(var view):
      view.index = index
      replaceTop(.recovery(.entry(view)))
    }
    return event.action == .doublePress ? perform(OverlayCommand.accept) : []
  }
}

extension Overlay {
  /// Whether it is about the entry, or asks about it.
  func isRecovery(of id: String) -> Bool {
    switch self {
    case .recovery(.entry(let view)): view.id == id
    case .confirm(let confirm):
      confirm.options.contains { option in
        if case .recovery(let action) = option.action { return action.entry == id }
        return false
      }
    default: false
    }
  }

  var isUnfinishedList: Bool {
    if case .recovery(.list) = self { return true }
    return false
  }
}
