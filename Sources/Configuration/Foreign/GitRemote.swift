public import RunnerCore

/// The project that a git repository's remote names. It says where a token may be wanted, never what
/// token.
public struct GitRemote: Equatable, Sendable {
  /// Scheme and port are https' own where the remote is one of SSH.
  public var server: ServerURL
  /// Whether the address said scheme and port.
  public var isWebAddress: Bool
  /// Full path, without `.git`; begins with the server's relative URL root where it has one.
  public var path: String
  /// The name of the remote, such as `origin`.
  public var name: String

  /// The remote `origin`, or the only one, of the repository that a folder is in. Only files are read.
  public static func find(_ surroundings: Surroundings) -> GitRemote? {
    guard let folder = surroundings.folder, folder.hasPrefix("/") else { return nil }
    let repository = GitRepository(files: surroundings.files)
    guard let path = repository.configuration(from: folder) else { return nil }
    // A repository that cannot be read names nothing; git says so itself.
    let content = try? surroundings.files.read(path, limit: GitRepository.limit)
    guard let content else { return nil }
    let urls = GitConfiguration.remotes(String(decoding: content.bytes, as: UTF8.self))
    guard let name = urls["origin"] == nil && urls.count == 1 ? urls.keys.first : "origin",
      let url = urls[name]
    else { return nil }
    return GitRemote(name: name, url: url)
  }

  /// Reads `https://host/path.git`, `ssh://git@host:22/path.git` and `git@host:path.git`; nil for local
  /// paths and for what is no address.
  init?(name: String, url: String) {
    var authority = ""
    var path = ""
    var scheme = "ssh"
    if let separator = url.firstRange(of: "://") {
      scheme = url[..<separator.lowerBound].lowercased()
      let rest = url[separator.upperBound...]
      guard let slash = rest.firstIndex(of: "/") else { return nil }
      authority = String(rest[..<slash])
      path = String(rest[slash...])
    } else {
      // git: `connect.c`; a slash before the colon makes it a local path.
      guard let colon = url.firstIndex(of: ":"), !url[..<colon].contains("/") else { return nil }
      authority = String(url[..<colon])
      path = String(url[url.index(after: colon)...])
    }
    if let user = authority.lastIndex(of: "@") {
      authority = String(authority[authority.index(after: user)...])
    }
    switch scheme {
    case "http", "https": isWebAddress = true
    case "ssh", "git+ssh", "ssh+git":
      isWebAddress = false
      if !authority.hasSuffix("]"), let port = authority.lastIndex(of: ":") {
        authority = String(authority[..<port])
      }
      scheme = "https"
    default: return nil
    }
    guard let server = try? ServerURL(parsing: "\(scheme)://\(authority)") else { return nil }
    var segments = path.split(separator: "/").map(String.init)
    if let last = segments.last, last.hasSuffix(".git") {
      segments[segments.count - 1] = String(last.dropLast(4))
    }
    guard segments.count > 1, segments.allSatisfy({ !$0.isEmpty && $0.isOneLine }) else {
      return nil
    }
    self.server = server
    self.path = segments.joined(separator: "/")
    self.name = name
  }

  /// Whether the project can be one of a server: the same host, and where the address says it, the same
  /// scheme and port.
  public func isOn(_ other: ServerURL) -> Bool {
    guard server.host == other.host else { return false }
    return !isWebAddress || server.origin == other.origin
  }

  /// The path of the project on a server, without the server's relative URL root.
  public func path(on other: ServerURL) -> String {
    let root = String(other.root.drop { $0 == "/" }) + "/"
    return root != "/" && path.hasPrefix(root) ? String(path.dropFirst(root.count)) : path
  }
}
