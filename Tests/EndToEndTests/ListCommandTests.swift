import Foundation
import Support
import Testing

extension EndToEnd {
  /// `runner-wizard list` as scripts use it.
  @Suite struct ListCommand {
    /// A sandbox with a few pages of runners, some of them with hostile texts.
    private func server(_ options: [String] = []) throws -> SandboxServer {
      try SandboxServer(["--runners", "400"] + options)
    }

    private func list(
      _ server: SandboxServer, _ arguments: [String], token: String = "root-admin"
    ) throws -> ProgramRun {
      try Program.runnerWizard.run(
        ["list"] + arguments,
        environment: ["GITLAB_URL": server.url, "GITLAB_TOKEN": try server.token(token)])
    }

    private func objects(_ output: String) throws -> [[String: Any]] {
      try #require(
        try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [[String: Any]])
    }

    @Test(arguments: [[], ["--no-graphql"]])
    func everyRunnerIsPrintedOnce(_ options: [String]) throws {
      let server = try server(options)
      let run = try list(server, ["--scope", "instance", "--json"])
      #expect(run.exitCode == 0)
      let ids = try objects(run.output).compactMap { $0["id"] as? Int }
      #expect(ids.count == Set(ids).count)
      #expect(Set(ids) == Set(try server.runnerIDs()))
      #expect(run.errors.isEmpty == options.isEmpty)
    }

    @Test func hundredRunnersCostOneRequestOfEach() throws {
      let server = try server()
      let run = try list(server, ["--scope", "instance", "--json", "--limit", "100"])
      #expect(try objects(run.output).count == 100)
      let asked = try server.requests().filter { !$0.path.hasPrefix("/-/") }
      #expect(asked.map(\.path) == ["/api/graphql"])
    }

    @Test func valuesAreThoseOfTheServer() throws {
      let server = try server()
      let run = try list(server, ["--scope", "project:acme/website", "--json"])
      let objects = try objects(run.output)
      #expect(!objects.isEmpty)
      for object in objects {
        let runner = try server.runner(try #require(object["id"] as? Int))
        #expect(object["tag_list"] as? [String] == runner.tagList)
        #expect(object["paused"] as? Bool == runner.paused)
        #expect(object["locked"] as? Bool == runner.locked)
        #expect(object["access_level"] as? String == runner.accessLevel)
        #expect(object["runner_type"] as? String == runner.runnerType)
        #expect(object["maximum_timeout"] as? Int == runner.maximumTimeout)
      }
    }

    @Test(arguments: [[], ["--csv"], ["--json"]])
    func noEscapeSequenceIsPrintedIntoAPipe(_ format: [String]) throws {
      let run = try list(try server(), ["--scope", "instance", "--color", "256"] + format)
      #expect(run.exitCode == 0)
      #expect(!run.output.unicodeScalars.contains { $0.value == 0x1B || $0.value == 0x9B })
    }

    @Test func shellsAndOtherProgramsReadIt() throws {
      let server = try server()
      let script = """
        runner-wizard list --scope instance --csv --sort id | python3 -c '
        import csv, sys
        rows = list(csv.DictReader(sys.stdin))
        print(len(rows), rows[0]["id"], len({len(row) for row in rows}))'
        """
      let run = try ProgramRun(
        "sh", ["-c", script],
        environment: [
          "GITLAB_URL": server.url, "GITLAB_TOKEN": try server.token("root-admin"),
          "PYTHONIOENCODING": "utf-8",
        ])
      #expect(run.output == "\(try server.runnerIDs().count) 1 1\n")
    }

    @Test func nothingIsChangedOnTheServer() throws {
      let server = try server()
      _ = try list(server, ["--scope", "group:acme", "--descendants", "--read-only"])
      let changing = try server.requests().filter { request in
        request.method != "GET" && !request.path.hasSuffix("/graphql")
      }
      #expect(changing.isEmpty)
    }

    @Test(arguments: [
      ("owner-create", ["--scope", "mine"], 3), ("owner-api", ["--scope", "instance"], 3),
      ("owner-api", ["--scope", "group:nowhere"], 1), ("owner-api", ["--scope", "nowhere"], 2),
      ("owner-api", ["--filter", "status:bogus"], 2), ("owner-read-api", ["--scope", "mine"], 0),
    ])
    func exitCodesTellScriptsWhatHappened(
      _ token: String, _ arguments: [String], _ status: Int32
    ) throws {
      let run = try list(try server(), arguments + ["--json"], token: token)
      #expect(run.exitCode == status)
      let isError = run.output.hasPrefix("{\"error\":{\"code\":")
      #expect(isError == (status != 0))
    }

    @Test func withoutAServerThereIsAMessage() throws {
      let run = try Program.runnerWizard.run(["list"])
      #expect(run.exitCode == 2)
      #expect(run.output.isEmpty)
      #expect(run.errors.contains("GITLAB_URL"))
    }
  }
}
