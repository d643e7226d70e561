import RunnerCore
import TerminalUI

extension App {
  /// Shows the runners of a scope and remembers the one before.
  mutating func choose(_ scope: RunnerScope) -> [Effect] {
    overlays.removeLast()
    return show(scope)
  }

  private mutating func show(_ scope: RunnerScope) -> [Effect] {
    guard let current = runners?.query.scope, current != scope else { return [] }
    kept.remember(current)
    kept.remember(scope)
    return showScope(scope)
  }

  /// Asks the server for the group or project, unless it is known.
  mutating func look(for search: ScopeSearch) -> [Effect] {
    if let target = knownTarget(search.reference, search.kind) {
      return found(target, by: search)
    }
    guard case .scope(var choice)? = choice, let connection = session.connection
    else { return [] }
    choice.search = search
    choice.problem = nil
    self.choice = .scope(choice)
    return run(.findScope(search.reference, search.kind, connection))
  }

  private mutating func found(_ target: RunnerTarget, by search: ScopeSearch) -> [Effect] {
    guard search.either != nil else { return choose(search.scope(of: target)) }
    var search = search
    search.either?.found.append(target)
    // No group has the path of a project (GitLab: `app/models/route.rb`); ids are of one kind each.
    if case .path = search.reference { return choose(search.scope(of: target)) }
    return lookFurther(search)
  }

  /// Looks up the other kind, or says what has come of both.
  private mutating func lookFurther(_ search: ScopeSearch) -> [Effect] {
    guard var either = search.either, case .scope(var choice)? = choice else { return [] }
    if !either.rest.isEmpty {
      let next = either.rest.removeFirst()
      return look(
        for: ScopeSearch(
          reference: next.reference, kind: next.kind, membership: search.membership, either: either)
      )
    }
    if either.found.count == 1 { return choose(search.scope(of: either.found[0])) }
    choice.search = nil
    choice.found = either.found
    choice.cursor.index = 0
    if either.found.isEmpty {
      choice.problem = Texts.Choosing.nothingFound(
        sanitized(trimmed(either.text)), missing: either.missing, unusable: either.unusable)
    }
    self.choice = .scope(choice)
    return []
  }

  /// A group or project of this session by its path or id.
  private func knownTarget(
    _ reference: TargetReference, _ kind: RunnerTarget.Kind
  ) -> RunnerTarget? {
    let scopes = kept.scopes + (runners.map { [$0.query.scope] } ?? [])
    return scopes.compactMap(\.target).first { target in
      guard target.kind == kind else { return false }
      return switch reference {
      case .id(let id): target.id == id
      case .path(let path): target.fullPath == path
      }
    }
  }

  /// The group or project that was looked up for the choice of the scope, or for a view.
  mutating func takeScope(_ answer: Answer) -> [Effect] {
    switch (choice, answer) {
    case (.scope(let choice)?, .scopeFound(let target)):
      guard let search = choice.search, search.kind == target.kind else { return [] }
      return found(target, by: search)
    case (.scope(let choice)?, .scopeNotFound(let failure))
    where choice.search?.either != nil && failure.meansNothingIsThere:
      guard var search = choice.search else { return [] }
      search.either?.missing.append(search.kind)
      return lookFurther(search)
    case (.scope(var choice)?, .scopeNotFound(let failure)):
      choice.search = nil
      choice.problem = failure.sentences
      self.choice = .scope(choice)
    case (.views(let choice)?, .scopeFound(let target)):
      guard let view = choice.search else { return [] }
      return show(view, scope: view.scope(of: target))
    case (.views(var choice)?, .scopeNotFound(let failure)):
      choice.search = nil
      choice.problem = failure.sentences
      self.choice = .views(choice)
    default: return []
    }
    if case .scopeNotFound(let failure) = answer {
      messages.log(Toast(.error, failure.account), at: now)
    }
    return []
  }

  /// Shows a view that was kept; its group or project is looked up unless it is known.
  mutating func choose(_ view: RunnerView) -> [Effect] {
    switch view.scope {
    case "mine": return show(view, scope: .mine)
    case "instance": return show(view, scope: .instance)
    default: break
    }
    guard case .views(var choice)? = choice, choice.search == nil,
      let connection = session.connection
    else { return [] }
    guard let (reference, kind) = view.reference(on: connection.server) else {
      choice.problem = Texts.Choosing.unknownScope(sanitized(view.scope))
      self.choice = .views(choice)
      return []
    }
    if let target = knownTarget(reference, kind) {
      return show(view, scope: view.scope(of: target))
    }
    choice.search = view
    choice.problem = nil
    self.choice = .views(choice)
    return run(.findScope(reference, kind, connection))
  }

  private mutating func show(_ view: RunnerView, scope: RunnerScope) -> [Effect] {
    overlays.removeLast()
    if let columns = view.columns { _ = showColumns(columns) }
    let effects = show(scope)
    return effects + sortList(by: view.sort) + filterList(by: view.filter)
  }
}

extension APIFailure {
  /// Whether the server shows no such group or project, rather than being unable to say so.
  fileprivate var meansNothingIsThere: Bool {
    switch kind {
    case .notFound, .targetNotFound, .forbidden: true
    default: false
    }
  }
}

extension RunnerView {
  /// The group or project that its scope names; nil where it names none.
  fileprivate func reference(
    on server: ServerURL
  ) -> (reference: TargetReference, kind: RunnerTarget.Kind)? {
    for kind in RunnerTarget.Kind.allCases where scope.hasPrefix(kind.rawValue + ":") {
      let name = String(scope.dropFirst(kind.rawValue.count + 1))
      // What names nothing is said by the caller.
      let reference = try? TargetReference.parse(name, kind: kind, server: server)
      return reference.map { ($0, kind) }
    }
    return nil
  }

  fileprivate func scope(of target: RunnerTarget) -> RunnerScope {
    target.kind == .group ? .group(target, membership) : .project(target)
  }
}
