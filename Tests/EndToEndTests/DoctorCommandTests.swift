import Foundation
import Support
import Testing

extension EndToEnd {
  /// `runner-wizard doctor` as people and scripts use it.
  @Suite struct DoctorCommand {
    /// A file of another tool as operators have it.
    struct Configuration: Sendable, CustomTestStringConvertible {
      let tool: String
      let name: String
      let sections: [String]

      var testDescription: String { "\(tool)/\(name)" }
      /// Where the tool looks for it in a home folder.
      var place: String {
        tool == "glab" ? ".config/glab-cli/config.yml" : ".python-gitlab.cfg"
      }

      func text() throws -> String {
        let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
          .appending(path: "ConfigurationTests/Fixtures/\(tool)")
          .appending(path: tool == "glab" ? "\(name).yml" : "\(name).cfg")
        return try String(contentsOf: file, encoding: .utf8)
      }
    }

    @Test(arguments: [
      Configuration(
        tool: "python-gitlab", name: "default-section", sections: ["work", "public", "sandbox"]),
      Configuration(
        tool: "python-gitlab", name: "helpers", sections: ["pass", "file", "tilde", "open"]),
      Configuration(
        tool: "python-gitlab", name: "interpolation", sections: ["main", "plain", "stray"]),
      Configuration(
        tool: "python-gitlab", name: "no-token",
        sections: ["ci", "basic", "anonymous", "both", "nowhere"]),
      Configuration(
        tool: "python-gitlab", name: "verification",
        sections: ["unchecked", "checked", "authority"]),
      Configuration(
        tool: "glab", name: "environment",
        sections: ["hosts.gitlab.example.com", "hosts.other.example.com"]),
      Configuration(tool: "glab", name: "gateway", sections: ["hosts.gitlab.example.com"]),
      Configuration(
        tool: "glab", name: "oauth",
        sections: [
          "hosts.gitlab.com", "hosts.old.example.com", "hosts.keyring.example.com",
          "hosts.job.example.com",
        ]),
      Configuration(
        tool: "glab", name: "old-api-host",
        sections: [
          "hosts.ssh.example.com", "hosts.[2001:db8::1]:8443", "hosts.broken host",
          "hosts.scalar.example.com",
        ]),
      Configuration(
        tool: "glab", name: "several-hosts",
        sections: ["hosts.gitlab.com", "hosts.gitlab.example.com", "hosts.gitlab.test:8443"]),
      Configuration(tool: "glab", name: "subfolder", sections: ["hosts.intranet.example.com"]),
    ])
    func everyProfileIsToldWithItsFileAndSection(of configuration: Configuration) throws {
      let home = try TemporaryFolder()
      // Nothing leaves the machine: the only proxy there is does not answer.
      let text = try configuration.text().replacing(
        "olivia:secret@proxy.example.com:3128", with: "olivia:secret@127.0.0.1:9")
      let file = try home.write(text, to: configuration.place).path(percentEncoded: false)
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
      let run = try Program.runnerWizard.run(
        ["doctor", "--json", "--timeout", "5"],
        environment: [
          "HOME": home.path, "http_proxy": "http://127.0.0.1:9",
          "https_proxy": "http://127.0.0.1:9",
        ])
      let report = try object(run.output)
      #expect([1, 2].contains(run.exitCode))
      #expect(report["exit"] as? Int == Int(run.exitCode))
      let files = try #require(report["config"] as? [[String: Any]])
      #expect(files.map { $0["path"] as? String } == [file])
      #expect(files.map { $0["tool"] as? String } == [configuration.tool])
      let profiles = try #require(report["profiles"] as? [[String: Any]])
      #expect(Set(profiles.map { $0["source"] as? String }) == [file])
      #expect(
        profiles.compactMap { $0["section"] as? String }.sorted() == configuration.sections.sorted()
      )
      for secret in [
        "glpat-", "oauth-", "hunter2", "olivia:secret", "open sesame", "0123456789-job",
      ] {
        #expect(!(run.output + run.errors).contains(secret), "\(secret)")
      }
    }

    private let owner: [(type: String, place: [String])] = [
      ("instance", []), ("group", ["--group", "10"]), ("project", ["--project", "100"]),
    ]

    @Test(arguments: [
      ("owner-api", ["no", "yes", "yes"], 0), ("owner-create", ["unknown", "yes", "yes"], 0),
      ("owner-read-api", ["no", "no", "no"], 3), ("owner-expired", ["no", "no", "no"], 3),
      ("maintainer-api", ["no", "no", "yes"], 0), ("developer-api", ["no", "no", "no"], 3),
      ("blocked-api", ["no", "no", "no"], 3), ("root-admin", ["yes", "yes", "yes"], 0),
      ("root-api", ["no", "no", "no"], 3),
    ])
    func whatItSaysIsWhatCreateDoes(token: String, words: [String], exit: Int32) throws {
      let server = try SandboxServer()
      let run = try doctor(server, token)
      #expect(run.exitCode == exit)
      let report = try object(run.output)
      let found = try #require(report["can_create"] as? [String: Any])
      #expect(owner.map { found[$0.type] as? String } == words)
      #expect(try server.registrations().isEmpty)
      for ((type, place), word) in zip(owner, words) {
        let sent = try server.registrations().count
        let create = try Program.runnerWizard.run(
          ["create", "--url", server.url, "--type", type] + place,
          environment: ["GITLAB_TOKEN": try server.token(token)])
        let isSent = try server.registrations().count > sent
        switch word {
        case "yes": #expect(create.exitCode == 0 && isSent, "\(type)")
        // Without admin mode, private places do not exist for an administrator.
        case "no":
          #expect(create.exitCode == 3 || token == "root-api" && create.exitCode == 4, "\(type)")
          #expect(!isSent, "\(type)")
        default: #expect([0, 3].contains(create.exitCode), "\(type)")
        }
      }
    }

