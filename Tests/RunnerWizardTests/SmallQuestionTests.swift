import RunnerCore
import Support
import TerminalUI
import Testing

@testable import RunnerWizard

/// Questions about deletion on the smallest screens, and their numbers.
@Suite struct SmallQuestionTests {
  /// The words on the screen without borders and line ends.
  private func words(_ pilot: Pilot) -> String {
    pilot.lines.joined(separator: " ").split { " │┃║".contains($0) }.joined(separator: " ")
  }

  @Test(arguments: [10, 12])
  func aDeletionSaysWhatMattersOnASmallScreen(height: Int) {
    let size = Size(width: 40, height: height)
    var one = ChangeFixtures.pilot(size: size)
    one.press(.character("d"))
    for text in ["Delete this runner?", "#6", "cannot be undone.", "[n] Keep it", "[y] Delete it"] {
      #expect(words(one).contains(text), "\(text)")
    }
    var few = ChangeFixtures.pilot(20, size: size)
    for _ in 0..<9 { few.press(.space) }
    few.press(.character("d"))
    for text in [
      "Delete 9 runners?", "#20", height == 10 ? "and 8 more" : "and 6 more",
      "tokens stop working at once.", "cannot be undone.",
      "[n] Keep them", "[y] Delete 9 runners",
    ] {
      #expect(words(few).contains(text), "\(text)")
    }
  }

  @Test(arguments: [10, 12])
  func manyAreCountedWithSeparatorsAndTypedWithOrWithout(height: Int) {
    for typed in ["1234", "1,234"] {
      var pilot = ChangeFixtures.pilot(1_234, size: Size(width: 40, height: height))
      pilot.press(.character("*"), .character("d"))
      for text in [
        "Delete 1,234 runners?", "and 1,233 more", "cannot be undone.", "Type 1,234 to confirm:",
      ] {
        #expect(words(pilot).contains(text), "\(text)")
      }
      pilot.type("123")
      pilot.press(.enter)
      #expect(pilot.tasks.isEmpty)
      pilot.press(.control("u"))
      pilot.type(typed)
      pilot.press(.enter)
      #expect(!pilot.tasks.isEmpty)
    }
  }

  @Test func aLargeScreenSaysAll() {
    var pilot = ChangeFixtures.pilot(1_234)
    pilot.press(.character("*"), .character("d"))
    #expect(words(pilot).contains("and 1,231 more."))
    #expect(words(pilot).contains("1,234 online now, 617 run jobs now and 1,234 used by"))
  }
}
