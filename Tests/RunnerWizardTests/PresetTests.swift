import RunnerCore
import RunnerWizard
import Support
import TerminalUI
import Testing

@Suite struct PresetTests {
  private func settings() -> Settings {
    var values = FormValues()
    values.type = .group
    values.group = "acme/infra"
    values.tags = ["docker", "linux"]
    values.description = "build"
    values.maximumTimeout = "2h"
    values.isProtected = true
    var other = FormValues()
    other.type = .project
    var settings = Fixtures.settings()
    settings.presets = [
      RunnerPreset(name: "docker builders", values: values, origin: .configured),
      RunnerPreset(name: "shell", values: other, origin: .saved),
    ]
    return settings
  }

  @Test func aPresetFillsTheForm() {
    var pilot = Pilot(settings(), outside: BatchFixtures.outside())
    pilot.press(.character("P"))
    #expect(pilot.shows("Use a preset"))
    #expect(pilot.shows("docker builders"))
    #expect(pilot.shows("acme/infra · docker, linux"))
    pilot.press(.enter)
    for _ in 0..<12 where !pilot.shows("— Review") {
      pilot.press(.enter)
      pilot.wait(milliseconds: 300)
    }
    for text in ["acme/infra", "docker, linux", "build", "2h"] {
      #expect(pilot.shows(text), "\(text)")
    }
  }

  @Test func withoutPresetsThereIsNoCommand() {
    var pilot = Pilot(Fixtures.settings(), outside: BatchFixtures.outside())
    pilot.press(.character("P"))
    #expect(!pilot.shows("Use a preset"))
  }

  @Test func theReviewSavesItsValuesUnderAName() {
    var pilot = Pilot(settings(), outside: BatchFixtures.outside())
    pilot.goToReview()
    pilot.press(.character("S"))
    pilot.press(.enter)
    #expect(pilot.shows("Type a name."))
    pilot.type("docker builders")
    pilot.press(.enter)
    #expect(pilot.shows("config.yaml has a preset of this name"))
    pilot.type(" 2")
    pilot.press(.enter)
    let saved = pilot.effects.compactMap { effect in
      if case .run(.savePreset(let preset), _) = effect { preset } else { nil }
    }
    #expect(saved.map(\.name) == ["docker builders 2"])
    #expect(saved.first?.values.group == "acme/infra")
    #expect(saved.first?.values.tags == ["docker", "linux"])
    #expect(saved.first?.values.maximumTimeout == "1h 30m")
    #expect(pilot.shows("Saved the preset"))
  }

  @Test func whatLooksLikeATokenIsNotSaved() {
    var pilot = Pilot(settings(), outside: BatchFixtures.outside())
    pilot.goToReview()
    pilot.press(.home, .down, .down, .down, .down, .down, .down, .enter)
    pilot.type(" glpat-abcdefghij0123456789")
    pilot.press(.enter)
    for _ in 0..<8 where !pilot.shows("— Review") { pilot.press(.enter) }
    pilot.wait(milliseconds: 300)
    pilot.press(.character("S"))
    #expect(pilot.shows("looks like a token"))
    #expect(!pilot.shows("Save as preset"))
  }

  @Test(arguments: SnapshotTests.sizes) func pictures(size: Size) {
    var pilot = Pilot(settings(), size: size, outside: BatchFixtures.outside())
    pilot.press(.character("P"))
    assertSnapshot(pilot.frame, named: "presets-\(size.width)x\(size.height)")
    pilot.press(.escape)
    pilot.goToReview()
    pilot.press(.character("S"))
    assertSnapshot(pilot.frame, named: "preset-name-\(size.width)x\(size.height)")
  }
}
