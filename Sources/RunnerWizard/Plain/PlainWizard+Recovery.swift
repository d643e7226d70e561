import RunnerCore
import TerminalUI

// A registration without a usable answer, and what is done about it.
extension PlainWizard {
  /// What follows when an entry of the journal has been dropped.
  enum AfterClosing: Equatable, Sendable {
    case result, send, review
    case finish(exitCode: Int32)
  }

  /// What is to be done after a question.
  enum RecoveryStep: Equatable, Sendable {
    case reset(Runner)
    case delete(Runner)
    /// Sends once more although a runner is known to exist.
    case sendAgain
  }

  /// Takes an answer after which others follow to the same work; it is told with the last one.
  public mutating func note(_ answer: Answer) {
    switch answer {
    case .registering(let entry, let problem):
      // It comes again when more is known; the problem is the same then.
      if let problem, self.entry?.id != entry.id { notes.append(problem) }
      self.entry = entry
      isJournaled = problem == nil
    case .changeNotRecorded(let message): notes.append(message)
    case .changed: deletionFailure = nil
    case .notChanged(_, let failure): deletionFailure = failure
    default: break
    }
  }

  /// Whose runner it would be, and the marker that stands in its note.
  var registrationContext: RegistrationContext {
    RegistrationContext(
      userID: identity?.user?.id ?? identity?.token?.userID, username: identity?.user?.username,
      marker: draft.sentMarker)
  }

  /// Offers a marker where the access token could not look for the runner.
  mutating func offerMarker() {
    guard identity?.looksNothingUp(draft.surroundings.preflight) == true else {
      draft.surroundings.marker = nil
      return
    }
    let marker = OfferedMarker(seed: settings.markerSeed, number: markerCount)
    if draft.surroundings.marker?.text != marker.text { draft.surroundings.marker = marker }
  }

  /// Unfinished registrations of earlier programs, to be taken up by a command of their own.
  var unfinishedLines: [PlainStep] {
    guard !settings.unfinished.isEmpty else { return [] }
    let utc = Moment(uptime: 0, unix: 0)
    return [say(Texts.unfinishedTitle(settings.unfinished.count))]
      + settings.unfinished.map { entry in
        let row = Texts.unfinishedRow(
          entry, time: utc.exact(entry.startedAt), dot: settings.glyphs.dot)
        return say("  \(row): runner-wizard create --resume \(entry.id)")
      }
  }

  // MARK: - Looking for the runner

  /// No usable answer came.
  mutating func lostAnswer(_ failure: APIFailure) -> [PlainStep] {
    isUnknown = true
    mayHaveCreated = true
    markerCount += 1
    let output = [say(Texts.unknownOutcome), say(failure.message)]
    guard entry != nil else {
      return output + [say(Texts.unknownOutcomeFix(draft.runnersPage(on: connection)))]
        + ask(.unknownOutcome, Texts.plainSendAgain)
    }
    return output + lookForRunner()
  }

  private mutating func lookForRunner() -> [PlainStep] {
    guard let entry, let connection else { return ask(.unknownOutcome, Texts.plainSendAgain) }
    if let refusal = lookupRefusal {
      let obstacle = Obstacle(code: "insufficient_scope", text: refusal, fix: "")
      return recovered(RecoveryReport(candidates: [], obstacle: obstacle))
    }
    question = .none
    return [
      say(Texts.lookingForRunner + settings.glyphs.ellipsis), .run(.recover(entry, connection)),
    ]
  }

  private var access: RunnerAccess {
    RunnerAccess(
      scopes: identity?.token?.scopes, isAdministrator: identity?.user?.isAdministrator,
      isOAuth: connection?.authentication == .bearer)
  }

  private var lookupRefusal: String? {
    access.readRefusal
      ?? (identity?.looksNothingUp(draft.surroundings.preflight) == true
        ? Texts.looksNothingUp : nil)
  }

  mutating func recovered(_ report: RecoveryReport) -> [PlainStep] {
    guard let entry else { return [] }
    self.report = report
    let utc = Moment(uptime: 0, unix: entry.serverTime ?? entry.startedAt)
    var output = report.findings.map(say) + [say(Texts.summary(of: report))]
    for (index, candidate) in report.candidates.enumerated() {
      let token =
        candidate.token != nil
        ? Texts.tokenCanBeShown : candidate.tokenObstacle ?? Texts.tokenNotGiven
      output.append(say("  \(index + 1)  \(Texts.identity(of: candidate.runner))"))
      output.append(say("     \(Texts.whenCreated(candidate.runner, now: nil))"))
      output += ([token] + candidate.doubts).map { say("     \($0)") }
    }
    if let obstacle = report.obstacle { output.append(say(obstacle.sentences)) }
    if report.candidates.isEmpty, report.obstacle != nil {
      output.append(say(Texts.plainAdministratorFinds(entry)))
      output += Texts.facts(of: entry, now: utc).map {
        say("  " + Texts.plainDetail($0.label, $0.value))
      }
    }
    return output + askRecovery()
  }

  mutating func askRecovery() -> [PlainStep] {
    let candidates = report?.candidates ?? []
    var words: [String] = []
    if candidates.contains(where: { $0.token != nil }) { words.append("\(Texts.showWord) N") }
    if !settings.isReadOnly, !candidates.isEmpty, access.changeRefusal == nil {
      words += ["\(Texts.resetWord) N", "\(Texts.deleteWord) N"]
    }
    words += [Texts.lookAgainWord, Texts.sendAgainWord, Texts.doneWord]
    return ask(.recovery, Texts.plainRecovery(words))
  }

