import Configuration
import RunnerWizard
import TerminalUI
import Testing

@testable import Runtime

@Suite struct TimersTests {
  @Test func nothingPendingWakesNobody() {
    #expect(Timers().next == nil)
  }

  @Test func timersRunDownInOrderAndOnce() {
    var timers = Timers()
    timers.set(.countdown, after: 1000, now: 5)
    timers.set(.spinner, after: 100, now: 5)
    #expect(timers.next == 105)
    let early = timers.due(now: 104)
    #expect(early.isEmpty)
    let due = timers.due(now: 2000)
    #expect(due == [.spinner, .countdown])
    #expect(timers.next == nil)
  }

  @Test func laterWishReplacesTheEarlierAndForgettingDrops() {
    var timers = Timers()
    timers.set(.spinner, after: 100, now: 0)
    timers.set(.spinner, after: 300, now: 0)
    #expect(timers.next == 300)
    timers.forget(.spinner)
    #expect(timers.next == nil)
  }
}

@Suite struct AppearanceTests {
  private func appearance(
    flag: String? = nil, environment: [String: String] = ["TERM": "xterm-256color"]
  ) -> Appearance {
    let choice = ThemeChoice(
      flag: flag, environment: environment, setting: nil, depth: .indexed256)
    return Appearance(
      library: ThemeLibrary(folders: [], files: .disk), choice: choice, depth: .indexed256)
  }

  @Test func terminalsAnswerChoosesTheTheme() {
    var appearance = appearance()
    #expect(appearance.name == "terminal")
    appearance.wasAsked()
    let isChanged = appearance.take(answer: RGB(255, 255, 255))
    #expect(isChanged)
    #expect(appearance.name == "default-light")
  }

  @Test func onlyTheFirstAnswerCounts() {
    var appearance = appearance()
    appearance.wasAsked()
    let isChanged = appearance.take(answer: RGB(0, 0, 0))
    #expect(isChanged)
    let isChangedAgain = appearance.take(answer: nil)
    #expect(!isChangedAgain)
    #expect(appearance.name == "default-dark")
  }

  @Test func answerThatNobodyAskedForChangesNothing() {
    var appearance = appearance(flag: "mono")
    #expect(!appearance.asksBackground)
    let isChanged = appearance.take(answer: RGB(255, 255, 255))
    #expect(!isChanged)
    #expect(appearance.name == "mono")
  }

  @Test func chosenThemeIsKeptWhenTheAnswerComesLate() {
    var appearance = appearance()
    appearance.wasAsked()
    let isChanged = appearance.use(name: "mono")
    #expect(isChanged)
    let isChangedAgain = appearance.take(answer: RGB(255, 255, 255))
    #expect(!isChangedAgain)
    #expect(appearance.name == "mono")
  }

  @Test func themeThatDoesNotExistIsSaidAndDoesNotStopTheProgram() {
    let appearance = appearance(flag: "no-such-theme")
    #expect(appearance.warnings.count == 1)
  }
}

@Suite struct LocalClockTests {
  @Test func localTimeNamesDateTimeAndZone() {
    let time = LocalClock.localTime(1_800_000_000)
    #expect(time.unix == 1_800_000_000)
    #expect(time.text.hasPrefix("2027-01-1"))
    #expect(time.text.count == 16)
    #expect(!time.zone.isEmpty)
  }

  @Test func uptimeNeverGoesBack() {
    let first = LocalClock.uptime()
    #expect(LocalClock.moment().uptime >= first)
  }
}
