import RunnerCore
import TerminalUI

extension App {
  /// What the list has to say below its rows now: what happened, how old the rows are, what can be done.
  var listBanner: Banner? {
    guard let runners, runners.isLoaded, listRefusal == nil else { return nil }
    if let wait = waitSentence { return Banner(.warning, [wait]) }
    if let failure = runners.refresh.failure
      ?? (runners.loading.isReplacing ? runners.loading.failure : nil)
    {
      return Banner(.error, [failure.failure.sentences + " " + dataAge, retrySentence(failure)])
    }
    switch session.check {
    case .failed(let failure) where failure.meansUnusableToken:
      return Banner(.error, [failure.sentences, dataAge])
    default: return nil
    }
  }

  /// How long the server wants patience; nil when it does not.
  var waitSentence: String? {
    guard let runners, let end = runners.loading.waitsUntil, end > now.uptime else { return nil }
    return Texts.waits(seconds(until: end), isLimit: runners.loading.isLimited)
  }

  /// When it is tried again, and the key that does at once.
  func retrySentence(_ failure: ListFailure) -> String {
    guard let time = failure.retryAt, time > now.uptime else { return Texts.pressRToRetry }
    return Texts.retryIn(seconds(until: time), orPress: "r")
  }

  private var dataAge: String {
    guard let readAt = runners?.refresh.readAt, now.uptime - readAt >= 5_000 else { return "" }
    return Texts.dataAge(Texts.age((now.uptime - readAt) / 1_000))
  }

  private func seconds(until time: Int64) -> Int { Int((time - now.uptime + 999) / 1_000) }

  /// What stands in the place of the rows while there is none.
  var listNotice: Banner? {
    guard let runners, runners.shownCount == 0 else { return nil }
    if let refusal = listRefusal {
      let next = mayCreate ? Texts.creatingWorks : Texts.otherTokenHelps
      return Banner(.warning, [Texts.noAccess, refusal, next])
    }
    guard runners.isLoaded else { return firstLoadNotice }
    if !runners.filter.text.isEmpty {
      let filter = sanitized(runners.filter.text)
      let isSearching = work.isRunning(.loadRunners) || work.isRunning(.arrange)
      return Banner(
        .info,
        [
          Texts.nothingMatches(filter), filterProblem ?? "",
          isSearching ? Texts.noMatchYet : Texts.clearFilter,
        ])
    }
    if work.isRunning(.loadRunners) || work.isRunning(.arrange) { return nil }
    return Banner(
      .info,
      [
        runners.query.scope == .mine && !runners.source.isREST
          ? Texts.noRunnersOfMine : Texts.noRunners, mayCreate ? Texts.noRunnersNext : "",
        Texts.otherScopes,
      ])
  }

  /// Whether nothing that is known of the access token keeps it from creating a runner.
  private var mayCreate: Bool { runnerAccess.createRefusal == nil }

  private var firstLoadNotice: Banner? {
    if let wait = waitSentence { return Banner(.warning, [wait]) }
    guard let failure = runners?.loading.failure, !work.isRunning(.loadRunners) else { return nil }
    return Banner(.error, [failure.failure.message, failure.failure.fix, retrySentence(failure)])
  }
}
