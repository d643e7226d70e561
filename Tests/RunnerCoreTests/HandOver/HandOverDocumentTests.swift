import Foundation
import RunnerCore
import Support
import Testing

/// The YAML, TOML and unit texts, read by parsers of others.
@Suite struct HandOverDocumentTests {
  static let hasYAML = (try? Judge.python("import yaml; print(1)", input: [])) != nil
  static let hasCompose = isComposeInstalled

  private func text(
    _ language: HandOver.Language, _ request: HandOverRequest, file: String? = nil
  ) throws -> String {
    let blocks = try HandOver(request).blocks
    let block = blocks.first { $0.language == language && (file == nil || $0.fileName == file) }
    return try #require(block).revealed(token: request.token).reveal()
  }

  private func readYAML(_ texts: [String]) throws -> [[Any]] {
    let program = """
      import json, sys, yaml
      texts = json.load(sys.stdin)
      print(json.dumps([list(yaml.safe_load_all(text)) for text in texts]))
      """
    return try #require(try Judge.python(program, input: texts) as? [[Any]])
  }

  @Test(.enabled(if: hasYAML)) func valuesOfTheChartHoldHostileNames() throws {
    let names = HandOverFixtures.names.filter { !$0.contains("{{") }
    let texts = try names.map {
      try text(
        .yaml,
        HandOverFixtures.request(.helm, name: $0, isBehindProxy: true, hasCertificates: true))
    }
    var configurations: [String] = []
    for (name, documents) in zip(names, try readYAML(texts)) {
      let values = try #require(documents.first as? [String: Any])
      let runners = try #require(values["runners"] as? [String: Any])
      #expect(runners["name"] as? String == name)
      #expect(runners["secret"] as? String == "gitlab-runner-4711")
      #expect(values["gitlabUrl"] as? String == "https://gitlab.example.com:8443/gitlab")
      #expect(values["certsSecretName"] as? String == "gitlab-runner-4711-certs")
      let variables = try #require(values["envVars"] as? [[String: String]])
      #expect(variables.first?["value"] == "http://me:p%40$'\\w\"!@proxy.example.com:3128")
      for gone in ["tags", "locked", "runUntagged", "protected", "maximumTimeout", "runnerToken"] {
        #expect(runners[gone] == nil && values[gone] == nil)
      }
      configurations.append(try #require(runners["config"] as? String))
    }
    let program = """
      import json, sys, tomllib
      print(json.dumps([tomllib.loads(text) for text in json.load(sys.stdin)]))
      """
    let sections = try #require(
      try Judge.python(program, input: configurations) as? [[String: [[String: Any]]]])
    #expect(sections.count == names.count)
    for section in sections {
      let cluster = section["runners"]?.first?["kubernetes"] as? [String: String]
      #expect(cluster == ["namespace": "gitlab-runner", "image": "alpine:latest"])
    }
  }

  @Test(.enabled(if: hasYAML)) func theSecretHasTheKeysThatItsReaderWants() throws {
    for (place, keys) in [
      (HandOverPlace.helm, ["runner-registration-token", "runner-token"]),
      (.operator, ["runner-token"]),
    ] {
      let request = try HandOverFixtures.request(place, source: .inline, isBehindProxy: true)
      let documents = try #require(try readYAML([try text(.yaml, request)]).first)
      let secret = try #require(documents.first as? [String: Any])
      let values = try #require(secret["stringData"] as? [String: String])
      #expect(values.keys.sorted() == keys)
      #expect(values["runner-token"] == HandOverFixtures.token)
      #expect((secret["metadata"] as? [String: String])?["name"] == "gitlab-runner-4711")
    }
  }

  @Test(.enabled(if: hasYAML)) func theOperatorGetsAResourceWithItsProxiesAndAuthority() throws {
    var request = try HandOverFixtures.request(
      .operator, isBehindProxy: true, hasCertificates: true)
    request.answers[.namespace] = "ci"
    let documents = try #require(try readYAML([try text(.yaml, request)]).first)
    let resources = documents.compactMap { $0 as? [String: Any] }
    #expect(resources.compactMap { $0["kind"] as? String } == ["ConfigMap", "Runner"])
    #expect(resources[1]["apiVersion"] as? String == "apps.gitlab.com/v1beta2")
    let spec = try #require(resources[1]["spec"] as? [String: String])
    #expect(
      spec == [
        "gitlabUrl": "https://gitlab.example.com:8443/gitlab", "token": "gitlab-runner-4711",
        "buildImage": "alpine:latest", "ca": "gitlab-runner-4711-certs",
        "env": "gitlab-runner-4711-proxy",
      ])
    for resource in resources {
      #expect((resource["metadata"] as? [String: String])?["namespace"] == "ci")
    }
  }

  @Test(.enabled(if: hasYAML)) func theComposeFileKeepsDollarsFromBeingExpanded() throws {
    var request = try HandOverFixtures.request(.compose, isBehindProxy: true)
    request.answers[.configFolder] = "/srv/a $b \"c\""
    let document = try #require(try readYAML([try text(.yaml, request)]).first?.first)
    let services = try #require((document as? [String: Any])?["services"] as? [String: Any])
    let service = try #require(services["gitlab-runner"] as? [String: Any])
    let variables = try #require(service["environment"] as? [String: String])
    #expect(variables["https_proxy"] == "http://me:p%40$$'\\w\"!@proxy.example.com:3128")
    #expect(
      service["volumes"] as? [String] == [
        "/srv/a $$b \"c\":/etc/gitlab-runner", "/var/run/docker.sock:/var/run/docker.sock",
      ])
  }

  @Test(.enabled(if: hasCompose)) func composeTakesTheFile() throws {
    let folder = try TemporaryFolder()
    let request = try HandOverFixtures.request(.compose, isBehindProxy: true)
    let file = try folder.write(try text(.yaml, request), to: "compose.yaml")
    let run = try ProgramRun(
      "docker-compose", ["-f", file.path(percentEncoded: false), "config"])
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(run.output.contains("/srv/gitlab-runner/config:/etc/gitlab-runner"))
  }

  @Test(.enabled(if: Judge.hasPython)) func theSectionIsThatOfTheConfigurationFile() throws {
    let texts = try HandOverPlace.configTOML.executors.map { executor in
      try text(.toml, HandOverFixtures.request(.configTOML, executor, source: .inline))
    }
    let program = """
      import json, sys, tomllib
      print(json.dumps([tomllib.loads(text) for text in json.load(sys.stdin)], default=str))
      """
    let read = try #require(try Judge.python(program, input: texts) as? [[String: Any]])
    for (executor, document) in zip(HandOverPlace.configTOML.executors, read) {
      let runner = try #require((document["runners"] as? [[String: Any]])?.first)
      #expect(runner["executor"] as? String == executor.rawValue)
      #expect(runner["token"] as? String == HandOverFixtures.token)
      #expect(runner["id"] as? Int == 4711)
    }
  }

  /// systemd's own rules for `Environment=`: quotes and backslashes are escaped, a percent sign is doubled.
  @Test func theDropInEscapesForSystemd() throws {
    let request = try HandOverFixtures.request(.linux, isBehindProxy: true)
    #expect(
      try text(.ini, request) == #"""
        [Service]
        Environment="https_proxy=http://me:p%%40$'\\w\"!@proxy.example.com:3128"
        Environment="no_proxy=localhost,.example.com"

        """#)
    let plain = try HandOver(try HandOverFixtures.request(.linux))
    #expect(!plain.blocks.contains { $0.language == .ini })
  }

  private static let isComposeInstalled =
    (try? ProgramRun("docker-compose", ["version"]).exitCode) == 0
}
