import RunnerCore
import TerminalUI

extension PlainWizard {
  /// Takes the end of work that a step asked for.
  public mutating func answer(_ answer: Answer) -> [PlainStep] {
    let noted = notes
    notes = []
    return noted.map(say) + take(answer)
  }

  private mutating func take(_ answer: Answer) -> [PlainStep] {
    switch answer {
    case .tokenRead(let token):
      connection?.token = token
      guard let connection else { return changeConnection() }
      return warnings(connection) + [.run(.identify(connection))]
    case .tokenCommandFailed(let message):
      return [say(Texts.tokenCommandFailed(message))] + changeConnection()
    case .identified(let identity): return identified(identity)
    case .identificationFailed(let failure): return identificationFailed(failure)
    case .resolved(let target): return took(.found(target), say: Texts.found(target))
    case .resolvingFailed(let failure): return resolvingFailed(failure)
    case .registered(let runner, let expiry): return registered(runner, expiry: expiry)
    case .registrationFailed(let failure): return registrationFailed(failure)
    case .tokenSaved(let path):
      isKept = true
      return [say(Texts.tokenSaved(path))] + close(.result)
    case .tokenNotSaved(let failure):
      if failure.fileExists, case .replace(let path) = question {
        return ask(.replace(path: path), Texts.plainReplace(path))
      }
      return [say(failure.message)] + ask(.result, Texts.plainResult)
    case .profileSaved(let name, let path):
      return [say(Texts.profileSaved(name, path))] + examine()
    case .profileNotSaved(let failure):
      return [say(Texts.profileNotSaved(failure.message))] + examine()
    case .examined(let preflight): return examined(preflight)
    case .probed(let result): return takeProbe(result)
    case .certificatesRead, .certificatesNotRead: return takeCertificates(answer)
    case .targetExamined(let facts):
      targetFacts = facts
      return askReview()
    case .inquired(let report): return inquired(report)
    case .recovered(let report): return recovered(report)
    case .tokenReset(let token, _): return tokenReset(token)
    case .tokenNotReset(let failure): return tokenNotReset(failure)
    case .changesEnded: return deletionEnded()
    case .entryClosed: return closed(nil)
    case .entryNotClosed(_, let failure): return closed(failure.message)
    // Work that the questions on lines never ask for.
    default: return []
    }
  }

  // MARK: - The connection

  private mutating func identified(_ identity: Identity) -> [PlainStep] {
    guard let connection else { return changeConnection() }
    if draft.surroundings.server != connection.server { draft.findings = TargetFindings() }
    draft.surroundings.server = connection.server
    draft.surroundings.connection = connection
    draft.surroundings.preflight = nil
    targetFacts = nil
    targetQuestion = nil
    self.identity = identity
    readsTargets = identity.readsTargets
    var session = Session(.ready(connection, notes: []))
    session.check = .identified(identity)
    let facts = session.facts(isDemo: settings.isDemo)
      .joined(separator: " \(settings.glyphs.dot) ")
    guard asksForConnection, draft.typesConnection, draft.storesProfile else {
      return [say(facts)] + examine()
    }
    let name = trimmed(draft.profileName)
    return [
      say(facts),
      .run(.saveProfile(name: name, connection, tokenCommand: draft.tokenCommand)),
    ]
  }

  private mutating func identificationFailed(_ failure: APIFailure) -> [PlainStep] {
    if failure.meansUnreadableOnly { return identified(Identity(user: nil, token: nil)) }
    if let connection, failure.isAboutTrust {
      return lookAtCertificates(connection.withoutToken, failure)
    }
    let output = explain(failure)
    if failure.meansUnusableToken { return output + changeConnection() }
    return output + ask(.check, Texts.plainCheckAgain)
  }

  // MARK: - The group or project

  private mutating func took(_ result: TargetFinding.Result, say text: String) -> [PlainStep] {
    guard let kind = draft.type.targetKind else { return askReview() }
    draft.findings[kind] = TargetFinding(text: trimmed(draft.targetText), result: result)
    return [say(text)] + askNext(after: .target)
  }

  private mutating func resolvingFailed(_ failure: APIFailure) -> [PlainStep] {
    if let kind = draft.type.targetKind, failure.leavesUnread(isReader: readsTargets),
      case .id(let id)? = try? draft.targetReference(kind)
    {
      let target = RunnerTarget(kind: kind, id: id)
      return took(.unreadable(target), say: Texts.unreadable(target))
    }
    return explain(failure) + askField(.target)
  }

  // MARK: - The review and the request

  mutating func askReview() -> [PlainStep] {
    isDetour = false
    page = nil
    if let open = openField {
      isDetour = true
      return askField(open)
    }
    guard let connection else { return changeConnection() }
    if let steps = examineTarget() { return steps }
    offerMarker()
    guard let registration = draft.registration else { return changeConnection() }
    var output = heading(.review)
    let rows = draft.reviewRows(server: connection.server)
    output += rows.enumerated().map { say(Texts.plainRow($0 + 1, $1)) }
    output.append(
      say(Texts.plainDetail(Texts.requestHeading, "POST " + connection.server.api("/user/runners")))
    )
    output.append(say(registration.jsonBody()))
    let command = Equivalent.command(
      for: registration, connection: connection, isDemo: settings.isDemo)
    output.append(say(Texts.plainDetail(Texts.commandHeading, Equivalent.shellLine(command))))
    if settings.isReadOnly { return output + [say(Texts.readOnly), .finish(exitCode: 3)] }
    if let obstacle = creationObstacle {
      output += [say(obstacle.sentences), say(Texts.plainRefused)]
    }
    return output
      + (mayHaveCreated
        ? ask(.unknownOutcome, Texts.plainSendAgain) : ask(.review, Texts.plainCreate))
  }

