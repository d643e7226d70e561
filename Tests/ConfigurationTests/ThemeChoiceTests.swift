import TerminalUI
import Testing

@testable import Configuration

struct ThemeChoiceTests {
  private let black = RGB(0, 0, 0)
  private let paper = RGB(0xFD, 0xF6, 0xE3)

  private func choice(
    _ environment: [String: String] = [:], flag: String? = nil, setting: ThemeSetting? = nil,
    depth: ColorDepth = .indexed256, term: String? = "xterm-256color"
  ) -> ThemeChoice {
    var environment = environment
    environment["TERM"] = term
    return ThemeChoice(flag: flag, environment: environment, setting: setting, depth: depth)
  }

  @Test func flagBeatsVariableBeatsConfiguration() {
    let variable = ["RUNNER_WIZARD_THEME": "mono"]
    let setting = ThemeSetting.name("nord")
    #expect(choice(variable, flag: "./x.yaml", setting: setting).first == .file("./x.yaml"))
    #expect(choice(variable, setting: setting).first == .name("mono"))
    #expect(choice(["RUNNER_WIZARD_THEME": ""], setting: setting).first == .name("nord"))
  }

  @Test func themeThatWasAskedForNeedsNoQuestion() {
    #expect(choice(flag: "mono").asksBackground == false)
    #expect(choice(["RUNNER_WIZARD_THEME": "mono"]).asksBackground == false)
    #expect(choice(setting: .name("mono")).asksBackground == false)
    #expect(choice(setting: .name("mono")).theme(afterAnswer: paper) == .name("mono"))
  }

  @Test func backgroundDecidesBetweenThePair() {
    let automatic = choice()
    #expect(automatic.asksBackground)
    #expect(automatic.first == .name("terminal"))
    #expect(automatic.theme(afterAnswer: black) == .name("default-dark"))
    #expect(automatic.theme(afterAnswer: paper) == .name("default-light"))
    #expect(automatic.theme(afterAnswer: nil) == .name("terminal"))
  }

  @Test func configuredPairReplacesThePrograms() {
    let pair = choice(setting: .pair(dark: "nord", light: nil))
    #expect(pair.asksBackground)
    #expect(pair.theme(afterAnswer: black) == .name("nord"))
    #expect(pair.theme(afterAnswer: paper) == .name("default-light"))
  }

  @Test(arguments: [
    ("15;0", "default-dark"), ("0;15", "default-light"), ("15;default;8", "default-dark"),
    ("0;default;7", "default-light"), ("15;default", "terminal"), ("", "terminal"),
    ("99", "terminal"),
  ])
  func withoutAnswerTheVariableOfTheTerminalCounts(_ value: String, _ theme: String) {
    #expect(choice(["COLORFGBG": value]).theme(afterAnswer: nil) == .name(theme))
  }

  @Test(arguments: ["dumb", "linux", "vt100", "vt220", "", nil])
  func terminalsThatMightShowTheQuestionAreNotAsked(_ term: String?) {
    #expect(choice(term: term).asksBackground == false)
    #expect(choice(["COLORFGBG": "0;15"], term: term).first == .name("default-light"))
  }

  @Test func nobodyIsAskedForColoursThatAreNotShown() {
    #expect(choice(["NO_COLOR": "1"]).asksBackground == false)
    #expect(choice(depth: .none).asksBackground == false)
    #expect(choice(["NO_COLOR": "1"]).first == .name("terminal"))
  }
}
