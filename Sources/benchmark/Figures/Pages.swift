/// The way through the program's pages, as far as measuring needs it.
enum Pages {
  /// Stands on every page and is the C program's title too.
  static let title = "Create a GitLab runner"

  /// Keys from the first page of the demo whose pictures depend on no answer from elsewhere: through
  /// the choices, on to the next page, text typed and taken back, help, and back.
  static let keys: [String] =
    [down, up, up, down, down, enter] + "acme/website".map(String.init)
    + [backspace, backspace, home, end, f1, down, down, up]

  /// Where the cursor stands once it is known that the user may create group runners, but none of the instance.
  static let chosenType = "◉ Group"

  /// Registers a project runner in the demo and reveals its token.
  static func register(on program: PseudoTerminal) throws(BenchmarkFailure) {
    try program.wait(forText: chosenType)
    // Keys on their way to where the cursor stood are dropped.
    try program.waitForQuiet(.milliseconds(500))
    try press(down, on: program)
    try press(enter, on: program)
    try program.wait(forText: "Which project is the runner for?")
    try press("100", on: program)
    try press(enter, on: program)
    try program.wait(forText: "Run untagged jobs")
    try press("benchmark,", on: program)
    try pressEnter(until: "Enter creates the runner", on: program)
    try press(enter, on: program)
    try program.wait(forText: "Runner created")
    try program.waitForQuiet(.milliseconds(500))
    try press("v", on: program)
    try program.wait(forText: "glrt-")
  }

  private static let down = "\u{1b}OB"
  private static let up = "\u{1b}OA"
  private static let home = "\u{1b}OH"
  private static let end = "\u{1b}OF"
  private static let f1 = "\u{1b}OP"
  private static let enter = "\r"
  private static let backspace = "\u{7f}"

  private static func press(
    _ key: String, on program: PseudoTerminal
  ) throws(BenchmarkFailure) {
    try program.press(key)
    try program.waitForQuiet()
  }

  /// Goes from field to field and page to page.
  private static func pressEnter(
    until text: String, on program: PseudoTerminal
  ) throws(BenchmarkFailure) {
    for _ in 0..<30 where !program.screen.contains(text) {
      try press(enter, on: program)
    }
    try program.wait(forText: text)
  }
}
