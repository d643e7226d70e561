import RunnerCore
import RunnerWizard
import Support
import TerminalUI
import Testing

@testable import RunnerWizard

/// The list of groups or projects below the field.
@Suite struct TargetSearchTests {
  @Test func pageAsksForAllAtOnceAndThenForWhatIsTyped() {
    var pilot = Pilot.onGroupPage()
    #expect(pilot.searches.map(\.text) == [""])
    pilot.find(Fixtures.groups(20), next: 2, total: 120)
    #expect(pilot.shows("120 groups"))
    pilot.type("team-3")
    pilot.wait(milliseconds: 249)
    #expect(pilot.searches.count == 1)
    pilot.wait(milliseconds: 1)
    #expect(pilot.searches.map(\.text) == ["", "team-3"])
    pilot.find(Fixtures.groups(3, from: 30), total: 3)
    #expect(pilot.shows("3 of 120"))
    #expect(pilot.shows("acme/team-30"))
    #expect(!pilot.shows("acme/team-1 "))
  }

  @Test func keysInQuickSuccessionSendNoMoreThanOneRequestInAQuarterOfASecond() {
    var pilot = Pilot.onGroupPage()
    var sent: [Int64] = [pilot.now.uptime]
    for pause in [10, 40, 120, 240, 251, 300, 90, 600, 5, 249, 250, 30] {
      let before = pilot.searches.count
      pilot.type("a")
      for _ in 0..<pause {
        pilot.wait(milliseconds: 1)
        if pilot.searches.count > before + sent.count { Issue.record("two at once") }
        if pilot.searches.count > sent.count { sent.append(pilot.now.uptime) }
      }
    }
    #expect(sent.count > 3)
    #expect(zip(sent, sent.dropFirst()).allSatisfy { $1 - $0 >= 250 })
    #expect(pilot.searches.count == sent.count)
  }

  @Test func answersToATextThatIsNoLongerThereAreDropped() {
    var pilot = Pilot.onGroupPage()
    pilot.find([])
    pilot.type("a")
    pilot.wait(milliseconds: 250)
    let late = pilot.pending.first { $0.work.search != nil }
    pilot.type("b")
    guard let late, let search = late.work.search else {
      Issue.record("nothing is searched")
      return
    }
    pilot.send(
      .answer(
        .targetsFound(TargetPage(targets: Fixtures.groups(1), next: nil), search),
        to: late.generation, at: pilot.now))
    #expect(!pilot.shows("acme/team-1"))
    pilot.wait(milliseconds: 250)
    pilot.find(Fixtures.groups(1, from: 77))
    #expect(pilot.shows("acme/team-77"))
  }

  @Test func downAndEnterPickARow() {
    var pilot = Pilot.onGroupPage()
    pilot.find(Fixtures.groups(3))
    pilot.press(.down, .down, .enter)
    #expect(pilot.shows("— Tags"))
    pilot.press(.escape)
    #expect(pilot.shows("acme/team-2, id 2"))
    #expect(!pilot.effects.contains { if case .run(.resolve, _) = $0 { true } else { false } })
  }

  /// Answers as for a token that the server's search is closed to.
  private func findHere(_ targets: [RunnerTarget], _ pilot: inout Pilot) {
    guard let search = pilot.pending.compactMap(\.work.search).last else { return }
    pilot.answer(
      .targetsFound(TargetPage(targets: targets, next: nil, isMatchedHere: true), search),
      where: { $0.search != nil })
  }

  @Test func placeThatOnlyTheListKnowsIsPickedAtOnceWhenTypedInFull() {
    var pilot = Pilot.onGroupPage()
    findHere(Fixtures.groups(3), &pilot)
    pilot.type("acme/team-2")
    pilot.press(.enter)
    #expect(pilot.shows("— Tags"))
    #expect(!pilot.effects.contains { if case .run(.resolve, _) = $0 { true } else { false } })
  }

