import RunnerCore
import RunnerWizard
import Support
import TerminalUI
import Testing

@Suite struct FieldTests {
  private func onTags() -> Pilot {
    var pilot = Pilot(Fixtures.settings(), outside: Fixtures.well)
    pilot.press(.enter)
    return pilot
  }

  private func onDetails() -> Pilot {
    var pilot = onTags()
    pilot.press(.enter, .enter)
    return pilot
  }

  private func onTarget(
    _ outside: @escaping @Sendable (Work) -> Answer? = Fixtures.well
  ) -> Pilot {
    var pilot = Pilot(Fixtures.settings(), outside: outside)
    pilot.press(.down, .enter)
    return pilot
  }

  @Test func enterAndCommaAddTagsAndEnterOnTheEmptyFieldMovesOn() {
    var pilot = onTags()
    pilot.type("docker,linux")
    pilot.press(.enter)
    #expect(pilot.shows("[docker] [linux]"))
    #expect(pilot.shows("2 of 50"))
    pilot.press(.enter)
    #expect(pilot.lines.contains { $0.contains("▸ Run untagged jobs") })
  }

  @Test func backspaceRemovesTheLastTagAndDuplicatesAreRefused() {
    var pilot = onTags()
    pilot.type("a,b,a,")
    #expect(pilot.shows("“a” is among the tags already"))
    #expect(pilot.shows("[a] [b]"))
    pilot.press(.backspace)
    #expect(pilot.shows("[a]"))
    #expect(!pilot.shows("[b]"))
  }

  @Test(arguments: [Key.tab, .down, .escape])
  func leavingByAnyKeyAddsTheTypedTag(key: Key) {
    var pilot = onTags()
    pilot.type("gpu")
    pilot.press(key)
    if key == .escape { pilot.press(.enter) }
    #expect(pilot.shows("[gpu]"))
  }

  @Test func pastedListBecomesTags() {
    var pilot = onTags()
    pilot.paste("one, two\nthree")
    #expect(pilot.shows("[one] [two] [three]"))
  }

  @Test func fiftyTagsPassAndTheFiftyFirstIsStoppedBeforeSending() {
    var pilot = onTags()
    pilot.paste((1...50).map { "t\($0)" }.joined(separator: ","))
    pilot.press(.enter, .enter)
    #expect(pilot.shows("Details"))
    pilot.press(.escape, .backTab)
    pilot.type("t51")
    pilot.press(.enter, .enter)
    #expect(pilot.shows("There are 51 tags"))
    pilot.press(.enter)
    #expect(pilot.shows("One field needs your attention."))
    #expect(pilot.shows("Step 2 of 4 — Tags"))
    pilot.press(.escape)
    #expect(pilot.shows("Step 1 of 4"))
  }

  @Test func tagOf256CharactersIsStopped() {
    var pilot = onTags()
    pilot.paste(String(repeating: "x", count: 256))
    pilot.press(.enter, .enter)
    #expect(pilot.shows("has 256 characters"))
  }

  @Test func runnerWithoutTagsHasToTakeUntaggedJobs() {
    var pilot = onTags()
    pilot.press(.enter, .space)
    #expect(pilot.shows("□ no"))
    pilot.press(.enter)
    #expect(pilot.shows("has to run untagged jobs"))
    #expect(pilot.lines.contains { $0.contains("▸ Tags") })
    pilot.type("gpu")
    pilot.press(.enter)
    #expect(!pilot.shows("has to run untagged jobs"))
  }

  @Test func nothingIsSaidWhileFirstTypingAndThenAtEveryKey() {
    var pilot = onDetails()
    pilot.press(.tab, .tab)
    pilot.type("5")
    #expect(!pilot.shows("too short"))
    #expect(pilot.shows("= 5s, 5 seconds"))
    pilot.type("99")
    pilot.press(.tab)
    #expect(pilot.shows("too short"))
    pilot.press(.backTab, .backspace)
    #expect(pilot.shows("59s is too short"))
    pilot.press(.control("u"))
    pilot.type("10m")
    #expect(!pilot.shows("too short"))
    #expect(pilot.shows("= 10m, 600 seconds"))
  }

  @Test func messageDoesNotMoveTheOtherLines() {
    var pilot = onDetails()
    func row(_ text: String) -> Int? { pilot.lines.firstIndex { $0.contains(text) } }
    let before = row("Protected")
    pilot.press(.tab, .tab)
    pilot.type("599")
    pilot.press(.tab)
    #expect(pilot.shows("too short"))
    #expect(row("Protected") == before)
  }

  @Test func nextWithErrorsFocusesTheFirstAndSaysHowMany() {
    var pilot = onDetails()
    pilot.paste(String(repeating: "漢", count: 1_025))
    pilot.press(.tab, .tab)
    pilot.type("nonsense")
    pilot.press(.tab, .tab, .enter)
    #expect(pilot.shows("2 fields need your attention."))
    #expect(pilot.lines.contains { $0.contains("▸ Description") })
    #expect(pilot.shows("has 1025 characters"))
  }

  @Test func overlongTextIsKeptAndCounted() {
    var pilot = onDetails()
    pilot.paste(String(repeating: "é", count: 1_030))
    #expect(pilot.shows("1030/1024"))
    for _ in 0..<6 { pilot.press(.backspace) }
    #expect(pilot.shows("1024/1024"))
  }

