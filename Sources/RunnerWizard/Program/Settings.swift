public import RunnerCore
public import TerminalUI

/// What the program is told once, before its first frame.
public struct Settings: Equatable, Sendable {
  public var glyphs: Glyphs
  /// Whether it runs on the sandbox in the same process.
  public var isDemo: Bool
  /// Whether nothing may be changed on the server.
  public var isReadOnly: Bool
  public var start: ConnectionStart
  /// Connections to choose from on the connection page.
  public var known: [KnownConnection]
  /// Folder in which a token file is suggested, ending without a slash: the home directory.
  public var tokenFolder: String
  /// Where a stored connection goes; nil when there is no home directory.
  public var savedFile: String?
  public var themes: [String]
  public var theme: String
  /// Whether the list of runners is the first screen rather than the wizard.
  public var startsInList = false
  /// Views of the list that were kept under a name.
  public var views: [RunnerView] = []
  /// The columns of the list in their order; nil for the usual ones.
  public var columns: [String]?
  /// Seconds between two automatic refreshes of the list; 0 for none.
  public var refreshSeconds = 30
  /// Groups and projects that runners were created in lately, the latest first.
  public var recentTargets: [RecentTarget] = []
  /// The project of the git repository that the program was started in, with its server.
  public var gitProject: GitProject?
  /// Registrations of earlier programs whose tokens are not known to be safe, the oldest first.
  public var unfinished: [JournalEntry] = []
  /// Batches of earlier programs that can go on, the oldest first.
  public var unfinishedBatches: [RunnerBatch] = []
  /// Named forms, those of the operator's file first.
  public var presets: [RunnerPreset] = []
  /// Of which the markers of this run are made; drawn anew at every start.
  public var markerSeed: UInt64 = 0
  /// Seconds after which a copied token is taken out of the clipboard again; 0 for never.
  public var clipboardClearSeconds = 0
  /// Minutes in which a runner that was just created can be deleted by one key; 0 for never.
  public var undoMinutes = 0
  /// The proxy variables of the environment, which a runner may need as well.
  public var proxies: [HandOverRequest.ProxyVariable] = []
  /// Whether the user is root, whose gitlab-runner has another configuration file.
  public var isRoot = false

  public init(
    glyphs: Glyphs, isDemo: Bool, isReadOnly: Bool, start: ConnectionStart,
    known: [KnownConnection], tokenFolder: String, savedFile: String?, themes: [String],
    theme: String
  ) {
    self.glyphs = glyphs
    self.isDemo = isDemo
    self.isReadOnly = isReadOnly
    self.start = start
    self.known = known
    self.tokenFolder = tokenFolder
    self.savedFile = savedFile
    self.themes = themes
    self.theme = theme
  }
}

/// What flags, environment and configuration say about the connection.
public enum ConnectionStart: Equatable, Sendable {
  /// Host and token are known; notes say what an operator should know about their sources.
  case ready(Connection, notes: [String])
  /// The token comes from a command. The connection given holds an empty one until then.
  case command([String], Connection, notes: [String])
  /// Something is missing and asked for; what is known is filled in.
  case incomplete(ConnectionDraft, notes: [String])
}

/// A connection that can be picked instead of typed.
public struct KnownConnection: Equatable, Sendable {
  /// What it is: "owner-api".
  public var name: String
  /// Whose token, which scopes, from where: "Olivia Owner, scope api".
  public var detail: String
  public var connection: Connection
  /// The program whose output is the token, run only when the connection is picked; its token is empty until then.
  public var tokenCommand: [String]?
  /// The file it was found in and the part of that file; nil for what is in no file.
  public var file: String?
  public var section: String?
  /// Why it cannot be used, a sentence with the next step.
  public var problem: String?
  /// Whether it stands in the program's own file, so that it can be forgotten.
  public var isSaved = false

  public init(name: String, detail: String, connection: Connection) {
    self.name = name
    self.detail = detail
    self.connection = connection
  }
}

/// A connection as it is typed.
public struct ConnectionDraft: Equatable, Sendable {
  public var url: String
  public var token: Secret
  public var authentication: Authentication
  public var caFile: String
  public var clientCertificate: String
  public var clientKey: String
  /// What has no field on the page but belongs to the connection.
  public var headers: [HeaderField]
  public var timeout: Double?
  public var proxy: Secret?
  public var pinSHA256: String?
  public var userAgent: String?

  public init(
    url: String = "", token: Secret = Secret(""), authentication: Authentication = .privateToken,
    caFile: String = "", clientCertificate: String = "", clientKey: String = "",
    headers: [HeaderField] = [], timeout: Double? = nil
  ) {
    self.url = url
    self.token = token
    self.authentication = authentication
    self.caFile = caFile
    self.clientCertificate = clientCertificate
    self.clientKey = clientKey
    self.headers = headers
    self.timeout = timeout
  }
}

/// A group or project that a runner was created in.
public struct RecentTarget: Equatable, Sendable {
  public var server: ServerURL
  public var target: RunnerTarget
  /// Whether it was marked to stay on top.
  public var isFavourite: Bool

  public init(server: ServerURL, target: RunnerTarget, isFavourite: Bool = false) {
    self.server = server
    self.target = target
    self.isFavourite = isFavourite
  }
}

/// The project that a git remote names.
public struct GitProject: Equatable, Sendable {
  /// Scheme and port are guessed where the remote is one of SSH.
  public var server: ServerURL
  /// Full path, without `.git`.
  public var path: String
  /// The name of the remote: `origin`.
  public var remote: String

  public init(server: ServerURL, path: String, remote: String) {
    self.server = server
    self.path = path
    self.remote = remote
  }
}
