public import RunnerCore

/// What all sources together say about the connection.
public enum ConnectionChoice: Equatable, Sendable {
  case usable(Connection, notes: [ConnectionNote])
  /// Something has to be typed, or the program ends with a usage error.
  case incomplete(ConnectionDraft, notes: [ConnectionNote])
  /// A profile's program has to be run for the token; `TokenText` reads its output.
  case needsCommand(TokenCommand)
  /// What was given contradicts itself or cannot be used; the text says how to go on.
  case failed(String)
}

/// A connection of which the server or the token may be missing.
public struct ConnectionDraft: Equatable, Sendable {
  public enum Part: Equatable, Sendable {
    case server, token
  }

  public var server: ServerURL?
  /// What nothing but the working directory's git remote names. It is no answer, only what may be offered
  /// where somebody is asked.
  public var suggestedServer: ServerURL?
  public var token: Secret?
  public var authentication = Authentication.privateToken
  public var caFile: String?
  public var clientCertificate: String?
  public var clientKey: String?
  public var headers: [HeaderField] = []
  public var timeout: Double?
  public var proxy: Secret?
  public var pinSHA256: String?
  public var userAgent: String?
  /// Where the token comes from, for people.
  public var source = ""
  /// The profile whose settings are used.
  public var profile: String?

  public init() {}

  public var missing: [Part] {
    (server == nil ? [.server] : []) + (token == nil ? [.token] : [])
  }

  /// The connection, once nothing is missing.
  public var connection: Connection? {
    guard let server, let token else { return nil }
    return Connection(
      server: server, token: token, authentication: authentication, caFile: caFile,
      clientCertificate: clientCertificate, clientKey: clientKey, headers: headers,
      timeout: timeout, proxy: proxy, pinSHA256: pinSHA256, userAgent: userAgent, source: source)
  }
}

/// A program whose output is the token of a profile.
public struct TokenCommand: Equatable, Sendable {
  /// The program and its arguments; it is run without a shell.
  public var words: [String]
  /// Everything but the token.
  public var draft: ConnectionDraft
  public var notes: [ConnectionNote]
}

/// Something that people should know about how the connection was chosen.
public enum ConnectionNote: Equatable, Sendable {
  /// Several variables hold different tokens; the first is used.
  case tokensDiffer(used: String, ignored: [String])
  /// A variable after the one that is used holds what is no token.
  case tokenIsNotUsed(used: String, source: String, problem: TokenTextProblem)
  /// A token whose source names no server goes to the server of a profile.
  case tokenGoesToProfile(source: String, profile: String, server: ServerURL)
  /// A profile's server and settings give way to a server from elsewhere, and its token stays.
  case profileIsForAnotherServer(profile: String, its: ServerURL, source: String, used: ServerURL)
  /// None of several profiles is the default one.
  case severalProfiles([String])
  /// A token whose source names no server; the servers that profiles are for.
  case tokenNamesNoServer(source: String, known: [ServerURL])
  /// A sentence about the profile or file that counts, with file and line.
  case file(String)

  /// The text where the profiles stand below it to choose from.
  public var textAboveChoice: String {
    if case .severalProfiles(let names) = self { return Texts.severalProfilesBelow(names) }
    return text
  }

  public var text: String {
    switch self {
    case .tokensDiffer(let used, let ignored): Texts.tokensDiffer(used, ignored)
    case .tokenIsNotUsed(let used, let source, let problem):
      Texts.tokenIsNotUsed(used, source, problem.text)
    case .tokenGoesToProfile(let source, let profile, let server):
      Texts.tokenGoesToProfile(source, profile, server.description)
    case .profileIsForAnotherServer(let profile, let its, let source, let used):
      Texts.profileIsForAnotherServer(profile, its.description, source, used.description)
    case .severalProfiles(let names): Texts.severalProfiles(names)
    case .tokenNamesNoServer(let source, let known):
      Texts.tokenNamesNoServer(source, known.map(\.description))
    case .file(let text): text
    }
  }
}
