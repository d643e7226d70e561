import RunnerCore
import TerminalUI

extension Confirm {
  /// What an answer does about an unfinished registration.
  enum RecoveryAction: Equatable, Sendable {
    /// Needs no more care.
    case close(entry: String)
    case deleteAndSendAgain(Int64, entry: String)
    /// Shows the form once more although another draft is lost.
    case sendAgain(entry: String)

    var entry: String {
      switch self {
      case .close(let entry), .deleteAndSendAgain(_, let entry), .sendAgain(let entry): entry
      }
    }
  }

  static func leaveUnfinished(_ entry: JournalEntry, isAbsent: Bool) -> Confirm {
    Confirm(
      title: Texts.leaveUnfinishedTitle,
      text: isAbsent ? Texts.leaveAbsentText : Texts.leaveUnfinishedText,
      options: [
        Option(key: "n", title: Texts.leaveUnfinishedNo, action: .stay),
        Option(
          key: "y", title: Texts.leaveUnfinishedYes, action: .recovery(.close(entry: entry.id)),
          isDanger: !isAbsent),
      ])
  }

  static func deleteAndSendAgain(_ runner: Runner, entry: String, now: Moment) -> Confirm {
    Confirm(
      title: Texts.deleteAgainTitle,
      text: [
        Texts.identity(of: runner), Texts.activity(of: runner, now: now), Texts.deletionIsFinal,
        Texts.deleteAgainText,
      ].joined(separator: "\n"),
      brief: [Texts.briefName(of: [runner]), Texts.deletionIsFinal, Texts.deleteAgainText]
        .joined(separator: "\n"),
      options: [
        Option(key: "n", title: Texts.deleteNo, action: .stay),
        Option(
          key: "y", title: Texts.deleteYes,
          action: .recovery(.deleteAndSendAgain(runner.id, entry: entry)), isDanger: true),
      ])
  }

  static func discard(forEntry entry: String) -> Confirm {
    Confirm(
      title: Texts.discardTitle, text: Texts.discardForNewText,
      options: [
        Option(key: "k", title: Texts.keepDraft, action: .stay),
        Option(
          key: "d", title: Texts.discard, action: .recovery(.sendAgain(entry: entry)),
          isDanger: true),
      ])
  }
}

extension App {
  /// - Returns: nil for commands of other overlays.
  mutating func performInRecovery(_ id: CommandID) -> [Effect]? {
    guard let state = recoveryCase else { return nil }
    let unfinished = state.unfinished
    switch id {
    case RecoveryCommand.show: return state.candidate.map { showRecovered($0, unfinished) } ?? []
    case RecoveryCommand.reset:
      guard let runner = state.candidate?.runner else { return [] }
      return show(.confirm(.reset(runner, .reading, now: now))) + read(runner.id, for: .reset)
    case RecoveryCommand.delete:
      guard let runner = state.candidate?.runner else { return [] }
      return show(.confirm(.deleteAndSendAgain(runner, entry: unfinished.id, now: now)))
    case RecoveryCommand.again: return sendAgain(unfinished.id)
    case RecoveryCommand.look: return lookFor(unfinished.id)
    case RecoveryCommand.leave:
      return show(
        .confirm(.leaveUnfinished(unfinished.entry, isAbsent: state.isCertainlyAbsent)))
    case RecoveryCommand.copy:
      return copy(.text(Texts.factsForAdministrator(unfinished.entry, now: now)), .unfinished)
    case RecoveryCommand.connect:
      overlays = []
      return leave(.connections)
    default: return nil
    }
  }

  mutating func take(_ action: Confirm.RecoveryAction) -> [Effect] {
    switch action {
    case .close(let entry): return closeEntry(entry)
    case .sendAgain(let entry): return sendAgain(entry, isConfirmed: true)
    case .deleteAndSendAgain(let id, let entry):
      recovery.deletion = Recovery.Deletion(id: id, purpose: .again(entry: entry))
      let effects = begin(.delete, [id])
      if !changes.isChanging(id) { recovery.deletion = nil }
      return effects
    }
  }

  // MARK: - The recovered token

