import Support
import TerminalUI
import Testing

/// Measuring, cutting and painting text that is made to be hard.
@Suite struct TextFuzzTests {
  private func text(_ dice: inout Dice) -> String {
    (0...dice.length(6)).map { _ in HostileText.any(&dice) }.joined(
      separator: dice.pick(["", " ", "\n"]))
  }

  @Test func cutTextFitsIntoItsColumns() {
    let run = FuzzRun("text-layout", cases: 400)
    while var dice = run.next() {
      let text = text(&dice)
      let columns = dice.length(200)
      let ellipsis = dice.pick(["…", "...", ""])
      for cut in [
        text.truncated(to: columns, ellipsis: ellipsis),
        text.truncatedPath(to: columns, ellipsis: ellipsis),
      ] where cut.displayWidth > columns {
        run.fail("\(cut.displayWidth) columns of \(columns): \(text.debugDescription)")
      }
      if text.displayWidth <= columns, text.truncated(to: columns, ellipsis: ellipsis) != text {
        run.fail("text that fits is cut: \(text.debugDescription)")
      }
      let line = text.aligned(
        dice.pick([.leading, .center, .trailing]), columns: columns, ellipsis: ellipsis)
      if line.displayWidth != columns {
        run.fail(
          "aligned to \(line.displayWidth) columns, not \(columns): \(text.debugDescription)")
      }
      for row in text.wrapped(to: columns) where row.displayWidth > columns && row.count > 1 {
        run.fail("a row of \(row.displayWidth) columns, not \(columns): \(text.debugDescription)")
      }
    }
  }

  @Test func aSurfaceHoldsWholeGlyphsAndNothingThatSteers() {
    let run = FuzzRun("surface", cases: 400)
    while var dice = run.next() {
      var surface = Surface(size: Size(width: 1 + dice.length(60), height: 1 + dice.below(4)))
      for _ in 0..<6 {
        let point = Point(x: dice.below(70) - 5, y: dice.below(6) - 1)
        surface.write(text(&dice), at: point, Role.background, limit: dice.pick([1, 2, 7, .max]))
        surface.fill(
          Rect(x: dice.below(70) - 5, y: dice.below(6) - 1, width: dice.below(9), height: 1),
          Role.background)
      }
      if let problem = surface.problem { run.fail(problem) }
    }
  }
}
