import FoundationEssentials
import RunnerCore
import RunnerWizard
import Support
import TerminalUI

extension Fixtures {
  static let scopeObstacle = Obstacle(
    code: "insufficient_scope", text: "The access token lacks the scope create_runner or api.",
    fix: "Create one with the scope create_runner.")
  static let adminObstacle = Obstacle(
    code: "administrators_only", text: "Only administrators create instance runners.",
    fix: "Ask an administrator, or choose group or project.")
  static let roleObstacle = Obstacle(
    code: "role_too_low", text: "You are Developer in acme/infra.",
    fix: "Creating a group runner needs the Owner role.")

  /// Whether the scopes of a token do for creating runners.
  static func mayCreate(_ identity: Identity) -> Bool {
    let scopes = identity.token?.scopes ?? []
    return scopes.isEmpty || scopes.contains { ["api", "create_runner", "granular"].contains($0) }
  }

  /// What the scopes of a token allow somebody who has every role.
  static func preflight(
    _ identity: Identity, instance: Permission? = nil, group: Permission? = nil,
    project: Permission? = nil, warnings: [String] = [], isEnterprise: Bool = false
  ) -> Preflight {
    let all = mayCreate(identity) ? Permission.yes : .no(scopeObstacle)
    return Preflight(
      kind: .personal, user: identity.user, token: identity.token,
      server: ServerFacts(
        version: GitLabVersion(18, 4, 1), versionText: isEnterprise ? "18.4.1-ee" : "18.4.1",
        isEnterprise: isEnterprise),
      administration: .yes,
      creation: TypePermissions(
        instance: instance ?? all, group: group ?? all, project: project ?? all),
      browsing: BrowsingPermissions(mine: .yes, group: .yes, project: .yes, instance: .yes),
      warnings: warnings)
  }

  /// Everything goes well, and this was found out about the token.
  static func examined(_ preflight: Preflight) -> @Sendable (Work) -> Answer? {
    { work in
      if case .examine = work { return .examined(preflight) }
      return well(work)
    }
  }

  /// An owner who is no administrator.
  static let ownersPreflight = preflight(
    identity, instance: .no(adminObstacle), isEnterprise: true)

  // MARK: - Known connections

  static let savedFile = "/home/olivia/.config/runner-wizard/saved.yaml"

  /// One of each source: saved, a helper, an environment, and one that cannot be used.
  static let manyKnown: [KnownConnection] = {
    var saved = KnownConnection(name: "work", detail: "", connection: connection)
    saved.file = savedFile
    saved.section = "profiles.work"
    saved.isSaved = true
    var helper = KnownConnection(
      name: "customer", detail: "",
      connection: Connection(
        server: server("https://git.customer.example/gitlab"), token: Secret("")))
    helper.tokenCommand = ["/usr/local/bin/glhelper", "customer"]
    helper.file = "/home/olivia/.python-gitlab.cfg"
    helper.section = "[customer]"
    let variable = KnownConnection(
      name: "environment", detail: "",
      connection: Connection(
        server: server("https://gitlab.com"), token: Secret("glpat-FromTheEnvironment"),
        source: "GITLAB_TOKEN"))
    var broken = KnownConnection(
      name: "old-glab", detail: "",
      connection: Connection(server: server("https://old.example.com"), token: Secret("")))
    broken.file = "/home/olivia/.config/glab-cli/config.yml"
    broken.section = "hosts.old.example.com"
    broken.problem = "The token is in a keyring that cannot be read here; run glab auth login."
    return [saved, helper, variable, broken]
  }()

  static func connecting(
    known: [KnownConnection] = manyKnown, size: Size = Size(width: 80, height: 24),
    _ outside: @escaping @Sendable (Work) -> Answer? = well
  ) -> Pilot {
    Pilot(
      settings(.incomplete(ConnectionDraft(), notes: []), known: known), size: size,
      outside: outside)
  }

  // MARK: - Certificates

  private static func day(_ number: Double) -> Date {
    // The pilot's clock begins at 1,798,714,980 s.
    Date(timeIntervalSince1970: 1_798_714_980 + number * 86_400)
  }

  static func certificate(
    _ name: String, issuer: String, names: [String] = [], from: Double = -30, to: Double = 300
  ) -> ServerCertificate {
    ServerCertificate(
      subject: "CN = \(name), O = Example", issuer: "CN = \(issuer), O = Example", names: names,
      notBefore: day(from), notAfter: day(to),
      fingerprint: (0..<32).map { _ in "AB" }.joined(separator: ":"), isSelfSigned: name == issuer)
  }

  static let pin = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="

  static func chain(_ reason: APIFailure.TLSReason) -> CertificateChain {
    let names = ["gitlab.example.com", "git.example.com"]
    let root = certificate("Example Root", issuer: "Example Root")
    let certificates =
      switch reason {
      case .expired:
        [certificate("gitlab.example.com", issuer: "Example Root", names: names, to: -2), root]
      case .wrongName:
        [
          certificate(
            "git.internal.example", issuer: "Example Root",
            names: ["*.apps.example", "git.internal.example"]), root,
        ]
      case .incompleteChain:
        [certificate("gitlab.example.com", issuer: "Example Issuing CA", names: names)]
      default: [certificate("gitlab.example.com", issuer: "Example Root", names: names), root]
      }
    return CertificateChain(certificates: certificates, reason: reason, pin: pin)
  }

  /// A server that is trusted only by what `isTrusted` says of the connection.
  static func untrusted(
    _ reason: APIFailure.TLSReason, chain: CertificateChain? = nil,
    isTrusted: @escaping @Sendable (Connection) -> Bool = { _ in false }
  ) -> @Sendable (Work) -> Answer? {
    let failure = failure(.tls(reason), .notSent)
    let shown = chain ?? self.chain(reason)
    return { work in
      switch work {
      case .probe(let connection):
        .probed(isTrusted(connection) ? .gitLab : .failed(failure))
      case .identify(let connection):
        isTrusted(connection) ? .identified(identity) : .identificationFailed(failure)
      case .readCertificates: .certificatesRead(shown)
      default: well(work)
      }
    }
  }
}

extension Work {
  var isTrial: Bool {
    if case .tryConnection = self { return true }
    return false
  }
  var isProbe: Bool {
    if case .probe = self { return true }
    return false
  }
  var isExamination: Bool {
    if case .examine = self { return true }
    return false
  }
  var isInquiry: Bool {
    if case .inquire = self { return true }
    return false
  }
  var isReadingToken: Bool {
    if case .readToken = self { return true }
    return false
  }
}

extension Pilot {
  /// The work of a kind that the program wanted done, oldest first.
  func work(_ isMeant: (Work) -> Bool) -> [Work] {
    effects.compactMap { effect in
      if case .run(let work, _) = effect, isMeant(work) { work } else { nil }
    }
  }

  /// Tokens that were to be sent anywhere, with the host.
  var sentTokens: [String] {
    effects.compactMap { effect in
      guard case .run(let work, _) = effect else { return nil }
      switch work {
      case .identify(let connection), .examine(_, let connection), .register(_, let connection, _),
        .probe(let connection), .readCertificates(let connection, _):
        return connection.token.isEmpty
          ? nil : "\(connection.server.host) \(connection.token.reveal())"
      default: return nil
      }
    }
  }

  /// Types an address and a token on the connection page whose first field is the address.
  mutating func typeConnection(_ address: String = "gitlab.example.com") {
    type(address)
    press(.enter)
    paste(Fixtures.accessToken)
  }
}
