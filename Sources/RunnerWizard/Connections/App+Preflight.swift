import RunnerCore
import TerminalUI

extension App {
  /// Finds out what may be done with the access token of the connection in use.
  mutating func examine(_ identity: Identity) -> [Effect] {
    guard let connection = session.connection, session.candidate == nil else { return [] }
    book.note(.works(identity), of: connection)
    syncSurroundings()
    return run(.examine(identity, connection))
  }

  mutating func examined(_ preflight: Preflight) -> [Effect] {
    session.preflight = preflight
    syncSurroundings()
    var effects: [Effect] = []
    for warning in preflight.warnings where !session.toldWarnings.contains(warning) {
      session.toldWarnings.append(warning)
      effects += tell(.warning, warning)
    }
    return effects + moveToAllowedType() + tellRefusedType()
  }

  /// Who went on before the answer came hears at once that the type cannot be had; the review says so by itself.
  private mutating func tellRefusedType() -> [Effect] {
    guard let wizard, [.target, .tags, .details].contains(wizard.page),
      let obstacle = wizard.draft.surroundings.obstacle(to: wizard.draft.type)
    else { return [] }
    return tell(.warning, obstacle.sentences)
  }

  /// Puts the cursor on the first type that can be created, unless another was chosen already. Keys that were on
  /// their way to where it stood are dropped.
  private mutating func moveToAllowedType() -> [Effect] {
    guard var wizard = creation, wizard.page == .type,
      wizard.draft.surroundings.obstacle(to: .instance) != nil, wizard.draft.type == .instance,
      let first = session.preflight?.creation.firstAllowed
    else { return [] }
    let isUntouched = !wizard.isChanged
    wizard.draft.type = first
    if isUntouched { wizard.markUntouched(as: wizard.draft) }
    creation = wizard
    return self.wizard?.page == .type && overlays.isEmpty ? settle(.moved) : []
  }

  /// Why the runner of a wizard would be refused; nil when nothing is known to stand against it.
  func creationObstacle(_ wizard: Wizard) -> Obstacle? {
    guard !wizard.isEditing else { return nil }
    if case .no(let obstacle)? = session.preflight?.creation[wizard.draft.type] { return obstacle }
    guard case .no(let obstacle)? = wizard.draft.finding?.facts?.creation else { return nil }
    return obstacle
  }
}

extension BrowsingPermissions {
  /// Why the runners of a scope cannot be listed; nil when they can or that is not known.
  func refusal(of scope: RunnerScope) -> Obstacle? {
    let permission =
      switch scope {
      case .mine: mine
      case .instance: instance
      case .group: group
      case .project: project
      }
    guard case .no(let obstacle) = permission else { return nil }
    return obstacle
  }
}
