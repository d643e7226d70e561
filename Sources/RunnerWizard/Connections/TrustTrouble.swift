import RunnerCore
import TerminalUI

/// A server whose certificate is not trusted.
struct TrustTrouble: Equatable, Sendable {
  /// As the operator gave it, without its token.
  let asked: Connection
  /// As it was asked last: a CA file that fits is in it already.
  let connection: Connection
  let failure: APIFailure
  /// What the server shows; nil until it was read.
  var chain: CertificateChain?
  /// Why the certificates could not be read.
  var unread: APIFailure?
  /// Whether the operator waits, so that the certificates are shown as soon as they are there.
  var opens: Bool

  /// - Parameter asked: the connection before a CA file was added, if one was.
  init(connection: Connection, asked: Connection? = nil, failure: APIFailure, opens: Bool) {
    self.asked = asked ?? connection
    self.connection = connection
    self.failure = failure
    self.opens = opens
  }

  var host: String { connection.server.host }
  var reason: APIFailure.TLSReason { chain?.reason ?? failure.tlsReason ?? .other }

  /// Whether the server has another key than the one that is pinned.
  var isOtherKey: Bool {
    guard let pinned = connection.pinSHA256 else { return false }
    return chain?.pin.map { $0 != pinned } ?? true
  }

  /// The names of the certificate that could be asked for in place of the host: no patterns.
  var otherNames: [String] {
    guard reason == .wrongName, !isOtherKey else { return [] }
    return chain?.certificates.first?.names.filter { !$0.contains("*") && $0 != host } ?? []
  }
}

/// The overlay that shows certificates and the ways out.
struct CertificateView: Equatable, Sendable {
  enum Way: Equatable, Sendable {
    /// Asks for a file of authorities.
    case file(LineEditor)
    /// Asks for the word that the fingerprint was compared.
    case pin(LineEditor)
  }

  var way: Way?
  /// What is being tried, and does not carry a token.
  var trying: Connection?
  /// Why the last try failed.
  var problem: String?
  /// The first row shown.
  var offset = 0

  var editor: LineEditor? {
    get {
      switch way {
      case .file(let editor)?, .pin(let editor)?: editor
      case nil: nil
      }
    }
    set {
      guard let newValue else { return }
      switch way {
      case .file?: way = .file(newValue)
      case .pin?: way = .pin(newValue)
      case nil: break
      }
    }
  }
}

extension App {
  /// Looks at what certificates a server shows, by a connection that sends nothing.
  mutating func readCertificates(
    _ connection: Connection, _ failure: APIFailure, opens: Bool
  ) -> [Effect] {
    trust = TrustTrouble(connection: connection, failure: failure, opens: opens)
    return run(.readCertificates(connection, failure.tlsReason ?? .other))
  }

  mutating func certificatesRead(_ chain: CertificateChain) -> [Effect] {
    trust?.chain = chain
    return openIfAwaited()
  }

  mutating func certificatesNotRead(_ failure: APIFailure) -> [Effect] {
    messages.log(Toast(.error, failure.message + " " + failure.detail), at: now)
    trust?.unread = failure
    return openIfAwaited()
  }

  private mutating func openIfAwaited() -> [Effect] {
    guard trust?.opens == true, overlays.isEmpty else { return [] }
    trust?.opens = false
    return show(.connection(.certificates(CertificateView())))
  }

  mutating func showCertificates() -> [Effect] {
    guard trust != nil else { return [] }
    return show(.connection(.certificates(CertificateView())))
  }

  // MARK: - The ways out

  /// The overlay with the certificates, where it is on top.
  var certificateView: CertificateView? {
    get {
      guard case .connection(.certificates(let view))? = overlays.last else { return nil }
      return view
    }
    set {
      guard let newValue, case .connection(.certificates)? = overlays.last else { return }
      replaceTop(.connection(.certificates(newValue)))
    }
  }

  /// Why a key cannot be pinned; nil when it can.
  var pinObstacle: String? {
    trust?.chain?.pin == nil ? Texts.noKeyToPin : nil
  }

  /// Why the server cannot be asked for by a name of its certificate; nil when it can.
  var nameObstacle: String? {
    guard let trust, !trust.otherNames.isEmpty else { return Texts.noOtherName }
    // A token that a file names goes to no other host than that file says.
    return isTypedTrust ? nil : Texts.nameIsNotTheSources(trust.host)
  }

  /// Whether it is about an address that was typed.
  private var isTypedTrust: Bool {
    creation?.page == .connection && creation?.draft.typesConnection == true
      && creation?.draft.connection?.withoutToken == trust?.asked
  }

  /// Enter in the field of a way out.
  mutating func acceptWay(_ view: CertificateView) -> [Effect] {
    guard var connection = trust?.connection, view.trying == nil else { return [] }
    switch view.way {
    case .file(let editor)?:
      let path = trimmed(editor.text)
      guard !path.isEmpty else { return complain(Texts.caFileMissing) }
      connection.caFile = expandingTilde(path, home: settings.tokenFolder)
    case .pin(let editor)?:
      guard trimmed(editor.text).lowercased() == Texts.yes else {
        return complain(Texts.pinNeedsYes)
      }
      connection.pinSHA256 = trust?.chain?.pin
    case nil: return []
    }
    return attempt(connection)
  }

