import Support
import Testing

@testable import TerminalUI

@Suite struct ChromeTests {
  private let help = Hint(keyName: "?", label: "help", command: "help")
  private let hints = [
    Hint(keyName: "Enter", label: "next", command: "next"),
    Hint(keyName: "Esc", label: "back", command: "back"),
    Hint(keyName: "d", label: "delete", command: "delete", isEnabled: false),
  ]

  private func bar(_ width: Int, _ hints: [Hint]? = nil) -> (line: String, regions: [HitRegion]) {
    var surface = Surface(size: Size(width: width, height: 1))
    let regions = HintBar(hints ?? self.hints, help: help).paint(
      on: &surface, in: surface.bounds, glyphs: .unicode)
    return (surface.line(0), regions)
  }

  @Test(arguments: [
    (80, "Enter next  Esc back  d delete  ? help"), (38, "Enter next  Esc back  d delete  ? help"),
    (37, "Enter next  Esc back  …  ? help"), (31, "Enter next  Esc back  …  ? help"),
    (30, "Enter next  …  ? help"), (20, "…  ? help"), (9, "…  ? help"), (8, "? help"),
    (6, "? help"), (5, "?"), (1, "?"), (0, ""),
  ])
  func theFooterShowsWhatFitsAndEndsInHelp(width: Int, line: String) {
    #expect(bar(width).line == line)
  }

  @Test func hintsCanBeClicked() {
    #expect(
      bar(37).regions == [
        HitRegion(Rect(x: 0, y: 0, width: 10, height: 1), .command("next")),
        HitRegion(Rect(x: 12, y: 0, width: 8, height: 1), .command("back")),
        HitRegion(Rect(x: 25, y: 0, width: 6, height: 1), .command("help")),
      ])
    #expect(bar(0).regions.isEmpty)
  }

  @Test func aFooterWithoutHintsIsHelp() {
    #expect(bar(20, []).line == "? help")
  }

  @Test func boxesHaveATitleAndAnInside() {
    var surface = Surface(size: Size(width: 12, height: 3))
    let inside = Box(title: "Runner type").paint(
      on: &surface, in: surface.bounds, glyphs: .unicode)
    #expect((0..<3).map(surface.line) == ["┌─ Runne… ─┐", "│          │", "└──────────┘"])
    #expect(inside == Rect(x: 1, y: 1, width: 10, height: 1))
    Box(title: "界").paint(on: &surface, in: surface.bounds, glyphs: .ascii)
    #expect(surface.line(0) == "+- 界 -----+")
  }

  @Test func boxesTakeAnySize() {
    for width in 0...7 {
      for height in 0...3 {
        var surface = Surface(size: Size(width: width, height: height))
        let inside = Box(title: "Title").paint(
          on: &surface, in: surface.bounds, glyphs: .ascii)
        #expect(inside.size == Size(width: max(0, width - 2), height: max(0, height - 2)))
        if width >= 2, height >= 2 {
          #expect(surface[0, 0].glyph == "+" && surface[width - 1, height - 1].glyph == "+")
        }
      }
    }
  }

  @Test func toastsStandAtTheBottomRightTheNewestLowest() {
    var frame = Frame(size: Size(width: 30, height: 6))
    let toasts = [
      Toast(.info, "first"), Toast(.success, "Sent to the clipboard"),
      Toast(.warning, "This address is not encrypted"), Toast(.error, "No answer"),
    ]
    let rects = Toast.paint(
      toasts, on: &frame.surface, in: frame.surface.bounds.inset(bottom: 1), glyphs: .unicode)
    #expect(rects.count == 3)
    #expect(rects.first == Rect(x: 15, y: 4, width: 15, height: 1))
    assertSnapshot(frame, named: "toasts")
  }

  @Test func longToastsAreCutAndNoneIsPaintedWithoutRoom() {
    var surface = Surface(size: Size(width: 20, height: 4))
    let long = Toast(.warning, String(repeating: "word ", count: 50))
    let rects = Toast.paint([long, long], on: &surface, in: surface.bounds, glyphs: .ascii)
    #expect(rects == [Rect(x: 0, y: 1, width: 20, height: 3)])
    #expect(surface.line(3).contains("~"))
    for width in 0...7 {
      for height in 0...2 {
        var small = Surface(size: Size(width: width, height: height))
        let rects = Toast.paint([long], on: &small, in: small.bounds, glyphs: .ascii)
        #expect(rects.allSatisfy { $0.intersection(small.bounds) == $0 })
      }
    }
  }
}

