import RunnerCore

/// The list of groups or projects below the field that one is typed into.
///
/// What is listed belongs to the text in the field: as long as the server has not answered for it, what was found
/// before is narrowed down here. The highlight is bound to a row and not to its place.
struct TargetPicker: Equatable, Sendable {
  /// Of what the list is; another source needs another list.
  struct Source: Equatable, Sendable {
    var kind: RunnerTarget.Kind
    var connection: Connection
    /// Whether an administrator asks, who may create runners anywhere.
    var includesAll: Bool
  }

  struct Highlight: Equatable, Sendable {
    var key: String
    /// Whether the program set it, such as on the only row.
    var isAutomatic: Bool
    /// Milliseconds of ``Moment/uptime``.
    var since: Int64
  }

  let source: Source
  /// What is in the field, trimmed.
  private(set) var text = ""
  private(set) var rows: [TargetRow] = []
  private(set) var highlight: Highlight?
  /// The text that the server answered for last; nil before its first answer.
  private(set) var answered: String?
  /// The page that follows what was found.
  private(set) var next: Int?
  /// How many there are for the answered text, where the server says.
  private(set) var total: Int?
  /// How many there are at all.
  private(set) var totalOfAll: Int?
  /// Whether the token's own list was searched, because the server's search is closed to it.
  private(set) var isMatchedHere = false
  /// Why the list is not there, or not all of it; nothing is asked until a retry.
  private(set) var failure: APIFailure?
  /// Whether the page that follows is to be asked for.
  private(set) var wantsMore = false
  /// Whether the row that was highlighted by hand is gone, so that the next Enter has nothing to take.
  var isHighlightLost = false

  private var pinned: [TargetRow]
  private var found: [RunnerTarget] = []

  /// How long a row that the program highlighted has to be seen before Enter takes it, in milliseconds.
  static let seenAfter: Int64 = 300
  /// Rows found before that are narrowed down while the server is asked.
  private static let narrowed = 500
  /// Rows before the end at which the next page is wanted.
  private static let margin = 10
  /// Recent ones above the list while nothing is typed.
  private static let recentShown = 5

  init(_ source: Source, pinned: [TargetRow], uptime: Int64) {
    self.source = source
    self.pinned = pinned
    arrange(uptime)
  }

  /// Whether the list is what the server found for the text.
  var isAnswered: Bool { answered == text }

  /// Whether there is nothing to wait for and nothing to show.
  var isEmpty: Bool { isAnswered && rows.isEmpty && next == nil && failure == nil }

  var highlighted: Int? {
    guard let highlight else { return nil }
    return rows.firstIndex { $0.key == highlight.key }
  }

  /// The row that Enter takes; one that the program highlighted only once it could be seen, unless it is what was
  /// typed and nobody but the list knows it.
  func taken(at uptime: Int64) -> TargetRow? {
    guard let index = highlighted, let highlight else { return nil }
    if isMatchedHere, highlight.key == text.lowercased(), rows[index].target != nil {
      return rows[index]
    }
    return highlight.isAutomatic && uptime - highlight.since < Self.seenAfter ? nil : rows[index]
  }

  /// What has to be asked of the server for the list to be complete.
  var wanted: TargetSearch? {
    guard failure == nil, let words = searchText else { return nil }
    if !isAnswered { return search(words, page: 1) }
    guard wantsMore, let next else { return nil }
    return search(words, page: next)
  }

  private func search(_ text: String, page: Int) -> TargetSearch {
    TargetSearch(kind: source.kind, text: text, page: page, includesAll: source.includesAll)
  }

  /// Nil for addresses and `#id`, which are looked up and not searched.
  private var searchText: String? { isAddress ? nil : text }

  /// Whether the text names one place, in a way that no search would find.
  var isAddress: Bool {
    text.contains("://") || text.hasPrefix("#") || text.contains("@") || beginsLikeToken
  }

  /// A token that strayed into the field goes nowhere, not even by its first letters.
  private var beginsLikeToken: Bool {
    let text = text.lowercased()
    return looksLikeToken(text) || TokenPrefixes.all.contains { text.hasPrefix($0) }
  }
}

// MARK: - What happens to it

