/// The signs that the program draws with besides letters, each one column wide.
///
/// There are two sets: for terminals that take UTF-8, and for those that do not.
public struct Glyphs: Equatable, Sendable {
  /// Stands where text was cut.
  public let ellipsis: String
  /// Stands for each character of a masked value.
  public let mask: Character
  /// Left of the focused field or choice.
  public let focus: String
  public let checkOn: String
  public let checkOff: String
  public let radioOn: String
  public let radioOff: String

  public let stepDone: String
  public let stepCurrent: String
  public let stepTodo: String

  public let arrowUp: String
  public let arrowDown: String
  public let arrowLeft: String
  public let arrowRight: String
  /// There is more above what is shown.
  public let moreAbove: String
  /// There is more below what is shown.
  public let moreBelow: String
  /// Between parts of a title or a line of facts.
  public let dot: String
  public let dash: String

  public let success: String
  public let info: String
  public let warning: String
  public let error: String

  public let online: String
  public let offline: String
  public let stale: String
  public let neverContacted: String
  public let paused: String

  public let scrollTrack: String
  public let scrollThumb: String
  /// Shown in turn while something is under way; never empty.
  public let spinner: [String]
  public let border: Border

  /// The lines of boxes.
  public struct Border: Equatable, Sendable {
    public let horizontal: String
    public let vertical: String
    public let topLeft: String
    public let topRight: String
    public let bottomLeft: String
    public let bottomRight: String
    public let teeLeft: String
    public let teeRight: String
    public let teeTop: String
    public let teeBottom: String
    public let cross: String
  }

  /// The spinner's picture at some tick, counted from anywhere.
  public func spinnerFrame(_ tick: Int) -> String {
    let place = tick % spinner.count
    return spinner[place < 0 ? place + spinner.count : place]
  }

  /// Every sign, in no particular order.
  public var all: [String] {
    [
      ellipsis, String(mask), focus, checkOn, checkOff, radioOn, radioOff, stepDone, stepCurrent,
      stepTodo, arrowUp, arrowDown, arrowLeft, arrowRight, moreAbove, moreBelow, dot, dash,
      success, info, warning, error, online, offline, stale, neverContacted, paused, scrollTrack,
      scrollThumb, border.horizontal, border.vertical, border.topLeft, border.topRight,
      border.bottomLeft, border.bottomRight, border.teeLeft, border.teeRight, border.teeTop,
      border.teeBottom, border.cross,
    ] + spinner
  }
}

extension Glyphs {
  public static let unicode = Glyphs(
    ellipsis: "…", mask: "•", focus: "▸", checkOn: "■", checkOff: "□", radioOn: "◉",
    radioOff: "○", stepDone: "✓", stepCurrent: "●", stepTodo: "○", arrowUp: "↑", arrowDown: "↓",
    arrowLeft: "←", arrowRight: "→", moreAbove: "▲", moreBelow: "▼", dot: "·", dash: "—",
    success: "✓", info: "ℹ", warning: "⚠", error: "✗", online: "●", offline: "○", stale: "◌",
    neverContacted: "–", paused: "‖", scrollTrack: "│", scrollThumb: "█",
    spinner: ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"],
    border: Border(
      horizontal: "─", vertical: "│", topLeft: "┌", topRight: "┐", bottomLeft: "└",
      bottomRight: "┘", teeLeft: "├", teeRight: "┤", teeTop: "┬", teeBottom: "┴", cross: "┼"))

  public static let ascii = Glyphs(
    ellipsis: "~", mask: "*", focus: ">", checkOn: "x", checkOff: "-", radioOn: "*",
    radioOff: "o", stepDone: "+", stepCurrent: ">", stepTodo: "o", arrowUp: "^", arrowDown: "v",
    arrowLeft: "<", arrowRight: ">", moreAbove: "^", moreBelow: "v", dot: "-", dash: "-",
    success: "+", info: "i", warning: "!", error: "x", online: "*", offline: "o", stale: "~",
    neverContacted: "-", paused: "|", scrollTrack: "|", scrollThumb: "#",
    spinner: ["|", "/", "-", "\\"],
    border: Border(
      horizontal: "-", vertical: "|", topLeft: "+", topRight: "+", bottomLeft: "+",
      bottomRight: "+", teeLeft: "+", teeRight: "+", teeTop: "+", teeBottom: "+", cross: "+"))
}
