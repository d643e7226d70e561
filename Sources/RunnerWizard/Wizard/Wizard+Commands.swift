import RunnerCore
import TerminalUI

typealias AppCommand = Command<App>

/// The names of the wizard's commands.
enum WizardCommand {
  static let next: CommandID = "wizard.next"
  static let back: CommandID = "wizard.back"
  static let backTab: CommandID = "wizard.backTab"
  static let change: CommandID = "wizard.change"
  static let lineBreak: CommandID = "wizard.lineBreak"
  static let nextField: CommandID = "wizard.nextField"
  static let previousField: CommandID = "wizard.previousField"
  static let down: CommandID = "wizard.down"
  static let up: CommandID = "wizard.up"
  static let first: CommandID = "wizard.first"
  static let last: CommandID = "wizard.last"
  static let pageUp: CommandID = "wizard.pageUp"
  static let pageDown: CommandID = "wizard.pageDown"
  static let favour: CommandID = "wizard.favour"
  static let allTags: CommandID = "wizard.allTags"
  static let searchAgain: CommandID = "wizard.searchAgain"
  static let connection: CommandID = "wizard.connection"
  static let checkAgain: CommandID = "wizard.checkAgain"
  static let skipCheck: CommandID = "wizard.skipCheck"
  static let copyCommand: CommandID = "wizard.copyCommand"
  static let copyRequest: CommandID = "wizard.copyRequest"
}

extension Wizard {
  static let commands: [AppCommand] =
    [goOn] + offers + pageCommands + presetCommands + connectionCommands

  private static let goOn = AppCommand(
    WizardCommand.next, keys: [.enter], title: { $0.nextTitle }, tooltip: Texts.nextTip,
    footer: true, availability: { $0.nextAvailability })

  private static let pageCommands: [AppCommand] = [
    AppCommand(
      WizardCommand.change, keys: [.space, .left, .right], title: Texts.change,
      tooltip: Texts.changeTip, footer: true,
      availability: { $0.wizard?.focusIsToggle == true ? .enabled : .hidden }),
    AppCommand(
      WizardCommand.back, keys: [.escape],
      title: { $0.backTitle }, tooltip: Texts.backTip,
      footer: true, availability: { $0.backAvailability }),
    AppCommand(
      WizardCommand.lineBreak, keys: [Key(.enter, .alt), .control("j")], title: Texts.lineBreak,
      tooltip: Texts.lineBreakTip, footer: true,
      availability: { $0.wizard?.focus?.id == .maintenanceNote ? .enabled : .hidden }),
    AppCommand(
      WizardCommand.searchAgain, keys: [.control("r")], title: Texts.searchAgain,
      tooltip: Texts.searchAgainTip, footer: true,
      availability: {
        $0.wizard?.page == .target && $0.wizard?.picker?.failure != nil ? .enabled : .hidden
      }),
    AppCommand(
      WizardCommand.favour, keys: [.control("t")], title: { $0.favourTitle },
      tooltip: Texts.favourTip, footer: true, availability: { $0.favourAvailability }),
    AppCommand(
      WizardCommand.allTags, keys: [.control("t")],
      title: { if case .none? = $0.wizard?.listedTags { Texts.noneOfTags } else { Texts.allTags } },
      tooltip: Texts.allTagsTip, footer: true,
      availability: { $0.wizard?.listedTags == nil ? .hidden : .enabled }),
    AppCommand(
      WizardCommand.copyCommand, keys: [.character("y")], title: Texts.copyCommand,
      tooltip: Texts.copyCommandTip, footer: true,
      availability: { $0.wizard?.isEditing == true ? .hidden : copyAvailability($0) }),
    AppCommand(
      WizardCommand.copyRequest, keys: [.character("Y")], title: Texts.copyRequest,
      tooltip: Texts.copyRequestTip, availability: copyAvailability),
    AppCommand(
      WizardCommand.checkAgain, keys: [.character("r")], title: Texts.checkAgain,
      tooltip: Texts.checkAgainTip, footer: true, availability: { $0.checkAvailability }),
    AppCommand(
      WizardCommand.skipCheck, keys: [.control("g")],
      title: { $0.session.candidate == nil ? Texts.insist : Texts.skipCheck },
      tooltip: Texts.skipCheckTip, footer: true,
      availability: { $0.canSkipCheck ? .enabled : .hidden }),
    AppCommand(
      WizardCommand.connection, keys: [.character("C")], title: Texts.connection,
      tooltip: Texts.connectionTip, footer: true, availability: connectionAvailability),
  ]

  static let movement: [AppCommand] = [
    AppCommand(
      WizardCommand.down, keys: [.down, .character("j")], title: Texts.nextField,
      tooltip: Texts.nextFieldTip, availability: notSending),
    AppCommand(
      WizardCommand.up, keys: [.up, .character("k")], title: Texts.previousField,
      tooltip: Texts.previousFieldTip, availability: notSending),
    AppCommand(
      WizardCommand.nextField, keys: [.tab], title: Texts.nextField,
      tooltip: Texts.nextFieldTip, availability: notSending),
    AppCommand(
      WizardCommand.backTab, keys: [.backTab], title: Texts.previousField,
      tooltip: Texts.previousFieldTip, availability: notSending),
    AppCommand(
      WizardCommand.first, keys: [.home, .character("g")], title: Texts.first,
      tooltip: Texts.firstTip, availability: notSending),
    AppCommand(
      WizardCommand.last, keys: [.end, .character("G")], title: Texts.last,
      tooltip: Texts.lastTip, availability: notSending),
    AppCommand(
      WizardCommand.pageUp, keys: [.pageUp, .control("u")], title: Texts.pageUp,
      tooltip: Texts.pageUpTip),
    AppCommand(
      WizardCommand.pageDown, keys: [.pageDown, .control("d")], title: Texts.pageDown,
      tooltip: Texts.pageDownTip),
  ]

