import RunnerCore
import Testing

@testable import Configuration

@Suite struct PresetFileTests {
  private func configuration(_ text: String) throws(FileProblem) -> Parsed<ConfigurationFile> {
    try ConfigurationFile.parse(
      FileContent(bytes: Array(("version: 1\n" + text).utf8)), file: "config.yaml", home: nil)
  }

  private func saved(_ text: String) throws(FileProblem) -> Parsed<SavedFile> {
    try SavedFile.parse(
      FileContent(bytes: Array(("version: 1\n" + text).utf8)), file: "saved.yaml", home: nil)
  }

  @Test func aPresetHasTheKeysOfTheFormAndUnknownOnesWarn() throws {
    let parsed = try configuration(
      """
      presets:
        docker:
          runner_type: group_type
          group_id: acme/platform
          tag_list: [docker, linux]
          locked: false
          colour: red
      """)
    let preset = try #require(parsed.value.presets.first)
    #expect(preset.name == "docker")
    #expect(preset.origin == .configured)
    #expect(preset.values.type == .group)
    #expect(preset.values.group == "acme/platform")
    #expect(preset.values.tags == ["docker", "linux"])
    #expect(preset.values.isLocked == false)
    #expect(parsed.warnings.map(\.key) == ["presets.docker.colour"])
    #expect(parsed.warnings.map(\.line) == [8])
  }

  @Test(arguments: [
    ("runner_type: robot", "presets.docker.runner_type"),
    ("locked: maybe", "presets.docker.locked"),
    ("tag_list: {a: b}", "presets.docker.tag_list"),
    ("description: glpat-abcdefghij0123456789", "presets.docker.description"),
  ])
  func aWrongValueNamesFileLineAndKey(line: String, key: String) throws {
    let problem = #expect(throws: FileProblem.self) {
      try configuration("presets:\n  docker:\n    \(line)\n")
    }
    #expect(problem?.file == "config.yaml")
    #expect(problem?.line == 4)
    #expect(problem?.key == key)
    #expect(problem?.text.contains("glpat") == false)
  }

  @Test func whatCannotBeUsedOfTheSavedOnesStays() throws {
    let parsed = try saved("presets:\n  good: {paused: true}\n  bad: {paused: 7}\n")
    #expect(parsed.value.presets.map(\.name) == ["good"])
    #expect(parsed.warnings.map(\.key) == ["presets.bad.paused"])
    var file = parsed.value
    var values = FormValues()
    values.description = "new"
    file.set(RunnerPreset(name: "more", values: values, origin: .saved))
    let folder = try TemporaryFolder()
    try file.write(to: folder.path + "/saved.yaml")
    let again = try SavedFile.parse(
      try FileAccess.disk.read(folder.path + "/saved.yaml", limit: 10_000), file: "saved.yaml",
      home: nil)
    #expect(again.value.presets.map(\.name) == ["good", "more"])
    #expect(again.value.presets.first?.values.isPaused == true)
    #expect(again.warnings.map(\.key) == ["presets.bad.paused"])
  }

  @Test func everyValueIsReadBackAsItWasWritten() throws {
    var values = FormValues()
    values.type = .project
    values.project = "acme/app"
    values.tags = ["a b", "yes", "7"]
    values.description = "true"
    values.maintenanceNote = "one\ntwo: \"three\""
    values.maximumTimeout = "1h 30m"
    values.runUntagged = false
    values.isLocked = true
    values.isProtected = true
    values.isPaused = false
    values.tokenExpiresAt = "2026-12-01 14:00"
    values.tokenRotationDeadline = "30d"
    var file = SavedFile()
    file.set(RunnerPreset(name: "all", values: values, origin: .saved))
    let folder = try TemporaryFolder()
    try file.write(to: folder.path + "/saved.yaml")
    let again = try SavedFile.parse(
      try FileAccess.disk.read(folder.path + "/saved.yaml", limit: 10_000), file: "saved.yaml",
      home: nil)
    #expect(again.value.presets.map(\.values) == [values])
    #expect(again.warnings.isEmpty)
  }
}
