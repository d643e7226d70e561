import RunnerCore
import Support
import TerminalUI
import Testing

@testable import RunnerWizard

/// A server whose runners come and go, and which fails now and then, under keys in any order.
@Suite struct ListRandomTests {
  private static let keys: [Key] = [
    .up, .down, .pageUp, .pageDown, .home, .end, .space, .enter, .escape, .left, .right,
    Key(.down, .shift), Key(.up, .shift), .control("d"), .control("u"), .backspace,
  ]
  private static let characters = Array("jkgGVm\\*w/rht!1 ")
  private static let sizes = [(80, 24), (40, 10), (140, 40), (20, 5), (100, 36)]
  private static let failures: [APIFailure.Kind] = [
    .connectionLost, .rateLimited, .tokenRevoked, .gatewayError,
  ]

  /// What holds whatever happens: there is one cursor while there are rows, no runner is shown twice, and
  /// no more are marked than the server ever had.
  private func check(_ pilot: Pilot, _ known: Int, _ place: String) {
    let frame = pilot.frame
    let size = frame.surface.size
    guard size.width >= 40, size.height >= 10 else { return }
    let lines = pilot.listLines
    let ids = Pilot.ids(in: lines)
    if Set(ids).count != ids.count { Issue.record("a runner twice at \(place)") }
    let cursors = lines.count { $0.contains("▸") }
    // Messages may lie over all ids of a small screen.
    let isCovered = !pilot.app.overlays.isEmpty
    if !isCovered, cursors > 1 || (cursors == 0 && !ids.isEmpty) {
      Issue.record("\(cursors) cursors at \(place)\n\(lines.joined(separator: "\n"))")
    }
    if let marked = markedCount(lines[0]), marked > known {
      Issue.record("\(marked) of \(known) marked at \(place)")
    }
    if let cursor = frame.cursor, !frame.surface.bounds.contains(cursor) {
      Issue.record("cursor outside the frame at \(place)")
    }
  }

  /// How many runners the title says are marked.
  private func markedCount(_ title: String) -> Int? {
    let words = title.split(separator: " ")
    guard let index = words.firstIndex(of: "marked"), index > 0 else { return nil }
    return Int(words[index - 1].filter { $0 != "," })
  }

  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func invariantsHoldUnderRandomKeysAndAnswers(seed: UInt64) {
    var dice = Dice(seed: seed)
    var runners = ListFixtures.runners(Int.random(in: 0..<450, using: &dice))
    var known = Set(runners.map(\.id))
    var newest = Int64(1_000)
    var pilot = Pilot(ListFixtures.settings(refreshSeconds: 30), outside: Fixtures.well)
    for step in 0..<1_000 {
      switch Int.random(in: 0..<100, using: &dice) {
      case 0..<40: pilot.press(Self.keys.randomElement(using: &dice) ?? .down)
      case 40..<60:
        pilot.press(.character(Self.characters.randomElement(using: &dice) ?? "j"))
      case 60..<63:
        let size = Self.sizes.randomElement(using: &dice) ?? (80, 24)
        pilot.resize(size.0, size.1)
      case 63..<66:
        let size = pilot.frame.surface.size
        let point = Point(
          x: Int.random(in: 0..<max(1, size.width), using: &dice),
          y: Int.random(in: 0..<max(1, size.height - 1), using: &dice))
        let actions: [MouseEvent.Action] = [.press, .doublePress, .wheelUp, .wheelDown]
        pilot.mouse(actions.randomElement(using: &dice) ?? .press, at: point)
      case 66..<70: pilot.wait(milliseconds: Int.random(in: 0..<20_000, using: &dice))
      case 70..<74:
        newest += 1
        runners.insert(ListFixtures.runner(newest), at: 0)
        known.insert(newest)
      case 74..<78:
        if let index = runners.indices.randomElement(using: &dice) { runners.remove(at: index) }
      case 78..<80:
        let kind = Self.failures.randomElement(using: &dice) ?? .connectionLost
        if let load = pilot.pending.last(where: { $0.work.load != nil })?.work.load {
          pilot.answer(
            .runnersFailed(Fixtures.failure(kind), at: load.from, load.purpose),
            where: { $0.load == load })
        }
      default: answerOldest(&pilot, ListFixtures.serves(runners), &dice)
      }
      check(pilot, known.count, "seed \(seed), step \(step)")
    }
    // In the end everything is answered, and the list is what the server has.
    pilot.resize(80, 24)
    pilot.streams = ListFixtures.serves(runners)
    pilot.answer()
    pilot.press(.escape, .escape, .escape, .escape, .escape, .escape, .character("\\"))
    pilot.press(.character("r"))
    pilot.wait(milliseconds: 61_000)
    pilot.press(.character("r"), .end, .end)
    check(pilot, known.count, "the end of seed \(seed)")
    let count = runners.count
    #expect(pilot.lines[0].hasSuffix(runners.isEmpty ? "· 0" : " \(count)/\(count)"))
  }

  /// Answers the oldest work, wholly or only its first part.
  private func answerOldest(
    _ pilot: inout Pilot, _ streams: (Work) -> [Answer], _ dice: inout Dice
  ) {
    guard let work = pilot.pending.first?.work else { return }
    let answers = streams(work)
    for answer in answers.prefix(Bool.random(using: &dice) ? 1 : .max) {
      pilot.answer(answer, where: { $0 == work })
    }
  }
}
