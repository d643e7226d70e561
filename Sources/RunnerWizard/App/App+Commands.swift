import RunnerCore
import TerminalUI

/// The names of the commands that work on every screen.
enum AppCommandID {
  static let help: CommandID = "app.help"
  static let palette: CommandID = "app.palette"
  static let theme: CommandID = "app.theme"
  static let messages: CommandID = "app.messages"
  static let register: CommandID = "app.register"
  static let runners: CommandID = "app.runners"
  static let connections: CommandID = "app.connections"
  static let connectionDetails: CommandID = "app.connectionDetails"
  static let unfinished: CommandID = "app.unfinished"
  static let quit: CommandID = "app.quit"
  static let interrupt: CommandID = "app.interrupt"
  static let suspend: CommandID = "app.suspend"
  static let redraw: CommandID = "app.redraw"
}

extension App {
  /// Commands of every screen.
  static let commands: [AppCommand] =
    [
      AppCommand(
        AppCommandID.help, keys: [.character("?"), .function(1)], title: Texts.help,
        tooltip: Texts.helpTip),
      AppCommand(
        AppCommandID.palette, keys: [.character(":"), .control("p")], title: Texts.palette,
        tooltip: Texts.paletteTip, footer: true),
      AppCommand(
        AppCommandID.register, keys: [.function(2)], title: Texts.registerScreen,
        tooltip: Texts.registerScreenTip, availability: registerAvailability),
      AppCommand(
        AppCommandID.runners, keys: [.function(3)], title: Texts.runnersScreen,
        tooltip: Texts.runnersScreenTip, availability: runnersAvailability),
      AppCommand(
        AppCommandID.connections, keys: [.function(4)], title: Texts.switchConnection,
        tooltip: Texts.switchConnectionTip, availability: switchAvailability),
      AppCommand(
        AppCommandID.connectionDetails, keys: [.character("i")], title: Texts.connectionDetails,
        tooltip: Texts.connectionDetailsTip),
      AppCommand(
        AppCommandID.unfinished, keys: [.character("U")], title: Texts.unfinished,
        tooltip: Texts.unfinishedTip, footer: true, availability: unfinishedAvailability),
      AppCommand(
        BatchCommand.show, keys: [], title: Texts.batchCommand, tooltip: Texts.batchCommandTip,
        availability: batchAvailability),
      AppCommand(
        AppCommandID.quit, keys: [.character("q")],
        title: { $0.isAboveList ? Texts.runnersScreen : Texts.quit }, tooltip: Texts.quitTip,
        footer: true, availability: { $0.result?.handOver == nil ? .enabled : .hidden }),
      AppCommand(AppCommandID.theme, keys: [], title: Texts.theme, tooltip: Texts.themeTip),
      AppCommand(
        AppCommandID.messages, keys: [], title: Texts.messages, tooltip: Texts.messagesTip),
    ] + always

  /// Help above an overlay that has some.
  private static let overlayHelp = commands.filter { $0.id == AppCommandID.help }

  /// Commands that work above an overlay too.
  static let always: [AppCommand] = [
    AppCommand(
      AppCommandID.interrupt, keys: [.control("c")], title: Texts.interrupt,
      tooltip: Texts.interruptTip),
    AppCommand(
      AppCommandID.suspend, keys: [.control("z")], title: Texts.suspend,
      tooltip: Texts.suspendTip),
    AppCommand(
      AppCommandID.redraw, keys: [.control("l")], title: Texts.redraw, tooltip: Texts.redrawTip),
  ]

  /// The commands of the screen itself.
  var screenCommands: [AppCommand] {
    switch screen {
    case .wizard: Wizard.commands
    case .result(let result):
      if result.handOver != nil {
        HandOverScreen.commands
      } else {
        result.isGone ? ResultScreen.goneCommands : ResultScreen.commands
      }
    case .list: RunnerList.commands
    }
  }

  var movementCommands: [AppCommand] {
    switch screen {
    case .wizard: Wizard.movement
    case .result(let result):
      result.handOver == nil ? ResultScreen.movement : HandOverScreen.movement
    case .list: RunnerList.movement
    }
  }

  /// The tables that keys are looked up in, the nearest first.
  var activeTables: [[AppCommand]] {
    if let overlay = overlays.last {
      return [overlay.commands, overlay.hasHelp ? App.overlayHelp : [], App.always]
    }
    return [screenCommands, movementCommands, App.commands]
  }

