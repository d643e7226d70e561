import RunnerCore
import Support
import TerminalUI
import Testing

@testable import RunnerWizard

@Suite struct OverlayTests {
  private func pilot() -> Pilot { Pilot(Fixtures.settings(), outside: Fixtures.well) }

  @Test func helpListsCommandsByGroupAndRunsTheHighlighted() {
    var pilot = pilot()
    pilot.press(.character("?"))
    for group in ["This screen", "Movement", "Everywhere"] {
      pilot.press(.home)
      var found = pilot.shows(group)
      for _ in 0..<40 where !found {
        pilot.press(.down)
        found = pilot.shows(group)
      }
      #expect(found, "\(group)")
    }
    pilot.type("quit")
    pilot.press(.enter)
    #expect(pilot.farewell?.exitCode == 0)
  }

  @Test func helpFilterIsClearedByEscBeforeItCloses() {
    var pilot = pilot()
    pilot.press(.character("?"))
    pilot.type("zzz")
    #expect(pilot.shows("No match; Esc clears"))
    pilot.press(.escape)
    #expect(pilot.shows("This screen"))
    pilot.press(.escape)
    #expect(!pilot.shows("This screen"))
  }

  @Test func disabledCommandInHelpShowsItsReason() {
    var pilot = Pilot(
      Fixtures.settings(isReadOnly: true), outside: Fixtures.well)
    pilot.goToReview()
    pilot.press(.character("?"))
    pilot.type("create")
    #expect(pilot.shows("Nothing is changed with --read-only"))
    pilot.press(.enter)
    #expect(pilot.registrations.isEmpty)
  }

  @Test func paletteFindsByLettersAndRemembersTheLatest() {
    var pilot = pilot()
    pilot.press(.control("p"))
    pilot.type("rdrw")
    pilot.press(.enter)
    #expect(pilot.effects.last == .redraw)
    pilot.press(.control("p"))
    #expect(pilot.lines.contains { $0.contains("▸ Redraw") })
  }

  @Test func themePickerPreviewsAndEscRestores() {
    var pilot = pilot()
    pilot.press(.character(":"))
    pilot.type("theme")
    pilot.press(.enter, .down)
    #expect(pilot.effects.last == .useTheme(name: "default-dark"))
    pilot.press(.escape)
    #expect(pilot.effects.last == .useTheme(name: "terminal"))
    pilot.press(.character(":"), .enter, .down, .enter)
    #expect(pilot.effects.last == .useTheme(name: "default-dark"))
  }

  @Test func messagesKeepWhatToastsSaidWithTheLocalTime() {
    var pilot = Pilot(
      Fixtures.settings(), now: Moment(uptime: 0, unix: 36_000, secondsFromUTC: 7_200),
      outside: Fixtures.well)
    pilot.press(.character("x"))
    pilot.wait(milliseconds: 5_000)
    pilot.press(.character(":"))
    pilot.type("messages")
    pilot.press(.enter)
    #expect(pilot.shows("12:00"))
    #expect(pilot.shows("No command on x"))
  }

  @Test func overlaysFillNarrowScreens() {
    var pilot = pilot()
    pilot.resize(40, 10)
    pilot.press(.character("?"))
    #expect(pilot.lines[0].hasPrefix("┌─ Help"))
    #expect(pilot.lines[0].displayWidth == 40)
  }

  /// Every state in which tables are looked at.
  private func states() -> [App] {
    var states: [App] = []
    var pilot = Pilot(
      Fixtures.settings(.incomplete(ConnectionDraft(), notes: []), known: Fixtures.known),
      outside: Fixtures.well)
    states.append(pilot.app)
    pilot.press(.enter)
    states.append(pilot.app)
    pilot.press(.down, .enter)
    states.append(pilot.app)
    pilot.type("7")
    pilot.press(.enter)
    states.append(pilot.app)
    pilot.press(.enter)
    states.append(pilot.app)
    pilot.press(.enter)
    states.append(pilot.app)
    pilot.press(.tab)
    states.append(pilot.app)
    pilot.press(.enter, .enter, .enter, .enter)
    states.append(pilot.app)
    pilot.press(.up)
    states.append(pilot.app)
    pilot.press(.down)
    pilot.wait(milliseconds: 300)
    pilot.outside = { _ in nil }
    pilot.press(.enter)
    states.append(pilot.app)
    states += connectionStates()
    var refused = Pilot(
      Fixtures.settings(.incomplete(ConnectionDraft(), notes: []), known: Fixtures.known))
    refused.press(.enter)
    refused.answer(.identificationFailed(Fixtures.failure(.couldNotConnect, .notSent)))
    states.append(refused.app)
    pilot.press(.escape)
    states.append(pilot.app)
    pilot.answer(.registered(Fixtures.runner, expiry: nil))
    pilot.wait(milliseconds: 400)
    states.append(pilot.app)
    var searching = Pilot.onGroupPage()
    searching.find(Fixtures.groups(3))
    searching.press(.down)
    states.append(searching.app)
    var tagging = TagHelpTests.pilot()
    tagging.press(.down)
    states.append(tagging.app)
    searching.type("x")
    searching.wait(milliseconds: 250)
    for search in searching.searches.suffix(1) {
      searching.answer(
        .targetsNotFound(Fixtures.failure(.timedOut), search), where: { $0.search != nil })
    }
    states.append(searching.app)
    for key in [Key.character("?"), .control("p"), .character("S"), .character("q")] {
      var copy = pilot
      copy.press(key)
      states.append(copy.app)
    }
    return states
  }

