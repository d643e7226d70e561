import RunnerCore
import RunnerWizard
import Support
import Synchronization

/// A server on which a runner gets on as a test wants it.
final class TrackedServer: Sendable {
  private struct State {
    var stage = RunnerProgress.Stage.created
    var failure: APIFailure?
    var isOld = false
    var isPaused: Bool?
  }

  private let state = Mutex(State())

  /// How far the runner is.
  func reach(_ stage: RunnerProgress.Stage) { state.withLock { $0.stage = stage } }

  /// What comes in place of answers; nil for answers.
  func fail(_ failure: APIFailure?) { state.withLock { $0.failure = failure } }

  /// The server does not tell registering from asking for jobs.
  func growOld() { state.withLock { $0.isOld = true } }

  func pause() { state.withLock { $0.isPaused = true } }

  static let createdAt: Int64 = 1_798_714_980

  @Sendable func answer(_ work: Work) -> Answer? {
    guard case .readProgress(let id, let source, _, _) = work else { return Fixtures.well(work) }
    return state.withLock { state in
      if let failure = state.failure { return .progressNotRead(id, failure) }
      return .progressRead(id, ProgressReading(progress: progress(id, state), source: source))
    }
  }

  private func progress(_ id: Int64, _ state: State) -> RunnerProgress {
    var manager = RunnerManager(
      id: 9, systemID: "s_0123456789ab",
      status: state.stage == .registered && !state.isOld ? .neverContacted : .online)
    manager.version = "18.4.0"
    manager.platform = "linux"
    manager.architecture = "amd64"
    manager.ipAddress = "10.0.0.7"
    manager.createdAt = Self.createdAt + 6
    manager.contactedAt = Self.createdAt + (state.stage == .polling ? 12 : 6)
    return RunnerProgress(
      id: id, createdAt: Self.createdAt, managers: state.stage == .created ? [] : [manager],
      isPaused: state.isPaused, hasAsked: state.isOld ? nil : state.stage == .polling)
  }
}

extension Pilot {
  /// On the result page of a runner that has just been created on such a server.
  static func onResult(
    _ server: TrackedServer, width: Int = 80, height: Int = 24,
    settings: Settings = Fixtures.settings()
  ) -> Pilot {
    var pilot = Pilot(settings, outside: server.answer)
    pilot.goToResult()
    pilot.resize(width, height)
    return pilot
  }

  /// Lets so many seconds pass.
  mutating func wait(seconds: Int) { wait(milliseconds: seconds * 1_000) }
}
