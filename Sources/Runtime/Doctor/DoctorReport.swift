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
    /// Nil where the file does not tell it in a usable form.
    var server: ServerURL?
    /// Whose it is: `config.yaml`, `python-gitlab`, `environment`.
    var tool: String
    /// The path of its file; the tool's word for what is in no file.
    var source: String
    /// The part of the file, or the variable that holds the token.
    var section: String?
    /// `personal`, `project`, `group`, `oauth`, `fine_grained`, or what its beginning hints at, a raw value of
    /// ``TokenKind``.
    var kind: String
    var scopes: [String]?
    /// A date; nil without expiry, or where it is not known.
    var expiresAt: String?
    /// Why it cannot be used, or why nothing is known of its token.
    var problem: String?
    /// What is good to know when it is used.
    var notes: [String] = []
    var isUsed = false
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
    /// The certificates of a server that is not trusted, its own first.
    var certificates: [ServerCertificate] = []
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

  /// Adds what has not been said yet.
  mutating func note(_ sentences: [String]) {
    for sentence in sentences where !notes.contains(sentence) { notes.append(sentence) }
  }

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
