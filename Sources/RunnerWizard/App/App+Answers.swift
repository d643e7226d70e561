import RunnerCore
import TerminalUI

extension App {
  mutating func run(_ work: Work) -> [Effect] {
    self.work.begin(work)
  }

  mutating func tell(_ kind: Toast.Kind, _ text: String) -> [Effect] {
    messages.tell(Toast(kind, text), at: now)
  }

  /// Asks the server whose access token it is.
  mutating func checkConnection() -> [Effect] {
    guard let connection = session.candidate ?? session.connection else { return [] }
    session.check = .checking
    return run(.identify(connection))
  }

  mutating func take(_ answer: Answer) -> [Effect] {
    switch answer {
    case .tokenRead(let token) where session.candidate != nil:
      session.candidate?.token = token
      session.check = .checking
      return checkConnection()
    case .tokenRead(let token):
      session.connection?.token = token
      return checkConnection() + resumeList()
    case .tokenCommandFailed(let message):
      session.check = .tokenCommandFailed(message)
      wizard?.stopWaiting()
      if session.candidate == nil { return tellTokenRefusal() }
      wizard?.tokenCommandFailed()
      if let candidate = session.candidate {
        book.note(.fails(Texts.tokenCommandFailed(message)), of: candidate)
        syncSurroundings()
      }
      return []
    case .identified(let identity):
      session.check = .identified(identity)
      return acceptConnection() + checkListAccess() + examine(identity)
    case .identificationFailed(let failure):
      return identificationFailed(failure)
    case .resolved(let target):
      if let effects = takeProject(answer) { return effects }
      return wizard?.take(.found(target)) == true ? settleTarget() : []
    case .resolvingFailed(let failure):
      if let effects = takeProject(answer) { return effects }
      let isReader = session.readsTargets
      wizard?.resolvingFailed(failure, isReader: isReader)
      return []
    case .registered(let runner, let expiry):
      return registered(runner, expiry: expiry)
    case .registrationFailed(let failure): return registrationFailed(failure)
    case .copied(let outcome): return copied(outcome)
    case .tokenSaved(let path): return tokenSaved(path)
    case .tokenNotSaved(let failure): return tokenNotSaved(failure)
    case .profileSaved(let name, let path): return stored(name, path)
    case .profileNotSaved(let failure):
      return tell(.error, Texts.profileNotSaved(failure.message))
    case .opened: return tell(.success, Texts.opened)
    case .notOpened(let message): return tell(.error, Texts.notOpened(message))
    case .runners, .runnersLoaded, .runnersFailed, .arranged, .compared, .runnerRead,
      .runnerNotRead, .jobsRead, .jobsNotRead, .scopeFound, .scopeNotFound, .viewsSaved,
      .viewsNotSaved:
      noteLoading(answer)
      return takeReading(answer) + takeInList(answer)
    case .progressRead, .progressNotRead: return takeProgress(answer)
    case .calendarSaved, .calendarNotSaved: return calendarSaved(answer)
    case .unusedFound(let groups):
      foundUnused(groups)
      return []
    case .examined, .probed, .certificatesRead, .certificatesNotRead, .connectionTried,
      .connectionNotTried, .profileForgotten, .profileNotForgotten:
      return takeAboutConnection(answer)
    case .targetsFound, .targetsNotFound, .targetExamined, .tagsRead, .tagsNotRead, .recentSaved,
      .recentNotSaved:
      return takeAboutTarget(answer)
    // Only the command that creates without a screen asks for it.
    case .creationChecked, .creationNotChecked: return []
    case .registering(let entry, let problem): return registering(entry, problem: problem)
    case .changeNotRecorded(let message): return tell(.warning, message)
    case .recovered, .entryClosed, .entryNotClosed, .tokenRecalled, .tokenNotRecalled,
      .clipboardCleared:
      return takeAboutRecovery(answer)
    case .localRunnerFound, .registrationSays, .registeredHere, .configPreviewed,
      .configNotPreviewed,
      .configWritten, .configNotWritten:
      return takeAboutMachine(answer)
    case .inquired(let report):
      return takeInquiry(report)
    case .presetSaved, .presetNotSaved, .batchBegun, .batchNotBegun, .batchAdvanced, .batchStopped,
      .batchLeft:
      return takeAboutBatch(answer)
    case .changed, .notChanged, .changesEnded, .edited, .notEdited, .tokenReset, .tokenNotReset:
      return takeChange(answer)
    }
  }

