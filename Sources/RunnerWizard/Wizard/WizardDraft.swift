import RunnerCore

/// Everything that was typed and chosen in the wizard, as plain values.
///
/// Both doors fill it, the one with a screen and the one on lines; the pages say what belongs where.
struct WizardDraft: Equatable, Sendable {
  /// What is around the wizard and never typed into it.
  var surroundings: Surroundings

  /// Index of a known connection; the number of known ones when another is typed.
  var known = 0
  var url = ""
  var accessToken = Secret("")
  /// Words of a command that prints the token, as they are typed; of no account beside a token.
  var tokenCommandLine = ""
  var isOAuth = false
  var caFile = ""
  var clientCertificate = ""
  var clientKey = ""
  var storesProfile = false
  var profileName = ""
  /// What belongs to the connection and has no field.
  var headers: [HeaderField] = []
  var timeout: Double?
  var proxy: Secret?
  /// The key that alone is trusted, and whose it is; of no account for other servers.
  private(set) var pinSHA256: String?
  private(set) var pinnedServer: ServerURL?
  var userAgent: String?

  var type = RunnerType.instance
  var group = ""
  var project = ""
  /// What the server said about the group and the project that were typed last.
  var findings = TargetFindings()
  var tags: [String] = []
  var runsUntagged = true
  var description = ""
  var maintenanceNote = ""
  var maximumTimeout = ""
  var isProtected = false
  var isLocked = false
  var isPaused = false
  /// When the runner's token is to end, as typed.
  var tokenExpiresAt = ""
  /// Until when the token may be rotated, as typed.
  var tokenRotationDeadline = ""
  /// How many runners; more than one are told apart by a number in the description.
  var count = 1

  init(surroundings: Surroundings) {
    self.surroundings = surroundings
  }
}

/// What a wizard is for.
enum WizardPurpose: Equatable, Sendable {
  case create
  /// The values of a runner, as they were read from the server, are changed.
  case edit(Runner)
}

/// What the pages need to know besides the draft.
struct Surroundings: Equatable, Sendable {
  var purpose = WizardPurpose.create
  /// The runner whose values the form began with, as its title names it; nil for a form that began empty.
  var model: String?
  var known: [KnownConnection] = []
  /// What came of testing known connections.
  var trials: [ConnectionBook.Trial] = []
  /// The connection in use.
  var connection: Connection?
  /// What may be done with its access token, once that was found out.
  var preflight: Preflight?
  /// File for stored connections; nil when there is nowhere to store them.
  var savedFile: String?
  /// The home folder, for paths that begin with `~/`.
  var home = ""
  /// The server that is connected to; nil until there is one.
  var server: ServerURL?
  /// The marker that is offered for the next runner; nil where none is needed.
  var marker: OfferedMarker?
  /// Whether several runners can be made at once.
  var offersCount = false
  /// Seconds since 1970-01-01 00:00 UTC from which `7d` is reckoned; nil until the time of day is known. It stands still
  /// on the review, so that what is read there is what is sent.
  var now: Int64?

  /// Whether a new runner's token can be given an end there.
  var takesTokenExpiry: Bool {
    purpose == .create && preflight?.server?.takesTokenExpiry == true
  }
}

/// What came of looking up a group or project.
struct TargetFinding: Equatable, Sendable {
  enum Result: Equatable, Sendable {
    case found(RunnerTarget)
    /// The access token may not read it; the id goes through as typed.
    case unreadable(RunnerTarget)
    /// The server knows no such thing, or could not be asked.
    case failed(String)
  }

  /// The text that was looked up; another text is not covered by the finding.
  var text: String
  var result: Result
  /// What stands for or against a new runner there, once it was found out.
  var facts: TargetFacts?

  var target: RunnerTarget? {
    switch result {
    case .found(let target), .unreadable(let target): target
    case .failed: nil
    }
  }

  /// Whether it is known that no runner can be created there, which may have changed when it is asked for again.
  var isRefused: Bool {
    if case .failed = result { return true }
    return facts?.creation.isRefused == true
  }
}

/// The findings about a group and a project. Not a dictionary, whose type the first frame would
/// wait for.
struct TargetFindings: Equatable, Sendable {
  private var group: TargetFinding?
  private var project: TargetFinding?

  subscript(kind: RunnerTarget.Kind) -> TargetFinding? {
    get {
      switch kind {
      case .group: group
      case .project: project
      }
    }
    set {
      switch kind {
      case .group: group = newValue
      case .project: project = newValue
      }
    }
  }
}

