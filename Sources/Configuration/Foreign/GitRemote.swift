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

/// Finds the configuration of a repository as git does (git: `gitrepository-layout`).
private struct GitRepository {
  /// Bytes; what is larger is not read.
  static let limit = 1_000_000

  let files: FileAccess

  func configuration(from start: String) -> String? {
    var folder = start
    while true {
      let place = folder == "/" ? "/.git" : "\(folder)/.git"
      switch files.kind(place) {
      case .folder: return configuration(of: place)
      case .file, .program: return linked(place, in: folder).flatMap(configuration(of:))
      case nil: break
      }
      guard folder != "/", let slash = folder.lastIndex(of: "/") else { return nil }
      folder = slash == folder.startIndex ? "/" : String(folder[..<slash])
    }
  }

  /// Of a working tree that was added, the configuration is the first one's.
  private func configuration(of folder: String) -> String? {
    let common = line(of: "\(folder)/commondir").map { absolute($0, in: folder) } ?? folder
    return "\(common)/config"
  }

  /// The folder that a file `.git` names.
  private func linked(_ file: String, in folder: String) -> String? {
    guard let text = line(of: file), text.hasPrefix("gitdir:") else { return nil }
    return absolute(String(text.dropFirst(7)).trimmingWhiteSpace(), in: folder)
  }

  private func line(of path: String) -> String? {
    // Whatever cannot be read is as good as missing here.
    let content = try? files.read(path, limit: Self.limit)
    guard let content else { return nil }
    return String(decoding: content.bytes, as: UTF8.self).linesAsPythonSeesThem.first?
      .trimmingWhiteSpace()
  }

  /// The path without `.` and `..`, which only a file system could otherwise follow.
  private func absolute(_ path: String, in folder: String) -> String {
    var segments: [Substring] = []
    for segment in (path.hasPrefix("/") ? path : "\(folder)/\(path)").split(separator: "/")
    where segment != "." {
      if segment == ".." { _ = segments.popLast() } else { segments.append(segment) }
    }
    return "/" + segments.joined(separator: "/")
  }
}

/// The part of git's configuration that is needed (git: `git-config`, "Syntax").
private enum GitConfiguration {
  /// The first `url` of every remote, by its name.
  static func remotes(_ text: String) -> [String: String] {
    var urls: [String: String] = [:]
    var remote: String?
    for line in text.linesAsPythonSeesThem.map({ $0.trimmingWhiteSpace() }) {
      if line.hasPrefix("[") {
        remote = name(ofHeader: line)
      } else if let remote, urls[remote] == nil, let sign = line.firstIndex(of: "="),
        line[..<sign].lowercased().split(whereSeparator: \.isWhitespace) == ["url"]
      {
        let url = value(line[line.index(after: sign)...])
        if !url.isEmpty { urls[remote] = url }
      }
    }
    return urls
  }

  /// `origin` of `[remote "origin"]`.
  private static func name(ofHeader line: String) -> String? {
    guard let open = line.firstIndex(of: "\""), let close = line.lastIndex(of: "\""), open < close,
      line[..<open].dropFirst().lowercased().split(whereSeparator: \.isWhitespace) == ["remote"]
    else { return nil }
    return String(line[line.index(after: open)..<close])
  }

  /// A value without quotes and without the comment after it.
  private static func value(_ text: Substring) -> String {
    var result = ""
    var isQuoted = false
    var isEscaped = false
    for character in text {
      if isEscaped {
        result.append(character)
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else if character == "\"" {
        isQuoted.toggle()
      } else if !isQuoted, character == "#" || character == ";" {
        break
      } else {
        result.append(character)
      }
    }
    return result.trimmingWhiteSpace()
  }
}
