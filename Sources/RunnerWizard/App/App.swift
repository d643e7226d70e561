import RunnerCore
public import TerminalUI

/// The whole program as a value.
///
/// ``update(_:)`` is the only way it changes and ``view()`` shows it; neither does anything
/// outside.
public struct App: Equatable, Sendable {
  let settings: Settings
  var size: Size
  var theme: String
  /// When the last thing happened.
  var now = Moment(uptime: 0, unix: 0)
  var screen: Screen
  /// The list of runners, once it was opened; it stays as it was left.
  var runners: RunnerList?
  /// The wizard while another screen is shown.
  var parkedWizard: Wizard?
  /// The edit that a token led away from.
  var parkedEdit: Wizard?
  /// Tokens that came while another was shown.
  var waitingResults: [ResultScreen] = []
  var changes = Changes()
  /// The last one is on top and gets the keys.
  var overlays: [Overlay] = []
  var messages = Messages()
  var work = WorkInFlight()
  var session: Session
  /// The connections to choose from.
  var book: ConnectionBook
  /// The connection that is being stored.
  var storing: KnownConnection?
  /// The server whose certificate is not trusted; nil where that is not in the way.
  var trust: TrustTrouble?
  /// The spinner's tick; nil while nothing has been under way long enough to show it.
  var spinner: Int?
  /// When the age of the list's rows becomes another one on the screen, in milliseconds of ``Moment/uptime``; nil while
  /// it is not shown.
  var ageEnd: Int64?
  /// Whether the last key was a Ctrl-C that was asked about.
  var isInterrupted = false
  /// Keys and pastes that came while a page waited to be left; they are meant for the next one.
  var held: [InputEvent] = []
  /// Drops what was typed ahead of a page on which it would do harm; nil while nothing is dropped.
  var settling: Settling?
  /// The request on its way, to know what its answer is about.
  var sent: Sent?
  /// What the clipboard was asked to take last.
  var copying = CopySubject.command
  /// What is being saved, to know what an answer is about.
  var saving: Saving?
  /// How runners were set up lately.
  var handOverChoice = HandOverChoice()
  /// Whether the list is to be opened at the start.
  private var opensList = false
  /// Commands run from the palette, the latest first.
  var recentCommands: [CommandID] = []
  /// Groups and projects that were used or marked, of all servers.
  var recentTargets: [RecentTarget]
  /// How the server is asked for groups and projects while one is typed.
  var targetSearching = TargetSearching()
  /// Views and scopes beyond what the list shows.
  var kept = KeptChoices()
  /// Registrations whose tokens are not known to be safe.
  var recovery: Recovery
  /// The runners that are watched until they ask for jobs.
  var tracking = Tracking()
  /// The token that is to be taken out of the clipboard again; nil while none is.
  var holding: ClipboardHold?
  /// The batch that is made, or was made last and is still looked at.
  var batch: BatchState?
  /// Batches that can go on.
  var unfinishedBatches: [RunnerBatch]
  /// Whether the operator is to be told of them as soon as a connection is known.
  var isBatchDue: Bool
  /// Ids of batches that were worked on here.
  var batchesOfThisRun: [String] = []
  /// Named forms, those of the operator's file first.
  var presets: [RunnerPreset]

  public init(settings: Settings, size: Size) {
    self.settings = settings
    self.size = size
    theme = settings.theme
    recentTargets = settings.recentTargets
    recovery = Recovery(settings.unfinished)
    unfinishedBatches = settings.unfinishedBatches
    isBatchDue = !settings.unfinishedBatches.isEmpty
    presets = settings.presets
    var draft = WizardDraft(
      surroundings: Surroundings(
        known: settings.known, savedFile: settings.savedFile, home: settings.tokenFolder))
    draft.surroundings.offersCount = true
    session = Session(settings.start)
    book = ConnectionBook(settings.known)
    draft.surroundings.connection = session.connection
    var asksForConnection = false
    switch settings.start {
    case .ready(let connection, _), .command(_, let connection, _):
      draft.surroundings.server = connection.server
      draft.fill(connection, known: settings.known)
    case .incomplete(let start, _):
      draft.fill(start)
      if !start.url.isEmpty { draft.known = settings.known.count }
      asksForConnection = true
    }
    screen = .wizard(Wizard(draft: draft, asksForConnection: asksForConnection))
    opensList = settings.startsInList && !asksForConnection
  }

