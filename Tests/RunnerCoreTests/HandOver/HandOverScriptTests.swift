import Foundation
import RunnerCore
import Testing

/// The POSIX texts, checked by shells and by what the programs in them are given.
@Suite struct HandOverScriptTests {
  private static let token = HandOverFixtures.token

  /// All POSIX texts of a hand-over, in their order.
  private func scripts(_ request: HandOverRequest) throws -> [String] {
    try HandOver(request).blocks.filter { $0.language == .posix }
      .map { $0.revealed(token: request.token).reveal() }
  }

  @Test func everyTextIsWellFormed() throws {
    var all = ""
    for (place, executor) in HandOverFixtures.combinations {
      for source in [HandOverRequest.TokenSource.typed, .file("/tmp/it's a token"), .inline] {
        let request = try HandOverFixtures.request(
          place, executor, source: source, isBehindProxy: true, hasCertificates: true)
        all += try scripts(request).joined()
      }
    }
    #expect(all.utf8.count > 100_000)
    #expect(try StubMachine.syntaxProblem(of: all) == "")
  }

  @Test(arguments: HandOverPlace.allCases)
  func noProgramGetsTheTokenAsAnArgument(place: HandOverPlace) throws {
    let machine = try StubMachine()
    try machine.write(Self.token + "\n", to: "token file")
    for executor in place.executors {
      for source in [
        HandOverRequest.TokenSource.typed, .file(machine.path + "/token file"), .inline,
      ] {
        let request = try HandOverFixtures.request(
          place, executor, source: source, isBehindProxy: true, hasCertificates: true)
        for script in try scripts(request) {
          // The certificates are files of another machine.
          guard !script.contains("/certs/gitlab.example.com.crt") || script.contains("register")
          else { continue }
          let run = try machine.run(script, input: "\(Self.token)\nssh's password\n")
          #expect(run.status == 0, "\(place) \(executor): \(run.errors)\n\(script)")
          #expect(!run.calls.isEmpty)
          for call in run.calls {
            #expect(
              !call.arguments.contains { $0.contains(Self.token) || $0.contains("p%40") },
              "\(place) \(executor)")
          }
        }
      }
    }
  }

  /// The programs that get the token have it whole, in their environment or by their input.
  @Test(arguments: HandOverPlace.allCases.filter { $0 != .windows && $0 != .configTOML })
  func theTokenArrives(place: HandOverPlace) throws {
    let machine = try StubMachine()
    try machine.write(Self.token + "\n", to: "token")
    for source in [HandOverRequest.TokenSource.typed, .file(machine.path + "/token"), .inline] {
      let request = try HandOverFixtures.request(place, source: source, isBehindProxy: true)
      var arrived: [String] = []
      for script in try scripts(request) {
        let run = try machine.run(script, input: Self.token + "\n")
        for call in run.calls(of: "gitlab-runner") where call.arguments[1] == "register" {
          arrived.append(call.environment["CI_SERVER_TOKEN"] ?? "")
          for proxy in request.proxies {
            #expect(call.environment[proxy.name] == proxy.value.reveal())
          }
        }
        arrived += run.calls(of: "kubectl").map(\.input).filter { !$0.isEmpty }
      }
      let isInDocument = source == .inline && [.helm, .operator].contains(place)
      #expect(arrived == (isInDocument ? [] : [Self.token]), "\(place)")
    }
  }

  @Test(arguments: HandOverPlace.allCases.filter { !$0.executors.elementsEqual([.kubernetes]) })
  func leftoversOfTheLegacyFlowDoNotReachTheRegistration(place: HandOverPlace) throws {
    let machine = try StubMachine()
    let request = try HandOverFixtures.request(place)
    for script in try scripts(request) {
      for call in try machine.run(script, input: Self.token + "\n").calls(of: "gitlab-runner")
      where call.arguments[1] == "register" {
        let left = call.environment.keys.filter {
          $0.hasPrefix("REGISTER_") || $0 == "RUNNER_TAG_LIST" || $0 == "REGISTRATION_TOKEN"
        }
        #expect(left.isEmpty)
      }
    }
  }

  @Test(arguments: ["bash", "dash"])
  func namesArriveAsTheyAre(shell: String) throws {
    let machine = try StubMachine()
    for place in [HandOverPlace.linux, .dockerExec, .compose] {
      for name in HandOverFixtures.names {
        let request = try HandOverFixtures.request(place, .docker, name: name)
        let script = try #require(try scripts(request).first { $0.contains("register") })
        let run = try machine.run(script, input: Self.token + "\n", shell: shell)
        let call = try #require(run.calls(of: "gitlab-runner").first, "\(name): \(run.errors)")
        #expect(call.value(of: "--name") == name)
        #expect(call.value(of: "--url") == "https://gitlab.example.com:8443/gitlab")
        #expect(call.value(of: "--executor") == "docker")
        #expect(call.value(of: "--docker-image") == "alpine:latest")
      }
    }
  }

  @Test func everyExecutorIsToldWhatItNeeds() throws {
    let machine = try StubMachine()
    let needed: [RunnerExecutor: [String]] = [
      .docker: ["--docker-image"], .dockerAutoscaler: ["--docker-image"],
      .kubernetes: ["--kubernetes-image"], .ssh: ["--ssh-host", "--ssh-port", "--ssh-user"],
      .virtualbox: ["--virtualbox-base-name", "--ssh-user"],
      .parallels: ["--parallels-base-name", "--ssh-host"], .custom: ["--custom-run-exec"],
    ]
    for executor in HandOverPlace.macos.executors {
      let request = try HandOverFixtures.request(.macos, executor)
      let script = try #require(try scripts(request).first)
      let run = try machine.run(script, input: "\(Self.token)\nssh's $password\n")
      let call = try #require(run.calls(of: "gitlab-runner").first)
      #expect(
        Array(call.arguments.prefix(3)) == ["gitlab-runner", "register", "--non-interactive"])
      for option in needed[executor] ?? [] {
        #expect(call.value(of: option)?.isEmpty == false, "\(executor) \(option)")
      }
      let isOverSSH = needed[executor]?.contains("--ssh-user") == true || executor == .parallels
      #expect(call.environment["SSH_PASSWORD"] == (isOverSSH ? "ssh's $password" : nil))
    }
  }

  @Test(arguments: ["bash", "dash"])
  func aTextThatIsPipedIntoAShellAsksOnTheTerminal(shell: String) throws {
    let machine = try StubMachine()
    for way in [StubMachine.Way.file, .fileOnTerminal, .pipe] {
      for executor in [RunnerExecutor.ssh, .virtualbox] {
        for source in [HandOverRequest.TokenSource.typed, .inline] {
          let request = try HandOverFixtures.request(.linux, executor, source: source)
          let script = try #require(try scripts(request).first)
          let token = source == .typed ? Self.token + "\n" : ""
          let run = try machine.run(
            script, input: token + "ssh's $password\n", shell: shell, by: way)
          let call = try #require(run.calls(of: "gitlab-runner").first, "\(way) \(run.errors)")
          #expect(call.environment["SSH_PASSWORD"] == "ssh's $password")
          #expect(call.environment["CI_SERVER_TOKEN"] == Self.token)
        }
      }
    }
  }

  @Test(arguments: ["bash", "dash"])
  func aTextThatGetsNoAnswerStops(shell: String) throws {
    let machine = try StubMachine()
    let script = try #require(try scripts(HandOverFixtures.request(.linux, source: .typed)).first)
    let run = try machine.run(script, input: "", shell: shell)
    #expect(run.status == 1)
    #expect(run.errors.contains("nothing was entered"), "\(run.errors)")
    #expect(run.calls.isEmpty)
  }

  @Test(arguments: ["bash", "dash"])
  func aTextThatHasToAskStopsWhereThereIsNoTerminal(shell: String) throws {
    let machine = try StubMachine()
    for source in [HandOverRequest.TokenSource.typed, .inline] {
      let request = try HandOverFixtures.request(.linux, .ssh, source: source)
      let script = try #require(try scripts(request).first)
      let run = try machine.run(
        script, input: "never read\n", shell: shell, by: .pipeWithoutTerminal)
      #expect(run.status == 1)
      #expect(run.errors.contains("there is no terminal to type it on"), "\(run.errors)")
      #expect(run.calls.isEmpty)
    }
    let whole = try HandOverFixtures.request(.linux, .docker, source: .inline)
    let run = try machine.run(
      try #require(try scripts(whole).first), input: "", shell: shell, by: .pipeWithoutTerminal)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.calls(of: "gitlab-runner").count == 1)
  }

  @Test func certificatesAreReadFromTheirNewPlaces() throws {
    let machine = try StubMachine()
    try machine.write("authority", to: "my ca.pem")
    for place in [HandOverPlace.dockerRun, .dockerVolume, .dockerExec, .compose] {
      var request = try HandOverFixtures.request(place)
      request.caFile = machine.path + "/my ca.pem"
      let scripts = try scripts(request)
      let copying = try machine.run(try #require(scripts.first), input: "")
      #expect(copying.calls.first?.input == "authority")
      #expect(
        copying.calls.first?.arguments.last?.contains(
          "/etc/gitlab-runner/certs/gitlab.example.com.crt") == true)
      let registering = try machine.run(scripts[1], input: Self.token + "\n")
      #expect(
        registering.calls(of: "gitlab-runner").first?.value(of: "--tls-ca-file")
          == "/etc/gitlab-runner/certs/gitlab.example.com.crt")
    }
  }

  @Test func theDaemonHasTheSameConfigurationAsTheRegistration() throws {
    let machine = try StubMachine()
    for place in [HandOverPlace.dockerRun, .dockerVolume] {
      let scripts = try scripts(try HandOverFixtures.request(place))
      let mounts = try scripts.map { script in
        try machine.run(script, input: Self.token + "\n").calls(of: "docker").first?.value(of: "-v")
      }
      #expect(mounts.count == 2)
      #expect(mounts[0] != nil && mounts[0] == mounts[1])
    }
  }

  @Test func aMissingTokenFileStopsTheText() throws {
    let machine = try StubMachine()
    let request = try HandOverFixtures.request(.linux, source: .file("/nowhere/at all"))
    let run = try machine.run(try #require(try scripts(request).first), input: "")
    #expect(run.status != 0)
    #expect(run.calls.isEmpty)
  }

  @Test func theChartGetsTheTokenByASecretBeforeItIsInstalled() throws {
    let machine = try StubMachine()
    let script = try #require(
      try scripts(try HandOverFixtures.request(.helm, hasCertificates: true)).last)
    let run = try machine.run(script, input: Self.token + "\n")
    let verbs = run.calls.map { $0.arguments.prefix(4).joined(separator: " ") }
    #expect(
      verbs == [
        "kubectl get namespace gitlab-runner", "kubectl create namespace gitlab-runner",
        "helm repo add gitlab", "helm repo update gitlab", "kubectl create secret generic",
        "kubectl create secret generic", "helm upgrade --install gitlab-runner-4711",
      ])
    let secrets = run.calls.filter { $0.arguments.contains("secret") }
    #expect(secrets.first?.arguments.contains("--from-literal=runner-registration-token=") == true)
    #expect(
      secrets.last?.arguments.contains(
        "--from-file=gitlab.example.com.crt=/etc/it's/my ca.pem") == true)
  }
}
