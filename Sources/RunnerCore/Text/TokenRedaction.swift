/// What GitLab's tokens begin with.
public enum TokenPrefixes {
  /// In lower case, since they are looked for without regard to case.
  ///
  /// GitLab: `doc/security/tokens/_index.md`, "Token prefixes"; `glrtr-` and `GR1348941` are those of
  /// registration tokens. An instance may put a word of its own before them (`acme-glpat-…`).
  public static let all = [
    "glpat-", "gloas-", "gldt-", "glrt-", "glrtr-", "glcbt-", "glptt-", "glft-", "glimt-",
    "glagent-", "glwt-", "glsoat-", "glffct-", "gr1348941",
  ]

  fileprivate static let bytes = all.map { Array($0.utf8) }

  /// The most bytes that follow a prefix in a run of a token's characters; nil without any prefix.
  /// - Parameter dots: whether a dot goes on with a token, as in GitLab's routable ones.
  fileprivate static func lengthAfterPrefix(in run: String.UnicodeScalarView, dots: Bool) -> Int? {
    let run = run.map(\.lowercasedASCII)
    var longest: Int?
    for start in run.indices {
      for prefix in bytes where run[start...].starts(with: prefix) {
        let rest = run[(start + prefix.count)...]
        let length = dots ? rest.count : rest.prefix { $0 != UInt8(ascii: ".") }.count
        longest = max(longest ?? 0, length)
      }
    }
    return longest
  }
}

/// The text with everything replaced that has the prefix of a token of GitLab's, however short what
/// follows it: a server or gateway may echo what it was sent, and what is shown may have been cut.
public func redactingTokens(_ text: String) -> String {
  var result = ""
  for run in runs(of: text) {
    let length = TokenPrefixes.lengthAfterPrefix(in: run, dots: true) ?? 0
    result += length > 0 ? Secret.redacted : String(run)
  }
  return result
}

/// Whether a text holds what is most probably a token of GitLab's, in whatever case: a prefix with 12 or
/// more of a token's characters after it. A host or path whose name merely begins like a token,
/// such as `glrt-tools.example.com`, is none.
public func looksLikeToken(_ text: String) -> Bool {
  runs(of: text).contains { (TokenPrefixes.lengthAfterPrefix(in: $0, dots: false) ?? 0) >= 12 }
}

/// Whether a word could be a secret by its look alone: 20 characters or more of the alphabet of random tokens, mixed as
/// no path, name or date is.
public func looksRandom(_ word: String) -> Bool {
  let scalars = word.unicodeScalars
  guard scalars.count >= 20, scalars.allSatisfy(\.isPartOfToken),
    scalars.contains(where: \.isASCIIDigit), scalars.contains(where: \.isASCIILetter)
  else { return false }
  return scalars.split { "-_.".unicodeScalars.contains($0) }.contains { !isWordLike($0) }
}

/// Whether a piece is a word of small letters, of capitals or with one capital, perhaps with a number behind it, or a
/// number alone.
private func isWordLike(_ piece: Substring.UnicodeScalarView) -> Bool {
  let letters = piece.prefix(while: \.isASCIILetter)
  guard piece.dropFirst(letters.count).allSatisfy(\.isASCIIDigit) else { return false }
  func areSmall(_ letters: some Sequence<Unicode.Scalar>) -> Bool {
    letters.allSatisfy { ("a"..."z").contains($0) }
  }
  return areSmall(letters.dropFirst()) || letters.allSatisfy { ("A"..."Z").contains($0) }
}

/// The text with everything replaced that is a token of GitLab's or looks as random as one.
public func redactingSecrets(_ text: String) -> String {
  runs(of: redactingTokens(text)).map { looksRandom(String($0)) ? Secret.redacted : String($0) }
    .joined()
}

/// The text cut into runs of characters of which tokens are made, and single others between them.
private func runs(of text: String) -> [String.UnicodeScalarView] {
  var runs: [String.UnicodeScalarView] = []
  var run = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    if scalar.isPartOfToken {
      run.append(scalar)
    } else {
      runs += [run, String.UnicodeScalarView([scalar])]
      run = String.UnicodeScalarView()
    }
  }
  return runs + [run]
}

extension Unicode.Scalar {
  fileprivate var isPartOfToken: Bool {
    isASCIIDigit || isASCIILetter || self == "-" || self == "_" || self == "."
  }

  fileprivate var isASCIILetter: Bool { (0x41...0x5A).contains(value & 0xFFFF_FFDF) }

  /// The byte of a token's character, capitals as small letters.
  fileprivate var lowercasedASCII: UInt8 {
    let byte = UInt8(truncatingIfNeeded: value)
    return (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
  }
}