  @Sendable private static func notSending(_ app: App) -> Availability {
    app.wizard?.submission == .sending ? .disabled(reason: Texts.stillSending) : .enabled
  }

  @Sendable private static func copyAvailability(_ app: App) -> Availability {
    guard let wizard = app.wizard, wizard.page == .review else { return .hidden }
    guard app.session.connection != nil else { return .disabled(reason: Texts.noConnection) }
    if wizard.isEditing {
      guard let edit = wizard.draft.edit else { return .disabled(reason: Texts.nothingToCopy) }
      return edit.isEmpty ? .disabled(reason: Texts.nothingChanged) : .enabled
    }
    let isValid = wizard.draft.registration != nil
    return isValid ? .enabled : .disabled(reason: Texts.nothingToCopy)
  }

  @Sendable private static func connectionAvailability(_ app: App) -> Availability {
    guard let wizard = app.wizard, wizard.page != .connection, !wizard.isEditing else {
      return .hidden
    }
    return wizard.submission == .sending ? .disabled(reason: Texts.stillSending) : .enabled
  }
}

extension Wizard {
  var focusIsToggle: Bool {
    if case .toggle = focus?.kind { return true }
    return isOnMarker && submission != .sending
  }

  /// Whether the review's line about the marker has the focus.
  var isOnMarker: Bool { page == .review && reviewFocus == .value(.recoveryMarker) }
}

extension App {
  /// What Enter does now.
  var nextTitle: String {
    guard let wizard else { return Texts.next }
    if wizard.page == .review {
      if wizard.isOnMarker { return Texts.switchMarker }
      if case .value = wizard.reviewFocus { return Texts.edit }
      return createTitle
    }
    if wizard.hasTypedTag || wizard.highlightedTag != nil { return Texts.addTag }
    guard wizard.isOnLastField else { return Texts.next }
    switch wizard.page {
    case .connection: return Texts.connect
    case .target where wizard.picker?.highlighted != nil: return Texts.chooseTarget
    case .target where wizard.draft.finding?.target == nil: return Texts.lookUp
    default: break
    }
    if wizard.returnPage == .review, wizard.nextPage == .review { return Texts.backToReview }
    return wizard.nextPage == .review ? Texts.review : Texts.next
  }

  /// What Esc does now.
  var backTitle: String {
    guard let wizard else { return Texts.back }
    if wizard.submission == .sending { return Texts.stopWaitingYes }
    return wizard.wait == nil ? Texts.back : Texts.stop
  }

  /// The words on the button of the review.
  var createTitle: String {
    guard let wizard else { return Texts.create }
    switch wizard.submission {
    case .idle where wizard.draft.count > 1: return Texts.createSeveral(wizard.draft.count)
    case .idle: return wizard.isEditing ? Texts.saveChanges : Texts.create
    case .sending: return wizard.isEditing ? Texts.savingChanges : Texts.creating
    case .unknown where isSubmitting(wizard): return Texts.stopWaitingNo
    case .unknown where wizard.isEditing: return Texts.readAgain
    case .failed, .unknown:
      if wizard.mayHaveCreated { return Texts.sendAgain }
      return wizard.secondsUntilRetry(uptime: now.uptime).map(Texts.retryIn) ?? Texts.tryAgain
    }
  }

  /// Why the runner cannot be created now; nil when it can.
  var createObstacle: String? {
    if settings.isReadOnly { return Texts.readOnly }
    if let obstacle = session.obstacle { return obstacle }
    if let obstacle = wizard.flatMap(obstacle) { return obstacle }
    if wizard?.isEditing == false, let refusal = session.createRefusal { return refusal }
    if let obstacle = wizard.flatMap(creationObstacle) { return obstacle.sentences }
    return wizard?.secondsUntilRetry(uptime: now.uptime) == nil ? nil : Texts.tooSoon
  }

  private func obstacle(to wizard: Wizard) -> String? {
    switch wizard.submission {
    case .sending, .unknown: return nil
    case .idle, .failed: break
    }
    if isSubmitting(wizard) { return Texts.answerAwaited }
    return wizard.draft.edit?.isEmpty == true ? Texts.nothingChanged : nil
  }

  var nextAvailability: Availability {
    guard let wizard else { return .hidden }
    if wizard.submission == .sending { return .disabled(reason: Texts.stillSending) }
    if wizard.page == .review, wizard.reviewFocus == .create, let createObstacle {
      return .disabled(reason: createObstacle)
    }
    return .enabled
  }

  /// Behind the first page is the list, for which a connection is needed.
  var backAvailability: Availability {
    guard let wizard else { return .hidden }
    let hasWayBack =
      wizard.wait != nil || wizard.returnPage != nil || wizard.page != wizard.steps.first
    guard !hasWayBack, session.connection == nil else { return .enabled }
    return .disabled(reason: isTyping ? Texts.nothingBeforeText : Texts.nothingBefore)
  }

  var checkAvailability: Availability {
    switch session.check {
    case .failed, .tokenCommandFailed:
      return wizard?.page == .connection && session.candidate == nil && session.connection == nil
        ? .hidden : .enabled
    default: return .hidden
    }
  }

  /// Whether a typed connection could not be checked for a reason that is not the token's.
  var canSkipCheck: Bool {
    if session.candidate == nil { return wizard?.isProbeRefused == true }
    guard wizard?.page == .connection,
      case .failed(let failure) = session.check
    else { return false }
    return !failure.meansUnusableToken && !failure.isAboutTrust
  }
}
