import RunnerWizard
import Support
import TerminalUI
import Testing

@Suite struct PictureTests {
  @Test func dump() {
    for (w, h) in [(80, 24), (40, 10), (120, 34)] {
      var pilot = Pilot(
        Fixtures.settings(), size: Size(width: w, height: h), outside: Fixtures.well)
      func show(_ n: String) {
        print("=== \(n) \(w)x\(h)")
        print(pilot.screen)
      }
      show("type")
      pilot.press(.down, .enter)
      show("target")
      pilot.type("acme/infra")
      show("target typed")
      pilot.press(.enter)
      show("tags")
      pilot.type("docker,linux")
      show("tags")
      pilot.press(.enter, .enter)
      show("untagged")
      pilot.press(.enter)
      show("details")
      pilot.type("Docker host in Lyon")
      pilot.press(.enter, .enter)
      pilot.type("1h 30m")
      show("timeout")
      pilot.press(.enter, .enter, .enter)
      show("review")
      pilot.press(.enter)
      show("result")
      pilot.wait(milliseconds: 400)
      pilot.press(.character("?"))
      show("help")
    }
  }
}
