import RunnerCore
import TerminalUI

/// Showing the token of a recent runner once more.
///
/// GitLab gives it to the runner's creator for an hour after creating, until a runner manager uses it
/// (`app/models/ci/runner.rb`, `REGISTRATION_AVAILABILITY_TIME`; `app/policies/ci/runner_policy.rb`,
/// `read_ephemeral_token`).
extension App {
  /// Seconds in which GitLab gives a token once more.
  private static let recallSeconds: Int64 = 3_600

  var recallAvailability: Availability {
    guard let list else { return .hidden }
    if let obstacle = session.obstacle ?? lookupRefusal { return .disabled(reason: obstacle) }
    guard let runner = list.cursorRunner else { return .disabled(reason: Texts.noRunnerHere) }
    return recallObstacle(runner).map { .disabled(reason: $0) } ?? .enabled
  }

  /// What is not known is left to GitLab to judge.
  private func recallObstacle(_ runner: Runner) -> String? {
    if let createdAt = runner.createdAt, now.unix - createdAt >= Self.recallSeconds {
      return Texts.recallTooLate
    }
    if case .identified(let identity) = session.check, let username = identity.user?.username,
      let creator = runner.creator, creator != username
    {
      return Texts.recallNotCreator
    }
    let isUsed =
      [.online, .offline].contains(runner.status) || runner.contactedAt != nil
      || (runner.managerCount ?? 0) > 0 || runner.newestManager != nil
    return isUsed ? Texts.recallInUse : nil
  }

  mutating func recall(_ list: RunnerList) -> [Effect] {
    guard let runner = list.cursorRunner, let connection = session.connection else { return [] }
    return show(
      .change(
        .waiting(Waiting(id: runner.id, subject: .recall, name: Texts.name(of: runner)))))
      + run(.recallToken(runner.id, connection))
  }

  mutating func recalled(_ id: Int64, _ token: Secret?) -> [Effect] {
    guard endRecall(of: id), let server = session.connection?.server else { return [] }
    guard let token else { return tell(.warning, Texts.recallRefused(name(of: id))) }
    trackRecovered(row(id) ?? Runner(id: id), on: server)
    return showResult(recoveredResult(row(id) ?? Runner(id: id), token, server: server))
  }

  mutating func notRecalled(_ id: Int64, _ failure: APIFailure) -> [Effect] {
    messages.log(Toast(.error, failure.account), at: now)
    guard endRecall(of: id) else { return [] }
    return tell(.error, Texts.notRecalled(name(of: id), failure))
  }

  /// - Returns: whether the operator still waits for it.
  private mutating func endRecall(of id: Int64) -> Bool {
    let isAwaited = overlays.contains { $0.isWaitingForRecall(of: id) }
    overlays.removeAll { $0.isWaitingForRecall(of: id) }
    return isAwaited
  }
}

extension Overlay {
  fileprivate func isWaitingForRecall(of id: Int64) -> Bool {
    guard case .change(.waiting(let waiting)) = self else { return false }
    return waiting.subject == .recall && waiting.id == id
  }
}
