import RunnerCore
import RunnerWizard
import Support
import TerminalUI
import Testing

/// A key costs the same however long the list is.
@Suite(.serialized) struct ListSpeedTests {
  private static let connection = Fixtures.connection

  /// A program whose list holds so many runners, a third of them marked, with or without a sort.
  private static func app(_ count: Int, isSorted: Bool) -> App {
    var app = App(settings: ListFixtures.settings(), size: Size(width: 120, height: 40))
    var now = Moment(uptime: 0, unix: ListFixtures.now)
    var load: Generation?
    for case .run(.loadRunners, let generation) in app.start(at: now) { load = generation }
    guard let load else { return app }
    let runners = ListFixtures.runners(count)
    let page = RunnerPage(runners: runners, next: nil, total: count)
    _ = app.update(.answer(.runners(.page(page), .more), to: load, at: now))
    _ = app.update(.answer(.runnersLoaded(next: nil, .more), to: load, at: now))
    if isSorted {
      let effects =
        app.update(.input(.key(.character("/")), at: now))
        + app.update(.input(.key(.character("!")), at: now))
        + app.update(.input(.key(.character("z")), at: now))
      for case .run(.arrange(let request), let generation) in effects {
        guard let done = RunnerArrangement.make(request, isCancelled: { false }) else { continue }
        _ = app.update(.answer(.arranged(done), to: generation, at: now))
      }
      _ = app.update(.input(.key(.enter), at: now))
    }
    _ = app.update(.input(.key(.character("*")), at: now))
    now.uptime += 1
    return app
  }

  private static let keys: [Key] = [
    .down, .down, .space, .down, .pageDown, .up, .space, .down, Key(.down, .shift), .pageUp,
  ]

  /// Milliseconds for a thousand keys with the picture after each, and the slowest of them.
  static func measure(_ app: inout App) -> (total: Double, slowest: Double) {
    let clock = ContinuousClock()
    var slowest = Duration.zero
    let begin = clock.now
    for index in 0..<1_000 {
      let start = clock.now
      let moment = Moment(uptime: Int64(index) * 10, unix: ListFixtures.now)
      _ = app.update(.input(.key(keys[index % keys.count]), at: moment))
      _ = app.view()
      slowest = max(slowest, clock.now - start)
    }
    return ((clock.now - begin) / .milliseconds(1), slowest / .milliseconds(1))
  }

  @Test(arguments: [false, true]) func aKeyCostsTheSameInAListOfAnyLength(isSorted: Bool) {
    var short = Self.app(100, isSorted: isSorted)
    var long = Self.app(100_000, isSorted: isSorted)
    var best = Double.infinity
    // Other work on the machine disturbs a measurement; one that is not disturbed is enough.
    for _ in 0..<6 where best > 1.5 {
      let few = Self.measure(&short)
      let many = Self.measure(&long)
      best = min(best, many.total / few.total)
      print("keys with 100 rows: \(few) ms, with 100,000: \(many) ms")
    }
    #expect(best <= 1.5)
  }
}
