import RunnerCore
import TerminalUI

/// The names of the commands that change runners, or begin one like another.
enum ChangeCommand {
  static let new: CommandID = "runners.new"
  static let edit: CommandID = "runners.edit"
  static let pause: CommandID = "runners.pause"
  static let delete: CommandID = "runners.delete"
  static let clone: CommandID = "runners.clone"
  static let assign: CommandID = "runners.assign"
  static let reset: CommandID = "runners.reset"
  static let recall: CommandID = "runners.recall"
  static let cleanUp: CommandID = "runners.cleanUp"
  static let copyID: CommandID = "runners.copyID"
  static let copyURL: CommandID = "runners.copyURL"
  static let open: CommandID = "runners.open"
}

extension RunnerList {
  /// Commands that change runners, or begin one like another.
  static let changeCommands: [AppCommand] = [
    AppCommand(
      ChangeCommand.pause, keys: [.character("p")], title: { $0.pauseTitle },
      tooltip: Texts.pauseTip, footer: true, availability: { $0.changeAvailability(of: .pause) }),
    AppCommand(
      ChangeCommand.edit, keys: [.character("e")], title: Texts.edit, tooltip: Texts.editTip,
      footer: true, availability: { $0.changeAvailability(of: .edit(RunnerEdit()), single: true) }),
    AppCommand(
      ChangeCommand.delete, keys: [.character("d")], title: Texts.delete,
      tooltip: Texts.deleteTip, footer: true, availability: { $0.changeAvailability(of: .delete) }),
    AppCommand(
      ChangeCommand.new, keys: [.character("n")], title: Texts.newRunner, tooltip: Texts.newTip,
      footer: true,
      availability: { $0.beginningAvailability }),
    AppCommand(
      ChangeCommand.clone, keys: [.character("c")], title: Texts.clone, tooltip: Texts.cloneTip,
      availability: { $0.cloneAvailability }),
    AppCommand(
      ChangeCommand.assign, keys: [.character("a")], title: Texts.assign,
      tooltip: Texts.assignTip, availability: { $0.assignAvailability }),
    AppCommand(
      ChangeCommand.reset, keys: [.character("R")], title: Texts.resetToken,
      tooltip: Texts.resetTokenTip, availability: { $0.resetAvailability }),
    AppCommand(
      ChangeCommand.recall, keys: [.character("t")], title: Texts.recallToken,
      tooltip: Texts.recallTokenTip, availability: { $0.recallAvailability }),
    AppCommand(
      ChangeCommand.cleanUp, keys: [.character("x")], title: Texts.cleanUp,
      tooltip: Texts.cleanUpTip, availability: { $0.cleanUpAvailability }),
    AppCommand(
      ChangeCommand.copyID, keys: [.character("y")], title: Texts.copyID,
      tooltip: Texts.copyIDTip, availability: { $0.runnerAvailability }),
    AppCommand(
      ChangeCommand.copyURL, keys: [.character("Y")], title: Texts.copyURL,
      tooltip: Texts.copyURLTip, availability: { $0.pageAvailability }),
    AppCommand(
      ChangeCommand.open, keys: [.character("o")], title: Texts.openPage,
      tooltip: Texts.openPageTip, availability: { $0.pageAvailability }),
  ]
}

extension App {
  /// Why nothing can be changed at all; nil when it can.
  private var changeObstacle: String? {
    if settings.isReadOnly { return Texts.readOnly }
    return session.obstacle ?? runnerAccess.changeRefusal
  }

  /// Of the marked runners those that cannot be changed are found when the command runs, so that
  /// a key costs the same however many they are.
  func changeAvailability(of change: RunnerChange, single: Bool = false) -> Availability {
    guard let list else { return .hidden }
    if let changeObstacle { return .disabled(reason: changeObstacle) }
    if !single, !list.marks.isEmpty {
      return filterObstacle.map { .disabled(reason: $0) } ?? .enabled
    }
    guard let runner = list.cursorRunner else { return .disabled(reason: Texts.noRunnerHere) }
    if changes.isChanging(runner.id) { return .disabled(reason: Texts.stillChanging) }
    let refusal = runner.refusal(of: change, access: runnerAccess)
    return refusal.map { .disabled(reason: $0) } ?? .enabled
  }

  /// Why nothing is done to several runners: the filter that is applied may show more than was meant.
  private var filterObstacle: String? {
    runners?.filter.parsed.refusal.map(Texts.filterNotUnderstood)
  }

  var pauseTitle: String {
    guard let list else { return Texts.pause }
    if !list.marks.isEmpty { return Texts.pauseOrResume }
    return list.cursorRunner?.isPaused == true ? Texts.resume : Texts.pause
  }

  var assignAvailability: Availability {
    // Which project is asked for later.
    changeAvailability(of: .assign(RunnerTarget(kind: .project, id: 0)), single: true)
  }

  var resetAvailability: Availability {
    guard let list else { return .hidden }
    if let changeObstacle { return .disabled(reason: changeObstacle) }
    guard let runner = list.cursorRunner else { return .disabled(reason: Texts.noRunnerHere) }
    if changes.reset != nil { return .disabled(reason: Texts.stillResetting) }
    if changes.isChanging(runner.id) { return .disabled(reason: Texts.stillChanging) }
    let refusal = runner.resetRefusal(access: runnerAccess)
    return refusal.map { .disabled(reason: $0) } ?? .enabled
  }

  var beginningAvailability: Availability {
    guard list != nil else { return .hidden }
    // Elsewhere than on a refused list the wizard itself says what scopes tell, and takes another token.
    let refusal =
      session.preflight?.creation.refusal?.sentences
      ?? (listRefusal == nil ? nil : runnerAccess.createRefusal)
    let reason = session.obstacle ?? refusal
    return reason.map { .disabled(reason: $0) } ?? .enabled
  }

  var cloneAvailability: Availability {
    guard let list else { return .hidden }
    if let obstacle = session.obstacle { return .disabled(reason: obstacle) }
    guard let runner = list.cursorRunner else { return .disabled(reason: Texts.noRunnerHere) }
    let creation = session.preflight?.creation
    if let refusal = creation?.refusal { return .disabled(reason: refusal.sentences) }
    guard let type = runner.type, case .no(let obstacle)? = creation?[type] else { return .enabled }
    return .disabled(reason: obstacle.sentences)
  }

  var cleanUpAvailability: Availability {
    guard let list else { return .hidden }
    guard list.isLoaded else { return .disabled(reason: Texts.notLoadedYet) }
    if let filterObstacle { return .disabled(reason: filterObstacle) }
    return list.rows.isEmpty ? .disabled(reason: Texts.nothingToCleanUp) : .enabled
  }

  var runnerAvailability: Availability {
    guard let list else { return .hidden }
    return list.marks.isEmpty && list.cursorRunner == nil
      ? .disabled(reason: Texts.noRunnerHere) : .enabled
  }

  var pageAvailability: Availability {
    guard let list else { return .hidden }
    guard let runner = list.cursorRunner else { return .disabled(reason: Texts.noRunnerHere) }
    return page(of: runner) == nil ? .disabled(reason: Texts.noRunnerPage) : .enabled
  }

  /// The address of a runner's page in GitLab.
  func page(of runner: Runner) -> String? {
    guard let server = session.connection?.server, let runners else { return nil }
    return server.runnerPage(runner, in: runners.query.scope)
  }
}