  private mutating func showRecovered(
    _ candidate: RecoveryReport.Candidate, _ unfinished: UnfinishedCase
  ) -> [Effect] {
    guard let token = candidate.token else { return [] }
    trackRecovered(candidate.runner, on: unfinished.entry.server)
    let result = recoveredResult(
      candidate.runner, token, server: unfinished.entry.server,
      ticket: EntryTicket(
        id: unfinished.id, isStored: unfinished.isStored, runner: candidate.runner.id),
      draft: unfinished.draft ?? draft(of: unfinished.entry))
    // The form that waits is the one that this runner was made from.
    guard case .unknown? = creation?.submission, !unfinished.isOfEarlierProgram,
      self.result == nil, !work.isRunning(.register)
    else { return showResult(result) }
    parkedWizard = nil
    return open(result)
  }

  /// The page with a token that GitLab gives once more.
  func recoveredResult(
    _ runner: Runner, _ token: Secret, server: ServerURL, ticket: EntryTicket? = nil,
    draft: WizardDraft? = nil
  ) -> ResultScreen {
    let expiry: String? =
      switch runner.tokenExpiry {
      case .never: nil
      case .at(let unix): now.exact(unix)
      case .unknown: Texts.untoldExpiry
      }
    let shown = RegisteredRunner(
      id: runner.id, token: token, tokenExpiryText: expiry,
      webURL: server.runnerPage(runner, in: runners?.query.scope ?? .mine))
    return ResultScreen(
      runner: shown, expiry: nil, origin: .recovered(runner, draft: draft), server: server,
      ticket: ticket, createdAt: uptime(of: runner), obtainedAt: runner.createdAt)
  }

  /// Seconds by which the server's clock may be ahead of this machine's for its times to mean something here.
  private static let clockDifference: Int64 = 300

  /// When GitLab created a runner, by the clock that never goes back; nil where that is not known, or in the future.
  private func uptime(of runner: Runner) -> Int64? {
    guard let createdAt = runner.createdAt else { return nil }
    let age = now.unix - createdAt
    return age < -Self.clockDifference ? nil : now.uptime - max(0, age) * 1_000
  }

  // MARK: - Sending again

  /// The form as it was sent by an earlier program.
  private func draft(of entry: JournalEntry) -> WizardDraft {
    var draft = newDraft()
    draft.fill(entry)
    return draft
  }

  /// Shows the review with the form once more. Where a runner may exist, it asks whether to make a second one.
  mutating func sendAgain(_ id: String, isConfirmed: Bool = false) -> [Effect] {
    guard let unfinished = recovery[id] else { return [] }
    let draft = unfinished.draft ?? draft(of: unfinished.entry)
    let isWaiting = creation?.draft.work == draft.work
    if creation?.isChanged == true, !isWaiting, !isConfirmed {
      return show(.confirm(.discard(forEntry: id)))
    }
    let isAbsent = unfinished.report?.isCertainlyAbsent == true
    var wizard = Wizard(draft: draft, asksForConnection: false)
    if isWaiting, let creation { wizard = creation }
    wizard.markUntouched(as: newDraft())
    wizard.start(on: wizard.steps.first { $0 != .review && !wizard.isComplete($0) } ?? .review)
    wizard.reviewFocus = .create
    wizard.unfinished = isAbsent ? nil : id
    wizard.submission =
      isAbsent
      ? .idle
      : .unknown(
        APIFailure(
          kind: .connectionLost, outcome: .unknown, message: Texts.sentBefore, fix: ""))
    let effects = open(wizard)
    syncSurroundings()
    guard !isAbsent else {
      return effects + closeEntry(id) + settle(.create) + tell(.info, Texts.nothingCreated)
    }
    return effects + show(.confirm(sendAgainQuestion))
  }

  // MARK: - Deletion

  /// The deletion of a runner that something else waits for has ended.
  mutating func deletionEnded(_ id: Int64, isGone: Bool) -> [Effect] {
    guard let deletion = recovery.deletion, deletion.id == id else { return [] }
    recovery.deletion = nil
    overlays.removeAll { $0.isWaitingForUndo }
    guard isGone else { return [] }
    switch deletion.purpose {
    case .undo: return undone()
    case .again(let entry):
      recovery[entry]?.report = RecoveryReport(candidates: [])
      return sendAgain(entry)
    }
  }
}
