public import RunnerCore

extension Profile {
  /// Where a profile was found.
  public struct Origin: Equatable, Sendable {
    /// Whose file it is; the raw values are for people and for `--profile TOOL:NAME`.
    public enum Tool: String, CaseIterable, Sendable {
      /// The operator's `config.yaml`.
      case configuration = "config.yaml"
      /// The program's own `saved.yaml`.
      case saved = "saved.yaml"
      case pythonGitLab = "python-gitlab"
      case glab
      /// Variables that name both a server and a token.
      case environment

      /// Whether another program keeps it, so that this one only reads it.
      public var isForeign: Bool { self == .pythonGitLab || self == .glab }
    }

    public var tool: Tool
    /// The part of the file, such as `work` or `hosts.gitlab.example.com`; for the environment, the
    /// variable that holds the token.
    public var section: String?
    /// Counted from 1.
    public var line: Int?
    /// Whether the tool itself uses this one when it is asked for none.
    public var isDefault: Bool

    public init(
      _ tool: Tool, section: String? = nil, line: Int? = nil, isDefault: Bool = false
    ) {
      self.tool = tool
      self.section = section
      self.line = line
      self.isDefault = isDefault
    }
  }

  /// What people call it as the source of a token.
  public var sourceText: String {
    switch origin.tool {
    case .configuration, .saved: Texts.profileSource(name)
    case .pythonGitLab, .glab: Texts.foreignSource(origin.tool.rawValue, name)
    case .environment: origin.section ?? name
    }
  }

  /// Its connection; without the token where a command prints that or there is none.
  public var connection: Connection {
    var secret = Secret("")
    if problem == nil, case .text(let text) = token { secret = text }
    return Connection(
      server: server, token: secret, authentication: authentication, caFile: caFile,
      clientCertificate: clientCertificate, clientKey: clientKey, headers: headers,
      timeout: timeout, proxy: proxy, pinSHA256: pinSHA256, userAgent: userAgent,
      source: sourceText)
  }

  /// The program that prints its token, if one does.
  public var tokenCommand: [String]? {
    if problem == nil, case .command(let words) = token { words } else { nil }
  }
}
