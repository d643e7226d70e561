import Configuration
import RunnerCore
import RunnerWizard

/// `doctor` on what was found on this machine: asks the server, and changes nothing.
struct DoctorRun {
  /// Seconds for each request about a profile that is not used.
  private static let profileTimeout = 8.0

  /// Profiles that are asked about at the same time.
  private static let profilesAtOnce = 4

  /// What flags, environment and files come to, or why they come to nothing.
  let start: Result<ConnectionStart, UsageFailure>
  let profiles: [DoctorProfile]
  let errand: Errand
  var report: DoctorReport

  init(_ practice: DoctorPractice, errand: Errand, report: DoctorReport) {
    start = practice.start
    profiles = practice.profiles
    self.errand = errand
    self.report = report
  }

  /// - Throws: that Ctrl-C was pressed.
  mutating func run() throws(CommandFailure) {
    var used: Connection?
    do throws(CommandFailure) {
      let connection = try configured()
      report.connection.server = connection.server
      report.connection.source = connection.source
      report.connection.tls = connection.server.scheme == .http ? "none" : nil
      used = connection
      try examine(try withToken(connection))
    } catch {
      guard !error.isSilent else { throw error }
      report.connection.failure = error
    }
    try listProfiles(used)
  }

  /// The connection, whose token is still missing where a command prints it.
  private mutating func configured() throws(CommandFailure) -> Connection {
    let start: ConnectionStart
    do {
      start = try self.start.get()
    } catch {
      throw CommandFailure(error)
    }
    switch start {
    case .ready(let connection, let notes), .command(_, let connection, let notes):
      report.note(notes)
      return connection
    case .incomplete(let draft, let notes):
      report.note(notes)
      report.connection.server = try? ServerURL(parsing: draft.url)
      throw draft.url.isEmpty
        ? CommandFailure(.usage, code: "no_host", message: Texts.noHost, fix: Texts.noHostFix)
        : CommandFailure(
          .usage, code: "no_token", message: Texts.noToken(draft.url), fix: Texts.noTokenFix)
    }
  }

  private func withToken(_ connection: Connection) throws(CommandFailure) -> Connection {
    guard case .success(.command(let command, _, _)) = start else { return connection }
    var connection = connection
    switch try answer(to: .readToken(command: command)) {
    case .tokenRead(let token): connection.token = token
    case .tokenCommandFailed(let message):
      throw CommandFailure(.usage, code: "token_command_failed", message: message)
    default: break
    }
    return connection
  }

  private mutating func examine(_ connection: Connection) throws(CommandFailure) {
    let identity: Identity
    switch try answer(to: .identify(connection)) {
    case .identified(let found): identity = found
    case .identificationFailed(let failure):
      try explain(failure, connection)
      return
    default: return
    }
    if connection.server.scheme == .https {
      report.connection.tls = connection.pinSHA256 == nil ? "verified" : "pinned"
    }
    guard case .examined(let preflight) = try answer(to: .examine(identity, connection)) else {
      return
    }
    report.preflight = preflight
    report.connection.serverVersion = preflight.server?.versionText
  }

  /// Says why nothing is known of the token, with what can be found out without it.
  private mutating func explain(
    _ failure: APIFailure, _ connection: Connection
  ) throws(CommandFailure) {
    report.connection.failure = CommandFailure(failure, changesSomething: false)
      .advised(connection)
    switch failure.kind {
    case .tls(let reason):
      report.connection.tls = failure.kind.code
      let read = try answer(to: .readCertificates(connection, reason))
      guard case .certificatesRead(let chain) = read else { return }
      report.connection.tls = APIFailure.Kind.tls(chain.reason).code
      report.connection.failure?.code = APIFailure.Kind.tls(chain.reason).code
      report.connection.certificates = chain.certificates
    case .unauthorized, .tokenExpired, .tokenRevoked, .impersonationDisabled, .proofRequired,
      .forbidden:
      // Refused for certain, so that every way to a runner is closed.
      if case .examined(let preflight) = try answer(
        to: .examine(Identity(user: nil, token: nil), connection))
      {
        report.preflight = preflight
      }
    case .notGitLab, .unexpectedRedirect, .notFound:
      if case .probed(let probe) = try answer(to: .probe(connection)), let text = probe.text {
        report.note([text])
      }
    default: break
    }
  }

  /// Tells of each profile whose token it has, asking its own server only, several beside each other. A command that
  /// prints a token is not run for a profile that is not used.
  private mutating func listProfiles(_ used: Connection?) throws(CommandFailure) {
    var entries = profiles.map(\.entry)
    var asked: [(place: Int, connection: Connection)] = []
    for (place, profile) in profiles.enumerated() {
      guard var connection = profile.connection else { continue }
      if let used, used.server == connection.server, used.source == connection.source {
        entries[place].isUsed = true
        entries[place].problem = entries[place].problem ?? report.connection.failure?.message
        if let preflight = report.preflight { entries[place].take(preflight) }
      } else if profile.isAsked {
        connection.timeout = min(connection.timeout ?? Self.profileTimeout, Self.profileTimeout)
        asked.append((place, connection))
      }
    }
    let works = asked.map { Work.tryConnection($0.connection, tokenCommand: nil) }
    guard let answers = errand.run(works, atMost: Self.profilesAtOnce) else { throw .interrupted }
    for ((place, connection), answer) in zip(asked, answers) {
      switch answer {
      case .connectionTried(_, let identity):
        entries[place].take(identity, connection.authentication)
      case .connectionNotTried(_, let message): entries[place].problem = message
      default: break
      }
    }
    report.profiles = entries
  }

  private func answer(to work: Work) throws(CommandFailure) -> Answer {
    switch errand.run(work) {
    case .done(let answer): return answer
    case .interrupted: throw .interrupted
    }
  }
}

extension DoctorReport.ProfileEntry {
  fileprivate mutating func take(_ identity: Identity, _ authentication: Authentication) {
    take(
      AccessTokenKind(
        user: identity.user, token: identity.token, authentication: authentication))
    scopes = kind == AccessTokenKind.fineGrained.rawValue ? nil : identity.token?.scopes
    expiresAt = identity.token?.expiresAt
  }

  fileprivate mutating func take(_ preflight: Preflight) {
    take(preflight.kind)
    scopes = preflight.scopes
    expiresAt = preflight.token?.expiresAt
  }

  private mutating func take(_ found: AccessTokenKind) {
    if found != .unknown { kind = found.rawValue }
  }
}

extension ServerProbe {
  /// What it says about the address, where that is not GitLab's.
  fileprivate var text: String? {
    switch self {
    case .gitLab: nil
    case .moved(let server): Texts.probeMoved(server.description)
    case .wrongPath(let server?): Texts.probeMoved(server.description)
    case .wrongPath(nil): Texts.probeWrongPath
    case .signInPage(let host): Texts.probeSignIn(host)
    case .captivePortal(let host): Texts.probePortal(host)
    case .notGitLab(let reason): reason
    case .failed: nil
    }
  }
}
