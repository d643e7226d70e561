import RunnerCore
import TerminalUI

/// A column of the list; the raw value is its name in files.
enum ListColumn: String, CaseIterable, Sendable {
  case status, id, description, type, owner, tags, version
  case contacted = "contacted_at"
  case jobs = "job_count"
  case busy
  case creator
  case managers = "manager_count"
  case created = "created_at"
  case tokenExpiry = "token_expires_at"
  case timeout = "maximum_timeout"
  case projects = "project_count"
  case protected, locked
  case untagged = "run_untagged"
  case executor, platform
  case address = "ip_address"
  case shortToken = "short_token"
  case note = "maintenance_note"

  /// The columns shown unless others were chosen, as far as there is room.
  static let usual: [ListColumn] = [
    .status, .id, .description, .type, .owner, .tags, .version, .contacted, .jobs, .busy, .creator,
    .managers, .created, .tokenExpiry, .timeout,
  ]

  /// Those that do not scroll sideways.
  static let pinned: [ListColumn] = [.status, .id, .description]

  var sortField: RunnerSortField? {
    switch self {
    case .status: .status
    case .id: .id
    case .description: .description
    case .type: .type
    case .owner: .owner
    case .tags: .tags
    case .version: .version
    case .contacted: .contacted
    case .jobs: .jobs
    case .creator: .creator
    case .managers: .managers
    case .created: .created
    case .tokenExpiry: .tokenExpiry
    case .timeout: .maximumTimeout
    case .busy, .projects, .protected, .locked, .untagged, .executor, .platform, .address,
      .shortToken, .note:
      nil
    }
  }

  var alignment: TextAlignment {
    switch self {
    case .id, .contacted, .jobs, .managers, .created, .tokenExpiry, .timeout, .projects: .trailing
    default: .leading
    }
  }

  /// Whether lists of GitLab's REST interface may tell it (GitLab: `lib/api/entities/ci/runner.rb`; creator,
  /// creation and work only newer versions).
  var isToldByREST: Bool {
    switch self {
    case .status, .id, .description, .type, .creator, .created, .busy, .address: true
    default: false
    }
  }

  static let toldByREST = allCases.filter(\.isToldByREST)

  /// Whether a runner as a list over REST tells it has something to show there.
  func isTold(of runner: Runner) -> Bool {
    switch self {
    case .status, .id: true
    case .description: runner.description != nil
    case .type: runner.type != nil
    case .creator: runner.creator != nil
    case .created: runner.createdAt != nil
    case .busy: runner.isBusy != nil
    case .address: runner.newestManager?.ipAddress != nil
    default: false
    }
  }

  /// Its share of the width of a table.
  /// - Parameters:
  ///   - width: of the whole table; the wider it is, the more of a description is kept before further columns.
  ///   - idWidth: columns of the largest id, which is never cut.
  func place(in width: Int, idWidth: Int) -> TableColumn {
    let title = Texts.title(self)
    let isNarrow = width < 45
    let isRoomy = width >= 90
    func column(
      _ priority: Int, _ minimum: Int, preferred: Int? = nil, weight: Int = 0
    ) -> TableColumn {
      TableColumn(
        title: title, priority: priority, minimum: max(minimum, title.displayWidth + 1),
        weight: weight, preferred: preferred, alignment: alignment)
    }
    return switch self {
    // A paused runner's status is two words, without blanks where room is short.
    case .status: column(0, 15, preferred: isNarrow ? 15 : 18)
    case .description:
      column(
        0, isNarrow ? 12 : min(max(12, width * 2 / 7), 24), preferred: isNarrow ? 12 : 32, weight: 4
      )
    case .id: column(1, idWidth)
    case .type: column(2, 8)
    case .owner: column(3, isRoomy ? 16 : 10, preferred: 24, weight: 1)
    case .tags: column(4, isRoomy ? 16 : 10, preferred: 24, weight: 2)
    case .version: column(5, 8)
    case .contacted: column(6, 9)
    case .jobs: column(7, 5)
    case .creator: column(8, 10, preferred: 14)
    case .managers: column(9, 3)
    case .created: column(10, 4)
    case .tokenExpiry: column(11, 7)
    case .timeout: column(12, 7)
    case .busy: column(13, 5)
    case .projects: column(14, 5)
    case .protected: column(15, 5)
    case .locked: column(16, 5)
    case .untagged: column(17, 5)
    case .executor: column(18, 8)
    case .platform: column(19, 12)
    case .address: column(20, 15)
    case .shortToken: column(21, 8)
    case .note: column(22, 16, preferred: 24)
    }
  }
}

/// Which columns the list shows.
struct ListColumns: Equatable, Sendable {
  /// Those that were chosen, in their order; nil for the usual ones.
  var chosen: [ListColumn]?
  /// Whether all of them are shown, a part at a time.
  var isWide = false
  /// The column that leads behind those that do not scroll.
  var first = 0

  /// - Parameter names: names that no column has are left out, as a file may come from another version.
  init(names: [String]? = nil) {
    guard let names else { return }
    let columns = names.compactMap(ListColumn.init(rawValue:))
    chosen = columns.isEmpty ? nil : columns
  }

  /// The columns in their order. Unless they were chosen, those are left out in which no row has anything to show.
  /// - Parameter width: of the table; where little of it would scroll, only the description stands still.
  func all(of list: RunnerList, width: Int) -> [ListColumn] {
    let all = chosen ?? list.usualColumns
    guard isWide, width < 60, all.contains(.description) else { return all }
    return [.description] + all.filter { $0 != .description }
  }

  /// How many of the first columns do not scroll.
  static func pinned(_ columns: [ListColumn]) -> Int {
    columns.first == .description
      ? 1 : columns.prefix { ListColumn.pinned.contains($0) }.count
  }

  /// Where the columns stand in a table of some width.
  func layout(_ columns: [ListColumn], width: Int, largestID: Int64) -> TableLayout {
    let idWidth = String(largestID).count + 1
    let places = columns.map { $0.place(in: width, idWidth: max(4, idWidth)) }
    return isWide
      ? TableLayout(wide: places, width: width, pinned: Self.pinned(columns), first: first)
      : TableLayout(columns: places, width: width)
  }
}
