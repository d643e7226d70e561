import FoundationEssentials
import GitLabSandbox
import RunnerCore
import Synchronization

/// The sandbox in this process in place of a network: nothing listens, nothing leaves.
final class SandboxTransport: HTTPTransport {
  /// The address under which the demonstration is found. The top-level domain is reserved for
  /// examples (RFC 2606), so that nothing on a network can be meant by it.
  static let address = "https://demo.gitlab.example"

  private let sandbox: Mutex<GitLabSandbox>
  private let now: @Sendable () -> Date

  /// - Parameter options: of which the address does not count.
  init(
    _ options: GitLabSandbox.Options = GitLabSandbox.Options(),
    now: @escaping @Sendable () -> Date = { Date() }
  ) {
    var options = options
    options.externalURL = Self.address
    sandbox = Mutex(GitLabSandbox(options: options, startingAt: now()))
    self.now = now
  }

  /// Looks at the sandbox or changes it, with no request in between.
  func withSandbox<Result: Sendable>(_ body: (inout GitLabSandbox) -> Result) -> Result {
    sandbox.withLock { sandbox in body(&sandbox) }
  }

  func send(_ request: HTTPRequest) async throws(TransportFailure) -> HTTPResponse {
    guard request.url.hasPrefix(Self.address + "/") else {
      throw TransportFailure(kind: .couldNotResolve, detail: Texts.demoIsAlone, wasSent: false)
    }
    guard !Task.isCancelled else {
      throw TransportFailure(kind: .cancelled, detail: "", wasSent: false)
    }
    let sent = SandboxRequest(
      method: request.method, target: String(request.url.dropFirst(Self.address.count)),
      headers: request.headers.map { ($0.name, $0.value) }, body: request.body)
    let outcome = sandbox.withLock { $0.perform(sent, at: now()) }
    switch outcome {
    case .respond(let response), .slow(let response): return HTTPResponse(response)
    case .reset, .close, .truncate:
      throw TransportFailure(
        kind: .connectionLost, detail: Texts.demoConnectionLost, wasSent: true)
    case .garbage:
      throw TransportFailure(kind: .garbled, detail: Texts.demoConnectionLost, wasSent: true)
    case .stall:
      try await stall(request)
    }
  }

  /// Waits as long as the request may take, and then fails as a network does.
  private func stall(_ request: HTTPRequest) async throws(TransportFailure) -> Never {
    do {
      try await Task.sleep(for: .seconds(request.timeout))
    } catch {
      throw TransportFailure(kind: .cancelled, detail: "", wasSent: true)
    }
    throw TransportFailure(kind: .timedOut, detail: Texts.demoConnectionLost, wasSent: true)
  }
}

extension HTTPResponse {
  fileprivate init(_ response: SandboxResponse) {
    self.init(
      status: response.status,
      headers: response.headers.map { HeaderField(name: $0.0, value: $0.1) },
      body: response.body)
  }
}
