import FoundationEssentials
import RunnerCore
import RunnerWizard

/// Makes the text that `create --emit` prints.
struct Emitting {
  var options: EmitOptions
  /// Where the token is saved, for the text to read it from; nil puts it into the text.
  var tokenFile: String?
  var start: ConnectionStart
  var environment: [String: String]
  var home: String?

  /// What keeps the text from being made, known before anything is sent.
  var problem: CommandFailure? {
    guard let connection else { return nil }
    // Any token of GitLab's is written alike.
    let request = request(
      RegisteredRunner(id: 1, token: Secret("glrt-x")), connection, description: nil, expiresAt: nil
    )
    guard let problem = request.problems.first else { return nil }
    return CommandFailure(
      .usage, code: "usage", message: problem.message, fix: Texts.nothingWasSent)
  }

  /// The text for a runner, with its token in it.
  func emission(of report: CreateReport) -> Emission {
    guard let connection else { return .refused(Texts.noTextForToken) }
    let request = request(
      report.runner, connection, description: report.registration.description,
      expiresAt: report.runner.tokenExpiresAt)
    do {
      return .made(try HandOver(request), report.runner.token)
    } catch {
      return .refused(error.problems.first?.message ?? Texts.noTextForToken)
    }
  }

  private var connection: Connection? {
    switch start {
    case .ready(let connection, _), .command(_, let connection, _): connection
    case .incomplete: nil
    }
  }

  private func request(
    _ runner: RegisteredRunner, _ connection: Connection, description: String?, expiresAt: Date?
  ) -> HandOverRequest {
    var request = HandOverRequest(
      place: options.place, executor: options.executor,
      tokenSource: tokenFile.map(HandOverRequest.TokenSource.file) ?? .inline,
      runnerID: runner.id, token: runner.token,
      tokenObtainedAt: Int64(Date().timeIntervalSince1970),
      tokenExpiresAt: expiresAt.map { Int64($0.timeIntervalSince1970) }, server: connection.server)
    request.answers = options.answers
    request.carry(
      connection, proxies: HandOverRequest.ProxyVariable.all(in: environment), home: home ?? "~")
    if options.answers[.name] == nil, let description {
      request.answers[.name] = description
      // A description may hold what no name can.
      if request.problem(of: .name) != nil { request.answers[.name] = nil }
    }
    return request
  }
}

/// What `create --emit` prints.
enum Emission {
  case made(HandOver, Secret)
  /// The token cannot be written into a text; it is printed alone.
  case refused(String)

  /// Every text with a comment before it that says what to do; one text stands alone. Commands of a shell that follow each
  /// other run only as long as they succeed, so that nothing starts without its registration. Nil where there is none.
  var text: String? {
    guard case .made(let handOver, let token) = self else { return nil }
    let texts = handOver.blocks.map { $0.revealed(token: token).reveal() }
    guard texts.count > 1 else { return texts.first }
    var whole = ""
    for (index, (block, text)) in zip(handOver.blocks, texts).enumerated() {
      whole += "\(index == 0 ? "" : "\n")\(block.language == .cmd ? "rem" : "#") \(block.title)\n"
      let next = handOver.blocks.dropFirst(index + 1).first
      let goesOn = block.language == .posix && next?.language == .posix
      whole += goesOn ? "\(text.dropLast()) &&\n" : text
    }
    return whole
  }

  /// For standard error.
  var remarks: [String] {
    switch self {
    case .made(let handOver, _):
      (handOver.warnings + handOver.notes).map { "runner-wizard: \($0)" }
    case .refused(let message): ["runner-wizard: \(message)"]
    }
  }

  var json: JSONValue {
    guard case .made(let handOver, let token) = self else { return .null }
    return .array(
      handOver.blocks.map { block in
        .object([
          .init("title", .string(block.title)),
          .init("language", .string(block.language.rawValue)),
          .init("file", .string(block.fileName)),
          .init("text", .string(block.revealed(token: token).reveal())),
        ])
      })
  }
}
