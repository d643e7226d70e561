import RunnerCore
import Support
import TerminalUI
import Testing

@testable import RunnerWizard

@Suite struct NavigationTests {
  private func pilot(_ size: Size = Size(width: 80, height: 24)) -> Pilot {
    Pilot(Fixtures.settings(), size: size, outside: Fixtures.well)
  }

  @Test(arguments: [(40, 10), (80, 24), (140, 40)])
  func enterAloneLeadsToTheResult(width: Int, height: Int) {
    var pilot = pilot(Size(width: width, height: height))
    pilot.goToReview()
    #expect(pilot.shows("Create runner"))
    pilot.press(.enter)
    #expect(pilot.shows("Runner created"))
    #expect(pilot.registrations.count == 1)
    let registration = pilot.registrations.first
    #expect(registration?.target == Fixtures.group)
    #expect(registration?.tags == ["docker", "linux"])
    #expect(registration?.description == "Docker host in Lyon")
    #expect(registration?.maximumTimeout == 5_400)
    #expect(registration?.runUntagged == nil)
  }

  @Test func headerCountsTheStepsThatTheTypeNeeds() {
    var pilot = pilot()
    #expect(pilot.shows("Step 1 of 4 — Runner type"))
    pilot.press(.down)
    #expect(pilot.shows("Step 1 of 5 — Runner type"))
    pilot.press(.up, .enter)
    #expect(pilot.shows("Step 2 of 4 — Tags"))
  }

  @Test func escGoesBackAndLosesNothing() {
    var pilot = pilot()
    pilot.goToReview()
    pilot.press(.escape, .escape, .escape)
    #expect(pilot.shows("Step 2 of 5 — Group"))
    #expect(pilot.shows("acme/infra"))
    pilot.press(.enter)
    #expect(pilot.shows("[docker] [linux]"))
    pilot.press(.enter, .enter)
    #expect(pilot.shows("Docker host in Lyon"))
  }

  @Test func focusStaysWhereItWasLeftOnAPage() {
    var pilot = pilot()
    pilot.press(.enter, .enter, .enter)
    pilot.press(.tab, .tab)
    pilot.press(.escape)
    pilot.press(.enter)
    #expect(pilot.lines.contains { $0.contains("▸ Maximum timeout") })
  }

  @Test func shiftTabOnTheFirstFieldGoesBack() {
    var pilot = pilot()
    pilot.press(.enter, .backTab)
    #expect(pilot.shows("Step 1 of 4"))
  }

  @Test func escOnAnUntouchedFirstPageGoesToTheListWithoutAQuestion() {
    var pilot = pilot()
    pilot.press(.escape)
    #expect(pilot.app.screen == .list)
    pilot.press(.function(2))
    #expect(pilot.shows("Step 1 of 4"))
    #expect(pilot.farewell == nil)
  }

  @Test func escOnTheFirstPageWithoutAConnectionSaysHowToQuit() {
    var pilot = Pilot(
      Fixtures.settings(.incomplete(ConnectionDraft(), notes: []), known: Fixtures.known))
    pilot.press(.escape)
    #expect(pilot.shows("q quits"))
    #expect(pilot.farewell == nil)
  }

  @Test func escOnTheFirstPageOfAChangedDraftAsksAndTheSafeAnswerStays() {
    var pilot = pilot()
    pilot.press(.down, .escape)
    #expect(pilot.shows("Discard this draft?"))
    pilot.press(.enter)
    #expect(pilot.shows("Step 1 of 5"))
    pilot.press(.escape, .character("d"))
    #expect(pilot.app.screen == .list)
    pilot.press(.function(2))
    #expect(pilot.shows("Step 1 of 4"))
  }

  @Test func reviewValueOpensItsFieldAndComesBack() {
    var pilot = pilot()
    pilot.goToReview()
    pilot.press(.up, .up, .up)
    #expect(pilot.lines.contains { $0.contains("▸ Maximum timeout") })
    pilot.press(.enter)
    #expect(pilot.shows("Step 4 of 5 — Details"))
    pilot.press(.control("u"))
    pilot.type("2h")
    pilot.press(.tab, .tab, .enter)
    #expect(pilot.shows("Step 5 of 5 — Review"))
    #expect(pilot.shows("2h"))
  }

