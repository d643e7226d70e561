public import RunnerCore
public import TerminalUI

/// Everything that can happen to the program.
public enum Message: Equatable, Sendable {
  case input(InputEvent, at: Moment)
  /// A timer asked for with ``Effect/wake(_:afterMilliseconds:)`` has run down.
  case timer(TimerID, at: Moment)
  /// Work has ended. Answers to work that was replaced or cancelled are dropped.
  case answer(Answer, to: Generation, at: Moment)
  /// The program was stopped and is in the foreground again.
  case resumed(at: Moment)
}

/// Which piece of work an answer belongs to; counted up in the program's state.
public struct Generation: Equatable, Hashable, Sendable {
  public let number: Int

  public init(_ number: Int) {
    self.number = number
  }
}

/// What a timer is for.
public enum TimerID: Equatable, Hashable, Sendable {
  /// Work in flight has lasted long enough to show a spinner, or its next picture is due.
  case spinner
  /// The oldest toast has been read.
  case toast(Int)
  /// Keys typed ahead of the present page are no longer dropped.
  case settled
  /// A rate limit or a lost connection: the seconds left change.
  case countdown
  /// The list is to be read again.
  case refresh
  /// The cursor of the list has stood still long enough to read the details of its row.
  case detail
  /// Marks of new and changed rows have been seen.
  case highlights
  /// The age of the list's rows that is shown has become another one.
  case age
  /// A runner that is watched is to be read, or the times shown of it become others.
  case tracking
  /// A token has been in the clipboard long enough.
  case clipboard
  /// The text for a group or project has stood still long enough to search for it.
  case targetSearch
}

