/// The facts of runners that a list does not tell: notes come with single runners only, and over REST most
/// of the rest does too. A row may have them all the same, from its own page or from the answer to a change.
struct UntoldFacts: Sendable {
  /// A fact that is not in every list.
  private struct Fact: Sendable {
    let isTold: @Sendable (Runner) -> Bool
    let copy: @Sendable (Runner, inout Runner) -> Void

    init<Value: Sendable>(_ path: any WritableKeyPath<Runner, Value?> & Sendable) {
      isTold = { $0[keyPath: path] != nil }
      copy = { $1[keyPath: path] = $0[keyPath: path] }
    }

    init(
      isTold: @escaping @Sendable (Runner) -> Bool,
      copy: @escaping @Sendable (Runner, inout Runner) -> Void
    ) {
      self.isTold = isTold
      self.copy = copy
    }
  }

  private static let facts = [
    Fact(\.maintenanceNote), Fact(\.description), Fact(\.type), Fact(\.isPaused), Fact(\.isLocked),
    Fact(\.runsUntagged), Fact(\.isProtected), Fact(\.isBusy), Fact(\.permissions), Fact(\.tags),
    Fact(\.owner), Fact(\.creator), Fact(\.createdAt), Fact(\.maximumTimeout), Fact(\.jobCount),
    Fact(\.projectCount), Fact(\.managerCount), Fact(\.newestManager), Fact(\.shortToken),
    Fact(isTold: { $0.tokenExpiry != .unknown }, copy: { $1.tokenExpiry = $0.tokenExpiry }),
  ]

  private var facts = Self.facts

  /// The facts that none of these rows tells.
  init(in rows: RunnerRows) {
    _ = rows.forEachBlock { _, runners in
      for index in runners.indices where !facts.isEmpty {
        facts.removeAll { $0.isTold(runners[index]) }
      }
      return !facts.isEmpty
    }
  }

  /// Gives a runner the values that another one has of them.
  func copy(from other: Runner, to runner: inout Runner) {
    for fact in facts { fact.copy(other, &runner) }
  }
}
