import Configuration

extension FileAccess {
  /// Files that exist only in memory.
  static func memory(_ files: [String: String]) -> FileAccess {
    FileAccess(
      read: { (path, _) throws(FileFailure) in
        files[path].map { FileContent(bytes: Array($0.utf8)) }
      },
      names: { folder in
        files.keys.filter { $0.hasPrefix(folder + "/") }
          .map { String($0.dropFirst(folder.count + 1)) }.filter { !$0.contains("/") }
      })
  }
}
