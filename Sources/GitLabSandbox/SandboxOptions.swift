extension GitLabSandbox {
  /// Version of GitLab that is imitated; each changes answers that a client must survive.
  public enum Release: String, Sendable, CaseIterable {
    /// Registration tokens still work, runner tokens have no partition, older texts.
    case v16 = "16.11"
    /// Partitioned runner tokens, registration tokens off, no `created_at` in runner lists.
    case v17 = "17.11"
    /// The newest fields and routes.
    case v18 = "18.4"

    var full: String { rawValue + ".2-ee" }
    var revision: String {
      switch self {
      case .v16: "3b1a9c5d7e2"
      case .v17: "8f04c2ab61d"
      case .v18: "c57e90d13fa"
      }
    }
  }

  /// What a sandbox is made from; the same options and start give the same sandbox.
  public struct Options: Sendable {
    /// Seed of everything random: runner tokens and generated runners.
    public var seed: UInt64
    /// Number of generated runners besides the fixed ones.
    public var runners: Int
    /// Number of generated groups and projects together, besides the fixed ones.
    public var places: Int
    public var gitLab: Release
    /// Whether GraphQL is offered.
    public var graphQL: Bool
    /// Relative URL of the installation: empty, or a path such as `/gitlab`.
    public var basePath: String
    /// Scheme, host and port which GitLab believes it has; appears in links and `web_url`.
    public var externalURL: String
    /// What happens by itself to runners that are created; nil for nothing.
    public var timeline: Timeline?

    public init(
      seed: UInt64 = 1, runners: Int = 0, places: Int = 0, gitLab: Release = .v18,
      graphQL: Bool = true, basePath: String = "", externalURL: String = "http://127.0.0.1",
      timeline: Timeline? = nil
    ) {
      self.seed = seed
      self.runners = runners
      self.places = places
      self.gitLab = gitLab
      self.graphQL = graphQL
      self.basePath = basePath
      self.externalURL = externalURL
      self.timeline = timeline
    }
  }

  /// What an administrator of the instance has set.
  public struct Settings: Sendable {
    /// Kinds of owners whose members may create runners (`valid_runner_registrars`).
    public var validRunnerRegistrars: Set<String> = ["group", "project"]
    /// Whether the legacy registration tokens work (`allow_runner_registration_token`).
    public var allowsRegistrationTokens: Bool
    /// Lifetime of instance runners' tokens in seconds; nil for ever.
    public var runnerTokenExpirationInterval: Int?
    /// Whether administrators need the scope `admin_mode` to act as such.
    public var adminMode = true
    public var impersonationEnabled = false
    /// Whether the licence has the token expiry parameters of Premium.
    public var isPremium = true
    /// Whether the instance refuses every change.
    public var maintenanceMode = false

    /// Since GitLab 17.0 registration tokens are off unless switched on (doc/api/runners.md).
    init(release: Release) { allowsRegistrationTokens = release == .v16 }
  }
}
