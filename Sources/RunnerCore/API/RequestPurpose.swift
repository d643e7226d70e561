/// What a request is for, as far as the explanation of its failure depends on it.
enum RequestPurpose: Equatable {
  case registration(RunnerType, target: String?)
  case currentUser
  case accessToken
  case target(RunnerTarget.Kind, name: String, for: TargetUse)
  /// To find groups or projects in which the role is high enough.
  case places(RunnerTarget.Kind)
  /// To find those that a token without reading scopes is told of.
  case associations
  /// To find the user's role in a group or project.
  case membership(RunnerTarget.Kind)
  /// To find groups or projects by a part of their name.
  case targetSearch(RunnerTarget.Kind)
  case version
  case runnerList(RunnerScope)
  case runner(Int64)
  case runnerJobs(Int64)
  case change(Int64, RunnerAct)

  /// Whether the request changes something, so that losing its answer leaves a question.
  var changesSomething: Bool {
    switch self {
    case .registration, .change: true
    default: false
    }
  }
}

/// What a group or project is looked up for; it decides how much the access token needs besides.
public enum TargetUse: Equatable, Sendable {
  case registration
  /// To read the list of its runners.
  case list
  /// To assign runners to it.
  case assignment
}

/// What is done to an existing runner; raw values continue "GitLab did not …" and "It may have been …".
enum RunnerAct: String, Equatable {
  case pause = "paused"
  case resume = "resumed"
  case edit = "changed"
  case delete = "deleted"
  case assign = "assigned"
  case unassign = "unassigned"
  case reset = "given a new token"
}

extension RunnerChange {
  var act: RunnerAct {
    switch self {
    case .pause: .pause
    case .resume: .resume
    case .edit: .edit
    case .delete: .delete
    case .assign: .assign
    case .unassign: .unassign
    }
  }
}
