import RunnerCore

/// Something wrong at one place of a file: thrown where nothing can be done with the file, and
/// collected as a warning where the rest of it is still good.
///
/// Values never appear in it, so a token in the wrong place is not echoed.
public struct FileProblem: Error, Equatable, Sendable {
  public var file: String
  /// Counted from 1; nil when the whole file is meant.
  public var line: Int?
  /// Counted from 1 in characters.
  public var column: Int?
  /// The dotted path of the key, such as `profiles.work.url`.
  public var key: String?
  /// What is wrong, and what to write in its place where that is known.
  public var text: String

  public init(
    file: String, line: Int? = nil, column: Int? = nil, key: String? = nil, text: String
  ) {
    self.file = file
    self.line = line
    self.column = column
    self.key = key
    self.text = text
  }
}

extension FileProblem: CustomStringConvertible {
  /// `FILE:LINE: KEY: what is wrong`, on one line and without control characters.
  public var description: String {
    var place = file
    if let line { place += ":\(line)" }
    if let column { place += ":\(column)" }
    let parts = [place, key, text].compactMap { $0 }
    return Printable.line(parts.joined(separator: ": "))
  }
}

extension FileProblem {
  /// The description with a period, to stand beside other sentences.
  var sentence: String { Printable.sentence(description) }
}

/// Text out of a file, made safe to show.
enum Printable {
  /// The text on one line, without control characters, direction marks and other hidden scalars
  /// that could make a path or key read as another one.
  static func line(_ text: String) -> String {
    sanitized(text)
  }

  /// The text with a period at its end.
  static func sentence(_ text: String) -> String {
    text.hasSuffix(".") ? text : text + "."
  }

  /// A sentence without its period, to be part of another one.
  static func clause(_ sentence: String) -> String {
    sentence.hasSuffix(".") ? String(sentence.dropLast()) : sentence
  }

  /// A key as it may be shown: cut when long, hidden when it looks like a token of GitLab's.
  static func key(_ text: String) -> String {
    if looksLikeToken(text) { return "…" }
    return text.count > 60 ? String(text.prefix(60)) + "…" : text
  }
}
