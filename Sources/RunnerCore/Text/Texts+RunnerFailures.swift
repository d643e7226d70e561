/// What is special about failures of requests about existing runners; nil where the general words do.
extension FailureCircumstances {
  /// Any one of which would do (GitLab: `lib/api/ci/runners.rb`, `lib/api/user_runners.rb`).
  var scopesForPurpose: String {
    switch purpose {
    case .runnerList, .target(_, _, for: .list), .places, .membership: "read_api or api"
    case .runner, .runnerJobs: "read_api, manage_runner or api"
    case .change(_, .assign), .change(_, .unassign), .target(_, _, for: .assignment): "api"
    case .change: "manage_runner or api"
    default: "create_runner or api"
    }
  }

  var doubtAboutChange: String? {
    guard case .change(let id, let act) = purpose else { return nil }
    return "Runner \(id) may have been \(act.rawValue) all the same."
  }

  var stepsAfterLostChange: String? {
    guard case .change(_, let act) = purpose else { return nil }
    return act == .reset
      ? "Its old token may have stopped working, and the new one is lost. Reset the token once more to "
        + "get one that is known."
      : "Refresh to see what became of it; doing it again does no harm."
  }

  func causeForRunner(_ kind: APIFailure.Kind) -> String? {
    switch kind {
    case .forbidden: forbiddenCause
    case .notFound: notFoundCause
    case .badRequest where status == 412:
      isChange ? "Runner \(runnerID) has been changed by someone else in the meantime." : nil
    default: nil
    }
  }

  func remedyForRunner(_ kind: APIFailure.Kind) -> String? {
    guard isAboutRunners else { return nil }
    return switch kind {
    case .unauthorized where !connection.token.isEmpty:
      "It may have been revoked or have expired in the meantime, or be for another server than "
        + "\(host). " + newTokenHint
    case .insufficientScope: "Use an access token with the scope \(scopesForPurpose)."
    case .insufficientGranularScope: namedPermissionRemedy
    case .forbidden: forbiddenRemedy
    case .notFound: notFoundRemedyForRunner
    case .badRequest where status == 412: "Refresh to see what is there now, then try again."
    default: nil
    }
  }

  var namedPermissionRemedy: String {
    "Give the fine-grained token the permission that GitLab names, or create a token with the scope "
      + "\(scopesForPurpose)."
  }

  /// Whether a group or project is looked up by someone who does not want to create a runner in it.
  var isLookupForOtherThanRegistration: Bool {
    if case .target(_, _, let use) = purpose { use != .registration } else { false }
  }

  // Why

  private var forbiddenCause: String? {
    switch purpose {
    case .runnerList(let scope):
      if isHidden, scope.target != nil {
        return
          "GitLab shows no \(scope.title): they are not there, or the user of \(token) may not "
          + "read them."
      }
      return saysNothing || isHidden
        ? "GitLab does not show \(scope.title) to the user of \(token)." : nil
    case .runner(let id) where saysNothing:
      return "GitLab does not show runner \(id) to the user of \(token)."
    case .runnerJobs(let id) where saysNothing || isHidden:
      return "GitLab does not show the jobs of runner \(id) to the user of \(token)."
    case .change(let id, let act): return forbiddenChange(id, act)
    default: return nil
    }
  }

  private func forbiddenChange(_ id: Int64, _ act: RunnerAct) -> String? {
    switch cause {
    case .severalProjects:
      "Runner \(id) belongs to several projects, and only administrators delete such a runner."
    case .runnerLocked: "Runner \(id) is locked to the projects that it has."
    case .ownerProject: "The project owns runner \(id), and no runner is taken from its owner."
    case .groupRunner: "Only project runners are assigned to projects, and runner \(id) is none."
    case _ where saysNothing:
      "GitLab refused: the user of \(token) may not have runner \(id) \(act.rawValue)."
    default: nil
    }
  }

