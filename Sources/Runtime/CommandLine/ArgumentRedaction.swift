import Configuration
import RunnerCore

/// Keeps arguments that look like tokens out of what the program prints.
///
/// A token on the command line is a mistake that `ps` and the shell's history have seen already;
/// an error message would carry it on into the logs of CI jobs. What has the prefix of a token is
/// left out wherever it comes from.
struct ArgumentRedaction {
  static let replacement = "‹redacted›"

  /// In small letters, because host names are printed so.
  private let tokens: [[UInt8]]

  init(_ arguments: [String]) {
    var tokens: Set<String> = []
    for argument in arguments {
      // A token may stand among other words, and `-tSECRET` is quoted in parts.
      for word in argument.unicodeScalars.split(whereSeparator: { !Self.isPartOfToken($0) }) {
        let word = String(word)
        let bare = String(word.drop { $0 == "-" })
        for candidate in [word, bare] where Self.looksLikeToken(candidate) {
          tokens.insert(candidate)
        }
      }
    }
    self.tokens = tokens.map { Array($0.lowercased().utf8) }
  }

  func redacted(_ text: String) -> String {
    redactingTokens(tokens.reduce(text) { text, token in Self.replacing(token, in: text) })
  }

  /// Whether a text could be an access token: it has one of GitLab's prefixes or looks as random. Names of
  /// unfinished registrations and batches look so and are printed for use.
  static func looksLikeToken(_ text: String) -> Bool {
    redactingTokens(text) != text || looksRandom(text) && !isOwnName(text)
  }

  private static func isOwnName(_ text: String) -> Bool {
    let batch = RunnerBatch.prefix
    return Journal.isNewID(text.hasPrefix(batch) ? String(text.dropFirst(batch.count)) : text)
  }

  private static func isPartOfToken(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII
      && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
        || "-_.".unicodeScalars.contains(scalar))
  }

  /// Bytes of a token's beginning that are taken for the token: messages cut long values.
  private static let leastLength = 8

  /// - Parameter token: ASCII, in small letters.
  private static func replacing(_ token: [UInt8], in text: String) -> String {
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var place = 0
    while place < bytes.count {
      let length = zip(bytes[place...], token).prefix { lowercased($0) == $1 }.count
      if length >= leastLength {
        result += replacement.utf8
        place += length
      } else {
        result.append(bytes[place])
        place += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func lowercased(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
  }
}
