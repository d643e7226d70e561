import RunnerCore
import TerminalUI

/// A reset of a token on its way.
struct SentReset: Equatable, Sendable {
  let runner: Runner
  let connection: Connection
  /// The entry of the journal that the new token settles.
  var ticket: EntryTicket?
}

extension App {
  mutating func askToReset(_ list: RunnerList) -> [Effect] {
    guard let runner = list.cursorRunner else { return [] }
    return show(.confirm(.reset(runner, .reading, now: now))) + read(runner.id, for: .reset)
  }

  /// Completes the question whether to reset a token, while it is still open.
  mutating func showReset(of id: Int64, _ usage: Confirm.Usage) {
    guard let runner = known(id) else { return }
    replaceConfirm(where: { $0.resets(id) }, by: .reset(runner, usage, now: now))
  }

  mutating func reset(_ id: Int64) -> [Effect] {
    guard !settings.isReadOnly else { return tell(.warning, Texts.readOnly) }
    guard changes.reset == nil else { return tell(.warning, Texts.stillResetting) }
    guard let runner = known(id), let connection = session.connection else { return [] }
    changes.reset = SentReset(runner: runner, connection: connection)
    if let entry = entryToSettle(byResetOf: id) {
      changes.reset?.ticket = EntryTicket(id: entry.id, isStored: entry.isStored, runner: id)
    }
    return show(.change(.waiting(Waiting(id: id, subject: .reset, name: Texts.name(of: runner)))))
      + run(.resetToken(runner, connection))
  }

  /// The registration that a new token of a runner settles: the one that it is chosen for, or is known to be of.
  private func entryToSettle(byResetOf id: Int64) -> UnfinishedCase? {
    guard let open = recoveryView.flatMap({ recovery[$0.id] }),
      open.report?.candidates.contains(where: { $0.runner.id == id }) == true
    else { return recovery.owner(of: id) }
    return open
  }

  mutating func tokenReset(_ token: ResetToken, expiry: LocalTime?) -> [Effect] {
    guard let sent = changes.reset else { return [] }
    // An expiry that has no local time is shown as a number rather than as never.
    let text = expiry == nil ? token.expiresAt.map(Texts.secondsSince1970) : nil
    return showResetToken(token.token, sent, expiry: expiry, expiryText: text)
  }

  private mutating func showResetToken(
    _ token: Secret, _ sent: SentReset, expiry: LocalTime?, expiryText: String?
  ) -> [Effect] {
    endReset()
    messages.log(Toast(.success, Texts.lastWordsReset(sent.runner.id)), at: now)
    let runner = RegisteredRunner(
      id: sent.runner.id, token: token, tokenExpiryText: expiryText,
      webURL: sent.connection.server.runnerPage(
        sent.runner, in: runners?.query.scope ?? .mine))
    return showResult(
      ResultScreen(
        runner: runner, expiry: expiry, origin: .reset(sent.runner),
        server: sent.connection.server, ticket: sent.ticket, obtainedAt: now.unix))
      + readAfterReset(sent)
  }

  mutating func tokenNotReset(_ failure: APIFailure) -> [Effect] {
    guard let sent = changes.reset else { return [] }
    if let token = failure.recoveredToken {
      return showResetToken(token, sent, expiry: nil, expiryText: Texts.untoldExpiry)
    }
    endReset()
    let name = Texts.name(of: sent.runner)
    messages.log(Toast(.error, failure.account), at: now)
    if failure.kind == .notFound, isInUse(sent.connection) {
      removeRows([sent.runner.id])
      return tell(.warning, Texts.isGone(name))
    }
    guard failure.outcome == .unknown else {
      return tell(.error, Texts.notReset(name, failure))
    }
    let looks = recoveryView.map { lookFor($0.id) } ?? []
    return looks + show(.confirm(.resetUnknown(name, failure))) + settle(.failure)
      + readAfterReset(sent)
  }

  private mutating func readAfterReset(_ sent: SentReset) -> [Effect] {
    isInUse(sent.connection) ? read(sent.runner.id, for: .row) : []
  }

  private mutating func endReset() {
    if let sent = changes.reset { recovery.forgetReports(about: sent.runner.id) }
    changes.reset = nil
    overlays.removeAll { $0.isWaitingForReset }
  }
}

extension Overlay {
  fileprivate var isWaitingForReset: Bool {
    if case .change(.waiting(let waiting)) = self { return waiting.subject == .reset }
    return false
  }
}
