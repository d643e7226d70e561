import RunnerCore
import TerminalUI

/// How a new runner is begun from the list.
enum RunnerStart: Equatable, Sendable {
  /// In the group or project whose list is shown.
  case new
  /// With the values of a runner.
  case clone(Int64)
}

extension App {
  /// Begins a new runner; a draft that waits is given up only by the operator's word.
  mutating func begin(_ start: RunnerStart, isConfirmed: Bool = false) -> [Effect] {
    if creation?.isChanged == true, !isConfirmed { return show(.confirm(.discard(for: start))) }
    switch start {
    case .new: return open(Wizard(draft: draftForScope(), asksForConnection: false))
    case .clone(let id): return row(id).map { wait(for: $0, .clone) } ?? []
    }
  }

  private func draftForScope() -> WizardDraft {
    var draft = newDraft()
    switch runners?.query.scope {
    case .group(let target, _)?, .project(let target)?: draft.choose(target)
    case .instance?, .mine?, nil: break
    }
    return draft
  }

  /// Opens the wizard with the values of a runner, on the review where nothing is missing.
  mutating func openClone(_ detail: RunnerDetail) -> [Effect] {
    guard endWaiting(for: detail.runner.id) else { return [] }
    let shown = row(detail.runner.id) ?? detail.runner
    let owner =
      shown.owner ?? (shown.type == .group ? detail.groups.first : detail.projects.first)
    let kind = shown.type?.targetKind
    var draft = newDraft().cloning(shown, owner: owner.flatMap { $0.kind == kind ? $0 : nil })
    draft.surroundings.model = Texts.number(of: shown.id)
    var wizard = Wizard(draft: draft, asksForConnection: false)
    // Its values are as good as typed: they would be lost with the draft.
    wizard.markUntouched(as: newDraft())
    wizard.start(on: wizard.steps.first { $0 != .review && !wizard.isComplete($0) } ?? .review)
    let cloned = Texts.cloned(Texts.name(of: shown))
    let effects = open(wizard)
    guard let refusal = runnerAccess.createRefusal else { return effects + tell(.info, cloned) }
    return effects + tell(.warning, "\(cloned). \(refusal)")
  }
}
