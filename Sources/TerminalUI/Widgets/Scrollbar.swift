/// A bar in one column that shows where a window stands in the whole.
public struct Scrollbar: Equatable, Sendable {
  public let window: ScrollWindow

  public init(_ window: ScrollWindow) {
    self.window = window
  }

  /// The rows of a track that the thumb takes.
  ///
  /// It touches an end of the track only when the window does, where the track is long enough.
  public func thumb(track: Int) -> Range<Int> {
    guard window.isScrollable, window.height > 0, track > 0 else { return 0..<max(0, track) }
    let share = Double(window.height) / Double(window.total)
    let size = min(max(1, Int(Double(track) * share)), track)
    let room = track - size
    let progress = Double(window.offset) / Double(window.total - window.height)
    var start = Int(Double(room) * progress + 0.5)
    if room >= 2, window.above > 0, window.below > 0 { start = min(max(1, start), room - 1) }
    return start..<start + size
  }

  /// Paints the bar into the last column of a rectangle; nothing when all is visible.
  public func paint(on surface: inout Surface, in rect: Rect, glyphs: Glyphs) {
    guard window.isScrollable, !rect.isEmpty else { return }
    let thumb = thumb(track: rect.height)
    for line in 0..<rect.height {
      let place = Point(x: rect.endX - 1, y: rect.y + line)
      if thumb.contains(line) {
        surface.write(glyphs.scrollThumb, at: place, .scrollbarThumb)
      } else {
        surface.write(glyphs.scrollTrack, at: place, .scrollbar)
      }
    }
  }
}
