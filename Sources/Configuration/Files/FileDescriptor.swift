import Glibc

/// An open file that is closed when it goes out of scope.
struct FileDescriptor: ~Copyable {
  let number: Int32

  /// Takes over a descriptor as `open` returned it; nil when that failed.
  init?(_ number: Int32) {
    guard number >= 0 else { return nil }
    self.number = number
  }

  deinit { Glibc.close(number) }

  /// The file's own facts; nil with `errno` set.
  var facts: stat? {
    var facts = stat()
    return fstat(number, &facts) == 0 ? facts : nil
  }

  /// Reads to the end, but no more than one byte beyond `limit`; nil with `errno` set.
  func readAll(limit: Int) -> [UInt8]? {
    var content: [UInt8] = []
    while content.count <= limit {
      let wanted = min(65_536, limit + 1 - content.count)
      var count = 0
      let chunk = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, filled in
        count = retrying { Glibc.read(number, buffer.baseAddress, wanted) }
        filled = max(0, count)
      }
      if count < 0 { return nil }
      if count == 0 { break }
      content += chunk
    }
    return content
  }

  /// Writes everything; false with `errno` set.
  func writeAll(_ bytes: [UInt8]) -> Bool {
    var start = 0
    while start < bytes.count {
      let written = bytes.withUnsafeBytes { buffer in
        retrying {
          Glibc.write(number, buffer.baseAddress?.advanced(by: start), buffer.count - start)
        }
      }
      if written < 0 { return false }
      start += written
    }
    return true
  }
}

/// Repeats a system call that a signal interrupted.
func retrying(_ call: () -> Int) -> Int {
  while true {
    let result = call()
    if result >= 0 || errno != EINTR { return result }
  }
}

extension stat {
  func isKind(_ kind: mode_t) -> Bool { st_mode & S_IFMT == kind }
}

extension FileFailure {
  /// The failure of the system call that has just set `errno`.
  init(path: String, errno code: Int32) {
    self.init(path: path, text: Texts.systemError(code) ?? String(cString: strerror(code)))
  }
}

extension Texts {
  /// What the usual errors of files mean to people; nil for others.
  static func systemError(_ code: Int32) -> String? {
    switch code {
    case ENOENT: noSuchFile
    case EACCES, EPERM: "you may not do this here; check the permissions"
    case EISDIR: "is a folder, not a file"
    case ENOTDIR: "part of the path is a file, not a folder"
    case EEXIST: "exists already"
    case ELOOP: "leads through too many symbolic links, perhaps in a circle"
    case ENOSPC, EDQUOT: "no space is left"
    case EROFS: "is on a read-only file system"
    case ENAMETOOLONG: "the path is too long"
    default: nil
    }
  }
}
