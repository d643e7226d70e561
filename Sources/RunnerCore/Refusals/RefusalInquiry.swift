import FoundationEssentials

extension GitLabClient {
  /// Asks on after a refusal, to name its cause: where GitLab says the same of several causes, what can still be read
  /// rules some of them out. Nothing is changed by it.
  public func inquire(
    _ failure: APIFailure, _ registration: RunnerRegistration, _ preflight: Preflight?
  ) async -> RefusalReport {
    var inquiry = RefusalInquiry(client: self, failure: failure, registration: registration)
    inquiry.preflight = preflight
    return await inquiry.report()
  }
}

/// One inquiry into why a registration was refused.
struct RefusalInquiry {
  let client: GitLabClient
  let failure: APIFailure
  let registration: RunnerRegistration
  var preflight: Preflight?
  private var cause: String
  private var fix: String
  private var proof: [String] = []
  private var unknown: [String] = []

  init(client: GitLabClient, failure: APIFailure, registration: RunnerRegistration) {
    self.client = client
    self.failure = failure
    self.registration = registration
    cause = failure.message
    fix = failure.fix
    if let row = failure.cause.flatMap(RefusalTable.row) { proof.append(row.proof) }
  }

  mutating func report() async -> RefusalReport {
    switch failure.cause {
    case .notAllowed: await explainRefusedUser()
    case .tokenUnknown, .tokenExpired, .tokenRevoked: await explainToken()
    case .scopeTooSmall: await explainScope()
    case .groupMissing, .projectMissing: await explainMissingPlace()
    case .routeUnknown, .notGitLab: await explainAddress()
    case .limitReached: await explainLimit()
    default: break
    }
    return RefusalReport(
      cause: cause, proof: proof, unknown: unknown, fix: fix, details: details)
  }

  // The causes that look alike

  private mutating func explainRefusedUser() async {
    let known = await knownPreflight()
    if let obstacle = known.creation[registration.type].obstacle,
      known.creation[registration.type].isRefused, obstacle.code != "role_too_low"
    {
      return take(obstacle)
    }
    guard let target = registration.target else {
      switch known.administration {
      case .yes:
        cause = Texts.administratorRefused
        proof.append(Texts.isAdministrator)
        fix = Texts.askAdministratorOf(client.connection.server.host)
      case .no(let obstacle): take(obstacle)
      case .unknown(let obstacle): unknown.append(obstacle.text)
      }
      return
    }
    let facts = await TargetExamination(client: client, target: target, preflight: known)
      .facts(description: "")
    unknown += facts.unknown
    if let role = facts.role { proof.append(Texts.roleFound(role, facts.target)) }
    if facts.isArchived == false { proof.append(Texts.notArchived(facts.target)) }
    switch facts.creation {
    case .no(let obstacle): take(obstacle)
    case .unknown(let obstacle): unknown.append(obstacle.text)
    case .yes:
      cause = Texts.registrationOff(facts.target, archivedMayBe: facts.isArchived == nil)
      unknown.append(Texts.switchIsNotTold(target.kind))
      fix = Texts.whereToSwitchOn(facts.target, client.connection.server)
    }
  }

  private mutating func take(_ obstacle: Obstacle) {
    cause = obstacle.text
    fix = obstacle.fix
    proof.append(Texts.foundByAsking)
  }

  private mutating func explainToken() async {
    switch await client.asked({ () async throws(APIFailure) in try await client.accessToken() }) {
    case .success:
      cause = Texts.tokenTakenElsewhere
      proof.append(Texts.tokenDescribedNow)
      fix = Texts.tokenLostOnTheWay
    case .failure(let again) where again.status == 401:
      proof.append(Texts.refusedAgain)
    case .failure(let again): unknown.append(Texts.couldNotAskAgain(again))
    }
    if let advice = TokenKind.guess(client.connection.token).advice {
      cause = advice
    }
  }

  private mutating func explainScope() async {
    var scopes = preflight?.scopes
    if scopes == nil { scopes = try? await client.accessToken().scopes }
    guard let scopes else {
      unknown.append(Texts.scopesUnknown.text)
      return
    }
    take(Texts.lacksScope(scopes, to: "create runners", needed: Account.createScopes))
  }

  private mutating func explainMissingPlace() async {
    guard let target = registration.target else { return }
    do {
      let found = try await client.resolve(.id(target.id), kind: target.kind, for: .registration)
      if found.fullPath == nil {
        unknown.append(Texts.placeNotReadable(target.kind))
      } else {
        cause = Texts.placeIsThere(found)
        proof.append(Texts.placeReadNow(found))
        fix = Texts.askAdministratorOf(client.connection.server.host)
      }
    } catch {
      if error.kind == .notFound {
        proof.append(error.message)
      } else {
        unknown.append(error.message)
      }
    }
  }

  private mutating func explainAddress() async {
    do {
      let server = try await client.serverFacts()
      proof.append(Texts.serverAnswers(server.versionText))
      if let version = server.version, version < GitLabVersion(16, 0) {
        cause = Texts.serverTooOld(server.versionText)
        fix = Texts.updateServer
      } else {
        unknown.append(Texts.pathMayBeBlocked)
      }
    } catch {
      unknown.append(Texts.couldNotAskAgain(error))
    }
  }

  private mutating func explainLimit() async {
    guard let target = registration.target else { return }
    let known = await knownPreflight()
    let facts = await TargetExamination(client: client, target: target, preflight: known)
      .facts(description: "")
    if let count = facts.runnerCount {
      proof.append(Texts.runnersCounted(count, facts.target))
    } else {
      unknown.append(Texts.runnersNotCounted(target.kind))
    }
  }

  private mutating func knownPreflight() async -> Preflight {
    if let preflight { return preflight }
    let found = await client.preflight(user: nil, token: nil)
    preflight = found
    return found
  }

  // For an administrator

  /// Everything that is known, a line each, redacted.
  private var details: String {
    let connection = client.connection
    var lines = [
      "POST \(connection.server.api("/user/runners"))",
      "Time: \(Timestamp.iso8601(unixTime: Int64(client.now().timeIntervalSince1970)))",
      "Answer: \(failure.detail.isEmpty ? failure.kind.code : failure.detail)",
    ]
    if let id = failure.requestID { lines.append("Request id: \(id)") }
    lines.append("Host: \(connection.server.host)")
    if let server = preflight?.server { lines.append("GitLab: \(server.versionText)") }
    if let user = preflight?.user { lines.append("User: \(user.username) (id \(user.id))") }
    lines.append("Token: \(tokenLine)")
    lines.append("Runner: \(registration.type.rawValue)")
    if let target = registration.target {
      let path = target.fullPath.map { " \($0)" } ?? ""
      lines.append("Place: \(target.kind.rawValue)\(path) (id \(target.id))")
    }
    lines.append("Cause: \(cause)")
    lines += proof.map { "Found: \($0)" } + unknown.map { "Not known: \($0)" }
    return connection.redacting(lines.map { sanitized($0) }.joined(separator: "\n"))
  }

  private var tokenLine: String {
    var parts: [String] = []
    switch preflight?.kind {
    case .unknown?, nil: parts.append("kind not known")
    case .fineGrained?: parts.append("fine-grained")
    case .oauth?: parts.append("OAuth")
    case let kind?: parts.append("\(kind.rawValue) access token")
    }
    if let scopes = preflight?.scopes {
      parts.append("scopes \(scopes.isEmpty ? "none" : scopes.joined(separator: " "))")
    }
    if let end = preflight?.token?.expiresAt { parts.append("ends \(end)") }
    return parts.joined(separator: ", ")
  }
}
