import RunnerCore
import RunnerWizard
import Support
import TerminalUI
import Testing

@testable import RunnerWizard

/// Favourites, places used lately and the repository's project.
@Suite struct RecentTargetTests {
  private func settings(
    _ recent: [RecentTarget] = [], project: GitProject? = nil, isDemo: Bool = false
  ) -> Settings {
    var settings = Fixtures.settings(isDemo: isDemo)
    settings.recentTargets = recent
    settings.gitProject = project
    return settings
  }

  private func saved(_ pilot: Pilot) -> [[RecentTarget]] {
    pilot.effects.compactMap {
      if case .run(.saveRecent(let recent), _) = $0 { recent } else { nil }
    }
  }

  private func row(_ text: String, in pilot: Pilot) -> Int? {
    pilot.lines.firstIndex { $0.contains(text) }
  }

  @Test func favouritesStandAboveRecentOnesAndThoseAboveTheRest() throws {
    let recent = [
      RecentTarget(server: Fixtures.server(), target: Fixtures.groups(1, from: 5)[0]),
      RecentTarget(
        server: Fixtures.server(), target: Fixtures.groups(1, from: 9)[0], isFavourite: true),
      RecentTarget(server: Fixtures.server("https://other.example"), target: Fixtures.group),
      RecentTarget(server: Fixtures.server(), target: Fixtures.project),
    ]
    var pilot = Pilot.onGroupPage(settings(recent))
    pilot.find(Fixtures.groups(9))
    let top = try #require(row("acme/team-9 ", in: pilot))
    #expect(pilot.lines[top].contains("on top"))
    #expect(row("acme/team-5 ", in: pilot) == top + 1)
    #expect(pilot.lines[top + 1].contains("recent"))
    #expect(row("acme/team-1 ", in: pilot) == top + 2)
    #expect(!pilot.shows("acme/infra "))
    // Each is there once.
    #expect(pilot.lines.count { $0.contains("acme/team-5 ") } == 1)
  }

  @Test func theyAreThereWhileTheServerIsSilent() {
    let recent = [RecentTarget(server: Fixtures.server(), target: Fixtures.group)]
    var pilot = Pilot.onGroupPage(settings(recent))
    pilot.press(.down, .enter)
    #expect(pilot.shows("— Tags"))
  }

  @Test func aMarkIsKeptAndTakenOff() {
    var pilot = Pilot.onGroupPage(settings())
    pilot.find(Fixtures.groups(3))
    pilot.press(.control("t"))
    #expect(pilot.shows("Move to a group or project of the list first"))
    pilot.press(.down, .down, .control("t"))
    #expect(saved(pilot).last?.map(\.target.id) == [2])
    #expect(saved(pilot).last?.first?.isFavourite == true)
    #expect(row("acme/team-2 ", in: pilot).map { pilot.lines[$0].contains("on top") } == true)
    pilot.press(.control("t"))
    #expect(saved(pilot).last?.first?.isFavourite == false)
  }

  @Test func creationIsRemembered() {
    var pilot = Pilot(settings(), outside: Fixtures.well)
    pilot.goToResult()
    #expect(saved(pilot).last?.map(\.target) == [Fixtures.group])
  }

  @Test func theDemoRemembersNothingInFiles() {
    var pilot = Pilot(settings(isDemo: true), outside: Fixtures.well)
    pilot.goToResult()
    #expect(saved(pilot).isEmpty)
  }

  @Test func theRepositorysProjectIsPreselected() {
    let project = GitProject(
      server: Fixtures.server(), path: "acme/infra/tools", remote: "origin")
    var pilot = Pilot(
      settings(project: project), outside: Fixtures.except({ $0.search != nil }, nil))
    pilot.press(.down, .down, .enter)
    #expect(pilot.shows("The project of this git repository (remote origin)"))
    pilot.wait(milliseconds: 300)
    pilot.press(.enter)
    #expect(pilot.shows("— Tags"))
    pilot.press(.escape)
    #expect(pilot.shows("acme/infra/tools, id 42"))
  }

  @Test func theProjectOfAnotherServerIsNotOffered() {
    let project = GitProject(
      server: Fixtures.server("https://other.example"), path: "acme/infra/tools", remote: "origin")
    var pilot = Pilot(
      settings(project: project), outside: Fixtures.except({ $0.search != nil }, nil))
    pilot.press(.down, .down, .enter)
    #expect(!pilot.shows("acme/infra/tools"))
  }
}
