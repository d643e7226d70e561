import RunnerCore
import RunnerWizard
import Support
import TerminalUI

/// One thing that happens to the program in a random session; a list of them can be played again.
enum FuzzStep: Sendable, CustomStringConvertible {
  case key(Key)
  case paste(String)
  case mouse(MouseEvent.Action, x: Int, y: Int)
  case resize(width: Int, height: Int)
  case focus(Bool)
  case resumed
  /// Time passes, and timers run down.
  case wait(milliseconds: Int)
  /// The clocks jump: that of the machine by milliseconds, that of the day by seconds.
  case jump(uptime: Int64, unix: Int64)
  /// A timer that nobody asked for, or that was forgotten.
  case stray(TimerID)
  /// The pending work of that number, counted round, ends as a seed says.
  case answer(Int, seed: UInt64)
  /// Work that was replaced or never asked for ends.
  case late(generation: Int, seed: UInt64)

  var description: String {
    switch self {
    case .key(let key): "press \(key.name)"
    case .paste(let text): "paste \(String(text.prefix(60)).debugDescription)"
    case .mouse(let action, let x, let y): "\(action) at \(x),\(y)"
    case .resize(let width, let height): "resize to \(width)x\(height)"
    case .focus(let isFocused): "focus \(isFocused)"
    case .resumed: "resumed"
    case .wait(let milliseconds): "wait \(milliseconds) ms"
    case .jump(let uptime, let unix): "clocks jump by \(uptime) ms and \(unix) s"
    case .stray(let timer): "stray timer \(timer)"
    case .answer(let index, let seed): "answer work \(index) by \(seed)"
    case .late(let generation, let seed): "late answer to \(generation) by \(seed)"
    }
  }

  private static let codes: [Key.Code] = [
    .enter, .enter, .enter, .escape, .tab, .backTab, .backspace, .delete, .insert, .up, .down,
    .down,
    .left, .right, .home, .end, .pageUp, .pageDown,
  ]
  private static let commands = Array(
    "jkgGVmwrhtydDSiCETHePpnNuxXTLRfFcazq?:/\\*![]{}<>1234567890-_ ,#@")
  private static let words = [
    "acme/infra", "7", "https://gitlab.example.com/groups/acme/infra", "docker,linux",
    "gitlab.example.com",
    "status:online tag:gpu", "/[/", "1h 30m", "2027-01-01", "~/token", "#12", "-", "\n\n\n",
    "delete",
  ]

  static func random(_ dice: inout Dice) -> FuzzStep {
    switch dice.below(100) {
    case 0..<30: return .key(key(&dice))
    case 30..<46: return .key(.character(dice.pick(commands)))
    case 46..<50: return .paste(dice.oneIn(2) ? dice.pick(words) : HostileText.any(&dice))
    case 50..<55: return .resize(width: side(&dice, 500), height: side(&dice, 200))
    case 55..<60:
      return .mouse(
        dice.pick([.press, .doublePress, .wheelUp, .wheelDown]), x: dice.below(90) - 2,
        y: dice.below(30) - 2)
    case 60..<66: return .wait(milliseconds: dice.length(40_000))
    case 66..<69:
      return .jump(uptime: dice.edge() % 4_000_000_000, unix: dice.edge() % 400_000_000_000)
    case 69: return .resumed
    case 70: return .focus(dice.oneIn(2))
    case 71:
      return .stray(
        dice.pick([
          .spinner, .toast(dice.below(9)), .settled, .countdown, .refresh, .detail, .highlights,
          .age,
          .targetSearch, .tracking,
        ]))
    case 72: return .late(generation: dice.below(60), seed: dice.next())
    default: return .answer(dice.below(8), seed: dice.next())
    }
  }

  /// Mostly a usual size, now and then one from the edges.
  private static func side(_ dice: inout Dice, _ largest: Int) -> Int {
    switch dice.below(8) {
    case 0: dice.below(4)
    case 1: 1 + dice.below(30)
    case 2: dice.oneIn(4) ? largest : 1 + dice.below(60)
    default: largest == 500 ? dice.pick([40, 80, 100, 140]) : dice.pick([10, 24, 40])
    }
  }

  private static func key(_ dice: inout Dice) -> Key {
    switch dice.below(8) {
    case 0: return .function(1 + dice.below(12))
    case 1: return .control(dice.pick(Array("abcdefghijklmnopqrtuvwxyz")))
    case 2: return .alt(dice.pick(Array("abcdefghijklmnopqrstuvwxyz")))
    case 3:
      return Key(dice.pick(codes), Key.Modifiers(rawValue: UInt8(dice.below(8))))
    case 4: return .character(dice.pick(Array("aé漢👩‍👩‍👧‍👦\u{301}ﷺ")))
    default: return Key(dice.pick(codes))
    }
  }
}
