import Glibc

/// The lock of a journal entry, held until this value goes or its process ends, however it ends.
///
/// The entry itself is replaced by a new file at every change, and a lock would stay with the old one; so
/// a file beside it is locked (flock(2)). File systems without locks do without.
final class EntryLock: Sendable {
  /// What became of trying to lock.
  enum Attempt {
    case held(EntryLock)
    /// Another living program has it.
    case busy
    case failed(errno: Int32)
  }

  private let number: Int32

  private init(_ number: Int32) {
    self.number = number
  }

  /// Unlocked first: a child that is just being started has the descriptor until it runs its program, and closing
  /// alone leaves the lock to it (flock(2)).
  deinit {
    flock(number, LOCK_UN)
    close(number)
  }

  /// Locks a file, which is made with mode 0600 where it is missing.
  ///
  /// Whoever removes a lock file holds it, so one that was removed between opening and locking is told by its
  /// missing name, and the next one is tried.
  static func take(_ path: String) -> Attempt {
    while true {
      let flags = O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC | O_NOCTTY
      let number = open(path, flags, 0o600)
      guard number >= 0 else { return .failed(errno: errno) }
      let lock = EntryLock(number)
      if retrying({ Int(flock(number, LOCK_EX | LOCK_NB)) }) != 0, errno == EWOULDBLOCK {
        return .busy
      }
      var facts = stat()
      if fstat(number, &facts) != 0 || facts.st_nlink > 0 { return .held(lock) }
    }
  }

  /// Whether a living program holds the lock. Asking never keeps another program from asking too.
  static func isHeld(_ path: String) -> Bool {
    let flags = O_RDWR | O_NOFOLLOW | O_CLOEXEC | O_NOCTTY
    guard let file = FileDescriptor(open(path, flags)) else { return false }
    defer { flock(file.number, LOCK_UN) }
    return retrying({ Int(flock(file.number, LOCK_SH | LOCK_NB)) }) != 0 && errno == EWOULDBLOCK
  }
}
