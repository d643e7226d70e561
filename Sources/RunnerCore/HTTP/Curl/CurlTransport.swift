import CCurl
import Glibc
import Synchronization

/// HTTP by libcurl, on a thread of its own that starts with the first request.
///
/// Unless the connection names one, proxies come from the environment as libcurl reads them (`https_proxy`, `NO_PROXY`
/// and so on). libcurl's verbose log is never switched on, because it holds the tokens.
public final class CurlTransport: HTTPTransport {
  private enum State {
    case idle
    case running(CurlWorker)
    case stopped
  }

  private let settings: CurlSettings
  private let loadLibrary: @Sendable () -> String?
  private let state = Mutex(State.idle)

  /// A transport with the certificates that the connection names. Costs nothing before the first request.
  public convenience init(connection: Connection) {
    self.init(
      trust: TrustSettings(connection: connection, environment: TrustSettings.variable),
      proxy: connection.proxy.map(ProxyAddress.init))
  }

  /// `loadLibrary` says why libcurl cannot be used, or nothing.
  init(
    trust: TrustSettings, proxy: ProxyAddress? = nil,
    loadLibrary: @escaping @Sendable () -> String? = { ccurl_load().map { String(cString: $0) } }
  ) {
    settings = CurlSettings(trust: trust, proxy: proxy)
    self.loadLibrary = loadLibrary
  }

  deinit { shutdown() }

  /// Ends all transfers as cancelled and waits for the thread; every later request is cancelled too.
  public func shutdown() {
    let worker: CurlWorker? = state.withLock { state in
      defer { state = .stopped }
      return if case .running(let worker) = state { worker } else { nil }
    }
    worker?.stop()
  }

  public func send(_ request: HTTPRequest) async throws(TransportFailure) -> HTTPResponse {
    try await perform(.exchange(request)).response
  }

  func perform(_ task: CurlTask) async throws(TransportFailure) -> CurlAnswer {
    let worker = try worker()
    let id = worker.makeID()
    let result = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        worker.submit(CurlWorker.Job(id: id, task: task, continuation: continuation))
      }
    } onCancel: {
      worker.cancel(id)
    }
    worker.forget(id)
    return try result.get()
  }

  private func worker() throws(TransportFailure) -> CurlWorker {
    let result: Result<CurlWorker, TransportFailure> = state.withLock { state in
      switch state {
      case .running(let worker): return .success(worker)
      case .stopped: return .failure(.notSent(.cancelled, "the transport is shut down"))
      case .idle:
        if let problem = loadLibrary() { return .failure(.notSent(.curlMissing, problem)) }
        guard let worker = CurlWorker.start(settings: settings) else {
          return .failure(.notSent(.other, "no thread can be started"))
        }
        state = .running(worker)
        return .success(worker)
      }
    }
    return try result.get()
  }
}

extension CurlTransport {
  /// Begins to load libcurl on a thread of its own: loading it and its libraries takes longer than
  /// everything else before the first request, which waits for the rest of it.
  ///
  /// Nobody waits for the thread; the process has to be ended without running what libraries leave
  /// to be done at its end (`_exit`).
  public static func loadAhead() {
    var thread = pthread_t()
    let status = withSignalsBlocked {
      pthread_create(
        &thread, nil,
        { _ in
          _ = ccurl_load()
          return nil
        }, nil)
    }
    if status == 0 { pthread_detach(thread) }
  }
}

extension TransportFailure {
  static func notSent(_ kind: Kind, _ detail: String) -> TransportFailure {
    TransportFailure(kind: kind, detail: detail, wasSent: false)
  }
}
