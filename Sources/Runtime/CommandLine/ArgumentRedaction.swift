/// Keeps arguments that look like tokens out of what the program prints.
///
/// A token on the command line is a mistake that `ps` and the shell's history have seen already;
/// an error message would carry it on into the logs of CI jobs.
struct ArgumentRedaction {
  static let replacement = "‹redacted›"

  private let tokens: [String]

  init(_ arguments: [String]) {
    var tokens: Set<String> = []
    for argument in arguments {
      // `--token=glpat-…` and `-tglpat-…` are quoted in parts.
      let bare = String(argument.drop { $0 == "-" })
      let value = argument.split(separator: "=", maxSplits: 1).last.map(String.init) ?? ""
      for candidate in [argument, bare, value] where Self.looksLikeToken(candidate) {
        tokens.insert(candidate)
      }
      if let start = Self.startOfPrefix(in: argument) {
        tokens.insert(String(argument[start...]))
      }
    }
    // Longer ones first, so that a part is not replaced inside a whole.
    self.tokens = tokens.sorted { $0.utf8.count > $1.utf8.count }
  }

  func redacted(_ text: String) -> String {
    tokens.reduce(text) { text, token in Self.replacing(token, in: text) }
  }

  /// The text without anything that has the prefix of a token, whoever put it there. Identifiers of
  /// requests look as random as tokens do, so nothing is judged by that.
  static func withoutPrefixedTokens(_ text: String) -> String {
    let words = text.split { " /?&=:\"'".contains($0) }.map(String.init)
    return ArgumentRedaction(words.filter { startOfPrefix(in: $0) != nil }).redacted(text)
  }

  /// Whether a text could be an access token: it has one of GitLab's prefixes, or it is 20
  /// characters or more of the alphabet of random tokens, mixed as no path or word is.
  static func looksLikeToken(_ text: String) -> Bool {
    if startOfPrefix(in: text) == text.startIndex { return true }
    let scalars = text.unicodeScalars
    guard scalars.count >= 20, scalars.allSatisfy(isPartOfToken) else { return false }
    let hasDigit = scalars.contains { ("0"..."9").contains($0) }
    let hasCapital = scalars.contains { ("A"..."Z").contains($0) }
    let isOneWord = !scalars.contains { "-_.".unicodeScalars.contains($0) }
    return hasDigit && (hasCapital || isOneWord)
  }

  private static func isPartOfToken(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII
      && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
        || "-_.".unicodeScalars.contains(scalar))
  }

  /// GitLab: `doc/security/tokens/_index.md`, "Token prefixes".
  private static let prefixes = [
    "glpat-", "gloas-", "gldt-", "glrt-", "glrtr-", "glcbt-", "glptt-", "glft-", "glimt-",
    "glagent-", "glwt-", "glsoat-", "glffct-", "GR1348941",
  ]

  private static func startOfPrefix(in text: String) -> String.Index? {
    prefixes.compactMap { text.firstRange(of: $0)?.lowerBound }.min()
  }

  private static func replacing(_ token: String, in text: String) -> String {
    var result = ""
    var rest = text[...]
    while let found = rest.firstRange(of: token) {
      result += rest[..<found.lowerBound] + replacement
      rest = rest[found.upperBound...]
    }
    return result + rest
  }
}
