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

  /// As much of it as has room: of the first two sentences, cause and key, the second stays whole; what follows is left
  /// out where it would be cut.
  func fitted(to rect: Rect) -> Banner {
    let width = rect.width - Self.indent
    func rows(_ text: String) -> Int { text.wrapped(to: width).count }
    guard width > 0, let cause = lines.first,
      height(width: rect.width, isRoomy: false) > rect.height
    else { return self }
    var fitted = self
    fitted.lines = [cause]
    var room = rect.height - rows(cause)
    if lines.count > 1, room < rows(lines[1]) {
      // The cause is cut so far that the key stays whole.
      let kept = max(1, rect.height - rows(lines[1]))
      let shown = cause.wrapped(to: width, limit: kept + 1)
      if shown.count > kept {
        let last = shown[kept - 1].truncated(to: width - 1, ellipsis: "") + "…"
        fitted.lines = [(shown[..<(kept - 1)] + [last]).joined(separator: "\n")]
      }
      room = rect.height - kept
    }
    for line in lines.dropFirst() {
      room -= rows(line)
      guard room >= 0 else { break }
      fitted.lines.append(line)
    }
    return fitted
  }

  /// Adds the text to the rows of a page.
  /// - Parameter isBegun: its first row stands above the page already; it is repeated only where
  ///   it is cut there.
  func add(
    to content: inout PageContent, width: Int, isBegun: Bool, isRoomy: Bool, glyphs: Glyphs
  ) {
    let room = width - WizardLayout.gutter
    var rest = self
    let isWhole = isBegun && (lines.first?.displayWidth ?? 0) <= room - Self.indent
    if isWhole { rest.lines = Array(lines.dropFirst()) }
    content.add(height: rest.height(width: room, isRoomy: isRoomy)) { [rest] frame, rect in
      rest.paint(
        isContinued: isWhole, on: &frame, in: rect.inset(left: WizardLayout.gutter), glyphs: glyphs)
      return nil
    }
  }

  /// - Parameter isContinued: the sign and the first sentence stand elsewhere.
  func paint(isContinued: Bool = false, on frame: inout Frame, in rect: Rect, glyphs: Glyphs) {
    guard !rect.isEmpty else { return }
    if !isContinued { frame.surface.write(kind.glyph(glyphs), at: rect.origin, kind.role) }
    var rest = rect.inset(left: Self.indent)
    for (index, line) in lines.enumerated() where !rest.isEmpty {
      let height = Paragraph(line, index == 0 && !isContinued ? kind.role : .text).paint(
        on: &frame.surface, in: rest, glyphs: glyphs)
      rest = rest.split(top: height).rest
    }
  }
}

extension App {
  /// What the page has to say above its fields now.
  var banner: Banner? {
    guard let wizard else { return nil }
    // On high screens the count takes the place of the introduction; low ones have the fields only.
    if wizard.problemCount > 0, (16..<20).contains(size.height) {
      return Banner(.error, [Texts.problemCount(wizard.problemCount)])
    }
    if wizard.page == .review, let banner = submissionBanner(wizard) { return banner }
    if let banner = connectionBanner(wizard) { return banner }
    if wizard.page == .review, let obstacle = creationObstacle(wizard) {
      return Banner(.warning, [obstacle.text, obstacle.fix])
    }
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
    case .failed(let failure, _) where refusalBanner(wizard, failure) != nil:
      refusalBanner(wizard, failure)
    // Where the button counts down, it says what to do.
    case .failed(let failure, let retryAt):
      Banner(
        .error,
        [
          failure.message, retryAt == nil ? failure.fix : "",
          failure.kind == .serverError ? failure.requestID.map(Texts.request) ?? "" : "",
        ])
    case .unknown(let failure) where wizard.isEditing:
      Banner(.warning, [Texts.editUnknown, failure.message])
    case .unknown(let failure):
      Banner(
        .warning,
        unfinishedOfForm?.existing.map {
          [Texts.existing($0), Texts.existingWithEntry, failure.message]
        } ?? [
          Texts.unknownOutcome,
          recovery.cases.contains { !$0.isOfEarlierProgram }
            ? Texts.unknownWithEntry : Texts.unknownOutcomeFix(runnersPage),
          failure.message,
        ])
    }
  }

  /// What is needed in place of a token that looks like one of another kind.
  private var insteadOfToken: String? {
    session.connection.flatMap { Texts.instead(of: TokenKind.guess($0.token)) }
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
      let instead = failure.meansUnusableToken ? insteadOfToken : nil
      return Banner(
        failure.meansUnusableToken ? .error : .warning,
        [failure.message, instead, next].compactMap(\.self))
    case .tokenCommandFailed(let message):
      guard
        wizard.page == .connection || wizard.page == wizard.steps.first
          || wizard.page == .review
      else { return nil }
      // Letters are typed into the fields of a typed connection.
      let fix =
        wizard.page != .connection
        ? Texts.pressCForConnection
        : wizard.draft.typesConnection ? Texts.typedCommandFix : Texts.tokenCommandFix
      return Banner(.error, [Texts.tokenCommandFailed(message), fix])
    default: return nil
    }
  }
}
