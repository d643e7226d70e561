import RunnerCore
import TerminalUI

/// What lies over a screen and gets the keys while it does.
enum Overlay: Equatable, Sendable {
  case help(ListFilter)
  case palette(ListFilter)
  case themes(ThemePicker)
  case confirm(Confirm)
  case savePath(SavePrompt)
  /// The messages of the session, with the first row shown.
  case messages(offset: Int)
  case change(ChangeOverlay)
  case choice(ListChoice)
  case notice(Notice)
  case connection(ConnectionOverlay)
  case recovery(RecoveryOverlay)
  case batch(BatchOverlay)
  case machine(MachineOverlay)

  /// Whether printable keys type into it.
  var isTyping: Bool {
    switch self {
    case .help, .palette, .savePath: true
    case .themes, .confirm, .messages, .notice, .recovery: false
    case .change(let overlay): overlay.isTyping
    case .choice(let choice): choice.isTyping
    case .connection(let overlay): overlay.isTyping
    case .batch(let overlay): overlay.isTyping
    case .machine(let overlay): overlay.isTyping
    }
  }

  /// Whether closing it answers no question.
  var isHarmless: Bool {
    switch self {
    case .help, .palette, .messages, .themes, .notice, .recovery: true
    case .confirm, .savePath, .change, .machine: false
    case .choice(let choice): choice.isHarmless
    case .connection(let overlay): overlay.isHarmless
    case .batch(let overlay): overlay.isHarmless
    }
  }

  /// Whether it has no sense any more once the request that creates the runner is answered.
  var isAboutSending: Bool {
    guard case .confirm(let confirm) = self else { return false }
    return confirm.isAboutSending
  }

  /// Whether the help lists its commands.
  var hasHelp: Bool {
    switch self {
    case .choice, .recovery: true
    case .batch, .machine: !isTyping
    case .help, .palette, .themes, .confirm, .savePath, .messages, .change, .notice, .connection:
      false
    }
  }

  /// What its commands stand under in the help.
  var groupTitle: String {
    if case .choice = self { Texts.groupOverlay } else { Texts.groupWindow }
  }

  /// One sentence for the line above the footer.
  var help: String {
    switch self {
    case .help, .palette: Texts.listHelp
    case .themes: Texts.themesHelp
    case .confirm: Texts.confirmHelp
    case .savePath: Texts.savePathHelp
    case .messages: Texts.messagesHelp
    case .notice: Texts.noticeHelp
    case .change(let overlay): overlay.help
    case .choice(let choice): choice.help
    case .connection(let overlay): overlay.help
    case .recovery(let overlay): overlay.help
    case .batch(let overlay): overlay.help
    case .machine(let overlay): overlay.help
    }
  }

  var commands: [AppCommand] {
    switch self {
    case .help: OverlayCommand.list(accept: Texts.run)
    case .palette: OverlayCommand.list(accept: Texts.run)
    case .themes: OverlayCommand.list(accept: Texts.keep)
    case .confirm(let confirm): OverlayCommand.confirm(confirm)
    case .savePath: OverlayCommand.prompt
    case .messages, .notice: OverlayCommand.reading
    case .change(let overlay): overlay.commands
    case .choice(let choice): choice.commands
    case .connection(let overlay): overlay.commands
    case .recovery(let overlay): overlay.commands
    case .batch(let overlay): overlay.commands
    case .machine(let overlay): overlay.commands
    }
  }
}

/// A list with a filter above it.
struct ListFilter: Equatable, Sendable {
  var editor = LineEditor()
  /// Place of the highlight among the entries that match.
  var index = 0
}

/// The choice of a theme, which shows while the highlight moves.
struct ThemePicker: Equatable, Sendable {
  let themes: [String]
  /// The theme to go back to.
  let original: String
  var index: Int

  init(themes: [String], current: String) {
    self.themes = themes
    original = current
    index = themes.firstIndex(of: current) ?? 0
  }
}

/// Asks for the file that the token is saved to.
struct SavePrompt: Equatable, Sendable {
  var editor: LineEditor
  var problem: String?
  var isSaving = false
  /// A text of the hand-over; nil for the token on the screen.
  var saving: Saving?
}

/// The commands of overlays.
enum OverlayCommand {
  static let accept: CommandID = "overlay.accept"
  static let close: CommandID = "overlay.close"
  static let up: CommandID = "overlay.up"
  static let down: CommandID = "overlay.down"
  static let pageUp: CommandID = "overlay.pageUp"
  static let pageDown: CommandID = "overlay.pageDown"
  static let first: CommandID = "overlay.first"
  static let last: CommandID = "overlay.last"
  static let toggle: CommandID = "overlay.toggle"
  private static let answers = "overlay.answer."

  static func answer(_ index: Int) -> CommandID { CommandID(rawValue: answers + String(index)) }

  /// The place of the answer that a command gives.
  static func answerIndex(_ id: CommandID) -> Int? {
    id.rawValue.hasPrefix(answers) ? Int(id.rawValue.dropFirst(answers.count)) : nil
  }

  static func list(accept title: String) -> [AppCommand] {
    [
      AppCommand(
        accept, keys: [.enter], title: title, tooltip: Texts.acceptTip, footer: true),
      closing,
    ] + moving
  }

  static func confirm(_ confirm: Confirm) -> [AppCommand] {
    let answers = confirm.options.enumerated().map { index, option in
      AppCommand(
        answer(index), keys: [.character(option.key)], title: option.title,
        tooltip: Texts.answerTip)
    }
    return answers + [
      AppCommand(
        accept, keys: [.enter], title: Texts.choose, tooltip: Texts.acceptTip, footer: true),
      AppCommand(
        close, keys: [.escape], title: confirm.options.first?.title ?? Texts.back,
        tooltip: Texts.closeTip, footer: true),
      AppCommand(
        up, keys: [.up, .left, .backTab], title: Texts.up, tooltip: Texts.moveTip),
      AppCommand(
        down, keys: [.down, .right, .tab], title: Texts.down, tooltip: Texts.moveTip),
    ]
  }

  static let prompt = [
    AppCommand(
      accept, keys: [.enter], title: Texts.save, tooltip: Texts.saveTokenTip, footer: true),
    closing,
  ]

  static let reading =
    [
      AppCommand(
        close, keys: [.escape, .enter, .character("q")], title: Texts.close,
        tooltip: Texts.closeTip, footer: true)
    ] + moving

  static let closing = AppCommand(
    close, keys: [.escape], title: Texts.back, tooltip: Texts.closeTip, footer: true)

  static let moving = [
    AppCommand(
      up, keys: [.up, .backTab, .character("k")], title: Texts.up, tooltip: Texts.moveTip),
    AppCommand(
      down, keys: [.down, .tab, .character("j")], title: Texts.down, tooltip: Texts.moveTip),
    AppCommand(pageUp, keys: [.pageUp], title: Texts.pageUp, tooltip: Texts.moveTip),
    AppCommand(pageDown, keys: [.pageDown], title: Texts.pageDown, tooltip: Texts.moveTip),
    AppCommand(first, keys: [.home, .character("g")], title: Texts.first, tooltip: Texts.moveTip),
    AppCommand(last, keys: [.end, .character("G")], title: Texts.last, tooltip: Texts.moveTip),
  ]
}
