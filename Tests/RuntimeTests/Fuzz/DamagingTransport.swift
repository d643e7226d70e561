import RunnerCore
import Support
import Synchronization

@testable import Runtime

/// The sandbox behind something that damages what it answers: bodies, headers and status.
final class DamagingTransport: HTTPTransport {
  private struct State {
    var seed: UInt64
    var bodies = 0
  }

  private let sandbox: SandboxTransport
  private let state: Mutex<State>
  private let mutator = JSONMutator()

  init(_ sandbox: SandboxTransport, seed: UInt64) {
    self.sandbox = sandbox
    state = Mutex(State(seed: seed))
  }

  /// How many answers were damaged.
  var bodies: Int { state.withLock { $0.bodies } }

  func send(_ request: HTTPRequest) async throws(TransportFailure) -> HTTPResponse {
    var response = try await sandbox.send(request)
    var dice = state.withLock { state in
      state.seed &+= 1
      return Dice(seed: state.seed)
    }
    // Some pass whole, or nothing that takes two requests would ever get to its second.
    if dice.oneIn(3) { return response }
    state.withLock { $0.bodies += 1 }
    response.body = mutator.mutate(response.body, &dice)
    // None of those after which a request is repeated, which would take its time.
    if dice.oneIn(6) {
      response.status = dice.pick([
        0, 100, 200, 201, 204, 206, 301, 302, 400, 401, 403, 404, 409, 412, 418, 422, 500, 501, 599,
        999,
      ])
    }
    for _ in 0..<dice.below(3) { changeHeader(&response, &dice) }
    return response
  }

  private static let names = [
    "X-Next-Page", "X-Total", "X-Total-Pages", "Link", "X-Request-Id", "Content-Type",
    "Retry-After",
    "RateLimit-Reset", "Location", "Date", "Server", "WWW-Authenticate", "X-Gitlab-Meta",
  ]
  private static let values = [
    "9223372036854775807", "-1", "99999999999999999999", "", "text/html", "application/json",
    "Bearer error=\"insufficient_scope\"", "<https://evil.example/?page=2>; rel=\"next\"",
    "Fri, 31 Dec 9999 23:59:60 GMT", "//evil.example/\u{1B}[2J", "https://evil.example:99999/", "2",
  ]

  private func changeHeader(_ response: inout HTTPResponse, _ dice: inout Dice) {
    let name = dice.pick(Self.names)
    let value = dice.oneIn(3) ? HostileText.any(&dice) : dice.pick(Self.values)
    response.headers.removeAll { $0.name.lowercased() == name.lowercased() }
    if !dice.oneIn(4) { response.headers.append(HeaderField(name: name, value: value)) }
  }
}
