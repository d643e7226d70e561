import CNCurses
import TerminalUI

extension Terminal {
  /// What curses holds for a place: its text, without colours. Empty in the right half of a wide
  /// character, as in `Surface`.
  func text(at place: Point) -> String {
    cell(at: place)?.text ?? ""
  }

  /// The colours and attributes that curses holds for a place, for comparing two of them.
  func look(at place: Point) -> [UInt32] {
    cell(at: place).map { [$0.attributes, UInt32(bitPattern: $0.pair)] } ?? []
  }

  /// One row as curses holds it, without the spaces at its end.
  func line(_ row: Int) -> String {
    var line = ""
    for x in 0..<size.width where !isRightHalf(x, row) { line += text(at: Point(x: x, y: row)) }
    while line.last == " " { line.removeLast() }
    return line
  }

  /// Where curses puts the cursor, shown or not.
  var cursor: Point {
    Point(x: Int(getcurx(cn_window())), y: Int(getcury(cn_window())))
  }

  private func isRightHalf(_ x: Int, _ y: Int) -> Bool {
    guard x > 0, let cell = cell(at: Point(x: x - 1, y: y)), let left = cell.scalars.first
    else { return false }
    let isWide = cn_width(left) == 2
    return isWide && !isRightHalf(x - 1, y)
  }

  private struct HeldCell {
    var scalars: [UInt32]
    var attributes: UInt32
    var pair: Int32
    var text: String {
      String(String.UnicodeScalarView(scalars.compactMap(Unicode.Scalar.init)))
    }
  }

  private func cell(at place: Point) -> HeldCell? {
    var scalars = [UInt32](repeating: 0, count: Int(CN_CELL_SCALARS))
    var attributes: UInt32 = 0
    var pair: Int32 = 0
    let count = cn_read_cell(Int32(place.y), Int32(place.x), &scalars, &attributes, &pair)
    guard count > 0 else { return nil }
    return HeldCell(scalars: Array(scalars.prefix(Int(count))), attributes: attributes, pair: pair)
  }
}
