import RunnerCore

/// Kinds of work of which one piece at a time is wanted.
enum WorkKind: Equatable, Hashable, Sendable, CaseIterable {
  case readToken, identify, resolve, register, copy, saveToken, saveProfile, open

  /// Whether the operator looks at a screen that waits for it.
  var isWaitedFor: Bool {
    switch self {
    case .readToken, .identify, .resolve, .register: true
    case .copy, .saveToken, .saveProfile, .open: false
    }
  }
}

/// Which work is under way, so that answers to any other are dropped in one place.
struct WorkInFlight: Equatable, Sendable {
  private var counter = 0
  private var current: [WorkKind: Generation] = [:]
  /// Whether the spinner's timer runs.
  var hasSpinner = false

  func isRunning(_ kind: WorkKind) -> Bool { current[kind] != nil }

  var isWaiting: Bool { current.keys.contains(where: \.isWaitedFor) }

  /// Begins a piece of work; what ran of its kind before is replaced.
  mutating func begin(_ work: Work) -> [Effect] {
    counter += 1
    let generation = Generation(counter)
    let replaced = current.updateValue(generation, forKey: work.kind)
    return (replaced.map { [.cancel($0)] } ?? []) + [.run(work, generation)]
  }

  mutating func cancel(_ kind: WorkKind) -> [Effect] {
    current.removeValue(forKey: kind).map { [.cancel($0)] } ?? []
  }

  /// Ends the work that an answer is to.
  /// - Returns: false when that work was replaced or cancelled.
  mutating func finish(_ generation: Generation, _ kind: WorkKind) -> Bool {
    guard current[kind] == generation else { return false }
    current[kind] = nil
    return true
  }
}

extension Work {
  var kind: WorkKind {
    switch self {
    case .readToken: .readToken
    case .identify: .identify
    case .resolve: .resolve
    case .register: .register
    case .copy: .copy
    case .saveToken: .saveToken
    case .saveProfile: .saveProfile
    case .open: .open
    }
  }
}

extension Answer {
  var kind: WorkKind {
    switch self {
    case .tokenRead, .tokenCommandFailed: .readToken
    case .identified, .identificationFailed: .identify
    case .resolved, .resolvingFailed: .resolve
    case .registered, .registrationFailed: .register
    case .copied: .copy
    case .tokenSaved, .tokenNotSaved: .saveToken
    case .profileSaved, .profileNotSaved: .saveProfile
    case .opened, .notOpened: .open
    }
  }
}
