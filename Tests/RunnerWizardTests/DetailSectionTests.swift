import RunnerCore
import RunnerWizard
import Support
import TerminalUI
import Testing

/// Managers, projects and jobs in the detail pane.
@Suite struct DetailSectionTests {
  private let told = DetailFixtures.told()

  @Test func managersStandWithTheirOwnStatusAndASummary() {
    var pilot = DetailFixtures.pilot(outside: told)
    pilot.standStill()
    pilot.press(.character("2"))
    for text in [
      "3 managers:  1 ● online", "1 ◌ stale", "1 – never contacted", "18.4.0 ×1", "17.11.1 ×1",
      "● online s_f00dcafe0001 runs a job", "18.4.0 (139a0ac0)", "linux/amd64", "docker",
      "192.0.2.10", "Contact 3m ago", "executor not told",
    ] {
      #expect(pilot.shows(text), "\(text)\(pilot)")
    }
  }

  @Test func projectsNameTheOwnerAndCountTheHidden() {
    var pilot = DetailFixtures.pilot(outside: told)
    pilot.standStill()
    pilot.press(.character("4"))
    #expect(pilot.shows("Projects (4)"))
    #expect(pilot.shows("acme/infra/tools #42 owner"))
    #expect(pilot.shows("acme/web #43"))
    #expect(pilot.shows("2 others that you cannot see"))
  }

  @Test func jobsAreReadWhenTheyAreShownAndMoreNearTheEnd() {
    var pilot = DetailFixtures.pilot(size: Size(width: 140, height: 24))
    pilot.standStill()
    #expect(pilot.jobCursors.isEmpty)
    pilot.press(.character("3"))
    #expect(pilot.jobCursors == [nil])
    pilot.answer(
      .jobsRead(17, DetailFixtures.jobs(40, from: 900, next: .after("a"))), where: \.isReadingJobs)
    #expect(pilot.shows("build-900"))
    #expect(pilot.shows("#900 · 8m ago · main · acme/infra/tools"))
    #expect(pilot.shows("1m 35s"))
    #expect(pilot.shows("30m so far"))
    #expect(pilot.jobCursors.count == 1)
    pilot.press(.enter, .end)
    #expect(pilot.jobCursors == [nil, .after("a")])
    pilot.answer(.jobsRead(17, DetailFixtures.jobs(3, from: 862)), where: \.isReadingJobs)
    pilot.press(.end)
    #expect(pilot.shows("#860"))
    #expect(pilot.shows("These are all."))
  }

  @Test func aJobThatMovedToTheNextPageStandsOnce() {
    var pilot = DetailFixtures.pilot()
    pilot.standStill()
    pilot.press(.character("3"))
    pilot.answer(
      .jobsRead(17, DetailFixtures.jobs(2, from: 900, next: .page(2))), where: \.isReadingJobs)
    pilot.answer(.jobsRead(17, DetailFixtures.jobs(2, from: 899)), where: \.isReadingJobs)
    #expect(pilot.lines.count { $0.contains("#899 ") } == 1)
    #expect(pilot.lines.count { $0.contains("#898 ") } == 1)
  }

  @Test func jobsOfHiddenProjectsAreSaidToBe() {
    var pilot = DetailFixtures.pilot(outside: told)
    pilot.standStill()
    pilot.press(.character("3"))
    #expect(pilot.lines.contains { $0.contains("canceled") && $0.contains("cannot read") })
  }

  @Test func refusedJobsSayWhyAndAreTriedAgain() {
    var pilot = DetailFixtures.pilot()
    pilot.standStill()
    pilot.press(.character("3"))
    pilot.answer(.jobsNotRead(17, Fixtures.failure(.forbidden)), where: \.isReadingJobs)
    #expect(pilot.shows("✗ The jobs were not read."))
    #expect(pilot.shows("Ask for another role."))
    pilot.answer(.runnerRead(DetailFixtures.detail()), where: \.isReading)
    #expect(pilot.jobCursors == [nil])
    pilot.press(.character("r"))
    #expect(pilot.jobCursors == [nil, nil])
  }
}
