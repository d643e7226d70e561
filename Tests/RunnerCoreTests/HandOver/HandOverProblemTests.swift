import RunnerCore
import Support
import Testing

@Suite struct HandOverProblemTests {
  @Test func everyPlaceAndExecutorGivesATextFromItsStandardAnswers() throws {
    for (place, executor) in HandOverFixtures.combinations {
      let handOver = try HandOver(HandOverFixtures.request(place, executor))
      #expect(!handOver.blocks.isEmpty)
      for block in handOver.blocks {
        #expect(block.text.masked("").hasSuffix("\n") && !block.title.isEmpty)
        #expect(!block.text.masked("").contains(HandOverFixtures.token))
      }
    }
  }

  @Test func executorsThatDoNotGoThereAreRefused() throws {
    for (place, executor) in [
      (HandOverPlace.linux, RunnerExecutor.parallels), (.helm, .docker), (.freebsd, .docker),
      (.linux, .dockerWindows),
    ] {
      let problems = try HandOverFixtures.request(place, executor).problems
      #expect(problems.contains { $0.question == nil && $0.message.contains(executor.rawValue) })
    }
  }

  @Test(arguments: [
    "a\nb", "a\r\nb", "a\u{0}b", "\u{1B}[31m", "a\tb", "a\u{2028}b", "\u{85}", "\u{7F}",
  ])
  func controlCharactersInANameAreRefusedEverywhere(name: String) throws {
    for place in HandOverPlace.allCases where place != .operator {
      var request = try HandOverFixtures.request(place)
      request.answers[.name] = name
      #expect(request.problems.map(\.question) == [.name], "\(place)")
      #expect(throws: HandOverProblems.self) { try HandOver(request) }
    }
  }

  @Test(arguments: [
    (HandOverQuestion.image, HandOverPlace.linux, RunnerExecutor.docker, "a b"),
    (.image, .linux, .docker, ""), (.image, .linux, .docker, "a'b"),
    (.image, .linux, .docker, "-v"), (.sshHost, .linux, .ssh, "a b"), (.sshHost, .linux, .ssh, ""),
    (.sshPort, .linux, .ssh, "0"), (.sshPort, .linux, .ssh, "65536"),
    (.sshPort, .linux, .ssh, "+22"),
    (.sshUser, .linux, .ssh, "-o"), (.baseName, .linux, .virtualbox, ""),
    (.runExec, .linux, .custom, ""), (.runExec, .linux, .custom, "-c"),
    (.configFolder, .dockerRun, .docker, "config"), (.configFolder, .dockerRun, .docker, "/a:b"),
    (.volume, .dockerVolume, .docker, "a/b"), (.container, .dockerExec, .docker, "-it"),
    (.namespace, .helm, .kubernetes, "Upper"), (.namespace, .operator, .kubernetes, "a-"),
    (.namespace, .helm, .kubernetes, "a_b"), (.shell, .linux, .shell, "fish"),
    (.name, .helm, .kubernetes, "{{ .Values }}"),
    (.name, .linux, .docker, "glrt-abcdefghijklmnopqrst"),
  ])
  func aWrongAnswerIsAProblemOfItsQuestion(
    question: HandOverQuestion, place: HandOverPlace, executor: RunnerExecutor, answer: String
  ) throws {
    var request = try HandOverFixtures.request(place, executor)
    request.answers[question] = answer
    #expect(request.problems.map(\.question) == [question])
    #expect(request.problem(of: question)?.hasSuffix(".") == true)
  }

  @Test func aTokenThatIsNoneOfGitLabsIsNotWritten() throws {
    for token in ["", "glrt-a b", "glrt-$(id)", "glrt-'", "glrt-\u{202E}x"] {
      var request = try HandOverFixtures.request(.linux)
      request.token = Secret(token)
      #expect(request.problems.map(\.question) == [nil])
    }
  }

  @Test func hostileAnswersNeverGiveATextWithControlCharacters() throws {
    var dice = Dice(seed: 11)
    for _ in 0..<2_000 {
      let (place, executor) = dice.pick(HandOverFixtures.combinations)
      var request = try HandOverFixtures.request(place, executor)
      let questions = request.fields.map(\.question)
      if !questions.isEmpty { request.answers[dice.pick(questions)] = HostileText.any(&dice) }
      guard let handOver = try? HandOver(request) else { continue }
      for block in handOver.blocks {
        let control = block.text.masked("").unicodeScalars.first {
          ($0.value < 0x20 && $0 != "\n") || (0x7F..<0xA0).contains($0.value)
        }
        #expect(control == nil)
      }
    }
  }

  @Test func whatCannotSaveARenewedTokenSaysSo() throws {
    for place in HandOverPlace.allCases {
      var request = try HandOverFixtures.request(place)
      let isAlarming = try HandOver(request).warnings.contains { $0.contains("2026-03-02") }
      #expect(isAlarming == [.helm, .operator, .configTOML, .linuxUser].contains(place))
      request.tokenExpiresAt = nil
      #expect(try !HandOver(request).warnings.contains { $0.contains("renew") })
    }
  }

  @Test func containersAreWarnedAboutTheNameOfTheHost() throws {
    for place in [HandOverPlace.dockerRun, .compose, .helm] {
      var request = try HandOverFixtures.request(place)
      #expect(try HandOver(request).warnings.contains { $0.contains("gitlab.example.com") })
      request.server = try ServerURL(parsing: "http://localhost:8080")
      #expect(try HandOver(request).warnings.contains { $0.contains("localhost") })
    }
  }

  @Test func aClientCertificateInAnotherFormIsLeftOut() throws {
    var request = try HandOverFixtures.request(.linux)
    request.clientCertificate = "/etc/tls/client.p12"
    let handOver = try HandOver(request)
    #expect(!handOver.blocks.contains { $0.text.masked("").contains("client.p12") })
    #expect(handOver.warnings.contains { $0.contains("PEM") })
  }

  @Test func aProxyWithAPasswordIsASecretAndOneWithoutIsNot() throws {
    var request = try HandOverFixtures.request(.linux, isBehindProxy: true)
    #expect(try !HandOver(request).blocks.contains { $0.text.masked("…").contains("me:p") })
    request.proxies = [.init(name: "https_proxy", value: Secret("http://proxy:3128"))]
    let blocks = try HandOver(request).blocks
    #expect(blocks.allSatisfy { !$0.holdsSecret && !$0.holdsToken })
    #expect(blocks.contains { $0.text.masked("…").contains("http://proxy:3128") })
  }
}
