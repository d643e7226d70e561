import RunnerCore
import TerminalUI

extension App {
  /// The entries of a choice that its filter leaves.
  func entries(of choice: ListChoice) -> [ChoiceEntry] {
    guard let cursor = choice.cursor else { return [] }
    if case .scope(let scope) = choice, !scope.found.isEmpty {
      return scope.found.flatMap(entries(for:))
    }
    let text = cursor.editor.text
    let words = text.lowercased().split(whereSeparator: \.isWhitespace).map(String.init)
    var found =
      switch choice {
      case .scope: scopeEntries
      case .sort: sortEntries
      case .columns(let choice): columnEntries(choice)
      case .views: viewEntries
      case .legend: [] as [ChoiceEntry]
      }
    found.removeAll { !$0.matches(words) }
    if case .scope = choice, !words.isEmpty {
      // Who types wants something else than what is shown.
      found = found.filter { $0.sign != .current } + found.filter { $0.sign == .current }
      found += entries(namedBy: text)
    }
    return found
  }

  /// Scopes that need no look-up: those of this session first.
  private var scopeEntries: [ChoiceEntry] {
    guard let current = runners?.query.scope else { return [] }
    let recent = [current] + kept.scopes.filter { $0 != current }
    var entries = recent.map { entry(for: $0, group: Texts.Choosing.recent) }
    for target in recent.compactMap(\.target) where target.kind == .group {
      for membership in RunnerMembership.offered {
        let scope = RunnerScope.group(target, membership)
        if entries.contains(where: { $0.action == .scope(scope) }) { continue }
        entries.append(entry(for: scope, group: Texts.Choosing.sameGroup))
      }
    }
    for scope in [RunnerScope.mine, .instance] where !recent.contains(scope) {
      entries.append(entry(for: scope, group: Texts.Choosing.everywhere))
    }
    return entries
  }

  private func entry(for scope: RunnerScope, group: String) -> ChoiceEntry {
    ChoiceEntry(
      action: .scope(scope), title: sanitized(Texts.name(scope, isREST: false)),
      detail: Texts.Choosing.explanation(of: scope), reason: refusal(of: scope), group: group,
      sign: scope == runners?.query.scope ? .current : .none)
  }

  /// Why the runners of a scope cannot be listed with this token.
  private func refusal(of scope: RunnerScope) -> String? {
    if let obstacle = session.preflight?.browsing.refusal(of: scope) { return obstacle.sentences }
    let access = runnerAccess
    return access.readRefusal ?? (scope == .instance ? access.instanceRefusal : nil)
  }

  /// The group and the project that a text may mean.
  private func entries(namedBy text: String) -> [ChoiceEntry] {
    guard text.contains(where: { !$0.isWhitespace }) else { return [] }
    var entries: [ChoiceEntry] = []
    var candidates: [ScopeSearch.Candidate] = []
    var unusable: String?
    for kind in RunnerTarget.Kind.allCases {
      do throws(TargetReferenceProblem) {
        let reference = try TargetReference.parse(
          text, kind: kind, server: session.connection?.server)
        candidates.append(ScopeSearch.Candidate(reference: reference, kind: kind))
        entries += self.entries(for: reference, kind)
      } catch {
        if case .projectWithoutNamespace = error { unusable = error.message }
        switch error {
        case .otherKind, .empty: continue
        // It is the same for both kinds, and what was typed may be a secret.
        case .token where kind != RunnerTarget.Kind.allCases.first: continue
        default:
          entries.append(
            ChoiceEntry(
              action: .none, title: Texts.Choosing.noSuch(kind), reason: error.message,
              group: Texts.Choosing.typed))
        }
      }
    }
    return (lookUp(text, candidates, unusable: unusable).map { [$0] } ?? []) + entries
  }

  /// The entry that tries a text as a group and as a project; nil where it can only be one of them.
  private func lookUp(
    _ text: String, _ candidates: [ScopeSearch.Candidate], unusable: String?
  ) -> ChoiceEntry? {
    guard let first = candidates.first, candidates.count > 1 || unusable != nil else { return nil }
    let either = ScopeSearch.Either(
      text: text, rest: Array(candidates.dropFirst()), unusable: unusable)
    let search = ScopeSearch(
      reference: first.reference, kind: first.kind, membership: .descendants, either: either)
    return ChoiceEntry(
      action: .search(search), title: Texts.Choosing.lookUp(sanitized(trimmed(text))),
      detail: Texts.Choosing.lookUpExplanation(candidates.map(\.kind)),
      reason: runnerAccess.readRefusal, group: Texts.Choosing.typed)
  }

  /// The scopes of a group or project that was found.
  private func entries(for target: RunnerTarget) -> [ChoiceEntry] {
    let memberships = target.kind == .group ? RunnerMembership.offered : [.direct]
    return memberships.map { membership in
      let scope: RunnerScope =
        target.kind == .group ? .group(target, membership) : .project(target)
      return entry(for: scope, group: Texts.Choosing.severalFound)
    }
  }

