import RunnerCore
import TerminalUI

/// The list of runners: what has been loaded, what of it is shown, and where the operator stands in it.
struct RunnerList: Equatable, Sendable {
  var query = RunnerQuery(scope: .mine)
  var source = RunnerSource.graphQL(.all)
  /// What the GraphQL interface of the connection's server knows; nil as long as it has not been found to differ from
  /// what newer ones know.
  var features: GraphQLFeatures?
  var rows = RunnerRows()
  /// Of all rows that have been loaded.
  var counts = RunnerCounts()
  /// Whether the first page has come.
  var isLoaded = false
  /// Where the list goes on; nil when all of it has been loaded.
  var next: RunnerCursor?
  /// Runners on all pages, where the server counts them.
  var total: Int?
  /// Columns of which at least one loaded row over REST tells something.
  var toldColumns: Set<ListColumn> = []
  /// The largest id that has been loaded, after which the column of ids is made.
  var largestID: Int64 = 0

  /// What filter and sort leave, in their order; nil while rows are shown as they came.
  var arrangement: RunnerArrangement?
  var arranging = ListArranging()
  /// The rows that are shown instead while only marked ones are.
  var markedOnly: RunnerArrangement?
  var filter = FilterLine()
  /// Nil for the server's order.
  var sort: RunnerSort?

  /// Row and view among the rows shown.
  var cursor = ListCursor()
  /// The runner under the cursor; it stays there while rows come and go. Nil when no row is shown.
  var cursorID: Int64?
  /// Where the cursor stood when the last row went out of sight, to find back there.
  var lastCursorID: Int64?
  /// Rows there is room for, as of the last layout.
  var height = 1

  var marks = RunnerMarks()
  /// How many of the marked rows are among those shown.
  var shownMarks = 0
  /// A range that is being marked.
  var range: MarkRange?

  var columns = ListColumns()
  var loading = ListLoading()
  var refresh = ListRefresh()
  /// Whether the terminal has the focus, as far as it tells.
  var hasFocus = true

  var detail = DetailPane()
  /// Whether keys go to the detail pane; where it has no place beside the list, it is shown instead of it.
  var isDetailOpen = false

  var isTyping: Bool { filter.isTyping }
  var isComplete: Bool { isLoaded && next == nil }

  /// How the connection is asked first, whatever keeps this one list from coming by GraphQL.
  var initialSource: RunnerSource { .graphQL(features ?? .all) }

  /// How single runners are asked about: by GraphQL too where it answered and only this list needs REST.
  var detailSource: RunnerSource { source.isREST && features != nil ? initialSource : source }

  /// The columns that are shown when none were chosen: those that the server tells.
  var usualColumns: [ListColumn] {
    ListColumn.usual.filter { refusal(of: $0) == nil }
  }

  /// Why no row has anything to show in a column; nil when one has or may have.
  func refusal(of column: ListColumn) -> String? {
    switch source {
    case .rest where !column.isToldByREST: Texts.Choosing.unknownOverREST
    case .rest:
      isLoaded && !rows.isEmpty && !toldColumns.contains(column)
        ? Texts.Choosing.unknownToServer : nil
    case .graphQL(let features):
      column.feature.isSubset(of: features) ? nil : Texts.Choosing.unknownToServer
    }
  }

  mutating func noteColumns(of runner: Runner) {
    guard source.isREST, toldColumns.count < ListColumn.toldByREST.count else { return }
    for column in ListColumn.toldByREST
    where !toldColumns.contains(column) && column.isTold(of: runner) {
      toldColumns.insert(column)
    }
  }

  /// The runner under the cursor.
  var cursorRunner: Runner? { cursorID.flatMap { rows.place(of: $0) }.map { rows[$0] } }

  /// What a command acts on: the marked runners, also those that the filter hides, else the one under the cursor.
  var targets: [Runner] {
    marks.isEmpty
      ? cursorRunner.map { [$0] } ?? []
      : marks.compactMap { rows.place(of: $0) }.sorted().map { rows[$0] }
  }
}

/// What is typed into the filter line, and whether keys go there.
struct FilterLine: Equatable, Sendable {
  var editor = LineEditor()
  var isTyping = false
  /// What has been typed, read; a filter applies while it is typed.
  private(set) var parsed = RunnerFilter(parsing: "")

