import Foundation
import GitLabSandbox
import RunnerCore
import RunnerWizard
import Support
import Testing

@testable import Runtime

/// `create --emit`: the text for a machine in place of the token alone.
@Suite struct EmitTests {
  let harness = CreateHarness()

  private let group = ["--type", "group", "--group", "acme/platform"]

  @Test(arguments: HandOverPlace.allCases) func standardOutputIsTheTextAlone(
    place: HandOverPlace
  ) async throws {
    let printed = await harness.create(group + ["--emit", place.rawValue])
    #expect(printed.status == 0)
    let runner = try #require(harness.transport.withSandbox { $0.runners.last })
    #expect(printed.output.components(separatedBy: "glrt-").count >= 2)
    #expect(!printed.output.contains("Created"))
    #expect(!printed.complaints.contains("glrt-"))
    #expect(printed.complaints.contains("\(runner.id)"))
  }

  @Test func theTextHasTheExecutorAndTheAnswers() async {
    let printed = await harness.create(
      group + [
        "--emit", "docker-run", "--image", "debian:13", "--name", "it's me", "--config-folder",
        "/srv/ci",
      ])
    #expect(printed.output.contains("--docker-image debian:13"))
    #expect(printed.output.contains(#"--name 'it'\''s me'"#))
    #expect(printed.output.contains("-v /srv/ci:/etc/gitlab-runner"))
    #expect(printed.output.contains("# Start the container, once\n"))
  }

  @Test(arguments: [HandOverPlace.dockerRun, .dockerVolume, .linuxUser, .macos, .freebsd])
  func nothingStartsWithoutItsRegistration(place: HandOverPlace) async throws {
    let printed = await harness.create(group + ["--emit", place.rawValue])
    let folder = try TemporaryFolder()
    let script = try folder.write(printed.output, to: "script")
    for name in ["docker", "gitlab-runner", "sudo"] {
      let file = try folder.write(
        """
        #!/bin/sh
        echo "$*" >>"\(folder.path)/calls"
        case "$*" in *register*) exit 1 ;; esac

        """, to: name)
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o755], ofItemAtPath: file)
    }
    let run = try ProgramRun(
      "sh", [script],
      environment: ["PATH": "\(folder.path):/usr/bin:/bin"])
    #expect(run.exitCode != 0)
    let calls = try String(contentsOfFile: folder.path + "/calls", encoding: .utf8)
    #expect(calls.contains("register --non-interactive"))
    #expect(calls.split(separator: "\n").count == 1, "\(calls)")
  }

  @Test func theDescriptionIsTheNameThere() async {
    let printed = await harness.create(
      group + ["--emit", "linux", "--description", "build $HOME"])
    #expect(printed.output.contains("--name 'build $HOME'"))
  }

  @Test func jsonHasTheTextsAsAMember() async throws {
    let printed = await harness.create(group + ["--emit", "helm", "--json"])
    guard case .array(let texts)? = printed.json?["emit"] else {
      Issue.record("no texts: \(printed.output)")
      return
    }
    #expect(texts.count == 3)
    #expect(texts[0]["language"] == .string("yaml"))
    #expect(texts[0]["file"] == .string("secret.yaml"))
    guard case .string(let token)? = printed.json?["token"],
      case .string(let text)? = texts[0]["text"]
    else {
      Issue.record("no token or text")
      return
    }
    #expect(text.contains("runner-token: \"\(token)\""))
  }

  @Test(arguments: [
    ["--emit", "moon"], ["--emit", "linux", "--executor", "parallels"], ["--executor", "docker"],
    ["--image", "alpine"], ["--emit", "linux", "--namespace", "x"],
    ["--emit", "linux", "--image", "a b"], ["--emit", "linux", "--image", ""],
    ["--emit", "linux", "--executor", "ssh"], ["--emit", "helm", "--namespace", "Upper"],
    ["--emit", "linux", "--name", "a\nb"],
  ])
  func wrongCombinationsAreUsageErrorsBeforeAnythingIsSent(arguments: [String]) async {
    let printed = await harness.create(group + arguments)
    #expect(printed.status == 2)
    #expect(printed.output.isEmpty)
    #expect(harness.requests == 0)
  }

  @Test func whatTheTextCannotHoldIsRefusedBeforeAnythingIsSent() {
    let emitting = Emitting(
      options: EmitOptions(place: .linux, executor: .docker),
      start: .ready(odd, notes: []), environment: [:], home: nil)
    #expect(emitting.problem?.exit == .usage)
  }

  private var odd: Connection {
    var connection = harness.transport.connection("owner-api")
    connection.caFile = "/a\nb"
    return connection
  }

  @Test func theEntryIsClosedWhenTheTextIsPrintedAndOnlyThen() async {
    var deaf = harness
    deaf.hasOutput = false
    let failed = await deaf.create(group + ["--emit", "linux"])
    #expect(failed.status == 1)
    #expect(failed.complaints.contains("could not be written"))
    #expect(failed.complaints.contains("--resume"))
    let printed = await harness.create(group + ["--emit", "linux", "--description", "other"])
    #expect(printed.status == 0)
    #expect(!printed.complaints.contains("--resume"))
  }
}
