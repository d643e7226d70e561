import Glibc

/// What tells that a file is still the one that was looked at.
struct FileStamp: Equatable, Sendable {
  let device: UInt64
  let inode: UInt64
  let size: Int64
  let seconds: Int64
  let nanoseconds: Int64
  let mode: mode_t
  let owner: uid_t
  let group: gid_t
  let links: UInt64

  init(_ facts: stat) {
    device = UInt64(facts.st_dev)
    inode = UInt64(facts.st_ino)
    size = Int64(facts.st_size)
    seconds = Int64(facts.st_mtim.tv_sec)
    nanoseconds = Int64(facts.st_mtim.tv_nsec)
    mode = facts.st_mode
    owner = facts.st_uid
    group = facts.st_gid
    links = UInt64(facts.st_nlink)
  }

  /// The file of that name itself, no link followed; nil where there is none.
  init?(_ name: String, in folder: borrowing FileDescriptor) {
    var facts = stat()
    guard fstatat(folder.number, name, &facts, AT_SYMLINK_NOFOLLOW) == 0 else { return nil }
    self.init(facts)
  }

  var isReadableByAll: Bool { mode & S_IROTH != 0 }

  func isSameContent(as other: FileStamp) -> Bool {
    device == other.device && inode == other.inode && size == other.size
      && seconds == other.seconds && nanoseconds == other.nanoseconds
  }

  /// Makes another file as readable as this one, for the same people.
  func giveOwnerAndMode(
    to file: borrowing FileDescriptor, _ path: String
  ) throws(FileProblem) {
    guard let facts = file.facts else { throw FileProblem(path, errno) }
    if facts.st_uid != owner, fchown(file.number, owner, gid_t.max) != 0 {
      throw FileProblem(file: path, text: Texts.belongsToAnother)
    }
    if facts.st_gid != group, fchown(file.number, uid_t.max, group) != 0 {
      throw FileProblem(file: path, text: Texts.belongsToOtherGroup)
    }
    // After the owner, whose change may take bits away.
    guard fchmod(file.number, mode & 0o7777) == 0 else { throw FileProblem(path, errno) }
  }
}
