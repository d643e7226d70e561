import RunnerCore
import TerminalUI

/// The page that shows a runner and its new token, the only time GitLab gives it.
struct ResultScreen: Equatable, Sendable {
  /// How the token came to be.
  enum Origin: Equatable, Sendable {
    /// With what the runner was made from, for another of the same kind.
    case created(RunnerRegistration, draft: WizardDraft)
    /// The token of a runner that had one before.
    case reset(Runner)
    /// GitLab gave the token of a runner once more; with what it was made from, where that is known.
    case recovered(Runner, draft: WizardDraft?)
  }

  /// Where the token has been put.
  enum Custody: Equatable, Sendable {
    /// A tool said that it has it; `clears` is when it will be taken out of there again.
    case copied(route: String, clock: String, clears: String?)
    /// Taken out of the clipboard again.
    case cleared(route: String, clock: String, cleared: String)
    /// Sent to the terminal, which does not answer.
    case sent(clock: String)
    /// The operator found it in the clipboard.
    case arrived(clock: String)
    case saved(path: String, clock: String)
    /// In a text of the hand-over that was saved.
    case handedOver(path: String, clock: String)
    /// In a configuration file that gitlab-runner reads.
    case configured(path: String, clock: String)
    /// Something else was copied over it.
    case replaced(clock: String)
    /// The operator says it is safe.
    case stated

    /// Whether the token can be had again after leaving.
    var isSafe: Bool {
      switch self {
      case .sent, .replaced, .cleared: false
      case .copied, .arrived, .saved, .handedOver, .configured, .stated: true
      }
    }

    /// Whether it is about the clipboard, which holds one thing at a time.
    var isOfClipboard: Bool {
      switch self {
      case .copied, .cleared, .sent, .arrived, .replaced: true
      case .saved, .handedOver, .configured, .stated: false
      }
    }

    /// Whether it says the same as another but for the time.
    func isSame(as other: Custody) -> Bool {
      switch (self, other) {
      case (.saved(let path, _), .saved(let otherPath, _)): path == otherPath
      case (.handedOver(let path, _), .handedOver(let otherPath, _)): path == otherPath
      case (.configured(let path, _), .configured(let otherPath, _)): path == otherPath
      case (.stated, .stated): true
      default: isOfClipboard && other.isOfClipboard
      }
    }

    var text: String {
      switch self {
      case .copied(let route, let clock, let clears?):
        Texts.copied(at: clock, route: route, clears: clears)
      case .copied(let route, let clock, nil): Texts.copied(at: clock, route: route)
      case .cleared(let route, let clock, let cleared):
        Texts.copied(at: clock, route: route) + Texts.cleared(at: cleared)
      case .sent(let clock): Texts.sentToTerminal(at: clock)
      case .arrived(let clock): Texts.arrived(at: clock)
      case .saved(let path, let clock): Texts.saved(at: clock, path: path)
      case .handedOver(let path, let clock): Texts.handedOver(at: clock, path: path)
      case .configured(let path, let clock): Texts.configured(at: clock, path: path)
      case .replaced(let clock): Texts.replacedInClipboard(at: clock)
      case .stated: Texts.statedStored
      }
    }
  }

  let runner: RegisteredRunner
  /// Nil when the token does not expire, or in a form that nobody here knows.
  let expiry: LocalTime?
  let origin: Origin
  let server: ServerURL
  /// The entry of the journal that goes once the token is safe.
  var ticket: EntryTicket?
  /// When it was created here, in milliseconds of ``Moment/uptime``; nil where only its token is new.
  let createdAt: Int64?
  /// When the token was obtained, in seconds since 1970-01-01 00:00 UTC; nil where that is not known.
  let obtainedAt: Int64?
  var isRevealed = false
  /// Whether GitLab knows the runner no more, so that its token is good for nothing.
  var isGone = false
  private(set) var custody: [Custody] = []
  /// Rows scrolled from the top.
  var scrolled = 0
  /// The pages of the hand-over, while they stand over this one.
  var handOver: HandOverScreen?

  init(
    runner: RegisteredRunner, expiry: LocalTime?, origin: Origin, server: ServerURL,
    ticket: EntryTicket? = nil, createdAt: Int64? = nil, obtainedAt: Int64? = nil
  ) {
    self.obtainedAt = obtainedAt
    self.ticket = ticket
    self.createdAt = createdAt
    self.runner = runner
    self.expiry = expiry
    self.origin = origin
    self.server = server
  }

