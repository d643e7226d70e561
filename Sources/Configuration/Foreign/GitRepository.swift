/// Finds the configuration of a repository as git does (git: `gitrepository-layout`).
struct GitRepository {
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
enum GitConfiguration {
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
