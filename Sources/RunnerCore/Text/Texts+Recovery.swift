/// Looking for a runner whose answer was lost.
extension Texts {
  static func message(for problem: JournalProblem) -> String {
    switch problem {
    case .notJSON: "It is no entry of the journal."
    case .otherVersion(let version):
      "It is of version \(version) of the journal, which this release does not read."
    case .unusable(let member): "Its “\(member)” is missing or none that a registration can have."
    }
  }

  static func graphQLFailed(_ message: String) -> String { "GraphQL did not answer: \(message)" }

  static func graphQLShowsNoRunner(_ id: Int64) -> String { "GraphQL shows no runner \(id)." }

  static func graphQLShowsNoList(_ scope: RunnerScope) -> String {
    "GraphQL does not show \(scope.title) to the user of this access token."
  }

  static let graphQLTakesScope = "Use an access token with the scope read_api or api."

  // What was found

  static func askedByID(_ id: Int64, isThere: Bool) -> String {
    isThere ? "Runner \(id) is there." : "GitLab has no runner \(id) any more."
  }

  static func askedForNewest(
    _ entry: JournalEntry, at time: Int64, found: Int
  ) -> String {
    let what = "\(place(entry)), created \(creator(entry))at about \(moment(time))"
    return switch found {
    case 0: "There is no runner with the values that were sent \(what)."
    case 1: "There is one runner that may be it \(what)."
    default: "There are \(found) runners that may be it \(what)."
    }
  }

  static func madeByOthers(_ ids: [Int64]) -> String {
    let numbers = ids.map(String.init).joined(separator: ", ")
    return ids.count == 1
      ? "Runner \(numbers) has the same values, but another registration made it."
      : "Runners \(numbers) have the same values, but other registrations made them."
  }

  static func notNewer(than id: Int64) -> String {
    "It is not newer than runner \(id), which was there before the request was sent."
  }
  static let creatorNotCompared = "GitLab did not tell whether you created it."
  static let timeNotCompared = "GitLab did not tell when it was created."
  static let tagsNotCompared = "GitLab did not tell its tags."
  static let noteNotCompared = "Its maintenance note may not be read with this access token."
  static let clockUnknown =
    "The server did not tell its time, so the times could only be compared roughly."
  static let usedMeanwhile = "A machine has already been in contact with its token."

  static func settingsDiffer(_ names: [String]) -> String {
    "What it has in \(names.joined(separator: ", ")) is not what was sent."
  }

  static func createdAtOtherTime(_ time: Int64, sent: Int64) -> String {
    "It was created at \(moment(time)), and the request was sent at about \(moment(sent))."
  }

  // Why there is no token

  static func tokenOnlyByGraphQL(_ reason: String) -> String {
    "GitLab gives a token once more by GraphQL only. \(reason) Reset the token to get a new one."
  }

  static let tokensNotGivenAgain =
    "This version of GitLab does not give a token once more. Reset it to get a new one."
  static let tokenTaken =
    "GitLab gives a token once more only until a machine uses it. Reset it to get a new one."
  static let tokenTooOld =
    "GitLab gives a token once more only within an hour. Reset it to get a new one."
  static let tokenNotGiven = "GitLab does not give its token once more. Reset it to get a new one."

  static func tokenOnlyForCreator(_ username: String?) -> String {
    "GitLab gives a token once more only to the user that created the runner"
      + (username.map { ", \(sanitized($0))" } ?? "")
      + ". Use an access token of that user, or reset the token to get a new one."
  }

  // What stands in the way

  static func stillPossible(in seconds: Int64) -> Obstacle {
    Obstacle(
      code: "still_possible",
      text: "No such runner is there yet, but GitLab may still be working on the request.",
      fix: "Look again in \(DurationText.format(Int(seconds))); send nothing again before.")
  }

  static func notAllSeen(_ entry: JournalEntry, at time: Int64) -> Obstacle {
    Obstacle(
      code: "not_all_seen",
      text: "GitLab has more new runners than could be looked through.",
      fix: howAnAdministratorFindsIt(entry, at: time))
  }

  static func notLookedUp(
    _ failure: APIFailure, _ entry: JournalEntry, at time: Int64
  ) -> Obstacle {
    let administrator = howAnAdministratorFindsIt(entry, at: time)
    guard failure.kind.isAboutScope else {
      return Obstacle(
        code: failure.kind.code, text: failure.message, fix: "\(failure.fix) \(administrator)")
    }
    let gap =
      entry.runnerID.map { "so it is not known whether runner \($0) is still there." }
      ?? "so it is not known whether GitLab created the runner."
    return Obstacle(
      code: "cannot_look_up", text: "The access token may look nothing up, \(gap)",
      fix: "\(administrator) Or connect with a token that has the scope read_api, and look again.")
  }

  static func howAnAdministratorFindsIt(_ entry: JournalEntry, at time: Int64) -> String {
    let asked = "Ask \(administrator(entry.form))"
    if let id = entry.runnerID { return "\(asked): it is runner \(id) \(place(entry))." }
    var marks = ["created \(creator(entry))at about \(moment(time))"]
    if let type = entry.form.type { marks.insert("of the type \(type.rawValue)", at: 0) }
    if let marker = entry.marker { marks.append("with \(marker) in its maintenance note") }
    let description = redactingTokens(sanitized(entry.form.description))
    marks.append(
      entry.form.description.isBlank
        ? "without a description" : "with the description “\(shortened(description, to: 80))”")
    return "\(asked) to look \(place(entry)) for a new runner " + marks.joined(separator: ", ")
      + "."
  }

  private static func administrator(_ form: RunnerForm) -> String {
    switch form.type {
    case .group: "an owner of the group or an administrator"
    case .project: "a maintainer of the project or an administrator"
    case .instance, nil: "an administrator"
    }
  }

  private static func place(_ entry: JournalEntry) -> String {
    guard let target = entry.form.target else { return "of \(entry.server.host)" }
    let name = target.fullPath.map { sanitized($0) } ?? "with id \(target.id)"
    return "in the \(target.kind.rawValue) \(name)"
  }

  /// With a space after it.
  private static func creator(_ entry: JournalEntry) -> String {
    if let name = entry.username { return "by \(sanitized(name)) " }
    return entry.userID.map { "by the user with id \($0) " } ?? ""
  }

  /// `2026-01-31 09:00:00 UTC`.
  private static func moment(_ time: Int64) -> String {
    let text = Timestamp.iso8601(unixTime: time)
    return text.replacing("T", with: " ").replacing("Z", with: " UTC")
  }
}
