/// A parsed YAML file.
public struct YAMLDocument: Equatable, Sendable {
  /// nil for a file with nothing but comments.
  public var root: YAMLNode?
  /// Keys given twice; the last one counts.
  public var warnings: [FileProblem]

  /// Limits that no file written by hand reaches.
  public enum Limit {
    /// Bytes of a file: 10 MB.
    public static let bytes = 10_000_000
    /// Sequences and mappings inside each other.
    public static let depth = 64
    /// Values that aliases (`*name`) repeat, counted after expansion. A few nested aliases can
    /// otherwise stand for billions of values.
    public static let repeatedValues = 100_000
  }

  /// Reads the one document of a file.
  /// - Throws: what is not YAML, with line and column, and what is beyond the limits.
  public static func parse(_ bytes: [UInt8], file: String) throws(FileProblem) -> YAMLDocument {
    guard bytes.count <= Limit.bytes else {
      throw FileProblem(file: file, text: Texts.fileTooLarge(limit: Limit.bytes))
    }
    return try bytes.withUnsafeBufferPointer { buffer throws(FileProblem) in
      var composer = YAMLComposer(events: YAMLEvents(buffer, file: file), file: file)
      return try composer.document()
    }
  }
}
