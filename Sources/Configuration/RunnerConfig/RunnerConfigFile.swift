import Glibc
public import RunnerCore

/// A configuration file of gitlab-runner that gets one section more.
///
/// `gitlab-runner register` writes the whole file anew and in place: comments, unknown keys and references to variables of
/// other sections go. Here every old byte stays, and at any moment, also after a crash, a reader finds the old file or the
/// new one.
public struct RunnerConfigFile: Sendable {
  /// What would be written, to be looked at before.
  public struct Preview: Equatable, Sendable {
    /// The file itself, links followed.
    public let path: String
    public var isNew: Bool { stamp == nil }
    /// Sections that are there already.
    public var entryCount: Int { change.before.entries.count }
    /// Lines of a unified difference with every secret masked.
    public let difference: [String]
    /// Sentences about what was perhaps not meant.
    public let warnings: [String]
    let change: RunnerConfigChange
    let stamp: FileStamp?
  }

  /// What was written.
  public struct Written: Equatable, Sendable {
    public var path: String
    /// Where the old text is kept; nil for a new file.
    public var backup: String?
  }

  /// What was done last, so that tests can look at the file after each step, or end there.
  enum Step: CaseIterable {
    case compared, backedUp, created, owned, written, synced, comparedAgain, renamed
  }

  /// Bytes of a file that are read; gitlab-runner's are far smaller.
  static let sizeLimit = 4_000_000

  private let after: @Sendable (Step) throws(FileProblem) -> Void

  public init() {
    after = { _ in }
  }

  init(after: @escaping @Sendable (Step) throws(FileProblem) -> Void) {
    self.after = after
  }

  /// Reads the file and says what adding the section would change; writes nothing.
  /// - Parameter mask: stands where secrets go.
  public func preview(
    _ request: HandOverRequest, path: String, mask: String
  ) throws(FileProblem) -> Preview {
    let path = try RunnerConfigPlace.resolve(path)
    let current = try read(path)
    let change = try RunnerConfigChange(request, to: current?.bytes, path: path)
    let exposure = current?.stamp.isReadableByAll == true ? [Texts.isReadableByAll(path)] : []
    return Preview(
      path: path, difference: change.difference(path: path, mask: mask),
      warnings: exposure + change.warnings, change: change, stamp: current?.stamp)
  }

  /// Writes what was shown; refused when the file is not any more what it was then.
  /// - Parameter time: names the backup; seconds since 1970-01-01 00:00 UTC.
  public func write(_ preview: Preview, at time: Int64) throws(FileProblem) -> Written {
    let path = preview.path
    guard let stamp = preview.stamp else { return try create(preview) }
    var backup: String?
    try FolderLock.held(for: path) { () throws(FileProblem) in
      backup = try replace(preview, stamp, at: time)
    }
    return Written(path: path, backup: backup)
  }

  private func create(_ preview: Preview) throws(FileProblem) -> Written {
    do throws(FileFailure) {
      try PrivateFile.write(
        preview.change.bytes(), to: preview.path, existing: .keep, createsFolder: true)
    } catch {
      let isThere = error.text == Texts.fileExists
      throw FileProblem(file: error.path, text: isThere ? Texts.appearedMeanwhile : error.text)
    }
    try after(.renamed)
    return Written(path: preview.path, backup: nil)
  }

  private func read(
    _ path: String
  ) throws(FileProblem) -> (bytes: [UInt8], stamp: FileStamp)? {
    guard let file = FileDescriptor(open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK))
    else {
      if errno == ENOENT { return nil }
      throw FileProblem(path, errno)
    }
    guard let facts = file.facts, let bytes = file.readAll(limit: Self.sizeLimit) else {
      throw FileProblem(path, errno)
    }
    guard facts.isKind(S_IFREG) else {
      throw FileProblem(file: path, text: Texts.isNoRegularFile)
    }
    guard bytes.count <= Self.sizeLimit else {
      throw FileProblem(file: path, text: Texts.fileTooLarge(limit: Self.sizeLimit))
    }
    return (bytes, FileStamp(facts))
  }

  private func replace(
    _ preview: Preview, _ stamp: FileStamp, at time: Int64
  ) throws(FileProblem) -> String {
    let path = preview.path
    guard let current = try read(path), current.stamp == stamp,
      Secret(String(decoding: current.bytes, as: UTF8.self)) == preview.change.old
    else { throw FileProblem(file: path, text: Texts.changedMeanwhile) }
    guard stamp.links == 1 else { throw FileProblem(file: path, text: Texts.hasSeveralNames) }
    let (folderPath, name) = PrivateFile.parts(path)
    let opened = FileDescriptor(open(folderPath, O_RDONLY | O_DIRECTORY | O_CLOEXEC))
    guard let folder = opened else { throw FileProblem(folderPath, errno) }
    try after(.compared)
    let backup = try RunnerConfigBackup.make(of: name, current.bytes, stamp, in: folder, path, time)
    do throws(FileProblem) {
      try after(.backedUp)
      try exchange(preview, stamp, name, in: folder)
    } catch {
      // The file is as it was, so that its copy is of no use.
      unlinkat(folder.number, backup, 0)
      throw error
    }
    return "\(folderPath == "/" ? "" : folderPath)/\(backup)"
  }

  /// Puts the new text in the place of the old one.
  private func exchange(
    _ preview: Preview, _ stamp: FileStamp, _ name: String, in folder: borrowing FileDescriptor
  ) throws(FileProblem) {
    let path = preview.path
    let draft = RunnerConfigBackup.draftName()
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    guard let file = FileDescriptor(openat(folder.number, draft, flags, 0o600)) else {
      throw FileProblem(path, errno)
    }
    do throws(FileProblem) {
      try after(.created)
      try stamp.giveOwnerAndMode(to: file, path)
      try after(.owned)
      guard file.writeAll(preview.change.bytes()) else { throw FileProblem(path, errno) }
      try after(.written)
      guard fsync(file.number) == 0 else { throw FileProblem(path, errno) }
      try after(.synced)
      // Whoever wrote between the first look and now must not lose it; the backup, a second name of the old file, may
      // have added a link to it.
      guard let facts = FileStamp(name, in: folder), facts.isSameContent(as: stamp) else {
        throw FileProblem(file: path, text: Texts.changedMeanwhile)
      }
      try after(.comparedAgain)
      guard renameat(folder.number, draft, folder.number, name) == 0 else {
        throw FileProblem(path, errno)
      }
    } catch {
      unlinkat(folder.number, draft, 0)
      throw error
    }
    // The new file has its name; some file systems cannot do this for folders.
    _ = fsync(folder.number)
    // A failure from here on would claim that nothing was written.
    _ = try? after(.renamed)
  }
}

extension FileProblem {
  /// The failure of the system call that has just set `errno`.
  init(_ path: String, _ code: Int32) {
    let failure = FileFailure(path: path, errno: code)
    self.init(file: failure.path, text: failure.text)
  }
}
