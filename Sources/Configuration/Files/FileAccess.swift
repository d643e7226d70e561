/// Reading files as a value, so that everything that looks for files can be tried without any.
public struct FileAccess: Sendable {
  public typealias Read =
    @Sendable (_ path: String, _ limit: Int) throws(FileFailure) -> FileContent?

  private let readFile: Read
  private let listFolder: @Sendable (String) -> [String]

  public init(read: @escaping Read, names: @escaping @Sendable (_ folder: String) -> [String]) {
    readFile = read
    listFolder = names
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
}

/// What was read from a file.
public struct FileContent: Equatable, Sendable {
  public var bytes: [UInt8]
  /// Whether users other than the owner may read the file.
  public var isReadableByOthers: Bool

  public init(bytes: [UInt8], isReadableByOthers: Bool = false) {
    self.bytes = bytes
    self.isReadableByOthers = isReadableByOthers
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
