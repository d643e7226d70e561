/// How someone names the group or project of a runner: by id or by full path.
public enum TargetReference: Equatable, Sendable {
  case id(Int64)
  /// Without slashes at its ends.
  case path(String)

  /// As a request names it, not yet encoded.
  var name: String {
    switch self {
    case .id(let id): String(id)
    case .path(let path): path
    }
  }

  /// Reads a numeric id, `#123`, a full path, or a pasted address: a page of the group or project
  /// (`https://host/groups/a/b`, `https://host/a/b/-/settings/ci_cd`), its API, or a clone address
  /// (`https://host/a/b.git`, `git@host:a/b.git`).
  ///
  /// With a `server`, an address of another host is refused and the server's relative root cut off.
  public static func parse(
    _ text: String, kind: RunnerTarget.Kind, server: ServerURL?
  ) throws(TargetReferenceProblem) -> TargetReference {
    let trimmed = text.trimmingASCIIWhiteSpace()
    guard !trimmed.isEmpty else { throw .empty(kind) }
    guard !looksLikeToken(trimmed) else { throw .token(kind) }
    if let id = try id(in: trimmed) { return .id(id) }

    let parser = TargetAddressParser(text: trimmed, kind: kind, server: server)
    let found = try parser.segments()
    switch found {
    case .id(let id): return .id(id)
    case .path(let path):
      let segments = path.split(separator: "/")
      guard !segments.isEmpty else { throw .namesNothing(trimmed, kind) }
      guard path.unicodeScalars.allSatisfy({ !$0.isNeverInPath }) else {
        throw .notAPath(trimmed, kind)
      }
      if kind == .project, segments.count < 2 { throw .projectWithoutNamespace(path) }
      return found
    }
  }

  static func id(in text: some StringProtocol) throws(TargetReferenceProblem) -> Int64? {
    let isNegative = text.first == "-" && text.count > 1
    if isNegative, text.dropFirst().unicodeScalars.allSatisfy(\.isASCIIDigit) {
      throw .idOutOfRange(String(text))
    }
    let digits = text.first == "#" ? String(text.dropFirst()) : String(text)
    guard !digits.isEmpty, digits.unicodeScalars.allSatisfy(\.isASCIIDigit) else { return nil }
    guard let id = Int64(digits), id > 0 else { throw .idOutOfRange(digits) }
    return id
  }
}

/// Why a text names no group or project.
public enum TargetReferenceProblem: Error, Equatable, Sendable {
  case empty(RunnerTarget.Kind)
  case idOutOfRange(String)
  /// An address of another server than the one that is connected to.
  case otherServer(host: String, connected: String)
  /// The address of a group where a project is needed, or the other way round.
  case otherKind(needed: RunnerTarget.Kind)
  /// A project's path has at least a namespace and a name.
  case projectWithoutNamespace(String)
  case notAPath(String, RunnerTarget.Kind)
  /// An address of the server that is of no group or project.
  case namesNothing(String, RunnerTarget.Kind)
  /// The text holds what looks like an access token; it is not repeated.
  case token(RunnerTarget.Kind)

  public var message: String { Texts.message(for: self) }
}

/// Finds the path or id in a text that may be a path or an address.
private struct TargetAddressParser {
  let text: String
  let kind: RunnerTarget.Kind
  let server: ServerURL?

  func segments() throws(TargetReferenceProblem) -> TargetReference {
    let parts = AddressParts(text)
    if let scheme = parts.scheme?.lowercased() {
      let isPage = scheme == "http" || scheme == "https"
      guard isPage || scheme == "ssh" || scheme == "git" else { throw .notAPath(text, kind) }
      try checkHost(parts.authority, withPort: isPage)
      return try address(parts.path)
    }
    if let clone = secureShellAddress() {
      try checkHost(clone.host, withPort: false)
      return try address(clone.path)
    }
    if let server, isHost(parts.authority, of: server), !parts.path.isEmpty {
      return try address(parts.path)
    }
    return .path(
      text.split(separator: "/").map { $0.trimmingASCIIWhiteSpace() }.joined(separator: "/"))
  }

  /// The parts of `git@host:group/project.git`.
  private func secureShellAddress() -> (host: String, path: String)? {
    guard let at = text.firstIndex(of: "@"), let colon = text[at...].firstIndex(of: ":"),
      !text[..<colon].contains("/")
    else { return nil }
    return (
      String(text[text.index(after: at)..<colon]), String(text[text.index(after: colon)...])
    )
  }

  private func checkHost(
    _ authority: String, withPort: Bool
  ) throws(TargetReferenceProblem) {
    let named = authority.split(separator: "@").last.map(String.init) ?? ""
    guard !named.isEmpty else { throw .notAPath(text, kind) }
    guard let server else { return }
    // The port of a clone address is that of the SSH service.
    if !isHost(named, of: server, withPort: withPort) {
      throw .otherServer(host: sanitized(named), connected: server.host)
    }
  }

  private func isHost(_ authority: String, of server: ServerURL, withPort: Bool = true) -> Bool {
    guard let other = try? ServerURL(parsing: "\(server.scheme.rawValue)://\(authority)") else {
      return false
    }
    // A page may be shown under another scheme than the API is reached by, so the ports need only
    // agree where the address names one.
    let namesPort = authority.last.map { $0.isNumber } == true && authority.contains(":")
    return other.host == server.host && (!withPort || !namesPort || other.port == server.port)
  }

  private func address(_ path: String) throws(TargetReferenceProblem) -> TargetReference {
    var segments = path.split(separator: "/").map(String.init)
    let root = (server?.root ?? "").split(separator: "/").map(String.init)
    if segments.starts(with: root) { segments.removeFirst(root.count) }

    if segments.starts(with: ["api", "v4"]) {
      segments.removeFirst(2)
      guard segments.count >= 2, let named = RunnerTarget.Kind(collection: segments[0]) else {
        throw .namesNothing(text, kind)
      }
      guard named == kind else { throw .otherKind(needed: kind) }
      let name = percentDecoded(segments[1])
      if let id = try TargetReference.id(in: name) { return .id(id) }
      return .path(name)
    }

    let dash = segments.firstIndex(of: "-")
    let isPageBelow = dash != nil
    if let dash { segments.removeSubrange(dash...) }
    if segments.first == "projects", segments.count == 2,
      let id = try TargetReference.id(in: segments[1])
    {
      guard kind == .project else { throw .otherKind(needed: kind) }
      return .id(id)
    }
    // Every page below a group's own stands under `/groups/` (GitLab: `config/routes/group.rb`).
    if segments.first == "groups" {
      segments.removeFirst()
      guard kind == .group else { throw .otherKind(needed: kind) }
    } else if kind == .group, isPageBelow, !segments.isEmpty {
      throw .otherKind(needed: kind)
    }
    if let last = segments.last, last.hasSuffix(".git") {
      guard kind == .project else { throw .otherKind(needed: kind) }
      segments[segments.count - 1] = String(last.dropLast(4))
    }
    return .path(segments.map { percentDecoded($0) }.joined(separator: "/"))
  }
}

extension RunnerTarget.Kind {
  /// The kind whose collection has this name in the API.
  fileprivate init?(collection: String) {
    switch collection {
    case "groups": self = .group
    case "projects": self = .project
    default: return nil
    }
  }
}

extension Unicode.Scalar {
  /// Whether no path of a group or project holds the scalar; the usual mistake is a name with a space.
  fileprivate var isNeverInPath: Bool {
    isControl || isHidden || properties.isWhitespace || "?#:\\%\"<>".unicodeScalars.contains(self)
  }
}