  /// Says in the overlay why something does not work.
  mutating func complain(_ problem: String) -> [Effect] {
    certificateView?.problem = problem
    return []
  }

  /// Finds out whether a changed connection is trusted. No token is sent.
  private mutating func attempt(_ connection: Connection) -> [Effect] {
    certificateView?.trying = connection
    certificateView?.problem = nil
    return run(.probe(connection))
  }

  /// Takes what came of trying a way out.
  /// - Returns: nil when none is being tried.
  mutating func tried(_ result: ServerProbe) -> [Effect]? {
    guard let place = overlays.lastIndex(where: \.triesCertificates),
      case .connection(.certificates(var view)) = overlays[place], let connection = view.trying
    else { return nil }
    view.trying = nil
    if case .failed(let failure) = result {
      if let effects = certified(connection, failure, in: view, at: place) { return effects }
      view.problem = failure.sentences
      overlays[place] = .connection(.certificates(view))
      return []
    }
    let isTyped = isTypedTrust
    overlays.remove(at: place)
    trust = nil
    return isTyped ? adoptTyped(connection, result) : adopt(connection)
  }

  /// Goes on with a CA file that fits when something else is wrong with the certificate: what is wrong
  /// now has other ways out.
  /// - Returns: nil when the file changes nothing.
  private mutating func certified(
    _ connection: Connection, _ failure: APIFailure, in view: CertificateView, at place: Int
  ) -> [Effect]? {
    guard let old = trust, case .file? = view.way, failure.isAboutTrust,
      let reason = failure.tlsReason, reason != old.reason
    else { return nil }
    overlays[place] = .connection(.certificates(CertificateView()))
    trust = TrustTrouble(connection: connection, asked: old.asked, failure: failure, opens: false)
    return run(.readCertificates(connection, reason))
  }

  /// Fills in what makes a typed connection trusted, and goes on with it.
  private mutating func adoptTyped(_ connection: Connection, _ result: ServerProbe) -> [Effect] {
    guard var wizard = creation else { return [] }
    wizard.use(connection.server)
    wizard.draft.caFile = connection.caFile ?? ""
    wizard.editors[.caFile] = .line(LineEditor(text: wizard.draft.caFile))
    wizard.draft.pin(connection.pinSHA256, of: connection.server)
    wizard.probe = AddressProbe(connection: connection, result: nil)
    if wizard.draft.tokenCommand != nil || !wizard.draft.accessToken.isEmpty {
      wizard.awaitConnection()
    }
    creation = wizard
    let isKept = wizard.draft.storesProfile || connection.pinSHA256 == nil
    return probed(result) + (isKept ? [] : tell(.info, Texts.pinnedForNow))
  }

  /// Uses a connection of a file as it is trusted now, and keeps that where the program may.
  private mutating func adopt(_ trusted: Connection) -> [Effect] {
    guard var connection = session.candidate ?? session.connection else { return [] }
    let old = book.known.first { $0.stands(for: connection) }
    connection.caFile = trusted.caFile
    connection.pinSHA256 = trusted.pinSHA256
    var effects: [Effect] = []
    if let old {
      var new = old
      new.connection.caFile = trusted.caFile
      new.connection.pinSHA256 = trusted.pinSHA256
      book.replace(old, by: new)
      syncSurroundings()
      if old.isSaved {
        effects += store(connection, tokenCommand: old.tokenCommand, name: old.name)
      }
    }
    if old?.isSaved != true { effects += tell(.info, Texts.trustedForNow) }
    if session.candidate != nil {
      session.candidate = connection
      if wizard?.page == .connection { wizard?.awaitConnection() }
      return effects + checkConnection()
    }
    session.connection = connection
    return effects + checkConnection() + reconnectList()
  }

  mutating func performOnCertificates(_ id: CommandID) -> [Effect]? {
    guard let view = certificateView, let trust else { return nil }
    switch id {
    case ConnectionCommand.giveFile:
      certificateView?.way = .file(LineEditor(text: trust.connection.caFile ?? ""))
      certificateView?.problem = nil
    case ConnectionCommand.pin:
      certificateView?.way = .pin(LineEditor())
      certificateView?.offset = 0
      certificateView?.problem = nil
    case ConnectionCommand.useName:
      guard let name = trust.otherNames.first, let server = trust.connection.server.named(name)
      else { return [] }
      var connection = trust.connection
      connection.server = server
      return attempt(connection)
    case ConnectionCommand.retry: return attempt(trust.connection)
    case OverlayCommand.close where view.way != nil:
      certificateView?.way = nil
      certificateView?.problem = nil
    case OverlayCommand.close where view.trying != nil:
      certificateView?.trying = nil
      return work.cancel(.probe)
    default: return nil
    }
    return []
  }
}

extension ServerURL {
  /// The same server under another name.
  fileprivate func named(_ name: String) -> ServerURL? {
    let host = name.contains(":") ? "[\(name)]" : name
    // A name that is no address is not offered again by the server's certificate.
    return try? ServerURL(parsing: "\(scheme.rawValue)://\(host):\(port)\(root)")
  }
}
