import RunnerCore

/// The connections to choose from, and what came of testing them.
struct ConnectionBook: Equatable, Sendable {
  /// A test of one connection.
  struct Trial: Equatable, Sendable {
    enum State: Equatable, Sendable {
      case running
      case works(Identity)
      /// A sentence that says why.
      case fails(String)
    }

    let known: KnownConnection
    var state: State
  }

  private(set) var known: [KnownConnection]
  private(set) var trials: [Trial] = []

  init(_ known: [KnownConnection]) {
    self.known = known
  }

  func trial(of connection: KnownConnection) -> Trial.State? {
    trials.first { $0.known == connection }?.state
  }

  /// Begins a test. Only one is under way at a time: what another one found so far is dropped.
  mutating func begin(_ connection: KnownConnection) {
    stop()
    trials.removeAll { $0.known == connection }
    trials.append(Trial(known: connection, state: .running))
  }

  /// Drops the test that is under way.
  mutating func stop() {
    trials.removeAll { $0.state == .running }
  }

  /// Takes what came of the test under way, unless it is about another connection.
  mutating func end(_ connection: Connection, _ state: Trial.State) {
    guard let index = trials.firstIndex(where: { $0.state == .running }),
      trials[index].known.stands(for: connection)
    else { return }
    trials[index].state = state
  }

  /// Notes what is known of a connection anyway because it is used.
  mutating func note(_ state: Trial.State, of connection: Connection) {
    guard let known = known.first(where: { $0.stands(for: connection) }) else { return }
    trials.removeAll { $0.known == known }
    trials.append(Trial(known: known, state: state))
  }

  /// Adds a stored connection, in the place of another one of its name.
  mutating func add(_ saved: KnownConnection) {
    if let index = known.firstIndex(where: { $0.isSaved && $0.name == saved.name }) {
      trials.removeAll { $0.known == known[index] }
      known[index] = saved
    } else {
      known.append(saved)
    }
  }

  /// Puts a changed connection in the place of the one it was.
  mutating func replace(_ old: KnownConnection, by new: KnownConnection) {
    guard let index = known.firstIndex(of: old) else { return }
    trials.removeAll { $0.known == old }
    known[index] = new
  }

  mutating func forget(name: String) {
    trials.removeAll { $0.known.isSaved && $0.known.name == name }
    known.removeAll { $0.isSaved && $0.name == name }
  }
}

extension KnownConnection {
  /// Whether a connection is this one; a token that a command printed does not matter.
  func stands(for other: Connection) -> Bool {
    guard tokenCommand != nil else { return connection == other }
    var other = other
    other.token = connection.token
    return connection == other
  }
}

extension [KnownConnection] {
  /// The place of a connection that is one of these.
  func place(of connection: Connection, tokenCommand: [String]? = nil) -> Int? {
    firstIndex { $0.stands(for: connection) && $0.tokenCommand == tokenCommand }
      ?? firstIndex { $0.stands(for: connection) }
  }
}
