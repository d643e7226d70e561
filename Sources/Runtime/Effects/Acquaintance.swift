import RunnerCore
import Synchronization

/// What servers have told by the way: the time by their clocks, who access tokens act as, and which runners there are.
final class Acquaintance: Sendable {
  private struct Known {
    /// Seconds by which a server's clock is ahead of this machine's.
    var offsets: [ServerURL: Int64] = [:]
    var users: [(server: ServerURL, token: Secret, id: Int64?, name: String?)] = []
    /// The newest runner of each server that was seen in any way.
    var newest: [ServerURL: Int64] = [:]
    /// Runners that this program made, and the entries of their registrations.
    var made: [(server: ServerURL, runner: Int64, entry: String)] = []
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

  /// Takes over that there is a runner.
  func note(runner id: Int64, on server: ServerURL) {
    known.withLock { $0.newest[server] = max($0.newest[server] ?? 0, id) }
  }

  /// Takes over that a registration made a runner.
  func note(runner id: Int64, madeBy entry: JournalEntry) {
    note(runner: id, on: entry.server)
    known.withLock { $0.made.append((entry.server, id, entry.id)) }
  }

  /// The newest runner of a server that was seen; nil before the first.
  func newestRunner(on server: ServerURL) -> Int64? { known.withLock { $0.newest[server] } }

  /// The runners that other registrations of this program made than that of an entry.
  func runners(notOf entry: JournalEntry) -> [Int64] {
    known.withLock { known in
      known.made.filter { $0.server == entry.server && $0.entry != entry.id }.map(\.runner)
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