  private var notFoundCause: String? {
    switch purpose {
    case .runnerList(.group(let target, _)), .runnerList(.project(let target)):
      "There is no \(target.kind.rawValue) \(target.title) that \(token) may see."
    case .runner(let id), .runnerJobs(let id):
      "There is no runner \(id) that \(token) may see; it may have been deleted."
    case .change(let id, .unassign):
      "Runner \(id) is not assigned to the project, or \(token) may not see one of them."
    case .change(let id, .assign):
      "There is no runner \(id) or no such project that \(token) may see."
    case .change(let id, _): "There is no runner \(id); it may have been deleted."
    default: nil
    }
  }

  // What helps

  private var forbiddenRemedy: String? {
    switch purpose {
    case .runnerList(let scope): saysNothing || isHidden ? remedy(for: scope) : nil
    case .runner where saysNothing:
      "A group runner is shown to Maintainers of the group, a project runner to Maintainers of one of its "
        + "projects. Ask one of them or an administrator."
    case .runnerJobs where saysNothing || isHidden:
      "Jobs are shown to those who administer the runner; those of an instance runner to "
        + "administrators alone."
    case .change(_, let act): remedyForChange(act)
    default: nil
    }
  }

  private func remedy(for scope: RunnerScope) -> String {
    switch scope {
    case .mine: "Ask an administrator of \(host), or use the access token of another user."
    case .group:
      "That takes the role of a Maintainer or, on older servers, an Owner of the group. Check the path, "
        + "or ask an Owner."
    case .project:
      "That takes the role of a Maintainer of the project. Check the path, or ask a Maintainer."
    case .instance:
      "Only administrators and auditors read this list. If the user is one and admin mode is on, the token "
        + "also needs the scope admin_mode."
    }
  }

  private func remedyForChange(_ act: RunnerAct) -> String? {
    switch cause {
    case .severalProjects: "Take the runner from its other projects first, or ask an administrator."
    case .runnerLocked: "Unlock the runner first, then try again."
    case .ownerProject: "Delete the runner instead."
    case .groupRunner: "Create a runner in the project."
    case _ where saysNothing && (act == .assign || act == .unassign):
      "That takes the role of a Maintainer in the project and rights over the runner. Ask a Maintainer "
        + "or an administrator."
    case _ where saysNothing:
      "An instance runner is changed by administrators, a group runner by Owners of its group, a project "
        + "runner by Maintainers of the project that owns it."
    default: nil
    }
  }

  private var notFoundRemedyForRunner: String? {
    switch purpose {
    case .runnerList(.group), .runnerList(.project):
      "Check the spelling, and that the user of the token is a member."
    case .runnerList: nil
    default: "Refresh the list."
    }
  }

  // What the server said

  /// Whether GitLab does not tell what is not there from what may not be seen.
  private var isHidden: Bool { cause == .hidden }

  private var isChange: Bool {
    if case .change = purpose { true } else { false }
  }

  private var isAboutRunners: Bool {
    switch purpose {
    case .runnerList, .runner, .runnerJobs, .change: true
    default: false
    }
  }

  private var runnerID: Int64 {
    if case .change(let id, _) = purpose { id } else { 0 }
  }
}

extension RunnerScope {
  /// What the list holds.
  var title: String {
    switch self {
    case .mine: "runners of your own"
    case .group(let target, _): "runners of the group \(target.title)"
    case .project(let target): "runners of the project \(target.title)"
    case .instance: "runners of the whole instance"
    }
  }
}

extension RunnerTarget {
  /// What people call it.
  fileprivate var title: String { sanitized(fullPath ?? "with the id \(id)") }
}

extension Texts {
  static func tokenLost(_ host: String) -> String {
    "\(host) answers as if no access token had been sent, although one was."
  }

  static let tokenLostOnTheWay =
    "Something between here and GitLab takes the token out of the request; ask whoever runs the proxy."

  static let onlyProjectsHaveRunnersAssigned =
    "runners are assigned to projects, and this is a group"
}
