import RunnerCore
import RunnerWizard
import TerminalUI

/// Runners in columns for people. What is unknown is a question mark, what there is none of a dash.
struct RunnerTable {
  private static let titles = [
    Texts.idTitle, Texts.statusTitle, Texts.typeTitle, Texts.versionTitle, Texts.contactTitle,
    Texts.ownerTitle, Texts.descriptionTitle, Texts.tagsTitle,
  ]
  /// Columns of the terminal that one cell takes at most; ids and the last column are never cut.
  private static let widest = 60

  private var rows: [[String]] = []
  private var widths = Self.titles.map(\.displayWidth)

  mutating func add(_ runner: Runner) {
    let cells = Self.cells(runner)
    for (column, cell) in cells.enumerated() {
      widths[column] = max(widths[column], cell.displayWidth)
    }
    rows.append(cells)
  }

  var text: String {
    ([Self.titles] + rows).map { line($0) + "\n" }.joined()
  }

  private func line(_ cells: [String]) -> String {
    var line = ""
    for (column, cell) in cells.enumerated() {
      if column > 0 { line += "  " }
      let isLast = column == cells.count - 1
      line +=
        isLast
        ? cell
        : cell.aligned(
          column == 0 ? .trailing : .leading, columns: widths[column], ellipsis: "…")
    }
    // An empty last cell leaves blanks behind.
    while line.last == " " { line.removeLast() }
    return line
  }

  private static func cells(_ runner: Runner) -> [String] {
    func told(_ text: String?) -> String { text.map { sanitized($0) } ?? Texts.unknownCell }
    func cut(_ text: String) -> String { text.truncated(to: widest, ellipsis: "…") }

    return [
      String(runner.id), status(runner), type(runner), cut(version(runner)), contact(runner),
      cut(owner(runner)), cut(told(runner.description)), told(runner.tags.map(list)),
    ]
  }

  private static func list(_ tags: [String]) -> String {
    tags.isEmpty ? Texts.noneCell : tags.joined(separator: ",")
  }

  private static func version(_ runner: Runner) -> String {
    if let version = runner.newestManager?.version { return sanitized(version) }
    let hasNone = runner.managerCount == 0 || runner.status == .neverContacted
    return hasNone ? Texts.noneCell : Texts.unknownCell
  }

  private static func owner(_ runner: Runner) -> String {
    guard let owner = runner.owner else {
      return runner.type == .instance ? Texts.noneCell : Texts.unknownCell
    }
    return sanitized(owner.fullPath ?? String(owner.id))
  }

  private static func status(_ runner: Runner) -> String {
    let status = runner.status == .unknown ? Texts.unknownCell : runner.status.rawValue
    return runner.isPaused == true ? "\(status),\(Texts.pausedWord)" : status
  }

  private static func type(_ runner: Runner) -> String {
    switch runner.type {
    case .instance: "instance"
    case .group: "group"
    case .project: "project"
    case nil: Texts.unknownCell
    }
  }

  private static func contact(_ runner: Runner) -> String {
    if let time = runner.contactedAt { return LocalClock.localTime(time).text }
    return runner.status == .neverContacted ? Texts.neverCell : Texts.unknownCell
  }
}
