import RunnerCore

/// Kinds of work of which one piece at a time is wanted.
enum WorkKind: Equatable, Hashable, Sendable, CaseIterable {
  case readToken, identify, resolve, register, copy, saveToken, saveProfile, open
  case loadRunners, refreshRunners, arrange, compare, readRunner, readJobs, findScope
  case change, edit, resetToken, saveViews, findUnused
  case examine, probe, readCertificates, tryConnection, searchTargets, examineTarget, readTags
  case checkCreation
  case inquire, forgetProfile, saveRecent
  case readProgress, saveCalendar
  case recover, closeEntry, recallToken, clearClipboard
  case savePreset, beginBatch, advanceBatch, leaveBatch
  case findLocalRunner, registerHere, previewConfig, writeConfig

  /// Whether the operator looks at a screen that waits for it.
  var isWaitedFor: Bool {
    switch self {
    case .readToken, .identify, .resolve, .register, .loadRunners, .refreshRunners, .readRunner,
      .readJobs, .findScope, .change, .edit, .resetToken, .findUnused, .probe, .readCertificates,
      .tryConnection, .searchTargets, .examineTarget, .inquire, .checkCreation, .examine,
      .recover, .recallToken, .beginBatch, .advanceBatch, .findLocalRunner, .registerHere,
      .previewConfig, .writeConfig:
      true
    case .copy, .saveToken, .saveProfile, .open, .arrange, .compare, .saveViews, .readTags,
      .forgetProfile, .saveRecent, .closeEntry, .clearClipboard, .readProgress, .saveCalendar,
      .savePreset, .leaveBatch:
      false
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

  /// Whether an answer is to work that is wanted, which goes on.
  func isCurrent(_ generation: Generation) -> Bool {
    current.values.contains(generation)
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
    case .loadRunners(let load, _): load.purpose.kind
    case .arrange: .arrange
    case .compare: .compare
    case .readRunner: .readRunner
    case .readJobs: .readJobs
    case .readProgress: .readProgress
    case .saveCalendar: .saveCalendar
    case .findScope: .findScope
    case .change: .change
    case .edit: .edit
    case .resetToken: .resetToken
    case .saveViews: .saveViews
    case .findUnused: .findUnused
    case .examine: .examine
    case .probe: .probe
    case .readCertificates: .readCertificates
    case .tryConnection: .tryConnection
    case .searchTargets: .searchTargets
    case .examineTarget: .examineTarget
    case .checkCreation: .checkCreation
    case .readTags: .readTags
    case .inquire: .inquire
    case .forgetProfile: .forgetProfile
    case .saveRecent: .saveRecent
    case .recover: .recover
    case .closeEntry: .closeEntry
    case .recallToken: .recallToken
    case .clearClipboard: .clearClipboard
    case .savePreset: .savePreset
    case .beginBatch, .takeUpBatch: .beginBatch
    case .advanceBatch: .advanceBatch
    case .leaveBatch: .leaveBatch
    case .findLocalRunner: .findLocalRunner
    case .registerHere: .registerHere
    case .previewConfig: .previewConfig
    case .writeConfig: .writeConfig
    }
  }
}

extension RunnerLoad.Purpose {
  fileprivate var kind: WorkKind {
    switch self {
    case .more: .loadRunners
    case .refresh: .refreshRunners
    }
  }
}

extension Answer {
  var kind: WorkKind {
    switch self {
    case .tokenRead, .tokenCommandFailed: .readToken
    case .identified, .identificationFailed: .identify
    case .resolved, .resolvingFailed: .resolve
    case .registering, .registered, .registrationFailed: .register
    case .recovered: .recover
    case .entryClosed, .entryNotClosed: .closeEntry
    case .tokenRecalled, .tokenNotRecalled: .recallToken
    case .clipboardCleared: .clearClipboard
    case .copied: .copy
    case .tokenSaved, .tokenNotSaved: .saveToken
    case .profileSaved, .profileNotSaved: .saveProfile
    case .opened, .notOpened: .open
    case .runners(_, let purpose), .runnersLoaded(_, let purpose),
      .runnersFailed(_, _, let purpose):
      purpose.kind
    case .arranged: .arrange
    case .compared: .compare
    case .runnerRead, .runnerNotRead: .readRunner
    case .jobsRead, .jobsNotRead: .readJobs
    case .progressRead, .progressNotRead: .readProgress
    case .calendarSaved, .calendarNotSaved: .saveCalendar
    case .scopeFound, .scopeNotFound: .findScope
    // The file of changes may fail during other work too; such an answer ends none.
    case .changed, .notChanged, .changesEnded, .changeNotRecorded: .change
    case .edited, .notEdited: .edit
    case .tokenReset, .tokenNotReset: .resetToken
    case .viewsSaved, .viewsNotSaved: .saveViews
    case .unusedFound: .findUnused
    case .examined: .examine
    case .probed: .probe
    case .certificatesRead, .certificatesNotRead: .readCertificates
    case .connectionTried, .connectionNotTried: .tryConnection
    case .targetsFound, .targetsNotFound: .searchTargets
    case .targetExamined: .examineTarget
    case .creationChecked, .creationNotChecked: .checkCreation
    case .tagsRead, .tagsNotRead: .readTags
    case .inquired: .inquire
    case .profileForgotten, .profileNotForgotten: .forgetProfile
    case .recentSaved, .recentNotSaved: .saveRecent
    case .presetSaved, .presetNotSaved: .savePreset
    case .batchBegun, .batchNotBegun: .beginBatch
    case .batchAdvanced, .batchStopped: .advanceBatch
    case .batchLeft: .leaveBatch
    case .localRunnerFound: .findLocalRunner
    case .registrationSays, .registeredHere: .registerHere
    case .configPreviewed, .configNotPreviewed: .previewConfig
    case .configWritten, .configNotWritten: .writeConfig
    }
  }
}
