import Foundation
import Support
import Testing

extension EndToEnd {
  /// `runner-wizard create` as scripts use it.
  @Suite struct CreateCommand {
    private let server: SandboxServer

    init() throws {
      server = try SandboxServer()
    }

    @Test func theTokenAloneIsPrinted() throws {
      let run = try create(["--type", "project", "--project", "100", "--tag", "docker"])
      #expect(run.exitCode == 0)
      let token = try #require(Operator.token(in: run.output))
      #expect(run.output == token + "\n")
      #expect(!run.errors.contains(token))
    }

    @Test(arguments: [
      ["--type", "instance"], ["--type", "group", "--group", "acme/platform"],
      ["--type", "project", "--project", "acme/website"],
    ])
    func everyTypeIsCreated(options: [String]) throws {
      let before = try server.runnerIDs().count
      #expect(try create(options, token: "root-admin").exitCode == 0)
      #expect(try server.runnerIDs().count == before + 1)
    }

    @Test func theServerGetsWhatWasGiven() throws {
      let run = try create([
        "--type", "project", "--project", "\(server.url)/acme/website", "--tag", "a,b", "--tag",
        "c", "--description", "東京", "--maintenance-note", "note", "--maximum-timeout", "90m",
        "--no-run-untagged", "--locked", "--protected", "--paused",
      ])
      #expect(run.exitCode == 0)
      let runner = try server.runner(try #require(try server.runnerIDs().last))
      #expect(Set(runner.tagList) == ["a", "b", "c"])
      #expect(runner.description == "東京")
      #expect(runner.maintenanceNote == "note")
      #expect(runner.maximumTimeout == 5400)
      #expect(!runner.runUntagged)
      #expect(runner.locked)
      #expect(runner.accessLevel == "ref_protected")
      #expect(runner.paused)
    }

    @Test func jsonIsOneLineWithGitLabsNames() throws {
      let run = try create(["--type", "project", "--project", "100", "--tag", "docker", "--json"])
      #expect(run.exitCode == 0)
      #expect(run.output.filter { $0 == "\n" }.count == 1)
      let object = try object(run.output)
      #expect(
        Set(object.keys).isSuperset(of: [
          "id", "token", "token_expires_at", "runner_type", "project_id", "description",
          "maintenance_note", "maximum_timeout", "tag_list", "run_untagged", "locked",
          "access_level", "paused", "path", "web_url", "url",
        ]))
      #expect(object["runner_type"] as? String == "project_type")
      #expect(object["tag_list"] as? [String] == ["docker"])
      #expect(object["description"] is NSNull)
      #expect(object["token_expires_at"] is NSNull)
    }

    struct Refusal: Sendable, CustomTestStringConvertible {
      let name: String
      var token = "owner-api"
      var options = ["--type", "project", "--project", "100"]
      var fault: String?
      let exitCode: Int32
      var code: String?
      var field: String?

      var testDescription: String { name }
    }

