import Glibc

/// Keeps other running programs from rewriting the files of a folder, from reading a file until it is
/// written.
///
/// The folder itself is locked: the files are replaced by others of their name, and a lock on one would
/// stay with the old one. File systems without locks do without (flock(2): EOPNOTSUPP, ENOLCK; NFS wants
/// a file that is open for writing, which no folder is: EBADF).
enum FolderLock {
  /// How often, and for how long each time, another program is waited for: three seconds in all, far
  /// more than writing takes. A program that was stopped in the middle would be waited for forever.
  private static let attempts = 150
  private static let pause: UInt32 = 20_000

  /// Makes the folder of a file if it is missing, waits for its lock, and holds it while something is done.
  static func held(
    for path: String, while body: () throws(FileProblem) -> Void
  ) throws(FileProblem) {
    let folder: FileDescriptor
    do {
      folder = try open(PrivateFile.parts(path).folder)
    } catch {
      throw FileProblem(file: error.path, text: error.text)
    }
    guard isLocked(folder) else { throw FileProblem(file: path, text: Texts.isBeingWritten) }
    try body()
    // Closing the folder gives the lock up.
    extendLifetime(folder)
  }

  private static func open(_ path: String) throws(FileFailure) -> FileDescriptor {
    try PrivateFile.createFolder(path)
    let opened = FileDescriptor(Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC))
    guard let folder = opened else { throw FileFailure(path: path, errno: errno) }
    return folder
  }

  private static func isLocked(_ folder: borrowing FileDescriptor) -> Bool {
    for _ in 0..<attempts {
      if flock(folder.number, LOCK_EX | LOCK_NB) == 0 { return true }
      if errno != EWOULDBLOCK && errno != EINTR { return true }
      usleep(pause)
    }
    return false
  }
}
