import RunnerCore

/// Chooses server and token among flags, environment and profiles.
///
/// Server: `--url`, `GITLAB_URL`, `CI_SERVER_URL`, profile; there is no default server. Token:
/// flag, `GITLAB_TOKEN`, `GITLAB_PRIVATE_TOKEN`, `GITLAB_OAUTH_TOKEN`, profile. A profile's token,
/// headers and certificates belong to its server and go to no other one. A token from a flag or a
/// variable names no server; when a profile of this program does, that is said, and another tool's
/// profile has to be asked for by name.
///
/// Profiles of this program come before those of other tools. Among the latter, the one that its tool
/// would take counts, then the one for the host of the working directory's git remote.
public struct ConnectionSources: Sendable {
  /// The variables that name a server.
  public static let serverVariables = ["GITLAB_URL", "CI_SERVER_URL"]
  static let bearerVariable = "GITLAB_OAUTH_TOKEN"
  static let tokenVariables = ["GITLAB_TOKEN", "GITLAB_PRIVATE_TOKEN", bearerVariable]

  private let flags: ConnectionFlags
  private let environment: [String: String]
  private let found: FoundProfiles

  /// - Parameter saved: a profile of the configuration hides the saved one of the same name.
  public static func resolve(
    flags: ConnectionFlags, environment: [String: String], configuration: ConfigurationFile,
    saved: SavedFile
  ) -> ConnectionChoice {
    resolve(
      flags: flags, environment: environment,
      found: FoundProfiles(configuration: configuration, saved: saved))
  }

  public static func resolve(
    flags: ConnectionFlags, environment: [String: String], found: FoundProfiles
  ) -> ConnectionChoice {
    let sources = ConnectionSources(
      flags: flags, environment: environment.filter { !$0.value.isEmpty }, found: found)
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
    var notes: [ConnectionNote] = (found.fileProblems + found.notes).map {
      .file($0)
    }
    let named = try namedServer()
    let token = try namedToken(&notes)
    let candidates = try candidates(for: named?.value, hasToken: token != nil)
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
    notes += (own?.notes ?? []).map { .file($0) }

    if let token {
      draft.token = token.value.secret
      draft.source = token.source
      draft.authentication = flags.oauth || token.value.isBearer ? .bearer : .privateToken
      let isAsked = flags.token != nil && flags.profile != nil
      if named == nil, !isAsked, let own {
        notes.append(
          .tokenGoesToProfile(source: token.source, profile: own.name, server: own.server))
      }
    } else if let own {
      draft.authentication = flags.oauth ? .bearer : own.authentication
      if let problem = own.problem {
        if flags.profile != nil { throw Failure(text: problem) }
        notes.append(.file(problem))
      } else {
        switch own.token {
        case .text(let secret):
          draft.source = own.sourceText
          draft.token = secret
        case .command(let words):
          draft.source = own.sourceText
          return .needsCommand(TokenCommand(words: words, draft: draft, notes: notes))
        case nil: break
        }
      }
    } else if flags.oauth {
      draft.authentication = .bearer
    }
    if let connection = draft.connection { return .usable(connection, notes: notes) }
    return incomplete(draft, candidates, token?.source, notes)
  }

  /// What is missing, with what is known about it.
  private func incomplete(
    _ draft: ConnectionDraft, _ candidates: [Profile], _ tokenSource: String?,
    _ earlier: [ConnectionNote]
  ) -> ConnectionChoice {
    var draft = draft
    var notes = earlier
    if draft.server == nil { draft.suggestedServer = found.git?.server }
    if candidates.count > 1 {
      notes.append(.severalProfiles(candidates.map(\.name)))
    } else if let tokenSource, draft.server == nil, !found.profiles.isEmpty {
      var known: [ServerURL] = []
      for profile in found.profiles where !known.contains(profile.server) {
        known.append(profile.server)
      }
      notes.append(.tokenNamesNoServer(source: tokenSource, known: known))
    }
    return .incomplete(draft, notes: notes)
  }

