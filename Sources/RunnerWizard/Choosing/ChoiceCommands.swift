import RunnerCore
import TerminalUI

/// The names of the commands that open a choice, and of those in one.
enum ChoiceCommand {
  static let scopes: CommandID = "list.scopes"
  static let sort: CommandID = "list.sort"
  static let columns: CommandID = "list.columns"
  static let views: CommandID = "list.views"
  static let legend: CommandID = "list.legend"

  static let filter: CommandID = "choice.filter"
  static let reverse: CommandID = "choice.reverse"
  static let toggle: CommandID = "choice.toggle"
  static let moveUp: CommandID = "choice.moveUp"
  static let moveDown: CommandID = "choice.moveDown"
  static let usual: CommandID = "choice.usual"
  static let keep: CommandID = "choice.keep"
  static let delete: CommandID = "choice.delete"
}

extension RunnerList {
  /// Commands that open an overlay to choose what the list shows.
  static let choosingCommands: [AppCommand] = [
    AppCommand(
      ChoiceCommand.scopes, keys: [.character("S")], title: Texts.Choosing.scopes,
      tooltip: Texts.Choosing.scopesTip, footer: true,
      availability: { $0.scopeRefusal.map { .disabled(reason: $0) } ?? .enabled }),
    AppCommand(
      ChoiceCommand.sort, keys: [.character("s")], title: Texts.Choosing.sort,
      tooltip: Texts.Choosing.sortTip, footer: true, availability: unlessRefused),
    AppCommand(
      ChoiceCommand.views, keys: [.character("v")], title: Texts.Choosing.views,
      tooltip: Texts.Choosing.viewsTip,
      availability: { $0.scopeRefusal.map { .disabled(reason: $0) } ?? .enabled }),
    AppCommand(
      ChoiceCommand.columns, keys: [.character("C")], title: Texts.Choosing.columns,
      tooltip: Texts.Choosing.columnsTip, availability: unlessRefused),
    AppCommand(
      ChoiceCommand.legend, keys: [.character("L")], title: Texts.Choosing.legend,
      tooltip: Texts.Choosing.legendTip),
  ]
}

extension ListChoice {
  /// The keys of the overlay.
  var commands: [AppCommand] {
    switch self {
    case .scope: OverlayCommand.list(accept: Texts.Choosing.show)
    case .sort: OverlayCommand.list(accept: Texts.Choosing.sort) + [Self.reverse, Self.filter]
    case .columns:
      OverlayCommand.list(accept: Texts.keep) + Self.columnCommands + [Self.filter]
    case .views(let choice) where choice.naming != nil:
      OverlayCommand.list(accept: Texts.save)
    case .views:
      OverlayCommand.list(accept: Texts.Choosing.show) + Self.viewCommands + [Self.filter]
    case .legend: OverlayCommand.reading
    }
  }

  /// One sentence for the line above the footer.
  var help: String {
    switch self {
    case .scope(let choice):
      choice.search == nil ? Texts.Choosing.scopeHelp : Texts.Choosing.searchHelp
    case .sort: Texts.Choosing.sortHelp
    case .columns: Texts.Choosing.columnsHelp
    case .views(let choice) where choice.naming != nil: Texts.Choosing.namingHelp
    case .views: Texts.Choosing.viewsHelp
    case .legend: Texts.Choosing.legendHelp
    }
  }

  private static let filter = AppCommand(
    ChoiceCommand.filter, keys: [.character("/")], title: Texts.Choosing.filter,
    tooltip: Texts.Choosing.filterTip, footer: true)

  private static let reverse = AppCommand(
    ChoiceCommand.reverse, keys: [.character("s")], title: Texts.Choosing.reverse,
    tooltip: Texts.Choosing.reverseTip, footer: true)

  private static let columnCommands = [
    AppCommand(
      ChoiceCommand.toggle, keys: [.space], title: Texts.Choosing.toggle,
      tooltip: Texts.Choosing.toggleTip, footer: true),
    AppCommand(
      ChoiceCommand.moveDown, keys: [.character("J")], title: Texts.Choosing.moveDown,
      tooltip: Texts.Choosing.moveTip, footer: true),
    AppCommand(
      ChoiceCommand.moveUp, keys: [.character("K")], title: Texts.Choosing.moveUp,
      tooltip: Texts.Choosing.moveTip, footer: true),
    AppCommand(
      ChoiceCommand.usual, keys: [.character("u")], title: Texts.Choosing.usual,
      tooltip: Texts.Choosing.usualTip, footer: true),
  ]

  private static let viewCommands = [
    AppCommand(
      ChoiceCommand.keep, keys: [.character("n")], title: Texts.Choosing.keepView,
      tooltip: Texts.Choosing.keepViewTip, footer: true),
    AppCommand(
      ChoiceCommand.delete, keys: [.character("d")], title: Texts.Choosing.deleteView,
      tooltip: Texts.Choosing.deleteViewTip, footer: true),
  ]
}
