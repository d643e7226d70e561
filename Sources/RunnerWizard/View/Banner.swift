import RunnerCore
import TerminalUI

/// What a page says above its fields: what happened and what can be done.
struct Banner: Equatable, Sendable {
  var kind: Toast.Kind
  /// Sentences, each on lines of its own.
  var lines: [String]

  init(_ kind: Toast.Kind, _ lines: [String]) {
    self.kind = kind
    self.lines = lines.filter { !$0.isEmpty }
  }

  private static let indent = 2

  func height(width: Int, isRoomy: Bool) -> Int {
    lines.reduce(0) { $0 + $1.wrapped(to: width - Self.indent).count } + (isRoomy ? 1 : 0)
  }

  func paint(on frame: inout Frame, in rect: Rect, glyphs: Glyphs) {
    guard !rect.isEmpty else { return }
    frame.surface.write(kind.glyph(glyphs), at: rect.origin, kind.role)
    var rest = rect.inset(left: Self.indent)
    for (index, line) in lines.enumerated() where !rest.isEmpty {
      let height = Paragraph(line, index == 0 ? kind.role : .text).paint(
        on: &frame.surface, in: rest, glyphs: glyphs)
      rest = rest.split(top: height).rest
    }
  }
}

extension App {
  /// What the page has to say above its fields now.
  var banner: Banner? {
    guard let wizard else { return nil }
    if wizard.problemCount > 0 { return Banner(.error, [Texts.problemCount(wizard.problemCount)]) }
    if wizard.page == .review, let banner = submissionBanner(wizard) { return banner }
    if let banner = connectionBanner(wizard) { return banner }
    guard wizard.page == wizard.steps.first else { return nil }
    var notes = session.notes
    if session.connection?.server.isPlainHTTPToRemote == true {
      notes.append(Texts.plainHTTPWarning)
    }
    guard !notes.isEmpty else { return nil }
    return Banner(session.connection?.server.isPlainHTTPToRemote == true ? .warning : .info, notes)
  }

  private func submissionBanner(_ wizard: Wizard) -> Banner? {
    switch wizard.submission {
    case .idle, .sending: nil
    case .failed(let failure, _): Banner(.error, [failure.message, failure.fix])
    case .unknown(let failure):
      Banner(
        .warning,
        [Texts.unknownOutcome, Texts.unknownOutcomeFix(runnersPage), failure.message])
    }
  }

  private func connectionBanner(_ wizard: Wizard) -> Banner? {
    switch session.check {
    case .failed(let failure):
      if wizard.page == .connection {
        if session.candidate != nil, wizard.isConnectionRefused { return nil }
        return Banner(.error, [failure.message, failure.fix, Texts.enterChecksAgain])
      }
      // It is said where the operator comes in and where it matters, not on every page.
      guard wizard.page == wizard.steps.first || wizard.page == .review else { return nil }
      let next = failure.meansUnusableToken ? Texts.pressCForConnection : Texts.pressRToCheck
      return Banner(failure.meansUnusableToken ? .error : .warning, [failure.message, next])
    case .tokenCommandFailed(let message):
      guard
        wizard.page == .connection || wizard.page == wizard.steps.first
          || wizard.page == .review
      else { return nil }
      let fix = wizard.page == .connection ? Texts.tokenCommandFix : Texts.pressCForConnection
      return Banner(.error, [Texts.tokenCommandFailed(message), fix])
    default: return nil
    }
  }
}
