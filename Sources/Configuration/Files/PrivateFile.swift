import Glibc

/// Writing files that only their owner may read, such as tokens and the program's own settings.
public enum PrivateFile {
  /// What to do with a file that is there already.
  public enum Existing: Equatable, Sendable {
    case keep, replace
  }

  /// Writes a whole file with mode 0600, so that at any moment, and after a crash, a reader finds
  /// the old file or the new one: the text goes to a new file beside it, which then takes its
  /// name.
  ///
  /// Refused are symbolic links, whatever is no regular file, and folders in which every user can
  /// exchange files (writable for all without the sticky bit).
  /// - Parameters:
  ///   - existing: `keep` fails when the file exists.
  ///   - createsFolder: makes missing folders, with mode 0700.
  ///   - syncsName: waits until the name is on the disk too. Without it a power cut may bring the old file back, whole;
  ///     what stands in the new one is on the disk either way before it takes the name.
  public static func write(
    _ bytes: [UInt8], to path: String, existing: Existing, createsFolder: Bool = false,
    syncsName: Bool = true
  ) throws(FileFailure) {
    let (folderPath, name) = parts(path)
    guard !name.isEmpty, name != ".", name != ".." else {
      throw FileFailure(path: path, text: Texts.isNoFileName)
    }
    if createsFolder { try createFolder(folderPath) }
    let opened = FileDescriptor(open(folderPath, O_RDONLY | O_DIRECTORY | O_CLOEXEC))
    guard let folder = opened else { throw failure(folderPath, errno, missing: Texts.noSuchFolder) }
    guard let facts = folder.facts else { throw FileFailure(path: folderPath, errno: errno) }
    guard facts.st_mode & S_IWOTH == 0 || facts.st_mode & mode_t(S_ISVTX) != 0 else {
      throw FileFailure(path: folderPath, text: Texts.folderIsOpenToAll)
    }
    try checkTarget(name, in: folder, path: path, existing: existing)
    try exchange(bytes, name: name, in: folder, path: path, existing: existing)
    // Some file systems cannot do this for folders, and the file itself is complete by now.
    if syncsName { _ = fsync(folder.number) }
  }

  /// `~` and `~/…` with the home folder in place of the tilde; other texts as they are.
  public static func expandingTilde(_ path: String, home: String?) -> String {
    guard let home, path == "~" || path.hasPrefix("~/") else { return path }
    return home + path.dropFirst()
  }

  private static let draftStart = ".runner-wizard."
  private static let draftEnd = ".new"

  /// Whether a name is one of a file in the making, or of one that was never finished.
  static func isDraft(_ name: String) -> Bool {
    name.hasPrefix(draftStart) && name.hasSuffix(draftEnd)
  }

  /// Makes a folder and its missing parents, each with mode 0700, so that they outlast a power cut.
  static func createFolder(_ path: String) throws(FileFailure) {
    if make(path) { return }
    guard errno == ENOENT else { throw FileFailure(path: path, errno: errno) }
    let parent = parts(path).folder
    guard parent != path else { throw FileFailure(path: path, errno: ENOENT) }
    try createFolder(parent)
    guard make(path) else { throw FileFailure(path: path, errno: errno) }
  }

  /// Makes a folder where there is none; false with `errno` set.
  private static func make(_ path: String) -> Bool {
    guard mkdir(path, 0o700) == 0 else { return errno == EEXIST }
    // The new name stands in the parent. Where that cannot be opened or synced, it is there all the same.
    let parent = FileDescriptor(open(parts(path).folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC))
    if let parent { _ = fsync(parent.number) }
    return true
  }

  private static func checkTarget(
    _ name: String, in folder: borrowing FileDescriptor, path: String, existing: Existing
  ) throws(FileFailure) {
    var facts = stat()
    guard fstatat(folder.number, name, &facts, AT_SYMLINK_NOFOLLOW) == 0 else {
      if errno == ENOENT { return }
      throw FileFailure(path: path, errno: errno)
    }
    if facts.isKind(S_IFLNK) { throw FileFailure(path: path, text: Texts.isSymbolicLink) }
    if facts.isKind(S_IFDIR) { throw FileFailure(path: path, errno: EISDIR) }
    guard facts.isKind(S_IFREG) else { throw FileFailure(path: path, text: Texts.isNoRegularFile) }
    if existing == .keep { throw FileFailure(path: path, text: Texts.fileExists) }
  }

  private static func exchange(
    _ bytes: [UInt8], name: String, in folder: borrowing FileDescriptor, path: String,
    existing: Existing
  ) throws(FileFailure) {
    let draft = "\(draftStart)\(UInt64.random(in: .min ... .max))\(draftEnd)"
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    let created = FileDescriptor(openat(folder.number, draft, flags, 0o600))
    guard let file = created else {
      throw failure(path, errno, missing: Texts.cannotBeCreated)
    }
    // The mode once more, because the umask may have taken more than it should.
    let isWritten =
      fchmod(file.number, 0o600) == 0 && file.writeAll(bytes) && fsync(file.number) == 0
    let isNamed = isWritten && rename(draft, to: name, in: folder, existing)
    guard isNamed else {
      let code = errno
      unlinkat(folder.number, draft, 0)
      throw code == EEXIST
        ? FileFailure(path: path, text: Texts.fileExists) : FileFailure(path: path, errno: code)
    }
  }

  /// A hard link never replaces a file that appeared in the meantime, a rename would.
  private static func rename(
    _ draft: String, to name: String, in folder: borrowing FileDescriptor, _ existing: Existing
  ) -> Bool {
    switch existing {
    case .replace: return renameat(folder.number, draft, folder.number, name) == 0
    case .keep:
      guard linkat(folder.number, draft, folder.number, name, 0) == 0 else {
        // File systems without hard links, such as FAT; what exists was looked at before.
        guard errno == EPERM || errno == EOPNOTSUPP else { return false }
        return renameat(folder.number, draft, folder.number, name) == 0
      }
      unlinkat(folder.number, draft, 0)
      return true
    }
  }

  private static func failure(_ path: String, _ code: Int32, missing: String) -> FileFailure {
    code == ENOENT
      ? FileFailure(path: path, text: missing) : FileFailure(path: path, errno: code)
  }

  /// The folder and the name in it.
  static func parts(_ path: String) -> (folder: String, name: String) {
    guard let slash = path.lastIndex(of: "/") else { return (".", path) }
    let folder = path[..<slash]
    return (folder.isEmpty ? "/" : String(folder), String(path[path.index(after: slash)...]))
  }
}
