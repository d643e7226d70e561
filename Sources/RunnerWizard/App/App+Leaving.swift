import RunnerCore
import TerminalUI

extension App {
  /// Where to look whether a runner was created.
  var runnersPage: String {
    creation?.draft.runnersPage(on: session.connection) ?? Texts.runnersPage
  }

  /// The registration that the form's last request began, where its outcome is still looked after.
  var unfinishedOfForm: UnfinishedCase? {
    creation?.unfinished.flatMap { recovery[$0] }
  }

  /// What is asked before a form is sent once more that may have made a runner.
  var sendAgainQuestion: Confirm {
    unfinishedOfForm?.existing.map { .sendAgain(besides: $0) } ?? .sendAgain(page: runnersPage)
  }

  /// Whether the screen was opened out of the list and leads back there.
  var isAboveList: Bool { wizard?.isEditing == true || result?.isAboveList == true }

  /// Quits from a top screen.
  mutating func quit() -> [Effect] { leave(isAboveList ? .runners : .quit(exitCode: 0)) }

  /// Ctrl-C: leaves at once the second time, or when nothing would be lost.
  mutating func interrupt() -> [Effect] {
    if isInterrupted { return finish(exitCode: 130) }
    isInterrupted = true
    overlays = []
    if screen == .list, changes.run != nil { overlays = [.change(.run)] }
    if batch != nil { overlays = [.batch(.run)] }
    return leave(.quit(exitCode: 130))
  }

  /// Leaves a screen for good, after a question if something would be lost.
  mutating func leave(_ leaving: Leaving) -> [Effect] {
    if let result, !result.mayBeLeft {
      return show(.confirm(.leaveResult(result, leaving)))
    }
    if result != nil, let next = waitingResults.first {
      waitingResults.removeFirst()
      return open(next) + tell(.warning, Texts.anotherToken)
    }
    if case .quit(let exitCode) = leaving {
      return quitQuestion(exitCode: exitCode).map { show(.confirm($0)) } ?? go(leaving)
    }
    if let wizard, wizard.isEditing, wizard.isChanged {
      return show(.confirm(.discard(leaving, discardText(wizard))))
    }
    // Between the two screens nothing is lost: the wizard waits as it is.
    return go(leaving)
  }

  /// What would be lost if the program ended now, as a question; nil when nothing would.
  private func quitQuestion(exitCode: Int32) -> Confirm? {
    if changes.reset != nil {
      return .quitWhileSending(exitCode: exitCode, text: Texts.quitWhileResetting)
    }
    if work.isRunning(.register) {
      return .quitWhileSending(exitCode: exitCode, text: Texts.stopWaitingText)
    }
    if work.isRunning(.advanceBatch) {
      return .quitWhileSending(exitCode: exitCode, text: Texts.quitWhileBatch)
    }
    if changes.edit != nil {
      return .quitWhileSending(exitCode: exitCode, text: Texts.quitWhileSaving)
    }
    if changes.isUnderWay {
      return .quitWhileSending(exitCode: exitCode, text: Texts.quitWhileChanging(changes))
    }
    let drafts = [wizard, parkedEdit, parkedWizard].compactMap(\.self)
    guard let draft = drafts.first(where: \.isChanged) else { return nil }
    return .discard(
      .quit(exitCode: exitCode), discardText(draft, isQuitting: true))
  }

  /// What becomes of a form that is left.
  /// - Parameter isQuitting: whether only what is written down is known afterwards.
  private func discardText(_ wizard: Wizard, isQuitting: Bool = false) -> String {
    if wizard.isEditing { return Texts.discardEditText }
    guard wizard.mayHaveCreated else { return Texts.discardText }
    let unfinished = wizard.unfinished.flatMap { recovery[$0] }
    var sentences = [unfinished?.existing.map(Texts.existing) ?? Texts.discardSentText]
    if let unfinished, unfinished.isStored || !isQuitting {
      sentences.append(Texts.staysUnfinished)
    }
    if work.isRunning(.register) { sentences.append(Texts.answerIsShown) }
    if let sent = unfinished?.draft ?? sent?.draft, sent.work != wizard.draft.work {
      sentences.append(Texts.changesAreLost)
    }
    return sentences.joined(separator: " ")
  }

  /// One step back from the first page: to the list, after a question if something was typed.
  mutating func leaveFirstPage() -> [Effect] {
    guard let wizard, wizard.isChanged else { return go(.runners) }
    return show(.confirm(.discard(.runners, discardText(wizard))))
  }

