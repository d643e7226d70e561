import RunnerCore
import TerminalUI

/// The names of the commands of the detail pane.
enum DetailCommand {
  static let next: CommandID = "detail.next"
  static let previous: CommandID = "detail.previous"
  static let up: CommandID = "detail.up"
  static let down: CommandID = "detail.down"
  static let pageUp: CommandID = "detail.pageUp"
  static let pageDown: CommandID = "detail.pageDown"
  static let first: CommandID = "detail.first"
  static let last: CommandID = "detail.last"
  static let right: CommandID = "detail.right"
  static let left: CommandID = "detail.left"

  static func section(_ section: DetailPane.Section) -> CommandID {
    switch section {
    case .overview: "detail.overview"
    case .managers: "detail.managers"
    case .jobs: "detail.jobs"
    case .projects: "detail.projects"
    }
  }
}

extension RunnerList {
  /// Commands of the detail pane. While it is open, keys that move the cursor otherwise scroll it.
  static let detailCommands: [AppCommand] = turning + scrolling

  private static let turning: [AppCommand] =
    [
      AppCommand(
        DetailCommand.next, keys: [.tab], title: Texts.Detail.nextSection,
        tooltip: Texts.Detail.nextSectionTip,
        availability: whenVisible),
      AppCommand(
        DetailCommand.previous, keys: [.backTab], title: Texts.Detail.previousSection,
        tooltip: Texts.Detail.nextSectionTip, availability: whenVisible),
      AppCommand(
        DetailCommand.right, keys: [.right], title: Texts.Detail.nextSection,
        tooltip: Texts.Detail.nextSectionTip, footer: true, availability: whenOpen),
      AppCommand(
        DetailCommand.left, keys: [.left], title: Texts.Detail.previousSection,
        tooltip: Texts.Detail.nextSectionTip, availability: whenOpen),
    ]
    + DetailPane.Section.allCases.map { section in
      AppCommand(
        DetailCommand.section(section),
        keys: [.character(Character(String(section.rawValue + 1)))],
        title: Texts.Detail.showSection(section), tooltip: Texts.Detail.showSectionTip(section),
        availability: whenVisible)
    }

  private static let scrolling: [AppCommand] = [
    scroll(DetailCommand.down, [.down, .character("j")], Texts.down),
    scroll(DetailCommand.up, [.up, .character("k")], Texts.up),
    scroll(
      DetailCommand.pageDown, [.pageDown, .control("d"), .control("f")], Texts.pageDown),
    scroll(DetailCommand.pageUp, [.pageUp, .control("u"), .control("b")], Texts.pageUp),
    scroll(DetailCommand.first, [.home, .character("g")], Texts.first),
    scroll(DetailCommand.last, [.end, .character("G")], Texts.last),
  ]

  private static func scroll(_ id: CommandID, _ keys: [Key], _ title: String) -> AppCommand {
    AppCommand(
      id, keys: keys, title: title, tooltip: Texts.Detail.scrollTip, availability: whenOpen)
  }

  @Sendable private static func whenVisible(_ app: App) -> Availability {
    app.detailRect != nil ? .enabled : .disabled(reason: Texts.Detail.detailIsClosed)
  }

  @Sendable private static func whenOpen(_ app: App) -> Availability {
    app.list?.isDetailOpen == true && app.detailRect != nil ? .enabled : .hidden
  }
}

extension App {
  /// - Returns: nil for commands that are not the pane's.
  mutating func performInDetail(_ id: CommandID) -> [Effect]? {
    switch id {
    case DetailCommand.next, DetailCommand.right: return turnDetail(by: 1)
    case DetailCommand.previous, DetailCommand.left: return turnDetail(by: -1)
    case DetailCommand.down: return scrollDetail(by: 1)
    case DetailCommand.up: return scrollDetail(by: -1)
    case DetailCommand.pageDown: return scrollDetail(by: detailPage)
    case DetailCommand.pageUp: return scrollDetail(by: -detailPage)
    case DetailCommand.first: return scrollDetail(by: -.max)
    case DetailCommand.last: return scrollDetail(by: .max)
    default:
      return DetailPane.Section.allCases.first { DetailCommand.section($0) == id }
        .map { showDetail($0) }
    }
  }

  /// Rows of a page, of which one stays in view.
  private var detailPage: Int { max(1, (detailRoom?.height ?? 2) - 1) }

  private mutating func turnDetail(by step: Int) -> [Effect] {
    guard let section = runners?.detail.section else { return [] }
    let all = DetailPane.Section.allCases
    return showDetail(all[(section.rawValue + step + all.count) % all.count])
  }
}
