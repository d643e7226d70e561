import RunnerCore
import TerminalUI

extension App {
  /// Everything known of the connection in use.
  var connectionDetails: ReadingText {
    var text = ReadingText()
    guard let connection = session.connection else {
      text.add(Texts.notConnected, .warning)
      return text
    }
    let labels = Texts.DetailLabel.self
    text.add(labels.server, connection.server.description)
    if connection.server.isPlainHTTPToRemote { text.add("", Texts.plainHTTPWarning, .warning) }
    if let server = session.preflight?.server { text.add(labels.version, Texts.version(server)) }
    let known = book.known.first { $0.stands(for: connection) }
    text.add(labels.source, known.map(Texts.origin) ?? connection.source)
    addIdentity(connection, to: &text)
    text.add(labels.command, (session.tokenCommand ?? []).map(sanitized).joined(separator: " "))
    text.add(labels.caFile, connection.caFile ?? "")
    text.add(labels.clientCertificate, connection.clientCertificate ?? "")
    text.add(labels.pin, connection.pinSHA256 ?? "")
    text.add(labels.proxy, connection.proxy == nil ? "" : Texts.ownProxy)
    text.add(
      labels.headers, connection.headers.map { sanitized($0.name) }.joined(separator: ", "))
    addPermissions(to: &text)
    return text
  }

  private func addIdentity(_ connection: Connection, to text: inout ReadingText) {
    let labels = Texts.DetailLabel.self
    guard case .identified(let identity) = session.check else {
      text.add(labels.token, session.facts(isDemo: settings.isDemo).last ?? "", .warning)
      return
    }
    text.add(
      labels.user, identity.user.map { "\($0.name) (@\($0.username))" } ?? Texts.unknownUser)
    let kind = Texts.name(
      of: session.preflight?.kind, connection, isBot: identity.user?.isBot == true)
    let name = identity.token?.name.map { ", “\($0)”" } ?? ""
    text.add(labels.token, kind + name)
    guard let token = identity.token else { return }
    text.add(labels.scopes, token.scopes.joined(separator: ", "))
    text.add(labels.expiry, token.expiresAt ?? Texts.tokenNeverExpires)
  }

  private func addPermissions(to text: inout ReadingText) {
    guard let preflight = session.preflight else {
      if work.isRunning(.examine) {
        text.addBlank()
        text.add(Texts.examining, .textMuted)
      }
      return
    }
    for warning in preflight.warnings {
      text.addBlank()
      text.add(warning, .warning)
    }
    text.addBlank()
    text.add(Texts.mayCreate, .header)
    for type in RunnerType.allCases { add(Texts.name(type), preflight.creation[type], to: &text) }
    text.addBlank()
    text.add(Texts.mayList, .header)
    add(Texts.listOfMine, preflight.browsing.mine, to: &text)
    add(Texts.name(.group), preflight.browsing.group, to: &text)
    add(Texts.name(.project), preflight.browsing.project, to: &text)
    add(Texts.name(.instance), preflight.browsing.instance, to: &text)
  }

  private func add(_ label: String, _ permission: Permission, to text: inout ReadingText) {
    let glyphs = settings.glyphs
    switch permission {
    case .yes: text.add(label, "\(glyphs.success) \(Texts.yes)", .success)
    case .no(let obstacle):
      text.add(label, "\(glyphs.error) \(Texts.no): \(obstacle.sentences)", .warning)
    case .unknown(let obstacle):
      text.add(
        label,
        obstacle.text.isEmpty ? Texts.notKnown : "\(Texts.notKnown): \(obstacle.sentences)",
        .textMuted)
    }
  }
}
