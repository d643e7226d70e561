import RunnerCore
import RunnerWizard
import Support
import TerminalUI
import Testing

/// The choices of scope and order, and what all choices have in common.
@Suite struct ChoosingTests {
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

  @Test func sortIsChosenAndReversedByTheSameKeys() {
    var pilot = ChoosingFixtures.pilot()
    pilot.press(.character("s"))
    #expect(pilot.shows("Sort: server's order"))
    pilot.press(.down, .down, .enter, .home)
    #expect(pilot.shownIDs.first == 1)
    pilot.press(.character("s"))
    #expect(pilot.shows("↑ smallest first"))
    pilot.press(.enter, .home)
    #expect(pilot.shownIDs.first == 30)
    pilot.press(.character("s"), .character("s"))
    #expect(pilot.shows("↑ smallest first"))
    pilot.press(.escape, .home)
    #expect(pilot.shownIDs.first == 1)
  }

  @Test func sortIsFilteredFromTheSlashOn() {
    var pilot = ChoosingFixtures.pilot()
    pilot.press(.character("s"), .character("/"))
    pilot.type("descr")
    pilot.press(.enter)
    pilot.press(.character("s"))
    #expect(pilot.shows("Sort: Description"))
    pilot.press(.character("/"))
    pilot.type("zzz")
    #expect(pilot.shows("No match; Esc clears"))
    pilot.press(.enter, .escape)
    #expect(pilot.shows("Server's order"))
  }

  @Test func fieldsThatTheSourceDoesNotTellAreDimmedWithTheReason() {
    var pilot = Pilot(
      ListFixtures.settings(), outside: Fixtures.well,
      streams: { work in
        guard let load = work.load else { return [] }
        return [
          .runners(.source(.rest(because: "GraphQL is not available.")), load.purpose),
          .runners(
            .page(RunnerPage(runners: [ListFixtures.bare(5)], next: nil, total: 1)), load.purpose),
          .runnersLoaded(next: nil, load.purpose),
        ]
      })
    pilot.press(.character("s"), .character("/"))
    pilot.type("tags")
    #expect(pilot.shows("Lists over REST do not tell this: Tags"))
    pilot.press(.enter)
    #expect(pilot.shows("Sort: server's order"))
  }

  @Test func theLegendScrollsToItsEnd() {
    var pilot = ChoosingFixtures.pilot(size: Size(width: 40, height: 10))
    pilot.press(.character("L"))
    #expect(pilot.shows("● online"))
    pilot.press(.end)
    #expect(pilot.shows("part of a filter."))
    pilot.press(.home)
    #expect(pilot.shows("● online"))
    pilot.press(.character("q"))
    #expect(!pilot.shows("● online       contact"))
    #expect(pilot.farewell == nil)
  }

  @Test func clickSelectsDoubleClickTakesAndAClickBesideCloses() {
    var pilot = ChoosingFixtures.pilot(size: Size(width: 140, height: 40))
    pilot.press(.character("s"))
    pilot.click("smallest first")
    #expect(ChoosingFixtures.highlighted(pilot).contains("smallest first"))
    pilot.click("smallest first", .doublePress)
    #expect(!pilot.shows("Sort: "))
    pilot.press(.character("s"))
    #expect(pilot.shows("Sort: "))
    pilot.mouse(.press, at: Point(x: 1, y: 1))
    #expect(!pilot.shows("Sort: "))
  }

  @Test func hostileNamesOfViewsAndScopesStayInTheirBoxes() {
    for text in DetailPaneTests.hostile {
      let view = RunnerView(name: text, scope: "group:" + text, filter: text)
      var pilot = ChoosingFixtures.pilot(
        settings: ChoosingFixtures.settings([view]),
        outside: { work in
          guard work.isFindingScope else { return nil }
          return .scopeFound(RunnerTarget(kind: .group, id: 7, fullPath: text))
        })
      func check() {
        let isClean = pilot.frame.surface.cells.allSatisfy { cell in
          cell.glyph.unicodeScalars.allSatisfy {
            $0.value >= 0x20 && !(0x7F..<0xA0).contains($0.value) && $0.value != 0x202E
          }
        }
        #expect(isClean)
      }
      pilot.press(.character("v"))
      check()
      pilot.press(.character("d"))
      check()
      pilot.press(.escape, .character("S"))
      pilot.type("acme")
      pilot.press(.enter, .character("S"))
      check()
    }
  }

  @Test(arguments: SnapshotTests.sizes) func pictures(size: Size) {
    var pilot = ChoosingFixtures.pilot(
      size: size, settings: ChoosingFixtures.settings(ChoosingFixtures.kept))
    func check(_ name: String) {
      assertSnapshot(pilot.frame, named: "choosing-\(name)-\(size.width)x\(size.height)")
    }
    pilot.press(.character("S"))
    check("scope")
    pilot.type("acme/infra")
    check("scope-typed")
    pilot.press(.enter)
    pilot.wait(milliseconds: 150)
    check("scope-looking")
    for _ in 0..<2 {
      pilot.answer(.scopeNotFound(Fixtures.failure(.notFound)), where: \.isFindingScope)
    }
    check("scope-failed")
    pilot.press(.escape, .escape, .character("s"))
    check("sort")
    pilot.press(.escape, .character("C"))
    check("columns")
    pilot.press(.escape, .character("v"))
    check("views")
    pilot.press(.character("d"))
    check("views-delete")
    pilot.press(.escape, .character("v"), .character("n"))
    check("views-name")
    pilot.press(.escape, .escape, .character("L"))
    check("legend")
  }
}
