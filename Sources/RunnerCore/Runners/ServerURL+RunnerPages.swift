/// Addresses of GitLab's own pages about runners (GitLab: `config/routes/admin.rb`, `group.rb`, `project.rb`).
extension ServerURL {
  /// The page of a runner; unknown where the path of its group or project is.
  ///
  /// A group's pages show every runner that the group has, inherits or has below itself; a project's only its own.
  public func runnerPage(_ runner: Runner, in scope: RunnerScope) -> String? {
    switch scope {
    case .instance: return runnerPage(id: runner.id, target: nil)
    case .group(let group, _) where group.fullPath != nil:
      return runnerPage(id: runner.id, target: group)
    case .project(let project) where runner.type == .project && project.fullPath != nil:
      return runnerPage(id: runner.id, target: project)
    case .mine, .group, .project: break
    }
    if runner.type == .instance { return runnerPage(id: runner.id, target: nil) }
    return runner.owner.flatMap { runnerPage(id: runner.id, target: $0) }
  }

  /// The page with a list; nil for the user's own runners, of which GitLab has none.
  public func runnersPage(of scope: RunnerScope) -> String? {
    switch scope {
    case .mine: return nil
    case .instance: return "\(self)/admin/runners"
    case .group(let group, _):
      return group.fullPath.map { "\(self)/groups/\(percentEncodedPath($0))/-/runners" }
    case .project(let project):
      return project.fullPath.map {
        "\(self)/\(percentEncodedPath($0))/-/settings/ci_cd#js-runners-settings"
      }
    }
  }

  /// The page of a runner in a group or project; without one, an instance runner's.
  func runnerPage(id: Int64, target: RunnerTarget?) -> String? {
    guard let target else { return "\(self)/admin/runners/\(id)" }
    guard let path = target.fullPath else { return nil }
    let prefix = target.kind == .group ? "/groups/" : "/"
    return "\(self)\(prefix)\(percentEncodedPath(path))/-/runners/\(id)"
  }
}
