public import FoundationEssentials

/// What is to be done on a request's connection; carrying it out is the server's work.
public enum SandboxOutcome: Sendable {
  case respond(SandboxResponse)
  /// End the connection with a TCP reset, without an answer.
  case reset
  /// End the connection in order, without an answer.
  case close
  /// Announce the whole body, send about half of it and end the connection.
  case truncate(SandboxResponse)
  /// Never answer and keep the connection.
  case stall
  /// Send the response in small pieces.
  case slow(SandboxResponse)
  /// Send these bytes as they are and end the connection.
  case garbage([UInt8])
}

extension GitLabSandbox {
  public mutating func add(_ fault: SandboxFault) { faults.append(fault) }

  public mutating func removeFaults() { faults = [] }

  /// Answers a request like ``respond(to:at:)``, unless a fault is due for it.
  ///
  /// Every rule counts its matches; the first one that is due decides.
  public mutating func perform(_ request: SandboxRequest, at now: Date) -> SandboxOutcome {
    guard let fault = dueFault(for: request) else {
      return .respond(respond(to: request, at: now))
    }
    switch fault {
    case .resetAfter: return after(request, now) { _ in .reset }
    case .closeAfter: return after(request, now) { _ in .close }
    case .truncate: return after(request, now) { .truncate($0) }
    case .stall: return after(request, now) { _ in .stall }
    case .slow: return after(request, now) { .slow($0) }
    case .resetBefore: return instead(request, .reset)
    case .closeBefore: return instead(request, .close)
    case .garbage: return instead(request, .garbage(Array("\u{1}\u{2}SSH-2.0-sandbox\r\n".utf8)))
    case .html: return instead(request, .respond(.html(status: 502, Texts.badGatewayPage)))
    case .redirect(let url):
      return instead(request, .respond(.redirect(status: 302, to: url)))
    case .status(let status):
      let moment = now.addingTimeInterval(clockOffset)
      return instead(
        request,
        .respond(
          finish(
            .failure(
              status: status, isGraphQL: pathUnderBase(request) == "/api/graphql", now: moment),
            at: moment)))
    }
  }

  private mutating func after(
    _ request: SandboxRequest, _ now: Date, _ outcome: (SandboxResponse) -> SandboxOutcome
  ) -> SandboxOutcome {
    outcome(respond(to: request, at: now))
  }

  private mutating func instead(
    _ request: SandboxRequest, _ outcome: SandboxOutcome
  ) -> SandboxOutcome {
    var status: Int?
    if case .respond(let response) = outcome { status = response.status }
    record(request, status: status)
    return outcome
  }

  private mutating func dueFault(for request: SandboxRequest) -> SandboxFault.Kind? {
    let path = request.path
    guard !path.hasPrefix("/-/") else { return nil }
    var paths = [path]
    if let inner = pathUnderBase(request) {
      paths.append(inner)
      if inner.hasPrefix("/api/v4/") { paths.append(String(inner.dropFirst(7))) }
    }
    var due: SandboxFault.Kind?
    for index in faults.indices where faults[index].strikes(method: request.method, paths: paths) {
      due = due ?? faults[index].kind
    }
    return due
  }
}

extension SandboxResponse {
  /// The answer GitLab gives with a status of its own accord: its throttle's plain text for 429,
  /// its usual JSON otherwise (administration/settings/user_and_ip_rate_limits).
  static func failure(status: Int, isGraphQL: Bool, now: Date) -> SandboxResponse {
    guard status == 429 else {
      if isGraphQL { return Refusal.graphQL(status, GraphQLTexts.failure(status)).response }
      return .json(status: status, ["message": .string(Texts.statusLine(status))])
    }
    let reset = now.addingTimeInterval(30)
    return .plain(
      status: 429, "Retry later\n",
      headers: [
        ("RateLimit-Limit", "60"), ("RateLimit-Name", "throttle_authenticated_api"),
        ("RateLimit-Observed", "61"), ("RateLimit-Remaining", "0"),
        ("RateLimit-Reset", String(Int(reset.timeIntervalSince1970))),
        ("RateLimit-ResetTime", Timestamps.http(reset)), ("Retry-After", "30"),
      ])
  }
}
