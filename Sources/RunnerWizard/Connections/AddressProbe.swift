import RunnerCore
import TerminalUI

/// What was found out about a typed address before any token was sent to it.
struct AddressProbe: Equatable, Sendable {
  /// As it is asked: without token.
  let connection: Connection
  /// Nil while the answer is awaited.
  var result: ServerProbe?
}

extension ServerProbe {
  /// The address that would do.
  var suggestion: ServerURL? {
    switch self {
    case .moved(let server): server
    case .wrongPath(let server): server
    case .gitLab, .signInPage, .captivePortal, .notGitLab, .failed: nil
    }
  }

  /// Why the certificate of the server is not trusted; nil where that is not what failed.
  var trustFailure: APIFailure? {
    guard case .failed(let failure) = self, failure.isAboutTrust else { return nil }
    return failure
  }
}

extension APIFailure {
  /// Why the server's certificate is not trusted; nil for other failures.
  var tlsReason: TLSReason? {
    if case .tls(let reason) = kind { return reason }
    return nil
  }

  /// Whether looking at the server's certificates may help.
  var isAboutTrust: Bool { tlsReason.map { $0 != .clientCertificate } ?? false }
}

extension Connection {
  /// The same without its token, for what is found out before one is sent.
  var withoutToken: Connection {
    var connection = self
    connection.token = Secret("")
    return connection
  }
}

extension Wizard {
  /// What was found out about the typed address as it stands; nil where nothing was.
  var currentProbe: AddressProbe? {
    guard draft.typesConnection, let probe, probe.connection == draft.connection?.withoutToken
    else { return nil }
    return probe
  }

  /// Whether a token may go to the typed address: GitLab answers there, or the operator insists.
  var mayConnect: Bool {
    guard draft.typesConnection else { return true }
    return currentProbe?.result == .gitLab || insistsOn == draft.connection?.server
  }

  /// The address to use in place of the typed one.
  var suggestedServer: ServerURL? {
    page == .connection ? currentProbe?.result?.suggestion : nil
  }

  /// Whether the probe found something else than GitLab, which the operator may know better. A server that is not
  /// trusted would not be talked to all the same.
  var isProbeRefused: Bool {
    guard page == .connection, let result = currentProbe?.result else { return false }
    return result != .gitLab && result.trustFailure == nil
  }

  /// Types another address.
  mutating func use(_ server: ServerURL) {
    draft.url = server.description
    editors[.url] = .line(LineEditor(text: draft.url))
    refusals[.url] = nil
  }
}

extension App {
  /// Asks what answers under the typed address once its field is left, or that of a certificate.
  mutating func probeAddress(leaving field: FieldID) -> [Effect] {
    let fields: [FieldID] = [.url, .caFile, .clientCertificate, .clientKey]
    guard fields.contains(field), let wizard, wizard.page == .connection,
      wizard.focus?.id != field, wizard.wait == nil, wizard.currentProbe == nil
    else { return [] }
    return probe()
  }

  /// Asks what answers under the typed address. No token is sent.
  mutating func probe() -> [Effect] {
    guard var wizard, let connection = wizard.draft.connection?.withoutToken,
      wizard.draft.typesConnection
    else { return [] }
    wizard.probe = AddressProbe(connection: connection)
    wizard.refusals[.url] = nil
    self.wizard = wizard
    trust = nil
    return run(.probe(connection))
  }

  mutating func probed(_ result: ServerProbe) -> [Effect] {
    if let effects = tried(result) { return effects }
    guard var wizard = creation, var probe = wizard.probe, probe.result == nil else { return [] }
    probe.result = result
    wizard.probe = probe
    let isAwaited = wizard.wait == .connection
    wizard.stopWaiting()
    var wishes: [Wish] = []
    if wizard.currentProbe == nil {
      // Another address was typed meanwhile; it is asked for when its field is left.
    } else if result == .gitLab {
      if isAwaited { wishes = wizard.goToNextPage() }
    } else {
      wizard.refusals[.url] = Texts.said(result, at: probe.connection.server)
      if isAwaited { wizard.leadToAddress() }
    }
    creation = wizard
    var effects = grant(wishes)
    if let failure = result.trustFailure {
      effects += readCertificates(probe.connection, failure, opens: isAwaited)
    }
    return effects
  }

  /// Takes the address that the server itself named, and goes on with it.
  mutating func useSuggestedAddress() -> [Effect] {
    guard var wizard, let server = wizard.suggestedServer else { return [] }
    wizard.use(server)
    self.wizard = wizard
    return probe()
  }
}