  var isReset: Bool {
    if case .reset = origin { return true }
    return false
  }

  /// Whether it is a token that GitLab gave once more.
  var isRecovered: Bool {
    if case .recovered = origin { return true }
    return false
  }

  /// What the runner was made from; nil where that is not known.
  var draft: WizardDraft? {
    switch origin {
    case .created(_, let draft): draft
    case .recovered(_, let draft): draft
    case .reset: nil
    }
  }

  /// Whether it was opened out of the list and leads back there.
  var isAboveList: Bool { draft == nil }

  var title: String {
    if isGone { return Texts.goneTitle }
    return switch origin {
    case .created: Texts.resultTitle
    case .reset: Texts.resetTitle
    case .recovered: Texts.recoveredTitle
    }
  }

  /// Its id and its type, in short.
  var identity: String { Texts.createdID(runner.id, type) }

  var type: RunnerType? {
    switch origin {
    case .created(let registration, _): registration.type
    case .reset(let runner), .recovered(let runner, _): runner.type
    }
  }

  /// The group or project that it belongs to; nil also where that is not known.
  var target: RunnerTarget? {
    switch origin {
    case .created(let registration, _): registration.target
    case .reset(let runner), .recovered(let runner, _): runner.owner
    }
  }

  /// Whether the token is safe.
  var isKept: Bool { custody.contains(where: \.isSafe) }

  /// The configuration files that got a section for the runner, in their order.
  var configPaths: [String] {
    custody.compactMap { entry in
      if case .configured(let path, _) = entry { path } else { nil }
    }
  }

  /// Whether the page can be left without a question.
  var mayBeLeft: Bool { isKept || isGone }

  /// What became of the token, as far as it is not safe.
  var custodyRemark: String {
    for entry in custody {
      switch entry {
      case .sent(let clock): return Texts.sentButNotSeen(at: clock)
      case .cleared, .replaced: return Texts.goneFromClipboard
      case .copied, .arrived, .saved, .handedOver, .configured, .stated: continue
      }
    }
    return Texts.neitherCopiedNorSaved
  }

  mutating func keep(_ entry: Custody) {
    custody.removeAll { $0.isSame(as: entry) }
    custody.append(entry)
  }

  /// Something but the token went to the clipboard.
  mutating func clipboardReplaced(clock: String) {
    if custody.contains(where: \.isOfClipboard) { keep(.replaced(clock: clock)) }
  }

  /// The expiry as one line: date, zone and the time left.
  func expiryText(now: Moment) -> String {
    guard let expiry else {
      return runner.tokenExpiryText.map(Texts.expiryInUnknownForm) ?? Texts.neverExpires
    }
    let left = expiry.unix - now.unix
    return Texts.expires(expiry.text, zone: expiry.zone) + ", "
      + (left > 0 ? Texts.expiresIn(roughTime(left)) : Texts.expiredAlready)
  }

  /// The expiry in a few words: the day, and the time left.
  func shortExpiry(now: Moment) -> String {
    guard let expiry else {
      return runner.tokenExpiryText.map(Texts.expiryInUnknownForm) ?? Texts.neverExpires
    }
    let left = expiry.unix - now.unix
    let day = String(expiry.text.prefix { $0 != " " })
    return "\(day), " + (left > 0 ? Texts.expiresIn(roughTime(left)) : Texts.expiredAlready)
  }

  /// Whole days, below two days hours, below two hours minutes.
  private func roughTime(_ seconds: Int64) -> String {
    let minutes = Int(seconds / 60)
    if minutes < 120 { return Texts.count(max(1, minutes), "minute", "minutes") }
    if minutes < 48 * 60 { return Texts.count(minutes / 60, "hour", "hours") }
    return Texts.count(minutes / (24 * 60), "day", "days")
  }

  /// What the token line shows while the token is hidden: always the same, so that not even its
  /// length can be read.
  func mask(_ glyphs: Glyphs) -> String {
    String(repeating: glyphs.mask, count: 24)
  }
}

