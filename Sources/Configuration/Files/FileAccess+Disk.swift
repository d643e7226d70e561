import Glibc

extension FileAccess {
  /// The files of this machine.
  public static let disk = FileAccess(
    read: { (path, limit) throws(FileFailure) in try readFile(path, limit: limit) },
    names: { folder in namesOfFiles(in: folder) })

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
    let isOpen = facts.isKind(S_IFREG) && facts.st_mode & (S_IRGRP | S_IROTH) != 0
    return FileContent(bytes: bytes, isReadableByOthers: isOpen)
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
