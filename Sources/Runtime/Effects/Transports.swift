import RunnerCore
import Synchronization

/// One transport for each set of certificates, pinned key and proxy, made when it is first needed, so that connections
/// to a server are reused.
final class Transports: Sendable {
  private struct Key: Equatable {
    var caFile: String?
    var clientCertificate: String?
    var clientKey: String?
    var pin: String?
    var proxy: Secret?
  }

  private let make: @Sendable (Connection) -> any HTTPTransport
  private let made = Mutex<[(key: Key, transport: any HTTPTransport)]>([])

  init(make: @escaping @Sendable (Connection) -> any HTTPTransport) {
    self.make = make
  }

  func transport(for connection: Connection) -> any HTTPTransport {
    let key = Key(
      caFile: connection.caFile, clientCertificate: connection.clientCertificate,
      clientKey: connection.clientKey, pin: connection.pinSHA256, proxy: connection.proxy)
    return made.withLock { made in
      if let known = made.first(where: { $0.key == key }) { return known.transport }
      let transport = make(connection)
      made.append((key, transport))
      return transport
    }
  }

  /// Ends all transfers and waits for the threads behind them, so that none runs on while the
  /// process is taken down.
  func shutDown() {
    let transports = made.withLock { made in
      defer { made = [] }
      return made.map(\.transport)
    }
    for case let curl as CurlTransport in transports { curl.shutdown() }
  }
}
