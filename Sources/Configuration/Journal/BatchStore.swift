import Glibc
public import RunnerCore
import Synchronization

/// The batches that are not finished, one file each: `ID.json`, and `ID.lock` beside it, which is locked while a
/// program works on the batch.
///
/// A file is complete at any moment and after a crash. It may be used from any thread.
public final class BatchStore: Sendable {
  /// Bytes; five hundred numbers with the longest form are far below.
  private static let limit = 1_048_576

  private let folder: String
  private let held = Mutex<[String: EntryLock]>([:])

  /// - Parameter folder: made with its parents when the first batch is written.
  public init(folder: String) {
    self.folder = folder
  }

  /// A name for a new batch that sorts by time.
  /// - Parameter now: seconds since 1970-01-01 00:00 UTC.
  public static func newID(now: Int64) -> String { RunnerBatch.prefix + Journal.newID(now: now) }

  /// Writes a batch and holds it; it is on the disk when this returns.
  public func write(_ batch: RunnerBatch) throws(FileFailure) {
    try PrivateFile.createFolder(folder)
    try hold(batch.id)
    try PrivateFile.write(
      Array((batch.json.text + "\n").utf8), to: path(batch.id), existing: .replace,
      createsFolder: true)
  }

  /// Drops a batch; one that is not there is no failure.
  public func remove(_ id: String) throws(FileFailure) {
    guard RunnerBatch.isID(id) else { return }
    guard unlink(path(id)) == 0 || errno == ENOENT || errno == ENOTDIR else {
      throw FileFailure(path: path(id), errno: errno)
    }
    held.withLock { held in
      // The lock file goes while it is held, so that nobody else takes it in between.
      if held[id] != nil { unlink(lockPath(id)) }
      held[id] = nil
    }
  }

  /// Lets others work on a batch.
  public func release(_ id: String) {
    held.withLock { $0[id] = nil }
  }

  /// The batches on the disk, the oldest first. Nothing is changed.
  public func list() -> BatchListing {
    var listing = BatchListing()
    let names = FileAccess.disk.names(folder).filter { $0.hasSuffix(".json") }
    for id in names.map({ String($0.dropLast(5)) }).filter(RunnerBatch.isID).sorted() {
      if !isOurs(id), EntryLock.isHeld(lockPath(id)) {
        listing.heldElsewhere.append(id)
        continue
      }
      do throws(FileFailure) {
        if let batch = try read(id) { listing.batches.append(batch) }
      } catch {
        listing.damaged.append(error)
      }
    }
    return listing
  }

  /// Takes a batch, so that no other program works on it as long as this one lives.
  /// - Returns: nil where there is none of that name.
  public func adopt(_ id: String) throws(FileFailure) -> RunnerBatch? {
    guard RunnerBatch.isID(id), access(path(id), F_OK) == 0 else { return nil }
    try hold(id)
    guard let batch = try read(id) else {
      // Finished and removed meanwhile.
      held.withLock { held in
        unlink(lockPath(id))
        held[id] = nil
      }
      return nil
    }
    return batch
  }

  private func path(_ id: String) -> String { "\(folder)/\(id).json" }
  private func lockPath(_ id: String) -> String { "\(folder)/\(id).lock" }
  private func isOurs(_ id: String) -> Bool { held.withLock { $0[id] != nil } }

  private func hold(_ id: String) throws(FileFailure) {
    guard !isOurs(id) else { return }
    switch EntryLock.take(lockPath(id)) {
    case .held(let lock): held.withLock { $0[id] = lock }
    case .busy: throw FileFailure(path: path(id), text: Texts.batchIsHeld)
    case .failed(let code): throw FileFailure(path: lockPath(id), errno: code)
    }
  }

  private func read(_ id: String) throws(FileFailure) -> RunnerBatch? {
    let flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC
    guard let file = FileDescriptor(open(path(id), flags)) else {
      if errno == ENOENT { return nil }
      throw FileFailure(path: path(id), errno: errno)
    }
    guard let facts = file.facts, let bytes = file.readAll(limit: Self.limit) else {
      throw FileFailure(path: path(id), errno: errno)
    }
    guard facts.isKind(S_IFREG) else {
      throw FileFailure(path: path(id), text: Texts.isNoRegularFile)
    }
    guard facts.st_uid == geteuid() else {
      throw FileFailure(path: path(id), text: Texts.batchOfOtherUser)
    }
    do {
      let batch = try RunnerBatch(parsing: bytes)
      if batch.id == id { return batch }
    } catch {
      throw FileFailure(path: path(id), text: Printable.clause(error.message))
    }
    throw FileFailure(path: path(id), text: Texts.batchUnderOtherName)
  }
}

/// What there is of batches.
public struct BatchListing: Equatable, Sendable {
  /// The oldest first.
  public var batches: [RunnerBatch] = []
  /// Files that cannot be read as batches; they stay where they are.
  public var damaged: [FileFailure] = []
  /// Ids of batches that other living programs work on.
  public var heldElsewhere: [String] = []

  public init() {}
}
