/// What is known of one registration before it is sent.
public struct CreationCheck: Equatable, Sendable {
  /// The group or project with its id; nil for an instance runner.
  public var target: RunnerTarget?
  /// `no` only where GitLab would refuse for the token, its scope, the role or the place.
  public var permission: Permission
  /// The user that the access token acts as, as far as these questions tell it.
  public var userID: Int64?
  public var username: String?

  public init(target: RunnerTarget?, permission: Permission) {
    self.target = target
    self.permission = permission
  }
}

extension GitLabClient {
  /// Finds the group or project of a new runner, and whether GitLab would refuse it there.
  ///
  /// As a rule two requests go out together, with a third for a path: what the token is, and in which groups or
  /// projects its user's role is high enough (for an instance runner: who the user is). A token that may read is then
  /// told whether the place is archived. Only where all this leaves it open is more asked.
  /// - Throws: why the place cannot be found, or that GitLab does not take the token.
  public func checkCreation(
    _ type: RunnerType, in reference: TargetReference?
  ) async throws(APIFailure) -> CreationCheck {
    async let foundToken = asked { () async throws(APIFailure) in try await accessToken() }
    async let foundUser =
      type == .instance
      ? asked { () async throws(APIFailure) in try await currentUser() } : nil
    async let foundPlaces = places(for: type)
    async let foundTarget = target(type, reference)
    let (token, user, places, target) = (
      await foundToken, await foundUser, await foundPlaces, await foundTarget
    )
    if let failure = token.failure, failure.kind.isRefusalOfToken || failure.status == nil {
      throw failure
    }
    let told = try target?.get()
    let place = told?.target
    guard let permission = permission(type, place, token.value, user?.value, places) else {
      return await askOn(type, place, token.value).by(token.value, user?.value)
    }
    if permission == .yes, let told, let archive = await archive(told, token.value) {
      return CreationCheck(target: place, permission: .no(archive)).by(token.value, user?.value)
    }
    return CreationCheck(target: place, permission: permission).by(token.value, user?.value)
  }

  /// That a place is archived; nil where it is not, or this token is not told.
  private func archive(_ told: PlaceFacts, _ token: AccessTokenFacts?) async -> Obstacle? {
    var facts = told
    // A place that was found by its path told it with that; one that is known by its id was not read yet.
    if facts.target.fullPath == nil {
      guard token?.scopes.contains(where: Account.readScopes.contains) == true else { return nil }
      let place = TargetReference.id(told.target.id)
      let read = await asked { () async throws(APIFailure) in
        try await self.place(place, kind: told.target.kind, for: .registration)
      }
      facts = read.value ?? told
    }
    return facts.isArchived == true ? Texts.archived(facts.target) : nil
  }

  private func places(for type: RunnerType) async -> Associations? {
    guard let kind = type.targetKind else { return nil }
    return try? await associations(.toCreate(in: kind))
  }

  private func target(
    _ type: RunnerType, _ reference: TargetReference?
  ) async -> Result<PlaceFacts, APIFailure>? {
    guard let kind = type.targetKind else { return nil }
    switch reference {
    case nil: return nil
    case .id(let id)?: return .success(PlaceFacts(target: RunnerTarget(kind: kind, id: id)))
    case .path(let path)?:
      return await asked { () async throws(APIFailure) in
        try await place(.path(path), kind: kind, for: .registration)
      }
    }
  }

  /// What follows from the first answers alone; nil where they leave it open.
  private func permission(
    _ type: RunnerType, _ target: RunnerTarget?, _ token: AccessTokenFacts?, _ user: CurrentUser?,
    _ places: Associations?
  ) -> Permission? {
    guard let token else { return nil }
    if token.scopes.contains("granular") { return .unknown(Texts.fineGrained) }
    guard token.scopes.contains(where: Account.createScopes.contains) else {
      return .no(
        Texts.lacksScope(token.scopes, to: "create runners", needed: Account.createScopes))
    }
    guard let target else {
      guard type == .instance else { return nil }
      let findings = PreflightFindings(Account(user: user, token: token, scopes: token.scopes))
      // An administrator without admin mode is known by asking on.
      if user?.isAdministrator == true, findings.administration != .yes { return nil }
      return findings.administration
    }
    return places?[target.kind].contains { $0.id == target.id } == true ? .yes : nil
  }

  private func askOn(
    _ type: RunnerType, _ target: RunnerTarget?, _ token: AccessTokenFacts?
  ) async -> CreationCheck {
    let account = await account(user: nil, token: token)
    var findings = PreflightFindings(account)
    switch account.standing {
    case .refused(let obstacle): return CreationCheck(target: target, permission: .no(obstacle))
    case .unclear(let obstacle):
      return CreationCheck(target: target, permission: .unknown(obstacle))
    case .usable: break
    }
    if account.user?.isAdministrator == true, !findings.isCertainlyAdministrator {
      findings.readsAll = await readsRunners("/runners/all", .instance)
    }
    let preflight = findings.preflight(now: now())
    guard let target else {
      return CreationCheck(target: nil, permission: preflight.creation[type])
    }
    let examination = TargetExamination(client: self, target: target, preflight: preflight)
    return CreationCheck(target: target, permission: await examination.creation())
  }
}

extension CreationCheck {
  fileprivate func by(_ token: AccessTokenFacts?, _ user: CurrentUser?) -> CreationCheck {
    var result = self
    result.userID = user?.id ?? token?.userID
    result.username = user?.username
    return result
  }
}