  @Test func noteOfSeveralLinesIsSentWithItsLines() {
    var pilot = onDetails()
    pilot.press(.tab)
    pilot.type("one")
    pilot.press(Key(.enter, .alt))
    pilot.type("two")
    pilot.press(.enter, .enter, .enter, .enter)
    pilot.wait(milliseconds: 300)
    pilot.press(.enter)
    #expect(pilot.registrations.first?.maintenanceNote == "one\ntwo")
  }

  @Test func lineBreakCanBeHadFromThePaletteToo() {
    var pilot = onDetails()
    pilot.press(.tab)
    pilot.type("one")
    pilot.press(.control("p"))
    pilot.type("break")
    pilot.press(.enter)
    pilot.type("two")
    #expect(!pilot.shows("onetwo"))
    #expect(pilot.shows("two"))
  }

  @Test func lockedIsAskedForProjectsOnly() {
    var pilot = onDetails()
    #expect(!pilot.shows("Locked"))
    pilot.press(.escape, .escape, .down, .down, .enter)
    pilot.type("42")
    pilot.press(.enter, .enter, .enter)
    #expect(pilot.shows("Locked"))
  }

  @Test func pasteNeverGoesOnAndTrimsAddresses() {
    var pilot = onTarget()
    pilot.paste("  https://gitlab.example.com/groups/acme/infra\n")
    #expect(pilot.shows("Step 2 of 5"))
    pilot.press(.enter)
    #expect(
      pilot.effects.contains {
        if case .run(.resolve(.path("acme/infra"), .group, for: .registration, _), _) = $0 {
          true
        } else {
          false
        }
      })
  }

  @Test func lookupShowsASpinnerAfterAMomentAndEscStopsIt() {
    var pilot = onTarget(Fixtures.except(\.isResolving, nil))
    pilot.type("acme")
    pilot.press(.enter)
    #expect(!pilot.shows("Looking up"))
    pilot.wait(milliseconds: 150)
    #expect(pilot.shows("Looking up the group"))
    #expect(pilot.shows("Esc Stop"))
    pilot.press(.escape)
    #expect(pilot.pending.isEmpty)
    pilot.type("/infra")
    #expect(pilot.shows("acme/infra"))
    pilot.press(.enter)
    pilot.answer(.resolved(Fixtures.group))
    #expect(pilot.shows("— Tags"))
  }

  @Test func keysTypedAheadOfALookupActOnThePageTheyWereMeantFor() {
    var pilot = onTarget(Fixtures.except(\.isResolving, nil))
    pilot.type("acme/infra")
    pilot.press(.enter)
    pilot.type("docker,")
    pilot.paste("linux")
    pilot.press(.enter, .enter, .enter)
    #expect(pilot.shows("Step 2 of 5 — Group"))
    pilot.answer(.resolved(Fixtures.group))
    #expect(pilot.shows("Step 4 of 5 — Details"))
    pilot.press(.escape)
    #expect(pilot.shows("[docker] [linux]"))
  }

  @Test func keysTypedAheadOfAFailedLookupAreDroppedVisibly() {
    var pilot = onTarget(Fixtures.except(\.isResolving, nil))
    pilot.type("acme")
    pilot.press(.enter)
    pilot.type("docker")
    pilot.answer(.resolvingFailed(Fixtures.failure(.notFound)))
    #expect(pilot.shows("Keys typed meanwhile were dropped"))
    #expect(!pilot.shows("docker"))
  }

  @Test func answerToAnEarlierLookupIsDropped() {
    var pilot = onTarget(Fixtures.except(\.isResolving, nil))
    pilot.type("acme")
    pilot.press(.enter)
    let old = pilot.pending.first?.generation
    pilot.press(.escape)
    pilot.type("/other")
    pilot.press(.enter)
    if let old {
      pilot.send(.answer(.resolved(Fixtures.group), to: old, at: pilot.now))
    }
    #expect(pilot.shows("Step 2 of 5 — Group"))
  }

  @Test func foundTargetIsShownWithItsPathAndId() {
    var pilot = onTarget()
    pilot.type("7")
    pilot.press(.enter, .escape)
    #expect(pilot.shows("acme/infra, id 7"))
  }

  @Test func pathThatIsNotFoundStaysWithTheReasonAndCanBeTriedAgain() {
    var pilot = onTarget(
      Fixtures.except(\.isResolving, .resolvingFailed(Fixtures.failure(.notFound))))
    pilot.type("acme/gone")
    pilot.press(.enter)
    #expect(pilot.shows("The server said no. Ask for another role."))
    pilot.outside = Fixtures.well
    pilot.press(.enter)
    #expect(pilot.shows("— Tags"))
  }

  @Test func wideTextPassesWhole() {
    var pilot = onDetails()
    pilot.type("東京の実行機")
    #expect(pilot.shows("東京の実行機"))
    pilot.press(.enter, .enter, .enter, .enter, .enter)
    pilot.wait(milliseconds: 300)
    pilot.press(.enter)
    #expect(pilot.registrations.first?.description == "東京の実行機")
  }

  @Test func cursorStandsInTheFocusedField() {
    var pilot = onDetails()
    pilot.type("ab")
    let cursor = pilot.frame.cursor
    #expect(cursor.map { pilot.lines[$0.y].contains("▸ Description") } == true)
    #expect(cursor?.x == 25)
  }
}
