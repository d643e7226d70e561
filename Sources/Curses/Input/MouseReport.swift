import TerminalUI

/// What a terminal says of the mouse: a button number with flags, as in xterm's `ctlseqs`, section
/// "Mouse Tracking".
struct MouseReport: Equatable {
  var button: Int
  var isPress: Bool
  var position: Point
}

/// Makes events of mouse reports: presses of the left button, double presses and the wheel.
struct ClickCounter {
  /// The longest time between the presses of a double click, in milliseconds.
  static let doubleClickTime = 400

  private var lastPress: (position: Point, time: Int)?

  mutating func event(for report: MouseReport, at now: Int) -> MouseEvent? {
    let isMotion = report.button & 32 != 0
    guard report.isPress, !isMotion else { return nil }
    // Without the flags for shift, alt and control.
    switch report.button & ~0b11100 {
    case 0: return press(at: report.position, now)
    case 64: return MouseEvent(.wheelUp, at: report.position)
    case 65: return MouseEvent(.wheelDown, at: report.position)
    default: return nil
    }
  }

  private mutating func press(at position: Point, _ now: Int) -> MouseEvent {
    if let last = lastPress, last.position == position, now - last.time <= Self.doubleClickTime {
      lastPress = nil
      return MouseEvent(.doublePress, at: position)
    }
    lastPress = (position, now)
    return MouseEvent(.press, at: position)
  }

}
