import RunnerCore
import RunnerWizard
import Support
import TerminalUI
import Testing

/// Values and places that the tests of choices share.
enum ChoosingFixtures {
  /// A token with some scopes, of an administrator or not.
  static func pilot(
    scopes: [String] = ["api"], isAdministrator: Bool? = nil,
    size: Size = Size(width: 80, height: 24), settings: Settings = ListFixtures.settings(),
    outside: @escaping @Sendable (Work) -> Answer? = { _ in nil }
  ) -> Pilot {
    let user = CurrentUser(
      id: 5, username: "olivia", name: "Olivia Owner", isAdministrator: isAdministrator)
    let identity = Identity(
      user: user, token: AccessTokenFacts(name: "laptop", scopes: scopes, expiresAt: "2027-06-30"))
    return Pilot(
      settings, size: size,
      outside: { work in
        if work.isIdentification { return .identified(identity) }
        return outside(work) ?? Fixtures.well(work)
      }, streams: ListFixtures.serves(ListFixtures.runners(30)))
  }

  static let finds: @Sendable (Work) -> Answer? = { work in
    guard case .findScope(_, let kind, _) = work else { return nil }
    return .scopeFound(kind == .group ? Fixtures.group : Fixtures.project)
  }

  /// The row that the highlight stands in, of the overlay.
  static func highlighted(_ pilot: Pilot) -> String {
    let frame = pilot.frame
    let row = (0..<frame.surface.size.height).last { y in
      (0..<frame.surface.size.width).contains {
        frame.surface[$0, y].style.over == .selection && frame.surface[$0, y].glyph != " "
          && frame.surface[$0, y].style.role == .keyLabel
          || frame.surface[$0, y].style.role == .keyDisabled
            && frame.surface[$0, y].style.over == .selection
      }
    }
    return row.map { frame.surface.line($0) } ?? ""
  }

  static func scopes(_ pilot: Pilot) -> [RunnerScope] { pilot.loads.map(\.query.scope) }

  static func saved(_ pilot: Pilot) -> [(views: [RunnerView], columns: [String]?)] {
    pilot.effects.compactMap { effect in
      if case .run(.saveViews(let views, let columns), _) = effect { (views, columns) } else { nil }
    }
  }

  static let kept = [
    RunnerView(name: "gpu", scope: "mine", filter: "gpu", sort: RunnerSort(.id)),
    RunnerView(name: "infra", scope: "group:acme/infra", membership: .direct),
  ]

  static func settings(_ views: [RunnerView]) -> Settings {
    var settings = ListFixtures.settings()
    settings.views = views
    return settings
  }
}
