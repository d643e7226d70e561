import FoundationEssentials
import RunnerCore
import Synchronization

/// Answers requests from a list and remembers them. When the list is used up, its last entry goes on.
final class ScriptedTransport: HTTPTransport {
  typealias Answer = Result<HTTPResponse, TransportFailure>

  private let answers: [Answer]
  private let sent = Mutex<[HTTPRequest]>([])

  init(_ answers: Answer...) {
    self.answers = answers
  }

  var requests: [HTTPRequest] { sent.withLock { $0 } }

  func send(_ request: HTTPRequest) async throws(TransportFailure) -> HTTPResponse {
    let index = sent.withLock { sent in
      sent.append(request)
      return sent.count - 1
    }
    return try answers[min(index, answers.count - 1)].get()
  }
}

extension HTTPResponse {
  /// A JSON answer with a request id.
  static func json(
    _ status: Int, _ body: String, headers: [(String, String)] = []
  ) -> HTTPResponse {
    HTTPResponse(
      status: status,
      headers: [
        HeaderField(name: "content-type", value: "application/json"),
        HeaderField(name: "x-request-id", value: "01REQUEST"),
      ] + headers.map { HeaderField(name: $0.0, value: $0.1) },
      body: Array(body.utf8))
  }

  static func text(
    _ status: Int, _ body: String, headers: [(String, String)] = []
  ) -> HTTPResponse {
    HTTPResponse(
      status: status, headers: headers.map { HeaderField(name: $0.0, value: $0.1) },
      body: Array(body.utf8))
  }
}

/// Made up; no server knows it.
let accessToken = "glpat-AAAABBBBCCCCDDDDEEEE"

func connection(
  _ address: String = "https://gitlab.example.com", token: String = accessToken,
  authentication: Authentication = .privateToken, headers: [HeaderField] = []
) throws -> Connection {
  Connection(
    server: try ServerURL(parsing: address), token: Secret(token), authentication: authentication,
    headers: headers, source: "GITLAB_TOKEN")
}

func client(
  _ transport: ScriptedTransport, _ connection: Connection? = nil,
  pause: @escaping @Sendable (Double) async throws -> Void = { _ in },
  trace: @escaping @Sendable (RequestTrace) -> Void = { _ in }
) throws -> GitLabClient {
  GitLabClient(
    connection: try connection ?? RunnerCoreTests.connection(), transport: transport,
    now: { .init(timeIntervalSince1970: 1_800_000_000) }, pause: pause, trace: trace)
}

let someGroup = RunnerTarget(kind: .group, id: 12, fullPath: "platform/build")
let someProject = RunnerTarget(kind: .project, id: 34, fullPath: "platform/build/app")

func registration(_ type: RunnerType = .group) throws -> RunnerRegistration {
  let target: RunnerTarget? =
    switch type {
    case .instance: nil
    case .group: someGroup
    case .project: someProject
    }
  return try RunnerForm(type: type, target: target, tags: ["docker"]).validate()
}

/// The failure of an operation that must fail.
func failure<Value: Sendable>(
  of operation: () async throws(APIFailure) -> Value
) async throws -> APIFailure {
  do {
    let value = try await operation()
    throw UnexpectedSuccess(value: "\(value)")
  } catch let failure as APIFailure {
    return failure
  }
}

struct UnexpectedSuccess: Error {
  let value: String
}
