import RunnerCore
import RunnerWizard
import Support
import TerminalUI

extension Pilot {
  /// On the page of the places, out of the result page.
  static func onHandOver(
    _ settings: Settings = Fixtures.settings(), size: Size = Size(width: 80, height: 24),
    outside: @escaping @Sendable (Work) -> Answer? = Fixtures.well
  ) -> Pilot {
    var pilot = Pilot(settings, size: size, outside: outside)
    pilot.goToResult()
    pilot.press(.character("h"))
    return pilot
  }

  /// From the page of the places to the texts of a place, by its usual executor and answers.
  mutating func choose(_ place: HandOverPlace) {
    press(.home)
    let index = HandOverPlace.allCases.firstIndex(of: place) ?? 0
    for _ in 0..<index { press(.down) }
    press(.enter)
    if place.executors.count > 1 { press(.enter) }
    // Enter goes from line to line, and from the last one on.
    for _ in 0..<12 where shows("What it needs to know") { press(.enter) }
  }

  /// What was asked to be copied, the latest last.
  var copies: [String] {
    effects.compactMap { effect in
      guard case .run(.copy(let clipping), _) = effect else { return nil }
      switch clipping {
      case .secret(let secret): return secret.reveal()
      case .text(let text): return text
      }
    }
  }

  /// What was asked to be saved, and where.
  var savings: [(text: String, path: String)] {
    effects.compactMap { effect in
      guard case .run(.saveToken(let secret, let path, _), _) = effect else { return nil }
      return (secret.reveal(), path)
    }
  }
}
