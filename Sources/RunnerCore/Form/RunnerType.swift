/// Who a runner works for. Raw values are GitLab's (`app/models/ci/runner.rb`, enum `runner_type`).
public enum RunnerType: String, CaseIterable, Sendable {
  case instance = "instance_type"
  case group = "group_type"
  case project = "project_type"

  /// The kind of target that a runner of this type belongs to; none for an instance runner.
  public var targetKind: RunnerTarget.Kind? {
    switch self {
    case .instance: nil
    case .group: .group
    case .project: .project
    }
  }
}

/// The group or project that a runner is created in.
public struct RunnerTarget: Equatable, Hashable, Sendable {
  public enum Kind: String, CaseIterable, Sendable {
    case group, project

    /// The parameter that carries the id of such a target.
    public var field: FormField {
      switch self {
      case .group: .groupID
      case .project: .projectID
      }
    }
  }

  public var kind: Kind
  /// GitLab's numeric id, the only thing POST /user/runners takes.
  public var id: Int64
  /// `group/subgroup[/project]`; unknown where the access token may not read it.
  public var fullPath: String?
  public var name: String?
  public var webURL: String?

  public init(
    kind: Kind, id: Int64, fullPath: String? = nil, name: String? = nil, webURL: String? = nil
  ) {
    self.kind = kind
    self.id = id
    self.fullPath = fullPath
    self.name = name
    self.webURL = webURL
  }
}