    @Test func aPipeGetsNoEscapeSequences() throws {
      let server = try SandboxServer()
      for options in [[], ["--json"], ["--color", "256"], ["--plain"]] {
        let run = try doctor(server, "owner-api", options, json: false)
        #expect(run.exitCode == 0)
        #expect(run.errors.isEmpty)
        #expect(!run.output.contains("\u{1B}"))
        #expect(!run.output.contains(try server.token("owner-api")))
      }
    }

    @Test(arguments: [
      ["doctor"], ["create", "--type", "instance"], ["list"], ["list", "--scope", "group:acme"],
      ["create", "--type", "group", "--group", "acme"],
    ])
    func everyCommandExplainsARunnersToken(command: [String]) throws {
      let server = try SandboxServer()
      let token = "glrt-t1_NotARealRunnerTok"
      let run = try Program.runnerWizard.run(
        command + ["--url", server.url], environment: ["GITLAB_TOKEN": token])
      #expect(run.exitCode == 3)
      let said = run.output + run.errors
      #expect(said.contains("This is a runner's own token (glrt-)"))
      #expect(!said.contains(token))
      #expect(try server.registrations().isEmpty)
    }

    @Test func withoutAConnectionItSaysWhatIsMissing() throws {
      let run = try Program.runnerWizard.run(["doctor"])
      #expect(run.exitCode == 2)
      #expect(run.output.contains("There is no GitLab server to talk to."))
      #expect(run.output.hasSuffix("No usable connection is configured.\n"))
    }

    @Test(arguments: ["config.yaml", "saved.yaml"])
    func aBrokenFileIsToldWithEverythingElse(name: String) throws {
      let server = try SandboxServer()
      let home = try TemporaryFolder()
      let file = try home.write(
        "version: 1\nprofiles:\n  a: [\n", to: ".config/runner-wizard/\(name)"
      )
      .path(percentEncoded: false)
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
      let environment = [
        "HOME": home.path, "GITLAB_URL": server.url, "GITLAB_TOKEN": try server.token("owner-api"),
      ]
      let plain = try Program.runnerWizard.run(["doctor"], environment: environment)
      #expect(plain.exitCode == 2)
      #expect(plain.output.contains("!! \(file) · \(name) · \(file):4:1: not valid YAML"))
      #expect(plain.output.contains("ok environment · \(server.url) · personal"))
      #expect(plain.output.hasSuffix("No usable connection is configured.\n"))
      let run = try Program.runnerWizard.run(["doctor", "--json"], environment: environment)
      #expect(run.exitCode == 2)
      let report = try object(run.output)
      let files = try #require(report["config"] as? [[String: Any]])
      #expect((files.first?["problem"] as? String)?.contains("not valid YAML") == true)
      let connection = try #require(report["connection"] as? [String: Any])
      let error = try #require(connection["error"] as? [String: Any])
      #expect(error["code"] as? String == "configuration")
      // What creates is not begun with half of what was meant.
      let create = try Program.runnerWizard.run(
        ["create", "--type", "project", "--project", "100"], environment: environment)
      #expect(create.exitCode == 2)
      #expect(try server.registrations().isEmpty)
    }

    @Test(arguments: ["glrt-t1_NotARealRunnerTok", "GR1348941NotARealTokenAtAll"])
    func aTokenForAnotherPurposeIsNowhereCalledGood(token: String) throws {
      let server = try SandboxServer()
      let home = try TemporaryFolder()
      let file = try home.write(
        """
        version: 1
        default_profile: used
        profiles:
          used: {url: "\(server.url)", token: \(token)}
          other: {url: "\(server.url)", token: \(token)x}
        """, to: ".config/runner-wizard/config.yaml"
      ).path(percentEncoded: false)
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
      let run = try Program.runnerWizard.run(
        ["doctor"], environment: ["HOME": home.path, "TERM": "xterm-256color"])
      #expect(run.exitCode == 3)
      let lines = run.output.split(separator: "\n")
      #expect(lines.contains { $0.hasPrefix("  !! used (in use)") })
      #expect(lines.contains { $0.hasPrefix("  !! other") })
      #expect(lines.count { $0.hasPrefix("  ok") } == 2, "the terminal and the file")
      #expect(!run.output.contains(token))
    }

    @Test func aServerThatIsNotThereIsAFailure() throws {
      let run = try Program.runnerWizard.run(
        ["doctor", "--json", "--url", "http://127.0.0.1:9"],
        environment: ["GITLAB_TOKEN": "made-up-token"])
      #expect(run.exitCode == 1)
      let connection = try #require(try object(run.output)["connection"] as? [String: Any])
      let error = try #require(connection["error"] as? [String: Any])
      #expect(error["code"] as? String == "could_not_connect")
    }

    private func doctor(
      _ server: SandboxServer, _ token: String, _ options: [String] = [], json: Bool = true
    ) throws -> ProgramRun {
      try Program.runnerWizard.run(
        ["doctor", "--url", server.url] + (json ? ["--json"] : []) + options,
        environment: ["GITLAB_TOKEN": try server.token(token), "TERM": "xterm-256color"])
    }

    private func object(_ line: String) throws -> [String: Any] {
      try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }
  }
}
