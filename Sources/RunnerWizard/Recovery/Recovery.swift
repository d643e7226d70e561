import RunnerCore

/// Registrations of which it is not certain that a runner's token is in a safe place, and what is done about them.
struct Recovery: Equatable, Sendable {
  /// The oldest first.
  private(set) var cases: [UnfinishedCase]
  /// The id of the entry whose runner is being looked for.
  var searching: String?
  /// Ids of entries that need no more care; the first is being dropped, one after another.
  var closing: [Closing] = []
  /// Whether the operator is to be told of them as soon as a connection is known.
  var isDue: Bool
  /// The runner that is being deleted, and what for.
  var deletion: Deletion?
  /// How many markers were given out.
  var markerCount: UInt64 = 0

  struct Closing: Equatable, Sendable {
    let entry: String
    let runner: Int64?
  }

  struct Deletion: Equatable, Sendable {
    enum Purpose: Equatable, Sendable {
      /// The registration is sent once more then.
      case again(entry: String)
      case undo
    }

    let id: Int64
    let purpose: Purpose
  }

  init(_ entries: [JournalEntry]) {
    cases = entries.map { UnfinishedCase(entry: $0) }
    isDue = !entries.isEmpty
  }

  subscript(id: String) -> UnfinishedCase? {
    get { cases.first { $0.id == id } }
    set {
      guard let index = cases.firstIndex(where: { $0.id == id }) else { return }
      if let newValue { cases[index] = newValue } else { cases.remove(at: index) }
    }
  }

  mutating func add(_ new: UnfinishedCase) {
    self[new.id] = nil
    cases.append(new)
  }

  /// A runner that may be one of those that are looked for.
  func candidate(_ id: Int64) -> (entry: String, runner: Runner)? {
    for unfinished in cases {
      let found = unfinished.report?.candidates.first { $0.runner.id == id }
      if let found { return (unfinished.id, found.runner) }
    }
    return nil
  }

  /// The case that a runner is known to be the runner of.
  func owner(of id: Int64) -> UnfinishedCase? {
    cases.first { $0.entry.runnerID == id }
      ?? cases.first { $0.report?.certain?.runner.id == id }
  }

  /// A runner has got another token, or is another registration's: what was found before does not hold.
  mutating func forgetReports(about id: Int64) {
    for index in cases.indices
    where cases[index].report?.candidates.contains(where: { $0.runner.id == id }) == true {
      cases[index].report = nil
    }
  }

  /// What was found belongs to another connection.
  mutating func forgetReports() {
    searching = nil
    deletion = nil
    for index in cases.indices { cases[index].report = nil }
    isDue = !cases.isEmpty
  }
}

/// A registration whose token is not known to be safe.
struct UnfinishedCase: Equatable, Sendable, Identifiable {
  var entry: JournalEntry
  /// Whether it stands on the disk too, so that the next start finds it.
  var isStored = true
  /// What it was made from; nil where an earlier program sent it.
  var draft: WizardDraft?
  /// What looking for its runner brought; nil until then.
  var report: RecoveryReport?

  var id: String { entry.id }

  /// The runner that came of it, where that is certain: its number was written down, or a single runner was found that
  /// everything agrees with.
  var existing: ExistingRunner? {
    guard report?.isCertainlyAbsent != true else { return nil }
    guard let id = entry.runnerID else { return report?.certain.map(ExistingRunner.init) }
    return report?.candidates.first { $0.runner.id == id }.map(ExistingRunner.init)
      ?? ExistingRunner(name: Texts.name(of: id), isTokenGiven: false)
  }
  var isOfEarlierProgram: Bool { draft == nil }
}

/// A runner that is known to have been created by a request without a usable answer.
struct ExistingRunner: Equatable, Sendable {
  let name: String
  /// Whether GitLab still gives its token.
  let isTokenGiven: Bool

  init(name: String, isTokenGiven: Bool) {
    self.name = name
    self.isTokenGiven = isTokenGiven
  }

  init(_ candidate: RecoveryReport.Candidate) {
    name = Texts.name(of: candidate.runner)
    isTokenGiven = candidate.token != nil
  }
}

/// An entry of the journal that goes once the token on the screen is safe.
struct EntryTicket: Equatable, Sendable {
  let id: String
  /// Whether the next start finds it.
  let isStored: Bool
  /// The runner that the operator chose as its own; nil where the entry tells it by itself.
  var runner: Int64?
}