/// How a piece of work ended.
public enum Answer: Equatable, Sendable {
  case tokenRead(Secret)
  case tokenCommandFailed(message: String)
  case identified(Identity)
  case identificationFailed(APIFailure)
  case resolved(RunnerTarget)
  case resolvingFailed(APIFailure)
  case creationChecked(CreationCheck)
  case creationNotChecked(APIFailure)
  /// The request is about to be sent; more follows. `problem` says why the entry is not on the disk. It comes again,
  /// just before the failure, when the entry says more by then.
  case registering(JournalEntry, problem: String?)
  /// The file of changes cannot be written; told once. More follows.
  case changeNotRecorded(message: String)
  /// The expiry in local time; nil when the token does not expire.
  case registered(RegisteredRunner, expiry: LocalTime?)
  case registrationFailed(APIFailure)
  case recovered(RecoveryReport)
  case entryClosed(id: String)
  case entryNotClosed(id: String, SaveFailure)
  /// Nil where GitLab gives the token no more.
  case tokenRecalled(Int64, Secret?)
  case tokenNotRecalled(Int64, APIFailure)
  case clipboardCleared(ClipboardClearing)
  case copied(CopyOutcome)
  case tokenSaved(path: String)
  case tokenNotSaved(SaveFailure)
  case profileSaved(name: String, path: String)
  case profileNotSaved(SaveFailure)
  case opened
  case notOpened(message: String)
  /// Something of a list has come; more follows.
  case runners(RunnerListEvent, RunnerLoad.Purpose)
  /// The wanted pages have come; `next` is where the list goes on, nil at its end.
  case runnersLoaded(next: RunnerCursor?, RunnerLoad.Purpose)
  /// `at` is the page that did not come.
  case runnersFailed(APIFailure, at: RunnerCursor?, RunnerLoad.Purpose)
  case arranged(RunnerArrangement)
  case compared(RunnerDifference)
  case runnerRead(RunnerDetail)
  case runnerNotRead(Int64, APIFailure)
  case progressRead(Int64, ProgressReading)
  case progressNotRead(Int64, APIFailure)
  case calendarSaved(path: String)
  case calendarNotSaved(SaveFailure)
  case jobsRead(Int64, RunnerJobPage)
  case jobsNotRead(Int64, APIFailure)
  case scopeFound(RunnerTarget)
  case scopeNotFound(APIFailure)
  /// One of several changes was made; more follows.
  case changed(Int64, ChangedRunner)
  /// One of several changes failed; more follows.
  case notChanged(Int64, APIFailure)
  case changesEnded
  case edited(ChangedRunner)
  case notEdited(APIFailure)
  /// The expiry in local time; nil when the token does not expire.
  case tokenReset(ResetToken, expiry: LocalTime?)
  case tokenNotReset(APIFailure)
  case unusedFound([RunnerCleanup.Group])
  case examined(Preflight)
  case probed(ServerProbe)
  case certificatesRead(CertificateChain)
  case certificatesNotRead(APIFailure)
  case connectionTried(Connection, Identity)
  /// `message` says why.
  case connectionNotTried(Connection, message: String)
  case targetsFound(TargetPage, TargetSearch)
  case targetsNotFound(APIFailure, TargetSearch)
  case targetExamined(TargetFacts)
  case tagsRead(TagCatalogue)
  case tagsNotRead(APIFailure)
  case inquired(RefusalReport)
  case profileForgotten(name: String)
  case profileNotForgotten(SaveFailure)
  case recentSaved
  case recentNotSaved(SaveFailure)
  case viewsSaved(path: String)
  case viewsNotSaved(SaveFailure)
  case presetSaved(RunnerPreset, path: String)
  case presetNotSaved(SaveFailure)
  /// It stands on the disk and can go on.
  case batchBegun(RunnerBatch)
  case batchNotBegun(SaveFailure)
  /// One more runner is there and its token safe.
  case batchAdvanced(RunnerBatch, BatchedRunner)
  case batchStopped(RunnerBatch, BatchTrouble)
  /// `problem` says why its file is still there.
  /// With the registrations of a batch that was given up whose outcome is not certain.
  case batchLeft(id: String, problem: String?, open: [JournalEntry] = [])
  /// Nil where none is installed.
  case localRunnerFound(LocalRunner?)
  /// A line that gitlab-runner printed, without control characters and tokens; more follows.
  case registrationSays(String)
  case registeredHere(LocalRegistrationEnd)
  case configPreviewed(ConfigPreview)
  /// A sentence that says why nothing can be written there.
  case configNotPreviewed(String)
  case configWritten(ConfigWritten)
  /// A sentence that says why nothing was written.
  case configNotWritten(String)

  /// Whether the work goes on and more answers to it follow.
  public var isPartial: Bool {
    switch self {
    case .runners, .changed, .notChanged, .registering, .changeNotRecorded, .registrationSays: true
    default: false
    }
  }
}

/// Who the access token belongs to and what it may do, as far as the server says.
public struct Identity: Equatable, Sendable {
  /// Nil where the token may not read `/user`.
  public var user: CurrentUser?
  /// Nil for OAuth tokens, of which `/personal_access_tokens/self` knows nothing.
  public var token: AccessTokenFacts?

  public init(user: CurrentUser?, token: AccessTokenFacts?) {
    self.user = user
    self.token = token
  }
}

/// What is known after something was copied.
public enum CopyOutcome: Equatable, Sendable {
  /// A tool took it and said so; `route` names it: "tmux", "wl-copy".
  case confirmed(route: String)
  /// The sequence OSC 52 was sent; terminals do not answer it.
  case sentToTerminal
  case failed(message: String)
}

/// What became of a token in the clipboard that was to be cleared.
public enum ClipboardClearing: Equatable, Sendable {
  case cleared
  /// The clipboard holds something else by now.
  case heldOther
  /// The route cannot tell what the clipboard holds.
  case unknown
}

/// Why something was not written to a file.
public struct SaveFailure: Equatable, Sendable {
  /// One or two sentences: what is wrong and what to do.
  public var message: String
  /// Whether a file of that name is there already, so that replacing it can be offered.
  public var fileExists: Bool

  public init(message: String, fileExists: Bool) {
    self.message = message
    self.fileExists = fileExists
  }
}
