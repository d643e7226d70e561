import FoundationEssentials
import GitLabSandbox
import Testing

/// Formats and lifetimes of runner authentication tokens.
struct RunnerTokenTests {
  @Test func groupWithRoutableTokensGivesLongOnes() throws {
    var door = Door()
    let answer = door.ask(
      "POST", "user/runners", as: "owner-api", ["runner_type": "group_type", "group_id": 18])
    let token = try #require(answer.json?["token"]?.string)
    #expect(token.utf8.count == 249)
    try expectRoutable(token, prefix: "glrt-t2_")
  }

  @Test func projectBelowHasShorterRoutableTokens() throws {
    var door = Door()
    let answer = door.ask(
      "POST", "user/runners", as: "owner-api", ["runner_type": "project_type", "project_id": 107])
    let token = try #require(answer.json?["token"]?.string)
    #expect(token.utf8.count < 100)
    try expectRoutable(token, prefix: "glrt-t3_")
  }

  /// Takes the token apart as written in GitLab's routable_token.rb.
  private func expectRoutable(_ token: String, prefix: String) throws {
    #expect(token.hasPrefix(prefix))
    let parts = token.dropFirst(prefix.count).split(separator: ".")
    try #require(parts.count == 3)
    #expect(parts[1] == "01")
    #expect(Int(parts[2].prefix(2), radix: 36) == parts[0].utf8.count)
    let checksum = String(crc32(token.dropLast(7)), radix: 36)
    #expect(parts[2].dropFirst(2) == String(repeating: "0", count: 7 - checksum.count) + checksum)
    let base64 = parts[0].replacing("-", with: "+").replacing("_", with: "/")
    let padding = String(repeating: "=", count: (4 - base64.count % 4) % 4)
    let bytes = try #require(Data(base64Encoded: base64 + padding))
    #expect(Int(bytes[bytes.count - 1]) == bytes.count - 17)
    let payload = String(decoding: bytes[16..<(bytes.count - 1)], as: UTF8.self)
    #expect(payload.split(separator: "\n").contains("o:1"))
  }

  /// Bit by bit from the polynomial of ISO 3309, most significant bit first on reversed bytes.
  private func crc32(_ text: Substring) -> UInt32 {
    var register: UInt32 = 0xFFFF_FFFF
    for byte in text.utf8 {
      for bit in 0..<8 {
        let feedback = (register >> 31) ^ UInt32(byte >> bit & 1)
        register = (register << 1) ^ (feedback == 1 ? 0x04C1_1DB7 : 0)
      }
    }
    return (0..<32).reduce(0 as UInt32) { $0 << 1 | (~register >> UInt32($1) & 1) }
  }

  @Test func oldReleaseHasTokensWithoutPartition() throws {
    var door = Door(.init(gitLab: .v16))
    let token = try #require(door.createGroupRunner().json?["token"]?.string)
    #expect(token.hasPrefix("glrt-") && token.utf8.count == 25)
  }

  @Test(arguments: [
    ("group_type", 17, 30 * 86_400), ("project_type", 106, 7 * 86_400),
  ])
  func smallestIntervalAboveTheRunnerEndsTheToken(type: String, owner: Int, seconds: Int) {
    var door = Door()
    let answer = door.ask(
      "POST", "user/runners", as: "owner-api",
      ["runner_type": .string(type), "group_id": .int(owner), "project_id": .int(owner)])
    #expect(
      answer.json?["token_expires_at"]?.string
        == Door.start.addingTimeInterval(TimeInterval(seconds)).formatted(
          .iso8601.year().month().day().time(includingFractionalSeconds: true).timeZone(
            separator: .omitted)))
  }

  @Test func instanceIntervalEndsInstanceTokens() {
    var door = Door()
    door.sandbox.settings.runnerTokenExpirationInterval = 60
    let answer = door.ask(
      "POST", "user/runners", as: "root-admin", ["runner_type": "instance_type"])
    #expect(answer.json?["token_expires_at"] == "2026-05-28T20:27:40.000Z")
    #expect(door.createGroupRunner().json?["token_expires_at"] == .null)
  }

  @Test(
    arguments: [
      (
        nil, "2026-05-28T21:00:00Z",
        "token_expires_at is required when token_rotation_deadline is specified"
      ),
      ("soon", nil, "token_expires_at must be a valid time"),
      ("2026-05-28T20:30:00Z", nil, "token_expires_at must be at least 5 minutes in the future"),
      (
        "2026-06-13T00:00:00Z", nil,
        "token_expires_at is too far in the future (maximum is 2026-06-12T20:26:40Z)"
      ),
      ("2026-05-29T00:00:00Z", "later", "token_rotation_deadline must be a valid time"),
      ("2026-05-29T00:00:00Z", "2026-05-01", "token_rotation_deadline cannot be in the past"),
      (
        "2026-05-29T00:00:00Z", "2026-05-30T00:00:00Z",
        "token_rotation_deadline must be less than or equal to token_expires_at"
      ),
    ] as [(String?, String?, String)])
  func premiumExpiryIsChecked(expiry: String?, deadline: String?, reason: String) {
    var door = Door()
    let answer = door.createGroupRunner(
      ("token_expires_at", expiry.map(SandboxJSON.string) ?? nil),
      ("token_rotation_deadline", deadline.map(SandboxJSON.string) ?? nil))
    #expect(answer.status == 400)
    #expect(answer.text == #"{"message":"400 Bad request - \#(reason)"}"#)
  }

  @Test func premiumExpiryIsTakenAndIgnoredWithoutLicence() {
    var door = Door()
    let wish = ("token_expires_at", SandboxJSON.string("2026-05-29T02:00:00+02:00"))
    #expect(door.createGroupRunner(wish).json?["token_expires_at"] == "2026-05-29T00:00:00.000Z")
    door.sandbox.settings.isPremium = false
    #expect(door.createGroupRunner(wish).json?["token_expires_at"] == .null)
  }
}
