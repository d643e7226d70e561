public import RunnerCore

/// Access tokens as they are found in files, variables and the output of commands.
public enum TokenText {
  /// More bytes than any token has (GitLab: routable tokens have at most 300 characters).
  public static let limit = 4096

  /// Reads a token: one word of printable ASCII, with white space around it cut off.
  public static func parse(_ bytes: [UInt8]) throws(TokenTextProblem) -> Secret {
    let isBlank: (UInt8) -> Bool = { $0 == 0x20 || (0x09...0x0D).contains($0) }
    guard let first = bytes.firstIndex(where: { !isBlank($0) }),
      let last = bytes.lastIndex(where: { !isBlank($0) })
    else { throw .empty }
    let word = bytes[first...last]
    guard word.count <= limit else { throw .tooLong }
    guard !word.contains(0x0A), !word.contains(0x0D) else { throw .severalLines }
    guard word.allSatisfy({ (0x21...0x7E).contains($0) }) else { throw .notPrintable }
    return Secret(String(decoding: word, as: UTF8.self))
  }
}

/// Why a text is no access token. The text itself is not in it.
public enum TokenTextProblem: Error, Equatable, Sendable {
  case empty, severalLines, notPrintable, tooLong

  public var text: String {
    switch self {
    case .empty: Texts.tokenIsEmpty
    case .severalLines: Texts.tokenHasLines
    case .notPrintable: Texts.tokenIsNotPrintable
    case .tooLong: Texts.tokenIsTooLong
    }
  }
}