  var text: String { editor.text }

  /// A key of the filter that looks for what lists over REST do not tell.
  var keyUnknownToREST: String? {
    let keys = ["tag:", "owner:", "version:", "locked:", "protected:", "untagged:", "expires:"]
    let parts = text.lowercased().split(separator: " ").map { $0.drop { $0 == "!" } }
    return keys.first { key in parts.contains { $0.hasPrefix(key) } }
  }

  mutating func set(_ text: String) {
    editor.setText(text)
    read()
  }

  /// - Returns: whether the text has changed.
  @discardableResult
  mutating func read() -> Bool {
    let text = editor.text
    guard text != parsed.text else { return false }
    parsed = RunnerFilter(parsing: text)
    return true
  }
}

/// Filtering and sorting on another thread, as far as it is under way.
struct ListArranging: Equatable, Sendable {
  /// Whether the operator has filtered or sorted and waits for what comes of it.
  var isAwaited = false
  /// How many rows the present arrangement was made of.
  var rowCount = 0
  /// Changes when rows change their places; answers about earlier places are of no use.
  var epoch = 0
  /// ``epoch`` when the work under way was begun.
  var begunEpoch = 0
  /// Rows of the work under way.
  var begunCount = 0
}

/// Rows that are marked from one row to the cursor.
struct MarkRange: Equatable, Sendable {
  /// The row that the range began with.
  var anchor: Int64
  /// The marks before, which come back where the range draws back.
  var before: RunnerMarks
  /// Whether it goes on only while shift is held.
  var isHeld: Bool
}

/// How far a list is loaded, and why it goes on or does not.
struct ListLoading: Equatable, Sendable {
  /// What is done when all of the list has come.
  enum Goal: Equatable, Sendable {
    case last, markAll
  }

  /// Whether the list is wanted to its end, other than for a filter or a sort.
  var isWholeWanted = false
  /// Whether the operator stopped that.
  var isStopped = false
  var goal: Goal?
  /// Whether the rows shown are those of the last query, until the first page of the new one comes.
  var isReplacing = false
  /// Pages of the load under way.
  var pages = 0
  var failure: ListFailure?
  /// Whether it does so because of too many requests.
  var isLimited = false
  /// Until when the server wants patience, in milliseconds of ``Moment/uptime``.
  var waitsUntil: Int64?
}

/// What kept rows from coming.
struct ListFailure: Equatable, Sendable {
  var failure: APIFailure
  /// How often it has failed in a row.
  var attempt: Int
  /// When it is tried again by itself, in milliseconds of ``Moment/uptime``; nil when it is not.
  var retryAt: Int64?

  /// Until when the server takes no requests, by its own account; nil where it is no matter of too many of them
  /// (GitLab: `doc/administration/settings/user_and_ip_rate_limits.md`).
  var limitEnd: Int64? {
    failure.kind == .rateLimited && failure.retryAfter != nil ? retryAt : nil
  }

  /// What happened and what can be done. Advice of seconds to wait is left out, because they are counted down beside it.
  var sentences: String { fix.isEmpty ? failure.message : failure.sentences }

  /// What can be done, for a place of its own.
  var fix: String { failure.retryAfter == nil ? failure.fix : "" }
}

/// Reading the list again.
struct ListRefresh: Equatable, Sendable {
  /// What has come of the list's new state; nil when none is being read.
  var incoming: Incoming?
  /// Whether ``incoming`` is all there and only waits to be filtered and sorted.
  var isReady = false
  /// When the first of the rows that are shown came, in milliseconds of ``Moment/uptime``.
  var readAt: Int64?
  var failure: ListFailure?
  /// Rows that came or changed with the last refresh, for some seconds.
  var added: Set<Int64> = []
  var changed: Set<Int64> = []

  struct Incoming: Equatable, Sendable {
    var rows = RunnerRows()
    var next: RunnerCursor?
    var total: Int?
    var difference = RunnerDifference()
    /// When the first rows came, in milliseconds of ``Moment/uptime``.
    var readAt: Int64?
  }
}
