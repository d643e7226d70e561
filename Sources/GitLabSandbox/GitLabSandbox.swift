public import FoundationEssentials

/// A small GitLab as a value: requests in, responses out, all state inside.
///
/// It has no network, no clock and no chance of its own: time is given with each request and everything
/// random comes from the seed. What it imitates are GitLab's REST and GraphQL interfaces for runners.
public struct GitLabSandbox: Sendable {
  public let options: Options
  /// Scheme, host and port used in links; a server sets it once its port is known.
  public var externalURL: String
  public var settings: Settings

  public internal(set) var users: [SandboxUser]
  public internal(set) var tokens: [SandboxToken]
  public internal(set) var groups: [SandboxGroup]
  public internal(set) var projects: [SandboxProject]
  /// In the order of their ids.
  public internal(set) var runners: [SandboxRunner] = []
  /// The latest requests, oldest first; see ``SandboxLogEntry``.
  public internal(set) var log: [SandboxLogEntry] = []
  /// Seconds by which the sandbox's clock is ahead of the given time.
  public internal(set) var clockOffset: TimeInterval = 0

  let start: Date
  let places: PlaceIndex
  var faults: [SandboxFault] = []
  var random: SplitMix64
  var runnerIDsByToken: [String: Int] = [:]
  var runnerOrders = RunnerOrders()
  var nextRunnerID = 1
  var nextManagerID = 1
  var requestCount = 0
  /// Contacts to come, in the order of their moments.
  var plannedContacts: [PlannedContact] = []

  /// - Parameter start: moment to which the ages of the runners and access tokens are relative.
  public init(options: Options = Options(), startingAt start: Date) {
    self.options = options
    self.start = start
    externalURL = options.externalURL
    settings = Settings(release: options.gitLab)
    random = SplitMix64(seed: options.seed)
    users = Cast.users
    tokens = Cast.tokens
    let generated = GeneratedPlaces(count: options.places, seed: options.seed)
    groups = Cast.groups + generated.groups
    projects = Cast.projects + generated.projects
    places = PlaceIndex(groups: groups, projects: projects)
    addFixedRunners()
    addGeneratedRunners(count: options.runners)
  }

  /// The address under which clients reach it: external URL and relative root.
  public var url: String { externalURL + options.basePath }

  /// Reads a moment in ISO 8601, `2026-01-31T09:00:00Z`; nil when it is none.
  public static func moment(parsing text: String) -> Date? { Timestamps.parse(text) }

  /// Address, access tokens, and the groups and projects that are not generated, for those who want to use them.
  public var inventory: SandboxJSON {
    let tokens = tokens.map { token -> SandboxJSON in
      [
        "name": .string(token.name), "token": .string(token.token),
        "user": SandboxJSON(users.first { $0.id == token.userID }?.username),
        "scopes": SandboxJSON(token.scopes), "kind": .string(token.kind.rawValue),
        "state": .string(token.state.rawValue),
      ]
    }
    let groups = fixedGroups.map { place($0.id, $0.fullPath) }
    let projects = fixedProjects.map { place($0.id, $0.fullPath) }
    return [
      "url": .string(url), "tokens": .array(tokens), "groups": .array(groups),
      "projects": .array(projects),
    ]
  }

  /// Those of every sandbox.
  public var fixedGroups: ArraySlice<SandboxGroup> { groups.prefix(Cast.groups.count) }
  /// Those of every sandbox.
  public var fixedProjects: ArraySlice<SandboxProject> { projects.prefix(Cast.projects.count) }

  private func place(_ id: Int, _ path: String) -> SandboxJSON {
    ["id": .int(id), "full_path": .string(path)]
  }

  /// Answers one request as GitLab would; requests under `/-/` are the sandbox's own controls.
  public mutating func respond(to request: SandboxRequest, at now: Date) -> SandboxResponse {
    if let answer = respondToControl(request, at: now) { return answer }
    let moment = now.addingTimeInterval(clockOffset)
    catchUp(to: moment)
    var response = finish(dispatch(request, at: moment), at: moment)
    record(request, status: response.status)
    if request.method == "HEAD" { response.body = [] }
    return response
  }

  /// Adds what every answer of GitLab has, whatever it says.
  mutating func finish(_ response: SandboxResponse, at moment: Date) -> SandboxResponse {
    requestCount += 1
    var response = response
    response.headers += [("X-Request-Id", requestID), ("Date", Timestamps.http(moment))]
    return response
  }

  /// 26 characters as GitLab's ULID-like correlation ids, but counting.
  private var requestID: String {
    let digits = String(requestCount, radix: 32).uppercased()
    return "01SANDBOX" + String(repeating: "0", count: max(0, 17 - digits.count)) + digits
  }

  private mutating func dispatch(_ request: SandboxRequest, at now: Date) -> SandboxResponse {
    guard let path = pathUnderBase(request) else { return .html(status: 404, Texts.notFoundPage) }
    if path == "/api/graphql" { return respondToGraphQL(request, at: now) }
    if path == "/oauth/token/info", request.method == "GET" {
      return showOAuthToken(request)
    }
    guard let segments = apiSegments(path) else { return page(path) }
    if settings.maintenanceMode, !["GET", "HEAD"].contains(request.method) {
      return .json(status: 403, ["message": .string(Texts.readOnly)])
    }
    guard let (route, captures) = Route.find(method: request.method, segments: segments) else {
      return Refusal.unknownRoute.response
    }
    do throws(Refusal) {
      var call = Call(request: request, path: path, route: route, now: now)
      if route.access != .anonymous { call.caller = try authenticate(call) }
      call.parameters = try Parameters(request: request, captures: captures)
      return try route.handler(&self, call)
    } catch {
      return error.response
    }
  }

  /// The raw path without query and relative root; nil when the request is for something beside it.
  func pathUnderBase(_ request: SandboxRequest) -> String? {
    let path = request.path
    guard !options.basePath.isEmpty else { return path }
    guard path == options.basePath || path.hasPrefix(options.basePath + "/") else { return nil }
    return String(path.dropFirst(options.basePath.count))
  }

  /// Decoded segments after `/api/v4/`; nil for a path outside of the REST interface.
  private func apiSegments(_ path: String) -> [String]? {
    guard path.hasPrefix("/api/v4/") else { return nil }
    return path.utf8.dropFirst(8).split(
      separator: UInt8(ascii: "/"), omittingEmptySubsequences: false
    )
    .map { PercentCoding.decode($0) }
  }

  /// The pages for people.
  private func page(_ path: String) -> SandboxResponse {
    switch path {
    case "", "/":
      .redirect(status: 302, to: url + "/users/sign_in")
    case "/users/sign_in":
      .html(status: 200, Texts.signInPage)
    default:
      path.hasPrefix("/api/")
        ? .json(status: 404, ["error": "404 Not Found"]) : .html(status: 404, Texts.notFoundPage)
    }
  }
}
