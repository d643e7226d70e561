import RunnerCore

/// The connection in use and what is known about it.
struct Session: Equatable, Sendable {
  enum Check: Equatable, Sendable {
    /// Nothing was asked yet, or what came does not matter.
    case none
    case readingToken
    case checking
    case identified(Identity)
    case failed(APIFailure)
    case tokenCommandFailed(String)
  }

  /// Nil until one is known or typed.
  var connection: Connection?
  var check: Check
  /// A connection that was typed or picked and takes over when the server knows its token.
  var candidate: Connection?
  /// The program that prints the token of the connection in use; nil where none does.
  var tokenCommand: [String]?
  /// The program that prints the candidate's token.
  private(set) var candidateCommand: [String]?
  /// What may be done with the access token of the connection in use, once it was found out.
  var preflight: Preflight?
  /// Warnings that the operator was told.
  var toldWarnings: [String] = []
  /// The name under which the candidate is to be stored.
  var profileName: String?
  /// What was known of the connection in use before the candidate was checked.
  private var checkBefore = Check.none
  /// What an operator should know about where the connection comes from.
  var notes: [String]

  init(_ start: ConnectionStart) {
    switch start {
    case .ready(let connection, let notes):
      self.connection = connection
      check = .checking
      self.notes = notes
    case .command(let command, let connection, let notes):
      self.connection = connection
      tokenCommand = command
      check = .readingToken
      self.notes = notes
    case .incomplete(_, let notes):
      check = .none
      self.notes = notes
    }
  }

  /// Begins the check of another connection beside the one in use.
  mutating func propose(
    _ connection: Connection, tokenCommand: [String]? = nil, profileName: String? = nil
  ) {
    if candidate == nil { checkBefore = check }
    candidate = connection
    candidateCommand = tokenCommand
    self.profileName = profileName
    check = tokenCommand == nil ? .checking : .readingToken
  }

  /// Makes the candidate the connection in use. What was found out about another one is forgotten.
  mutating func accept() {
    guard let candidate else { return }
    if connection != candidate {
      preflight = nil
      toldWarnings = []
    }
    connection = candidate
    tokenCommand = candidateCommand
    self.candidate = nil
    candidateCommand = nil
    profileName = nil
  }

  /// Stays with the connection in use.
  mutating func dropCandidate() {
    guard candidate != nil else { return }
    candidate = nil
    candidateCommand = nil
    profileName = nil
    check = checkBefore
  }

  /// Why nothing can be sent now; nil when it can.
  var obstacle: String? {
    guard connection != nil else { return Texts.noConnection }
    switch check {
    case .readingToken: return Texts.stillReadingToken
    case .tokenCommandFailed: return Texts.noConnection
    default: return nil
    }
  }

  /// Why no runner can be created with the access token; nil when one can or that is not known.
  ///
  /// GitLab: `lib/api/user_runners.rb` takes `create_runner` and `api`; the scopes of a fine-grained
  /// token (`granular`) say nothing.
  var createRefusal: String? {
    if let preflight, candidate == nil { return preflight.creation.refusal?.sentences }
    guard case .identified(let identity) = check, candidate == nil,
      let scopes = identity.token?.scopes, !scopes.isEmpty,
      !scopes.contains(where: ["create_runner", "api", "granular"].contains)
    else { return nil }
    return Texts.tokenCannotCreate
  }

  /// Whether the access token is known to read groups and projects.
  ///
  /// GitLab: `lib/gitlab/auth.rb`, the scopes of the REST API.
  var readsTargets: Bool {
    guard case .identified(let identity) = check else { return false }
    return identity.readsTargets
  }

  /// The facts for the header: host, user, kind of token, scopes, expiry.
  func facts(isDemo: Bool) -> [String] {
    guard let connection else { return [Texts.notConnected] }
    var facts = [
      isDemo ? "\(Texts.demo) \(connection.server.host)" : connection.server.shortName
    ]
    if connection.server.isPlainHTTPToRemote { facts.append(Texts.plainHTTPMark) }
    switch check {
    case .failed(let failure) where failure.meansUnusableToken:
      facts.append(Texts.refusedToken)
    case .none, .failed: facts.append(Texts.uncheckedToken)
    case .tokenCommandFailed: break
    case .readingToken: facts.append(Texts.readingToken)
    case .checking: facts.append(Texts.checkingToken)
    case .identified(let identity):
      facts += identity.facts(connection, kind: preflight?.kind)
    }
    return facts
  }
}

extension Identity {
  var readsTargets: Bool {
    token?.scopes.contains { $0 == "api" || $0 == "read_api" } ?? false
  }
}

extension APIFailure {
  /// Whether a group or project was only not shown, rather than found missing.
  func leavesUnread(isReader: Bool) -> Bool {
    meansUnreadableOnly && !(isReader && kind == .notFound)
  }

  /// The field of a connection in which the cause of a failed check lies.
  var connectionField: FieldID? {
    if meansUnusableToken { return .accessToken }
    return switch kind {
    case .couldNotResolve, .couldNotConnect, .tls, .notGitLab, .unexpectedRedirect: .url
    default: nil
    }
  }

  /// Whether the server knows the token and only keeps the asker from reading about itself; then
  /// the token may do its work all the same.
  var meansUnreadableOnly: Bool {
    switch kind {
    case .forbidden, .insufficientScope, .insufficientGranularScope, .notFound: true
    default: false
    }
  }

  /// Whether the access token itself was refused.
  var meansUnusableToken: Bool {
    switch kind {
    case .unauthorized, .tokenExpired, .tokenRevoked, .impersonationDisabled, .proofRequired: true
    default: false
    }
  }
}