  // MARK: - What is done

  mutating func takeRecovery(_ text: String) -> [PlainStep] {
    switch text.lowercased() {
    case Texts.lookAgainWord: return lookForRunner()
    case Texts.doneWord: return close(.finish(exitCode: 5))
    case Texts.sendAgainWord:
      if report?.isCertainlyAbsent == true { return close(.send) }
      if let existing = entry.flatMap({ UnfinishedCase(entry: $0, report: report).existing }) {
        return [say(Texts.sendAnotherText(existing))]
          + ask(.confirmRecovery(.sendAgain), Texts.plainConfirm(Texts.sendAgainYes))
      }
      // Where a runner may exist its entry stays, and these words are the word that two may come of it.
      return send()
    default: break
    }
    let words = text.lowercased().split(separator: " ").map(String.init)
    guard let verb = words.first, let candidate = candidate(words) else {
      return [say(Texts.plainNotARecoveryAnswer)] + askRecovery()
    }
    let runner = candidate.runner
    switch verb {
    case Texts.showWord:
      guard let token = candidate.token else {
        return [say(candidate.tokenObstacle ?? Texts.tokenNotGiven)] + askRecovery()
      }
      created = RegisteredRunner(id: runner.id, token: token)
      return revealCreated(Texts.shownForAWhile)
    case Texts.resetWord:
      if let refusal = refusal(runner.resetRefusal(access: access)) {
        return [say(refusal)] + askRecovery()
      }
      return [say(Texts.resetMeans)]
        + ask(.confirmRecovery(.reset(runner)), Texts.plainConfirm(Texts.resetYes))
    case Texts.deleteWord:
      if let refusal = refusal(runner.refusal(of: .delete, access: access)) {
        return [say(refusal)] + askRecovery()
      }
      return [say(Texts.deletionIsFinal)]
        + ask(.confirmRecovery(.delete(runner)), Texts.plainConfirm(Texts.deleteYes))
    default: return [say(Texts.plainNotARecoveryAnswer)] + askRecovery()
    }
  }

  private func refusal(_ known: String?) -> String? {
    settings.isReadOnly ? Texts.readOnly : known
  }

  /// The runner whose number follows the verb; a single one needs none.
  private func candidate(_ words: [String]) -> RecoveryReport.Candidate? {
    let candidates = report?.candidates ?? []
    let number = words.count > 1 ? Int(words[1]) : candidates.count == 1 ? 1 : nil
    guard words.count < 3, let number, candidates.indices.contains(number - 1) else { return nil }
    return candidates[number - 1]
  }

  mutating func take(_ text: String, _ step: RecoveryStep) -> [PlainStep] {
    guard isYes(text) == true, let connection else { return askRecovery() }
    question = .none
    switch step {
    case .sendAgain: return send()
    case .reset(let runner): return [.run(.resetToken(runner, connection))]
    case .delete(let runner):
      deletionFailure = nil
      deleted = runner
      return [.run(.change([RunnerTask(id: runner.id, change: .delete)], connection))]
    }
  }

  mutating func tokenReset(_ token: ResetToken) -> [PlainStep] {
    guard case .reset(let runner)? = recoveryStep else { return [] }
    created = RegisteredRunner(id: runner.id, token: token.token)
    return [say(Texts.lastWordsReset(runner.id))] + revealCreated()
  }

  mutating func tokenNotReset(_ failure: APIFailure) -> [PlainStep] {
    if case .reset(let runner)? = recoveryStep, let token = failure.recoveredToken {
      created = RegisteredRunner(id: runner.id, token: token)
      return [say(Texts.lastWordsReset(runner.id))] + revealCreated()
    }
    return [say(failure.sentences)] + askRecovery()
  }

  mutating func deletionEnded() -> [PlainStep] {
    guard let deleted else { return askRecovery() }
    if let deletionFailure, deletionFailure.kind != .notFound {
      return [say(deletionFailure.sentences)] + lookForRunner()
    }
    mayHaveCreated = false
    isUnknown = false
    return [say(Texts.deleted(Texts.name(of: deleted)))] + close(.review)
  }

  /// Goes to the questions about a token that came after all.
  private mutating func revealCreated(_ words: String = Texts.shownOnce) -> [PlainStep] {
    isUnknown = false
    return [say(words)] + ask(.result, Texts.plainResult)
  }

  // MARK: - The journal

  /// Drops the entry, then goes on.
  mutating func close(_ next: AfterClosing) -> [PlainStep] {
    guard let entry else { return goOn(next) }
    self.entry = nil
    question = .none
    afterClosing = next
    // Only a token that is safe tells whose registration this was.
    let isSafe = if case .result = next { true } else { false }
    return [.run(.closeEntry(id: entry.id, runner: isSafe ? created?.id : nil))]
  }

  /// The entry was dropped, or stays with a reason.
  mutating func closed(_ problem: String?) -> [PlainStep] {
    (problem.map { [say(Texts.entryNotClosed($0))] } ?? []) + goOn(afterClosing)
  }

  private mutating func goOn(_ next: AfterClosing) -> [PlainStep] {
    switch next {
    case .result: return ask(.result, Texts.plainResult)
    case .send: return send()
    case .review: return askReview()
    case .finish(let exitCode): return [.finish(exitCode: exitCode)]
    }
  }

  /// What the operator should know of what is left unfinished.
  var unfinishedWords: [PlainStep] {
    guard let entry else { return [] }
    return (isJournaled ? [say(Texts.leftUnfinished(entry.id))] : [])
      + (entry.marker.map { [say(Texts.leftWithMarker($0))] } ?? [])
  }
}