    @Test(arguments: [
      Refusal(
        name: "51 tags",
        options: [
          "--type", "project", "--project", "100", "--tag",
          (1...51).map(String.init).joined(separator: ","),
        ], exitCode: 4, field: "tag_list"),
      Refusal(
        name: "599 seconds",
        options: ["--type", "project", "--project", "100", "--maximum-timeout", "599"],
        exitCode: 4, field: "maximum_timeout"),
      Refusal(
        name: "no tags without untagged jobs",
        options: ["--type", "project", "--project", "100", "--no-run-untagged"], exitCode: 4),
      Refusal(name: "role too low", token: "developer-api", exitCode: 3),
      Refusal(
        name: "scope too small", token: "owner-read-api", exitCode: 3, code: "insufficient_scope"),
      Refusal(name: "expired", token: "owner-expired", exitCode: 3),
      Refusal(
        name: "no such project", options: ["--type", "project", "--project", "acme/nothing"],
        exitCode: 1),
      Refusal(name: "too many requests", fault: "status=429", exitCode: 1),
      Refusal(name: "gateway", fault: "html", exitCode: 5, code: "outcome_unknown"),
      Refusal(name: "reset", fault: "reset-after", exitCode: 5, code: "outcome_unknown"),
      Refusal(name: "cut off", fault: "truncate", exitCode: 5, code: "outcome_unknown"),
    ])
    func aFailureHasItsExitCodeAndExplanation(of refusal: Refusal) throws {
      if let fault = refusal.fault {
        try server.fail("POST /user/runners:\(fault):1")
      }
      let run = try create(refusal.options + ["--json"], token: refusal.token)
      #expect(run.exitCode == refusal.exitCode)
      let error = try #require(try object(run.output)["error"] as? [String: Any])
      #expect(error["exit"] as? Int == Int(refusal.exitCode))
      #expect((error["message"] as? String)?.isEmpty == false)
      #expect((error["fix"] as? String)?.isEmpty == false)
      let code = try #require(error["code"] as? String)
      #expect(refusal.code == nil || refusal.code == code)
      if let field = refusal.field {
        let problems = try #require(error["problems"] as? [[String: Any]])
        #expect(problems.map { $0["field"] as? String } == [field])
        #expect(try server.registrations().isEmpty)
      }
      #expect(try server.registrations().count <= 1)
    }

    @Test func withoutJSONNothingIsPrintedForAFailure() throws {
      let run = try create(["--type", "project", "--project", "100"], token: "developer-api")
      #expect(run.exitCode == 3)
      #expect(run.output.isEmpty)
      #expect(run.errors.contains("Maintainer"))
    }

    @Test func aServerThatIsNotThereIsAFailure() throws {
      let run = try Program.runnerWizard.run(
        ["create", "--url", "http://127.0.0.1:9", "--type", "instance"],
        environment: ["GITLAB_TOKEN": "glpat-any"])
      #expect(run.exitCode == 1)
      #expect(run.errors.contains("Cannot connect to 127.0.0.1"))
    }

    @Test func aTokenWithoutAServerIsAMistakeInUsage() throws {
      let run = try Program.runnerWizard.run(
        ["create", "--type", "instance"], environment: ["GITLAB_TOKEN": "glpat-any"])
      #expect(run.exitCode == 2)
      #expect(run.output.isEmpty)
    }

    @Test func aServerWithoutATokenIsAMistakeInUsage() throws {
      let run = try Program.runnerWizard.run(["create", "--url", server.url, "--type", "instance"])
      #expect(run.exitCode == 2)
    }

    @Test func anUnknownOptionIsAMistakeInUsage() throws {
      #expect(try create(["--type", "instance", "--nonsense"]).exitCode == 2)
    }

    @Test func aTokenGivenAsArgumentIsNotEchoed() throws {
      let run = try create(["glpat-sandbox-owner-api-0001"])
      #expect(run.exitCode == 2)
      #expect(!(run.output + run.errors).contains("glpat-sandbox-owner-api-0001"))
    }

    @Test func theTokenMayComeFromStandardInput() throws {
      let run = try Program.runnerWizard.run(
        ["create", "--url", server.url, "--token-stdin", "--type", "project", "--project", "100"],
        input: try server.token("owner-create") + "\n")
      #expect(run.exitCode == 0)
      #expect(try server.registrations().map(\.token) == ["owner-create"])
    }

    @Test func nothingIsChangedWhenOnlyReading() throws {
      let run = try create(["--read-only", "--type", "project", "--project", "100"])
      #expect(run.exitCode == 3)
      #expect(try server.registrations().isEmpty)
    }

    private func create(
      _ options: [String], token: String = "owner-api"
    ) throws -> ProgramRun {
      try Program.runnerWizard.run(
        ["create", "--url", server.url] + options,
        environment: ["GITLAB_TOKEN": try server.token(token)])
    }

    private func object(_ line: String) throws -> [String: Any] {
      try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }
  }
}
