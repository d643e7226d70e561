import TerminalUI

/// Which key a control character or a control sequence stands for.
enum KeyTable {
  /// The key of a byte below a space, or of Delete.
  ///
  /// Enter is CR or NL, Backspace is Ctrl-H or DEL: terminals differ in which they send.
  static func control(_ byte: UInt8) -> Key {
    switch byte {
    case 0x00: .control(" ")
    case 0x08, 0x7F: .backspace
    case 0x09: .tab
    case 0x0A, 0x0D: .enter
    case 0x01...0x1A: .control(Character(Unicode.Scalar(byte + 0x60)))
    case 0x1B: .escape
    default: .control(Character(Unicode.Scalar(byte + 0x40)))
    }
  }

  /// The key of a control sequence with its modifiers; nil when there is none.
  static func key(
    final: UInt8, numbers: [Int?], isApplication: Bool, isReleased: Bool
  ) -> Key? {
    guard !isReleased else { return nil }
    switch Character(Unicode.Scalar(final)) {
    case "~", "$", "^", "@": return numbered(numbers, final)
    case "u" where !isApplication: return unicode(numbers)
    default: return lettered(final, numbers, isApplication)
    }
  }

  private static func lettered(_ final: UInt8, _ numbers: [Int?], _ isApplication: Bool) -> Key? {
    let letter = Character(Unicode.Scalar(final))
    // The modifiers are the second number; some old terminals send them as the only one.
    let isLone = isApplication && numbers.count == 1
    guard numbers.count <= 2, isLone || (numbers.first ?? 1) ?? 1 == 1 else { return nil }
    guard let held = modifiers(isLone ? numbers[0] : numbers.count > 1 ? numbers[1] : nil)
    else { return nil }
    if numbers.isEmpty, let shifted = rxvtArrow(letter, isApplication) { return shifted }
    if isApplication, numbers.isEmpty, let key = keypad(letter) { return key }
    switch letter {
    case "A": return Key(.up, held)
    case "B": return Key(.down, held)
    case "C": return Key(.right, held)
    case "D": return Key(.left, held)
    case "H": return Key(.home, held)
    case "F": return Key(.end, held)
    case "P": return Key(.function(1), held)
    case "Q": return Key(.function(2), held)
    case "R": return Key(.function(3), held)
    case "S": return Key(.function(4), held)
    case "Z" where !isApplication: return Key(.backTab, held.subtracting(.shift))
    default: return nil
    }
  }

  /// rxvt: Esc [ a is Shift-Up, Esc O a is Ctrl-Up.
  private static func rxvtArrow(_ letter: Character, _ isApplication: Bool) -> Key? {
    let held: Key.Modifiers = isApplication ? .control : .shift
    switch letter {
    case "a": return Key(.up, held)
    case "b": return Key(.down, held)
    case "c": return Key(.right, held)
    case "d": return Key(.left, held)
    default: return nil
    }
  }

  /// The keys of the numeric keypad in its application mode (vt100 User Guide, table 3-7).
  private static func keypad(_ letter: Character) -> Key? {
    switch letter {
    case "M": return .enter
    case "I": return .tab
    case " ": return .space
    case "X": return .character("=")
    case "j"..."y":
      guard let code = letter.asciiValue else { return nil }
      return .character(Character(Unicode.Scalar(code - 0x40)))
    default: return nil
    }
  }

  /// The number says the key. rxvt replaces the tilde for shift, control and both.
  private static func numbered(_ numbers: [Int?], _ final: UInt8) -> Key? {
    guard let first = numbers.first, let number = first else { return nil }
    if number == 27, final == UInt8(ascii: "~") { return modifiedOther(numbers) }
    guard numbers.count <= 2, let code = code(number) else { return nil }
    guard var held = modifiers(numbers.count > 1 ? numbers[1] : nil) else { return nil }
    switch Character(Unicode.Scalar(final)) {
    case "$": held.insert(.shift)
    case "^": held.insert(.control)
    case "@": held.formUnion([.shift, .control])
    default: break
    }
    return Key(code, held)
  }

  private static func code(_ number: Int) -> Key.Code? {
    switch number {
    case 1, 7: .home
    case 2: .insert
    case 3: .delete
    case 4, 8: .end
    case 5: .pageUp
    case 6: .pageDown
    case 11...15: .function(number - 10)
    case 17...21: .function(number - 11)
    case 23, 24: .function(number - 12)
    default: nil
    }
  }

  /// xterm's `modifyOtherKeys`: 27, modifiers, character.
  private static func modifiedOther(_ numbers: [Int?]) -> Key? {
    guard numbers.count == 3, let value = numbers[2] else { return nil }
    guard let held = modifiers(numbers[1]) else { return nil }
    return character(value, held)
  }

  /// The keyboard protocol of kitty: character, modifiers.
  private static func unicode(_ numbers: [Int?]) -> Key? {
    guard let first = numbers.first, let value = first else { return nil }
    guard let held = modifiers(numbers.count > 1 ? numbers[1] : nil) else { return nil }
    return character(value, held)
  }

  private static func character(_ value: Int, _ held: Key.Modifiers) -> Key? {
    switch value {
    case 8, 127: return Key(.backspace, held)
    case 9:
      let rest = held.subtracting(.shift)
      return held.contains(.shift) ? Key(.backTab, rest) : Key(.tab, rest)
    case 10, 13: return Key(.enter, held)
    case 27: return Key(.escape, held)
    // The private use area names keys that have no character.
    case 57_344...63_743: return nil
    default: break
    }
    guard let number = UInt32(exactly: value), let scalar = Unicode.Scalar(number),
      scalar.properties.generalCategory != .control
    else { return nil }
    let typed = Character(scalar)
    let shifted = held.contains(.shift) && !held.contains(.control) ? typed.uppercased() : nil
    let shown = shifted.flatMap { $0.count == 1 ? $0.first : nil } ?? typed
    return Key(.character(shown), held.subtracting(.shift))
  }

  /// One more than a bit set: shift, alt, control, and above them keys that are not told apart.
  private static func modifiers(_ number: Int?) -> Key.Modifiers? {
    guard let number else { return [] }
    guard 1...256 ~= number else { return nil }
    var held: Key.Modifiers = []
    if (number - 1) & 1 != 0 { held.insert(.shift) }
    if (number - 1) & 2 != 0 { held.insert(.alt) }
    if (number - 1) & 4 != 0 { held.insert(.control) }
    return held
  }
}
