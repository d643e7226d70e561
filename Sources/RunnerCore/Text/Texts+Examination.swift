/// What stands for or against a new runner in one group or project.
extension Texts {
  /// “the group acme/platform”, or its id where no path is known.
  static func place(_ target: RunnerTarget) -> String {
    "the \(target.kind.rawValue) " + sanitized(target.fullPath ?? String(target.id))
  }

  static func roleTooLow(_ target: RunnerTarget, _ role: MemberRole?) -> Obstacle {
    let needed = MemberRole.toCreate(in: target.kind).title
    let held =
      role.map { "has the role \($0.title) in" }
      ?? "is not \(target.kind == .group ? "an Owner" : "a Maintainer") of"
    return Obstacle(
      code: "role_too_low",
      text:
        "The user of the access token \(held) \(place(target)), and creating runners there takes the role "
        + "\(needed).",
      fix:
        "Ask \(target.kind == .group ? "an Owner" : "a Maintainer") of \(place(target)), or an administrator; "
        + "a custom role with the permission to manage runners would do too (GitLab Ultimate).")
  }

  static func roleTooLowUnlessAdministrator(_ obstacle: Obstacle) -> Obstacle {
    Obstacle(
      code: "role_unknown",
      text: obstacle.text + " Whether it is an administrator's cannot be read with this token.",
      fix: "An administrator may go on. " + obstacle.fix)
  }

  static func archived(_ target: RunnerTarget) -> Obstacle {
    Obstacle(
      code: "archived",
      text:
        "The \(target.kind.rawValue) \(sanitized(target.fullPath ?? String(target.id))) is archived, and "
        + "GitLab creates no runners there.",
      fix: "Unarchive it, or choose another \(target.kind.rawValue).")
  }

  static func archivedUnknown(_ kind: RunnerTarget.Kind) -> String {
    "Whether the \(kind.rawValue) is archived cannot be asked without the scope read_api."
  }

  static func limitNear(_ count: Int, _ kind: RunnerTarget.Kind) -> String {
    let inherited = kind == .group ? ", those of groups above it included" : ""
    return
      "The \(kind.rawValue) has \(count) runners\(inherited); GitLab's usual limit is "
      + "\(TargetExamination.usualLimit)."
  }

  static func sameDescription(_ ids: [Int64], _ kind: RunnerTarget.Kind) -> String {
    let shown = ids.prefix(3).map { "#\($0)" }.joined(separator: ", ")
    let more = ids.count > 3 ? " and \(ids.count - 3) more" : ""
    return ids.count == 1
      ? "The \(kind.rawValue) already has a runner with this description: \(shown)."
      : "The \(kind.rawValue) already has \(ids.count) runners with this description: \(shown)\(more)."
  }
}
