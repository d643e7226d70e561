import RunnerCore
import Synchronization

@testable import Runtime

/// The sandbox behind a gate that may hold requests up, with a count of them.
final class GateTransport: HTTPTransport {
  struct State {
    var isOpen = true
    var sent: [String] = []
    var underWay = 0
    var mostUnderWay = 0
  }

  let sandbox: SandboxTransport
  private let state = Mutex(State())

  init(_ sandbox: SandboxTransport = SandboxTransport()) {
    self.sandbox = sandbox
  }

  /// What came, as `METHOD path`, oldest first.
  var sent: [String] { state.withLock { $0.sent } }
  var underWay: Int { state.withLock { $0.underWay } }
  var mostUnderWay: Int { state.withLock { $0.mostUnderWay } }

  func close() { state.withLock { $0.isOpen = false } }
  func open() { state.withLock { $0.isOpen = true } }

  /// Waits until so many requests are held up; false when that takes too long.
  func holds(_ count: Int) async -> Bool {
    let deadline = ContinuousClock.now + .seconds(600)
    while underWay != count {
      guard ContinuousClock.now < deadline else { return false }
      await Task.yield()
    }
    return true
  }

  func send(_ request: HTTPRequest) async throws(TransportFailure) -> HTTPResponse {
    let path = request.url.dropFirst(SandboxTransport.address.count)
    state.withLock { state in
      state.sent.append("\(request.method) \(path)")
      state.underWay += 1
      state.mostUnderWay = max(state.mostUnderWay, state.underWay)
    }
    defer { state.withLock { $0.underWay -= 1 } }
    while !state.withLock({ $0.isOpen }) { await Task.yield() }
    return try await sandbox.send(request)
  }
}
