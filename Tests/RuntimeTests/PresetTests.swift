import Foundation
import RunnerCore
import Testing

@testable import Runtime

@Suite struct PresetTests {
  let harness: BatchHarness

  init() throws {
    harness = try BatchHarness()
  }

  private func configure(_ presets: String, file: String = "config.yaml") throws {
    let folder = harness.folder.path + "/.config/runner-wizard"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try ("version: 1\npresets:\n" + presets).write(
      toFile: "\(folder)/\(file)", atomically: false, encoding: .utf8)
  }

  private let docker = """
      docker:
        runner_type: group_type
        group_id: 10
        description: build-preset
        tag_list: [docker, linux]
        maximum_timeout: 2h

    """

  @Test func aPresetFillsTheForm() async throws {
    try configure(docker)
    let printed = await harness.run("create", "--preset", "docker", "--json")
    #expect(printed.status == 0, "\(printed.complaints)")
    #expect(printed.json?["group_id"] == .integer(10))
    #expect(printed.json?["tag_list"] == .array([.string("docker"), .string("linux")]))
    #expect(printed.json?["maximum_timeout"] == .integer(7200))
  }

  @Test func optionsWinOverTheFileAndTheFileOverThePreset() async throws {
    try configure(docker, file: "saved.yaml")
    let file = try harness.folder.write("description: file\nmaximum_timeout: 1h\n", to: "form.yaml")
    let printed = await harness.run(
      "create", "--preset", "docker", "--from", file, "--description", "typed", "--json")
    #expect(printed.json?["description"] == .string("typed"))
    #expect(printed.json?["maximum_timeout"] == .integer(3600))
    #expect(printed.json?["tag_list"] == .array([.string("docker"), .string("linux")]))
  }

  @Test(arguments: [[], ["--type", "project"]])
  func aPlaceOfAnotherTypeReplacesThePresets(type: [String]) async throws {
    try configure(docker)
    let printed = await harness.run(
      ["create", "--preset", "docker", "--project", "101", "--json"] + type)
    #expect(printed.status == 0, "\(printed.output)")
    #expect(printed.json?["runner_type"] == .string("project_type"))
    #expect(printed.json?["project_id"] == .integer(101))
    #expect(printed.json?["group_id"] == nil)
    #expect(printed.json?["description"] == .string("build-preset"))
  }

  @Test func anotherTypeDropsThePlaceOfThePreset() async throws {
    try configure(docker)
    let printed = await harness.run(
      "create", "--preset", "docker", "--type", "instance", "--json", "--paused")
    // The token's user may create no instance runners; what matters is that no place is in the way.
    #expect(printed.error?["problems"] == .array([]))
    #expect(printed.error?["code"] != .string("invalid_form"))
    let missing = await harness.run("create", "--preset", "docker", "--type", "project", "--json")
    #expect(missing.status == 4)
  }

  @Test func anUnknownPresetNamesTheKnownOnes() async throws {
    try configure(docker)
    let printed = await harness.run("create", "--preset", "docer")
    #expect(printed.status == 2)
    #expect(printed.complaints.contains("There is no preset docer."))
    #expect(printed.complaints.contains("Presets: docker."))
    #expect(harness.registrations == 0)
  }
}
