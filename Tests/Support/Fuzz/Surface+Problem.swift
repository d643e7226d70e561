public import TerminalUI

extension Surface {
  /// What no terminal could show of it: a control character, a glyph of another width than its
  /// cells, half of a wide one. Nil where everything is well.
  public var problem: String? {
    for y in 0..<size.height {
      var x = 0
      while x < size.width {
        let glyph = self[x, y].glyph
        if let byte = glyph.utf8.first, glyph.utf8.count == 1, byte >= 0x20, byte < 0x7F {
          x += 1
          continue
        }
        let place = "at \(x),\(y)"
        if let scalar = HostileText.steeringScalar(in: glyph) {
          return "U+\(String(scalar.value, radix: 16)) \(place)"
        }
        let width = glyph.displayWidth
        guard width > 0 else { return "half a glyph \(place): \(line(y).debugDescription)" }
        for half in 1..<max(2, width) where width > 1 {
          guard x + half < size.width, self[x + half, y].glyph.isEmpty else {
            return "a glyph of \(width) columns lacks its other half \(place)"
          }
        }
        x += width
      }
    }
    return nil
  }
}
