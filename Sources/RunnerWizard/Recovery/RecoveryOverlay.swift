import RunnerCore
import TerminalUI

/// What lies over a screen while an unfinished registration is looked after.
enum RecoveryOverlay: Equatable, Sendable {
  /// All of them, with the highlighted one.
  case list(index: Int)
  case entry(RecoveryView)

  /// One sentence for the line above the footer.
  var help: String {
    switch self {
    case .list: Texts.unfinishedListHelp
    case .entry: Texts.unfinishedHelp
    }
  }

  var commands: [AppCommand] {
    switch self {
    case .list:
      [
        AppCommand(
          OverlayCommand.accept, keys: [.enter], title: Texts.openUnfinished,
          tooltip: Texts.acceptTip, footer: true)
      ] + [RecoveryCommand.later] + OverlayCommand.moving
    case .entry: RecoveryCommand.all + OverlayCommand.moving
    }
  }
}

/// One unfinished registration, and what was found of it.
struct RecoveryView: Equatable, Sendable {
  let id: String
  /// The highlighted one of the runners that were found.
  var index = 0
  /// The first row shown.
  var offset = 0
}

/// The names and commands of what can be done about an unfinished registration.
enum RecoveryCommand {
  static let show: CommandID = "unfinished.show"
  static let reset: CommandID = "unfinished.reset"
  static let delete: CommandID = "unfinished.delete"
  static let again: CommandID = "unfinished.again"
  static let look: CommandID = "unfinished.look"
  static let copy: CommandID = "unfinished.copy"
  static let leave: CommandID = "unfinished.leave"
  static let connect: CommandID = "unfinished.connect"

  static let later = AppCommand(
    OverlayCommand.close, keys: [.escape], title: Texts.laterUnfinished,
    tooltip: Texts.laterUnfinishedTip, footer: true)

  static let all: [AppCommand] = [
    // Enter does what most would want of what was found.
    AppCommand(
      OverlayCommand.accept, keys: [.enter],
      title: { $0.recoveryMain.map { RecoveryCommand.title($0) } ?? Texts.close },
      tooltip: Texts.acceptTip, footer: true,
      availability: { $0.recoveryMain == nil ? .hidden : .enabled }),
    // The way out has to be seen on narrow screens too.
    later,
    AppCommand(
      show, keys: [.character("t")], title: title(show), tooltip: Texts.showRecoveredTip,
      availability: { $0.recoveryAvailability(of: show) }),
    AppCommand(
      reset, keys: [.character("R")], title: title(reset), tooltip: Texts.resetTokenTip,
      footer: true, availability: { $0.recoveryAvailability(of: reset) }),
    AppCommand(
      delete, keys: [.character("d")], title: title(delete), tooltip: Texts.deleteAgainTip,
      footer: true, availability: { $0.recoveryAvailability(of: delete) }),
    AppCommand(
      again, keys: [.character("s")], title: { $0.sendAgainTitle }, tooltip: Texts.sendAgainTip,
      footer: true, availability: { $0.recoveryAvailability(of: again) }),
    AppCommand(
      connect, keys: [.character("C")], title: title(connect), tooltip: Texts.connectionTip,
      footer: true,
      availability: { $0.recoveryCase.map { $0.isElsewhere } == true ? .enabled : .hidden }),
    AppCommand(
      look, keys: [.character("r")], title: title(look), tooltip: Texts.lookAgainTip,
      footer: true, availability: { $0.recoveryAvailability(of: look) }),
    AppCommand(
      leave, keys: [.character("l")], title: title(leave), tooltip: Texts.leaveUnfinishedTip,
      footer: true, availability: { $0.recoveryAvailability(of: leave) }),
    AppCommand(
      copy, keys: [.character("y"), .character("D")], title: title(copy),
      tooltip: Texts.copyRefusalTip,
      footer: true),
  ]

  static func title(_ id: CommandID) -> String {
    switch id {
    case show: Texts.showRecovered
    case reset: Texts.resetToken
    case delete: Texts.deleteAgain
    case again: Texts.sendAgainPlain
    case connect: Texts.connection
    case look: Texts.lookAgain
    case leave: Texts.leaveUnfinished
    default: Texts.copyRefusal
    }
  }
}

