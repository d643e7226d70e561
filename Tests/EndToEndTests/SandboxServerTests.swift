import Support
import Testing

extension EndToEnd {
  @Suite struct SandboxServers {
    @Test func twoServersKeepOutOfEachOthersWay() throws {
      let first = try SandboxServer()
      let second = try SandboxServer()
      #expect(first.url != second.url)

      let run = try Program.runnerWizard.run(
        ["create", "--url", first.url, "--type", "project", "--project", "100"],
        environment: ["GITLAB_TOKEN": try first.token("owner-api")])
      #expect(run.exitCode == 0)
      #expect(try first.registrations().count == 1)
      #expect(try second.registrations().isEmpty)
    }
  }
}
