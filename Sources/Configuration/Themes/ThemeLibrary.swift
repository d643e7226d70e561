import TerminalUI

/// All themes that can be had by name: the user's, the system's, and those in the program.
public struct ThemeLibrary: Sendable {
  private let folders: [String]
  private let files: FileAccess

  /// - Parameter folders: where `NAME.yaml` is looked for, in this order, before the themes in
  ///   the program.
  public init(folders: [String], files: FileAccess) {
    self.folders = folders
    self.files = files
  }

  /// Reads a theme with what it inherits.
  /// - Throws: a theme that does not exist or is not YAML, a parent that does not exist, and a
  ///   circle of parents.
  public func load(_ reference: ThemeReference) throws(FileProblem) -> LoadedTheme {
    let (name, file) = try first(reference)
    var chain = [file]
    while let child = chain.last, let parent = child.inherits {
      chain.append(try inherited(parent, by: child, visited: Set(chain.map(\.file))))
    }
    return LoadedTheme(chain, name: name)
  }

  /// Reads a theme, or takes the program's own where that fails, with the reason as a warning.
  ///
  /// What is in the code is taken from there unless a file replaces it: the first frame would
  /// wait for the file in the program, which says the same.
  public func loadOrBuiltIn(_ reference: ThemeReference) -> LoadedTheme {
    do {
      if case .name(let name) = reference, let theme = Theme.builtIn(name), try !isReplaced(name) {
        return LoadedTheme(theme, warnings: [])
      }
      return try load(reference)
    } catch {
      var theme = Theme.terminal
      if case .name(let name) = reference, let builtIn = Theme.builtIn(name) { theme = builtIn }
      return LoadedTheme(theme, warnings: [error])
    }
  }

  /// The names of all themes, sorted.
  public var names: [String] {
    var names = Set(EmbeddedThemes.names)
    for folder in folders {
      for file in files.names(folder) where file.hasSuffix(".yaml") {
        let name = String(file.dropLast(".yaml".count))
        if ThemeReference.isName(name) { names.insert(name) }
      }
    }
    return names.sorted()
  }

  /// One line a theme: name, appearance and where it comes from. Of several with one name only
  /// the one that would be taken is listed.
  public var listing: String {
    let rows = names.map(row)
    func padded(_ row: [String], _ column: Int) -> String {
      let width = rows.map { $0[column].count }.max() ?? 0
      return row[column] + String(repeating: " ", count: width - row[column].count)
    }
    return rows.map { "\(padded($0, 0))  \(padded($0, 1))  \($0[2])\n" }.joined()
  }

  private func row(_ name: String) -> [String] {
    do {
      let loaded = try load(.name(name))
      return [Printable.line(name), loaded.theme.appearance.rawValue, Printable.line(loaded.file)]
    } catch {
      return [Printable.line(name), Texts.brokenTheme, error.description]
    }
  }

  private func first(
    _ reference: ThemeReference
  ) throws(FileProblem) -> (name: String, file: ThemeFile) {
    switch reference {
    case .file(let path):
      guard let bytes = try read(path) else {
        throw FileProblem(file: path, text: Texts.noSuchFile)
      }
      return (path, try ThemeFile.parse(bytes, file: path))
    case .name(let name):
      guard ThemeReference.isName(name), let found = try find(name, except: []) else {
        throw FileProblem(file: Printable.key(name), text: Texts.noSuchTheme)
      }
      return (name, found)
    }
  }

  /// The parent of a file: the first of its name that is not already part of the chain, so that a
  /// user's theme can extend the shipped one of the same name.
  private func inherited(
    _ parent: ThemeFile.Inherited, by child: ThemeFile, visited: Set<String>
  ) throws(FileProblem) -> ThemeFile {
    func problem(_ text: String) -> FileProblem {
      FileProblem(file: child.file, line: parent.line, key: "inherits", text: text)
    }
    guard ThemeReference.isName(parent.name) else { throw problem(Texts.inheritsNoName) }
    if let next = try find(parent.name, except: visited) { return next }
    let exists = try find(parent.name, except: []) != nil
    throw problem(exists ? Texts.inheritsInCircle : Texts.inheritsNothing)
  }

  /// Whether a folder has a theme of a name.
  private func isReplaced(_ name: String) throws(FileProblem) -> Bool {
    for folder in folders where try read("\(folder)/\(name).yaml") != nil { return true }
    return false
  }

  private func find(
    _ name: String, except visited: Set<String>
  ) throws(FileProblem) -> ThemeFile? {
    for folder in folders {
      let path = "\(folder)/\(name).yaml"
      if visited.contains(path) { continue }
      if let bytes = try read(path) { return try ThemeFile.parse(bytes, file: path) }
    }
    let place = "built-in/\(name).yaml"
    guard !visited.contains(place), let bytes = EmbeddedThemes.file(name) else { return nil }
    return try ThemeFile.parse(bytes, file: place)
  }

  private func read(_ path: String) throws(FileProblem) -> [UInt8]? {
    do {
      return try files.read(path, limit: YAMLDocument.Limit.bytes)?.bytes
    } catch {
      throw FileProblem(file: path, text: error.text)
    }
  }
}
