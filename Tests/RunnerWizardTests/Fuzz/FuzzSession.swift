import RunnerCore
import Support
import TerminalUI

@testable import RunnerWizard

/// A program under random messages, and what must hold after each.
struct FuzzSession {
  private(set) var pilot: Pilot
  /// What is wrong; nil while everything holds.
  private(set) var problem: String?
  private var steps = 0

  /// How a session begins.
  enum Start: Int, CaseIterable {
    case wizard, asking, known, list, command, readOnlyList
    // Further in, where random keys seldom come.
    case review, result, rows, detail
  }

  /// Pieces of tokens that nobody typed: they stand on the screen only where one asked to see them.
  private static let secrets = [
    "NotARealToken", "NotARealAccess", "CreateOnly", "FromTheEnvironment",
  ]

  init(_ start: Start) {
    var settings =
      switch start {
      case .wizard, .review, .result: Fixtures.settings()
      case .asking: Fixtures.settings(.incomplete(ConnectionDraft(), notes: ["A note."]))
      case .known:
        Fixtures.settings(.incomplete(ConnectionDraft(), notes: []), known: Fixtures.manyKnown)
      case .list, .readOnlyList, .rows, .detail: ListFixtures.settings(refreshSeconds: 30)
      case .command:
        Fixtures.settings(.command(["pass", "gitlab"], Fixtures.connection, notes: []))
      }
    settings.isReadOnly = start == .readOnlyList
    pilot = Pilot(settings)
    advance(to: start)
    check(isPainting: true)
  }

  /// Goes on with a server on which everything goes well, and lets it answer no more.
  private mutating func advance(to start: Start) {
    pilot.outside = { Fixtures.well($0) ?? DetailFixtures.told()($0) }
    pilot.streams = ListFixtures.serves(ListFixtures.runners(130))
    switch start {
    case .review: pilot.goToReview()
    case .result: pilot.goToResult()
    case .rows: pilot.answer()
    case .detail:
      pilot.answer()
      pilot.resize(140, 40)
      pilot.press(.enter)
      pilot.wait(milliseconds: 400)
    default: break
    }
    pilot.outside = { _ in nil }
    pilot.streams = { _ in [] }
  }

  /// Plays steps until something is wrong or the program has quit.
  mutating func play(_ steps: some Sequence<FuzzStep>) {
    for step in steps {
      guard problem == nil, pilot.farewell == nil else { return }
      perform(step)
    }
  }

  mutating func perform(_ step: FuzzStep) {
    switch step {
    case .key(let key): pilot.press(key)
    case .paste(let text): pilot.paste(text)
    case .mouse(let action, let x, let y): pilot.mouse(action, at: Point(x: x, y: y))
    case .resize(let width, let height): pilot.resize(width, height)
    case .focus(let isFocused): pilot.send(.input(.focus(isFocused), at: pilot.now))
    case .resumed: pilot.send(.resumed(at: pilot.now))
    case .wait(let milliseconds): pilot.wait(milliseconds: milliseconds)
    case .jump(let uptime, let unix):
      pilot.now.uptime += uptime
      pilot.now.unix += unix
      // A clock that has gone so far is of no machine.
      if abs(pilot.now.uptime) > 1 << 50 { pilot.now.uptime = 0 }
      if abs(pilot.now.unix) > 1 << 50 { pilot.now.unix = 0 }
    case .stray(let timer): pilot.send(.timer(timer, at: pilot.now))
    case .answer(let index, let seed):
      guard !pilot.pending.isEmpty else { return }
      let work = pilot.pending[index % pilot.pending.count].work
      var dice = Dice(seed: seed)
      for answer in HostileAnswers.to(work, &dice) { pilot.answer(answer, where: { $0 == work }) }
    case .late(let generation, let seed):
      guard !pilot.pending.contains(where: { $0.generation.number == generation }),
        let work = pilot.effects.firstWork(seed)
      else { return }
      var dice = Dice(seed: seed)
      for answer in HostileAnswers.to(work, &dice) {
        pilot.send(.answer(answer, to: Generation(generation), at: pilot.now))
      }
    }
    steps += 1
    // Painting costs most: after every change of size, and otherwise every few messages.
    if case .resize = step { check(isPainting: true) } else { check(isPainting: steps % 8 == 0) }
  }

  private mutating func check(isPainting: Bool) {
    problem = problem ?? inconsistency ?? (isPainting ? painted : nil)
  }

  private var inconsistency: String? {
    let app = pilot.app
    for kind in WorkKind.allCases {
      let known = pilot.pending.count { $0.work.kind == kind }
      if known != (app.work.isRunning(kind) ? 1 : 0) {
        return "\(known) pieces of \(kind) are under way"
      }
    }
    if app.overlays.count > 6 { return "\(app.overlays.count) overlays" }
    if app.messages.shown.count > Toast.limit { return "\(app.messages.shown.count) toasts" }
    if app.messages.entries.count > 200 { return "\(app.messages.entries.count) messages" }
    if app.held.count > 10_000 { return "\(app.held.count) held keys" }
    if app.work.isWaiting != app.work.hasSpinner {
      return "work without a spinner, or one without work"
    }
    if pilot.timers.count > 16 { return "\(pilot.timers.count) timers" }
    if app.messages.entries.contains(where: { isSecret($0.toast.text) }) {
      return "a message tells a token"
    }
    if let farewell = pilot.farewell, farewell.lines.contains(where: isSecret) {
      return "the last words tell a token"
    }
    if let words = pilot.farewell?.lines.first(where: { HostileText.steeringScalar(in: $0) != nil })
    {
      return "the last words steer the terminal: \(words.debugDescription)"
    }
    return nil
  }

  private func isSecret(_ text: String) -> Bool { Self.secrets.contains(where: text.contains) }

  private var painted: String? {
    let frame = pilot.frame
    let surface = frame.surface
    if surface.size != pilot.app.size { return "a frame of \(surface.size) for \(pilot.app.size)" }
    if let cursor = frame.cursor, !surface.bounds.contains(cursor) {
      return "the cursor is at \(cursor)"
    }
    if let problem = surface.problem { return problem }
    if pilot.app.result?.isRevealed != true, let line = pilot.lines.first(where: isSecret) {
      return "a token is on the screen: \(line)"
    }
    return nil
  }
}

extension [Effect] {
  /// Some work that was asked for.
  fileprivate func firstWork(_ seed: UInt64) -> Work? {
    let works = compactMap { if case .run(let work, _) = $0 { work } else { nil } }
    return works.isEmpty ? nil : works[Int(seed % UInt64(works.count))]
  }
}
