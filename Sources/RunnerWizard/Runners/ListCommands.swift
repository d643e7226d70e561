import RunnerCore
import TerminalUI

/// The names of the list's own commands.
enum ListCommand {
  static let details: CommandID = "list.details"
  static let back: CommandID = "list.back"
  static let mark: CommandID = "list.mark"
  static let markRange: CommandID = "list.markRange"
  static let markAll: CommandID = "list.markAll"
  static let unmarkAll: CommandID = "list.unmarkAll"
  static let markedOnly: CommandID = "list.markedOnly"
  static let filter: CommandID = "list.filter"
  static let endTyping: CommandID = "list.endTyping"
  static let refresh: CommandID = "list.refresh"
  static let wide: CommandID = "list.wide"

  static let up: CommandID = "list.up"
  static let down: CommandID = "list.down"
  static let extendUp: CommandID = "list.extendUp"
  static let extendDown: CommandID = "list.extendDown"
  static let pageUp: CommandID = "list.pageUp"
  static let pageDown: CommandID = "list.pageDown"
  static let halfPageUp: CommandID = "list.halfPageUp"
  static let halfPageDown: CommandID = "list.halfPageDown"
  static let first: CommandID = "list.first"
  static let last: CommandID = "list.last"
  static let columnsLeft: CommandID = "list.columnsLeft"
  static let columnsRight: CommandID = "list.columnsRight"
}

extension RunnerList {
  static let commands: [AppCommand] =
    listCommands + detailCommands + changeCommands + choosingCommands + laterCommands
    + TrackerCommand.ofList + [Wizard.certificates]

  /// What is done most often stands first, as in the footer.
  static let listCommands: [AppCommand] = [
    AppCommand(
      ListCommand.endTyping, keys: [.enter], title: Texts.endTyping, tooltip: Texts.endTypingTip,
      footer: true, availability: { $0.list?.isTyping == true ? .enabled : .hidden }),
    AppCommand(
      ListCommand.details, keys: [.enter], title: Texts.details, tooltip: Texts.detailsTip,
      footer: true, availability: { $0.list?.isDetailOpen == true ? .hidden : onRow($0) }),
    AppCommand(
      ListCommand.mark, keys: [.space], title: Texts.mark, tooltip: Texts.markTip, footer: true,
      availability: onRow),
    AppCommand(
      ListCommand.filter, keys: [.character("/")], title: Texts.filter, tooltip: Texts.filterTip,
      footer: true, availability: unlessRefused),
    AppCommand(
      ListCommand.back, keys: [.escape], title: { $0.listBackTitle }, tooltip: Texts.listBackTip,
      footer: true, availability: { $0.listBackAvailability }),
  ]

  private static let laterCommands: [AppCommand] = [
    AppCommand(
      ListCommand.refresh, keys: [.character("r")], title: Texts.refresh,
      tooltip: Texts.refreshTip, footer: true, availability: unlessRefused),
    AppCommand(
      ListCommand.markRange, keys: [.character("V")], title: Texts.markRange,
      tooltip: Texts.markRangeTip, availability: onRow),
    AppCommand(
      ListCommand.markAll, keys: [.character("*")], title: Texts.markAll, tooltip: Texts.markAllTip,
      availability: onRow),
    AppCommand(
      ListCommand.unmarkAll, keys: [.character("\\")], title: Texts.unmarkAll,
      tooltip: Texts.unmarkAllTip, availability: withMarks),
    AppCommand(
      ListCommand.markedOnly, keys: [.character("m")], title: Texts.showMarked,
      tooltip: Texts.showMarkedTip, availability: withMarks),
    AppCommand(
      ListCommand.wide, keys: [.character("w")],
      title: { $0.runners?.columns.isWide == true ? Texts.notWide : Texts.wide },
      tooltip: Texts.wideTip, availability: unlessRefused),
  ]

