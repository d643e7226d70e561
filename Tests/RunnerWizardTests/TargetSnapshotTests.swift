import RunnerCore
import RunnerWizard
import Support
import TerminalUI
import Testing

@testable import RunnerWizard

/// Pictures of the list of groups and of the help with tags at the three sizes.
@Suite struct TargetSnapshotTests {
  private func check(_ pilot: Pilot, _ name: String) {
    let size = pilot.frame.surface.size
    assertSnapshot(pilot.frame, named: "\(name)-\(size.width)x\(size.height)")
  }

  private let groups =
    [
      RunnerTarget(kind: .group, id: 7, fullPath: "acme/infra", name: "Infra"),
      RunnerTarget(kind: .group, id: 13, fullPath: "acme/nihongo", name: "日本語チーム 🗾"),
      RunnerTarget(
        kind: .group, id: 1_234_567, fullPath: "acme/platform/infrastructure/kubernetes/production",
        name: "Production clusters"),
    ] + Fixtures.groups(17, from: 20)

  @Test(arguments: SnapshotTests.sizes) func targetList(size: Size) {
    var settings = Fixtures.settings()
    settings.recentTargets = [
      RecentTarget(server: Fixtures.server(), target: groups[1], isFavourite: true),
      RecentTarget(server: Fixtures.server(), target: groups[0]),
    ]
    var pilot = Pilot.onGroupPage(settings, size: size)
    pilot.wait(milliseconds: 150)
    check(pilot, "picker-loading")
    pilot.find(groups, next: 2, total: 120)
    check(pilot, "picker-results")
    pilot.press(.down, .down, .down)
    check(pilot, "picker-highlight")
    pilot.type("infra")
    pilot.wait(milliseconds: 250)
    pilot.find([groups[0], groups[2]], total: 2)
    check(pilot, "picker-matches")
    pilot.press(.control("u"))
    pilot.type("production")
    pilot.wait(milliseconds: 250)
    pilot.find([groups[2]], total: 1)
    check(pilot, "picker-one")
    pilot.press(.control("u"))
    pilot.type("zzz")
    pilot.wait(milliseconds: 250)
    pilot.find([], total: 0)
    check(pilot, "picker-no-match")
    pilot.type("z")
    pilot.wait(milliseconds: 250)
    if let search = pilot.searches.last {
      pilot.answer(
        .targetsNotFound(Fixtures.failure(.timedOut), search), where: { $0.search != nil })
    }
    check(pilot, "picker-failed")
  }

  @Test(arguments: SnapshotTests.sizes) func emptyTargetList(size: Size) {
    var pilot = Pilot.onGroupPage(size: size)
    pilot.find([], total: 0)
    check(pilot, "picker-empty")
  }

  @Test(arguments: SnapshotTests.sizes) func tagHelp(size: Size) {
    var pilot = TagHelpTests.pilot(size)
    pilot.press(.down, .down)
    check(pilot, "tag-help-list")
    pilot.press(.enter)
    pilot.type("doc")
    check(pilot, "tag-help-typing")
    pilot.press(.control("u"))
    pilot.type("Docker,")
    check(pilot, "tag-help-advice")
  }
}
