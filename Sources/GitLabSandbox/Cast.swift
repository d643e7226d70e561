/// The people, credentials, groups and projects of every sandbox; names, ids, paths and tokens are fixed.
///
/// - `acme` belongs to `owner`; `maintainer` and `developer` have those roles in it.
/// - `acme/sealed` has runner registration switched off, `acme/sealed/inner` inherits that, the project
///   `acme/sealed/vault` has its own switch off; `acme/archive` is archived.
/// - Runner tokens of `acme/rotating` live 30 days, those of its project `rotor` 7 days.
/// - Runner tokens of `longtokens` have the routable format, 249 characters for its group runners.
/// - In `partner/shared` the owner is a developer only; `hidden` shows itself to administrators only;
///   everyone may see `public-library`.
/// - `acme/new-home` was `acme/old-home` before.
enum Cast {
  static let root = 1
  static let owner = 2
  static let maintainer = 3
  static let developer = 4
  static let blocked = 5
  static let projectBot = 6
  static let groupBot = 7

  static let users: [SandboxUser] = [
    SandboxUser(id: root, username: "root", name: "Administrator", isAdmin: true),
    SandboxUser(id: owner, username: "owner", name: "Olga Owner"),
    SandboxUser(id: maintainer, username: "maintainer", name: "Måns Maintainer"),
    SandboxUser(id: developer, username: "developer", name: "開発 Developer"),
    SandboxUser(id: blocked, username: "blocked", name: "Bela Blocked", isBlocked: true),
    SandboxUser(
      id: projectBot, username: "project_101_bot_5a4db0c5", name: "Deploy bot", isBot: true),
    SandboxUser(id: groupBot, username: "group_11_bot_5a4db0c5", name: "Platform bot", isBot: true),
  ]

  static let tokens: [SandboxToken] = [
    token(1, "owner-api", "glpat-sandbox-owner-api-0001", owner, "api"),
    token(2, "owner-create", "glpat-sandbox-owner-create-0002", owner, "create_runner"),
    token(
      3, "owner-create-read", "glpat-sandbox-owner-create-read-0003", owner,
      "create_runner read_api"),
    token(
      4, "owner-least", "glpat-sandbox-owner-least-0004", owner,
      "create_runner manage_runner read_api"),
    token(5, "owner-read-api", "glpat-sandbox-owner-read-api-0005", owner, "read_api"),
    token(6, "owner-manage", "glpat-sandbox-owner-manage-0006", owner, "manage_runner"),
    token(7, "owner-read-user", "glpat-sandbox-owner-read-user-0007", owner, "read_user"),
    token(
      8, "owner-expired", "glpat-sandbox-owner-expired-0008", owner, "api", state: .expired),
    token(
      9, "owner-revoked", "glpat-sandbox-owner-revoked-0009", owner, "api", state: .revoked),
    token(
      10, "owner-impersonated", "glpat-sandbox-owner-impersonated-0010", owner, "api",
      kind: .impersonation),
    token(
      11, "owner-fine-grained", "glpat-sandbox-owner-fine-grained-0011", owner, "granular",
      kind: .fineGrained),
    token(
      12, "owner-dpop", "glpat-sandbox-owner-dpop-0012", owner, "api", state: .needsProof),
    token(13, "owner-oauth", "sandbox0oauth0owner0013", owner, "api", kind: .oauth),
    token(14, "maintainer-api", "glpat-sandbox-maintainer-api-0014", maintainer, "api"),
    token(
      15, "maintainer-create", "glpat-sandbox-maintainer-create-0015", maintainer, "create_runner"),
    token(16, "developer-api", "glpat-sandbox-developer-api-0016", developer, "api"),
    token(17, "blocked-api", "glpat-sandbox-blocked-api-0017", blocked, "api"),
    token(18, "root-admin", "glpat-sandbox-root-admin-0018", root, "api admin_mode"),
    token(19, "root-api", "glpat-sandbox-root-api-0019", root, "api"),
    token(
      20, "root-create-admin", "glpat-sandbox-root-create-admin-0020", root,
      "create_runner admin_mode"),
    token(
      21, "project-bot", "glpat-sandbox-project-bot-0021", projectBot, "api", kind: .project),
    token(22, "group-bot", "glpat-sandbox-group-bot-0022", groupBot, "api", kind: .group),
  ]

  /// Registration token of the instance for the legacy flow.
  static let instanceRegistrationToken = "GR1348941sandbox-instance-01"

  private static func token(
    _ id: Int, _ name: String, _ text: String, _ user: Int, _ scopes: String,
    kind: SandboxToken.Kind = .personal, state: SandboxToken.State = .active
  ) -> SandboxToken {
    SandboxToken(
      id: id, name: name, token: text, userID: user,
      scopes: scopes.split(separator: " ").map(String.init), kind: kind, state: state)
  }
}
