import Foundation
public import TerminalUI
public import Testing

extension Frame {
  /// The frame as an SVG picture in the colours of a theme, for readers of the documentation.
  ///
  /// Each run of one style is a text of a fixed length, so that any monospaced font keeps the columns.
  public func picture(_ theme: Theme) -> String {
    let paints = theme.paints(at: .direct)
    let palette = PicturePalette(isDark: theme.appearance != .light)
    var svg = PictureWriter(size: surface.size, palette: palette)
    for y in 0..<surface.size.height {
      var x = 0
      while x < surface.size.width {
        let style = surface[x, y].style
        var end = x
        var text = ""
        while end < surface.size.width, surface[end, y].style == style {
          text += surface[end, y].glyph
          end += 1
        }
        svg.run(text, x: x, y: y, columns: end - x, paints.paint(style))
        x = end
      }
    }
    if let cursor { svg.cursor(cursor) }
    return svg.text
  }
}

/// Compares a picture with its file, or writes the file when `RECORD_SNAPSHOTS` is 1.
///
/// - Parameter path: from the top of the source tree.
public func assertPicture(
  _ picture: String, path: String, testFile: String = #filePath,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let file = sourceTree(above: testFile).appendingPathComponent(path)
  if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
    do {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(picture.utf8).write(to: file)
    } catch {
      Issue.record("\(path) cannot be written: \(error)", sourceLocation: sourceLocation)
    }
    return
  }
  let kept = try? String(contentsOf: file, encoding: .utf8)  // a missing file differs
  #expect(
    kept == picture, "\(path) shows something else; record it with RECORD_SNAPSHOTS=1.",
    sourceLocation: sourceLocation)
}

/// The terminal's own colours as a picture shows them.
private struct PicturePalette {
  let ground: String
  let ink: String
  let basic: [String]

  init(isDark: Bool) {
    ground = isDark ? "#16181d" : "#ffffff"
    ink = isDark ? "#e6e9ef" : "#20242c"
    basic = [
      "#16181d", "#d9534f", "#5fb37c", "#d6a543", "#5a8fe6", "#b07ad6", "#45b3b8", "#d5d9e0",
    ]
  }

  func hex(_ number: Int32, otherwise: String) -> String {
    if number < 0 { return otherwise }
    if number < 8 { return basic[Int(number)] }
    let digits = String(number, radix: 16)
    return "#" + String(repeating: "0", count: 6 - digits.count) + digits
  }
}

private struct PictureWriter {
  static let columnWidth = 8.4
  static let rowHeight = 18
  static let margin = 12

  let palette: PicturePalette
  private var body = ""
  private let width: Double
  private let height: Int

  init(size: Size, palette: PicturePalette) {
    self.palette = palette
    width = Double(size.width) * Self.columnWidth + Double(2 * Self.margin)
    height = size.height * Self.rowHeight + 2 * Self.margin
  }

  var text: String {
    """
    <svg xmlns="http://www.w3.org/2000/svg" width="\(Int(width))" height="\(height)" \
    viewBox="0 0 \(Int(width)) \(height)" font-family="ui-monospace, 'DejaVu Sans Mono', Menlo, \
    Consolas, monospace" font-size="14" xml:space="preserve">
    <rect width="100%" height="100%" rx="8" fill="\(palette.ground)"/>
    \(body)</svg>

    """
  }

  mutating func run(_ text: String, x: Int, y: Int, columns: Int, _ paint: CellPaint) {
    var ink = palette.hex(paint.foreground, otherwise: palette.ink)
    var ground = palette.hex(paint.background, otherwise: palette.ground)
    if paint.attributes.contains(.reverse) { swap(&ink, &ground) }
    if ground != palette.ground {
      body += """
        <rect x="\(left(x))" y="\(top(y))" width="\(length(columns))" height="\(Self.rowHeight)" \
        fill="\(ground)"/>\n
        """
    }
    guard text.contains(where: { $0 != " " }) else { return }
    var look = ""
    if paint.attributes.contains(.bold) { look += " font-weight=\"bold\"" }
    if paint.attributes.contains(.italic) { look += " font-style=\"italic\"" }
    if paint.attributes.contains(.underline) { look += " text-decoration=\"underline\"" }
    if paint.attributes.contains(.dim) { look += " opacity=\"0.6\"" }
    body += """
      <text x="\(left(x))" y="\(top(y) + 14)" textLength="\(length(columns))" \
      fill="\(ink)"\(look)>\(escaped(text))</text>\n
      """
  }

  mutating func cursor(_ point: Point) {
    body += """
      <rect x="\(left(point.x))" y="\(top(point.y))" width="2" height="\(Self.rowHeight)" \
      fill="\(palette.ink)"/>\n
      """
  }

  private func left(_ x: Int) -> String {
    decimal(Double(x) * Self.columnWidth + Double(Self.margin))
  }
  private func length(_ columns: Int) -> String { decimal(Double(columns) * Self.columnWidth) }
  private func top(_ y: Int) -> Int { y * Self.rowHeight + Self.margin }

  private func decimal(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }

  private func escaped(_ text: String) -> String {
    text.replacingOccurrences(of: "&", with: "&amp;")
      .replacingOccurrences(of: "<", with: "&lt;")
      .replacingOccurrences(of: ">", with: "&gt;")
  }
}
