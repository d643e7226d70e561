import RunnerCore
import TerminalUI

/// An overlay on the list in which something is chosen, or that explains the list.
enum ListChoice: Equatable, Sendable {
  case scope(ScopeChoice)
  case sort(ChoiceCursor)
  case columns(ColumnChoice)
  case views(ViewChoice)
  /// With the first row shown.
  case legend(offset: Int)

  /// Where its highlight is; nil where there is nothing to choose.
  var cursor: ChoiceCursor? {
    get {
      switch self {
      case .scope(let choice): choice.cursor
      case .sort(let cursor): cursor
      case .columns(let choice): choice.cursor
      case .views(let choice): choice.cursor
      case .legend: nil
      }
    }
    set {
      guard let newValue else { return }
      switch self {
      case .scope(var choice):
        choice.cursor = newValue
        self = .scope(choice)
      case .sort: self = .sort(newValue)
      case .columns(var choice):
        choice.cursor = newValue
        self = .columns(choice)
      case .views(var choice):
        choice.cursor = newValue
        self = .views(choice)
      case .legend: break
      }
    }
  }

  /// Whether printable keys type into it.
  var isTyping: Bool {
    switch self {
    case .views(let choice) where choice.naming != nil: true
    default: cursor?.isTyping ?? false
    }
  }

  /// Whether something is being looked up or typed that a click elsewhere should not lose.
  var isHarmless: Bool {
    switch self {
    case .scope(let choice): choice.search == nil
    case .views(let choice): choice.naming == nil && choice.search == nil
    case .sort, .columns, .legend: true
    }
  }
}

/// The filter above a list of choices, and the highlight in it.
struct ChoiceCursor: Equatable, Sendable {
  var editor = LineEditor()
  /// Whether keys go to the filter.
  var isTyping = false
  /// Place of the highlight among the entries that match.
  var index = 0
}

/// The choice of the runners that the list holds. What is typed filters, and names a group or project.
struct ScopeChoice: Equatable, Sendable {
  var cursor = ChoiceCursor(isTyping: true)
  /// What is being looked up.
  var search: ScopeSearch?
  /// Why what was looked up cannot be shown.
  var problem: String?
  /// A group and a project that what was typed means, of which one is to be chosen.
  var found: [RunnerTarget] = []
}

/// A group or project that the server is asked for before its runners can be shown.
struct ScopeSearch: Equatable, Sendable {
  let reference: TargetReference
  let kind: RunnerTarget.Kind
  /// Of a group.
  let membership: RunnerMembership
  /// Nil where the kind is known.
  var either: Either?

  /// What a text that may mean a group or a project has come to so far.
  struct Either: Equatable, Sendable {
    /// As it was typed.
    let text: String
    /// What is looked up next.
    var rest: [Candidate]
    var found: [RunnerTarget] = []
    /// Kinds of which there is none.
    var missing: [RunnerTarget.Kind] = []
    /// Why a kind was not looked up.
    var unusable: String?
  }

  struct Candidate: Equatable, Sendable {
    let reference: TargetReference
    let kind: RunnerTarget.Kind
  }

  func scope(of target: RunnerTarget) -> RunnerScope {
    target.kind == .group ? .group(target, membership) : .project(target)
  }
}

/// The choice of columns, which show while they are chosen.
struct ColumnChoice: Equatable, Sendable {
  var cursor = ChoiceCursor()
  /// All of them: those that are shown in their order, then the others.
  var columns: [ListColumn]
  var shown: Set<ListColumn>
  /// Why the last key did nothing.
  var refusal: String?
  /// What to go back to; nil for the usual columns.
  let original: [ListColumn]?
  /// Those that are shown when nothing was chosen.
  private let usual: [ListColumn]

  init(of list: RunnerList) {
    original = list.columns.chosen
    usual = list.usualColumns
    shown = []
    columns = []
    show(list.columns.all(of: list, width: .max))
  }

  mutating func useUsual() { show(usual) }

  /// The names of the columns shown in their order; nil where they are the usual ones.
  var names: [String]? {
    let chosen = columns.filter(shown.contains)
    return chosen == usual ? nil : chosen.map(\.rawValue)
  }

  private mutating func show(_ first: [ListColumn]) {
    shown = Set(first)
    columns = first + ListColumn.allCases.filter { !shown.contains($0) }
  }
}

/// The choice of a view that was kept.
struct ViewChoice: Equatable, Sendable {
  var cursor = ChoiceCursor()
  /// The name for the present view while it is typed.
  var naming: LineEditor?
  var problem: String?
  /// The view that goes when the key is pressed once more.
  var deleting: String?
  /// The view whose group or project is being looked up.
  var search: RunnerView?
}

/// One of the things to choose from.
struct ChoiceEntry: Equatable, Sendable {
  enum Action: Equatable, Sendable {
    case scope(RunnerScope)
    case search(ScopeSearch)
    /// Nil for the server's order.
    case sort(RunnerSort?)
    case column(ListColumn)
    case view(RunnerView)
    /// It only says why it cannot be chosen.
    case none
  }

  let action: Action
  let title: String
  var detail = ""
  /// Why it cannot be chosen; nil when it can.
  var reason: String?
  /// The heading that it stands below; empty for none.
  var group = ""
  /// The sign before it: whether it is the present one, or one of several that are.
  var sign = Sign.none

  enum Sign: Equatable, Sendable {
    case none, current
    case check(Bool)
  }

  /// Whether all words of a filter are in it.
  func matches(_ words: [String]) -> Bool {
    let text = "\(title) \(detail)".lowercased()
    return words.allSatisfy { text.contains($0) }
  }
}

/// What was chosen beyond the list that is shown.
struct KeptChoices: Equatable, Sendable {
  /// The views as they were last saved; nil while they are those of the configuration.
  var views: [RunnerView]?
  /// The columns as they were last chosen, nil for the usual ones; a view's columns are the view's own.
  private(set) var columns: [String]?
  /// Whether any were chosen; else those of the configuration are.
  private(set) var hasChosenColumns = false
  /// Scopes that were shown in this session, the latest first.
  private(set) var scopes: [RunnerScope] = []

  private static let limit = 8

  mutating func chooseColumns(_ names: [String]?) {
    columns = names
    hasChosenColumns = true
  }

  mutating func remember(_ scope: RunnerScope) {
    scopes.removeAll { $0 == scope }
    scopes.insert(scope, at: 0)
    if scopes.count > Self.limit { scopes.removeLast() }
  }
}
