import FoundationEssentials

/// One page of a list (GraphQL Cursor Connections Specification).
struct GraphQLConnection {
  /// How the cursor of a row is made.
  enum Cursors {
    /// Rows are counted; the page begins after this many.
    case offsets(Int)
    /// Rows of runners keep their cursor whatever happens to other rows.
    case ranks(RunnerSort)
  }

  /// Number of rows on all pages.
  enum Total {
    case rows(Int)
    case runners(RunnerListing)
  }

  /// Where the web pages of listed runners are.
  enum Links {
    case none
    case admin
    case owner
    case group(Int)
    case project(Int)
  }

  var nodes: [GraphQLSource] = []
  var cursors = Cursors.offsets(0)
  var total = Total.rows(0)
  var hasNextPage = false
  var hasPreviousPage = false
  var links = Links.none
}

/// Which rows the arguments of a connection ask for.
struct GraphQLWindow {
  /// Rows on a page at most, and when nothing is said (app/graphql/gitlab_schema.rb).
  static let limit = 100

  let count: Int
  let isFromEnd: Bool
  let after: String?
  let before: String?

  /// Nil for `first` together with `last` (lib/gitlab/graphql/pagination/keyset/connection.rb).
  init?(_ arguments: GraphQLArguments) {
    let first = arguments.int("first")
    let last = arguments.int("last")
    guard first == nil || last == nil else { return nil }
    count = min(max(0, first ?? last ?? Self.limit), Self.limit)
    isFromEnd = last != nil
    after = arguments.string("after").flatMap { $0.isEmpty ? nil : $0 }
    before = arguments.string("before").flatMap { $0.isEmpty ? nil : $0 }
  }
}

extension GraphQLConnection {
  /// A page of a list that is at hand as a whole; its cursors count rows.
  static func page<Row>(
    of rows: [Row], _ arguments: GraphQLArguments, source: (Row) -> GraphQLSource
  ) -> GraphQLResult {
    guard let window = GraphQLWindow(arguments) else { return .failure(GraphQLTexts.firstAndLast) }
    let after = window.after.map(GraphQLCursor.offset)
    let before = window.before.map(GraphQLCursor.offset)
    if after == .some(nil) || before == .some(nil) { return .failure(GraphQLTexts.invalidCursor) }
    var lower = min(after.flatMap(\.self) ?? 0, rows.count)
    var upper = max(lower, min(before.flatMap(\.self).map { $0 - 1 } ?? rows.count, rows.count))
    let all = upper - lower
    if window.isFromEnd {
      lower = max(lower, upper - window.count)
    } else {
      upper = min(upper, lower + window.count)
    }
    let isCut = all > window.count
    return .object(
      .connection(
        GraphQLConnection(
          nodes: rows[lower..<upper].map(source), cursors: .offsets(lower),
          total: .rows(rows.count), hasNextPage: before != nil || !window.isFromEnd && isCut,
          hasPreviousPage: after != nil || window.isFromEnd && isCut)))
  }

  func cursor(of row: Int, _ sandbox: GitLabSandbox) -> String? {
    guard nodes.indices.contains(row) else { return nil }
    switch (cursors, nodes[row]) {
    case (.offsets(let offset), _): return GraphQLCursor.text(offset: offset + row + 1)
    case (.ranks(let sort), .runner(let index)):
      return GraphQLCursor.text(sandbox.runners[index].rank(by: sort.key), sort.key)
    default: return nil
    }
  }
}

extension GitLabSandbox {
  /// A page of a list of runners; the place in the list is found from the cursor alone.
  mutating func runnerPage(
    _ listing: RunnerListing, _ arguments: GraphQLArguments, _ run: GraphQLRun,
    links: GraphQLConnection.Links
  ) -> GraphQLResult {
    guard let window = GraphQLWindow(arguments) else { return .failure(GraphQLTexts.firstAndLast) }
    let after = window.after.map { GraphQLCursor.rank($0, listing.sort.key) }
    let before = window.before.map { GraphQLCursor.rank($0, listing.sort.key) }
    if after == .some(nil) || before == .some(nil) { return .failure(GraphQLTexts.invalidCursor) }
    let (rows, hasMore) = runnerIndices(
      of: listing,
      RunnerWindow(
        count: window.count, isFromEnd: window.isFromEnd, after: after.flatMap(\.self),
        before: before.flatMap(\.self)), run.clock)
    return .object(
      .connection(
        GraphQLConnection(
          nodes: rows.map(GraphQLSource.runner), cursors: .ranks(listing.sort),
          total: .runners(listing), hasNextPage: before != nil || !window.isFromEnd && hasMore,
          hasPreviousPage: after != nil || window.isFromEnd && hasMore, links: links)))
  }
}

/// Cursors: JSON in base64, as GitLab's are; clients must not look inside.
enum GraphQLCursor {
  static func text(offset: Int) -> String { encode(String(offset)) }

  /// Nil when the cursor is not one of a counted list.
  static func offset(_ cursor: String) -> Int? {
    decode(cursor).flatMap { Int($0) }.flatMap { $0 >= 0 ? $0 : nil }
  }

  static func text(_ rank: RunnerRank, _ key: RunnerSort.Key) -> String {
    encode("{\"\(key.rawValue)\":\"\(rank.key)\",\"id\":\"\(rank.id)\"}")
  }

  /// Nil when the cursor is not one of a list in that order.
  static func rank(_ cursor: String, _ key: RunnerSort.Key) -> RunnerRank? {
    guard let text = decode(cursor), let json = SandboxJSON(parsing: Array(text.utf8)),
      let value = json[key.rawValue]?.string.flatMap({ Int64($0) }),
      let id = json["id"]?.string.flatMap({ Int($0) })
    else { return nil }
    return RunnerRank(key: value, id: id)
  }

  private static func encode(_ text: String) -> String { Data(text.utf8).base64EncodedString() }

  private static func decode(_ text: String) -> String? {
    Data(base64Encoded: text).flatMap { String(bytes: $0, encoding: .utf8) }
  }
}
