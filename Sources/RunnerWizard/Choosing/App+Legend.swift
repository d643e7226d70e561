import RunnerCore
import TerminalUI

extension App {
  /// Rows and columns of the legend's text within its box.
  var legendRoom: Size {
    let widest = min(76, size.width - 4) - 2
    let lines = legendLines(width: widest)
    let needed = lines.flatMap(\.parts).map { $0.x + $0.text.displayWidth }.max() ?? 0
    return Size(
      width: size.width < 60 ? widest : min(widest, needed),
      height: max(1, min(overlayArea.height - 2, lines.count)))
  }

  func paintLegend(_ offset: Int, on frame: inout Frame) {
    let wanted = legendRoom
    let room = paintBox(
      Texts.Choosing.legendTitle, width: wanted.width + 2, height: wanted.height, on: &frame)
    let lines = legendLines(width: wanted.width)
    let window = ScrollWindow(total: lines.count, height: room.height, offset: offset)
    for (row, index) in window.visible.enumerated() {
      lines[index].paint(on: &frame.surface, in: room.row(row).inset(right: 1))
    }
    Scrollbar(window).paint(on: &frame.surface, in: room, glyphs: settings.glyphs)
  }

  /// What the signs of the list mean, and what its filter understands.
  func legendLines(width: Int) -> [DetailLine] {
    let glyphs = settings.glyphs
    var lines = DetailLines(width: width, glyphs: glyphs)
    func add(_ sign: String, _ word: String, _ role: Role, _ meaning: String) {
      let start = lines.count
      lines.add(meaning, .text, x: Self.legendColumns)
      lines.mark(start, "\(sign) \(word)", role)
    }
    lines.addHeading(Texts.Choosing.statusHeading)
    for status in RunnerStatus.allCases {
      let (sign, word, role) = ListColumn.sign(of: status, glyphs: glyphs)
      add(sign, word, role, Texts.Choosing.meaning(of: status))
    }
    add(glyphs.paused, Texts.paused, .statusPaused, Texts.Choosing.pausedMeaning)
    lines.addHeading(Texts.Choosing.signsHeading)
    add(glyphs.focus, Texts.Choosing.cursorWord, .borderFocused, Texts.Choosing.cursorMeaning)
    add(glyphs.checkOn, Texts.Choosing.markWord, .mark, Texts.Choosing.markMeaning)
    add(Texts.newSign, Texts.Choosing.newWord, .new, Texts.Choosing.newMeaning)
    add(Texts.changedSign, Texts.Choosing.changedWord, .changed, Texts.Choosing.changedMeaning)
    add(Texts.unknownValue, Texts.unknownStatus, .textFaint, Texts.Choosing.unknownMeaning)
    add(Texts.noValue, Texts.none, .textFaint, Texts.Choosing.noneMeaning)
    lines.addHeading(Texts.Choosing.numbersHeading)
    for (text, meaning) in Texts.Choosing.numbers {
      let start = lines.count
      lines.add(meaning, .text, x: Self.legendColumns)
      lines.mark(start, text, .textStrong)
    }
    lines.addHeading(Texts.Choosing.filterHeading)
    for (text, meaning) in Texts.Choosing.filterParts {
      let start = lines.count
      lines.add(meaning, .text, x: Self.legendColumns)
      lines.mark(start, text, .key)
    }
    lines.add(Texts.Choosing.filterRemark, .textMuted)
    return lines.lines
  }

  private static let legendColumns = 19
}
