import TerminalUI
import Testing

/// What terminals send, and what it means.
struct InputCase: CustomTestStringConvertible, Sendable {
  var bytes: [UInt8]
  var events: [InputEvent]

  init(_ text: String, _ events: InputEvent...) {
    bytes = Array(text.utf8)
    self.events = events
  }

  init(_ text: String, _ key: Key) {
    self.init(text, .key(key))
  }

  init(bytes: [UInt8], _ events: InputEvent...) {
    self.bytes = bytes
    self.events = events
  }

  var testDescription: String {
    bytes.map {
      $0 == 0x1B
        ? "Esc " : 0x21..<0x7F ~= $0 ? String(Unicode.Scalar($0)) : "<\(String($0, radix: 16))>"
    }.joined()
  }
}

enum InputTable {
  static let all =
    characters + controls + xterm + vt100 + linuxConsole + rxvt + modified + alt + mouse + reports
    + pastes + unknown

  static let characters = [
    InputCase("a", .character("a")),
    InputCase("A", .character("A")),
    InputCase(" ", .space),
    InputCase("~", .character("~")),
    InputCase("ä", .character("ä")),
    InputCase("世", .character("世")),
    InputCase("🙂", .character("🙂")),
    InputCase("e\u{301}", .key(.character("e")), .key(.character("\u{301}"))),
    InputCase("ab", .key(.character("a")), .key(.character("b"))),
    // Ill-formed UTF-8: a lone continuation, overlong forms, a surrogate, beyond the last scalar,
    // one that breaks off. C1 control characters type nothing either.
    InputCase(bytes: [0x80, 0x61], .key(.character("a"))),
    InputCase(bytes: [0xC0, 0xAF, 0x61], .key(.character("a"))),
    InputCase(bytes: [0xE0, 0x80, 0xAF, 0x61], .key(.character("a"))),
    InputCase(bytes: [0xED, 0xA0, 0x80, 0x61], .key(.character("a"))),
    InputCase(bytes: [0xF4, 0x90, 0x80, 0x80, 0x61], .key(.character("a"))),
    InputCase(bytes: [0xF5, 0xFF, 0x61], .key(.character("a"))),
    InputCase(bytes: [0xE4, 0xB8, 0x61], .key(.character("a"))),
    InputCase(bytes: [0xC3, 0xC3, 0xA4], .key(.character("ä"))),
    InputCase("\u{9B}a", .character("a")),
  ]

  static let controls = [
    InputCase("\u{0}", .control(" ")),
    InputCase("\u{1}", .control("a")),
    InputCase("\u{3}", .control("c")),
    InputCase("\u{1A}", .control("z")),
    InputCase("\u{8}", .backspace),
    InputCase("\u{7F}", .backspace),
    InputCase("\t", .tab),
    InputCase("\r", .enter),
    InputCase("\n", .enter),
    InputCase("\u{1C}", .control("\\")),
    InputCase("\u{1D}", .control("]")),
    InputCase("\u{1E}", .control("^")),
    InputCase("\u{1F}", .control("_")),
  ]

  static let xterm = [
    InputCase("\u{1B}[A", .up), InputCase("\u{1B}[B", .down),
    InputCase("\u{1B}[C", .right), InputCase("\u{1B}[D", .left),
    InputCase("\u{1B}[H", .home), InputCase("\u{1B}[F", .end),
    InputCase("\u{1B}[1~", .home), InputCase("\u{1B}[4~", .end),
    InputCase("\u{1B}[2~", Key(.insert)), InputCase("\u{1B}[3~", .delete),
    InputCase("\u{1B}[5~", .pageUp), InputCase("\u{1B}[6~", .pageDown),
    InputCase("\u{1B}OP", .function(1)), InputCase("\u{1B}OQ", .function(2)),
    InputCase("\u{1B}OR", .function(3)), InputCase("\u{1B}OS", .function(4)),
    InputCase("\u{1B}[15~", .function(5)), InputCase("\u{1B}[17~", .function(6)),
    InputCase("\u{1B}[18~", .function(7)), InputCase("\u{1B}[19~", .function(8)),
    InputCase("\u{1B}[20~", .function(9)), InputCase("\u{1B}[21~", .function(10)),
    InputCase("\u{1B}[23~", .function(11)), InputCase("\u{1B}[24~", .function(12)),
    InputCase("\u{1B}[Z", .backTab),
    InputCase("\u{1B}[Ax", .key(.up), .key(.character("x"))),
  ]

  static let vt100 = [
    InputCase("\u{1B}OA", .up), InputCase("\u{1B}OB", .down),
    InputCase("\u{1B}OC", .right), InputCase("\u{1B}OD", .left),
    InputCase("\u{1B}OH", .home), InputCase("\u{1B}OF", .end),
    InputCase("\u{1B}OM", .enter), InputCase("\u{1B}Op", .character("0")),
    InputCase("\u{1B}Oy", .character("9")), InputCase("\u{1B}Om", .character("-")),
    InputCase("\u{1B}Ol", .character(",")), InputCase("\u{1B}On", .character(".")),
  ]

