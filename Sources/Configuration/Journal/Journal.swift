import FoundationEssentials
import Glibc
public import RunnerCore
import Synchronization

/// The registrations whose tokens are not known to be safe, one file each: `ID.json`, and `ID.lock`
/// beside it, which is locked while the program lives that looks after the entry.
///
/// A file is complete at any moment and after a crash. It may be used from any thread.
public final class Journal: Sendable {
  /// Bytes; the longest form in JSON is far shorter.
  private static let largestEntry = 1_048_576
  /// Seconds after which the draft of a file cannot be in the making any more.
  private static let oldestDraft = 3_600

  private let folder: String
  private let held = Mutex<[String: EntryLock]>([:])

  /// - Parameter folder: made with its parents when the first entry is written.
  public init(folder: String) {
    self.folder = folder
  }

  /// A name for a new entry that sorts by time: `20261123T034512Z-k3x7mq`.
  /// - Parameter now: seconds since 1970-01-01 00:00 UTC.
  public static func newID(now: Int64) -> String {
    let time = Date(timeIntervalSince1970: Double(now)).ISO8601Format()
    let end = (0..<6).map { _ in letters[Int.random(in: letters.indices)] }
    return time.filter { $0 != "-" && $0 != ":" } + "-" + String(end)
  }

  /// Whether a text is one of these names.
  public static func isNewID(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard bytes.count == 23 else { return false }
    return zip(bytes, "00000000T000000Z-aaaaaa".utf8).allSatisfy { byte, sample in
      switch sample {
      case UInt8(ascii: "0"): (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      case UInt8(ascii: "a"): letters.contains { $0.asciiValue == byte }
      default: byte == sample
      }
    }
  }

  private static let letters = Array("abcdefghijklmnopqrstuvwxyz234567")

  /// Writes a new entry, or a change to one, and holds it.
  ///
  /// A new entry is on the disk when this returns, its name as well: the request goes out right after. Of a change only
  /// the text is; should the power fail before the system writes the name, the entry as it was before is found, whose
  /// runner is looked for just as well. The same holds for ``remove(_:)``: an entry that comes back is found to be done.
  public func write(_ entry: JournalEntry) throws(FileFailure) {
    guard JournalEntry.isID(entry.id) else {
      throw FileFailure(path: folder, text: Texts.wrongEntryName)
    }
    try hold(entry.id)
    do {
      try PrivateFile.write(
        Array((entry.text + "\n").utf8), to: path(entry.id), existing: .replace,
        createsFolder: true, syncsName: access(path(entry.id), F_OK) != 0)
    } catch {
      // What was written before stays; a lock without an entry does not.
      if access(path(entry.id), F_OK) != 0 { giveUp(entry.id) }
      throw error
    }
  }

  /// Drops an entry; one that is not there is no failure.
  public func remove(_ id: String) throws(FileFailure) {
    guard JournalEntry.isID(id) else { return }
    guard unlink(path(id)) == 0 || errno == ENOENT || errno == ENOTDIR else {
      throw FileFailure(path: path(id), errno: errno)
    }
    giveUp(id)
  }

  /// The entries that no living program holds, the oldest first. Nothing is changed.
  public func list() -> JournalListing {
    var listing = JournalListing()
    for id in ids where !isOurs(id) {
      if EntryLock.isHeld(lockPath(id)) {
        listing.heldElsewhere.append(id)
      } else {
        read(id, into: &listing)
      }
    }
    return listing
  }

  /// Every entry that can be read, whoever looks after it.
  public func all() -> [JournalEntry] {
    var listing = JournalListing()
    for id in ids { read(id, into: &listing) }
    return listing.entries
  }

  /// Takes the entries that no living program holds, so that no other program takes them as long as this
  /// one lives. What a program that was killed left half-done is cleared away.
  public func adopt() -> JournalListing {
    let names = FileAccess.disk.names(folder)
    guard !names.isEmpty else { return JournalListing() }
    clear(names)
    var listing = JournalListing()
    for id in Self.ids(names) where !isOurs(id) { adopt(id, into: &listing) }
    return listing
  }

  /// Takes one entry.
  public func adopt(_ id: String) -> JournalListing {
    var listing = JournalListing()
    if JournalEntry.isID(id), access(path(id), F_OK) == 0, !isOurs(id) { adopt(id, into: &listing) }
    return listing
  }

  /// Takes the entries of a batch; those that this program looks after already are among them.
  public func adopt(batch: String) -> JournalListing {
    var listing = JournalListing()
    for id in ids {
      var seen = JournalListing()
      guard read(id, into: &seen), seen.entries.first?.batch?.batch == batch else { continue }
      if isOurs(id) {
        listing.entries += seen.entries
      } else {
        adopt(id, into: &listing)
      }
    }
    return listing
  }

  /// Lets others look after an entry.
  public func release(_ id: String) {
    held.withLock { $0[id] = nil }
  }

  private func adopt(_ id: String, into listing: inout JournalListing) {
    switch EntryLock.take(lockPath(id)) {
    case .busy: listing.heldElsewhere.append(id)
    case .held(let lock):
      if read(id, into: &listing) {
        held.withLock { $0[id] = lock }
      } else if access(path(id), F_OK) != 0 {
        unlink(lockPath(id))
      }
    // A folder that cannot be written to holds entries all the same.
    case .failed: read(id, into: &listing)
    }
  }

  private var ids: [String] { Self.ids(FileAccess.disk.names(folder)) }

  private static func ids(_ names: [String]) -> [String] {
    names.filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) }.filter(JournalEntry.isID)
      .sorted()
  }

  private func path(_ id: String) -> String { "\(folder)/\(id).json" }
  private func lockPath(_ id: String) -> String { "\(folder)/\(id).lock" }
  private func isOurs(_ id: String) -> Bool { held.withLock { $0[id] != nil } }

  private func hold(_ id: String) throws(FileFailure) {
    guard !isOurs(id) else { return }
    try PrivateFile.createFolder(folder)
    switch EntryLock.take(lockPath(id)) {
    case .held(let lock): held.withLock { $0[id] = lock }
    case .busy: throw FileFailure(path: path(id), text: Texts.entryIsHeld)
    case .failed(let code): throw FileFailure(path: lockPath(id), errno: code)
    }
  }

  /// Removes the lock file while it is held, and lets go of it.
  private func giveUp(_ id: String) {
    held.withLock { held in
      guard held[id] != nil else { return }
      unlink(lockPath(id))
      held[id] = nil
    }
  }

  /// Reads an entry, or says what is wrong with it; one that has gone meanwhile is neither.
  @discardableResult
  private func read(_ id: String, into listing: inout JournalListing) -> Bool {
    do throws(FileFailure) {
      guard let entry = try read(id) else { return false }
      listing.entries.append(entry)
      return true
    } catch {
      listing.damaged.append(error)
      return false
    }
  }

  private func read(_ id: String) throws(FileFailure) -> JournalEntry? {
    let flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC
    guard let file = FileDescriptor(open(path(id), flags)) else {
      if errno == ENOENT { return nil }
      throw errno == ELOOP
        ? FileFailure(path: path(id), text: Texts.isSymbolicLink)
        : FileFailure(path: path(id), errno: errno)
    }
    guard let facts = file.facts else { throw FileFailure(path: path(id), errno: errno) }
    guard facts.isKind(S_IFREG) else {
      throw FileFailure(path: path(id), text: Texts.isNoRegularFile)
    }
    guard facts.st_uid == geteuid() else {
      throw FileFailure(path: path(id), text: Texts.entryOfOtherUser)
    }
    guard let bytes = file.readAll(limit: Self.largestEntry) else {
      throw FileFailure(path: path(id), errno: errno)
    }
    do {
      let entry = try JournalEntry(parsing: bytes)
      if entry.id == id { return entry }
    } catch {
      throw FileFailure(path: path(id), text: Printable.clause(error.message))
    }
    throw FileFailure(path: path(id), text: Texts.entryUnderOtherName)
  }

  /// Removes locks without an entry and old drafts: what is left of a program that was killed in the middle.
  private func clear(_ names: [String]) {
    let entries = Set(names.filter { $0.hasSuffix(".json") }.map { $0.dropLast(5) })
    for name in names {
      if PrivateFile.isDraft(name) {
        var facts = stat()
        if lstat("\(folder)/\(name)", &facts) == 0,
          time(nil) - facts.st_mtim.tv_sec > Self.oldestDraft
        {
          unlink("\(folder)/\(name)")
        }
      } else if name.hasSuffix(".lock"), !entries.contains(name.dropLast(5)) {
        let id = String(name.dropLast(5))
        guard JournalEntry.isID(id), !isOurs(id),
          case .held(let lock) = EntryLock.take(lockPath(id))
        else {
          continue
        }
        if access(path(id), F_OK) != 0 { unlink(lockPath(id)) }
        extendLifetime(lock)
      }
    }
  }
}

/// What is in the journal.
public struct JournalListing: Equatable, Sendable {
  /// The oldest first.
  public var entries: [JournalEntry] = []
  /// Files that cannot be read as entries; they stay where they are.
  public var damaged: [FileFailure] = []
  /// Ids of entries that other living programs look after.
  public var heldElsewhere: [String] = []

  public init() {}
}
