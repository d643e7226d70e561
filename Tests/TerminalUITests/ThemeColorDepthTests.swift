import Testing

@testable import TerminalUI

struct ThemeColorDepthTests {
  @Test(arguments: [
    (-1, ColorDepth.none), (0, .none), (2, .none), (8, .ansi8), (16, .ansi16), (88, .ansi16),
    (256, .indexed256), (1 << 24, .direct),
  ])
  func depthIsWhatTheTerminalHas(_ colors: Int, _ depth: ColorDepth) {
    #expect(ColorDepth.detect(colors: colors, environment: [:]) == depth)
  }

  @Test func anyTextInNoColorMeansNone() {
    for value in ["1", "0", "false"] {
      #expect(ColorDepth.detect(colors: 256, environment: ["NO_COLOR": value]) == .none)
    }
    #expect(ColorDepth.detect(colors: 256, environment: ["NO_COLOR": ""]) == .indexed256)
  }

  @Test func noColorBeatsTheRequest() {
    let environment = ["NO_COLOR": "1"]
    #expect(ColorDepth.detect(colors: 256, environment: environment, request: .indexed) == .none)
  }

  @Test(arguments: [
    (256, ColorDepth.Request.never, ColorDepth.none), (256, .sixteen, .ansi16),
    (8, .sixteen, .ansi8), (8, .indexed, .ansi8), (256, .indexed, .indexed256),
    (1 << 24, .sixteen, .ansi8), (1 << 24, .indexed, .direct), (0, .indexed, .none),
  ])
  func requestCountsAsFarAsTheTerminalGoes(
    _ colors: Int, _ request: ColorDepth.Request, _ depth: ColorDepth
  ) {
    #expect(ColorDepth.detect(colors: colors, environment: [:], request: request) == depth)
  }
}
