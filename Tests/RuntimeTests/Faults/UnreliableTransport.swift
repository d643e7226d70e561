import FoundationEssentials
import GitLabSandbox
import RunnerCore
import RunnerWizard
import Synchronization

@testable import Runtime

/// The sandbox in this process behind a network that fails on order, with clocks that only waiting moves.
final class UnreliableTransport: HTTPTransport {
  /// What happens to a request on its way.
  enum Trick: Sendable {
    /// Nothing reaches the server.
    case unsent(TransportFailure.Kind)
    /// It goes out and reaches nobody, which the program cannot know.
    case vanished
    /// It is carried out, and no answer comes back.
    case lost(TransportFailure.Kind)
    /// It is carried out that many waits later; until then no answer comes.
    case late(Int)
    /// It is carried out, and something else comes back.
    case answer(@Sendable (HTTPResponse) -> HTTPResponse)
    /// It is not carried out, and this comes back.
    case instead(HTTPResponse)
  }

  /// A trick on requests whose method and path begin like this, the first so many of them.
  struct Fault: Sendable {
    var request: String
    var trick: Trick
    var times: Int

    init(_ request: String, _ trick: Trick, times: Int = 1) {
      self.request = request
      self.trick = trick
      self.times = times
    }
  }

  private struct State {
    var sandbox: GitLabSandbox
    var faults: [Fault] = []
    var late: [(waits: Int, request: SandboxRequest)] = []
    /// Of the program.
    var now: Double
    /// By how much the server's clock differs.
    var skew: Double
  }

  static let start = 1_800_000_000.0
  private let state: Mutex<State>

  /// - Parameter start: what the clocks begin with; work that reads this machine's own needs that one's time.
  init(
    _ options: GitLabSandbox.Options = GitLabSandbox.Options(), skew: Double = 0,
    startingAt start: Double = UnreliableTransport.start
  ) {
    var options = options
    options.externalURL = SandboxTransport.address
    let moment = Date(timeIntervalSince1970: start + skew)
    state = Mutex(
      State(
        sandbox: GitLabSandbox(options: options, startingAt: moment), now: start, skew: skew))
  }

  var now: Date { state.withLock { Date(timeIntervalSince1970: $0.now) } }

  func withSandbox<Result: Sendable>(_ body: (inout GitLabSandbox) -> Result) -> Result {
    state.withLock { state in body(&state.sandbox) }
  }

  func add(_ faults: [Fault]) { state.withLock { $0.faults += faults } }

  /// Adds rules of the sandbox's own.
  func add(rules: [String]) {
    for rule in rules {
      guard let fault = SandboxFault(parsing: rule) else { preconditionFailure("No rule: \(rule)") }
      withSandbox { $0.add(fault) }
    }
  }

  /// From now on everything goes well.
  func heal() {
    state.withLock { state in
      state.faults = []
      state.sandbox.removeFaults()
    }
  }

  /// Sets the server's clock apart from the program's by so many seconds more.
  func turnServerClock(by seconds: Double) { state.withLock { $0.skew += seconds } }

  /// Lets so many seconds go by, and what is due happen.
  func wait(_ seconds: Double) {
    state.withLock { state in
      state.now += seconds
      let moment = Date(timeIntervalSince1970: state.now + state.skew)
      let due = state.late.filter { $0.waits <= 1 }
      state.late = state.late.filter { $0.waits > 1 }.map { ($0.waits - 1, $0.request) }
      for (_, request) in due { _ = state.sandbox.perform(request, at: moment) }
    }
  }

  func client(_ connection: Connection) -> GitLabClient {
    GitLabClient(
      connection: connection, transport: self, now: { self.now }, pause: { self.wait($0) })
  }

  /// The sandbox's access token of that name.
  func connection(_ name: String) -> Connection {
    let known = withSandbox { DemoConnections($0).known }
    guard let connection = known.first(where: { $0.name == name })?.connection else {
      preconditionFailure("No token \(name).")
    }
    return connection
  }

  func send(_ request: HTTPRequest) async throws(TransportFailure) -> HTTPResponse {
    try state.withLock { state in Self.answer(request, &state) }.get()
  }

  private static func answer(
    _ request: HTTPRequest, _ state: inout State
  ) -> Result<HTTPResponse, TransportFailure> {
    let target = String(request.url.dropFirst(SandboxTransport.address.count))
    let sent = SandboxRequest(
      method: request.method, target: target,
      headers: request.headers.map { ($0.name, $0.value) }, body: request.body)
    var trick: Trick?
    let line = "\(request.method) \(target)"
    if let place = state.faults.firstIndex(where: { $0.times > 0 && line.hasPrefix($0.request) }) {
      state.faults[place].times -= 1
      trick = state.faults[place].trick
    }
    func carriedOut() -> Result<HTTPResponse, TransportFailure> {
      let moment = Date(timeIntervalSince1970: state.now + state.skew)
      return result(of: state.sandbox.perform(sent, at: moment))
    }
    switch trick {
    case nil: return carriedOut()
    case .unsent(let kind): return failure(kind, wasSent: false)
    case .vanished: return failure(.connectionLost)
    case .lost(let kind):
      _ = carriedOut()
      return failure(kind)
    case .late(let waits):
      state.late.append((waits, sent))
      return failure(.timedOut)
    case .answer(let change): return carriedOut().map(change)
    case .instead(let response): return .success(response)
    }
  }

  private static func result(
    of outcome: SandboxOutcome
  ) -> Result<HTTPResponse, TransportFailure> {
    switch outcome {
    case .respond(let response), .slow(let response):
      .success(
        HTTPResponse(
          status: response.status,
          headers: response.headers.map { HeaderField(name: $0.0, value: $0.1) },
          body: response.body))
    case .reset, .close, .truncate: failure(.connectionLost)
    case .garbage: failure(.garbled)
    case .stall: failure(.timedOut)
    }
  }

  private static func failure(
    _ kind: TransportFailure.Kind, wasSent: Bool = true
  ) -> Result<HTTPResponse, TransportFailure> {
    .failure(TransportFailure(kind: kind, detail: "as ordered", wasSent: wasSent))
  }
}

extension HTTPResponse {
  /// The same with another body; an empty type is kept.
  func with(body: String, type: String? = nil) -> HTTPResponse {
    var response = self
    response.body = Array(body.utf8)
    if let type {
      response.headers.removeAll { $0.name.lowercased() == "content-type" }
      response.headers.append(HeaderField(name: "Content-Type", value: type))
    }
    return response
  }

  /// The same JSON object without a member.
  func without(_ name: String) -> HTTPResponse {
    guard case .object(let members)? = JSONValue(parsing: body) else { return self }
    return with(body: JSONValue.object(members.filter { $0.name != name }).text)
  }
}