  /// Does a command that is enabled.
  mutating func perform(_ id: CommandID) -> [Effect] {
    switch id {
    case AppCommandID.help: return show(.help(ListFilter()))
    case AppCommandID.palette: return show(.palette(ListFilter()))
    case AppCommandID.theme:
      return show(.themes(ThemePicker(themes: settings.themes, current: theme)))
    case AppCommandID.messages: return show(.messages(offset: 0))
    case AppCommandID.register: return leave(.register)
    case AppCommandID.runners: return leave(.runners)
    case AppCommandID.connections: return leave(.connections)
    case AppCommandID.connectionDetails: return show(.connection(.details(offset: 0)))
    case ConnectionCommand.certificates: return showCertificates()
    case AppCommandID.unfinished: return openUnfinished()
    case BatchCommand.show: return batch == nil ? offerBatch() : showBatch()
    case AppCommandID.quit: return quit()
    case AppCommandID.interrupt: return interrupt()
    case AppCommandID.suspend:
      result?.isRevealed = false
      return [.suspend]
    case AppCommandID.redraw: return [.redraw]
    default: break
    }
    if let overlay = overlays.last { return perform(id, in: overlay) }
    switch screen {
    case .wizard: return performInWizard(id)
    case .result: return performInResult(id)
    case .list: return performInList(id)
    }
  }

  mutating func show(_ overlay: Overlay) -> [Effect] {
    result?.isRevealed = false
    overlays.append(overlay)
    return []
  }

  mutating func grant(_ wishes: [Wish]) -> [Effect] {
    wishes.flatMap { grant($0) }
  }

  private mutating func grant(_ wish: Wish) -> [Effect] {
    switch wish {
    case .resolve(let reference, let kind):
      guard let connection = session.connection else { return [] }
      return run(.resolve(reference, kind, for: .registration, connection))
    case .settleTarget: return settleTarget()
    case .connect(let connection, let command, let profile):
      return connect(connection, tokenCommand: command, profile: profile)
    case .probe: return probe()
    case .register(let registration):
      guard let connection = session.connection, !work.isRunning(.register) else { return [] }
      guard let draft = wizard?.draft else { return [] }
      wizard?.refusal = nil
      sent = Sent(registration: registration, connection: connection, draft: draft)
      return [.forget(.countdown)] + run(.register(registration, connection, registrationContext))
    case .save(let runner, let edit): return save(runner, edit)
    case .readAgain(let id): return read(id, for: .afterEdit)
    case .copy(let clipping, let subject): return copy(clipping, subject)
    case .saveToken(let token, let path, let replacing):
      return save(Saving(content: token, token: token), path: path, replacing: replacing)
    case .open(let url): return run(.open(url: url))
    case .showAlone(let token): return [.showRaw(token)]
    case .show(let overlay): return show(overlay)
    case .askForCount: return askForCount()
    case .askForBatchFile: return askForBatchFile()
    case .tell(let kind, let text): return tell(kind, text)
    case .leaveWizard: return leaveFirstPage()
    case .leave(let leaving): return leave(leaving)
    }
  }

  private mutating func performInWizard(_ id: CommandID) -> [Effect] {
    if let effects = performAboutConnection(id) { return effects }
    guard var wizard else { return [] }
    var wishes: [Wish] = []
    switch id {
    case WizardCommand.next:
      if wizard.isOnLastField, let effects = leadToConnection(from: wizard.page) { return effects }
      wishes = goOn(&wizard)
    case WizardCommand.back:
      wishes =
        wizard.submission == .sending
        ? [.show(.confirm(.stopWaiting(wizard.purpose)))]
        : wizard.tagHelp.close() ? [] : wizard.goBack()
    case WizardCommand.backTab:
      let isFirst = wizard.focus?.id == wizard.fields.first?.id && wizard.page != .review
      if isFirst { wishes = wizard.goBack() } else { move(&wizard, -1) }
    case WizardCommand.change: wizard.toggle()
    case WizardCommand.lineBreak:
      wishes = wizard.type(.control("j"), width: WizardLayout(app: self).valueWidth) ?? []
    case WizardCommand.nextField: move(&wizard, 1)
    case WizardCommand.down: if !choose(&wizard, 1) { move(&wizard, 1) }
    case WizardCommand.up: if !choose(&wizard, -1) { move(&wizard, -1) }
    case WizardCommand.first: moveToEnd(&wizard, -1)
    case WizardCommand.last: moveToEnd(&wizard, 1)
    case WizardCommand.pageUp:
      if choose(&wizard, -listPage) { break }
      scroll(by: 1 - WizardLayout(app: self).content.height)
      return []
    case WizardCommand.pageDown:
      if choose(&wizard, listPage) { break }
      scroll(by: WizardLayout(app: self).content.height - 1)
      return []
    case WizardCommand.allTags: wishes = wizard.toggleListedTags()
    case WizardCommand.favour: return favourTarget()
    case WizardCommand.searchAgain: wizard.picker?.retry()
    case WizardCommand.connection: wizard.visit(.connection)
    case WizardCommand.checkAgain: return checkAgain()
    case WizardCommand.skipCheck where wizard.isProbeRefused && session.candidate == nil:
      wizard.insist()
      wishes = wizard.goToNextPage()
    case WizardCommand.skipCheck:
      session.check = .none
      return acceptUnchecked()
    case BatchCommand.presets: return showPresets()
    case BatchCommand.savePreset: return askForPresetName()
    case WizardCommand.copyCommand: wishes = equivalent(.command, of: wizard)
    case WizardCommand.copyRequest: wishes = equivalent(.request, of: wizard)
    default: return []
    }
    let gaveUp = self.wizard?.wait != nil && wizard.wait == nil
    let leftConnection = self.wizard?.page == .connection && wizard.page != .connection
    self.wizard = wizard
    return (gaveUp || leftConnection ? stopWaiting() : []) + grant(wishes)
  }