@Suite struct ErrorToastTests {
  @Test func anErrorIsShownWholeAndCutOnlyWhereTheAreaEnds() {
    let long = Toast(.error, String(repeating: "word ", count: 12) + "end.")
    var surface = Surface(size: Size(width: 20, height: 8))
    let rects = Toast.paint([long], on: &surface, in: surface.bounds, glyphs: .ascii)
    #expect(rects == [Rect(x: 0, y: 3, width: 20, height: 5)])
    #expect(surface.line(7).contains("end."))
    var low = Surface(size: Size(width: 20, height: 3))
    #expect(Toast.paint([long], on: &low, in: low.bounds, glyphs: .ascii).count == 1)
    #expect(low.line(2).contains("~"))
  }
}

@Suite struct FrameSnapshotTests {
  @Test func goldenTextShowsRowsRolesAndCursor() {
    var frame = Frame(size: Size(width: 5, height: 2))
    frame.surface.write("界x", at: Point(x: 0, y: 0), .error)
    frame.surface.write("ok", at: Point(x: 0, y: 1), Style(.text, over: .selection))
    frame.cursor = Point(x: 2, y: 0)
    let lines = frame.golden.split(separator: "\n").map(String.init)
    #expect(Array(lines.prefix(3)) == ["size 5x2", "|界x", "|ok"])
    #expect(lines.last == "cursor 2,0")
    let error = lines.first { $0.hasSuffix(" error") }?.first
    let selection = lines.first { $0.hasSuffix(" selection") }?.first
    let text = lines.first { $0.hasSuffix(" text") }?.first
    guard let error, let selection, let text else {
      Issue.record("the legend lacks a role: \(lines)")
      return
    }
    #expect(lines.contains("|\(error)\(error)\(error)"))
    #expect(lines.contains("|\(text)\(text)"))
    #expect(lines.contains("|\(selection)\(selection)"))
    #expect(lines.contains(". background"))
  }

  @Test func everyRoleHasALetterOfItsOwn() {
    var surface = Surface(size: Size(width: Role.allCases.count, height: 1))
    for (x, role) in Role.allCases.enumerated() {
      surface.write("x", at: Point(x: x, y: 0), role)
    }
    var frame = Frame(size: surface.size)
    frame.surface = surface
    let row = frame.golden.split(separator: "\n").drop { $0 != "roles" }.dropFirst().first ?? ""
    #expect(Set(row.dropFirst()).count == Role.allCases.count)
  }

  @Test func differencesNameTheirLines() {
    #expect(lineDifference(expected: "a\nb", actual: "a\nb") == nil)
    #expect(lineDifference(expected: "a\nb", actual: "a\nc\nd") == "2 - b\n2 + c\n3 + d")
  }

  @Test func aMissingSnapshotIsAProblemThatShowsTheFrame() {
    var frame = Frame(size: Size(width: 5, height: 1))
    frame.surface.write("hello", at: Point(x: 0, y: 0), .text)
    #expect(
      snapshotProblem(frame, named: "never-recorded", filePath: #filePath)?.contains("|hello")
        == true)
  }

  @Test func aChangedFrameIsAProblemThatNamesTheLines() {
    let problem = snapshotProblem(
      Frame(size: Size(width: 30, height: 6)), named: "toasts", filePath: #filePath)
    #expect(problem?.contains("3 - |   │ ✓ Sent to the clipboard │\n3 + |") == true)
  }
}
