import RunnerCore

/// What `list` says.
extension Texts {
  static let idTitle = "ID"
  static let statusTitle = "STATUS"
  static let typeTitle = "TYPE"
  static let versionTitle = "VERSION"
  static let contactTitle = "LAST CONTACT"
  static let ownerTitle = "OWNER"
  static let descriptionTitle = "DESCRIPTION"
  static let tagsTitle = "TAGS"
  static let pausedWord = "paused"
  static let neverCell = "never"
  static let noneCell = "-"
  static let unknownCell = "?"

  static let listInPlaceOfScreen =
    "Without a screen your runners are printed; runner-wizard list has more options."
  static let listInterrupted = "Interrupted; the list is not complete."
  static func scopeNotUnderstood(_ problem: String) -> String {
    "The value of '--scope' names no place: \(problem)"
  }
  static let scopeFix = "Give the ID, the full path or the address of its page."

  static func serverWantsPatience(_ status: Int, _ seconds: Int) -> String {
    let when = seconds == 1 ? "in a second" : "in \(seconds) seconds"
    return status == 429
      ? "GitLab wants fewer requests; going on \(when)."
      : "GitLab is busy (HTTP \(status)); going on \(when)."
  }

  /// What the endpoints list (GitLab: `doc/api/runners.md`).
  static func listOverREST(_ scope: RunnerScope) -> String {
    let what =
      switch scope {
      case .mine:
        "the group runners of groups that you own and the project runners of projects that you maintain"
      case .instance: "all runners of the instance"
      case .group:
        "the runners of the group, of the groups above it and of the instance, none of projects or subgroups"
      case .project: "all runners that the project can use, inherited ones too"
      }
    return "The list is read over REST: \(what). It tells less about each."
  }

  static func filterNotTold(_ keys: [String]) -> String {
    "Over REST the list does not tell what \(keys.joined(separator: ", ")) in '--filter' asks for."
  }
  static func sortNotTold(_ field: String) -> String {
    "Over REST the list does not tell \(field), so it cannot be sorted by it."
  }
  static let descendantsNotTold =
    "Over REST the list of a group does not tell the runners below it, which '--descendants' asks for."
  static let notToldFix = "Leave it out, or use a server and a token that GraphQL works with."
}