extension TargetPicker {
  mutating func change(to text: String, uptime: Int64) {
    guard text != self.text else { return }
    self.text = text
    highlight = nil
    isHighlightLost = false
    failure = nil
    wantsMore = false
    arrange(uptime)
  }

  mutating func pin(_ rows: [TargetRow], uptime: Int64) {
    pinned = rows
    arrange(uptime)
  }

  /// Takes an answer; one to another text is none.
  mutating func take(_ page: TargetPage, for search: TargetSearch, uptime: Int64) {
    guard search.text == text, search.kind == source.kind else { return }
    if search.page == 1 { found = [] }
    let known = Set(found.map(\.id))
    found += page.targets.filter { !known.contains($0.id) }
    answered = text
    next = page.next
    total = page.total
    isMatchedHere = page.isMatchedHere
    if text.isEmpty, let total { totalOfAll = total }
    failure = nil
    // A page of which little is left says nothing about those behind it.
    wantsMore = next != nil && found.count < Self.margin
    arrange(uptime)
  }

  mutating func take(_ failure: APIFailure, for search: TargetSearch) {
    guard search.text == text, search.kind == source.kind else { return }
    self.failure = failure
    wantsMore = search.page > 1
  }

  mutating func retry() { failure = nil }

  /// Moves the highlight; above the first row is the field.
  /// - Returns: false where there is nothing to move to.
  mutating func move(_ step: Int, uptime: Int64) -> Bool {
    guard !rows.isEmpty else { return false }
    guard let index = highlighted else {
      guard step > 0 else { return false }
      highlight(min(step, rows.count) - 1, uptime)
      return true
    }
    if index + step < 0, index == 0 {
      highlight = nil
    } else {
      highlight(min(max(0, index + step), rows.count - 1), uptime)
    }
    return true
  }

  mutating func highlight(_ index: Int, _ uptime: Int64) {
    guard rows.indices.contains(index) else { return }
    highlight = Highlight(key: rows[index].key, isAutomatic: false, since: uptime)
    isHighlightLost = false
    if next != nil, index + Self.margin >= rows.count { wantsMore = true }
  }

  /// Puts the rows together anew; the highlight stays on its row.
  private mutating func arrange(_ uptime: Int64) {
    let words = TargetWords(text)
    var first = pinned.filter { $0.isMatched(by: words) }
    if text.isEmpty {
      var recent = 0
      first.removeAll { row in
        guard row.origin == .recent else { return false }
        recent += 1
        return recent > Self.recentShown
      }
    }
    var rest = (isAnswered ? found[...] : found.prefix(Self.narrowed).filter(words.match)[...])
      .map { TargetRow(.target($0), .server) }
    if !first.isEmpty {
      for index in first.indices where first[index].target == nil {
        if let same = rest.first(where: { $0.key == first[index].key }) {
          first[index].place = same.place
        }
      }
      let keys = Set(first.map(\.key))
      rest.removeAll { keys.contains($0.key) }
    }
    rows = first + rest
    if let highlight, !highlight.isAutomatic {
      guard highlighted == nil else { return }
      self.highlight = nil
      isHighlightLost = true
    }
    preselect(uptime)
  }

  /// Highlights the row that is most probably meant: the repository's project, the one that was typed, or the only one.
  private mutating func preselect(_ uptime: Int64) {
    let row: TargetRow?
    if text.isEmpty {
      row = rows.first { if case .repository = $0.origin { true } else { false } } ?? only
    } else {
      // Who types a path or an id means that one, and not another that has it as a part.
      let isNamed = text.contains("/") || text.allSatisfy(\.isNumber)
      row = rows.first { $0.key == text.lowercased() } ?? (isNamed ? nil : only)
    }
    guard let row else {
      highlight = nil
      return
    }
    let since = highlight?.key == row.key ? highlight?.since : nil
    highlight = Highlight(key: row.key, isAutomatic: true, since: since ?? uptime)
  }

  /// The only row of a list that is complete.
  private var only: TargetRow? {
    isAnswered && next == nil && failure == nil && rows.count == 1 ? rows.first : nil
  }

  /// Whether the list is one row and nothing else.
  var isOnlyOne: Bool { only != nil }
}