  static let linuxConsole = [
    InputCase("\u{1B}[[A", .function(1)), InputCase("\u{1B}[[B", .function(2)),
    InputCase("\u{1B}[[E", .function(5)), InputCase("\u{1B}[[Z"),
  ]

  static let rxvt = [
    InputCase("\u{1B}[7~", .home), InputCase("\u{1B}[8~", .end),
    InputCase("\u{1B}[11~", .function(1)), InputCase("\u{1B}[14~", .function(4)),
    InputCase("\u{1B}[7$", Key(.home, .shift)), InputCase("\u{1B}[7^", Key(.home, .control)),
    InputCase("\u{1B}[5@", Key(.pageUp, [.shift, .control])),
    InputCase("\u{1B}[a", Key(.up, .shift)), InputCase("\u{1B}Od", Key(.left, .control)),
    InputCase("\u{1B}\u{1B}[A", Key(.up, .alt)), InputCase("\u{1B}\u{1B}[3~", Key(.delete, .alt)),
  ]

  static let modified = [
    InputCase("\u{1B}[1;5C", Key(.right, .control)),
    InputCase("\u{1B}[1;2A", Key(.up, .shift)),
    InputCase("\u{1B}[1;3D", Key(.left, .alt)),
    InputCase("\u{1B}[1;8B", Key(.down, [.shift, .alt, .control])),
    InputCase("\u{1B}[3;5~", Key(.delete, .control)),
    InputCase("\u{1B}[1;2P", Key(.function(1), .shift)),
    InputCase("\u{1B}O2P", Key(.function(1), .shift)),
    InputCase("\u{1B}O1;5C", Key(.right, .control)),
    InputCase("\u{1B}[24;5~", Key(.function(12), .control)),
    InputCase("\u{1B}[27;5;9~", Key(.tab, .control)),
    InputCase("\u{1B}[27;2;13~", Key(.enter, .shift)),
    InputCase("\u{1B}[27;6;65~", .control("A")),
    InputCase("\u{1B}[97u", .character("a")),
    InputCase("\u{1B}[97;5u", .control("a")),
    InputCase("\u{1B}[97;2u", .character("A")),
    InputCase("\u{1B}[97:65;3u", .alt("a")),
    InputCase("\u{1B}[97;1:3u"),
    InputCase("\u{1B}[1;1:3A"),
    InputCase("\u{1B}[27u", .escape),
    InputCase("\u{1B}[9;2u", .backTab),
    InputCase("\u{1B}[127u", .backspace),
    InputCase("\u{1B}[57358u"),
    InputCase("\u{1B}[3u"),
  ]

  static let alt = [
    InputCase("\u{1B}b", .alt("b")), InputCase("\u{1B}B", .alt("B")),
    InputCase("\u{1B}ä", .alt("ä")), InputCase("\u{1B}\u{7F}", Key(.backspace, .alt)),
    InputCase("\u{1B}\r", Key(.enter, .alt)),
    InputCase("\u{1B}\u{6}", Key(.character("f"), [.control, .alt])),
    InputCase("\u{1B}\u{1B}x", .key(.escape), .key(.alt("x"))),
    InputCase("\u{1B}\u{1B}\u{1B}[A", .key(.escape), .key(Key(.up, .alt))),
  ]

  static let mouse = [
    InputCase("\u{1B}[<0;5;3M", .mouse(MouseEvent(.press, at: Point(x: 4, y: 2)))),
    InputCase("\u{1B}[<0;5;3m"),
    InputCase("\u{1B}[<0;300;200M", .mouse(MouseEvent(.press, at: Point(x: 299, y: 199)))),
    InputCase("\u{1B}[<64;1;1M", .mouse(MouseEvent(.wheelUp, at: Point(x: 0, y: 0)))),
    InputCase("\u{1B}[<65;1;1M", .mouse(MouseEvent(.wheelDown, at: Point(x: 0, y: 0)))),
    InputCase("\u{1B}[<80;1;1M", .mouse(MouseEvent(.wheelUp, at: Point(x: 0, y: 0)))),
    InputCase("\u{1B}[<66;1;1M"), InputCase("\u{1B}[<2;1;1M"), InputCase("\u{1B}[<35;1;1M"),
    InputCase("\u{1B}[<0;0;1M"), InputCase("\u{1B}[<0;1M"), InputCase("\u{1B}[<M"),
    InputCase(
      bytes: [0x1B, 0x5B, 0x4D, 32, 37, 35], .mouse(MouseEvent(.press, at: Point(x: 4, y: 2)))),
    InputCase(bytes: [0x1B, 0x5B, 0x4D, 35, 37, 35]),
    InputCase(
      bytes: [0x1B, 0x5B, 0x4D, 32, 0xFF, 35], .mouse(MouseEvent(.press, at: Point(x: 222, y: 2)))),
    InputCase(
      "\u{1B}[<0;5;3M\u{1B}[<0;5;3m\u{1B}[<0;5;3M",
      .mouse(MouseEvent(.press, at: Point(x: 4, y: 2))),
      .mouse(MouseEvent(.doublePress, at: Point(x: 4, y: 2)))),
    InputCase(
      "\u{1B}[<0;5;3M\u{1B}[<0;6;3M",
      .mouse(MouseEvent(.press, at: Point(x: 4, y: 2))),
      .mouse(MouseEvent(.press, at: Point(x: 5, y: 2)))),
  ]

