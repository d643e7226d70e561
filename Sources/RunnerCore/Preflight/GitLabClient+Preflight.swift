import FoundationEssentials

extension GitLabClient {
  /// Finds out what may be done with the access token, by requests that only read; what cannot be found out is said
  /// as unknown.
  ///
  /// The requests go out together: what the server is, one group and one project in which the role is high enough,
  /// and the list of all runners, which only administrators and auditors read. A token that may only create runners
  /// is asked about its associations instead.
  /// - Parameters:
  ///   - user: nil where it is not known; asked for if the token may read it.
  ///   - token: nil where it is not known, as for OAuth tokens; asked for.
  public func preflight(user: CurrentUser?, token: AccessTokenFacts?) async -> Preflight {
    let account = await account(user: user, token: token)
    switch account.standing {
    case .refused(let obstacle):
      return PreflightFindings(account).preflight(all: .no(obstacle), now: now())
    case .unclear(let obstacle):
      return PreflightFindings(account).preflight(all: .unknown(obstacle), now: now())
    case .usable: break
    }
    return await findings(account).preflight(now: now())
  }

  private func findings(_ account: Account) async -> PreflightFindings {
    var findings = PreflightFindings(account)
    let reads = account.has(Account.readScopes) ?? (account.kind != .fineGrained)
    let creates = account.has(Account.createScopes) ?? (account.kind != .fineGrained)
    let needsPlaces = !findings.isCertainlyAdministrator
    let usesAssociations = needsPlaces && creates && !reads && account.kind != .oauth

    async let server =
      account.has(Account.userScopes) != false
      ? asked { () async throws(APIFailure) in try await serverFacts() }.value : nil
    async let groups = places(.group, reads: needsPlaces && reads, usesAssociations)
    async let projects = places(.project, reads: needsPlaces && reads, usesAssociations)
    async let all = reads && needsPlaces ? readsRunners("/runners/all", .instance) : nil
    findings.server = await server
    findings.groups = await groups
    findings.projects = await projects
    findings.readsAll = await all
    guard reads, needsPlaces else { return findings }
    await browse(&findings)
    return findings
  }

  private func places(
    _ kind: RunnerTarget.Kind, reads: Bool, _ usesAssociations: Bool
  ) async -> PlacesFound? {
    if reads { return await anyPlace(kind, .toCreate(in: kind), inUse: true) }
    return usesAssociations ? await anyAssociation(kind) : nil
  }

  /// Asks on where the role to create was not found: lists are open to lower roles and of archived places too.
  private func browse(_ findings: inout PreflightFindings) async {
    async let project =
      findings.projects == PlacesFound.none
      ? anyPlace(.project, .maintainer, inUse: false) : findings.projects
    if findings.groups == PlacesFound.none {
      // Older servers show them to Owners alone (GitLab: `read_runners` in `app/policies/group_policy.rb`).
      switch await anyPlace(.group, .maintainer, inUse: false) {
      case .some(let group):
        findings.readsGroup = await readsRunners(
          "/groups/\(group.id)/runners", .group(group, .allAvailable))
      case .none: findings.readsGroup = .success(false)
      case .failed(let failure): findings.readsGroup = .failure(failure)
      }
    }
    findings.maintained = await project
  }

  /// Whether a list of runners is shown.
  func readsRunners(
    _ path: String, _ scope: RunnerScope
  ) async -> Result<Bool, APIFailure>? {
    do {
      _ = try await read(path + "?per_page=1", reader(.runnerList(scope)))
      return .success(true)
    } catch {
      return error.kind == .forbidden ? .success(false) : .failure(error)
    }
  }
}
