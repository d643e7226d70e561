/// The text with everything replaced that looks like a token of GitLab's, for a server or gateway that
/// echoes what it was sent.
///
/// Prefixes: GitLab, `doc/security/tokens/_index.md`. An instance may put a word of its own before them, so the
/// prefix may stand anywhere in the run of token characters.
func redactingTokens(_ text: String) -> String {
  var result = ""
  var run = ""
  func flush() {
    result += looksLikeToken(run) ? Secret.redacted : run
    run = ""
  }
  for scalar in text.unicodeScalars {
    if scalar.isPartOfToken {
      run.unicodeScalars.append(scalar)
    } else {
      flush()
      result.unicodeScalars.append(scalar)
    }
  }
  flush()
  return result
}

private func looksLikeToken(_ run: String) -> Bool {
  guard run.utf8.count >= 12 else { return false }
  let prefixes: [StaticString] = [
    "glpat-", "glrt-", "glrtr-", "glcbt-", "gldt-", "gloas-", "glptt-", "GR1348941",
  ]
  return prefixes.contains { run.firstRange(ofASCII: $0) != nil }
}

extension Unicode.Scalar {
  fileprivate var isPartOfToken: Bool {
    isASCIIDigit || (0x41...0x5A).contains(value) || (0x61...0x7A).contains(value)
      || self == "-" || self == "_" || self == "."
  }
}
