import Foundation
import RunnerCore
import Support
import TerminalUI
import Testing

@testable import RunnerWizard

@Suite struct MemoryTests {
  /// Pages of memory that this process has for itself (Linux: proc(5), `statm`).
  private static func ownPages() -> Int {
    let text = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
    let fields = text.split(separator: " ").compactMap { Int($0) }
    return fields.count > 2 ? fields[1] - fields[2] : 0
  }

  /// Goes through the list, its details, help and messages, painting each time.
  private static func paint(_ count: Int, _ app: inout App, _ now: inout Moment) {
    let keys: [Key] = [
      .down, .down, .function(1), .escape, .pageDown, .character("z"), .enter, .escape, .home,
      .character("V"), .escape, .up,
    ]
    for number in 0..<count {
      now.uptime += 50
      _ = app.update(.input(.key(keys[number % keys.count]), at: now))
      _ = app.view()
    }
  }

  /// In a process of its own, where nothing else takes or gives back memory.
  @Test func tenThousandScreensTakeNoMoreMemoryThanAThousand() async {
    await #expect(processExitsWith: .success) {
      var now = Moment(uptime: 1_000, unix: ListFixtures.now)
      let pilot = ListFixtures.pilot(60, size: Size(width: 40, height: 10))
      var app = pilot.app
      MemoryTests.paint(1_000, &app, &now)
      let before = MemoryTests.ownPages()
      MemoryTests.paint(9_000, &app, &now)
      let after = MemoryTests.ownPages()
      let isSmall = before > 0 && after * 100 <= before * 105
      if !isSmall { print("\(before) pages after 1,000 screens, \(after) after 10,000") }
      exit(isSmall ? 0 : 1)
    }
  }
}
