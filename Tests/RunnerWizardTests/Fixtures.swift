import RunnerCore
import RunnerWizard
import Support
import TerminalUI

/// Values that the tests of this module share.
enum Fixtures {
  /// What the fake server gives as runner authentication token; nothing may show it unasked.
  static let token = "glrt-t2_NotARealTokenAtAll"
  static let accessToken = "glpat-NotARealAccessToken"

  static func server(_ url: String = "https://gitlab.example.com") -> ServerURL {
    guard let server = try? ServerURL(parsing: url) else {
      preconditionFailure("The address of the fixture is an address.")
    }
    return server
  }

  static let connection = Connection(server: server(), token: Secret(accessToken))

  static let identity = Identity(
    user: CurrentUser(id: 5, username: "olivia", name: "Olivia Owner"),
    token: AccessTokenFacts(name: "laptop", scopes: ["api"], expiresAt: "2027-06-30"))

  static let group = RunnerTarget(
    kind: .group, id: 7, fullPath: "acme/infra", name: "Infra",
    webURL: "https://gitlab.example.com/groups/acme/infra")
  static let project = RunnerTarget(
    kind: .project, id: 42, fullPath: "acme/infra/tools", name: "Tools",
    webURL: "https://gitlab.example.com/acme/infra/tools")

  static let otherGroup = RunnerTarget(
    kind: .group, id: 8, fullPath: "shop", name: "Shop",
    webURL: "https://gitlab.example.com/groups/shop")
  static let otherProject = RunnerTarget(
    kind: .project, id: 43, fullPath: "shop/website", name: "Website",
    webURL: "https://gitlab.example.com/shop/website")

  static func settings(
    _ start: ConnectionStart = .ready(connection, notes: []), known: [KnownConnection] = [],
    glyphs: Glyphs = .unicode, isDemo: Bool = false, isReadOnly: Bool = false
  ) -> Settings {
    Settings(
      glyphs: glyphs, isDemo: isDemo, isReadOnly: isReadOnly, start: start, known: known,
      tokenFolder: "/home/olivia", savedFile: "/home/olivia/.config/runner-wizard/saved.yaml",
      themes: ["terminal", "default-dark", "mono"], theme: "terminal")
  }

  static let known = [
    KnownConnection(
      name: "owner-api", detail: "Olivia Owner, scope api", connection: connection),
    KnownConnection(
      name: "create-only", detail: "Olivia Owner, scope create_runner",
      connection: Connection(server: server(), token: Secret("glpat-CreateOnly"))),
  ]

  static let runner = RegisteredRunner(
    id: 1234, token: Secret(token),
    webURL: "https://gitlab.example.com/groups/acme/infra/-/runners/1234")
  static let expiry = LocalTime(unix: 1_806_411_900, text: "2027-03-30 14:05", zone: "CEST")

  /// A server on which everything goes well.
  @Sendable static func well(_ work: Work) -> Answer? {
    switch work {
    case .readToken: .tokenRead(Secret(accessToken))
    case .identify: .identified(identity)
    case .resolve(_, let kind, for: _, _): .resolved(kind == .group ? group : project)
    case .register: .registered(runner, expiry: expiry)
    case .copy: .copied(.confirmed(route: "tmux"))
    case .saveToken(_, let path, _): .tokenSaved(path: path)
    case .saveProfile(let name, _, _): .profileSaved(name: name, path: "/home/olivia/saved.yaml")
    case .open: .opened
    case .searchTargets(let search, _):
      .targetsFound(
        TargetPage(
          targets: search.kind == .group ? [group, otherGroup] : [project, otherProject], next: nil,
          total: 2), search)
    case .readTags: .tagsRead(TagCatalogue(entries: [], isPartial: false))
    case .saveRecent: .recentSaved
    case .probe: .probed(.gitLab)
    // What the scopes alone tell is known before the answer.
    case .examine(let identity, _):
      mayCreate(identity) ? .examined(preflight(identity)) : nil
    case .examineTarget(let target, description: _, _, _):
      .targetExamined(TargetFacts(target: target, creation: .yes, role: .owner))
    case .inquire(let failure, _, _, _):
      .inquired(
        RefusalReport(
          cause: failure.message, proof: [], unknown: [], fix: failure.fix, details: ""))
    default: nil
    }
  }

  /// Everything goes well but the work that an answer is given for; nil leaves that pending.
  static func except(
    _ isMeant: @escaping @Sendable (Work) -> Bool, _ answer: Answer?
  ) -> @Sendable (Work) -> Answer? {
    { isMeant($0) ? answer : well($0) }
  }

  static func failure(
    _ kind: APIFailure.Kind, _ outcome: APIFailure.Outcome = .refused,
    problems: [APIFailure.FieldProblem] = [], retryAfter: Int? = nil
  ) -> APIFailure {
    APIFailure(
      kind: kind, outcome: outcome, message: "The server said no.",
      fix: "Ask for another role.", problems: problems, retryAfter: retryAfter)
  }
}

extension Work {
  var isRegistration: Bool {
    if case .register = self { return true }
    return false
  }
  var isIdentification: Bool {
    if case .identify = self { return true }
    return false
  }
  var isResolving: Bool {
    if case .resolve = self { return true }
    return false
  }
  var isCopying: Bool {
    if case .copy = self { return true }
    return false
  }
  var isSaving: Bool {
    if case .saveToken = self { return true }
    return false
  }
}

extension Pilot {
  /// From the type to the review of a group runner, by Enter alone, past the moment in which a
  /// further Enter is dropped.
  mutating func goToReview() {
    press(.down, .enter)
    type("acme/infra")
    press(.enter)
    type("docker,linux")
    press(.enter, .enter, .enter)
    type("Docker host in Lyon")
    press(.enter, .enter)
    type("1h 30m")
    press(.enter, .enter, .enter)
    wait(milliseconds: 300)
  }

  /// To the result page, past the moment in which keys are dropped.
  mutating func goToResult() {
    goToReview()
    press(.enter)
    wait(milliseconds: 400)
  }
}