  /// No runner was created, or none that can be seen: the wizard that waits for it says so, wherever
  /// it is.
  private mutating func registrationFailed(_ failure: APIFailure) -> [Effect] {
    overlays.removeAll { $0.isAboutSending }
    let inquiry = inquire(failure)
    // After an internal error too, GitLab may have stored the runner.
    let lost = failure.mayHaveBeenDone ? sent : nil
    sent = nil
    messages.log(Toast(.error, failure.account), at: now)
    // The token of a runner that came without its id is shown only once.
    let rescue = failure.recoveredToken.map { [Effect.showRaw($0)] } ?? []
    guard var waiting = creation, waiting.awaitsRegistration else {
      return tell(.error, failure.sentences) + rescue
        + (lost.map { beginRecovery(of: $0, isWatched: false) } ?? [])
    }
    let isAwaited = waiting.submission == .sending
    waiting.registrationFailed(failure, uptime: now.uptime)
    creation = waiting
    guard wizard?.isEditing == false else {
      return tell(.error, Texts.registrationFailedBehind(failure)) + rescue + inquiry
        + (lost.map { beginRecovery(of: $0, isWatched: false) } ?? [])
    }
    // What is typed on meanwhile on another page is not meant for the request.
    let isWatched = isAwaited || waiting.page == .review
    let settling = isWatched ? settle(.failure) : []
    let recovery = lost.map { beginRecovery(of: $0, isWatched: isWatched) } ?? []
    return settling + countdownEffects() + tellUnplaced(failure) + rescue + inquiry + recovery
  }

  /// Says what the server refused besides the fields that the operator was led to.
  private mutating func tellUnplaced(_ failure: APIFailure) -> [Effect] {
    guard wizard?.page != .review else { return [] }
    let unplaced = failure.problems.filter { $0.field == nil }.map(\.message)
    return unplaced.isEmpty ? [] : tell(.error, unplaced.joined(separator: " "))
  }

  private mutating func identificationFailed(_ failure: APIFailure) -> [Effect] {
    messages.log(Toast(.error, failure.account), at: now)
    if failure.meansUnreadableOnly {
      let identity = Identity(user: nil, token: nil)
      session.check = .identified(identity)
      return acceptConnection() + examine(identity)
    }
    session.check = .failed(failure)
    let isAwaited = wizard?.wait == .connection
    wizard?.stopWaiting()
    let connection = session.candidate ?? session.connection
    if session.candidate != nil { wizard?.connectionRefused(failure) }
    if let connection { book.note(.fails(failure.message), of: connection) }
    syncSurroundings()
    guard let connection, failure.isAboutTrust else { return tellTokenRefusal() }
    return readCertificates(connection.withoutToken, failure, opens: isAwaited)
  }

  /// Who went on before the answer came hears at once that the token is of no use; other pages say so by themselves.
  private mutating func tellTokenRefusal() -> [Effect] {
    guard let wizard, !wizard.isEditing, [.target, .tags, .details].contains(wizard.page),
      let reason = tokenRefusal
    else { return [] }
    return tell(.error, Texts.pressF4(reason))
  }

  /// Makes the candidate the connection in use, and goes on with what waited for it.
  mutating func acceptConnection() -> [Effect] {
    trust = nil
    guard let candidate = session.candidate else { return [] }
    var effects: [Effect] = []
    if let name = session.profileName {
      effects += store(candidate, tokenCommand: session.candidateCommand, name: name)
    }
    if session.connection != candidate {
      effects += leaveRunnersBehind() + work.cancel(.examine) + work.cancel(.examineTarget)
    }
    session.accept()
    let leadsToList = wizard?.leadsToList == true
    wizard?.connected(to: candidate.server)
    syncSurroundings()
    if leadsToList { effects += openList() }
    return effects + reconnectList()
  }
}

extension Wizard {
  /// A plain id that may not be read goes through as typed. GitLab answers 404 both for what it
  /// hides and for what does not exist; to a token that may read (`isReader`) only the latter.
  mutating func resolvingFailed(_ failure: APIFailure, isReader: Bool) {
    if let kind = draft.type.targetKind, failure.leavesUnread(isReader: isReader),
      case .id(let id)? = try? draft.targetReference(kind)
    {
      _ = take(.unreadable(RunnerTarget(kind: kind, id: id)))
    } else {
      _ = take(.failed(failure.sentences))
    }
  }

  /// Leads to the field by which a connection failed; where there is none, the page says it.
  mutating func connectionRefused(_ failure: APIFailure) {
    guard page == .connection, let field = failure.connectionField,
      fields.contains(where: { $0.id == field })
    else { return }
    isConnectionRefused = true
    refusals[field] = failure.sentences
    visitField(field)
  }

  /// Leads to the command that did not print a token, from which Enter runs it again.
  mutating func tokenCommandFailed() {
    guard page == .connection, fields.contains(where: { $0.id == .tokenCommand }) else { return }
    isConnectionRefused = true
    visitField(.tokenCommand)
  }

  /// Another server knows other groups and projects.
  mutating func connected(to server: ServerURL) {
    if draft.surroundings.server != server { draft.findings = TargetFindings() }
    draft.surroundings.server = server
    if wait == .connection { advance() }
  }
}