  private func goOn(_ wizard: inout Wizard) -> [Wish] {
    if wizard.page == .target, let wishes = takeHighlighted(&wizard) { return wishes }
    guard wizard.page == .review else { return wizard.goOn() }
    switch wizard.reviewFocus {
    case .create where wizard.hasStoppedWaiting && isSubmitting(wizard):
      wizard.waitOn()
      return []
    case .create:
      return wizard.isEditing ? wizard.save() : wizard.create(asking: sendAgainQuestion)
    case .value(.url):
      wizard.visit(.connection)
      return []
    case .value(.recoveryMarker):
      wizard.toggle()
      return []
    case .value(.count): return [.askForCount]
    case .value(let field):
      if let page = PageSpec.holding(field)?.page.id { wizard.visit(page, field: field) }
      return []
    }
  }

  /// Whether the request of a wizard is on its way.
  func isSubmitting(_ wizard: Wizard) -> Bool {
    wizard.isEditing ? changes.edit != nil : work.isRunning(.register)
  }

  private func move(_ wizard: inout Wizard, _ step: Int) {
    guard wizard.page == .review else { return wizard.moveFocus(step) }
    let items = reviewItems(wizard)
    let index = items.firstIndex(of: wizard.reviewFocus) ?? items.count - 1
    wizard.setReviewFocus(items[min(max(0, index + step), items.count - 1)])
  }

  private func moveToEnd(_ wizard: inout Wizard, _ step: Int) {
    guard wizard.page == .review else {
      var isMoved = false
      while wizard.choose(step) { isMoved = true }
      if isMoved { return }
      return wizard.moveFocus(step * wizard.fields.count)
    }
    let items = reviewItems(wizard)
    wizard.setReviewFocus(step < 0 ? items[0] : items[items.count - 1])
  }

  private func reviewItems(_ wizard: Wizard) -> [ReviewItem] {
    wizard.draft.reviewRows(server: session.connection?.server).map { .value($0.field) }
      + [.create]
  }

  private mutating func checkAgain() -> [Effect] {
    if case .tokenCommandFailed = session.check, session.candidate == nil,
      let command = session.tokenCommand
    {
      session.check = .readingToken
      return run(.readToken(command: command))
    }
    guard session.candidate != nil, var wizard else { return checkConnection() }
    let wishes = wizard.goToNextPage()
    self.wizard = wizard
    return grant(wishes)
  }

  /// Takes the candidate although the server could not be asked about it.
  private mutating func acceptUnchecked() -> [Effect] {
    let isOnPage = wizard?.page == .connection
    let effects = acceptConnection()
    if isOnPage, wizard?.page == .connection { wizard?.advance() }
    return effects
  }

  private func equivalent(_ subject: CopySubject, of wizard: Wizard) -> [Wish] {
    if let edit = wizard.draft.edit { return [.copy(.text(edit.jsonBody()), .request)] }
    guard let registration = wizard.draft.registration,
      let connection = session.connection
    else { return [] }
    let text =
      subject == .request
      ? (wizard.draft.firstRegistration ?? registration).jsonBody()
      : Equivalent.shellLine(
        Equivalent.command(
          for: registration, connection: connection, isDemo: settings.isDemo,
          count: wizard.draft.count))
    return [.copy(.text(text), subject)]
  }
}
