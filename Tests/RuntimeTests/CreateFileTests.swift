import RunnerCore
import Testing

@testable import Runtime

@Suite struct CreateFileTests {
  let harness = CreateHarness()

  @Test func valuesComeFromStandardInputUnderGitLabsNames() async throws {
    let printed = await harness.create(
      "--from", "-", "--json",
      input: """
        runner_type: project_type
        project_id: 101
        description: from a file
        maintenance_note: |
          two
          lines
        maximum_timeout: 1h
        tag_list: [docker, "linux,arm"]
        run_untagged: no
        locked: true
        access_level: ref_protected
        paused: true
        """)
    #expect(printed.status == 0)
    #expect(printed.json?["maximum_timeout"] == .integer(3600))
    #expect(
      printed.json?["tag_list"]
        == .array([.string("docker"), .string("linux"), .string("arm")]))
    #expect(printed.json?["run_untagged"] == .bool(false))
    #expect(printed.json?["locked"] == .bool(true))
    #expect(printed.json?["access_level"] == .string("ref_protected"))
    #expect(printed.json?["paused"] == .bool(true))
    #expect(printed.json?["maintenance_note"] == .string("two\nlines\n"))
  }

  @Test func optionsWinOverTheFile() async {
    let printed = await harness.create(
      "--from", "-", "--json", "--description", "typed", "--tag", "typed", "--no-paused",
      input: """
        {"runner_type": "group_type", "group_id": 10, "description": "file",
         "tag_list": "a,b", "paused": true}
        """)
    #expect(printed.json?["description"] == .string("typed"))
    #expect(printed.json?["tag_list"] == .array([.string("typed")]))
    #expect(printed.json?["paused"] == .bool(false))
  }

  @Test func misspelledKeysAndWrongValuesAreInvalid() async {
    let printed = await harness.create(
      "--from", "-", "--json",
      input: """
        runner_type: groups
        run_untaged: false
        paused: perhaps
        access_level: 1
        tag_list: {a: b}
        description: [x]
        """)
    #expect(printed.status == 4)
    #expect(
      Set(fields(printed.error)) == [
        "runner_type", "run_untaged", "paused", "access_level", "tag_list", "description",
      ])
    #expect(harness.requests == 0)
  }

  @Test func keysGivenTwiceAndEmptyTagsAreInvalid() async {
    let printed = await harness.create(
      "--from", "-", "--json",
      input: """
        runner_type: group_type
        group_id: 10
        group_id: 11
        tag_list: [null]
        """)
    #expect(printed.status == 4)
    #expect(Set(fields(printed.error)) == ["group_id", "tag_list"])
    #expect(harness.requests == 0)
  }

  @Test func fileThatIsNoYAMLOrIsMissingIsWrongUsage() async {
    let broken = await harness.create("--from", "-", "--json", input: "a: [")
    #expect(broken.status == 2)
    let missing = await harness.create("--from", "/nonexistent/file.yaml", "--json")
    #expect(missing.status == 2)
    #expect(missing.error?["exit"] == .integer(2))
  }
}
