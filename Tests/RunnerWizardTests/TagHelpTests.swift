import RunnerCore
import RunnerWizard
import Support
import TerminalUI
import Testing

@testable import RunnerWizard

/// Suggestions and remarks on the page of tags.
@Suite struct TagHelpTests {
  static let catalogue = TagCatalogue(
    entries: [("docker", 12), ("linux", 9), ("docker-large", 3), ("arm64", 1)].map {
      TagCatalogue.Entry(tag: $0.0, runners: $0.1)
    }, isPartial: false)

  @Sendable static func outside(_ work: Work) -> Answer? {
    if case .readTags = work { return .tagsRead(catalogue) }
    return Fixtures.well(work)
  }

  static func pilot(_ size: Size = Size(width: 80, height: 24)) -> Pilot {
    var pilot = Pilot(Fixtures.settings(), size: size, outside: outside)
    pilot.press(.enter)
    return pilot
  }

  @Test func downListsTheTagsOfOtherRunnersWithTheirCounts() {
    var pilot = Self.pilot()
    #expect(!pilot.shows("12 runners"))
    pilot.press(.down)
    #expect(pilot.shows("12 runners"))
    #expect(pilot.lines.contains { $0.contains("arm64") && $0.contains(" 1 runner") })
    pilot.press(.down, .enter)
    #expect(pilot.shows("[linux]"))
    #expect(!pilot.shows("12 runners"))
  }

  @Test func listCoversWholeRowsWithTheirLabels() {
    var pilot = Self.pilot()
    #expect(pilot.shows("Run untagged jobs"))
    pilot.press(.down)
    #expect(!pilot.shows("Run untagged jobs"))
  }

  @Test func oneKeyAddsAllListedTagsAndRemovesThemAgain() {
    var pilot = Self.pilot()
    pilot.type("mine,")
    #expect(!pilot.shows("^T"))
    pilot.press(.down)
    #expect(pilot.shows("^T Add all"))
    pilot.press(.control("t"))
    #expect(pilot.shows("[mine] [docker] [linux] [docker-large] [arm64]"))
    #expect(pilot.shows("^T Remove all"))
    pilot.press(.control("t"))
    #expect(pilot.shows("[mine]") && !pilot.shows("[docker]"))
    pilot.press(.control("t"))
    #expect(pilot.shows("[arm64]"))
    pilot.press(.control("t"))
    pilot.type("large")
    pilot.press(.control("t"))
    #expect(pilot.shows("[mine] [docker-large]"))
  }

  @Test func allOfThemStopAtTheLimit() {
    let many = TagCatalogue(
      entries: (1...60).map { TagCatalogue.Entry(tag: "tag\($0)", runners: 1) }, isPartial: false)
    var pilot = Pilot(
      Fixtures.settings(),
      outside: { work in
        if case .readTags = work { return .tagsRead(many) }
        return Fixtures.well(work)
      })
    pilot.press(.enter)
    pilot.type("mine,")
    pilot.press(.down, .control("t"))
    #expect(pilot.shows("A runner has at most 50 tags"))
    #expect(pilot.shows("50 of 50"))
  }

  @Test func typingListsWhatMatches() {
    var pilot = Self.pilot()
    pilot.type("large")
    #expect(pilot.shows("docker-large"))
    #expect(!pilot.shows("9 runners"))
    pilot.press(.down, .enter)
    #expect(pilot.shows("[docker-large]"))
    #expect(!pilot.shows("[large]"))
  }

  @Test func enterAddsWhatIsTypedWithoutAHighlight() {
    var pilot = Self.pilot()
    pilot.type("dock")
    pilot.press(.enter)
    #expect(pilot.shows("[dock]"))
  }

  @Test func escapeClosesTheListBeforeItGoesBack() {
    var pilot = Self.pilot()
    pilot.press(.down, .escape)
    #expect(pilot.shows("— Tags"))
    #expect(!pilot.shows("12 runners"))
    pilot.press(.escape)
    #expect(pilot.shows("— Runner type"))
  }

  @Test func downLeavesTheListAtItsEnd() {
    var pilot = Self.pilot()
    pilot.press(.down, .down, .down, .down, .down, .space)
    #expect(pilot.shows("□ no"))
  }

  @Test func clickAddsATag() {
    var pilot = Self.pilot()
    pilot.press(.down)
    pilot.click("arm64")
    #expect(pilot.shows("[arm64]"))
  }

  @Test func aSentenceSaysWhichJobsWillRun() {
    var pilot = Self.pilot()
    #expect(pilot.shows("Will run untagged jobs only."))
    pilot.type("docker,linux,")
    #expect(pilot.shows("any subset of: docker, linux. Untagged jobs: yes."))
    pilot.press(.tab, .space)
    #expect(pilot.shows("Untagged jobs: no."))
  }

  @Test func slipsAreRemarkedAndDoNotStop() {
    var pilot = Self.pilot()
    pilot.type("Docker,linx,big box,")
    #expect(pilot.shows("“Docker” differs from “docker” (12 runners) only in case"))
    #expect(pilot.shows("“linx” is nearly “linux” (9 runners)"))
    #expect(pilot.shows("“big box” is one tag with a space in it"))
    pilot.press(.enter, .enter)
    #expect(pilot.shows("— Details"))
  }

  @Test func tagsAreReadForTheGroupAndOnlyOnce() {
    var pilot = Pilot(Fixtures.settings(), outside: Self.outside)
    pilot.press(.down, .enter)
    pilot.type("acme/infra")
    pilot.press(.enter, .enter, .escape, .escape, .escape)
    let targets = pilot.effects.compactMap { effect -> RunnerTarget?? in
      if case .run(.readTags(let target, _), _) = effect { .some(target) } else { nil }
    }
    #expect(targets == [Fixtures.group])
  }

  @Test func thePageWorksWithoutSuggestions() {
    var pilot = Pilot(
      Fixtures.settings(),
      outside: {
        if case .readTags = $0 {
          .tagsNotRead(Fixtures.failure(.forbidden))
        } else {
          Fixtures.well($0)
        }
      })
    pilot.press(.enter, .down, .space)
    #expect(pilot.shows("□ no"))
  }
}
