/// What this module says to people about files and sources.
enum Texts {
  static func fileTooLarge(limit: Int) -> String {
    let size = limit < 1_000_000 ? "\(limit) bytes" : "\(limit / 1_000_000) MB"
    return "the file is larger than \(size) and is not read"
  }
  static let outOfMemory = "not enough memory to read the file"
  static func invalidYAML(_ problem: String) -> String { "not valid YAML: \(problem)" }
  static let unexpectedEnd = "a value is missing"
  static let severalDocuments = "a second document begins here (---); write one document per file"
  static let keyMustBeText = "a key must be text, not a list or mapping"
  static func duplicateKey(firstLine: Int) -> String {
    "already given on line \(firstLine); this one counts"
  }
  static let unknownAlias = "the alias names no anchor that ends before it"
  static let tooManyAliases = "aliases repeat too many values"
  static func nestedTooDeep(limit: Int) -> String { "nested deeper than \(limit) levels" }

  static let noSuchFile = "there is no such file"
  static let unknownKey = "unknown key, ignored"
  static let keysHaveNoEffect =
    "has no effect in this version; every key works as the help (?) says"
  static let mustBeMapping = "must be a mapping of keys and values"
  static let mustBeText = "must be a text"

  static let noSuchFolder = "there is no such folder"
  static let cannotBeCreated = "cannot be created there"
  static let isNoFileName = "does not name a file"
  static let isSymbolicLink = "is a symbolic link; give the path it leads to"
  static let isNoRegularFile = "is not a regular file"
  static let fileExists = "exists already and is not overwritten; choose another name"
  static let folderIsOpenToAll =
    "every user may exchange files in this folder; choose another, or chmod o-w it"
  static func noHome(_ variable: String) -> String {
    "HOME is not set to an absolute path, and neither is \(variable); set one of them."
  }
}