extension App {
  /// What the unfinished registration on the screen allows.
  struct RecoveryState: Equatable {
    let unfinished: UnfinishedCase
    /// The highlighted one of the runners that were found.
    let candidate: RecoveryReport.Candidate?
    /// Whether it was sent to another server than the one connected to.
    let isElsewhere: Bool
    let isSearched: Bool

    /// Whether sending it once more makes no second runner.
    var isCertainlyAbsent: Bool { unfinished.report?.isCertainlyAbsent == true }
  }

  var recoveryView: RecoveryView? {
    get {
      for case .recovery(.entry(let view)) in overlays.reversed() { return view }
      return nil
    }
    set {
      guard let newValue else { return }
      for index in overlays.indices {
        if case .recovery(.entry) = overlays[index] {
          overlays[index] = .recovery(.entry(newValue))
        }
      }
    }
  }

  var recoveryCase: RecoveryState? {
    guard let view = recoveryView, let unfinished = recovery[view.id] else { return nil }
    let candidates = unfinished.report?.candidates ?? []
    return RecoveryState(
      unfinished: unfinished,
      candidate: candidates.indices.contains(view.index) ? candidates[view.index] : nil,
      isElsewhere: session.connection?.server != unfinished.entry.server,
      isSearched: recovery.searching == unfinished.id)
  }

  /// What Enter does; nil where nothing stands out.
  var recoveryMain: CommandID? {
    guard let state = recoveryCase else { return nil }
    let main = state.isCertainlyAbsent ? RecoveryCommand.again : RecoveryCommand.show
    return recoveryAvailability(of: main) == .enabled ? main : nil
  }

  /// What comes before all else although Enter does not do it: to connect to the server that it was sent to, or to look
  /// again where what was found tells nothing.
  var recoveryFirst: CommandID? {
    guard case .recovery(.entry)? = overlays.last, let state = recoveryCase else { return nil }
    if state.isElsewhere { return RecoveryCommand.connect }
    guard let report = state.unfinished.report else { return nil }
    return report.candidates.isEmpty && report.obstacle != nil ? RecoveryCommand.look : nil
  }

  var sendAgainTitle: String {
    recoveryCase?.isCertainlyAbsent == true ? Texts.sendAgainPlain : Texts.sendAgain
  }

  func recoveryAvailability(of id: CommandID) -> Availability {
    guard let state = recoveryCase else { return .hidden }
    return recoveryObstacle(to: id, state).map { .disabled(reason: $0) } ?? .enabled
  }

  private func recoveryObstacle(to id: CommandID, _ state: RecoveryState) -> String? {
    if recovery.deletion != nil { return Texts.stillDeleting }
    if id == RecoveryCommand.leave { return nil }
    if let obstacle = session.obstacle { return obstacle }
    if state.isElsewhere { return Texts.otherServerFirst(state.unfinished.entry.server.shortName) }
    if id == RecoveryCommand.look {
      return state.isSearched ? Texts.stillLooking : lookupRefusal
    }
    if state.isSearched { return Texts.stillLooking }
    if id == RecoveryCommand.show {
      guard let candidate = state.candidate else { return missing(state) }
      return candidate.token == nil ? candidate.tokenObstacle ?? Texts.tokenNotGiven : nil
    }
    if settings.isReadOnly { return Texts.readOnly }
    if id == RecoveryCommand.again {
      if work.isRunning(.register) { return Texts.answerAwaited }
      return session.createRefusal
    }
    guard let runner = state.candidate?.runner else { return missing(state) }
    if changes.isChanging(runner.id) { return Texts.stillChanging }
    if id == RecoveryCommand.delete {
      return runner.refusal(of: .delete, access: runnerAccess)
    }
    if changes.reset != nil { return Texts.stillResetting }
    return runner.resetRefusal(access: runnerAccess)
  }

  private func missing(_ state: RecoveryState) -> String {
    state.isCertainlyAbsent ? Texts.noSuchRunner : Texts.noRunnerFound
  }

  /// Why this access token cannot look for a runner; nil where it can or that is not known.
  var lookupRefusal: String? {
    runnerAccess.readRefusal ?? (looksNothingUp ? Texts.looksNothingUp : nil)
  }
}
