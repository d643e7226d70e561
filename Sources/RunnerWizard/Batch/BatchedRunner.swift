public import RunnerCore

/// A number of a batch that is there.
public struct BatchedRunner: Equatable, Sendable {
  public var number: Int
  public var runnerID: Int64
  /// With its token; nil where the token stood in the file already.
  public var runner: RegisteredRunner?
  public var registration: RunnerRegistration
  /// The expiry in local time; nil when the token does not expire, or that is not known.
  public var expiry: LocalTime?
  /// What is worth knowing about how its token was saved, in a sentence.
  public var note: String?

  public init(
    number: Int, runnerID: Int64, runner: RegisteredRunner?, registration: RunnerRegistration,
    expiry: LocalTime? = nil
  ) {
    self.number = number
    self.runnerID = runnerID
    self.runner = runner
    self.registration = registration
    self.expiry = expiry
  }
}

/// Why a batch goes no further.
public enum BatchTrouble: Error, Equatable, Sendable {
  case failed(APIFailure)
  /// The form cannot be sent any more, as where the end of its tokens has gone by.
  case invalid([FormProblem])
  /// A request went out before, and what came of it cannot be told for certain.
  case unsettled(JournalEntry, RecoveryReport)
  /// The runner is there, and GitLab does not give its token; the reason is a sentence.
  case tokenGone(JournalEntry, runnerID: Int64, reason: String?)
  /// Another program looks after one of its registrations.
  case held
  /// A file cannot be read or written, in a sentence; the number is the runner's whose token is not in the file.
  case file(message: String, runnerID: Int64?)

  /// Whether a runner may have come into being that is not done.
  public var leavesSomethingOpen: Bool {
    switch self {
    case .failed(let failure): failure.mayHaveBeenDone
    case .invalid: false
    case .unsettled, .tokenGone, .held: true
    case .file(_, let runnerID): runnerID != nil
    }
  }
}
