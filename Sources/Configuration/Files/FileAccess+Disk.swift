import Glibc

extension FileAccess {
  /// The files of this machine.
  public static let disk = FileAccess(
    read: { (path, limit) throws(FileFailure) in try readFile(path, limit: limit) },
    names: { folder in namesOfFiles(in: folder) },
    kind: { path in kindOfFile(path) })

  /// Reads whatever can be read, also a pipe such as a shell's `<(command)`.
  private static func readFile(_ path: String, limit: Int) throws(FileFailure) -> FileContent? {
    guard let file = FileDescriptor(open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY)) else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw FileFailure(path: path, errno: errno)
    }
    guard let facts = file.facts, let bytes = file.readAll(limit: limit) else {
      throw FileFailure(path: path, errno: errno)
    }
    guard bytes.count <= limit else {
      throw FileFailure(path: path, text: Texts.fileTooLarge(limit: limit))
    }
    let isRegular = facts.isKind(S_IFREG)
    return FileContent(
      bytes: bytes, isReadableByOthers: isRegular && facts.st_mode & (S_IRGRP | S_IROTH) != 0,
      permissions: isRegular ? UInt32(facts.st_mode & 0o7777) : nil)
  }

  private static func kindOfFile(_ path: String) -> Kind? {
    var facts = stat()
    guard stat(path, &facts) == 0 else { return nil }
    if facts.isKind(S_IFDIR) { return .folder }
    return facts.isKind(S_IFREG) && access(path, X_OK) == 0 ? .program : .file
  }

  private static func namesOfFiles(in folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { buffer in
        String(decoding: buffer.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names
  }
}
