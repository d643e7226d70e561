/// What asking on after a refusal brings to light.
extension Texts {
  static let administratorRefused =
    "GitLab refused an administrator, which it does when admin mode ended or the rights changed meanwhile."
  static let isAdministrator = "GitLab counts the user of the token as an administrator."
  static let foundByAsking = "That is what GitLab said when it was asked again just now."

  static func askAdministratorOf(_ host: String) -> String {
    "Try again, or give the details to an administrator of \(host)."
  }

  static func roleFound(_ role: MemberRole, _ target: RunnerTarget) -> String {
    "The user of the token has the role \(role.title) in \(place(target))."
  }

  static func notArchived(_ target: RunnerTarget) -> String {
    let text = place(target)
    return text.prefix(1).uppercased() + text.dropFirst() + " is not archived."
  }

  static func registrationOff(_ target: RunnerTarget, archivedMayBe: Bool) -> String {
    let other =
      archivedMayBe ? ", or \(place(target)) or a group above it is archived" : ""
    return
      "The role and the scope are high enough, so creating runners is probably switched off for "
      + "\(place(target)), a group above it or the whole instance\(other)."
  }

  static func switchIsNotTold(_ kind: RunnerTarget.Kind) -> String {
    "Whether runner registration is switched off for the \(kind.rawValue), a group above it or the instance is told "
      + "to nobody by the API."
  }

  /// GitLab: `doc/administration/settings/continuous_integration.md`, "Control runner registration".
  static func whereToSwitchOn(_ target: RunnerTarget, _ server: ServerURL) -> String {
    let instance = "\(server)/admin/application_settings/ci_cd (section Runners)"
    let group = target.kind == .group ? target.fullPath : target.fullPath.flatMap(parentPath)
    let pages = group.map {
      "\(instance), and for the group \(server)/admin/groups/\(percentEncodedPath($0))/edit"
    }
    return
      "Ask an administrator to allow it, or to create the runner, which administrators may all the same: "
      + "\(pages ?? instance)."
  }

  private static func parentPath(_ path: String) -> String? {
    let segments = path.split(separator: "/").dropLast()
    return segments.isEmpty ? nil : segments.joined(separator: "/")
  }

  static let tokenTakenElsewhere =
    "GitLab takes the same token for other requests, so the registration lost it on the way."
  static let tokenDescribedNow = "GitLab described the token when it was asked again just now."
  static let refusedAgain = "GitLab refused the token again when it was asked about it just now."

  static func couldNotAskAgain(_ failure: APIFailure) -> String {
    "Asking again brought nothing: \(failure.message)"
  }

  static func placeNotReadable(_ kind: RunnerTarget.Kind) -> String {
    "The token may not read the \(kind.rawValue), so its id cannot be looked up."
  }

  static func placeIsThere(_ target: RunnerTarget) -> String {
    "GitLab shows \(place(target)) now, although it did not know its id when the runner was to be created."
  }

  static func placeReadNow(_ target: RunnerTarget) -> String {
    "GitLab shows \(place(target)) under the id \(target.id)."
  }

  static func serverAnswers(_ version: String) -> String {
    "The API answers under this address; it is GitLab \(version)."
  }

  static func serverTooOld(_ version: String) -> String {
    "GitLab \(version) cannot create runners for a user; that came with 16.0."
  }

  static let updateServer = "Ask an administrator to update GitLab."

  static let pathMayBeBlocked =
    "Whether a proxy before GitLab lets this one request not pass cannot be asked."

  static func runnersCounted(_ count: Int, _ target: RunnerTarget) -> String {
    let text = place(target)
    return text.prefix(1).uppercased() + text.dropFirst() + " has \(count) runners."
  }

  static func runnersNotCounted(_ kind: RunnerTarget.Kind) -> String {
    "How many runners the \(kind.rawValue) has cannot be read with this token."
  }
}
