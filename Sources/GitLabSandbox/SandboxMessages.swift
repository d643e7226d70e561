/// An HTTP request as the sandbox sees it.
public struct SandboxRequest: Sendable {
  public var method: String
  /// Raw path and query as sent; `%2F` stays as it is.
  public var target: String
  public var headers: [(String, String)]
  public var body: [UInt8]

  public init(
    method: String, target: String, headers: [(String, String)] = [], body: [UInt8] = []
  ) {
    self.method = method
    self.target = target
    self.headers = headers
    self.body = body
  }

  /// First value of a header, whose name is compared without regard to case.
  public func header(_ name: String) -> String? {
    headers.first { $0.0.lowercased() == name.lowercased() }?.1
  }

  /// Raw path without the query.
  var path: String { String(target.prefix { $0 != "?" }) }

  /// Raw query without the question mark; empty when there is none.
  var query: String { String(target.drop { $0 != "?" }.dropFirst()) }
}

/// An HTTP response; Content-Length and Connection are left to the one who sends it.
public struct SandboxResponse: Sendable {
  public var status: Int
  public var headers: [(String, String)]
  public var body: [UInt8]

  public init(status: Int, headers: [(String, String)] = [], body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  /// First value of a header, whose name is compared without regard to case.
  public func header(_ name: String) -> String? {
    headers.first { $0.0.lowercased() == name.lowercased() }?.1
  }

  static func json(
    status: Int = 200, _ body: SandboxJSON, headers: [(String, String)] = []
  ) -> Self {
    Self(
      status: status, headers: [("Content-Type", "application/json")] + headers, body: body.bytes)
  }

  static func html(status: Int, _ page: String) -> Self {
    Self(
      status: status, headers: [("Content-Type", "text/html; charset=utf-8")],
      body: Array(page.utf8))
  }

  static func plain(status: Int, _ text: String, headers: [(String, String)] = []) -> Self {
    Self(
      status: status, headers: [("Content-Type", "text/plain; charset=utf-8")] + headers,
      body: Array(text.utf8))
  }

  static func redirect(status: Int, to url: String) -> Self {
    plain(status: status, Texts.moved(to: url), headers: [("Location", url)])
  }

  static let noContent = Self(status: 204)
}

/// Why a request is not carried out: the response that says so.
struct Refusal: Error {
  let response: SandboxResponse

  /// `{"message":"403 Forbidden - reason"}` as `render_api_error!` writes it (lib/api/helpers.rb).
  static func message(_ status: Int, _ reason: String? = nil) -> Refusal {
    let line = Texts.statusLine(status)
    let text = reason.map { "\(line) - \($0)" } ?? line
    return Refusal(response: .json(status: status, ["message": .string(text)]))
  }

  /// `{"message":"404 Runner Not Found"}`.
  static func notFound(_ what: String) -> Refusal {
    Refusal(response: .json(status: 404, ["message": .string("404 \(what) Not Found")]))
  }

  /// What Grape answers for a path that it does not know.
  static let unknownRoute = Refusal(
    response: .json(status: 404, ["error": "404 Not Found"]))

  /// `{"message":{"attribute":["text"]}}` as `render_validation_error!` writes it (lib/api/helpers.rb).
  static func validation(_ problems: [ModelProblem]) -> Refusal {
    var members: [SandboxJSON.Member] = []
    for problem in problems {
      if let index = members.firstIndex(where: { $0.key == problem.attribute }) {
        members[index].value = .array((members[index].value.array ?? []) + [.string(problem.text)])
      } else {
        members.append(.init(problem.attribute, [.string(problem.text)]))
      }
    }
    return Refusal(response: .json(status: 400, ["message": .object(members)]))
  }

  /// `{"error":"a is missing, b is invalid"}` as Grape writes it.
  static func parameters(_ problems: [String]) -> Refusal {
    plain(400, problems.joined(separator: ", "))
  }

  /// `{"error":"text"}` from a bare `error!`.
  static func plain(_ status: Int, _ text: String) -> Refusal {
    Refusal(response: .json(status: status, ["error": .string(text)]))
  }

  /// `{"error":"code","error_description":"text"}` as lib/api/api_guard.rb writes it.
  static func oauth(
    _ status: Int, _ code: String, _ description: String, scope: String? = nil
  ) -> Refusal {
    let scopes = scope.map { [SandboxJSON.Member("scope", .string($0))] } ?? []
    let body: SandboxJSON = ["error": .string(code), "error_description": .string(description)]
    return Refusal(response: .json(status: status, body.adding(scopes)))
  }
}
