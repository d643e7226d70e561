extension VirtualScreen {
  /// Shows what the bytes say.
  mutating func show(_ bytes: some Sequence<UInt8>) {
    for byte in bytes {
      switch parser.take(byte) {
      case .character(let text): draw(text)
      case .control(let byte): perform(control: byte)
      case .escape(let final): perform(escape: final)
      case .sequence(0, let parameters, let final): perform(parameters, final)
      case .sequence(UInt8(ascii: "?"), let parameters, let final):
        perform(privateMode: parameters, isOn: final == UInt8(ascii: "h"))
      case .sequence, nil: break
      }
    }
  }

  private mutating func perform(control byte: UInt8) {
    switch byte {
    case 0x08: backspace()
    case 0x09: tab()
    case 0x0a, 0x0b, 0x0c: lineFeed()
    case 0x0d: carriageReturn()
    default: break
    }
  }

  private mutating func perform(escape final: UInt8) {
    switch final {
    case UInt8(ascii: "7"): saveCursor()
    case UInt8(ascii: "8"): restoreCursor()
    case UInt8(ascii: "D"): lineFeed()
    case UInt8(ascii: "M"): reverseLineFeed()
    default: break
    }
  }

  private mutating func perform(privateMode parameters: [Int], isOn: Bool) {
    if parameters.contains(25) {
      cursorIsVisible = isOn
    }
    if parameters.contains(1049) && isOn {
      erase(rows: 0..<rows)
      move(row: 0, column: 0)
    }
  }

  /// The control sequences of ECMA-48 that the terminfo entry `xterm-256color` names.
  private mutating func perform(_ parameters: [Int], _ final: UInt8) {
    let first = parameters[0]
    let second = parameters.count > 1 ? parameters[1] : 0
    let count = max(first, 1)
    switch final {
    case UInt8(ascii: "A"): move(row: row - count, column: column)
    case UInt8(ascii: "B"): move(row: row + count, column: column)
    case UInt8(ascii: "C"): move(row: row, column: column + count)
    case UInt8(ascii: "D"): move(row: row, column: column - count)
    case UInt8(ascii: "G"): move(row: row, column: count - 1)
    case UInt8(ascii: "d"): move(row: count - 1, column: column)
    case UInt8(ascii: "H"), UInt8(ascii: "f"): move(row: count - 1, column: max(second, 1) - 1)
    case UInt8(ascii: "J"): eraseScreen(part: first)
    case UInt8(ascii: "K"): eraseRow(part: first)
    case UInt8(ascii: "X"): erase(columns: column..<column + count)
    case UInt8(ascii: "P"): deleteCells(count)
    case UInt8(ascii: "@"): deleteCells(-count)
    case UInt8(ascii: "M"): deleteRows(count)
    case UInt8(ascii: "L"): deleteRows(-count)
    case UInt8(ascii: "S"): scroll(up: count)
    case UInt8(ascii: "T"): scroll(up: -count)
    case UInt8(ascii: "b"): repeatLast(count)
    case UInt8(ascii: "m"): style.select(parameters)
    case UInt8(ascii: "r"):
      setScrollRegion(top: count - 1, bottom: (second == 0 ? rows : second) - 1)
    case UInt8(ascii: "Z"): move(row: row, column: (column - 1) / 8 * 8)
    default: break
    }
  }

  /// 0: from the cursor on, 1: up to the cursor, 2: all.
  private mutating func eraseScreen(part: Int) {
    switch part {
    case 0:
      eraseRow(part: 0)
      erase(rows: min(row + 1, rows)..<rows)
    case 1:
      eraseRow(part: 1)
      erase(rows: 0..<row)
    default:
      erase(rows: 0..<rows)
    }
  }

  private mutating func eraseRow(part: Int) {
    switch part {
    case 0: erase(columns: min(column, columns)..<columns)
    case 1: erase(columns: 0..<column + 1)
    default: erase(columns: 0..<columns)
    }
  }
}