  /// States in which the commands about connections and refusals work.
  private func connectionStates() -> [App] {
    var saved = Pilot(
      Fixtures.settings(.ready(Fixtures.known[1].connection, notes: []), known: Fixtures.manyKnown),
      outside: Fixtures.well)
    saved.press(.character("C"), .home)
    var typed = Fixtures.connecting(
      known: [],
      Fixtures.except(
        \.isProbe, .probed(.moved(to: Fixtures.server("https://git.example.com")))))
    typed.typeConnection()
    let untrusted = Pilot(Fixtures.settings(), outside: Fixtures.untrusted(.expired))
    var forbidden = Pilot(
      Fixtures.settings(),
      outside: Fixtures.except(
        \.isRegistration, .registrationFailed(Fixtures.failure(.forbidden))))
    forbidden.goToReview()
    forbidden.press(.enter)
    var undoable = RecoveryFixtures.created(
      settings: RecoveryFixtures.settings(undoMinutes: 10))
    undoable.wait(milliseconds: 300)
    var unfinished = RecoveryFixtures.pilot(RecoveryFixtures.several)
    let overlay = unfinished.app
    unfinished.press(.escape)
    var stuck = Pilot.onResult(TrackedServer())
    stuck.wait(seconds: 31)
    var settings = Fixtures.settings()
    settings.presets = [RunnerPreset(name: "docker", values: FormValues(), origin: .saved)]
    settings.unfinishedBatches = [BatchFixtures.batch(done: 3)]
    var batch = Pilot(settings, outside: BatchFixtures.outside(stopsAt: 5))
    batch.wait(milliseconds: 400)
    batch.press(.escape)
    let waiting = batch.app
    batch.press(.control("p"))
    batch.type("Batch")
    batch.press(.enter, .character("g"))
    return [saved, typed, untrusted, forbidden, undoable, unfinished, stuck, batch].map(\.app)
      + [overlay, waiting]
  }

  @Test func noKeyMeansTwoCommandsOfATable() {
    CommandSurvey(states()).expectThatNoKeyMeansTwoCommandsOfATable()
  }

  @Test func everyCommandWorksSomewhereAndThoseThatCanBeOutOfPlaceSayWhy() {
    let (enabled, disabled) = CommandSurvey(states()).availabilities()
    let tables = [Wizard.commands, Wizard.movement, ResultScreen.commands, ResultScreen.movement]
    let all = Set((tables + [App.commands]).joined().map(\.id))
    #expect(all.subtracting(enabled).isEmpty)
    #expect(disabled.contains(WizardCommand.next))
    #expect(disabled.contains(WizardCommand.back))
    #expect(disabled.contains(WizardCommand.connection))
    #expect(disabled.contains(WizardCommand.nextField))
  }

  @Test func everyFooterEndsInHelpOrTheWayOutAndNamesOnlyWhatWorks() {
    let states = states()
    CommandSurvey(states).expectThatFootersNameOnlyWhatWorks()
    for state in states {
      let footer = state.view().surface.line(23)
      let ending = state.overlays.isEmpty ? "Help" : ""
      #expect(footer.hasSuffix(ending))
    }
  }

  @Test func everyCommandHasATooltipThatIsASentence() {
    let tables = [Wizard.commands, Wizard.movement, ResultScreen.commands, ResultScreen.movement]
    for command in (tables + [App.commands]).joined() {
      #expect(command.tooltip.hasSuffix("."), "\(command.id.rawValue)")
    }
  }

  @Test func helpLinesFitEightyColumnsWhole() {
    for page in PageID.allCases.map(PageSpec.of) {
      for field in page.fields {
        var draft = WizardDraft(surroundings: Surroundings())
        for type in RunnerType.allCases {
          draft.type = type
          #expect(field.help(draft).displayWidth <= 76, "\(field.id)")
          #expect(field.label(draft).displayWidth <= 18, "\(field.id)")
        }
      }
    }
  }
}
