import RunnerCore
import RunnerWizard
import Support
import TerminalUI

@testable import RunnerWizard

extension Fixtures {
  static func groups(_ count: Int, from first: Int = 1, named name: String = "team")
    -> [RunnerTarget]
  {
    (0..<count).map { index in
      let number = first + index
      return RunnerTarget(
        kind: .group, id: Int64(number), fullPath: "acme/\(name)-\(number)", name: "Team \(number)")
    }
  }

  static let obstacle = Obstacle(
    code: "role_too_low", text: "You are Developer in acme/infra.",
    fix: "Ask an Owner for that role.")

  /// Everything is allowed.
  static let preflight = Preflight(
    kind: .personal, user: identity.user, token: identity.token, server: nil,
    administration: .no(obstacle),
    creation: TypePermissions(instance: .yes, group: .yes, project: .yes),
    browsing: BrowsingPermissions(mine: .yes, group: .yes, project: .yes, instance: .yes))
}

extension Work {
  var search: TargetSearch? {
    if case .searchTargets(let search, _) = self { return search }
    return nil
  }
}

extension Pilot {
  /// What was searched for, in order.
  var searches: [TargetSearch] {
    effects.compactMap { effect in
      if case .run(let work, _) = effect { work.search } else { nil }
    }
  }

  /// Answers the search that is under way.
  mutating func find(_ targets: [RunnerTarget], next: Int? = nil, total: Int? = nil) {
    guard let search = pending.compactMap(\.work.search).last else { return }
    answer(
      .targetsFound(TargetPage(targets: targets, next: next, total: total), search),
      where: { $0.search != nil })
  }

  /// On the page of the group, with nothing answered.
  static func onGroupPage(
    _ settings: Settings = Fixtures.settings(), size: Size = Size(width: 80, height: 24)
  ) -> Pilot {
    var pilot = Pilot(
      settings, size: size, outside: Fixtures.except({ $0.search != nil || $0.isExamination }, nil))
    pilot.press(.down, .enter)
    return pilot
  }
}
