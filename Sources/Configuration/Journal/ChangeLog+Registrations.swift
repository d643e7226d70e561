import Glibc
public import RunnerCore

extension ChangeLog {
  /// A registration that the file tells of, and the runner that it made.
  public struct Registration: Equatable, Sendable {
    /// The journal entry.
    public var entryID: String?
    public var runnerID: Int64

    public init(entryID: String?, runnerID: Int64) {
      self.entryID = entryID
      self.runnerID = runnerID
    }
  }

  /// Bytes from the end that are read; a line has about 300.
  private static let tail = 262_144

  /// The registrations on a server at the file's end of which a runner is known, the oldest first. What cannot be read
  /// tells none.
  /// - Parameter since: the earliest time of a line, in seconds since 1970-01-01 00:00 UTC.
  public func registrations(on server: ServerURL, since: Int64) -> [Registration] {
    let host = LoggedChange.told(server.description)
    return lines.compactMap { line in
      guard let json = JSONValue(parsing: Array(line)),
        json["action"] == .string(LoggedChange.Action.create.rawValue),
        case .string(let told)? = json["host"], told.utf8.elementsEqual(host.utf8),
        case .integer(let runnerID)? = json["runner_id"],
        case .string(let text)? = json["time"], let time = unixTime(iso8601: text), time >= since
      else { return nil }
      var entryID: String?
      if case .string(let id)? = json["journal_id"] { entryID = id }
      return Registration(entryID: entryID, runnerID: runnerID)
    }
  }

  private var lines: [ArraySlice<UInt8>] {
    let flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC
    guard let file = FileDescriptor(open(path, flags)), let facts = file.facts,
      facts.isKind(S_IFREG)
    else { return [] }
    let start = max(0, facts.st_size - Self.tail)
    guard lseek(file.number, start, SEEK_SET) == start, let bytes = file.readAll(limit: Self.tail)
    else { return [] }
    let lines = bytes.split(separator: UInt8(ascii: "\n"))
    // The first may be cut.
    return start == 0 ? lines : Array(lines.dropFirst())
  }
}
