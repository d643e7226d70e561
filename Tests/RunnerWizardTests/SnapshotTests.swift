import RunnerCore
import RunnerWizard
import Support
import TerminalUI
import Testing

/// Pictures of every page at the three sizes, with the role of every cell.
@Suite struct SnapshotTests {
  static let sizes = [
    Size(width: 40, height: 10), Size(width: 80, height: 24), Size(width: 140, height: 40),
  ]

  private func check(_ pilot: Pilot, _ name: String) {
    let size = pilot.frame.surface.size
    assertSnapshot(pilot.frame, named: "\(name)-\(size.width)x\(size.height)")
  }

  private func pilot(
    _ size: Size, _ settings: Settings = Fixtures.settings(),
    _ outside: @escaping @Sendable (Work) -> Answer? = Fixtures.well
  ) -> Pilot {
    Pilot(settings, size: size, outside: outside)
  }

  @Test(arguments: sizes) func connectionPage(size: Size) {
    var pilot = pilot(
      size, Fixtures.settings(.incomplete(ConnectionDraft(), notes: []), known: Fixtures.known))
    check(pilot, "connection-known")
    pilot.press(.down, .down)
    check(pilot, "connection-empty")
    pilot.press(.tab)
    pilot.type("gitlab.example.com/gitlab")
    pilot.press(.enter)
    pilot.paste(Fixtures.accessToken)
    check(pilot, "connection-filled")
    pilot.outside = Fixtures.except(
      \.isIdentification, .identificationFailed(Fixtures.failure(.tokenExpired)))
    pilot.press(.enter, .enter, .enter, .enter, .enter, .enter)
    check(pilot, "connection-refused")
  }

  @Test(arguments: sizes) func typePage(size: Size) {
    var pilot = pilot(size)
    check(pilot, "type")
    pilot.press(.down, .down)
    check(pilot, "type-project")
    pilot = Pilot(
      Fixtures.settings(), size: size,
      outside: Fixtures.except(
        \.isIdentification, .identificationFailed(Fixtures.failure(.tokenRevoked))))
    check(pilot, "type-refused-token")
  }

  @Test(arguments: sizes) func targetPage(size: Size) {
    var pilot = pilot(size)
    pilot.press(.down, .enter)
    check(pilot, "target-empty")
    pilot.outside = { _ in nil }
    pilot.type("acme/infra")
    pilot.press(.enter)
    pilot.wait(milliseconds: 150)
    check(pilot, "target-loading")
    pilot.answer(.resolvingFailed(Fixtures.failure(.notFound)))
    check(pilot, "target-failed")
    pilot.press(.enter)
    pilot.answer(.resolved(Fixtures.group))
    pilot.press(.escape)
    check(pilot, "target-found")
  }

  @Test(arguments: sizes) func tagsPage(size: Size) {
    var pilot = pilot(size)
    pilot.press(.enter)
    check(pilot, "tags-empty")
    pilot.type("docker,")
    pilot.type("lin")
    check(pilot, "tags-one")
    pilot.paste((1...49).map { ", tag-\($0)" }.joined())
    pilot.press(.enter)
    check(pilot, "tags-many")
    pilot.type("more,")
    pilot.press(.tab)
    check(pilot, "tags-too-many")
  }

  @Test(arguments: sizes) func detailsPage(size: Size) {
    var pilot = pilot(size)
    pilot.press(.down, .down, .enter)
    pilot.type("42")
    pilot.press(.enter, .enter, .enter)
    check(pilot, "details-empty")
    pilot.type("東京 build host 👩‍🚀")
    pilot.press(.tab)
    pilot.type("Ask the platform team.")
    pilot.press(Key(.enter, .alt))
    pilot.type("Rack 4")
    check(pilot, "details-filled")
    pilot.press(.enter)
    pilot.type("599")
    pilot.press(.tab, .tab, .tab, .enter)
    check(pilot, "details-wrong")
  }

  @Test(arguments: sizes) func endOfTheToken(size: Size) {
    let preflight = Fixtures.preflight(Fixtures.identity, isEnterprise: true)
    var pilot = Pilot(Fixtures.settings(), size: size, outside: Fixtures.examined(preflight))
    pilot.wait(milliseconds: 300)
    pilot.press(.enter, .enter, .enter, .tab, .tab, .tab, .tab, .tab)
    pilot.type("16d")
    pilot.press(.tab)
    check(pilot, "details-token-deadline")
    pilot.press(.up, .control("u"))
    pilot.type("7d")
    check(pilot, "details-token-expires")
    pilot.press(.tab, .enter)
    pilot.wait(milliseconds: 300)
    check(pilot, "review-token-expires")
  }

  @Test(arguments: sizes) func reviewPage(size: Size) {
    var pilot = pilot(size)
    pilot.goToReview()
    check(pilot, "review")
    pilot.press(.up, .up)
    check(pilot, "review-value")
    pilot.press(.end)
    pilot.outside = { _ in nil }
    pilot.press(.enter)
    pilot.wait(milliseconds: 150)
    check(pilot, "review-sending")
    var failed = pilot
    failed.answer(.registrationFailed(Fixtures.failure(.forbidden)))
    failed.wait(milliseconds: 300)
    check(failed, "review-failed")
    pilot.answer(.registrationFailed(Fixtures.failure(.timedOut, .unknown)))
    pilot.wait(milliseconds: 300)
    check(pilot, "review-unknown")
    pilot.press(.enter)
    check(pilot, "review-send-again")
  }

  @Test(arguments: sizes) func resultPage(size: Size) {
    var pilot = pilot(size)
    pilot.goToResult()
    check(pilot, "result")
    pilot.press(.character("v"))
    // The token of the fixtures is none; it is the only one that may stand in a picture.
    check(pilot, "result-revealed")
    pilot.press(.character("S"))
    check(pilot, "result-save")
    pilot.press(.escape, .character("q"))
    check(pilot, "result-leave")
    pilot.press(.escape, .character("y"))
    check(pilot, "result-copied")
  }

  @Test(arguments: sizes) func overlays(size: Size) {
    var pilot = pilot(size)
    pilot.press(.character("?"))
    check(pilot, "help")
    pilot.press(.escape, .character(":"))
    pilot.type("th")
    check(pilot, "palette")
    pilot.press(.enter)
    check(pilot, "themes")
    pilot.press(.escape, .down, .escape)
    check(pilot, "discard")
  }

  @Test(arguments: sizes) func withoutUTF8EveryCellIsASCII(size: Size) {
    var pilot = pilot(size, Fixtures.settings(glyphs: .ascii))
    func isASCII() -> Bool {
      pilot.frame.surface.cells.allSatisfy { $0.glyph.utf8.allSatisfy { $0 < 0x80 } }
    }
    #expect(isASCII())
    pilot.press(.down, .enter)
    pilot.type("acme/infra")
    pilot.press(.enter)
    #expect(isASCII())
    pilot.type("docker,")
    pilot.press(.enter, .enter)
    #expect(isASCII())
    pilot.press(.enter, .enter, .enter, .enter, .enter)
    pilot.wait(milliseconds: 300)
    #expect(isASCII())
    check(pilot, "ascii-review")
    pilot.press(.character("?"))
    #expect(isASCII())
    pilot.press(.escape, .enter)
    pilot.wait(milliseconds: 400)
    #expect(isASCII())
    check(pilot, "ascii-result")
  }

  @Test func tooSmall() {
    var pilot = pilot(Size(width: 80, height: 24))
    pilot.resize(39, 9)
    check(pilot, "too-small")
    pilot.resize(10, 3)
    check(pilot, "too-small")
  }
}
