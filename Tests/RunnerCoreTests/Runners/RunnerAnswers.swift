import FoundationEssentials
import RunnerCore
import Synchronization

/// Answers requests by what they ask, and remembers them and how many were under way at once.
final class AnsweringTransport: HTTPTransport {
  typealias Answer = @Sendable (HTTPRequest) async throws(TransportFailure) -> HTTPResponse

  private struct Record {
    var requests: [HTTPRequest] = []
    var underWay = 0
    var mostUnderWay = 0
  }

  private let answer: Answer
  private let record = Mutex(Record())

  init(_ answer: @escaping Answer) {
    self.answer = answer
  }

  var requests: [HTTPRequest] { record.withLock { $0.requests } }
  var mostUnderWay: Int { record.withLock { $0.mostUnderWay } }

  func send(_ request: HTTPRequest) async throws(TransportFailure) -> HTTPResponse {
    record.withLock { record in
      record.requests.append(request)
      record.underWay += 1
      record.mostUnderWay = max(record.mostUnderWay, record.underWay)
    }
    defer { record.withLock { $0.underWay -= 1 } }
    return try await answer(request)
  }
}

/// Lets tasks wait until something happened so many times.
actor Milestones {
  private var count = 0
  private var waiting: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []

  func pass() {
    count += 1
    for (wanted, continuation) in waiting where wanted <= count { continuation.resume() }
    waiting.removeAll { $0.count <= count }
  }

  func wait(for wanted: Int) async {
    if count >= wanted { return }
    await withCheckedContinuation { waiting.append((wanted, $0)) }
  }
}

/// What a list brought.
final class Deliveries: Sendable {
  private let events = Mutex<[RunnerListEvent]>([])

  var all: [RunnerListEvent] { events.withLock { $0 } }

  var pages: [RunnerPage] {
    all.compactMap { if case .page(let page) = $0 { page } else { nil } }
  }

  var ids: [Int64] { pages.flatMap(\.runners).map(\.id) }

  var sources: [RunnerSource] {
    all.compactMap { if case .source(let source) = $0 { source } else { nil } }
  }

  var deliver: @Sendable (RunnerListEvent) -> Void {
    { event in self.events.withLock { $0.append(event) } }
  }
}

extension GitLabClient {
  init(_ transport: any HTTPTransport, _ connection: Connection) {
    self.init(
      connection: connection, transport: transport,
      now: { .init(timeIntervalSince1970: 1_800_000_000) }, pause: { _ in })
  }

  /// Loads a list of which the outcome counts, not the way.
  func load(
    _ scope: RunnerScope = .mine, source: RunnerSource = .graphQL(.all), from: RunnerCursor? = nil,
    pages: Int = 1, into deliveries: Deliveries = Deliveries()
  ) async -> Result<RunnerCursor?, RunnerListFailure> {
    do {
      return .success(
        try await loadRunners(
          RunnerQuery(scope: scope), source: source, from: from, pages: pages,
          deliver: deliveries.deliver))
    } catch {
      return .failure(error)
    }
  }
}

extension HTTPRequest {
  var text: String { String(decoding: body, as: UTF8.self) }
  var isGraphQL: Bool { url.hasSuffix("/api/graphql") }

  /// The number of the page in the query of a REST request.
  var page: Int { Int(url.split(separator: "page=")[1].prefix { $0.isNumber }) ?? 0 }
}

/// GitLab's answers to queries.
enum GraphQLAnswers {
  /// A page of the user's own runners.
  static func ownRunners(
    _ ids: [Int], next: String? = nil, count: Int? = nil, more: String = ""
  ) -> HTTPResponse {
    .json(
      200, #"{"data":{"currentUser":{"runners":\#(list(ids, next: next, count: count))}}\#(more)}"#)
  }

  static func list(_ ids: [Int], next: String? = nil, count: Int? = nil) -> String {
    let rows = ids.map { #"{"id":"gid://gitlab/Ci::Runner/\#($0)","status":"ONLINE"}"# }
    let info =
      next.map { #"{"endCursor":"\#($0)","hasNextPage":true}"# }
      ?? #"{"endCursor":"end","hasNextPage":false}"#
    let total = count.map { #""count":\#($0),"# } ?? ""
    return #"{"pageInfo":\#(info),\#(total)"nodes":[\#(rows.joined(separator: ","))]}"#
  }

  static let undefinedField = HTTPResponse.json(
    200,
    #"{"errors":[{"message":"Field 'runners' doesn't exist on type 'CurrentUser'","path":["query"],"extensions":{"code":"undefinedField","typeName":"CurrentUser","fieldName":"runners"}}]}"#
  )

  static let hidden =
    "The resource that you are attempting to access does not exist or you don't have permission to perform this action"

  /// What a server with these fields says of itself.
  static func schema(runner: [String], manager: [String] = [], user: [String] = []) -> HTTPResponse
  {
    func fields(_ names: [String]) -> String {
      #"{"fields":[\#(names.map { #"{"name":"\#($0)"}"# }.joined(separator: ","))]}"#
    }
    return .json(
      200,
      #"{"data":{"runner":\#(fields(runner)),"manager":\#(fields(manager)),"user":\#(fields(user)),"membership":{"enumValues":[{"name":"DIRECT"},{"name":"ALL_AVAILABLE"}]}}}"#
    )
  }
}

/// GitLab's answers over REST.
enum RESTAnswers {
  static func runners(
    _ ids: [Int], headers: [(String, String)] = [("X-Next-Page", "")]
  ) -> HTTPResponse {
    let rows = ids.map { #"{"id":\#($0),"status":"online"}"# }
    return .json(200, "[\(rows.joined(separator: ","))]", headers: headers)
  }
}