  /// What has to be done before anything happens.
  public mutating func start(at moment: Moment) -> [Effect] {
    now = moment
    var effects: [Effect] = []
    for note in session.notes { messages.log(Toast(.info, note), at: now) }
    switch settings.start {
    case .ready: effects += checkConnection()
    case .command(let command, _, _): effects += run(.readToken(command: command))
    case .incomplete: break
    }
    if opensList { effects += openList() }
    return effects + spinnerEffects() + ageEffects()
  }

  /// Takes what happened into the state.
  /// - Returns: what has to be done about it, in order.
  public mutating func update(_ message: Message) -> [Effect] {
    var effects: [Effect]
    let page = wizard?.page
    let field = page == .connection ? wizard?.focus?.id : nil
    switch message {
    case .input(let event, let moment):
      now = moment
      tellTime()
      effects = take(event)
      if let field { effects += probeAddress(leaving: field) }
    case .timer(let timer, let moment):
      now = moment
      effects = take(timer)
    case .answer(let answer, let generation, let moment):
      now = moment
      let isWanted =
        answer.isPartial
        ? work.isCurrent(generation) : work.finish(generation, answer.kind)
      guard isWanted else { return [] }
      effects = take(answer)
      effects += settleReview(after: page)
      effects += releaseHeld(after: page)
    case .resumed(let moment):
      now = moment
      result?.isRevealed = false
      effects = [.redraw] + refreshIfOld()
    }
    tellTime()
    effects += readNext() + advanceCleanUp() + attendWizard() + attendRecovery()
    effects += attendTracking() + attendBatches()
    return effects + spinnerEffects() + ageEffects()
  }

  /// Tells the wizard the time of day, by which it checks ends of tokens; on the review it keeps the one it came with.
  private mutating func tellTime() {
    guard wizard?.isEditing == false,
      wizard?.page != .review || wizard?.draft.surroundings.now == nil
    else { return }
    let unix = now.unix
    wizard?.draft.surroundings.now = unix
  }

  /// Lets held keys act on the page that they were typed ahead for. Where that page did not come
  /// they are dropped, and that is said: on the present one they would do something else.
  private mutating func releaseHeld(after page: PageID?) -> [Effect] {
    guard !held.isEmpty, wizard?.wait == nil, list?.arranging.isAwaited != true else { return [] }
    let events = held
    held = []
    guard screen == .list || wizard?.page != page else { return tell(.warning, Texts.keysDropped) }
    return events.flatMap { take($0) }
  }

  /// Whether an event has to wait until the page that is being left is behind.
  private func isHeld(_ event: InputEvent) -> Bool {
    if case .key(let key) = event, isHeldForRows(key) { return true }
    guard overlays.isEmpty, wizard?.wait != nil else { return false }
    switch event {
    case .key(.escape): return false
    case .key(let key): return !App.always.contains { $0.keys.contains(key) }
    case .paste: return true
    default: return false
    }
  }

  private mutating func take(_ event: InputEvent) -> [Effect] {
    if isUnseen(event) { return [] }
    if let effects = drop(event) { return effects }
    if isHeld(event) {
      held.append(event)
      return []
    }
    switch event {
    case .key(let key):
      let page = wizard?.page
      let effects = press(key)
      return key == .enter ? effects + settleReview(after: page) : effects
    case .paste(let text): return paste(text)
    case .mouse(let event): return point(event)
    case .resize(let size):
      self.size = size
      return resizedList()
    case .focus(let isFocused): return focusChanged(isFocused)
    case .background, .deviceAttributes: return []
    }
  }

