import RunnerCore
import TerminalUI

extension PageSpec {
  /// The types of runners; those that cannot be created say why.
  @Sendable static func typeChoices(_ draft: WizardDraft) -> [Choice] {
    RunnerType.allCases.map { type in
      var choice = Texts.choice(type)
      if let obstacle = draft.surroundings.obstacle(to: type) {
        choice.refusal = obstacle.sentences
        choice.detail = obstacle.text
      }
      return choice
    }
  }

  @Sendable static func typeProblems(_ draft: WizardDraft) -> [String] {
    draft.surroundings.obstacle(to: draft.type).map { [$0.sentences] } ?? []
  }

  /// What a type needs; why it cannot be had, or why that is not known.
  @Sendable static func typeHelp(_ draft: WizardDraft) -> String {
    if let obstacle = draft.surroundings.obstacle(to: draft.type) { return obstacle.sentences }
    let help = Texts.typeHelp(draft.type)
    guard case .unknown(let obstacle)? = draft.surroundings.preflight?.creation[draft.type],
      !obstacle.text.isEmpty
    else { return help }
    return help + " " + Texts.notKnownBefore(obstacle)
  }
}

extension Surroundings {
  /// Why no runner of a type can be created with the access token; nil when one can or that is not known.
  func obstacle(to type: RunnerType) -> Obstacle? {
    guard purpose == .create, case .no(let obstacle)? = preflight?.creation[type] else {
      return nil
    }
    return obstacle
  }
}

extension TypePermissions {
  /// Why no runner of any type can be created: the reason that is nearest to a remedy.
  var refusal: Obstacle? {
    guard instance.isRefused, group.isRefused, case .no(let obstacle) = project else { return nil }
    return obstacle
  }

  /// The first type that is not known to be refused.
  var firstAllowed: RunnerType? { RunnerType.allCases.first { !self[$0].isRefused } }
}