  @Test func changingTheTypeFromTheReviewAsksForTheTargetFirst() {
    var pilot = pilot()
    pilot.press(.enter, .enter, .enter)
    pilot.press(.enter, .enter, .enter, .enter, .enter)
    #expect(pilot.shows("Step 4 of 4 — Review"))
    pilot.press(.home, .down, .enter)
    #expect(pilot.shows("Runner type"))
    pilot.press(.down, .down, .enter)
    #expect(pilot.shows("— Project"))
    pilot.type("42")
    pilot.press(.enter)
    #expect(pilot.shows("— Review"))
    #expect(pilot.shows("acme/infra/tools, id 42"))
  }

  @Test func quitLeavesAtOnceWhenNothingWouldBeLost() {
    var pilot = pilot()
    pilot.press(.character("q"))
    #expect(pilot.farewell == Farewell(exitCode: 0))
  }

  @Test func controlCAsksOnceAndLeavesTheSecondTime() {
    var pilot = pilot()
    pilot.press(.down, .control("c"))
    #expect(pilot.farewell == nil)
    #expect(pilot.shows("Discard this draft?"))
    pilot.press(.control("c"))
    #expect(pilot.farewell == Farewell(exitCode: 130))
  }

  @Test func controlZStopsAndControlLPaintsAgain() {
    var pilot = pilot()
    pilot.press(.control("z"), .control("l"))
    #expect(pilot.effects.suffix(2) == [.suspend, .redraw])
  }

  @Test func unknownKeySaysSo() {
    var pilot = pilot()
    pilot.press(.character("x"))
    #expect(pilot.shows("No command on x, ? for help"))
    pilot.wait(milliseconds: 4_100)
    #expect(!pilot.shows("No command on x"))
  }

  @Test func footerNamesF1WhereTheQuestionMarkTypes() {
    var pilot = pilot()
    #expect(pilot.lines.last?.hasSuffix("? Help") == true)
    pilot.press(.enter)
    #expect(pilot.lines.last?.hasSuffix("F1 Help") == true)
    pilot.type("?")
    #expect(pilot.shows("?"))
    #expect(!pilot.shows("This screen"))
  }

  @Test func belowFortyByTenItAsksForALargerWindowAndRecovers() {
    var pilot = pilot()
    pilot.press(.enter)
    pilot.type("dock")
    pilot.resize(39, 10)
    #expect(pilot.shows("Make the window larger (40×10)"))
    #expect(!pilot.shows("Tags"))
    pilot.type("er")
    pilot.resize(80, 24)
    #expect(pilot.shows("dock"))
    #expect(!pilot.shows("docker"))
    #expect(pilot.frame.cursor != nil)
  }

  @Test func resizingWhileTypingKeepsTextFocusAndOverlay() {
    var pilot = pilot()
    pilot.press(.enter)
    pilot.type("dock")
    pilot.press(.function(1))
    for (width, height) in [(40, 10), (200, 60), (80, 24)] {
      pilot.resize(width, height)
      #expect(pilot.shows("This screen"))
    }
    pilot.press(.escape)
    pilot.type("er")
    #expect(pilot.shows("docker"))
  }

  @Test func everythingIsReachableByThePalette() {
    var pilot = pilot()
    pilot.press(.enter, .control("p"))
    pilot.type("connec")
    pilot.press(.enter)
    #expect(pilot.shows("GitLab address"))
  }

  @Test func clickOnAFooterHintRunsIt() {
    var pilot = pilot()
    pilot.click("Enter Next")
    #expect(pilot.shows("Step 2 of 4 — Tags"))
  }

  @Test func clickChoosesAndDoubleClickGoesOn() {
    var pilot = pilot()
    pilot.click("Group")
    #expect(pilot.shows("Step 1 of 5"))
    pilot.click("Project", .doublePress)
    #expect(pilot.shows("Step 2 of 5 — Project"))
  }

  @Test func clickFlipsASwitchAndFocusesAField() {
    var pilot = pilot()
    pilot.press(.enter)
    pilot.click("Run untagged jobs")
    #expect(pilot.shows("□ no"))
    pilot.click("Tags      ")
    pilot.type("gpu,")
    #expect(pilot.shows("[gpu]"))
  }

  @Test func clickOutsideClosesOnlyHarmlessOverlays() {
    var pilot = pilot()
    pilot.press(.character("?"))
    pilot.mouse(.press, at: Point(x: 0, y: 0))
    #expect(!pilot.shows("This screen"))
    pilot.press(.down, .escape)
    pilot.mouse(.press, at: Point(x: 0, y: 0))
    #expect(pilot.shows("Discard this draft?"))
  }
}
