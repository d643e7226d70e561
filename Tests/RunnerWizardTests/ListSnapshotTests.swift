import RunnerCore
import RunnerWizard
import Support
import TerminalUI
import Testing

/// Pictures of the list at the three sizes, with the role of every cell.
@Suite struct ListSnapshotTests {
  private func check(_ pilot: Pilot, _ name: String) {
    let size = pilot.frame.surface.size
    assertSnapshot(pilot.frame, named: "list-\(name)-\(size.width)x\(size.height)")
  }

  @Test(arguments: SnapshotTests.sizes) func loading(size: Size) {
    var pilot = Pilot(ListFixtures.settings(), size: size, outside: Fixtures.well)
    check(pilot, "begun")
    pilot.wait(milliseconds: 150)
    check(pilot, "loading")
    pilot.answer(
      .runnersFailed(Fixtures.failure(.gatewayError), at: nil, .more), where: \.isLoad)
    check(pilot, "failed")
  }

  @Test(arguments: SnapshotTests.sizes) func rows(size: Size) {
    var pilot = ListFixtures.pilot(size: size)
    check(pilot, "loaded")
    pilot.press(.down, .space, .space, .down)
    check(pilot, "marked")
    pilot.press(.character("w"), .right, .right)
    check(pilot, "wide")
  }

  @Test(arguments: SnapshotTests.sizes) func filter(size: Size) {
    var pilot = ListFixtures.pilot(size: size)
    pilot.press(.space, .character("/"))
    check(pilot, "filter-empty")
    pilot.type("host 1")
    check(pilot, "filter-typing")
    pilot.press(.enter)
    check(pilot, "filter-applied")
    pilot.press(.character("/"), .control("u"))
    pilot.type("no such")
    pilot.press(.enter)
    check(pilot, "filter-nothing")
  }

  @Test(arguments: SnapshotTests.sizes) func empty(size: Size) {
    check(ListFixtures.pilot(0, size: size), "none")
    let refused = Pilot(
      ListFixtures.settings(), size: size,
      outside: Fixtures.except(
        \.isIdentification,
        .identified(
          Identity(user: nil, token: AccessTokenFacts(name: "ci", scopes: ["create_runner"])))))
    check(refused, "no-access")
  }

  @Test(arguments: SnapshotTests.sizes) func trouble(size: Size) {
    var pilot = ListFixtures.pilot(1_000, size: size)
    pilot.streams = { _ in [] }
    pilot.press(.character("r"))
    pilot.answer(
      .runnersFailed(Fixtures.failure(.rateLimited, retryAfter: 30), at: nil, .refresh),
      where: \.isRefresh)
    check(pilot, "banner")
    var later = ListFixtures.pilot(1_000, size: size)
    later.streams = { _ in [] }
    later.press(.end)
    later.answer(
      .runnersFailed(Fixtures.failure(.connectionLost), at: .page(2), .more), where: \.isLoad)
    check(later, "retry-row")
  }

  @Test(arguments: SnapshotTests.sizes) func overREST(size: Size) {
    var pilot = Pilot(ListFixtures.settings(), size: size, outside: Fixtures.well)
    pilot.answer(
      .runners(.source(.rest(because: "This server has GraphQL switched off.")), .more),
      where: \.isLoad)
    let page = RunnerPage(runners: (1...40).map { ListFixtures.bare($0) }, next: nil)
    pilot.answer(.runners(.page(page), .more), where: \.isLoad)
    pilot.answer(.runnersLoaded(next: nil, .more), where: \.isLoad)
    check(pilot, "rest")
  }

  @Test(arguments: SnapshotTests.sizes) func withoutUTF8EveryCellIsASCII(size: Size) {
    var pilot = ListFixtures.pilot(size: size, glyphs: .ascii)
    pilot.press(.space, .character("/"))
    pilot.type("host")
    #expect(pilot.frame.surface.cells.allSatisfy { $0.glyph.utf8.allSatisfy { $0 < 0x80 } })
    pilot.press(.enter)
    #expect(pilot.frame.surface.cells.allSatisfy { $0.glyph.utf8.allSatisfy { $0 < 0x80 } })
    check(pilot, "ascii")
  }
}