  /// Does what a confirmation's answer says.
  mutating func take(_ action: Confirm.Action) -> [Effect] {
    switch action {
    case .stay: return []
    case .discard(.runners):
      let isEditing = wizard?.isEditing == true
      let effects = openList()
      if !isEditing { parkedWizard = nil }
      return effects
    case .discard(let leaving): return go(leaving)
    case .sendAgain:
      guard var wizard else { return [] }
      let wishes = wizard.create(asking: nil)
      self.wizard = wizard
      return grant(wishes)
    case .stopSending:
      // The work goes on: an answer that comes after all holds the only copy of the token.
      wizard?.stopSending()
      return []
    case .quitWhileSending(let exitCode): return finish(exitCode: exitCode)
    case .arrived: return keep(.arrived(clock: now.clock))
    case .notArrived: return tell(.info, Texts.notArrived)
    case .stored(let leaving): return keep(.stated) + (leaving.map { leave($0) } ?? [])
    case .replaceFile(let saving, let path):
      return save(saving, path: path, replacing: true)
    case .forget(let name): return run(.forgetProfile(name: name))
    case .runners(let action): return take(action)
    case .recovery(let action): return take(action)
    case .undo: return undo()
    case .batch(let action): return take(action)
    case .fillForm(let command): return fillForm(from: command)
    case .switchType(let kind, let text): return switchType(to: kind, text)
    }
  }

  private mutating func go(_ leaving: Leaving) -> [Effect] {
    switch leaving {
    case .quit(let exitCode): return finish(exitCode: exitCode)
    case .newRunner:
      guard var draft = result?.draft else { return [] }
      if parkedWizard?.isChanged == true { return openWizard() }
      draft.clearForNextRunner()
      draft.surroundings.model = result.map { Texts.number(of: $0.runner.id) }
      screen = .wizard(Wizard(draft: draft, asksForConnection: false))
      overlays = []
      syncSurroundings()
      return []
    case .formAgain:
      guard let draft = result?.draft else { return [] }
      return parkedWizard?.isChanged == true ? openWizard() : reopen(draft)
    case .register: return openWizard()
    case .connections: return openConnections()
    case .runners: return openList()
    }
  }

  private func finish(exitCode: Int32) -> [Effect] {
    [.quit(Farewell(exitCode: exitCode, lines: lastWords))]
  }

  /// How what is unfinished is taken up again.
  private func lastWords(_ entry: JournalEntry, isStored: Bool) -> [String] {
    (isStored ? [Texts.leftUnfinished(entry.id)] : [])
      + (entry.marker.map { [Texts.leftWithMarker($0)] } ?? [])
  }

  /// What the operator should have on the terminal after leaving; never the token.
  private var lastWords: [String] {
    var lines: [String] = []
    for result in [result].compactMap(\.self) + waitingResults {
      lines += result.lastWords(isRecallable: lookupRefusal == nil)
    }
    lines += clipboardWords
    switch creation?.submission {
    case .unknown? where unfinishedOfForm?.existing != nil:
      lines += unfinishedOfForm?.existing.map { [Texts.exists($0.name)] } ?? []
    case .sending?, .unknown?: lines.append(Texts.leftWhileSending(runnersPage))
    case .idle?, .failed?, nil:
      if work.isRunning(.register) { lines.append(Texts.leftWhileSending(runnersPage)) }
    }
    for unfinished in recovery.cases where !unfinished.isOfEarlierProgram {
      lines += lastWords(unfinished.entry, isStored: unfinished.isStored)
    }
    for batch in [batch?.batch].compactMap(\.self) + unfinishedBatches where !batch.isComplete {
      if batchesOfThisRun.contains(batch.id) { lines.append(Texts.leftBatch(batch)) }
    }
    if let sent, let entry = sent.entry { lines += lastWords(entry, isStored: sent.isJournaled) }
    if let reset = changes.reset {
      lines.append(Texts.leftWhileResetting(Texts.name(of: reset.runner)))
    }
    if let edit = changes.edit { lines.append(Texts.leftWhileSaving(Texts.name(of: edit.runner))) }
    if changes.isUnderWay { lines.append(Texts.leftWhileChanging(changes)) }
    return lines
  }
}

extension ResultScreen {
  /// - Parameter isRecallable: whether the access token may read the token once more.
  fileprivate func lastWords(isRecallable: Bool) -> [String] {
    let lines: [String]
    switch origin {
    case .created: lines = [Texts.lastWordsCreated(runner.id, page: runner.webURL)]
    case .reset: lines = [Texts.lastWordsReset(runner.id)]
    case .recovered: lines = [Texts.lastWordsRecovered(runner.id)]
    }
    if isGone { return lines + [Texts.lastWordsGone] }
    guard !isKept else { return lines }
    if isReset { return lines + [Texts.lastWordsNoNewToken] }
    guard isRecallable, let ticket, ticket.isStored else { return lines + [Texts.lastWordsNoToken] }
    return lines + [Texts.lastWordsUnfinished(ticket.id)]
  }
}

extension WizardDraft {
  /// Where the runners of the chosen target are listed, to see whether one was created.
  ///
  /// GitLab: `config/routes/admin.rb`, `config/routes/group.rb`, `config/routes/project.rb`.
  func runnersPage(on connection: Connection?) -> String {
    guard let server = connection?.server.description else { return Texts.runnersPage }
    guard type != .instance else { return server + "/admin/runners" }
    let target = finding?.target
    let prefix = server + (type == .group ? "/groups/" : "/")
    guard let page = target?.webURL ?? target?.fullPath.map({ prefix + $0 }) else {
      return Texts.runnersPage(of: type, target?.id, server)
    }
    return page + (type == .group ? "/-/runners" : "/-/settings/ci_cd")
  }
}
