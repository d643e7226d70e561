/// Something that a place or an executor needs to know; the answers stand in ``HandOverRequest/answers``.
public enum HandOverQuestion: String, CaseIterable, Hashable, Sendable {
  /// The runner's name on its machine, which stays there; GitLab shows the description.
  case name
  case image
  case shell
  case sshHost, sshPort, sshUser, sshIdentityFile
  /// The virtual machine of virtualbox and parallels.
  case baseName
  /// The program of the custom executor that runs a step of a job.
  case runExec
  /// The folder of the host that is mounted for a container, the volume, or the container that runs.
  case configFolder, volume, container
  case namespace
}

/// What the text that leads from a token to a running runner is made from.
public struct HandOverRequest: Equatable, Sendable {
  /// How the text gets the token; never as an argument of a command.
  public enum TokenSource: Equatable, Sendable {
    /// The text asks for it when it is run.
    case typed
    /// It is read from a file, such as the one that it was saved to.
    case file(String)
    /// It stands in the text.
    case inline
  }

  /// A proxy variable of this program's environment, such as `https_proxy`; its value may hold a password.
  public struct ProxyVariable: Equatable, Sendable {
    public var name: String
    public var value: Secret

    public init(name: String, value: Secret) {
      self.name = name
      self.value = value
    }
  }

  public var place: HandOverPlace
  public var executor: RunnerExecutor
  public var answers: [HandOverQuestion: String] = [:]
  public var tokenSource: TokenSource
  public var runnerID: Int64
  public var token: Secret
  /// Seconds since 1970-01-01 00:00 UTC.
  public var tokenObtainedAt: Int64
  /// Seconds since 1970-01-01 00:00 UTC; nil for a token that does not expire.
  public var tokenExpiresAt: Int64?
  public var server: ServerURL
  /// PEM files of the connection that the runner needs as well.
  public var caFile: String?
  public var clientCertificate: String?
  public var clientKey: String?
  public var proxies: [ProxyVariable] = []

  public init(
    place: HandOverPlace, executor: RunnerExecutor, tokenSource: TokenSource, runnerID: Int64,
    token: Secret, tokenObtainedAt: Int64, tokenExpiresAt: Int64?, server: ServerURL
  ) {
    self.place = place
    self.executor = executor
    self.tokenSource = tokenSource
    self.runnerID = runnerID
    self.token = token
    self.tokenObtainedAt = tokenObtainedAt
    self.tokenExpiresAt = tokenExpiresAt
    self.server = server
  }
}
