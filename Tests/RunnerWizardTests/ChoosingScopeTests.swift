import RunnerCore
import RunnerWizard
import Support
import TerminalUI
import Testing

/// Which runners the list shows: a scope that is typed, looked up or taken again.
@Suite struct ChoosingScopeTests {
  @Test func aTypedPathIsLookedUpAndItsRunnersAreShown() {
    var pilot = ChoosingFixtures.pilot(outside: ChoosingFixtures.finds)
    pilot.press(.character("S"))
    #expect(pilot.shows("Scope: mine"))
    pilot.type("acme/infra")
    #expect(pilot.shows("group/acme/infra alone"))
    #expect(pilot.shows("project/acme/infra"))
    pilot.press(.enter)
    #expect(ChoosingFixtures.scopes(pilot).last == .group(Fixtures.group, .descendants))
    #expect(!pilot.shows("As typed"))
  }

  @Test(
    arguments: [
      (0, RunnerScope.group(Fixtures.group, .descendants)),
      (1, .group(Fixtures.group, .descendants)), (2, .group(Fixtures.group, .direct)),
      (3, .group(Fixtures.group, .allAvailable)), (4, .project(Fixtures.project)),
    ])
  func eachMeaningOfATypedPathCanBeChosen(steps: Int, scope: RunnerScope) {
    var pilot = ChoosingFixtures.pilot(outside: ChoosingFixtures.finds)
    pilot.press(.character("S"))
    pilot.type("acme/infra")
    for _ in 0..<steps { pilot.press(.down) }
    pilot.press(.enter)
    #expect(ChoosingFixtures.scopes(pilot).last == scope)
  }

  @Test func whatKeptOneListFromGraphQLIsForgottenWithIt() {
    let known = GraphQLFeatures.all.subtracting(.ownRunners)
    var pilot = Pilot(
      ListFixtures.settings(), size: Size(width: 140, height: 40),
      outside: { ChoosingFixtures.finds($0) ?? Fixtures.well($0) },
      streams: { work in
        guard let load = work.load else { return [] }
        let isMine = load.query.scope == .mine
        let page = RunnerPage(runners: [ListFixtures.bare(5)], next: nil, total: 1)
        let sources: [RunnerSource] =
          isMine ? [.graphQL(known), .rest(because: "Runners of your own need GitLab 18.3.")] : []
        return sources.map { .runners(.source($0), load.purpose) } + [
          .runners(.page(page), load.purpose), .runnersLoaded(next: nil, load.purpose),
        ]
      })
    #expect(pilot.loads.map(\.source) == [.graphQL(.all)])
    pilot.standStill()
    let asked = pilot.effects.contains { effect in
      if case .run(.readRunner(5, .graphQL(known), _), _) = effect { true } else { false }
    }
    #expect(asked)
    pilot.press(.character("S"))
    pilot.type("acme/infra")
    pilot.press(.enter)
    #expect(pilot.loads.last?.query.scope == .group(Fixtures.group, .descendants))
    #expect(pilot.loads.last?.source == .graphQL(known))
  }

  @Test func aServerWithoutGraphQLIsAskedAboutOneRunnerOverREST() {
    var pilot = Pilot(
      ListFixtures.settings(), size: Size(width: 140, height: 40), outside: Fixtures.well,
      streams: { work in
        guard let load = work.load else { return [] }
        let page = RunnerPage(runners: [ListFixtures.bare(5)], next: nil, total: 1)
        return [
          .runners(.source(.rest(because: "GraphQL is off.")), load.purpose),
          .runners(.page(page), load.purpose), .runnersLoaded(next: nil, load.purpose),
        ]
      })
    pilot.standStill()
    let asked = pilot.effects.contains { effect in
      if case .run(.readRunner(5, .rest, _), _) = effect { true } else { false }
    }
    #expect(asked)
  }

  /// The kinds that the server was asked for, in their order.
  private func kindsAskedFor(_ pilot: Pilot) -> [RunnerTarget.Kind] {
    pilot.effects.compactMap { effect in
      if case .run(.findScope(_, let kind, _), _) = effect { kind } else { nil }
    }
  }

  @Test(
    arguments: ["acme/infra/tools", "https://gitlab.example.com/acme/infra/tools", "42", "#42"])
  func aTypedTextThatNamesNoGroupIsTriedAsAProject(text: String) {
    var pilot = ChoosingFixtures.pilot(outside: { work in
      guard case .findScope(_, let kind, _) = work else { return nil }
      return kind == .project
        ? .scopeFound(Fixtures.project) : .scopeNotFound(Fixtures.failure(.notFound))
    })
    pilot.press(.character("S"))
    pilot.paste(text)
    pilot.press(.enter)
    #expect(kindsAskedFor(pilot) == [.group, .project])
    #expect(ChoosingFixtures.scopes(pilot).last == .project(Fixtures.project))
  }

  @Test func anIDOfAGroupAndAProjectAsksWhichIsMeant() {
    var pilot = ChoosingFixtures.pilot(outside: ChoosingFixtures.finds)
    pilot.press(.character("S"))
    pilot.type("42")
    pilot.press(.enter)
    #expect(pilot.shows("There are both"))
    #expect(pilot.shows("group/acme/infra alone"))
    #expect(ChoosingFixtures.scopes(pilot) == [.mine])
    pilot.press(.end)
    #expect(ChoosingFixtures.highlighted(pilot).contains("project/acme/infra/tools"))
    pilot.press(.enter)
    #expect(ChoosingFixtures.scopes(pilot).last == .project(Fixtures.project))
  }

