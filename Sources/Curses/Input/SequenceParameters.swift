import TerminalUI

/// A control sequence while it comes in: what stands between Esc [ or Esc O and the final byte.
struct SequenceParameters: Equatable {
  /// What one more byte does.
  enum Progress: Equatable {
    case unfinished
    /// The byte was the final one.
    case finished
    /// The byte cannot belong to the sequence, which is dropped.
    case broken
    case linuxFunctionKey
    case x10Mouse
  }

  /// `[` or `O`.
  let introducer: UInt8
  /// Whether another Esc stood before it.
  let alt: Bool
  private var bytes: [UInt8] = []
  /// Whether it is longer than anything that is understood; it is then read to its end and dropped.
  private var isOverlong = false

  private static let limit = 64

  init(introducer: UInt8, alt: Bool) {
    self.introducer = introducer
    self.alt = alt
  }

  /// Whether nothing has followed the introducer.
  var isBare: Bool { bytes.isEmpty }

  mutating func take(_ byte: UInt8) -> Progress {
    if introducer == UInt8(ascii: "["), bytes.isEmpty {
      if byte == UInt8(ascii: "[") { return .linuxFunctionKey }
      if byte == UInt8(ascii: "M") { return .x10Mouse }
    }
    switch byte {
    // rxvt ends a shifted key with a dollar, which elsewhere is followed by a final byte.
    case UInt8(ascii: "$") where hasDigitsOnly: return .finished
    case 0x20..<0x40:
      if bytes.count < Self.limit { bytes.append(byte) } else { isOverlong = true }
      return .unfinished
    case 0x40..<0x7F: return .finished
    default: return .broken
    }
  }

  private var hasDigitsOnly: Bool {
    !bytes.isEmpty && bytes.allSatisfy { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
  }

  /// The numbers between semicolons, of each the part before a colon; nil for an empty one and for
  /// what is no number.
  private static func numbers(_ bytes: ArraySlice<UInt8>) -> [Int?] {
    guard !bytes.isEmpty else { return [] }
    let parts = bytes.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
    return parts.map { part in
      let digits = part.prefix { $0 != UInt8(ascii: ":") }
      return Int(String(decoding: digits, as: UTF8.self))
    }
  }

  func startsPaste(_ final: UInt8) -> Bool {
    final == UInt8(ascii: "~") && introducer == UInt8(ascii: "[")
      && Self.numbers(bytes[...]) == [200]
  }

  /// An SGR mouse report: `<` button `;` column `;` row and `M` for a press, `m` for a release.
  func mouseReport(_ final: UInt8) -> MouseReport? {
    guard bytes.first == UInt8(ascii: "<"), !isOverlong else { return nil }
    guard final == UInt8(ascii: "M") || final == UInt8(ascii: "m") else { return nil }
    let numbers = Self.numbers(bytes.dropFirst()).compactMap(\.self)
    guard numbers.count == 3, numbers.allSatisfy({ 0...65_535 ~= $0 }), numbers[1] > 0,
      numbers[2] > 0
    else { return nil }
    return MouseReport(
      button: numbers[0], isPress: final == UInt8(ascii: "M"),
      position: Point(x: numbers[1] - 1, y: numbers[2] - 1))
  }

  /// What the whole sequence says; nil for what is not known.
  func event(_ final: UInt8) -> InputEvent? {
    guard !isOverlong else { return nil }
    switch bytes.first {
    case UInt8(ascii: "?"):
      return final == UInt8(ascii: "c") ? .deviceAttributes : nil
    case UInt8(ascii: "<"), UInt8(ascii: "="), UInt8(ascii: ">"): return nil
    default: break
    }
    if introducer == UInt8(ascii: "["), bytes.isEmpty {
      if final == UInt8(ascii: "I") { return .focus(true) }
      if final == UInt8(ascii: "O") { return .focus(false) }
    }
    guard bytes.allSatisfy({ $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: ";") }) else {
      return nil
    }
    guard
      var key = KeyTable.key(
        final: final, numbers: Self.numbers(bytes[...]),
        isApplication: introducer == UInt8(ascii: "O"),
        isReleased: isReleased)
    else { return nil }
    if alt { key.modifiers.insert(.alt) }
    return .key(key)
  }

  /// The keyboard protocol of kitty puts the kind of event after the modifiers, 3 for a release.
  private var isReleased: Bool {
    let parts = bytes.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
    guard parts.count > 1 else { return false }
    return Array(parts[1].drop { $0 != UInt8(ascii: ":") }) == Array(":3".utf8)
  }
}
