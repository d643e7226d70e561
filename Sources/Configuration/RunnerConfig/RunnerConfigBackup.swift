import Glibc

/// The old text of a configuration file beside the new one.
enum RunnerConfigBackup {
  /// A second name of the old file keeps its owner, mode and everything else; where the file system or the kernel allows
  /// none (FAT; `fs.protected_hardlinks`), a copy is made.
  /// - Returns: its name in the folder.
  static func make(
    of name: String, _ bytes: [UInt8], _ stamp: FileStamp, in folder: borrowing FileDescriptor,
    _ path: String, _ time: Int64
  ) throws(FileProblem) -> String {
    for attempt in 1...99 {
      let backup = "\(name).bak-\(text(of: time))" + (attempt == 1 ? "" : "-\(attempt)")
      if linkat(folder.number, name, folder.number, backup, 0) == 0 { return backup }
      if errno == EEXIST { continue }
      return try copy(bytes, stamp, to: backup, in: folder, path)
    }
    throw FileProblem(file: path, text: Texts.backupNames)
  }

  static func draftName() -> String {
    ".runner-wizard.\(UInt64.random(in: .min ... .max)).new"
  }

  private static func copy(
    _ bytes: [UInt8], _ stamp: FileStamp, to name: String, in folder: borrowing FileDescriptor,
    _ path: String
  ) throws(FileProblem) -> String {
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    guard let file = FileDescriptor(openat(folder.number, name, flags, 0o600)) else {
      throw FileProblem(path, errno)
    }
    do throws(FileProblem) {
      try stamp.giveOwnerAndMode(to: file, path)
      guard file.writeAll(bytes), fsync(file.number) == 0 else { throw FileProblem(path, errno) }
    } catch {
      unlinkat(folder.number, name, 0)
      throw error
    }
    return name
  }

  /// `20260131-091500`, in UTC.
  private static func text(of time: Int64) -> String {
    var seconds = time_t(time)
    var parts = tm()
    gmtime_r(&seconds, &parts)
    func padded(_ number: Int32, _ width: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    let day = [
      padded(parts.tm_year + 1900, 4), padded(parts.tm_mon + 1, 2), padded(parts.tm_mday, 2),
    ]
    let clock = [padded(parts.tm_hour, 2), padded(parts.tm_min, 2), padded(parts.tm_sec, 2)]
    return day.joined() + "-" + clock.joined()
  }
}

/// Where a path really leads.
enum RunnerConfigPlace {
  /// The path with every link followed.
  ///
  /// Refused are links at the end that another user may turn elsewhere, and folders in which every user can exchange
  /// files.
  static func resolve(_ path: String) throws(FileProblem) -> String {
    let (folderPath, name) = PrivateFile.parts(path)
    guard path.hasPrefix("/") else { throw FileProblem(file: path, text: Texts.isNotAbsolute) }
    guard !name.isEmpty, name != ".", name != ".." else {
      throw FileProblem(file: path, text: Texts.isNoFileName)
    }
    guard let folder = real(folderPath) else {
      // Its folder is made with it.
      if errno == ENOENT { return path }
      throw FileProblem(folderPath, errno)
    }
    try checkFolder(folder)
    let whole = "\(folder == "/" ? "" : folder)/\(name)"
    var facts = stat()
    guard lstat(whole, &facts) == 0 else {
      if errno == ENOENT { return whole }
      throw FileProblem(path, errno)
    }
    guard facts.isKind(S_IFLNK) else { return whole }
    guard let target = real(whole) else {
      throw FileProblem(file: path, text: Texts.linkLeadsNowhere)
    }
    guard facts.st_uid == 0 || facts.st_uid == geteuid() else {
      throw FileProblem(file: path, text: Texts.linkIsNotSafe)
    }
    try checkFolder(PrivateFile.parts(target).folder)
    return target
  }

  private static func checkFolder(_ path: String) throws(FileProblem) {
    var facts = stat()
    guard stat(path, &facts) == 0 else { throw FileProblem(path, errno) }
    guard facts.st_mode & S_IWOTH == 0 || facts.st_mode & mode_t(S_ISVTX) != 0 else {
      throw FileProblem(file: path, text: Texts.folderIsOpenToAll)
    }
  }

  private static func real(_ path: String) -> String? {
    guard let text = realpath(path, nil) else { return nil }
    defer { free(text) }
    return String(cString: text)
  }
}
