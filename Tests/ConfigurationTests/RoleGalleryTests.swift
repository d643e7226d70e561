import Foundation
import Testing

@testable import Configuration
@testable import TerminalUI

/// How every role of every shipped theme is painted at every depth, kept as text in `Snapshots`,
/// so that a change of a colour shows what it changes.
///
/// With `RECORD_SNAPSHOTS=1` in the environment the files are written instead.
struct RoleGalleryTests {
  @Test(arguments: ShippedThemeTests.names)
  func everyRoleIsPaintedAsBefore(_ name: String) throws {
    let theme = try ThemeLibrary(folders: [], files: .memory([:])).load(.name(name)).theme
    let gallery = gallery(theme)
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Snapshots/\(name).txt")
    if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
      try gallery.write(to: file, atomically: true, encoding: .utf8)
      return
    }
    let kept = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
    let now = gallery.split(separator: "\n")
    for (before, after) in zip(kept, now) { #expect(before == after) }
    #expect(kept.count == now.count)
  }

  private func gallery(_ theme: Theme) -> String {
    let depths: [ColorDepth] = [.none, .ansi8, .ansi16, .indexed256]
    let paints = depths.map(theme.paints)
    let styles =
      Role.allCases.map { Style($0) }
      + [Role.statusOnline, .statusOffline, .textMuted].map { Style($0, over: .selection) }
    let head = row("role", ["none", "8", "16", "256"])
    return head
      + styles.map { style in
        let name = style.role.name + (style.over.map { " < \($0.name)" } ?? "")
        return row(name, paints.map { text($0.paint(style)) })
      }.joined()
  }

  private func row(_ name: String, _ cells: [String]) -> String {
    let line = padded(name, 28) + cells.map { padded($0, 24) }.joined()
    return line.trimmingCharacters(in: .whitespaces) + "\n"
  }

  private func text(_ paint: CellPaint) -> String {
    let colors = "\(paint.foreground)/\(paint.background)"
    return paint.attributes.isEmpty ? colors : "\(colors) \(paint.attributes.text)"
  }

  private func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
  }
}