/// The names of the result page's commands.
enum ResultCommand {
  static let copy: CommandID = "result.copy"
  static let reveal: CommandID = "result.reveal"
  static let save: CommandID = "result.save"
  static let handOver: CommandID = "result.handOver"
  static let showAlone: CommandID = "result.showAlone"
  static let open: CommandID = "result.open"
  static let copyLink: CommandID = "result.copyLink"
  static let stored: CommandID = "result.stored"
  static let new: CommandID = "result.new"
  static let undo: CommandID = "result.undo"
  static let again: CommandID = "result.again"
  static let back: CommandID = "result.back"
  static let up: CommandID = "result.up"
  static let down: CommandID = "result.down"
  static let pageUp: CommandID = "result.pageUp"
  static let pageDown: CommandID = "result.pageDown"
  static let first: CommandID = "result.first"
  static let last: CommandID = "result.last"
}

extension ResultScreen {
  static let commands: [AppCommand] =
    ownCommands + [MachineCommand.writing] + TrackerCommand.ofResult

  private static let ownCommands: [AppCommand] = [
    AppCommand(
      ResultCommand.copy, keys: [.character("y"), .enter], title: Texts.copyToken,
      tooltip: Texts.copyTokenTip, footer: true),
    AppCommand(
      ResultCommand.handOver, keys: [.character("h")], title: Texts.handOver,
      tooltip: Texts.handOverTip, footer: true),
    MachineCommand.registering(footer: true),
    AppCommand(
      ResultCommand.undo, keys: [.character("u")], title: Texts.undo, tooltip: Texts.undoTip,
      footer: true, availability: { $0.undoAvailability }),
    AppCommand(
      ResultCommand.reveal, keys: [.character("v")],
      title: { $0.result?.isRevealed == true ? Texts.hide : Texts.reveal },
      tooltip: Texts.revealTip, footer: true),
    AppCommand(
      ResultCommand.save, keys: [.character("S")], title: Texts.saveToken,
      tooltip: Texts.saveTokenTip, footer: true),
    AppCommand(
      ResultCommand.new, keys: [.character("n")], title: Texts.anotherLikeThis,
      tooltip: Texts.anotherLikeThisTip, footer: true,
      availability: { $0.result?.isAboveList == true ? .hidden : .enabled }),
    AppCommand(
      ResultCommand.showAlone, keys: [.character("t")], title: Texts.showAlone,
      tooltip: Texts.showAloneTip, footer: true),
    AppCommand(
      ResultCommand.open, keys: [.character("o")], title: Texts.openPage,
      tooltip: Texts.openPageTip, footer: true, availability: pageAvailability),
    AppCommand(
      ResultCommand.stored, keys: [.character("i")], title: Texts.stored,
      tooltip: Texts.storedTip,
      availability: {
        $0.result?.isKept == true ? .disabled(reason: Texts.storedAlready) : .enabled
      }),
    AppCommand(
      ResultCommand.copyLink, keys: [.character("Y")], title: Texts.copyLink,
      tooltip: Texts.copyLinkTip, availability: pageAvailability),
    back,
  ]

  static let back = AppCommand(
    ResultCommand.back, keys: [.escape],
    title: { $0.result?.isAboveList == true ? Texts.runnersScreen : Texts.back },
    tooltip: Texts.resultBackTip)

  static let movement: [AppCommand] = [
    AppCommand(
      ResultCommand.down, keys: [.down, .character("j")], title: Texts.down,
      tooltip: Texts.pageDownTip),
    AppCommand(
      ResultCommand.up, keys: [.up, .character("k")], title: Texts.up, tooltip: Texts.pageUpTip),
    AppCommand(
      ResultCommand.pageDown, keys: [.pageDown, .control("d"), .space], title: Texts.pageDown,
      tooltip: Texts.pageDownTip),
    AppCommand(
      ResultCommand.pageUp, keys: [.pageUp, .control("u")], title: Texts.pageUp,
      tooltip: Texts.pageUpTip),
    AppCommand(
      ResultCommand.first, keys: [.home, .character("g")], title: Texts.first,
      tooltip: Texts.pageUpTip),
    AppCommand(
      ResultCommand.last, keys: [.end, .character("G")], title: Texts.last,
      tooltip: Texts.pageDownTip),
  ]

  @Sendable private static func pageAvailability(_ app: App) -> Availability {
    app.result?.runner.webURL == nil ? .disabled(reason: Texts.noPage) : .enabled
  }
}
