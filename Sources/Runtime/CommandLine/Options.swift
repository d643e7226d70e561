/// What the options that every command takes say; nothing is read or checked yet.
struct Options: Equatable, Sendable {
  enum Color: String, CaseIterable, Sendable {
    case auto, never
    case sixteen = "16"
    case twoHundredFiftySix = "256"
  }

  var url: String?
  var profile: String?
  var config: String?
  var tokenFile: String?
  var tokenStdin = false
  var oauth = false
  var caFile: String?
  var clientCertificate: String?
  var clientKey: String?
  /// Seconds.
  var timeout: Double?
  var theme: String?
  var color = Color.auto
  var mouse = true
  var plain = false
  var readOnly = false
  var log: String?
  var demo = false
}

/// What the options of `create` say; nothing is checked yet.
struct CreateOptions: Equatable, Sendable {
  enum Kind: String, CaseIterable, Sendable {
    case instance, group, project
  }

  var type: Kind?
  var group: String?
  var project: String?
  var tags: [String] = []
  var description: String?
  var maintenanceNote: String?
  var maximumTimeout: String?
  var runUntagged: Bool?
  var locked: Bool?
  var protected: Bool?
  var paused: Bool?
  var tokenExpiresAt: String?
  var tokenRotationDeadline: String?
  /// A YAML file, or `-` for standard input.
  var from: String?
  var json = false
  /// An equal runner that exists is not made once more.
  var ifAbsent = false
  /// The maintenance note gets a word to find the runner by.
  var recoveryMarker = false
  /// A registration to look after in place of a new one.
  var resume: Resume?
  /// What is printed in place of the token alone.
  var emit: EmitOptions?
  /// How far the runner is to be before the command ends; nil to end at once.
  var wait: Wait?
  /// Seconds.
  var waitTimeout = 600

  enum Wait: String, CaseIterable, Sendable {
    case registered, polling
  }
  /// The name of a form that fills in what options and the file leave out.
  var preset: String?
  /// How many runners; nil for one.
  var count: Int?
  /// A new file for the tokens; nil for standard output.
  var output: String?

  enum Resume: Equatable, Sendable {
    case newest
    case id(String)
  }
}

/// What the options of `unfinished` say.
struct UnfinishedOptions: Equatable, Sendable {
  var json = false
  /// The id of a registration that is given up.
  var close: String?
}

/// What the command line asks for.
enum Invocation: Equatable, Sendable {
  case wizard(Options)
  case create(CreateOptions, Options)
  /// The list on the screen.
  case runners(Options)
  case list(ListOptions, Options)
  /// Whether a registration would work.
  case doctor(json: Bool, Options)
  /// Registrations whose tokens are not known to be safe.
  case unfinished(UnfinishedOptions, Options)
  case listThemes(Options)
  case printTheme(String, Options)
  /// A whole text for standard output, with its last line end.
  case printed(String)
  /// Help or version, for standard output.
  case information(String)
  /// The command line is wrong; the text is for standard error.
  case wrong(String)
}
