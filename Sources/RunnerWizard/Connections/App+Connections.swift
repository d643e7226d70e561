import RunnerCore
import TerminalUI

extension App {
  mutating func takeAboutConnection(_ answer: Answer) -> [Effect] {
    switch answer {
    case .examined(let preflight): return examined(preflight)
    case .probed(let result): return probed(result)
    case .certificatesRead(let chain): return certificatesRead(chain)
    case .certificatesNotRead(let failure): return certificatesNotRead(failure)
    case .connectionTried(let connection, let identity):
      book.end(connection, .works(identity))
    case .connectionNotTried(let connection, let message):
      book.end(connection, .fails(message))
    case .profileForgotten(let name):
      book.forget(name: name)
      syncSurroundings()
      return tell(.success, Texts.forgotten(name))
    case .profileNotForgotten(let failure):
      return tell(.error, Texts.notForgotten(failure.message))
    default: return []
    }
    syncSurroundings()
    return []
  }

  /// Shows every wizard what is known of the connections now.
  mutating func syncSurroundings() {
    func adopt(_ wizard: inout Wizard) {
      wizard.draft.adopt(book, connection: session.connection, preflight: session.preflight)
    }
    if case .wizard(var wizard) = screen {
      adopt(&wizard)
      screen = .wizard(wizard)
    }
    if var wizard = parkedWizard {
      adopt(&wizard)
      parkedWizard = wizard
    }
  }

  // MARK: - The page from everywhere

  /// The connection page; from the list it leads back there.
  mutating func openConnections() -> [Effect] {
    let isFromList = screen == .list
    var effects: [Effect] = []
    if wizard == nil { effects = open(creation ?? newWizard()) }
    guard var wizard, !wizard.isEditing else { return effects }
    if wizard.page != .connection, let connection = session.connection {
      // What was typed there before stays.
      if let place = book.known.place(of: connection, tokenCommand: session.tokenCommand) {
        wizard.draft.known = place
      } else if wizard.draft.url.isEmpty {
        wizard.draft.fill(connection, known: book.known)
      }
    }
    wizard.visitConnection(leadsToList: isFromList)
    self.wizard = wizard
    return effects
  }

  /// Where the access token is of no use, a step forward leads to the connections: whatever is filled in further
  /// could not be sent.
  /// - Returns: nil where nothing is known against the token.
  mutating func leadToConnection(from page: PageID) -> [Effect]? {
    guard wizard?.isEditing == false, page != .connection, page != .review,
      tokenRefusal != nil
    else { return nil }
    let effects = openConnections()
    if wizard?.draft.typesConnection == true { wizard?.visitField(.accessToken) }
    return effects + tell(.error, Texts.tokenFirst)
  }

  /// Why the access token in use can do nothing; nil where that is not known.
  var tokenRefusal: String? {
    guard session.candidate == nil else { return nil }
    switch session.check {
    case .failed(let failure) where failure.meansUnusableToken: return failure.message
    case .tokenCommandFailed(let message): return Texts.tokenCommandFailed(message)
    default: return nil
    }
  }

  @Sendable static func switchAvailability(_ app: App) -> Availability {
    if let wizard = app.wizard {
      if wizard.submission == .sending { return .disabled(reason: Texts.stillSending) }
      if wizard.isEditing { return .disabled(reason: Texts.connectionAfterEdit) }
      if wizard.page == .connection { return .disabled(reason: Texts.alreadyConnections) }
    }
    if app.result?.isAboveList == true { return .disabled(reason: Texts.connectionAfterEdit) }
    return .enabled
  }

  // MARK: - Picking, testing, forgetting, saving

  /// Begins the check of a connection; its token is read first where a command prints it.
  mutating func connect(
    _ connection: Connection, tokenCommand: [String]?, profile: String?
  ) -> [Effect] {
    session.propose(connection, tokenCommand: tokenCommand, profileName: profile)
    trust = nil
    let effects = work.cancel(.tryConnection) + work.cancel(.probe)
    book.stop()
    if let known = wizard?.draft.knownConnection { book.begin(known) }
    syncSurroundings()
    guard let tokenCommand else { return effects + checkConnection() }
    return effects + run(.readToken(command: tokenCommand))
  }

  mutating func performAboutConnection(_ id: CommandID) -> [Effect]? {
    switch id {
    case ConnectionCommand.test:
      guard let known = wizard?.draft.knownConnection else { return [] }
      book.begin(known)
      syncSurroundings()
      return run(.tryConnection(known.connection, tokenCommand: known.tokenCommand))
    case ConnectionCommand.forget:
      guard let known = wizard?.draft.knownConnection else { return [] }
      return show(.confirm(.forget(known)))
    case ConnectionCommand.save: return show(.connection(.naming(ProfilePrompt())))
    case ConnectionCommand.useAddress: return useSuggestedAddress()
    case ConnectionCommand.copyRefusal: return copyRefusal()
    default: return nil
    }
  }

  /// Stores the connection in use under a name.
  mutating func store(_ connection: Connection, tokenCommand: [String]?, name: String) -> [Effect] {
    var known = KnownConnection(name: name, detail: "", connection: connection)
    if tokenCommand != nil { known.connection.token = Secret("") }
    known.tokenCommand = tokenCommand
    known.section = "profiles.\(name)"
    known.isSaved = true
    storing = known
    return run(.saveProfile(name: name, connection, tokenCommand: tokenCommand))
  }

  /// The connection was stored: it can be chosen from now on.
  mutating func stored(_ name: String, _ path: String) -> [Effect] {
    if var known = storing, known.name == name {
      storing = nil
      known.file = path
      book.add(known)
      if case .identified(let identity) = session.check, session.candidate == nil {
        book.note(.works(identity), of: known.connection)
      }
      syncSurroundings()
      if var wizard = creation, wizard.page != .connection, let connection = session.connection {
        wizard.draft.fill(connection, known: book.known)
        creation = wizard
      }
    }
    return tell(.success, Texts.profileSaved(name, path))
  }
}

extension WizardDraft {
  /// Takes what is known of the connections; the choice stays with the connection it is on.
  mutating func adopt(_ book: ConnectionBook, connection: Connection?, preflight: Preflight?) {
    let chosen = knownConnection
    surroundings.known = book.known
    surroundings.trials = book.trials
    surroundings.connection = connection
    surroundings.preflight = preflight
    guard let chosen else {
      known = book.known.count
      return
    }
    known =
      book.known.firstIndex(of: chosen)
      ?? book.known.firstIndex { $0.isSaved && chosen.isSaved && $0.name == chosen.name }
      ?? min(known, book.known.count)
  }
}

extension Confirm {
  static func forget(_ known: KnownConnection) -> Confirm {
    Confirm(
      title: Texts.forgetTitle, text: Texts.forgetText(known),
      options: [
        Option(key: "k", title: Texts.forgetNo, action: .stay),
        Option(
          key: "f", title: Texts.forgetYes, action: .forget(name: known.name), isDanger: true),
      ])
  }
}
