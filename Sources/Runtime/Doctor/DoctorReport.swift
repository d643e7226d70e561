import Configuration
import RunnerCore

/// Everything that decides whether a registration would work, as it was found.
struct DoctorReport: Equatable {
  /// What is told of the terminal that standard output or input is.
  struct TerminalFacts: Equatable {
    /// `TERM`; nil where it is not set.
    var name: String?
    /// Whether both standard input and output are a terminal, as the screen needs.
    var isInteractive: Bool
    var isUTF8: Bool
    /// Nil where there is no terminal.
    var columns: Int?
    var rows: Int?
    /// `never` where colours are switched off, else what terminfo and the environment allow.
    var colors: String
  }

  /// One configuration file that is there.
  struct File: Equatable {
    var path: String
    /// Whose it is: `config.yaml`, `python-gitlab`.
    var tool: String
    var problem: String?
  }

  /// One profile, and whose token it has where that was asked.
  struct ProfileEntry: Equatable {
    var name: String
    var server: ServerURL
    /// Whose file it stands in, or the environment.
    var tool: String
    /// Nil for what is in no file.
    var file: String?
    var section: String?
    /// `personal`, `project`, `group`, `oauth`, `fine_grained`, or what its beginning hints at.
    var kind: String
    var scopes: [String]?
    /// A date; nil without expiry, or where it is not known.
    var expiresAt: String?
    /// Why it cannot be used, or why nothing is known of its token.
    var problem: String?
    var isUsed: Bool
  }

  /// The connection that would be used.
  struct ConnectionEntry: Equatable {
    var server: ServerURL?
    /// Where the token comes from.
    var source: String?
    var serverVersion: String?
    /// `verified`, `pinned`, `none` for plain HTTP, the code of what is wrong, or nil where that was not seen.
    var tls: String?
    var failure: CommandFailure?
    /// Lines about the certificates of a server that is not trusted.
    var certificates: [String] = []
  }

  var terminal: TerminalFacts
  var theme: String
  /// How a copy would go out: `tmux`, `wl-copy`, `OSC 52`.
  var clipboard: String
  var files: [File] = []
  var profiles: [ProfileEntry] = []
  var connection = ConnectionEntry()
  var preflight: Preflight?
  /// What else is good to know: warnings of files, and where the parts of the connection come from.
  var notes: [String] = []

  /// What the command exits with: whether a registration would work.
  ///
  /// What cannot be found out beforehand counts as possible, because only GitLab's answer can say no.
  var exit: ExitCode {
    if let failure = connection.failure { return failure.exit }
    guard let preflight else { return .usage }
    let permissions = RunnerType.allCases.map { preflight.creation[$0] }
    return permissions.allSatisfy(\.isRefused) ? .refused : .done
  }
}

extension Permission {
  /// The word for scripts.
  var word: String {
    switch self {
    case .yes: "yes"
    case .no: "no"
    case .unknown: "unknown"
    }
  }
}
