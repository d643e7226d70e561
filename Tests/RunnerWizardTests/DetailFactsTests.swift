import RunnerCore
import RunnerWizard
import Support
import TerminalUI
import Testing

/// What the pane tells of a runner, and of what nobody told it.
@Suite struct DetailFactsTests {
  private let told = DetailFixtures.told()

  @Test(
    arguments: [
      (RunnerStatus.online, false, "● online", "paused"),
      (.online, true, "● online, ‖ paused", ""),
      (.offline, true, "○ offline, ‖ paused", ""),
      (.stale, true, "◌ stale, ‖ paused", ""),
      (.stale, false, "◌ stale", "paused"),
      (.neverContacted, true, "– never contacted, ‖ paused", ""),
      (.neverContacted, false, "– never contacted", "paused"),
    ])
  func saysContactAndPausedBoth(
    status: RunnerStatus, isPaused: Bool, text: String, without: String
  ) {
    var detail = DetailFixtures.detail()
    detail.runner.status = status
    detail.runner.isPaused = isPaused
    let pilot = DetailFixtures.pilot(detail, others: 0)
    let line = pilot.lines.first { $0.contains("│Status       ") }
    #expect(line?.contains(text) == true, "\(pilot)")
    if !without.isEmpty { #expect(line?.contains(without) == false) }
  }

  @Test func overviewTellsEverything() {
    var pilot = DetailFixtures.pilot(outside: told)
    pilot.standStill()
    for text in [
      "Description  gpu host 17", "Runner       #17", "runs a job", "Project",
      "acme/infra/tools #42", "[docker] [gpu] [linux] [a100]", "no, only jobs with its tags",
      "yes, only jobs of protected", "yes, cannot be assigned", "1h 30m", "@olivia", "AbCd1234…",
      "more than 1000 jobs", "3 managers", "Ask the platform team.", "Rack 4",
      "https://gitlab.example.com/acme/infra/tools/-/",
    ] {
      #expect(pilot.shows(text), "\(text)")
    }
  }

  @Test func whatIsMissingSaysWhetherItIsNoneOrHidden() {
    var detail = DetailFixtures.detail()
    detail.runner.description = ""
    detail.runner.owner = nil
    detail.runner.managerCount = 0
    detail.runner.contactedAt = nil
    detail.runner.status = .stale
    var pilot = DetailFixtures.pilot(detail, others: 0, outside: DetailFixtures.told(detail))
    pilot.standStill()
    #expect(pilot.shows("Description  no description"), "\(pilot)")
    #expect(pilot.shows("Owner        a project that is not visible to you"), "\(pilot)")
    #expect(pilot.shows("Contact      never"), "\(pilot)")
  }

  @Test func blanksAroundADescriptionDoNotShiftIt() {
    var detail = DetailFixtures.detail()
    detail.runner.description = "   gpu host "
    var pilot = DetailFixtures.pilot(detail, others: 0, outside: DetailFixtures.told(detail))
    pilot.standStill()
    #expect(pilot.shows("Description  gpu host"))
    #expect(pilot.shows("#17 gpu host"))
    #expect(!pilot.shows("   gpu host"))
  }

  @Test func whatAnOlderServerLacksIsNotCalledUnknown() {
    var detail = DetailFixtures.detail()
    detail.runner.isBusy = nil
    detail.runner.owner = nil
    detail.runner.creator = nil
    detail.runner.managerCount = nil
    detail.runner.tokenExpiry = .unknown
    detail.managers = []
    let known = GraphQLFeatures.all.subtracting([
      .jobExecutionStatus, .ownerProject, .creator, .managers, .tokenExpiry,
    ])
    var pilot = Pilot(
      ListFixtures.settings(), size: Size(width: 140, height: 40),
      outside: { [told = DetailFixtures.told(detail)] in told($0) ?? Fixtures.well($0) },
      streams: { [runner = detail.runner] work in
        guard let load = work.load else { return [] }
        return [
          .runners(.source(.graphQL(known)), load.purpose),
          .runners(.page(RunnerPage(runners: [runner], next: nil, total: 1)), load.purpose),
          .runnersLoaded(next: nil, load.purpose),
        ]
      })
    pilot.standStill()
    for label in ["Work  ", "Owner  ", "Creator  ", "Expires  ", "Managers  "] {
      let line = pilot.lines.first { $0.contains("│" + label) }
      #expect(line?.contains("needs a newer GitLab") == true, "\(label) \(pilot)")
    }
    pilot.press(.character("2"))
    #expect(pilot.shows("The server does not list managers."))
    #expect(pilot.shows("needs a newer GitLab"))
    #expect(!pilot.shows("No machine"))
    #expect(GraphQLFeatures.ownRunners.since == "18.3")
  }

  @Test func timesStandWithTheirDistanceFromUTC() {
    var detail = DetailFixtures.detail()
    detail.runner.contactedAt = 1_795_179_900 - 180
    let pilot = DetailFixtures.pilot(
      detail, others: 0,
      now: Moment(uptime: 1_000, unix: 1_795_179_900, secondsFromUTC: 3_600))
    #expect(pilot.shows("3m ago, 2026-11-20 14:02 +01:00"), "\(pilot)")
    let west = DetailFixtures.pilot(
      detail, others: 0,
      now: Moment(uptime: 1_000, unix: 1_795_179_900, secondsFromUTC: -12_600))
    #expect(west.shows("2026-11-20 09:32 -03:30"), "\(west)")
  }

  @Test func theTokenSaysWhatRenewsIt() {
    var detail = DetailFixtures.detail()
    var pilot = DetailFixtures.pilot(detail, others: 0)
    #expect(pilot.shows("in 12d,"))
    #expect(pilot.shows("75 %"))
    #expect(pilot.shows("config.toml"))
    detail.runner.status = .stale
    pilot = DetailFixtures.pilot(detail, others: 0)
    #expect(pilot.shows("Only a running GitLab Runner"))
    detail.runner.tokenExpiry = .at(DetailFixtures.now - 2 * DetailFixtures.day)
    pilot = DetailFixtures.pilot(detail, others: 0)
    #expect(pilot.shows("expired 2d ago,"))
    #expect(pilot.shows("R makes one."))
    detail.runner.tokenExpiry = .never
    pilot = DetailFixtures.pilot(detail, others: 0)
    #expect(pilot.lines.contains { $0.contains("Expires      does not expire") }, "\(pilot)")
  }

  @Test func whatIsNotToldIsSaidToBeAndNeverInvented() {
    let runner = ListFixtures.bare(5)
    var pilot = Pilot(
      ListFixtures.settings(), size: Size(width: 140, height: 40), outside: Fixtures.well,
      streams: { work in
        guard let load = work.load else { return [] }
        return [
          .runners(.source(.rest(because: "GraphQL is not available.")), load.purpose),
          .runners(.page(RunnerPage(runners: [runner], next: nil, total: 1)), load.purpose),
          .runnersLoaded(next: nil, load.purpose),
        ]
      })
    #expect(!pilot.shows("not told by REST"))
    pilot.standStill()
    pilot.answer(.runnerRead(RunnerDetail(runner: runner)), where: \.isReading)
    let expiry = pilot.lines.first { $0.contains("Expires  ") }
    #expect(expiry?.contains("not told by REST") == true, "\(pilot)")
    let jobs = pilot.lines.first { $0.contains("Jobs         ") }
    #expect(jobs?.contains("not told by REST") == true)
    pilot.press(.character("2"))
    #expect(pilot.shows("No machine has used the runner's token yet."))
  }

  @Test func aRegistrationTokenIsNobodyAndRegisteringIsNotWork() {
    var detail = DetailFixtures.detail()
    detail.runner.creator = nil
    detail.creation = .registrationToken
    detail.hasAskedForJobs = false
    var pilot = DetailFixtures.pilot(detail, others: 0, outside: DetailFixtures.told(detail))
    #expect(pilot.shows("Creator      no user"))
    pilot.standStill()
    #expect(pilot.shows("Creator      none, made with a registration token"))
    #expect(pilot.shows("Work         has not asked for jobs yet"))
  }

  @Test func aServerThatListsNoManagersIsNotTakenForNone() {
    var detail = DetailFixtures.detail()
    detail.runner.managerCount = nil
    detail.managers = []
    detail.isCut = true
    var pilot = DetailFixtures.pilot(detail, others: 0, outside: DetailFixtures.told(detail))
    pilot.standStill()
    pilot.press(.character("2"))
    #expect(pilot.shows("The server does not list managers."))
  }
}
