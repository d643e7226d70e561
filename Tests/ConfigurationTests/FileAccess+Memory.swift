import Configuration

extension FileAccess {
  /// Files that exist only in memory.
  /// - Parameters:
  ///   - programs: paths that are programs.
  ///   - folders: paths that are folders although nothing is in them.
  ///   - permissions: the permission bits of all files.
  ///   - unreadable: paths that are files nobody may read.
  static func memory(
    _ files: [String: String], programs: Set<String> = [], folders: Set<String> = [],
    permissions: UInt32? = nil, unreadable: Set<String> = []
  ) -> FileAccess {
    FileAccess(
      read: { (path, _) throws(FileFailure) in
        if unreadable.contains(path) { throw FileFailure(path: path, text: "you may not") }
        return files[path].map { FileContent(bytes: Array($0.utf8), permissions: permissions) }
      },
      names: { folder in
        files.keys.filter { $0.hasPrefix(folder + "/") }
          .map { String($0.dropFirst(folder.count + 1)) }.filter { !$0.contains("/") }
      },
      kind: { path in
        if programs.contains(path) { return .program }
        if files[path] != nil { return .file }
        let isFolder = folders.contains(path) || files.keys.contains { $0.hasPrefix(path + "/") }
        return isFolder ? .folder : nil
      })
  }
}