  static let reports = [
    InputCase("\u{1B}[I", .focus(true)), InputCase("\u{1B}[O", .focus(false)),
    InputCase("\u{1B}[?62;22c", .deviceAttributes), InputCase("\u{1B}[?6c", .deviceAttributes),
    InputCase("\u{1B}[>41;354;0c"),
    InputCase("\u{1B}]11;rgb:1e1e/2020/ffff\u{7}", .background(red: 30, green: 32, blue: 255)),
    InputCase(
      "\u{1B}]11;rgb:1e1e/2020/ffff\u{1B}\\", .background(red: 30, green: 32, blue: 255)),
    InputCase("\u{1B}]11;rgb:1e/20/ff\u{7}", .background(red: 30, green: 32, blue: 255)),
    InputCase("\u{1B}]11;rgb:f/0/f\u{7}", .background(red: 255, green: 0, blue: 255)),
    InputCase("\u{1B}]11;rgba:ffff/0000/0000/8000\u{7}", .background(red: 255, green: 0, blue: 0)),
    InputCase(
      "\u{1B}]11;rgb:0/0/0\u{7}\u{1B}[?6c", .background(red: 0, green: 0, blue: 0),
      .deviceAttributes),
    InputCase("\u{1B}]11;rgb:zz/00/00\u{7}"), InputCase("\u{1B}]11;?\u{7}"),
    InputCase("\u{1B}]11;rgb:+1/0/0\u{7}"), InputCase("\u{1B}]11;rgb:0/0\u{7}"),
    InputCase("\u{1B}]10;rgb:ff/ff/ff\u{7}"),
  ]

  static let pastes = [
    InputCase("\u{1B}[200~hello\u{1B}[201~", .paste("hello")),
    InputCase("\u{1B}[200~\u{1B}[201~", .paste("")),
    InputCase("\u{1B}[200~a\r\nb\rc\nd\u{1B}[201~x", .paste("a\nb\nc\nd"), .key(.character("x"))),
    InputCase("\u{1B}[200~a\u{7}\u{9B}\u{0}b\tc\u{7F}\u{1B}[201~", .paste("ab c")),
    InputCase("\u{1B}[200~\u{1B}[31mred\u{1B}[201~", .paste("[31mred")),
    InputCase("\u{1B}[200~\u{1B}[20\u{1B}[201~", .paste("[20")),
    InputCase("\u{1B}[200~\u{1B}\u{1B}[201~", .paste("")),
    InputCase("\u{1B}[200~äe\u{301}世\u{1B}[201~", .paste("äe\u{301}世")),
    InputCase(
      bytes: Array("\u{1B}[200~a".utf8) + [0xFF] + Array("b\u{1B}[201~".utf8),
      .paste("a\u{FFFD}b")),
    InputCase("\u{1B}[201~a", .character("a")),
  ]

  /// Swallowed whole; the letter behind each is still typed.
  static let unknown = [
    InputCase("\u{1B}[99~a", .character("a")),
    InputCase("\u{1B}[25~a", .character("a")),
    InputCase("\u{1B}[1;5Xa", .character("a")),
    InputCase("\u{1B}[?2004;1$ya", .character("a")),
    InputCase("\u{1B}[12;40Ra", .character("a")),
    InputCase("\u{1B}[E\u{1B}Oza", .character("a")),
    InputCase("\u{1B}[1;999Aa", .character("a")),
    InputCase("\u{1B}[99999999999999999999~a", .character("a")),
    InputCase("\u{1B}[\(String(repeating: "1;", count: 200))Aa", .character("a")),
    InputCase("\u{1B}P1$r0m\u{1B}\\a", .character("a")),
    InputCase("\u{1B}_Gi=1;OK\u{1B}\\a", .character("a")),
    InputCase("\u{1B}]\(String(repeating: "x", count: 400))\u{7}a", .character("a")),
    InputCase("\u{1B}]0;title\u{18}a", .character("a")),
    InputCase("\u{1B}]0;title\u{1B}[Aa", .key(.up), .key(.character("a"))),
    InputCase("\u{1B}[1;\r", .enter),
    InputCase("\u{1B}[1\u{1B}[A", .up),
    InputCase("\u{1B}[1ä", .character("ä")),
  ]
}