  static let movement: [AppCommand] = [
    move(ListCommand.down, [.down, .character("j")], Texts.down, Texts.rowTip),
    move(ListCommand.up, [.up, .character("k")], Texts.up, Texts.rowTip),
    move(
      ListCommand.extendDown, [Key(.down, .shift)], Texts.extendDown,
      Texts.extendTip),
    move(
      ListCommand.extendUp, [Key(.up, .shift)], Texts.extendUp, Texts.extendTip),
    move(ListCommand.pageDown, [.pageDown, .control("f")], Texts.listPageDown, Texts.pageTip),
    move(ListCommand.pageUp, [.pageUp, .control("b")], Texts.listPageUp, Texts.pageTip),
    move(ListCommand.halfPageDown, [.control("d")], Texts.halfPageDown, Texts.halfPageTip),
    move(ListCommand.halfPageUp, [.control("u")], Texts.halfPageUp, Texts.halfPageTip),
    move(ListCommand.first, [.home, .character("g")], Texts.firstRow, Texts.firstRowTip),
    move(ListCommand.last, [.end, .character("G")], Texts.lastRow, Texts.lastRowTip),
    AppCommand(
      ListCommand.columnsRight, keys: [.right, .character("l")], title: Texts.columnsRight,
      tooltip: Texts.columnsTip, availability: whenWide),
    AppCommand(
      ListCommand.columnsLeft, keys: [.left, .character("h")], title: Texts.columnsLeft,
      tooltip: Texts.columnsTip, availability: whenWide),
  ]

  private static func move(
    _ id: CommandID, _ keys: [Key], _ title: String, _ tip: String
  ) -> AppCommand {
    AppCommand(id, keys: keys, title: title, tooltip: tip, availability: whenLoaded)
  }

  /// A row must be under the cursor, so that nothing is done to one that has not come yet.
  @Sendable static func onRow(_ app: App) -> Availability {
    guard let list = app.list, !list.isTyping else { return .hidden }
    if let refusal = app.keyRefusal { return .disabled(reason: refusal) }
    guard list.isLoaded else { return .disabled(reason: app.stillLoading) }
    return list.cursorID == nil ? .disabled(reason: Texts.nothingUnderCursor) : .enabled
  }

  @Sendable private static func whenLoaded(_ app: App) -> Availability {
    if let refusal = app.keyRefusal { return .disabled(reason: refusal) }
    return app.list?.isLoaded == true ? .enabled : .disabled(reason: app.stillLoading)
  }

  /// Not where the access token cannot list runners at all.
  @Sendable static func unlessRefused(_ app: App) -> Availability {
    app.keyRefusal.map { .disabled(reason: $0) } ?? .enabled
  }

  @Sendable private static func withMarks(_ app: App) -> Availability {
    app.list?.marks.isEmpty == false ? .enabled : .disabled(reason: Texts.nothingMarked)
  }

  @Sendable private static func whenWide(_ app: App) -> Availability {
    app.list?.columns.isWide == true ? .enabled : .hidden
  }
}

extension App {
  /// Why there is no row yet.
  fileprivate var stillLoading: String {
    work.isRunning(.loadRunners) ? Texts.stillLoading : Texts.nothingUnderCursor
  }

  /// The steps that Esc goes back, the nearest first.
  enum ListStep {
    case typing, detail, range, loading, filter, markedOnly
  }

  var listStep: ListStep? {
    guard let list else { return nil }
    if list.isTyping { return .typing }
    if list.isDetailOpen { return .detail }
    if list.range?.isHeld == false { return .range }
    if isLoadingWhole { return .loading }
    if list.markedOnly != nil { return .markedOnly }
    return list.filter.text.isEmpty ? nil : .filter
  }

  /// Whether the rest of the list is being loaded because all of it is wanted.
  var isLoadingWhole: Bool {
    guard let runners else { return false }
    return runners.isLoaded && runners.next != nil && runners.isWholeWanted
  }

  fileprivate var listBackTitle: String {
    listStep == .loading ? Texts.stopLoading : Texts.back
  }

  fileprivate var listBackAvailability: Availability {
    listStep == nil ? .disabled(reason: Texts.nothingToLeave) : .enabled
  }
}