  /// The server that a flag or variable names.
  private func namedServer() throws(Failure) -> Named<ServerURL>? {
    let candidates =
      [("--url", flags.url)] + Self.serverVariables.map { ($0, environment[$0]) }
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
  /// all; of several the default one. Several are what somebody has to choose among.
  private func candidates(
    for server: ServerURL?, hasToken: Bool
  ) throws(Failure) -> [Profile] {
    if let name = flags.profile {
      if let profile = found.profile(named: name) { return [profile] }
      throw missing(name)
    }
    func fits(_ profile: Profile) -> Bool { server == nil || profile.server == server }
    if let name = found.defaultProfile {
      if let profile = found.profile(named: name) {
        if fits(profile) { return [profile] }
      } else if server == nil {
        let text = Texts.noSuchDefaultProfile(Printable.key(name), found.profiles.map(\.name))
        throw Failure(text: text)
      }
    }
    let own = found.profiles.filter {
      fits($0) && ($0.origin.tool == .configuration || $0.origin.tool == .saved)
    }
    if !own.isEmpty { return nearest(own, server) }
    // A token without a server must not go to one that another tool's file happens to name.
    if server == nil, hasToken { return [] }
    return foreignCandidates(found.profiles.filter { fits($0) && $0.origin.tool.isForeign }, server)
  }

  /// Profiles whose token can be used come before those that can only lend their settings.
  private func foreignCandidates(_ fitting: [Profile], _ server: ServerURL?) -> [Profile] {
    let usable = fitting.filter { $0.problem == nil }
    guard !usable.isEmpty else {
      if let standard = fitting.first(where: \.origin.isDefault) { return [standard] }
      return server != nil || fitting.count == 1 ? Array(fitting.prefix(1)) : []
    }
    let standard = usable.filter(\.origin.isDefault)
    if let first = standard.first {
      // Two tools with the same token for the same server are no choice.
      let isSame = standard.allSatisfy { $0.server == first.server && $0.token == first.token }
      return isSame ? [first] : nearest(standard, server)
    }
    return nearest(usable, server)
  }

  /// Of several profiles those for the host of the git remote, where there is one and nothing else names
  /// the server.
  private func nearest(_ profiles: [Profile], _ server: ServerURL?) -> [Profile] {
    guard profiles.count > 1, server == nil, let git = found.git else { return profiles }
    let near = profiles.filter { git.isOn($0.server) }
    return near.isEmpty ? profiles : near
  }

  /// Why there is no profile of a name: it could not be read, or its file could not.
  private func missing(_ name: String) -> Failure {
    if let problem = found.problem(ofProfile: name) {
      return Failure(text: problem)
    }
    let text = Texts.noSuchProfile(Printable.key(name), found.profiles.map(\.name))
    return Failure(text: Texts.noSuchProfileBecause(text, found.fileProblems))
  }

  /// Flags over what a profile says for its server.
  private func apply(_ profile: Profile?, to draft: inout ConnectionDraft) throws(Failure) {
    draft.profile = profile?.name
    draft.caFile = flags.caFile ?? profile?.caFile
    draft.clientCertificate = flags.clientCertificate ?? profile?.clientCertificate
    // A key belongs to its certificate, so a certificate of the flags leaves the profile's key out.
    draft.clientKey =
      flags.clientKey ?? (flags.clientCertificate == nil ? profile?.clientKey : nil)
    draft.headers = profile?.headers ?? []
    draft.timeout = flags.timeout ?? profile?.timeout
    draft.proxy = profile?.proxy
    draft.pinSHA256 = profile?.pinSHA256
    draft.userAgent = profile?.userAgent
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
    for variable in Self.tokenVariables {
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
    let isBearer = first.source == Self.bearerVariable
    return Named(value: (first.value, isBearer), source: first.source)
  }
}
