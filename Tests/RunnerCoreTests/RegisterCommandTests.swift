import RunnerCore
import Testing

@Suite struct RegisterCommandTests {
  private static let secret = "GR1348941abcdefghijklmnop"

  @Test func optionsOfTheOldFlowFillTheForm() throws {
    let command = try #require(
      RegisterCommand(
        parsing: """
          sudo gitlab-runner register --non-interactive \\
            --url https://gitlab.example.com/ --registration-token \(Self.secret) \\
            --executor "docker" --docker-image alpine:latest \\
            --description 'Build host, rack 4' --tag-list "docker, linux,,docker" \\
            --run-untagged="true" --locked=false --access-level=ref_protected \\
            --maximum-timeout 3600 --paused --maintenance-note "Ask Ann"
          """))
    #expect(command.server?.host == "gitlab.example.com")
    #expect(command.tags == ["docker", "linux"])
    #expect(command.description == "Build host, rack 4")
    #expect(command.runsUntagged == true)
    #expect(command.isLocked == false)
    #expect(command.isProtected == true)
    #expect(command.maximumTimeout == "1h")
    #expect(command.isPaused == true)
    #expect(command.maintenanceNote == "Ask Ann")
    #expect(command.credential == .registration)
    #expect(
      command.cleaned
        == "sudo gitlab-runner register --non-interactive --url https://gitlab.example.com/ "
        + "--executor \"docker\" --docker-image alpine:latest "
        + "--description 'Build host, rack 4' --token \"$RUNNER_TOKEN\"")
    #expect(
      command.moved == [
        "--tag-list", "--run-untagged", "--locked", "--access-level", "--maximum-timeout",
        "--paused",
        "--maintenance-note",
      ])
  }

  @Test(arguments: [
    "gitlab-runner register -u https://g.example -r \(secret) --tag-list a",
    "/usr/local/bin/gitlab-runner --debug register --tag-list=a -r=\(secret)",
    "docker run --rm -v /srv:/etc/gitlab-runner gitlab/gitlab-runner:alpine register --tag-list a",
    "docker exec -it gitlab-runner gitlab-runner register --tag-list a --token \(secret)",
    "docker run -e REGISTRATION_TOKEN=\(secret) -e RUNNER_TAG_LIST=a gitlab/gitlab-runner register",
    "REGISTRATION_TOKEN=\(secret) RUNNER_TAG_LIST='a' gitlab-runner register -n",
    "sudo -E env REGISTRATION_TOKEN=\(secret) gitlab-runner register --tag-list \"a\"",
    "curl -L x | sudo bash && sudo gitlab-runner register --tag-list a ; echo done --tag-list b",
    "# first\n$ gitlab-runner register \\\n  --tag-list a # behind\n",
    ".\\gitlab-runner.exe register `\n  --tag-list a",
    "gitlab-ci-multi-runner register --tag-list 'a",
    "gitlab-runner register --tag-list a --unknown-token \(secret) --env \"PASSWORD=\(secret)\"",
  ])
  func formsOfTheCommandAreUnderstood(text: String) throws {
    let command = try #require(RegisterCommand(parsing: text))
    #expect(command.tags == ["a"])
    #expect(!"\(command)".contains(Self.secret))
    #expect(command.cleaned.contains("register"))
    #expect(command.cleaned.hasSuffix("--token \"$RUNNER_TOKEN\""))
  }

  @Test(arguments: [
    "", "register", "docker, linux", "https://gitlab.example.com/acme/register",
    "gitlab-runner run --url x", "echo register gitlab-runner", "glpat-AAAABBBBCCCCDDDDEEEE",
    String(repeating: "gitlab-runner register ", count: 4_000),
  ])
  func otherTextsAreNone(text: String) {
    #expect(RegisterCommand(parsing: text) == nil)
  }

  @Test func variablesOfTheShellAreNotTaken() throws {
    let command = try #require(
      RegisterCommand(parsing: "gitlab-runner register --tag-list \"$TAGS\" --name \"$(hostname)\"")
    )
    #expect(command.tags == nil)
    #expect(command.description == nil)
    #expect(command.unread == ["--tag-list", "--name"])
  }

  @Test func switchesWithoutAValueAreOn() throws {
    let command = try #require(
      RegisterCommand(parsing: "gitlab-runner register --locked --run-untagged --paused false"))
    #expect(command.isLocked == true)
    #expect(command.runsUntagged == true)
    #expect(command.isPaused == false)
  }

  @Test func tokenOfAnExistingRunnerIsToldApart() throws {
    let command = try #require(
      RegisterCommand(
        parsing: "gitlab-runner register --token glrt-abcdefghijklmnop --url https://g.example"))
    #expect(command.credential == .runner)
    #expect(!"\(command)".contains("glrt-"))
  }

  @Test func addressesWithAPasswordAreNotShown() throws {
    let command = try #require(
      RegisterCommand(parsing: "gitlab-runner register --url https://u:hunter2@g.example"))
    #expect(!"\(command)".contains("hunter2"))
  }

  @Test func timeoutOfZeroIsNoLimit() throws {
    let command = try #require(
      RegisterCommand(parsing: "gitlab-runner register --maximum-timeout=0"))
    #expect(command.maximumTimeout == nil)
  }
}
