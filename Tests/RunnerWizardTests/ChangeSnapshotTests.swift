import RunnerCore
import RunnerWizard
import Support
import TerminalUI
import Testing

/// Pictures of what lies over the list while runners are changed, and of the pages of an edit.
@Suite struct ChangeSnapshotTests {
  private func check(_ pilot: Pilot, _ name: String) {
    let size = pilot.frame.surface.size
    assertSnapshot(pilot.frame, named: "change-\(name)-\(size.width)x\(size.height)")
  }

  @Test(arguments: SnapshotTests.sizes) func questions(size: Size) {
    var pilot = ChangeFixtures.pilot(20, size: size)
    pilot.press(.character("d"))
    check(pilot, "delete")
    pilot.press(.escape, .character("R"))
    check(pilot, "reset")
    pilot.press(.escape, .space, .space, .space, .character("d"))
    check(pilot, "delete-three")
    pilot.press(.escape, .character("p"))
    check(pilot, "pause-three")
    pilot.press(.escape, .character("*"), .character("d"))
    pilot.type("2")
    pilot.press(.enter)
    check(pilot, "delete-all")
  }

  @Test(arguments: SnapshotTests.sizes) func runs(size: Size) {
    var pilot = ChangeFixtures.pilot(30, size: size, answersChanges: false)
    for _ in 0..<20 { pilot.press(.space) }
    pilot.press(.character("p"), .character("y"))
    for id in Int64(25)...30 {
      pilot.answer(
        id == 29
          ? .notChanged(id, Fixtures.failure(.forbidden))
          : .changed(id, ChangeFixtures.changed(ChangeFixtures.runner(id), by: .pause)),
        where: \.isChange)
    }
    pilot.wait(milliseconds: 150)
    check(pilot, "run")
    pilot.press(.escape)
    check(pilot, "stop")
    pilot.press(.character("s"))
    check(pilot, "stopping")
    pilot.answer(.changesEnded, where: \.isChange)
    check(pilot, "summary")
  }

  @Test(arguments: SnapshotTests.sizes) func projects(size: Size) {
    var pilot = ChangeFixtures.pilot(size: size) { work in
      if case .resolve = work { return .resolved(ProjectsTests.third) }
      return Fixtures.well(work)
    }
    pilot.press(.character("a"))
    check(pilot, "projects")
    pilot.press(.down, .down)
    check(pilot, "projects-other")
    pilot.press(.enter)
    check(pilot, "unassign")
    pilot.press(.escape, .up, .up)
    pilot.type("acme/web")
    pilot.press(.enter)
    check(pilot, "projects-found")
  }

  @Test(arguments: SnapshotTests.sizes) func cleanUp(size: Size) {
    var pilot = Pilot(
      ListFixtures.settings(), size: size, outside: Fixtures.well,
      streams: ChangeFixtures.serves(CleanupTests.runners()))
    pilot.press(.character("x"))
    check(pilot, "clean-up")
    pilot.press(.space, .down, .space)
    check(pilot, "clean-up-chosen")
  }

  @Test(arguments: SnapshotTests.sizes) func waiting(size: Size) {
    var pilot = ChangeFixtures.pilot(size: size)
    pilot.streams = { _ in [] }
    pilot.press(.character("e"))
    pilot.wait(milliseconds: 150)
    check(pilot, "reading")
    pilot.press(.escape, .character("R"), .character("y"))
    pilot.wait(milliseconds: 150)
    check(pilot, "resetting")
  }

  @Test(arguments: SnapshotTests.sizes) func edit(size: Size) {
    var pilot = ChangeFixtures.pilot(size: size)
    pilot.press(.character("e"))
    check(pilot, "edit-tags")
    pilot.type("gpu,")
    pilot.press(.enter, .enter)
    pilot.type(" in Lyon")
    check(pilot, "edit-details")
    for _ in 0..<6 { pilot.press(.enter) }
    pilot.wait(milliseconds: 300)
    check(pilot, "edit-review")
    pilot.press(.enter)
    pilot.streams = { _ in [] }
    pilot.answer(
      .notEdited(Fixtures.failure(.timedOut, .unknown)), where: { $0.edit != nil })
    pilot.wait(milliseconds: 150)
    check(pilot, "edit-unknown")
    pilot.answer(
      .runnerRead(ChangeFixtures.detail(ChangeFixtures.runner(6))), where: \.isReading)
    pilot.wait(milliseconds: 150)
    check(pilot, "edit-not-made")
  }

  @Test(arguments: SnapshotTests.sizes) func reset(size: Size) {
    var pilot = ChangeFixtures.pilot(size: size)
    pilot.press(.character("R"), .character("y"))
    var lost = pilot
    pilot.answer(
      .tokenReset(
        ResetToken(token: Secret(ChangeFixtures.newToken), expiresAt: Fixtures.expiry.unix),
        expiry: Fixtures.expiry), where: \.isReset)
    pilot.wait(milliseconds: 400)
    check(pilot, "reset-token")
    lost.answer(
      .tokenNotReset(Fixtures.failure(.connectionLost, .unknown)), where: \.isReset)
    check(lost, "reset-unknown")
  }

  @Test(arguments: SnapshotTests.sizes) func withoutUTF8EveryCellIsASCII(size: Size) {
    var settings = ListFixtures.settings(glyphs: .ascii)
    settings.refreshSeconds = 0
    var pilot = Pilot(
      settings, size: size, outside: Fixtures.well,
      streams: ChangeFixtures.serves(
        CleanupTests.runners(), failures: [20: Fixtures.failure(.forbidden)]))
    func isASCII() -> Bool {
      pilot.frame.surface.cells.allSatisfy { $0.glyph.utf8.allSatisfy { $0 < 0x80 } }
    }
    for key in "dRax" {
      pilot.press(.character(key))
      #expect(isASCII(), "\(key)")
      pilot.press(.escape)
    }
    for _ in 0..<12 { pilot.press(.space) }
    pilot.press(.character("d"))
    #expect(isASCII())
    pilot.press(.escape, .character("p"), .character("y"))
    #expect(isASCII())
    pilot.wait(milliseconds: 50)
    pilot.press(.enter, .character("e"))
    pilot.type("gpu,")
    for _ in 0..<8 { pilot.press(.enter) }
    #expect(isASCII())
  }
}
