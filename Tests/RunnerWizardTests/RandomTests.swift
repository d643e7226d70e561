import RunnerCore
import RunnerWizard
import Support
import TerminalUI
import Testing

@Suite struct RandomTests {
  private static let keys: [Key] = [
    .enter, .enter, .enter, .escape, .tab, .backTab, .up, .down, .left, .right, .home, .end,
    .pageUp, .pageDown, .space, .backspace, .delete, .function(1), .control("p"), .control("u"),
    .control("w"), .control("y"), .control("z"), .control("l"), .control("j"), Key(.enter, .alt),
    .control("c"), .control("g"),
  ]
  private static let characters = Array("abjkgGqrynYvStioCdDs?:,1 -é漢👩‍🚀uUlRh")
  private static let sizes = [(80, 24), (40, 10), (140, 40), (20, 5), (60, 16), (100, 20), (0, 0)]
  private static let failures: [Answer] = [
    .registrationFailed(Fixtures.failure(.forbidden)),
    .registrationFailed(Fixtures.failure(.timedOut, .unknown)),
    .registrationFailed(Fixtures.failure(.rateLimited, retryAfter: 2)),
    .registrationFailed(
      Fixtures.failure(
        .invalidFields,
        problems: [.init(field: .tagList, name: "tag_list", message: "GitLab wants other tags.")])),
  ]

  /// Checks what has to hold whatever happens.
  private func check(_ pilot: Pilot, _ place: String) {
    let frame = pilot.frame
    let rows = (0..<frame.surface.size.height).map { frame.surface.line($0) }
    if pilot.pending.count(where: { $0.work.isRegistration }) > 1 {
      Issue.record("two requests on their way at \(place)")
    }
    if let cursor = frame.cursor, !frame.surface.bounds.contains(cursor) {
      Issue.record("cursor outside the frame at \(place)")
    }
    if rows.contains(where: { $0.contains("NotARealAccess") }) {
      Issue.record("the access token on the screen at \(place)")
    }
    // The palette can show the token too; then its command is the one to hide it.
    let isAsked = rows.last?.contains("v Hide") == true
    if !isAsked, rows.contains(where: { $0.contains("NotARealToken") }) {
      Issue.record("the token on the screen at \(place)")
    }
  }

  /// Each seed plays twenty rounds of 250 messages, from the beginning, the review or the result.
  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func invariantsHoldUnderTwentyThousandRandomMessages(seed: UInt64) {
    var dice = Dice(seed: seed)
    for round in 0..<20 {
      let isTyped = round % 4 == 3
      var settings = Fixtures.settings(
        isTyped
          ? .incomplete(ConnectionDraft(), notes: [])
          : .ready(Fixtures.connection, notes: ["from GITLAB_TOKEN"]),
        known: isTyped ? Fixtures.known : [], glyphs: seed > 2 ? .ascii : .unicode)
      settings.undoMinutes = 10
      settings.clipboardClearSeconds = 1
      if round % 5 == 0 { settings.unfinished = [RecoveryFixtures.entry("a")] }
      var pilot = Pilot(settings, outside: Fixtures.well)
      if round % 4 == 1 { pilot.goToReview() }
      if round % 4 == 2 { pilot.goToResult() }
      pilot.outside = { _ in nil }
      for step in 0..<250 {
        play(&pilot, &dice)
        if step % 4 == 0 { check(pilot, "seed \(seed), round \(round), step \(step)") }
      }
    }
  }

  private func play(_ pilot: inout Pilot, _ dice: inout Dice) {
    switch Int.random(in: 0..<100, using: &dice) {
    case 0..<60: pilot.press(Self.keys.randomElement(using: &dice) ?? .enter)
    case 60..<85:
      // The key that shows the token may show it; no other may.
      let character = Self.characters.randomElement(using: &dice) ?? "a"
      if character != "v" { pilot.press(.character(character)) }
    case 85..<88: pilot.paste("acme/infra, docker\n90m")
    case 88..<91:
      let size = Self.sizes.randomElement(using: &dice) ?? (80, 24)
      pilot.resize(size.0, size.1)
    case 91..<94:
      let size = pilot.frame.surface.size
      let point = Point(
        x: Int.random(in: 0..<max(1, size.width), using: &dice),
        y: Int.random(in: 0..<max(1, size.height), using: &dice))
      let actions: [MouseEvent.Action] = [.press, .doublePress, .wheelUp, .wheelDown]
      pilot.mouse(actions.randomElement(using: &dice) ?? .press, at: point)
    case 94..<97: pilot.wait(milliseconds: Int.random(in: 0..<2_000, using: &dice))
    default:
      guard let work = pilot.pending.first?.work else { return }
      if work.isRegistration {
        pilot.answer(
          .registering(RecoveryFixtures.entry("b"), problem: nil), where: \.isRegistration)
      }
      if work.isRegistration, Bool.random(using: &dice) {
        pilot.answer(Self.failures.randomElement(using: &dice) ?? Self.failures[0])
      } else if let answer = Fixtures.well(work)
        ?? RecoveryFixtures.lost(RecoveryFixtures.several)(work)
      {
        pilot.answer(answer)
      }
    }
  }
}
