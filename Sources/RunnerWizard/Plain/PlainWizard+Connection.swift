import RunnerCore
import TerminalUI

// The questions about the connection, and what is found out about it.
extension PlainWizard {
  /// Connects as picked or typed. A token is sent to a typed address only once GitLab answers there, or by the
  /// operator's word.
  mutating func connect() -> [PlainStep] {
    guard let candidate = draft.connection else { return changeConnection() }
    question = .none
    isUntrusted = false
    if draft.typesConnection, probed != candidate.withoutToken {
      return [say(Texts.probing + settings.glyphs.ellipsis), .run(.probe(candidate.withoutToken))]
    }
    connection = candidate
    if let command = draft.tokenCommand {
      return [
        say(Texts.runningHelper(command) + settings.glyphs.ellipsis),
        .run(.readToken(command: command)),
      ]
    }
    return warnings(candidate) + [.run(.identify(candidate))]
  }

  mutating func takeProbe(_ result: ServerProbe) -> [PlainStep] {
    guard let candidate = draft.connection?.withoutToken else { return changeConnection() }
    if result == .gitLab {
      probed = candidate
      return connect()
    }
    isProbeRefused = true
    if let failure = result.trustFailure { return lookAtCertificates(candidate, failure) }
    let output = [say(Texts.said(result, at: candidate.server))]
    guard let server = result.suggestion else {
      return output + ask(.check, Texts.plainCheckAgain)
    }
    return output + ask(.useAddress(server), Texts.plainUseAddress(server.description))
  }

  mutating func takeUseAddress(_ text: String, _ server: ServerURL) -> [PlainStep] {
    if text.isEmpty || isYes(text) == true {
      draft.url = server.description
      isProbeRefused = false
      return connect()
    }
    guard isYes(text) == false else {
      return [say(Texts.plainYesOrNo)]
        + ask(.useAddress(server), Texts.plainUseAddress(server.description))
    }
    return ask(.check, Texts.plainCheckAgain)
  }

  /// After a failed check: once more, or on although something stands against it. No insisting makes a server
  /// trusted.
  mutating func takeCheck(_ text: String) -> [PlainStep] {
    switch text.lowercased() {
    case Texts.goOnWord where isUntrusted: return ask(.check, Texts.plainRetry)
    case Texts.retryWord:
      question = .none
      isProbeRefused = false
      isUntrusted = false
      if asksForConnection { return connect() }
      return connection.map { [.run(.identify($0))] } ?? changeConnection()
    case Texts.goOnWord where isProbeRefused:
      isProbeRefused = false
      probed = draft.connection?.withoutToken
      return connect()
    case Texts.goOnWord:
      draft.surroundings.server = connection?.server
      return goOnFromConnection()
    default: return ask(.check, isUntrusted ? Texts.plainRetry : Texts.plainCheckAgain)
    }
  }

  /// Reads the certificates of a server that is not trusted; nothing is sent for it.
  mutating func lookAtCertificates(
    _ connection: Connection, _ failure: APIFailure
  ) -> [PlainStep] {
    question = .none
    isUntrusted = true
    trust = TrustTrouble(connection: connection, failure: failure, opens: false)
    return [.run(.readCertificates(connection, failure.tlsReason ?? .other))]
  }

  mutating func takeCertificates(_ answer: Answer) -> [PlainStep] {
    guard var trust else { return changeConnection() }
    switch answer {
    case .certificatesRead(let chain): trust.chain = chain
    case .certificatesNotRead(let failure): trust.unread = failure
    default: break
    }
    self.trust = nil
    let now = draft.surroundings.now.map { Moment(uptime: 0, unix: $0) }
    let rows = Texts.certificates(trust, at: now).lines
    return rows.map(say) + [say(Texts.plainTrust)] + ask(.check, Texts.plainRetry)
  }

  // MARK: - What the token may do

  /// Finds out what may be done with the access token, then goes on.
  mutating func examine() -> [PlainStep] {
    guard let connection, let identity else { return goOnFromConnection() }
    question = .none
    return [.run(.examine(identity, connection))]
  }

  mutating func examined(_ preflight: Preflight) -> [PlainStep] {
    draft.surroundings.preflight = preflight
    let warnings = preflight.warnings.map(say)
    if preflight.creation.refusal != nil { return warnings + endWithoutType() }
    if !isDetour, draft.surroundings.obstacle(to: draft.type) != nil,
      let first = preflight.creation.firstAllowed
    {
      draft.type = first
    }
    return warnings + goOnFromConnection()
  }

  /// Ends where no type can be created with the access token: whatever is answered further would be refused.
  private mutating func endWithoutType() -> [PlainStep] {
    question = .none
    var output = [say(""), say(Texts.plainNoType)]
    var told: [Obstacle] = []
    for type in RunnerType.allCases {
      guard let obstacle = draft.surroundings.obstacle(to: type), !told.contains(obstacle) else {
        continue
      }
      told.append(obstacle)
      output.append(say("  " + obstacle.sentences))
    }
    return output + [say(Texts.plainRefused), .finish(exitCode: 3)]
  }

  /// The questions behind the connection, or the review if that is where it was changed from.
  mutating func goOnFromConnection() -> [PlainStep] {
    if isDetour {
      if let open = openField { return askField(open) }
      return askReview()
    }
    return askField(.type)
  }

  /// Asks what stands against a runner in the group or project; nil when that was asked.
  mutating func examineTarget() -> [PlainStep]? {
    guard let preflight = draft.surroundings.preflight, let connection,
      let target = draft.finding?.target
    else { return nil }
    let next = TargetQuestion(target: target, description: trimmed(draft.description))
    guard next != targetQuestion else { return nil }
    targetQuestion = next
    question = .none
    return [
      .run(.examineTarget(target, description: next.description, preflight, connection))
    ]
  }

  /// Why the runner would be refused; nil when nothing is known to stand against it.
  var creationObstacle: Obstacle? {
    if let obstacle = draft.surroundings.obstacle(to: draft.type) { return obstacle }
    guard let facts = targetFacts, let target = draft.finding?.target,
      facts.target.kind == target.kind, facts.target.id == target.id,
      case .no(let obstacle) = facts.creation
    else { return nil }
    return obstacle
  }
}

/// A group or project with the description of the runner that is to be created there.
struct TargetQuestion: Equatable, Sendable {
  let target: RunnerTarget
  let description: String
}
