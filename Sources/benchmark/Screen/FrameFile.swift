import Glibc

/// Screens in the form that the C program paints (CBaseline/frames.h).
struct FrameFile {
  private var lines = ""

  /// Adds what a screen shows as the next frame.
  mutating func append(_ screen: VirtualScreen) {
    for (row, cells) in screen.cells.enumerated() {
      append(cells, row: row)
    }
    let visible = screen.cursorIsVisible ? 1 : 0
    lines += "c \(screen.row) \(min(screen.column, screen.columns - 1)) \(visible)\n.\n"
  }

  /// Adds a line for every run of one style. The frame starts blank, so plain blanks need none.
  private mutating func append(_ cells: [Cell], row: Int) {
    for start in cells.indices where start == 0 || cells[start - 1].style != cells[start].style {
      let style = cells[start].style
      let run = cells[start...].prefix { $0.style == style }
      guard run.contains(where: { $0 != Cell() }) else { continue }
      lines +=
        "r \(row) \(start) \(style.attributes.rawValue) \(style.foreground) \(style.background) "
      lines += "|" + run.map(\.text).joined() + "\n"
    }
  }

  func write(to path: String) throws(BenchmarkFailure) {
    guard let file = fopen(path, "w") else {
      throw BenchmarkFailure(message: "\(path) cannot be written.")
    }
    fputs(lines, file)
    guard fclose(file) == 0 else {
      throw BenchmarkFailure(message: "\(path) cannot be written.")
    }
  }
}
