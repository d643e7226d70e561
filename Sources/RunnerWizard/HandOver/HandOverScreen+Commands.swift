import RunnerCore
import TerminalUI

/// The names of the commands of the hand-over.
enum HandOverCommand {
  static let next: CommandID = "handOver.next"
  static let back: CommandID = "handOver.back"
  static let previous: CommandID = "handOver.previous"
  static let change: CommandID = "handOver.change"
  static let changeBack: CommandID = "handOver.changeBack"
  static let copy: CommandID = "handOver.copy"
  static let reveal: CommandID = "handOver.reveal"
  static let save: CommandID = "handOver.save"
  static let nextText: CommandID = "handOver.nextText"
  static let previousText: CommandID = "handOver.previousText"
}

extension HandOverScreen {
  /// The commands of all pages, each of which shows its own.
  static let commands: [AppCommand] =
    [
      AppCommand(
        HandOverCommand.next, keys: [.enter], title: Texts.next, tooltip: Texts.handOverNextTip,
        footer: true, availability: { $0.handOverPage(isNot: .text) }),
      AppCommand(
        HandOverCommand.copy, keys: [.character("y"), .enter], title: Texts.copyText,
        tooltip: Texts.copyTextTip, footer: true, availability: { $0.handOverPage(is: .text) }),
      AppCommand(
        HandOverCommand.reveal, keys: [.character("v")],
        title: { $0.result?.isRevealed == true ? Texts.hide : Texts.reveal },
        tooltip: Texts.revealTextTip, footer: true, availability: secretAvailability),
      AppCommand(
        HandOverCommand.save, keys: [.character("S")], title: Texts.saveText,
        tooltip: Texts.saveTextTip, footer: true, availability: { $0.handOverPage(is: .text) }),
      AppCommand(
        HandOverCommand.nextText, keys: [.tab, .right], title: Texts.nextText,
        tooltip: Texts.nextTextTip, footer: true, availability: textsAvailability),
      AppCommand(
        HandOverCommand.previousText, keys: [.backTab, .left], title: Texts.previousText,
        tooltip: Texts.nextTextTip, availability: textsAvailability),
      AppCommand(
        HandOverCommand.change, keys: [.space, .right], title: Texts.changeAnswer,
        tooltip: Texts.changeAnswerTip, footer: true, availability: changeAvailability),
      AppCommand(
        HandOverCommand.changeBack, keys: [.left], title: Texts.changeAnswer,
        tooltip: Texts.changeAnswerTip, availability: changeAvailability),
      AppCommand(
        HandOverCommand.previous, keys: [.backTab], title: Texts.up, tooltip: Texts.moveTip,
        availability: { $0.handOverPage(is: .questions) }),
      AppCommand(
        HandOverCommand.back, keys: [.escape, .character("q")], title: Texts.back,
        tooltip: Texts.handOverBackTip, footer: true),
    ] + MachineCommand.opening

  static let movement: [AppCommand] = [
    AppCommand(
      ResultCommand.down, keys: [.down, .character("j")], title: Texts.down,
      tooltip: Texts.moveTip),
    AppCommand(
      ResultCommand.down, keys: [.tab], title: Texts.down, tooltip: Texts.moveTip,
      availability: { $0.handOverPage(isNot: .text) }),
    AppCommand(
      ResultCommand.up, keys: [.up, .character("k")], title: Texts.up, tooltip: Texts.moveTip),
    AppCommand(
      ResultCommand.pageDown, keys: [.pageDown, .control("d")], title: Texts.pageDown,
      tooltip: Texts.moveTip),
    AppCommand(
      ResultCommand.pageUp, keys: [.pageUp, .control("u")], title: Texts.pageUp,
      tooltip: Texts.moveTip),
    AppCommand(
      ResultCommand.first, keys: [.home, .character("g")], title: Texts.first,
      tooltip: Texts.moveTip),
    AppCommand(
      ResultCommand.last, keys: [.end, .character("G")], title: Texts.last,
      tooltip: Texts.moveTip),
  ]

  @Sendable private static func textsAvailability(_ app: App) -> Availability {
    guard app.result?.handOver?.page == .text else { return .hidden }
    let count = app.result?.handOver?.handOver?.blocks.count ?? 0
    return count > 1 ? .enabled : .disabled(reason: Texts.onlyOneText)
  }

  @Sendable private static func secretAvailability(_ app: App) -> Availability {
    guard app.result?.handOver?.page == .text else { return .hidden }
    return app.result?.handOver?.shownBlock?.holdsSecret == true
      ? .enabled : .disabled(reason: Texts.nothingHidden)
  }

  @Sendable private static func changeAvailability(_ app: App) -> Availability {
    guard let handOver = app.result?.handOver, handOver.page == .questions, !handOver.isTyping
    else { return .hidden }
    return .enabled
  }
}

extension App {
  fileprivate func handOverPage(is page: HandOverScreen.Page) -> Availability {
    result?.handOver?.page == page ? .enabled : .hidden
  }

  fileprivate func handOverPage(isNot page: HandOverScreen.Page) -> Availability {
    result?.handOver?.page == page ? .hidden : .enabled
  }
}
