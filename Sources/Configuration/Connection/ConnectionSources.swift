import RunnerCore

/// Chooses server and token among flags, environment and profiles.
///
/// Server: `--url`, `GITLAB_URL`, `CI_SERVER_URL`, profile; there is no default server. Token:
/// flag, `GITLAB_TOKEN`, `GITLAB_PRIVATE_TOKEN`, `GITLAB_OAUTH_TOKEN`, profile. A profile's token,
/// headers and certificates belong to its server and go to no other one. A token from a flag or a
/// variable names no server; when a profile does, that is said.
public struct ConnectionSources: Sendable {
  private let flags: ConnectionFlags
  private let environment: [String: String]
  private let profiles: [Profile]
  private let defaultProfile: String?

  /// - Parameter saved: a profile of the configuration hides the saved one of the same name.
  public static func resolve(
    flags: ConnectionFlags, environment: [String: String], configuration: ConfigurationFile,
    saved: SavedFile
  ) -> ConnectionChoice {
    let names = Set(configuration.profiles.map(\.name))
    let sources = ConnectionSources(
      flags: flags, environment: environment.filter { !$0.value.isEmpty },
      profiles: configuration.profiles + saved.profiles.filter { !names.contains($0.name) },
      defaultProfile: configuration.defaultProfile ?? saved.defaultProfile)
    do {
      return try sources.choice()
    } catch {
      return .failed(error.text)
    }
  }

  /// A server or token with what people call its source.
  private struct Named<Value> {
    var value: Value
    var source: String
  }

  private struct Failure: Error {
    var text: String
  }

  private func choice() throws(Failure) -> ConnectionChoice {
    var notes: [ConnectionNote] = []
    let named = try namedServer()
    let candidates = try profiles(for: named?.value)
    let profile = candidates.count == 1 ? candidates[0] : nil
    var draft = ConnectionDraft()
    draft.server = named?.value ?? profile?.server

    let own = profile.flatMap { $0.server == draft.server ? $0 : nil }
    if let profile, own == nil, let named {
      notes.append(
        .profileIsForAnotherServer(
          profile: profile.name, its: profile.server, source: named.source, used: named.value))
    }
    try apply(own, to: &draft)

    if let token = try namedToken(&notes) {
      draft.token = token.value.secret
      draft.source = token.source
      draft.authentication = flags.oauth || token.value.isBearer ? .bearer : .privateToken
      let isAsked = flags.token != nil && flags.profile != nil
      if named == nil, !isAsked, let own {
        notes.append(
          .tokenGoesToProfile(source: token.source, profile: own.name, server: own.server))
      }
    } else if let own {
      draft.source = Texts.profileSource(own.name)
      draft.authentication = flags.oauth ? .bearer : own.authentication
      switch own.token {
      case .text(let secret): draft.token = secret
      case .command(let words):
        return .needsCommand(TokenCommand(words: words, draft: draft, notes: notes))
      case nil: draft.source = ""
      }
    } else if flags.oauth {
      draft.authentication = .bearer
    }
    if let connection = draft.connection { return .usable(connection, notes: notes) }
    if candidates.count > 1 { notes.append(.severalProfiles(candidates.map(\.name))) }
    return .incomplete(draft, notes: notes)
  }

  /// The server that a flag or variable names.
  private func namedServer() throws(Failure) -> Named<ServerURL>? {
    let candidates = [
      ("--url", flags.url), ("GITLAB_URL", environment["GITLAB_URL"]),
      ("CI_SERVER_URL", environment["CI_SERVER_URL"]),
    ]
    for case (let source, let text?) in candidates {
      do {
        return Named(value: try ServerURL(parsing: text), source: source)
      } catch {
        throw Failure(text: Texts.wrongServer(source, error.message))
      }
    }
    return nil
  }

  /// The profile that is asked for, or else those for the server that is named elsewhere, or else
  /// all; of several the default one.
  private func profiles(for server: ServerURL?) throws(Failure) -> [Profile] {
    if let name = flags.profile {
      if let profile = profiles.first(where: { $0.name == name }) { return [profile] }
      throw Failure(text: Texts.noSuchProfile(Printable.key(name), profiles.map(\.name)))
    }
    let fitting = profiles.filter { server == nil || $0.server == server }
    guard let name = defaultProfile else { return fitting }
    if let profile = fitting.first(where: { $0.name == name }) { return [profile] }
    if server == nil {
      throw Failure(text: Texts.noSuchDefaultProfile(Printable.key(name), profiles.map(\.name)))
    }
    return fitting
  }

  /// Flags over what a profile says for its server.
  private func apply(_ profile: Profile?, to draft: inout ConnectionDraft) throws(Failure) {
    if profile?.pinSHA256 != nil { throw Failure(text: Texts.pinIsNotChecked(profile?.name ?? "")) }
    draft.profile = profile?.name
    draft.caFile = flags.caFile ?? profile?.caFile
    draft.clientCertificate = flags.clientCertificate ?? profile?.clientCertificate
    // A key belongs to its certificate, so a certificate of the flags leaves the profile's key out.
    draft.clientKey =
      flags.clientKey ?? (flags.clientCertificate == nil ? profile?.clientKey : nil)
    draft.headers = profile?.headers ?? []
    draft.timeout = flags.timeout
    if draft.clientKey != nil && draft.clientCertificate == nil {
      throw Failure(text: Texts.keyFlagNeedsCertificate)
    }
  }

  /// The token of the flags or the first of the variables. What is no token is a failure only where
  /// it would have been used.
  private func namedToken(
    _ notes: inout [ConnectionNote]
  ) throws(Failure) -> Named<(secret: Secret, isBearer: Bool)>? {
    if let token = flags.token {
      return Named(value: (token.secret, false), source: token.source)
    }
    var found: [Named<Secret>] = []
    for variable in ["GITLAB_TOKEN", "GITLAB_PRIVATE_TOKEN", "GITLAB_OAUTH_TOKEN"] {
      guard let text = environment[variable] else { continue }
      do {
        found.append(Named(value: try TokenText.parse(Array(text.utf8)), source: variable))
      } catch {
        guard let first = found.first else {
          throw Failure(text: Texts.wrongToken(variable, error.text))
        }
        notes.append(.tokenIsNotUsed(used: first.source, source: variable, problem: error))
      }
    }
    guard let first = found.first else { return nil }
    let others = found.filter { $0.value != first.value }.map(\.source)
    if !others.isEmpty { notes.append(.tokensDiffer(used: first.source, ignored: others)) }
    let isBearer = first.source == "GITLAB_OAUTH_TOKEN"
    return Named(value: (first.value, isBearer), source: first.source)
  }
}