  @Test func whatIsNeitherSaysWhatWasTried() {
    var pilot = ChoosingFixtures.pilot(outside: { work in
      work.isFindingScope ? .scopeNotFound(Fixtures.failure(.notFound)) : nil
    })
    pilot.press(.character("S"))
    pilot.type("acme/gone")
    pilot.press(.enter)
    #expect(kindsAskedFor(pilot) == [.group, .project])
    #expect(pilot.shows("There is no group and no project “acme/gone”"))
    pilot.press(.escape)
    pilot.type("gone")
    pilot.press(.enter)
    #expect(kindsAskedFor(pilot) == [.group, .project, .group])
    #expect(pilot.shows("There is no group “gone”"))
    #expect(pilot.shows("the full path"))
  }

  @Test func anAddressNamesOnlyWhatItIsOf() {
    var pilot = ChoosingFixtures.pilot(outside: ChoosingFixtures.finds)
    pilot.press(.character("S"))
    pilot.paste("https://gitlab.example.com/groups/acme/infra/-/runners\n")
    #expect(pilot.shows("group/acme/infra alone"))
    #expect(!pilot.shows("project/"))
  }

  @Test func anIDIsLookedUpToo() {
    var pilot = ChoosingFixtures.pilot()
    pilot.press(.character("S"))
    pilot.type("42")
    pilot.press(.end, .enter)
    let found = pilot.effects.contains { effect in
      if case .run(.findScope(.id(42), .project, _), _) = effect { true } else { false }
    }
    #expect(found)
  }

  @Test func whatNamesNothingSaysWhy() {
    var pilot = ChoosingFixtures.pilot()
    pilot.press(.character("S"))
    pilot.type("acme")
    pilot.press(.end)
    #expect(pilot.shows("No project is named so"))
    pilot.press(.enter)
    #expect(
      !pilot.effects.contains {
        if case .run(let work, _) = $0 { work.isFindingScope } else { false }
      })
  }

  @Test func anAccessTokenTypedByMistakeIsNotRepeated() {
    var pilot = ChoosingFixtures.pilot()
    pilot.press(.character("S"))
    pilot.paste(Fixtures.accessToken)
    pilot.press(.enter)
    #expect(
      !pilot.effects.contains {
        if case .run(let work, _) = $0 { work.isFindingScope } else { false }
      })
  }

  @Test func aLookUpThatFailsSaysSoAndTheTextStays() {
    var pilot = ChoosingFixtures.pilot()
    pilot.press(.character("S"))
    pilot.type("acme/gone")
    pilot.press(.enter)
    pilot.wait(milliseconds: 150)
    #expect(pilot.shows("Looking it up"))
    pilot.answer(.scopeNotFound(Fixtures.failure(.timedOut)), where: \.isFindingScope)
    #expect(pilot.shows("✗ The server said no."))
    #expect(pilot.shows("acme/gone"))
    #expect(ChoosingFixtures.scopes(pilot) == [.mine])
  }

  @Test func escStopsALookUpThenClearsThenCloses() {
    var pilot = ChoosingFixtures.pilot()
    pilot.press(.character("S"))
    pilot.type("acme/gone")
    pilot.press(.enter, .escape)
    #expect(!pilot.pending.contains { $0.work.isFindingScope })
    #expect(pilot.shows("acme/gone"))
    pilot.press(.escape)
    #expect(pilot.shows("Scope: mine"))
    #expect(!pilot.shows("acme/gone"))
    pilot.press(.escape)
    #expect(!pilot.shows("Scope: mine"))
    #expect(pilot.farewell == nil)
  }

  @Test func scopesOfTheSessionStandFirstAndNeedNoLookUp() {
    var pilot = ChoosingFixtures.pilot(outside: ChoosingFixtures.finds)
    pilot.press(.character("S"))
    pilot.type("acme/infra")
    pilot.press(.enter, .character("S"))
    #expect(pilot.shows("This session"))
    #expect(pilot.shows("The same group"))
    pilot.outside = Fixtures.well
    pilot.type("mine")
    pilot.press(.enter)
    #expect(ChoosingFixtures.scopes(pilot).last == .mine)
    pilot.press(.character("S"))
    pilot.type("infra alone")
    pilot.press(.enter)
    #expect(ChoosingFixtures.scopes(pilot).last == .group(Fixtures.group, .direct))
    pilot.press(.character("S"))
    pilot.type("acme/infra")
    pilot.press(.enter)
    #expect(ChoosingFixtures.scopes(pilot).last == .group(Fixtures.group, .descendants))
  }

  @Test func theInstanceIsForAdministratorsAndSaysSo() {
    var pilot = ChoosingFixtures.pilot()
    pilot.press(.character("S"))
    pilot.type("instance")
    pilot.press(.enter)
    #expect(ChoosingFixtures.scopes(pilot) == [.mine])
    #expect(pilot.shows("Only administrators"))
    var other = ChoosingFixtures.pilot(isAdministrator: true)
    other.press(.character("S"))
    other.type("instance")
    other.press(.enter)
    #expect(ChoosingFixtures.scopes(other).last == .instance)
  }
}
