import RunnerCore
import Synchronization

/// What servers have told by the way: the time by their clocks, and who access tokens act as.
final class Acquaintance: Sendable {
  private struct Known {
    /// Seconds by which a server's clock is ahead of this machine's.
    var offsets: [ServerURL: Int64] = [:]
    var users: [(server: ServerURL, token: Secret, id: Int64?, name: String?)] = []
  }

  private let known = Mutex(Known())

  /// Takes over what an answer tells of the server's clock.
  func note(_ trace: RequestTrace, of server: ServerURL) {
    guard let time = trace.serverTime else { return }
    known.withLock { $0.offsets[server] = time - LocalClock.now }
  }

  func note(userID: Int64?, _ name: String?, of connection: Connection) {
    guard userID != nil || name != nil else { return }
    known.withLock { known in
      let old = known.users.first {
        $0.server == connection.server && $0.token == connection.token
      }
      known.users.removeAll { $0.server == connection.server && $0.token == connection.token }
      known.users.append(
        (connection.server, connection.token, userID ?? old?.id, name ?? old?.name))
    }
  }

  /// The present by the server's clock, in seconds since 1970-01-01 00:00 UTC; nil before its first answer.
  func time(of server: ServerURL) -> Int64? {
    known.withLock { $0.offsets[server] }.map { LocalClock.now + $0 }
  }

  func user(of connection: Connection) -> (id: Int64?, name: String?) {
    known.withLock { known in
      let user = known.users.first {
        $0.server == connection.server && $0.token == connection.token
      }
      return (user?.id, user?.name)
    }
  }
}

/// Keeps the trace of the last request of a client.
final class LastTrace: Sendable {
  private let trace = Mutex<RequestTrace?>(nil)

  var requestID: String? { trace.withLock { $0?.requestID } }
  var serverTime: Int64? { trace.withLock { $0?.serverTime } }

  func hear(_ new: RequestTrace) {
    trace.withLock { $0 = new }
  }
}
