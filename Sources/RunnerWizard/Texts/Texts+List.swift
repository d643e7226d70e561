import RunnerCore

extension Texts {
  static let registerScreen = "Register"
  static let registerScreenTip = "Goes to the wizard that creates a runner."
  static let runnersScreen = "Runners"
  static let runnersScreenTip = "Goes to the list of runners."
  static let alreadyHere = "This is that screen"
  static let listAfterAnswer = "The server's answer is awaited; Esc stops waiting"

  static let listTitle = "Runners"

  /// What the list holds. Over REST a group's or project's list also holds what it inherits
  /// (GitLab: `lib/api/ci/runners.rb`).
  static func name(_ scope: RunnerScope, isREST: Bool) -> String {
    switch scope {
    case .mine: return isREST ? "available to me" : "mine"
    case .instance: return "instance"
    case .group(let target, let membership):
      let path = "group/" + (target.fullPath ?? targetID(target.id))
      if isREST { return path + " and what it inherits" }
      return switch membership {
      case .direct: path + " alone"
      case .descendants: path
      case .allAvailable: path + " and what it inherits"
      }
    case .project(let target):
      return "project/" + (target.fullPath ?? targetID(target.id))
        + (isREST ? " and what it inherits" : "")
    }
  }

  static func targetID(_ id: Int64) -> String { "id \(id)" }

  /// The number with a comma before each three digits.
  static func number(_ number: Int) -> String {
    var digits = String(number)
    var place = digits.endIndex
    while let left = digits.index(place, offsetBy: -3, limitedBy: digits.startIndex),
      left > digits.startIndex
    {
      digits.insert(",", at: left)
      place = left
    }
    return digits
  }

  static func shown(_ shown: Int, of total: Int, isMore: Bool) -> String {
    shown == total && !isMore
      ? number(total) : "\(number(shown)) of \(number(total))" + (isMore ? "+" : "")
  }
  static func loaded(_ count: Int, isMore: Bool) -> String { number(count) + (isMore ? "+" : "") }
  static func marked(_ count: Int, hidden: Int) -> String {
    "\(number(count)) marked" + (hidden > 0 ? " (\(number(hidden)) hidden)" : "")
  }
  static func ofLoaded(_ count: Int) -> String { "Of \(number(count)) loaded:" }
  static func ofTotal(_ count: Int) -> String { "Of \(number(count)):" }
  static let markedOnly = "only marked"
  static func position(_ row: Int, of count: Int, isMore: Bool) -> String {
    "\(number(row))/\(number(count))" + (isMore ? "+" : "")
  }
  static func readAgo(_ age: String) -> String { "read \(age) ago" }
  static let readNow = "read just now"
  static let noAutomaticRefresh = "r refreshes"
  static let rangeIsMarked = "Moving marks a range; V ends it, Esc takes it back."

  static let loadingRunners = "Loading runners"
  static func progress(_ count: Int, of total: Int?) -> String {
    guard let total else { return "\(number(count)) loaded, Esc stops" }
    return "\(number(count)) of \(number(total)) loaded, Esc stops"
  }
  static let stillLoading = "The list is still loading"
  static let nothingUnderCursor = "There is no runner under the cursor"
  static let stoppedLoading = "Stopped; filter and sort hold for what is loaded"

  static let noRunners = "There are no runners here."
  static let noRunnersNext = "n creates one."
  static let noRunnersOfMine =
    "You manage no runner: no group as Owner, no project as Maintainer that has one."
  static let otherScopes = "S shows the runners of a group, a project or the instance."
  static func nothingMatches(_ filter: String) -> String { "No runner matches “\(filter)”." }
  static let noMatchYet = "None so far; the rest is loading."
  static let clearFilter = "Esc clears the filter."
  static let noAccess = "This access token cannot list runners."
  static let creatingWorks = "Creating works: n creates a runner."
  static let otherTokenHelps = "F2 opens the wizard, where C takes another token."
  static let changingNeedsList =
    "It may change and delete runners, but here they are chosen from the list."
  static let listIsRefused = "This access token cannot list runners"
  static let everyListIsRefused = "This access token cannot list runners of any scope"
  static let adminModeHint =
    "An administrator sees all with a token that has the scope admin_mode too, where Admin Mode is on."

  static func dataAge(_ age: String) -> String { "What is shown is \(age) old." }
  static let pressRToRetry = "Press r to try again."
  static func retryIn(_ seconds: Int, orPress key: String) -> String {
    "Tries again in \(seconds) s; \(key) does at once."
  }
  static func retryAfterLimit(in seconds: Int) -> String {
    "Tries again in \(seconds) s, as GitLab asks."
  }
  static func asksToWait(_ seconds: Int) -> String { "GitLab asks to wait \(seconds) s" }
  static func waits(_ seconds: Int, isLimit: Bool) -> String {
    (isLimit ? "GitLab limits the rate of requests; " : "GitLab cannot answer now; ")
      + "goes on in \(seconds) s."
  }
  static let rowRetry = "r tries again"
  static func rowRetry(_ seconds: Int) -> String { "r, or in \(seconds) s" }
  static let retryOrOtherToken =
    "r tries again; F2 opens the wizard, where C takes another access token."
  static let retryOrOtherTokenInShort = "r: again; F2, then C: other token."

  static let listHelpLine = "Enter shows everything about the runner, Space marks it, / filters."
  static let markedHelp = "Commands act on the marked runners; \\ takes all marks away."
  static let filterHelp =
    "Words, !word, tag: status: type: creator: version: /regex/. Enter keeps it."
  static let filterAppliedHelp = "Esc clears the filter, / changes it."
  static let filterExample = "word !word tag:docker status:online"
  static let filterLabel = "Filter"
  static let markedOnlyHelp = "Only marked runners show; Esc or m shows the others again."
  static let filterRests = " (not applied to marked ones)"
  static let wideHelp = "Left and Right scroll the columns, w shows only those that fit."
  /// In the title: what the list lacks, because it comes over REST.
  static let withoutGraphQL = "REST: GraphQL off"
  static let notByGraphQL = "REST: not by GraphQL"
  static func restHelp(_ reason: String) -> String {
    "No tags, owners, jobs over REST. \(reason)"
  }
  static let overRESTInShort = "No tags, owners, jobs over REST; ? says why."
  static func notFilteredOverREST(_ key: String) -> String {
    "Lists over REST do not tell what \(key) looks for, so it matches nothing."
  }
  static func notOverREST(_ column: String) -> String {
    "Lists over REST do not tell this: \(column)"
  }
  static let detailHelp = "Esc goes back to the list."
}
