import FoundationEssentials
import GitLabSandbox

/// A sandbox with short ways to ask it, standing at one fixed moment unless moved.
struct Door {
  static let start = Date(timeIntervalSince1970: 1_780_000_000)

  var sandbox: GitLabSandbox
  var now = Door.start

  init(_ options: GitLabSandbox.Options = .init()) {
    sandbox = GitLabSandbox(options: options, startingAt: Self.start)
  }

  /// Sends a request with the access token of that name and a JSON body.
  mutating func ask(
    _ method: String, _ path: String, as name: String? = nil, _ body: SandboxJSON? = nil
  ) -> SandboxResponse {
    var request = SandboxRequest(
      method: method, target: sandbox.options.basePath + "/api/v4/" + path)
    if let name { request.headers.append(("PRIVATE-TOKEN", token(name))) }
    if let body {
      request.headers.append(("Content-Type", "application/json"))
      request.body = body.bytes
    }
    return sandbox.respond(to: request, at: now)
  }

  /// Text of an access token; a name that is none is sent as it is.
  func token(_ name: String) -> String {
    sandbox.tokens.first { $0.name == name }?.token ?? name
  }

  /// Creates a group runner in `acme` with these further parameters.
  mutating func createGroupRunner(_ members: (String, SandboxJSON)...) -> SandboxResponse {
    var body: [SandboxJSON.Member] = [.init("runner_type", "group_type"), .init("group_id", 10)]
    body += members.map { SandboxJSON.Member($0.0, $0.1) }
    return ask("POST", "user/runners", as: "owner-api", .object(body))
  }
}

extension SandboxResponse {
  var text: String { String(decoding: body, as: UTF8.self) }
  var json: SandboxJSON? { SandboxJSON(parsing: body) }
}

/// Ways to ask GraphQL.
extension Door {
  /// Sends one operation with the access token of that name.
  mutating func query(
    _ text: String, as name: String? = "owner-api", _ variables: SandboxJSON? = nil,
    operation: String? = nil
  ) -> SandboxResponse {
    var body: [SandboxJSON.Member] = [.init("query", .string(text))]
    if let variables { body.append(.init("variables", variables)) }
    if let operation { body.append(.init("operationName", .string(operation))) }
    return post(.object(body), as: name)
  }

  /// Sends any JSON to the endpoint.
  mutating func post(_ body: SandboxJSON, as name: String? = "owner-api") -> SandboxResponse {
    var request = SandboxRequest(
      method: "POST", target: sandbox.options.basePath + "/api/graphql",
      headers: [("Content-Type", "application/json")], body: body.bytes)
    if let name { request.headers.append(("PRIVATE-TOKEN", token(name))) }
    return sandbox.respond(to: request, at: now)
  }

  /// The data of an answer that has no errors.
  mutating func data(
    _ text: String, as name: String? = "owner-api", _ variables: SandboxJSON? = nil
  ) throws -> SandboxJSON {
    let answer = query(text, as: name, variables)
    guard answer.json?["errors"] == nil, let data = answer.json?["data"] else {
      throw UnexpectedAnswer(text: answer.text)
    }
    return data
  }

  struct UnexpectedAnswer: Error {
    let text: String
  }
}

extension SandboxJSON {
  /// What lies under the keys, one inside the other.
  subscript(path path: String...) -> SandboxJSON? {
    path.reduce(self as SandboxJSON?) { value, key in value?[key] }
  }

  /// The nodes of a connection.
  var nodes: [SandboxJSON] { self["nodes"]?.array ?? [] }
}
