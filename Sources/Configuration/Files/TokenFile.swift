import Glibc

/// A file that takes tokens line by line, each on the disk before anything else happens. Mode 0600.
public struct TokenFile: Sendable {
  /// Bytes: five hundred lines of the longest JSON are far below.
  private static let limit = 16_777_216

  public let path: String

  public init(path: String) {
    self.path = path
  }

  /// Makes the file, which may not be there yet.
  public func begin() throws(FileFailure) {
    try PrivateFile.write([], to: path, existing: .keep)
  }

  /// Removes the file if nothing is in it.
  public func removeIfEmpty() {
    var facts = stat()
    if lstat(path, &facts) == 0, facts.isKind(S_IFREG), facts.st_size == 0 { unlink(path) }
  }

  /// The complete lines; nil where there is no file. What a crash left of a line is not complete.
  public func lines() throws(FileFailure) -> [String]? {
    guard let file = FileDescriptor(open(path, O_RDONLY | Self.flags)) else {
      if errno == ENOENT { return nil }
      throw failure(errno)
    }
    try check(file)
    return try bytes(of: file).split(separator: Self.lineEnd).map {
      String(decoding: $0, as: UTF8.self)
    }
  }

  /// Adds a line. What a crash left of another one before is cut off first.
  /// - Parameter line: without a line end.
  public func append(_ line: String) throws(FileFailure) {
    let opened = FileDescriptor(open(path, O_RDWR | O_CREAT | O_APPEND | Self.flags, 0o600))
    guard let file = opened else { throw failure(errno) }
    try check(file)
    let complete = try bytes(of: file).count
    guard ftruncate(file.number, off_t(complete)) == 0,
      file.writeAll(Array(line.utf8) + [Self.lineEnd]), fsync(file.number) == 0
    else {
      let code = errno
      // Half a line would look like a token that is none.
      _ = ftruncate(file.number, off_t(complete))
      throw FileFailure(path: path, errno: code)
    }
  }

  private static let flags = O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC
  private static let lineEnd = UInt8(ascii: "\n")

  private func check(_ file: borrowing FileDescriptor) throws(FileFailure) {
    guard let facts = file.facts else { throw FileFailure(path: path, errno: errno) }
    guard facts.isKind(S_IFREG) else { throw FileFailure(path: path, text: Texts.isNoRegularFile) }
    guard facts.st_uid == geteuid() else {
      throw FileFailure(path: path, text: Texts.tokenFileOfOtherUser)
    }
    guard facts.st_mode & 0o077 == 0 else {
      throw FileFailure(path: path, text: Texts.tokenFileIsOpen)
    }
  }

  /// All bytes up to the last line end.
  private func bytes(of file: borrowing FileDescriptor) throws(FileFailure) -> ArraySlice<UInt8> {
    guard let bytes = file.readAll(limit: Self.limit) else {
      throw FileFailure(path: path, errno: errno)
    }
    guard bytes.count <= Self.limit else {
      throw FileFailure(path: path, text: Texts.tokenFileTooLarge)
    }
    return bytes.prefix(through: (bytes.lastIndex(of: Self.lineEnd) ?? -1))
  }

  private func failure(_ code: Int32) -> FileFailure {
    code == ELOOP
      ? FileFailure(path: path, text: Texts.isSymbolicLink) : FileFailure(path: path, errno: code)
  }
}
