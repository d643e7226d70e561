import RunnerCore
import TerminalUI

/// The wizard as questions and answers on lines, for screen readers, serial consoles and pipes.
///
/// It asks what the pages of the screen ask, from the same data. Like the program with a screen it
/// does nothing itself: every answer yields the steps that are to be done next.
public struct PlainWizard: Equatable, Sendable {
  /// What the next line is an answer to.
  enum Question: Equatable, Sendable {
    case field(FieldID)
    /// The access token could not be checked.
    case check
    /// The server named another address.
    case useAddress(ServerURL)
    case review
    /// The server refused; nothing was created.
    case retry
    /// It is not known whether a runner was created.
    case unknownOutcome
    /// The runner was looked for.
    case recovery
    case confirmRecovery(RecoveryStep)
    case result
    case replace(path: String)
    case leaving
    /// Work is under way; lines that come now are not asked for.
    case none
  }

  let settings: Settings
  var draft: WizardDraft
  var connection: Connection?
  var asksForConnection: Bool
  var question = Question.none
  /// Whether the answer to the present question leads back to the review.
  var isDetour = false
  /// The page whose heading was printed last.
  var page: PageID?
  var created: RegisteredRunner?
  /// Whether the token was shown or saved.
  var isKept = false
  /// Whether a registration was sent and may have been done.
  var isUnknown = false
  /// Whether sending once more needs an explicit word.
  var mayHaveCreated = false
  /// Whether the access token is known to read groups and projects.
  var readsTargets = false
  var identity: Identity?
  /// The typed connection that a token may go to, without one.
  var probed: Connection?
  /// Whether something else than GitLab answered at the typed address.
  var isProbeRefused = false
  /// Whether the server's certificate is not trusted.
  var isUntrusted = false
  var trust: TrustTrouble?
  var targetFacts: TargetFacts?
  var targetQuestion: TargetQuestion?
  /// What the journal says of the registration that was sent last; nil once it needs no more care.
  var entry: JournalEntry?
  /// Whether that stands on the disk.
  var isJournaled = false
  /// Sentences to be said with the next answer.
  var notes: [String] = []
  var report: RecoveryReport?
  /// The runner that is being deleted, and why it was not.
  var deleted: Runner?
  var deletionFailure: APIFailure?
  var recoveryStep: RecoveryStep?
  var afterClosing = AfterClosing.result
  /// How many markers were given out.
  var markerCount: UInt64 = 0

  public init(settings: Settings) {
    self.settings = settings
    draft = WizardDraft(
      surroundings: Surroundings(
        known: settings.known, savedFile: settings.savedFile, home: settings.tokenFolder))
    switch settings.start {
    case .ready(let connection, _), .command(_, let connection, _):
      self.connection = connection
      asksForConnection = false
      draft.surroundings.server = connection.server
      draft.surroundings.connection = connection
      draft.fill(connection, known: settings.known)
    case .incomplete(let start, _):
      asksForConnection = true
      draft.fill(start)
      if !start.url.isEmpty { draft.known = settings.known.count }
    }
  }

  /// The first steps.
  public mutating func start() -> [PlainStep] {
    let opening = [say(Texts.title), say(Texts.plainIntroduction)] + unfinishedLines
    switch settings.start {
    case .ready(let connection, let notes):
      return opening + notes.map(say) + warnings(connection) + [.run(.identify(connection))]
    case .command(let command, _, let notes):
      return opening + notes.map(say) + [.run(.readToken(command: command))]
    case .incomplete(_, let notes):
      return opening + notes.map(say) + askFirst()
    }
  }

  /// Takes a line that was asked for; nil is the end of the input, which cancels.
  public mutating func answer(line: String?) -> [PlainStep] {
    guard let line else { return cancel() }
    let text = trimmed(line)
    if text == "!" { return cancel() }
    if text == "<" { return goBack() }
    switch question {
    case .field(let id): return take(line, for: id)
    case .check: return takeCheck(text)
    case .useAddress(let server): return takeUseAddress(text, server)
    case .review: return takeReview(text)
    case .retry:
      return text.lowercased() == Texts.retryWord ? send() : ask(.retry, Texts.plainRetry)
    case .unknownOutcome:
      return text.lowercased() == Texts.sendAgainWord
        ? send() : ask(.unknownOutcome, Texts.plainSendAgain)
    case .recovery: return takeRecovery(text)
    case .confirmRecovery(let step):
      recoveryStep = step
      return take(text, step)
    case .result: return takeResult(text)
    case .replace(let path): return takeReplace(text, path: path)
    case .leaving:
      return isYes(text) == true
        ? unfinishedWords + [.finish(exitCode: 0)] : ask(.result, Texts.plainResult)
    case .none: return []
    }
  }

  /// Tells the time of day in seconds since 1970-01-01 00:00 UTC, by which ends of tokens are checked. What was shown on
  /// the review stays as it was.
  public mutating func tellTime(_ unix: Int64) {
    switch question {
    case .review, .retry, .unknownOutcome, .recovery, .confirmRecovery: break
    default: draft.surroundings.now = unix
    }
  }

  func say(_ text: String) -> PlainStep {
    .print(settings.glyphs == .ascii ? Texts.plain(text) : text, to: .standardError)
  }

  mutating func ask(_ question: Question, _ prompt: String) -> [PlainStep] {
    self.question = question
    return [.ask(prompt: prompt, isSecret: false)]
  }

  /// Nil for what is neither.
  func isYes(_ text: String) -> Bool? {
    switch text.lowercased() {
    case "y", Texts.yes: true
    case "n", Texts.no: false
    default: nil
    }
  }

  func warnings(_ connection: Connection) -> [PlainStep] {
    connection.server.isPlainHTTPToRemote ? [say(Texts.plainHTTPWarning)] : []
  }

  private mutating func cancel() -> [PlainStep] {
    if let created {
      question = .none
      if isKept { return [.finish(exitCode: 0)] }
      return [
        say(Texts.lastWordsCreated(created.id, page: created.webURL)),
        say(Texts.lastWordsNoToken),
      ] + unfinishedWords + [.finish(exitCode: 130)]
    }
    if isUnknown {
      question = .none
      return [say(Texts.leftWhileSending(draft.runnersPage(on: connection)))] + unfinishedWords
        + [.finish(exitCode: 5)]
    }
    let isRefused = question == .retry
    question = .none
    return [
      say(isRefused ? Texts.plainCancelledAfterRefusal : Texts.plainCancelled),
      .finish(exitCode: 130),
    ]
  }
}
