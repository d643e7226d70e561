extension TokenKind {
  /// What the beginning of a text tells about it.
  ///
  /// A word of the instance's own may stand before the prefix (`acme-glrt-…`), so the first one that stands at the
  /// beginning of a word counts. GitLab: `doc/security/tokens/_index.md`, "Token prefixes".
  public static func guess(_ text: Secret) -> TokenKind {
    let words = Array(text.reveal().trimmingASCIIWhiteSpace().utf8.prefix(longestGuessed))
    for start in words.indices where start == 0 || words[start - 1] == UInt8(ascii: "-") {
      if let found = prefixes.first(where: { words[start...].starts(with: $0.bytes) }) {
        return found.kind
      }
    }
    return .unknown
  }

  /// What was pasted, why it does not work as an access token and what to create instead; nil for what may be one.
  public var advice: String? { Texts.advice(for: self) }

  /// Bytes of a text that are looked at; a prefix of an instance's own is at most 20 characters long (GitLab:
  /// `app/models/application_setting.rb`, `instance_token_prefix`).
  private static let longestGuessed = 40

  private static let prefixes: [(bytes: [UInt8], kind: TokenKind)] = {
    let known: [(String, TokenKind)] = [
      ("glpat-", .access), ("glrtr-", .registration), ("glrt-", .runner),
      ("GR1348941", .registration), ("glcbt-", .job), ("gldt-", .deploy),
      ("gloas-", .applicationSecret), ("glptt-", .other), ("glft-", .other), ("glimt-", .other),
      ("glagent-", .other), ("glwt-", .other), ("glsoat-", .other), ("glffct-", .other),
    ]
    return known.map { (Array($0.0.utf8), $0.1) }
  }()
}
