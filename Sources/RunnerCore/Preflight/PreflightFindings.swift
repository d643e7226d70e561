import FoundationEssentials

/// What the requests of a preflight brought, and what follows from it.
struct PreflightFindings {
  var account: Account
  var server: ServerFacts?
  /// A group or project in use in which the role is high enough to create; nil where it was not asked.
  var groups: PlacesFound?
  var projects: PlacesFound?
  /// A project in which the role is high enough to read its runners, archived ones included.
  var maintained: PlacesFound?
  /// Whether the runners of the whole instance are shown; nil where it was not asked.
  var readsAll: Result<Bool, APIFailure>?
  /// The same for those of a group in which the user is Maintainer only.
  var readsGroup: Result<Bool, APIFailure>?

  init(_ account: Account) {
    self.account = account
  }

  /// Days before its end from which on an access token is warned of.
  static let warningDays = 14

  /// Whether nothing has to be asked to know that an administrator acts as one.
  ///
  /// Only administrators are offered the scope `admin_mode` (GitLab: `ADMIN_SCOPES` in `lib/gitlab/auth.rb`), so a
  /// token that has it and may not read its user is taken for an administrator's.
  var isCertainlyAdministrator: Bool {
    guard account.scopes?.contains("admin_mode") == true else { return false }
    return account.user.map { $0.isAdministrator == true } ?? true
  }

  var administration: Permission {
    if isCertainlyAdministrator { return .yes }
    guard account.kind != .fineGrained else { return .unknown(Texts.fineGrained) }
    guard let user = account.user else { return .unknown(Texts.userUnreadable) }
    guard user.isAdministrator == true else { return .no(Texts.notAdministrator) }
    switch readsAll {
    case .success(true)?: return .yes
    case .success(false)?: return .no(Texts.adminModeOff)
    case .failure?, nil: return .unknown(Texts.adminModeUnknown)
    }
  }

  func preflight(now: Date) -> Preflight {
    preflight(
      TypePermissions(
        instance: creation(administration), group: creation(in: .group),
        project: creation(in: .project)),
      BrowsingPermissions(
        mine: browsing(.yes), group: browsing(groupBrowsing), project: browsing(projectBrowsing),
        instance: browsing(instanceBrowsing)),
      administration, now)
  }

  /// The same answer for everything, because nothing is allowed or could be asked.
  func preflight(all permission: Permission, now: Date) -> Preflight {
    preflight(
      TypePermissions(instance: permission, group: permission, project: permission),
      BrowsingPermissions(
        mine: permission, group: permission, project: permission, instance: permission),
      permission, now)
  }

  private func preflight(
    _ creation: TypePermissions, _ browsing: BrowsingPermissions, _ administration: Permission,
    _ now: Date
  ) -> Preflight {
    Preflight(
      kind: account.kind, user: account.user, token: account.token, server: server,
      administration: administration, creation: creation, browsing: browsing,
      warnings: account.token?.expiresAt.flatMap { warning(ofEnd: $0, now) }.map { [$0] } ?? [],
      scopes: account.scopes)
  }

  // Creating

  /// What the scopes leave of a permission that the role gives.
  private func creation(_ permission: Permission) -> Permission {
    if account.kind == .fineGrained { return .unknown(Texts.fineGrained) }
    switch account.has(Account.createScopes) {
    case true?: return permission
    case false?:
      return .no(
        Texts.lacksScope(
          account.scopes ?? [], to: "create runners", needed: Account.createScopes))
    case nil: return permission.isRefused ? permission : .unknown(Texts.scopesUnknown)
    }
  }

  private func creation(in kind: RunnerTarget.Kind) -> Permission {
    let administration = administration
    if administration == .yes { return creation(.yes) }
    let permission: Permission =
      switch kind == .group ? groups : projects {
      case .some?: .yes
      case PlacesFound.none?:
        if case .unknown = administration {
          .unknown(Texts.roleUnknown(kind))
        } else {
          .no(Texts.roleTooLowEverywhere(kind))
        }
      case .failed(let failure)?:
        .unknown(failure.status == 404 ? Texts.associationsUnknown : Obstacle(failure))
      case nil: .unknown(Texts.roleUnknown(kind))
      }
    return creation(permission)
  }

  // Browsing

  private func browsing(_ permission: Permission) -> Permission {
    if account.kind == .fineGrained { return .unknown(Texts.fineGrainedBrowsing) }
    switch account.has(Account.readScopes) {
    case true?: return permission
    case false?:
      return .no(
        Texts.lacksScope(account.scopes ?? [], to: "list runners", needed: Account.readScopes))
    case nil:
      // That groups are shown proves the scope.
      guard case .failed(let failure)? = groups else { return permission }
      return failure.kind.isAboutScope ? .no(Obstacle(failure)) : .unknown(Obstacle(failure))
    }
  }

  private var groupBrowsing: Permission {
    if administration == .yes { return .yes }
    if case .some? = groups { return .yes }
    if case .failed(let failure)? = groups { return .unknown(Obstacle(failure)) }
    return permission(readsGroup, Texts.roleTooLowToBrowse(.group))
  }

  private var projectBrowsing: Permission {
    if administration == .yes { return .yes }
    switch maintained {
    case .some?: return .yes
    case .failed(let failure)?: return .unknown(Obstacle(failure))
    case PlacesFound.none?, nil: return .no(Texts.roleTooLowToBrowse(.project))
    }
  }

  private var instanceBrowsing: Permission {
    if administration == .yes { return .yes }
    return permission(readsAll, Texts.onlyAdministratorsBrowseAll)
  }

  private func permission(
    _ answer: Result<Bool, APIFailure>?, _ obstacle: Obstacle
  ) -> Permission {
    switch answer {
    case .success(true)?: .yes
    case .success(false)?, nil: .no(obstacle)
    case .failure(let failure)?: .unknown(Obstacle(failure))
    }
  }

  // Warnings

  /// A token ends at midnight UTC of the day that it names (GitLab: `doc/user/profile/personal_access_tokens.md`).
  private func warning(ofEnd date: String, _ now: Date) -> String? {
    guard let end = Timestamp.iso8601(date) else { return nil }
    let today = (now.timeIntervalSince1970 / 86_400).rounded(.down)
    let days = Int((end.timeIntervalSince1970 / 86_400).rounded(.down) - today)
    return days <= Self.warningDays ? Texts.tokenEnds(sanitized(date), inDays: days) : nil
  }
}
