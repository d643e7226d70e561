/// Takes the bytes sent to a terminal apart into characters and control sequences.
struct SequenceParser {
  private enum State {
    case text
    case escape
    /// After `ESC (` and its like: one more byte names a character set.
    case characterSet
    case control
    /// Up to BEL or `ESC \`: titles, clipboard, queries.
    case string
    case stringEscape
  }

  /// What a byte completed.
  enum Piece {
    case character(String)
    /// C0 control.
    case control(UInt8)
    /// `ESC` and a final byte.
    case escape(UInt8)
    /// `ESC [`, a private mark or 0, parameters and a final byte.
    case sequence(mark: UInt8, parameters: [Int], final: UInt8)
  }

  private var state = State.text
  private var mark: UInt8 = 0
  private var parameters: [Int] = [0]
  private var pending: [UInt8] = []

  mutating func take(_ byte: UInt8) -> Piece? {
    switch state {
    case .text: return takeText(byte)
    case .escape: return takeEscape(byte)
    case .characterSet:
      state = .text
      return nil
    case .control: return takeControl(byte)
    case .string:
      state = byte == 0x07 ? .text : byte == 0x1b ? .stringEscape : .string
      return nil
    case .stringEscape:
      state = byte == UInt8(ascii: "\\") ? .text : .string
      return nil
    }
  }

  private mutating func takeText(_ byte: UInt8) -> Piece? {
    switch byte {
    case 0x1b:
      state = .escape
      return nil
    case 0..<0x20, 0x7f: return .control(byte)
    case 0x20..<0x7f: return .character(String(UnicodeScalar(byte)))
    default:
      pending.append(byte)
      guard pending.count == Self.length(ofSequenceStartingWith: pending[0]) else { return nil }
      defer { pending = [] }
      return .character(String(decoding: pending, as: UTF8.self))
    }
  }

  private static func length(ofSequenceStartingWith byte: UInt8) -> Int {
    byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
  }

  private mutating func takeEscape(_ byte: UInt8) -> Piece? {
    state = .text
    switch byte {
    case UInt8(ascii: "["):
      state = .control
      mark = 0
      parameters = [0]
      return nil
    case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"):
      state = .string
      return nil
    case UInt8(ascii: "(")...UInt8(ascii: "/"):
      state = .characterSet
      return nil
    default:
      return .escape(byte)
    }
  }

  private mutating func takeControl(_ byte: UInt8) -> Piece? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      let last = parameters.count - 1
      parameters[last] = min(parameters[last] * 10 + Int(byte - UInt8(ascii: "0")), 99999)
    case UInt8(ascii: ";"), UInt8(ascii: ":"):
      parameters.append(0)
    case 0x20...0x2f, UInt8(ascii: "<")...UInt8(ascii: "?"):
      mark = byte
    case 0x40...0x7e:
      state = .text
      return .sequence(mark: mark, parameters: parameters, final: byte)
    default:
      state = .text
    }
    return nil
  }
}
