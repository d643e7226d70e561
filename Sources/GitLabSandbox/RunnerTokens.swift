import FoundationEssentials

extension GitLabSandbox {
  /// Makes a runner authentication token in the format of the release and of the runner's owner.
  mutating func makeRunnerToken(
    _ kind: SandboxRunner.Kind, groupID: Int?, projectID: Int?, legacy: Bool = false
  ) -> String {
    let partition =
      switch kind {
      case .instance: "t1_"
      case .group: "t2_"
      case .project: "t3_"
      }
    let prefix = (legacy ? "glrtr-" : "glrt-") + (options.gitLab == .v16 ? "" : partition)
    let chain = chain(fromGroup: groupID ?? projectID.flatMap { project(id: $0)?.groupID })
    guard options.gitLab != .v16, chain.contains(where: \.hasRoutableTokens) else {
      return prefix + RunnerTokenFormat.plain(&random)
    }
    let owner = groupID.map { "g:\(base36($0))" } ?? projectID.map { "p:\(base36($0))" } ?? ""
    return RunnerTokenFormat.routable(
      prefix: prefix, owner: owner, isLong: groupID != nil, &random)
  }

  /// End of life of a token made now: the smallest interval set above the runner.
  func tokenExpiry(
    _ kind: SandboxRunner.Kind, groupID: Int?, projectID: Int?, now: Date
  ) -> Date? {
    let intervals: [Int?]
    switch kind {
    case .instance: intervals = [settings.runnerTokenExpirationInterval]
    case .group: intervals = chain(fromGroup: groupID).map(\.runnerTokenExpirationInterval)
    case .project:
      let project = projectID.flatMap(project(id:))
      intervals =
        [project?.runnerTokenExpirationInterval]
        + chain(fromGroup: project?.groupID).map(\.runnerTokenExpirationInterval)
    }
    return intervals.compactMap(\.self).min().map { now.addingTimeInterval(TimeInterval($0)) }
  }

  /// Gives the runner at an index a new token; the old one is dead at once.
  mutating func renewToken(at index: Int, now: Date) {
    let runner = runners[index]
    runnerIDsByToken[runner.token] = nil
    let token = makeRunnerToken(
      runner.kind, groupID: runner.groupID, projectID: runner.projectIDs.first,
      legacy: runner.token.hasPrefix("glrtr-"))
    let expiry = tokenExpiry(
      runner.kind, groupID: runner.groupID, projectID: runner.projectIDs.first, now: now)
    changeRunner(at: index, now: now) { runner in
      runner.token = token
      runner.tokenExpiresAt = expiry
      runner.tokenRotationDeadline = nil
    }
    runnerIDsByToken[token] = runner.id
  }

  private func base36(_ number: Int) -> String { String(number, radix: 36) }
}

/// The two formats of runner authentication tokens.
enum RunnerTokenFormat {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

  /// Twenty characters of `[A-Za-z0-9_-]`.
  static func plain(_ random: inout SplitMix64) -> String {
    String(decoding: (0..<20).map { _ in random.pick(alphabet) }, as: UTF8.self)
  }

  /// Routable token (lib/authn/token_field/generator/routable_token.rb): base64url of 16 random bytes,
  /// routing payload and payload length, then version, length of the base64 and CRC-32 in base 36.
  ///
  /// - Parameter isLong: whether the payload is filled up until the token has 249 characters.
  static func routable(
    prefix: String, owner: String, isLong: Bool, _ random: inout SplitMix64
  ) -> String {
    var lines = ["c:1", "o:1", "t:2", "u:1"]
    if !owner.isEmpty { lines.insert(owner, at: 1) }
    if isLong {
      let missing = 154 - lines.joined(separator: "\n").utf8.count
      lines[lines.count - 1] += String(repeating: "z", count: missing)
    }
    let payload = Array(lines.joined(separator: "\n").utf8)
    let routing = base64url(random.bytes(16) + payload + [UInt8(payload.count)])
    let head =
      prefix + routing + ".01." + padded(String(routing.utf8.count, radix: 36), to: 2)
    return head + padded(String(crc32(head.utf8), radix: 36), to: 7)
  }

  /// CRC-32 of ISO 3309, as zlib computes it.
  static func crc32(_ bytes: some Sequence<UInt8>) -> UInt32 {
    ~bytes.reduce(0xFFFF_FFFF as UInt32) { checksum, byte in
      (0..<8).reduce(checksum ^ UInt32(byte)) { value, _ in
        value & 1 == 1 ? (value >> 1) ^ 0xEDB8_8320 : value >> 1
      }
    }
  }

  private static func base64url(_ bytes: [UInt8]) -> String {
    var output: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let chunk = bytes[start..<min(start + 3, bytes.count)]
      let bits = (0..<3).reduce(0) { $0 << 8 | ($1 < chunk.count ? Int(chunk[start + $1]) : 0) }
      for position in 0...chunk.count {
        output.append(alphabet[bits >> (18 - 6 * position) & 63])
      }
    }
    return String(decoding: output, as: UTF8.self)
  }

  private static func padded(_ text: String, to width: Int) -> String {
    String(repeating: "0", count: max(0, width - text.utf8.count)) + text
  }
}
