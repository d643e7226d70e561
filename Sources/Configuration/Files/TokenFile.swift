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

  /// Whether anything has its name.
  public var isThere: Bool {
    var facts = stat()
    return lstat(path, &facts) == 0
  }

  /// Removes the file if nothing is in it.
  public func removeIfEmpty() {
    var facts = stat()
    if lstat(path, &facts) == 0, facts.isKind(S_IFREG), facts.st_size == 0 { unlink(path) }
  }

  /// What stands in a file of tokens.
  public struct Content: Equatable, Sendable {
    /// Those that have their line end.
    public var lines: [String] = []
    /// What comes behind the last line end: half a line after a crash.
    public var rest: [UInt8] = []

    public init() {}
  }

  /// What stands in it; nil where there is no file.
  public func content() throws(FileFailure) -> Content? {
    guard let file = FileDescriptor(open(path, O_RDONLY | Self.flags)) else {
      if errno == ENOENT { return nil }
      throw failure(errno)
    }
    try check(file)
    let (whole, rest) = try bytes(of: file)
    let lines = whole.split(separator: Self.lineEnd).map { String(decoding: $0, as: UTF8.self) }
    var content = Content()
    content.lines = lines
    content.rest = Array(rest)
    return content
  }

  /// Adds a line; half a line with which it begins is completed.
  /// - Parameters:
  ///   - line: without a line end.
  ///   - rest: half a line at the end of the file that may be dropped. Any other one is a failure: it may hold a token.
  public func append(_ line: String, replacing rest: [UInt8] = []) throws(FileFailure) {
    let opened = FileDescriptor(open(path, O_RDWR | O_CREAT | O_APPEND | Self.flags, 0o600))
    guard let file = opened else { throw failure(errno) }
    try check(file)
    let (whole, found) = try bytes(of: file)
    let line = Array(line.utf8) + [Self.lineEnd]
    let isBegun = line.starts(with: found)
    guard isBegun || found.elementsEqual(rest) else {
      throw FileFailure(path: path, text: Texts.tokenFileEndsInHalfALine)
    }
    let kept = whole.count + (isBegun ? found.count : 0)
    guard isBegun || ftruncate(file.number, off_t(kept)) == 0,
      file.writeAll(Array(line.dropFirst(isBegun ? found.count : 0))), fsync(file.number) == 0
    else {
      let code = errno
      // Half a line would look like a token that is none.
      _ = ftruncate(file.number, off_t(kept))
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

  /// All bytes up to the last line end, and those behind it.
  private func bytes(
    of file: borrowing FileDescriptor
  ) throws(FileFailure) -> (whole: ArraySlice<UInt8>, rest: ArraySlice<UInt8>) {
    guard let bytes = file.readAll(limit: Self.limit) else {
      throw FileFailure(path: path, errno: errno)
    }
    guard bytes.count <= Self.limit else {
      throw FileFailure(path: path, text: Texts.tokenFileTooLarge)
    }
    let end = bytes.lastIndex(of: Self.lineEnd).map { $0 + 1 } ?? 0
    return (bytes[..<end], bytes[end...])
  }

  private func failure(_ code: Int32) -> FileFailure {
    code == ELOOP
      ? FileFailure(path: path, text: Texts.isSymbolicLink) : FileFailure(path: path, errno: code)
  }
}