extension WizardDraft {
  /// Takes the place of `type` where a choice is told by its place.
  var typeIndex: Int {
    get { RunnerType.allCases.firstIndex(of: type) ?? 0 }
    set {
      if RunnerType.allCases.indices.contains(newValue) { type = RunnerType.allCases[newValue] }
    }
  }

  /// What was typed as group or project, whichever the type asks for.
  var targetText: String {
    get { type == .project ? project : group }
    set {
      if type == .project { project = newValue } else { group = newValue }
    }
  }

  /// What is known about the group or project as it is typed now.
  var finding: TargetFinding? {
    guard let kind = type.targetKind, let finding = findings[kind],
      finding.text == trimmed(targetText)
    else { return nil }
    return finding
  }

  /// How the typed group or project is asked for.
  func targetReference(_ kind: RunnerTarget.Kind) throws(TargetReferenceProblem) -> TargetReference
  {
    try TargetReference.parse(targetText, kind: kind, server: surroundings.server)
  }

  /// The form as the core checks it. What stands at GitLab's own default is left unsaid.
  var form: RunnerForm {
    RunnerForm(
      type: type, target: type.targetKind == nil ? nil : finding?.target, tags: tags,
      description: description, maintenanceNote: sentMaintenanceNote,
      maximumTimeout: maximumTimeout,
      runUntagged: runsUntagged ? nil : false,
      isLocked: type == .project && isLocked ? true : nil,
      isProtected: isProtected ? true : nil, isPaused: isPaused ? true : nil,
      tokenExpiresAt: surroundings.takesTokenExpiry ? tokenExpiresAt : "",
      tokenRotationDeadline: surroundings.takesTokenExpiry ? tokenRotationDeadline : "")
  }

  /// What is sent for a new runner; nil where something is wrong with the form.
  var registration: RunnerRegistration? { try? form.validate(unixTime: surroundings.now) }

  /// A typed point in time to the minute and in UTC; nil where it is none.
  func instant(_ text: String) -> String? {
    InstantText.sent(text, unixTime: surroundings.now).map(Texts.instant)
  }

  /// Whether a connection is typed rather than picked from the known ones.
  var typesConnection: Bool { !surroundings.known.indices.contains(known) }

  /// The connection as picked or typed; nil while the address is no address.
  var connection: Connection? {
    if surroundings.known.indices.contains(known) { return surroundings.known[known].connection }
    guard let server = try? ServerURL(parsing: url) else { return nil }
    func path(_ text: String) -> String? {
      let text = trimmed(text)
      return text.isEmpty ? nil : expandingTilde(text, home: surroundings.home)
    }
    return Connection(
      server: server, token: accessToken, authentication: isOAuth ? .bearer : .privateToken,
      caFile: path(caFile), clientCertificate: path(clientCertificate),
      clientKey: path(clientKey), headers: headers, timeout: timeout, proxy: proxy,
      pinSHA256: pinnedServer == server ? pinSHA256 : nil, userAgent: userAgent,
      source: Connection.typed)
  }

  /// Trusts exactly one key of a server.
  mutating func pin(_ key: String?, of server: ServerURL) {
    pinSHA256 = key
    pinnedServer = server
  }

  /// Fills in what is known of a connection.
  mutating func fill(_ start: ConnectionDraft) {
    url = start.url
    accessToken = start.token
    isOAuth = start.authentication == .bearer
    caFile = start.caFile
    clientCertificate = start.clientCertificate
    clientKey = start.clientKey
    headers = start.headers
    timeout = start.timeout
    proxy = start.proxy
    if let server = try? ServerURL(parsing: start.url) { pin(start.pinSHA256, of: server) }
    userAgent = start.userAgent
  }

  /// Begins another runner of the same kind: what tells one runner from the next is emptied.
  mutating func clearForNextRunner() {
    description = ""
    count = 1
  }

  /// The draft without what is not the operator's work: where it differs, work would be lost.
  var work: WizardDraft {
    var work = self
    work.surroundings = Surroundings()
    work.findings = TargetFindings()
    work.known = 0
    return work
  }
}

/// `~/…` with the home folder in place of the tilde, as a shell would have it; other texts as they are.
func expandingTilde(_ path: String, home: String) -> String {
  path.hasPrefix("~/") && !home.isEmpty ? home + path.dropFirst() : path
}

/// The text without ASCII white space around it, which is what GitLab's own trimming takes off.
func trimmed(_ text: String) -> String {
  let isBlank: (Unicode.Scalar) -> Bool = { $0 == " " || (9...13).contains($0.value) }
  let scalars = text.unicodeScalars
  guard let first = scalars.firstIndex(where: { !isBlank($0) }),
    let last = scalars.lastIndex(where: { !isBlank($0) })
  else { return "" }
  return String(scalars[first...last])
}
