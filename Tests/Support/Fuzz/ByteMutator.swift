/// Damages bytes as transport, disk and malice do.
public struct ByteMutator: Sendable {
  /// Pieces that mean something in the format, to be put in anywhere.
  public var pieces: [[UInt8]]

  public init(pieces: [String] = []) {
    self.pieces = (pieces + HostileText.steering + HostileText.awkward).map { Array($0.utf8) }
  }

  private static let strange: [[UInt8]] = [
    [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82], [0x00],
    [0xEF, 0xBB, 0xBF],
  ]

  /// The bytes with a few changes.
  public func mutate(_ original: [UInt8], _ dice: inout Dice) -> [UInt8] {
    var bytes = original
    for _ in 0...dice.length(7) { change(&bytes, &dice) }
    return bytes
  }

  public func mutate(_ original: String, _ dice: inout Dice) -> [UInt8] {
    mutate(Array(original.utf8), &dice)
  }

  private func change(_ bytes: inout [UInt8], _ dice: inout Dice) {
    let start = dice.below(bytes.count + 1)
    let end = min(bytes.count, start + dice.length(64))
    switch dice.below(9) {
    case 0:
      guard start < bytes.count else { return }
      bytes[start] ^= 1 << UInt8(dice.below(8))
    case 1: bytes.removeSubrange(start..<end)
    case 2: bytes.removeSubrange(start...)
    case 3: bytes.insert(contentsOf: bytes[start..<end], at: dice.below(bytes.count + 1))
    case 4: bytes.insert(contentsOf: dice.pick(Self.strange), at: start)
    case 5: bytes.insert(contentsOf: dice.bytes(dice.length(16)), at: start)
    case 6:
      let piece = Array(bytes[start..<end])
      for _ in 0..<dice.length(300) { bytes.insert(contentsOf: piece, at: start) }
    default: bytes.replaceSubrange(start..<end, with: dice.pick(pieces))
    }
  }
}
