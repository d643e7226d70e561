import RunnerCore
import Support
import TerminalUI
import Testing

@testable import RunnerWizard

/// Clocks that are set back, stand still or jump: the time of day may be anything, and even the clock that never goes
/// back is not trusted.
@Suite struct ClockTests {
  private static let day: Int64 = 86_400

  /// An age or a wait below nothing, such as "-3m".
  private func hasNegativeTime(_ pilot: Pilot) -> Bool {
    pilot.screen.contains(/(^|\s)-\d+ ?[smhd]/)
  }

  @Test(arguments: [-day, -400 * day, 400 * day, -1_798_714_980])
  func ageOfRunnersIsNeverNegative(change: Int64) {
    var pilot = DetailFixtures.pilot(outside: DetailFixtures.told())
    pilot.now.unix += change
    pilot.press(.down, .up, .enter)
    pilot.wait(milliseconds: 500)
    #expect(!hasNegativeTime(pilot))
    pilot.press(.character("r"))
    #expect(!hasNegativeTime(pilot))
    #expect(pilot.shows("gpu host 17"))
  }

  @Test func aWaitForARateLimitEndsAlthoughTheDayIsSetBack() {
    let failure = Fixtures.failure(.rateLimited, retryAfter: 5)
    var pilot = Pilot(ListFixtures.settings(), outside: Fixtures.well)
    pilot.answer(.runnersFailed(failure, at: nil, .more), where: \.isLoad)
    let before = pilot.loads.count
    pilot.now.unix -= 10 * Self.day
    pilot.wait(milliseconds: 2_000)
    #expect(!hasNegativeTime(pilot))
    pilot.wait(milliseconds: 5_000)
    #expect(pilot.loads.count == before + 1)
  }

  @Test func aMonotonicClockThatGoesBackLocksNothingUp() {
    var pilot = ListFixtures.pilot(20)
    pilot.now.uptime += 1_000_000
    pilot.press(.down)
    pilot.now.uptime = 5
    pilot.press(.down, .down)
    #expect(pilot.cursorID == 17)
    pilot.press(.character("r"))
    pilot.wait(milliseconds: 61_000)
    #expect(!hasNegativeTime(pilot))
    #expect(!pilot.app.work.isWaiting)
  }
}
