import RunnerCore

/// What a program prints, cut into lines that can be shown: without escape sequences, control characters and tokens.
struct PrintedLines {
  /// Bytes after which a line is cut.
  private static let lengthLimit = 4_000
  /// A secret to be taken out besides whatever looks like a token.
  private let secrets: [Secret]
  private var rest: [UInt8] = []

  init(without secrets: [Secret]) {
    self.secrets = secrets
  }

  /// The lines that are complete with these bytes.
  mutating func take(_ bytes: ArraySlice<UInt8>) -> [String] {
    rest += bytes
    var lines: [String] = []
    while let end = rest.firstIndex(where: { $0 == 0x0A || $0 == 0x0D }) {
      lines.append(shown(rest[..<end]))
      rest.removeFirst(end + 1)
    }
    if rest.count > Self.lengthLimit {
      lines.append(shown(rest[...]))
      rest = []
    }
    return lines.filter { !$0.isEmpty }
  }

  /// What stands after the last line end.
  mutating func end() -> [String] {
    defer { rest = [] }
    return [shown(rest[...])].filter { !$0.isEmpty }
  }

  private func shown(_ line: ArraySlice<UInt8>) -> String {
    var text = String(decoding: Self.withoutSequences(line), as: UTF8.self)
    for secret in secrets where !secret.isEmpty {
      text = text.split(separator: secret.reveal(), omittingEmptySubsequences: false)
        .joined(separator: "\(secret)")
    }
    let shown = sanitized(redactingTokens(text))
    // Blanks at the end only make a line look longer.
    return String(shown.reversed().drop { $0 == " " }.reversed())
  }

  /// gitlab-runner colours its log even where no terminal is. Control sequences are ESC [, parameters and intermediates,
  /// and a final byte (ECMA-48, 5.4).
  private static func withoutSequences(_ line: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    var rest = line
    while let byte = rest.popFirst() {
      guard byte == 0x1B, rest.first == UInt8(ascii: "[") else {
        result.append(byte)
        continue
      }
      rest.removeFirst()
      rest = rest.drop { (0x20...0x3F).contains($0) }
      if let final = rest.first, (0x40...0x7E).contains(final) { rest.removeFirst() }
    }
    return result
  }
}