  mutating func takeReview(_ text: String) -> [PlainStep] {
    if text.isEmpty || isYes(text) == true {
      guard let obstacle = creationObstacle else { return send() }
      return [say(obstacle.sentences), say(Texts.plainRefused)] + ask(.review, Texts.plainCreate)
    }
    let rows = draft.reviewRows(server: connection?.server)
    guard let number = Int(text), rows.indices.contains(number - 1) else {
      return [say(Texts.plainNotACreateAnswer)] + ask(.review, Texts.plainCreate)
    }
    isDetour = true
    page = nil
    let field = rows[number - 1].field
    if field == .recoveryMarker {
      draft.surroundings.marker?.isOn.toggle()
      return askReview()
    }
    return field == .url ? changeConnection() : askField(field)
  }

  mutating func send() -> [PlainStep] {
    guard let connection, let registration = draft.registration else { return askReview() }
    question = .none
    return [
      say(Texts.creating + settings.glyphs.ellipsis),
      .run(.register(registration, connection, registrationContext)),
    ]
  }

  private mutating func registrationFailed(_ failure: APIFailure) -> [PlainStep] {
    guard failure.outcome != .unknown else { return lostAnswer(failure) }
    if failure.kind == .serverError {
      if entry != nil { return lostAnswer(failure) }
      mayHaveCreated = true
      return explain(failure) + [
        say(Texts.unknownOutcomeFix(draft.runnersPage(on: connection)))
      ] + ask(.unknownOutcome, Texts.plainSendAgain)
    }
    entry = nil
    if case .targetNotFound = failure.kind {
      isDetour = true
      page = nil
      return explain(failure) + askField(.target)
    }
    let named = failure.problems.compactMap { problem in problem.field.map { FieldID($0) } }
    guard let first = named.first else {
      guard failure.asksForInquiry, let connection,
        let registration = draft.registration
      else { return explain(failure) + ask(.retry, Texts.plainRetry) }
      let preflight = draft.surroundings.preflight
      return [
        say(failure.message), say(Texts.inquiring),
        .run(.inquire(failure, registration, preflight, connection)),
      ]
    }
    isDetour = true
    page = nil
    return failure.problems.map { say($0.message) } + askField(first)
  }

  private mutating func inquired(_ report: RefusalReport) -> [PlainStep] {
    var output = Texts.lines(of: report).map(say)
    if !report.details.isEmpty {
      let lines = report.details.split(separator: "\n", omittingEmptySubsequences: false)
      output += [say(""), say(Texts.plainDetailsHeading)] + lines.map { say(String($0)) }
    }
    return output + ask(.retry, Texts.plainRetry)
  }

  // MARK: - The result

  private mutating func registered(_ runner: RegisteredRunner, expiry: LocalTime?) -> [PlainStep] {
    created = runner
    markerCount += 1
    var output = [say(""), say(Texts.lastWordsCreated(runner.id, page: runner.webURL))]
    let text =
      expiry.map { Texts.expires($0.text, zone: $0.zone) }
      ?? runner.tokenExpiryText.map(Texts.expiryInUnknownForm) ?? Texts.neverExpires
    output.append(say(Texts.plainDetail(Texts.tokenLabel, text)))
    output.append(say(Texts.shownOnce))
    if let server = connection?.server {
      output += Texts.nextSteps(url: server.description).map(say)
    }
    return output + ask(.result, Texts.plainResult)
  }

  mutating func takeResult(_ text: String) -> [PlainStep] {
    guard let created else { return [] }
    let words = text.split(separator: " ", maxSplits: 1).map(String.init)
    switch (words.first?.lowercased(), words.count) {
    case (Texts.showWord, 1):
      isKept = true
      return [.reveal(created.token)] + close(.result)
    case (Texts.saveWord, 2):
      question = .replace(path: trimmed(words[1]))
      return [.run(.saveToken(created.token, path: trimmed(words[1]), replacing: false))]
    case (Texts.doneWord, 1):
      return isKept ? [.finish(exitCode: 0)] : ask(.leaving, Texts.plainLeave)
    default:
      return [say(Texts.plainNotAResultAnswer)] + ask(.result, Texts.plainResult)
    }
  }

  mutating func takeReplace(_ text: String, path: String) -> [PlainStep] {
    guard isYes(text) == true, let created else { return ask(.result, Texts.plainResult) }
    return [.run(.saveToken(created.token, path: path, replacing: true))]
  }

  private func explain(_ failure: APIFailure) -> [PlainStep] {
    [failure.message, failure.fix].filter { !$0.isEmpty }.map(say)
  }
}
