import Support
import TerminalUI
import Testing

@testable import RunnerWizard

/// Filters that are not understood, in the list.
@Suite struct FilterRefusalTests {
  @Test(arguments: ["status:nonsense", "version:>=x", "stauts:online", "/a(b/"])
  func enterStaysWithAFilterThatIsNotUnderstood(filter: String) {
    var pilot = ListFixtures.pilot()
    pilot.press(.character("/"))
    pilot.type(filter)
    pilot.press(.enter)
    #expect(pilot.app.list?.isTyping == true)
    #expect(pilot.app.messages.entries.count == 1)
    pilot.press(.control("u"))
    pilot.type("status:never_contacted,stale")
    pilot.press(.enter)
    #expect(pilot.app.list?.isTyping == false)
    #expect(pilot.app.list?.shownCount == 80)
  }

  @Test(arguments: ["status:nonsense", "tag:"])
  func nothingIsDoneToSeveralRunnersUnderSuchAFilter(filter: String) {
    var pilot = ChangeFixtures.pilot()
    pilot.press(.space, .space, .character("/"))
    pilot.type(filter)
    pilot.press(.escape)
    #expect(pilot.app.list?.isTyping == false)
    for key in ["p", "d", "x", "*"] {
      pilot.press(.character(Character(key)))
      #expect(pilot.app.overlays.isEmpty, "\(key)")
    }
    #expect(pilot.told("The filter may show more than was meant."))
    #expect(pilot.app.list.map { Set($0.marks) } == [6, 5])
    pilot.press(.escape, .character("d"))
    #expect(pilot.shows("Delete 2 runners?"))
  }
}
