extension GitLabClient {
  /// Finds out what may be done with the access token; what cannot be found out is said as unknown.
  public func preflight(user: CurrentUser?, token: AccessTokenFacts?) async -> Preflight {
    let nothing = Permission.unknown(Obstacle(code: "unknown", text: "", fix: ""))
    return Preflight(
      kind: .unknown, user: user, token: token, server: nil, administration: nothing,
      creation: TypePermissions(instance: nothing, group: nothing, project: nothing),
      browsing: BrowsingPermissions(
        mine: nothing, group: nothing, project: nothing, instance: nothing))
  }

  /// Finds out what stands for or against a new runner in a group or project.
  public func examine(
    _ target: RunnerTarget, description: String, _ preflight: Preflight
  ) async -> TargetFacts {
    TargetFacts(target: target, creation: preflight.creation[.group])
  }
}
