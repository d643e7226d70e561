/// Reading files as a value, so that everything that looks for files can be tried without any.
public struct FileAccess: Sendable {
  public typealias Read =
    @Sendable (_ path: String, _ limit: Int) throws(FileFailure) -> FileContent?

  /// What a path leads to, symbolic links followed.
  public enum Kind: Equatable, Sendable {
    case file, folder
    /// A file that may be run.
    case program
  }

  private let readFile: Read
  private let listFolder: @Sendable (String) -> [String]
  private let findKind: @Sendable (String) -> Kind?

  /// - Parameter kind: what a path leads to; without one, a folder is what has names in it, and a file
  ///   what can be read.
  public init(
    read: @escaping Read, names: @escaping @Sendable (_ folder: String) -> [String],
    kind: (@Sendable (_ path: String) -> Kind?)? = nil
  ) {
    readFile = read
    listFolder = names
    findKind =
      kind ?? { path in
        if !names(path).isEmpty { return .folder }
        return (try? read(path, 0)) == nil ? nil : .file
      }
  }

  /// The content of a file, nil if there is none.
  /// - Parameter limit: bytes after which a file is too large.
  public func read(_ path: String, limit: Int) throws(FileFailure) -> FileContent? {
    try readFile(path, limit)
  }

  /// The names in a folder, in no order; none when it cannot be read.
  public func names(_ folder: String) -> [String] {
    listFolder(folder)
  }

  /// What a path leads to; nil for nothing, or nothing that may be seen.
  public func kind(_ path: String) -> Kind? {
    findKind(path)
  }
}

/// What was read from a file.
public struct FileContent: Equatable, Sendable {
  public var bytes: [UInt8]
  /// Whether users other than the owner may read the file.
  public var isReadableByOthers: Bool
  /// The permission bits of a regular file; nil for anything else.
  public var permissions: UInt32?

  public init(bytes: [UInt8], isReadableByOthers: Bool = false, permissions: UInt32? = nil) {
    self.bytes = bytes
    self.isReadableByOthers = isReadableByOthers
    self.permissions = permissions
  }
}

/// Why a file could not be read or written.
public struct FileFailure: Error, Equatable, Sendable, CustomStringConvertible {
  public var path: String
  /// What happened, and what to do where that is known.
  public var text: String

  public init(path: String, text: String) {
    self.path = path
    self.text = text
  }

  public var description: String { Printable.line("\(path): \(text)") }
}
