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
      return troubleBanner(failure.failure.message, retrySentence(failure), fix: failure.fix)
    }
    switch session.check {
    case .failed(let failure) where failure.meansUnusableToken:
      return troubleBanner(failure.message, nextWithToken, fix: failure.fix)
    default: return nil
    }
  }

  /// The cause, the key, and then what else there is to say, which low screens leave out.
  private func troubleBanner(_ cause: String, _ key: String, fix: String) -> Banner {
    Banner(.error, [cause, key, fix, dataAgeSentence])
  }

  /// What to do about an access token that the server does not take.
  private var nextWithToken: String {
    size.width < 60 ? Texts.retryOrOtherTokenInShort : Texts.retryOrOtherToken
  }

  /// How long the server wants patience; nil when it does not.
  var waitSentence: String? {
    guard let runners, let end = runners.loading.waitsUntil, end > now.uptime else { return nil }
    return Texts.waits(secondsLeft(until: end), isLimit: runners.loading.isLimited)
  }

  /// When it is tried again, and the key that does at once where the server allows it.
  func retrySentence(_ failure: ListFailure) -> String {
    if failure.failure.meansUnusableToken { return nextWithToken }
    guard let time = failure.retryAt, time > now.uptime else { return Texts.pressRToRetry }
    let seconds = secondsLeft(until: time)
    return failure.limitEnd == nil
      ? Texts.retryIn(seconds, orPress: "r") : Texts.retryAfterLimit(in: seconds)
  }

  /// The row in the place of a page that did not come: the cause, and whole behind it the key, in few words where the
  /// cause has no room otherwise.
  func retryRow(_ failure: ListFailure, columns: Int) -> String {
    let cause = failure.failure.message
    let long = retrySentence(failure)
    if cause.displayWidth + 1 + long.displayWidth <= columns { return "\(cause) \(long)" }
    let left = failure.retryAt.map { secondsLeft(until: $0) } ?? 0
    let key =
      left == 0
      ? Texts.rowRetry
      : failure.limitEnd == nil ? Texts.rowRetry(left) : Texts.retryAfterLimit(in: left)
    let room = columns - key.displayWidth - 1
    return cause.truncated(to: room, ellipsis: settings.glyphs.ellipsis) + " " + key
  }

  private var dataAgeSentence: String { dataAge?.text.map(Texts.dataAge) ?? "" }

  func secondsLeft(until time: Int64) -> Int { Int((time - now.uptime + 999) / 1_000) }

  /// What stands in the place of the rows while there is none.
  var listNotice: Banner? {
    guard let runners, runners.shownCount == 0 else { return nil }
    if let refusal = listRefusal { return refusalNotice(refusal) }
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
        Texts.otherScopes, actsAsOtherUser ? Texts.adminModeHint : "",
      ])
  }

  /// What does not work and why, what does, and what would help.
  ///
  /// Runners that the token may change are chosen from the list, so that nothing is left of that right here.
  private func refusalNotice(_ refusal: String) -> Banner {
    let access = runnerAccess
    let createRefusal = access.createRefusal
    let changes = access.changeRefusal == nil && access.readRefusal != nil
    return Banner(
      .warning,
      [
        Texts.noAccess, createRefusal == nil ? Texts.creatingWorks : "",
        scopeRefusal == nil ? Texts.otherScopes : "", Texts.otherTokenHelps, refusal,
        changes ? Texts.changingNeedsList : "", createRefusal ?? "",
      ])
  }

  /// Whether nothing that is known of the access token keeps it from creating a runner.
  private var mayCreate: Bool { runnerAccess.createRefusal == nil }

  private var firstLoadNotice: Banner? {
    if let wait = waitSentence { return Banner(.warning, [wait]) }
    guard let failure = runners?.loading.failure, !work.isRunning(.loadRunners) else { return nil }
    return Banner(.error, [failure.failure.message, retrySentence(failure), failure.fix])
  }

  /// Whether this may be an administrator's token that acts as another user's: with Admin Mode on that takes the scope
  /// `admin_mode`, and whose token it is GitLab then does not tell (GitLab: `lib/api/api_guard.rb`,
  /// `doc/administration/settings/sign_in_restrictions.md`).
  private var actsAsOtherUser: Bool {
    guard case .identified(let identity) = session.check, let scopes = identity.token?.scopes else {
      return false
    }
    return identity.user?.isAdministrator != true && identity.user?.isBot != true
      && !scopes.contains { $0 == "admin_mode" || $0 == "granular" }
  }
}