  private mutating func take(_ timer: TimerID) -> [Effect] {
    switch timer {
    case .spinner:
      guard work.isWaiting else { return [] }
      spinner = (spinner ?? -1) + 1
      return [.wake(.spinner, afterMilliseconds: 120)]
    case .toast(let id):
      messages.remove(id)
      return []
    case .settled:
      if let settling, settling.end <= now.uptime { self.settling = nil }
      return []
    case .countdown:
      return countedDown() + goOnAfterWait() + countdownEffects()
    case .targetSearch:
      targetSearching.isTimerSet = false
      return []
    case .refresh, .detail, .highlights:
      return takeInList(timer)
    case .clipboard: return clipboardIsDue()
    case .tracking:
      tracking.timerEnd = nil
      return []
    case .age: return []
    }
  }

  /// Asks for the spinner's first tick when something begins, and ends it with the last.
  private mutating func spinnerEffects() -> [Effect] {
    if work.isWaiting, !work.hasSpinner {
      work.hasSpinner = true
      return [.wake(.spinner, afterMilliseconds: 100)]
    }
    if !work.isWaiting, work.hasSpinner {
      work.hasSpinner = false
      spinner = nil
      return [.forget(.spinner)]
    }
    return []
  }

  /// Asks for the next second of a wait that the screen counts down.
  func countdownEffects() -> [Effect] {
    let isCounting =
      wizard?.secondsUntilRetry(uptime: now.uptime) != nil || listCountsDown
      || changes.run?.isWaiting(now) == true
    guard isCounting else { return [] }
    return [.wake(.countdown, afterMilliseconds: 1_000)]
  }
}

/// A registration that was sent, and where to.
struct Sent: Equatable, Sendable {
  let registration: RunnerRegistration
  let connection: Connection
  /// What it was made from.
  let draft: WizardDraft
  /// What the journal says of it, once it is written.
  var entry: JournalEntry?
  /// Whether the journal stands on the disk, so that the next start finds it.
  var isJournaled = false
}

/// What fills the screen.
enum Screen: Equatable, Sendable {
  case wizard(Wizard)
  case result(ResultScreen)
  /// ``App/runners``.
  case list
}

extension App {
  /// The wizard while it is on the screen.
  var wizard: Wizard? {
    get {
      guard case .wizard(let wizard) = screen else { return nil }
      return wizard
    }
    set {
      guard let newValue, case .wizard = screen else { return }
      screen = .wizard(newValue)
    }
  }

  /// The list while it is on the screen.
  var list: RunnerList? {
    get { screen == .list ? runners : nil }
    set {
      guard let newValue, screen == .list else { return }
      runners = newValue
    }
  }

  /// The result while it is on the screen.
  var result: ResultScreen? {
    get {
      guard case .result(let result) = screen else { return nil }
      return result
    }
    set {
      guard let newValue, case .result = screen else { return }
      screen = .result(newValue)
    }
  }

  /// Whether printable keys type into a field rather than command.
  var isTyping: Bool {
    if let overlay = overlays.last { return overlay.isTyping }
    return wizard?.isTyping ?? list?.isTyping ?? result?.handOver?.isTyping ?? false
  }
}

extension WizardDraft {
  /// Fills in a connection that is ready, or picks it where it is a known one.
  mutating func fill(_ connection: Connection, known: [KnownConnection]) {
    if let index = known.place(of: connection) {
      self.known = index
      return
    }
    self.known = known.count
    proxy = connection.proxy
    pin(connection.pinSHA256, of: connection.server)
    userAgent = connection.userAgent
    url = connection.server.description
    accessToken = connection.token
    isOAuth = connection.authentication == .bearer
    caFile = connection.caFile ?? ""
    clientCertificate = connection.clientCertificate ?? ""
    clientKey = connection.clientKey ?? ""
    headers = connection.headers
    timeout = connection.timeout
  }
}