  @Test func placeThatOnlyTheListKnowsIsPickedAfterALookupThatFailed() {
    var pilot = Pilot.onGroupPage()
    pilot.outside = Fixtures.except(
      { $0.search != nil || $0.isResolving }, nil)
    pilot.type("acme/team-2")
    pilot.press(.enter)
    pilot.answer(
      .resolvingFailed(Fixtures.failure(.insufficientScope(needed: ["read_api"]))),
      where: \.isResolving)
    pilot.wait(milliseconds: 250)
    findHere(Fixtures.groups(3), &pilot)
    pilot.wait(milliseconds: 300)
    #expect(pilot.shows("Enter Choose"))
    pilot.press(.enter)
    #expect(pilot.shows("— Tags"))
  }

  @Test func upLeadsFromTheFirstRowBackToTheText() {
    var pilot = Pilot.onGroupPage()
    pilot.find(Fixtures.groups(3))
    pilot.press(.down, .up)
    pilot.type("42")
    pilot.press(.enter)
    #expect(
      pilot.effects.contains {
        if case .run(.resolve(.id(42), _, for: _, _), _) = $0 { true } else { false }
      })
  }

  @Test func typedTextIsLookedUpThoughRowsAreListed() {
    var pilot = Pilot.onGroupPage()
    pilot.find(Fixtures.groups(3))
    pilot.type("acme/infra")
    pilot.press(.enter)
    #expect(pilot.shows("— Tags"))
  }

  @Test func rowThatIsTypedWholeIsTaken() {
    var pilot = Pilot.onGroupPage()
    pilot.find(Fixtures.groups(3))
    pilot.type("ACME/Team-2")
    pilot.wait(milliseconds: 300)
    #expect(pilot.shows("Enter Choose"))
    pilot.press(.enter)
    #expect(pilot.shows("— Tags"))
    #expect(!pilot.effects.contains { if case .run(.resolve, _) = $0 { true } else { false } })
  }

  @Test func onlyRowIsTakenOnceItWasSeen() {
    var pilot = Pilot.onGroupPage()
    pilot.find(Fixtures.groups(1), total: 1)
    #expect(pilot.shows("The only one; Enter takes it."))
    pilot.press(.enter)
    #expect(pilot.shows("— Group"))
    pilot.wait(milliseconds: 300)
    pilot.press(.enter)
    #expect(pilot.shows("— Tags"))
  }

  @Test func onlyRowIsNotTakenForAnotherPath() {
    var pilot = Pilot.onGroupPage()
    pilot.find([])
    pilot.type("acme/team")
    pilot.wait(milliseconds: 250)
    pilot.find(Fixtures.groups(1), total: 1)
    pilot.wait(milliseconds: 400)
    #expect(pilot.shows("Enter Look up"))
  }

  @Test func furtherPagesComeNearTheEnd() {
    var pilot = Pilot.onGroupPage()
    pilot.find(Fixtures.groups(20), next: 2, total: 40)
    pilot.wait(milliseconds: 300)
    for _ in 0..<9 { pilot.press(.down) }
    #expect(pilot.searches.map(\.page) == [1])
    for _ in 0..<6 { pilot.press(.down) }
    pilot.wait(milliseconds: 300)
    #expect(pilot.searches.map(\.page) == [1, 2])
    pilot.find(Fixtures.groups(20, from: 21))
    pilot.press(.pageDown, .pageDown, .pageDown, .pageDown)
    #expect(pilot.shows("acme/team-40"))
    pilot.press(.enter)
    pilot.press(.escape)
    #expect(pilot.shows("acme/team-40, id 40"))
  }

  @Test func highlightStaysOnItsRowAndIsNotTakenWhenThatIsGone() {
    var pilot = Pilot.onGroupPage()
    pilot.find(Fixtures.groups(3))
    pilot.type("team")
    pilot.press(.down, .down)
    pilot.wait(milliseconds: 250)
    pilot.find([Fixtures.groups(3)[2], Fixtures.groups(3)[1]])
    pilot.press(.enter)
    #expect(pilot.shows("— Tags"))

    pilot = Pilot.onGroupPage()
    pilot.find(Fixtures.groups(3))
    pilot.type("team")
    pilot.press(.down, .down)
    pilot.wait(milliseconds: 250)
    pilot.find([Fixtures.groups(3)[2]])
    pilot.press(.enter)
    #expect(pilot.shows("The list has changed; choose again"))
    #expect(pilot.shows("— Group"))
  }

  @Test func nothingFoundSaysWhichRoleIsNeeded() {
    var pilot = Pilot.onGroupPage()
    pilot.find([], total: 0)
    #expect(pilot.shows("You are Owner of no group"))
    pilot.type("xyz")
    pilot.wait(milliseconds: 250)
    pilot.find([], total: 0)
    #expect(pilot.shows("No match in which you are Owner"))
    pilot.press(.control("u"))
    pilot.wait(milliseconds: 250)
    pilot.find(Fixtures.groups(2))
    #expect(pilot.shows("acme/team-2"))
  }

  @Test func failureIsRetriedInPlaceAndTypingGoesOn() {
    var pilot = Pilot.onGroupPage()
    let failure = Fixtures.failure(.timedOut)
    pilot.answer(.targetsNotFound(failure, pilot.searches[0]), where: { $0.search != nil })
    #expect(pilot.shows("The server said no. ^R searches again"))
    pilot.wait(milliseconds: 2_000)
    #expect(pilot.searches.count == 1)
    pilot.press(.control("r"))
    #expect(pilot.searches.count == 2)
    pilot.answer(.targetsNotFound(failure, pilot.searches[1]), where: { $0.search != nil })
    pilot.type("acme/infra")
    pilot.press(.enter)
    #expect(pilot.shows("— Tags"))
  }

  @Test func spinnerComesAfterAMoment() {
    var pilot = Pilot.onGroupPage()
    #expect(!pilot.shows("Searching groups"))
    pilot.wait(milliseconds: 100)
    #expect(pilot.shows("Searching groups"))
  }

  @Test func leavingThePageEndsTheSearch() {
    var pilot = Pilot.onGroupPage()
    pilot.press(.escape)
    #expect(!pilot.pending.contains { $0.work.search != nil })
    pilot.press(.enter)
    pilot.wait(milliseconds: 300)
    pilot.find(Fixtures.groups(2))
    #expect(pilot.shows("acme/team-2"))
    pilot.type("x")
    pilot.press(.escape)
    pilot.wait(milliseconds: 1_000)
    #expect(!pilot.pending.contains { $0.work.search != nil })
  }

  @Test func addressesAreNotSearched() {
    var pilot = Pilot.onGroupPage()
    pilot.find(Fixtures.groups(2))
    pilot.paste("https://gitlab.example.com/groups/acme/infra")
    pilot.wait(milliseconds: 1_000)
    #expect(pilot.searches.count == 1)
    #expect(pilot.shows("Enter looks up this address."))
    pilot.press(.enter)
    #expect(pilot.shows("— Tags"))
  }

  @Test func clickHighlightsAndASecondOneTakes() {
    var pilot = Pilot.onGroupPage()
    pilot.find(Fixtures.groups(3))
    pilot.click("acme/team-2")
    #expect(pilot.shows("— Group"))
    pilot.click("acme/team-2", .doublePress)
    #expect(pilot.shows("— Tags"))
  }

  @Test func administratorsSearchEverywhere() {
    let root = Identity(
      user: CurrentUser(id: 1, username: "root", name: "Administrator", isAdministrator: true),
      token: nil)
    var pilot = Pilot(
      Fixtures.settings(),
      outside: { if case .identify = $0 { .identified(root) } else { nil } })
    pilot.press(.down, .enter)
    #expect(pilot.searches.map(\.includesAll) == [true])
  }
}
