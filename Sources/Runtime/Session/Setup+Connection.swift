import Configuration
import Glibc
import RunnerCore
import RunnerWizard

extension Setup {
  /// The variables that name a server.
  static let serverVariables = ConnectionSources.serverVariables

  /// The connection that flags, environment and files come to.
  /// - Parameter mayAsk: whether somebody can choose among several profiles.
  func connectionStart(
    demo: DemoConnections?, mayAsk: Bool = true
  ) throws(UsageFailure) -> ConnectionStart {
    if let demo { return try demoStart(demo) }
    let choice = ConnectionSources.resolve(
      flags: try flags(), environment: environment, found: found)
    switch choice {
    case .usable(let connection, let notes):
      return .ready(connection, notes: texts(notes))
    case .needsCommand(let command):
      var draft = command.draft
      draft.token = Secret("")
      guard let connection = draft.connection else {
        return .incomplete(.init(command.draft), notes: texts(command.notes))
      }
      return .command(
        command.words, connection, notes: texts(command.notes))
    case .incomplete(let draft, let notes):
      if !mayAsk, let note = notes.last, case .severalProfiles = note {
        throw UsageFailure(code: "several_profiles", message: note.text)
      }
      var start = RunnerWizard.ConnectionDraft(draft)
      if mayAsk, draft.server == nil, let suggested = draft.suggestedServer {
        start.url = suggested.description
      }
      return .incomplete(
        start, notes: mayAsk ? warnings + notes.map(\.textAboveChoice) : texts(notes))
    case .failed(let text):
      throw UsageFailure(code: "configuration", message: text)
    }
  }

  /// The demonstration knows no source but the sandbox and the command line, so that no real
  /// token is shown to it.
  private func demoStart(_ demo: DemoConnections) throws(UsageFailure) -> ConnectionStart {
    var flags = try flags()
    guard let first = demo.first?.connection else {
      preconditionFailure("The sandbox has access tokens.")
    }
    if flags.token == nil, flags.url == nil { return .ready(first, notes: []) }
    if let url = flags.url, (try? ServerURL(parsing: url)) != first.server {
      throw UsageFailure(code: "usage", message: Texts.demoServer, fix: Texts.demoServerFix)
    }
    flags.url = SandboxTransport.address
    if flags.token == nil { flags.token = .init(first.token, source: first.source) }
    let choice = ConnectionSources.resolve(
      flags: flags, environment: [:], configuration: ConfigurationFile(), saved: SavedFile())
    guard case .usable(let connection, _) = choice else {
      throw UsageFailure(code: "configuration", message: Texts.demoOptions)
    }
    return .ready(connection, notes: [])
  }

  private func texts(_ notes: [ConnectionNote]) -> [String] {
    warnings + notes.map(\.text)
  }

  private func flags() throws(UsageFailure) -> ConnectionFlags {
    var flags = ConnectionFlags()
    flags.url = options.url
    flags.profile = options.demo ? nil : options.profile
    flags.oauth = options.oauth
    flags.caFile = options.caFile
    flags.clientCertificate = options.clientCertificate
    flags.clientKey = options.clientKey
    flags.timeout = options.timeout
    flags.token = try token()
    for path in [options.caFile, options.clientCertificate, options.clientKey] {
      guard let path, access(path, R_OK) != 0 else { continue }
      throw UsageFailure(
        FileFailure(path: path, text: Texts.unreadable(String(cString: strerror(errno)))))
    }
    return flags
  }

  private func token() throws(UsageFailure) -> ConnectionFlags.Token? {
    if let path = options.tokenFile {
      let source = "--token-file \(sanitized(path))"
      return .init(try parse(try content(of: path), source), source: source)
    }
    guard options.tokenStdin else { return nil }
    let line = StandardInput.firstLine(limit: TokenText.limit)
    return .init(try parse(line, "--token-stdin"), source: "--token-stdin")
  }

  private func content(of path: String) throws(UsageFailure) -> [UInt8] {
    do {
      if let content = try FileAccess.disk.read(path, limit: TokenText.limit) {
        return content.bytes
      }
    } catch {
      throw UsageFailure(error)
    }
    throw UsageFailure(FileFailure(path: path, text: Texts.noSuchFile))
  }

  private func parse(_ bytes: [UInt8], _ source: String) throws(UsageFailure) -> Secret {
    do {
      return try TokenText.parse(bytes)
    } catch {
      throw UsageFailure(code: "no_token", message: "\(source): \(error.text).")
    }
  }
}

extension RunnerWizard.ConnectionDraft {
  /// What the connection page begins with.
  init(_ draft: Configuration.ConnectionDraft) {
    self.init(
      url: draft.server?.description ?? "", token: draft.token ?? Secret(""),
      authentication: draft.authentication, caFile: draft.caFile ?? "",
      clientCertificate: draft.clientCertificate ?? "", clientKey: draft.clientKey ?? "",
      headers: draft.headers, timeout: draft.timeout)
    proxy = draft.proxy
    pinSHA256 = draft.pinSHA256
    userAgent = draft.userAgent
  }
}

/// Standard input where it is no keyboard.
enum StandardInput {
  /// The bytes up to the first line end, read one by one so that the rest stays.
  static func firstLine(limit: Int) -> [UInt8] {
    var line: [UInt8] = []
    var byte: UInt8 = 0
    while line.count <= limit, readByte(&byte), byte != UInt8(ascii: "\n") { line.append(byte) }
    return line
  }

  /// Everything up to the end; nil when it is more than the limit or cannot be read.
  static func everything(limit: Int) -> [UInt8]? {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 16_384)
    while true {
      let count = read(STDIN_FILENO, &buffer, buffer.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { return nil }
      guard count > 0 else { return bytes }
      bytes += buffer.prefix(count)
      guard bytes.count <= limit else { return nil }
    }
  }

  private static func readByte(_ byte: inout UInt8) -> Bool {
    while true {
      let count = read(STDIN_FILENO, &byte, 1)
      if count < 0 && errno == EINTR { continue }
      return count == 1
    }
  }
}