  private func entries(for reference: TargetReference, _ kind: RunnerTarget.Kind) -> [ChoiceEntry] {
    let name =
      switch reference {
      case .id(let id): Texts.targetID(id)
      case .path(let path): sanitized(path)
      }
    let memberships = kind == .group ? RunnerMembership.offered : [.direct]
    return memberships.map { membership in
      let search = ScopeSearch(reference: reference, kind: kind, membership: membership)
      let example = search.scope(
        of: RunnerTarget(kind: kind, id: 0, fullPath: name))
      return ChoiceEntry(
        action: .search(search), title: Texts.name(example, isREST: false),
        detail: Texts.Choosing.explanation(of: example), reason: runnerAccess.readRefusal,
        group: Texts.Choosing.typed)
    }
  }

  private var sortEntries: [ChoiceEntry] {
    let current = runners?.sort
    let columns = ListColumn.allCases.compactMap { column in
      column.sortField.map { (column, $0) }
    }
    let server = ChoiceEntry(
      action: .sort(nil), title: Texts.Choosing.serverOrder,
      detail: runners?.source.isREST == true
        ? Texts.Choosing.serverOrderOverREST : Texts.Choosing.serverOrderIsNewest,
      sign: current == nil ? .current : .none)
    return [server]
      + columns.map { column, field in
        let isCurrent = current?.field == field
        let isDescending =
          isCurrent ? !(current?.isDescending ?? false) : column.isSortedDownFirst
        let shown = isCurrent ? current?.isDescending ?? false : isDescending
        return ChoiceEntry(
          action: .sort(RunnerSort(field, isDescending: isDescending)),
          title: Texts.title(column),
          detail: (isCurrent
            ? (shown ? settings.glyphs.arrowDown : settings.glyphs.arrowUp) + " " : "")
            + Texts.Choosing.direction(field, isDescending: shown),
          reason: refusal(ofSortingBy: column), sign: isCurrent ? .current : .none)
      }
  }

  /// Why rows cannot be sorted by a column: they lack it.
  private func refusal(ofSortingBy column: ListColumn) -> String? {
    switch runners?.source {
    case .rest?: column.isToldByREST ? nil : Texts.notOverREST(Texts.title(column))
    case .graphQL(let features)?:
      column.feature.isSubset(of: features)
        ? nil : Texts.Choosing.notByThisServer(Texts.title(column))
    case nil: nil
    }
  }

  private func columnEntries(_ choice: ColumnChoice) -> [ChoiceEntry] {
    choice.columns.map { column in
      let isShown = choice.shown.contains(column)
      let refusal = runners?.refusal(of: column).map { ", " + $0 } ?? ""
      return ChoiceEntry(
        action: .column(column), title: Texts.title(column),
        detail: (isShown ? Texts.Choosing.isShown : Texts.Choosing.isHidden) + refusal,
        sign: .check(isShown))
    }
  }

  var views: [RunnerView] { kept.views ?? settings.views }

  private var viewEntries: [ChoiceEntry] {
    views.map { view in
      ChoiceEntry(
        action: .view(view), title: sanitized(view.name),
        detail: Texts.Choosing.explanation(of: view),
        reason: view.scope == "instance" ? refusal(of: .instance) : runnerAccess.readRefusal,
        sign: isShown(view) ? .current : .none)
    }
  }

  /// Whether the list shows just this view.
  private func isShown(_ view: RunnerView) -> Bool {
    guard var present = presentView(named: view.name) else { return false }
    if view.columns == nil { present.columns = nil }
    return present == view
  }

  /// What the list shows now, to be kept under a name.
  func presentView(named name: String) -> RunnerView? {
    guard let runners else { return nil }
    let scope = runners.query.scope
    var view = RunnerView(
      name: name, scope: scope.viewText, filter: runners.filter.text, sort: runners.sort,
      columns: runners.columns.chosen?.map(\.rawValue) ?? [])
    if case .group(_, let membership) = scope { view.membership = membership }
    return view
  }
}

extension RunnerMembership {
  /// In the order in which they are mostly wanted.
  static let offered: [RunnerMembership] = [.descendants, .direct, .allAvailable]
}

extension RunnerScope {
  /// The scope as views name it.
  fileprivate var viewText: String {
    switch self {
    case .mine: "mine"
    case .instance: "instance"
    case .group(let target, _): "group:" + (target.fullPath ?? String(target.id))
    case .project(let target): "project:" + (target.fullPath ?? String(target.id))
    }
  }
}

extension ListColumn {
  /// What a GraphQL server must know to tell it.
  var feature: GraphQLFeatures {
    switch self {
    case .creator: .creator
    case .managers, .version, .executor, .platform, .address: .managers
    case .busy: .jobExecutionStatus
    case .tokenExpiry: .tokenExpiry
    default: []
    }
  }
}
