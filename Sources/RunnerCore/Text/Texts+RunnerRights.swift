/// Why runners cannot be read or changed, known before asking.
extension Texts {
  static func scopeTooSmall(
    for act: String, needed: [String], scopes: [String], isOAuth: Bool
  ) -> String {
    let token = isOAuth ? "OAuth token" : "access token"
    let held = scopes.prefix(5).map { shortened(sanitized($0), to: 40) }.joined(separator: ", ")
    let scopeText = held.isEmpty ? "no scope" : "only \(held)"
    return
      "\(act) takes an \(token) with the scope \(needed.joined(separator: " or ")); this one has "
      + "\(scopeText)."
  }

  static let onlyAdministratorsListAll =
    "Only administrators list all runners of the instance, and this user is none."
  /// Without the scope an administrator's token acts as another user's, and GitLab does not tell the two apart.
  static let onlyAdministratorsOrAdminMode =
    "Only administrators list all runners of the instance: this user is none, or Admin Mode is on and the token "
    + "needs the scope admin_mode too."

  static func changeTakesRole(_ type: RunnerType?) -> String {
    switch type {
    case .instance: "Only administrators change or delete an instance runner."
    case .group: "Changing or deleting a group runner takes the role Owner in its group."
    case .project:
      "Changing or deleting a project runner takes the role Maintainer in the project that owns it."
    case nil: "The user of the access token may not change or delete this runner."
    }
  }

  static func runnerOfSeveralProjects(_ count: Int) -> String {
    "The runner belongs to \(count) projects, and only administrators delete such a runner; take it from "
      + "the other projects first."
  }

  static let onlyProjectRunnersAreAssigned =
    "Only project runners are assigned to projects; group and instance runners serve them by inheritance."

  static let assigningTakesRole =
    "Assigning takes the role Maintainer in a project of the runner and in the one it goes to."

  static let runnerIsLocked =
    "The runner is locked to the projects that it has; unlock it first."

  static let ownerProjectKeepsRunner =
    "The project owns the runner and cannot be taken from it; delete the runner instead."
}
