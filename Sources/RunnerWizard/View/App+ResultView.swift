import RunnerCore
import TerminalUI

extension App {
  /// The rows of the result page; the token stands masked unless it was asked for.
  func resultContent(_ result: ResultScreen, width: Int) -> PageContent {
    let glyphs = settings.glyphs
    let isRoomy = size.height >= 20
    let tracked = tracked
    // Beside the progress, low screens have no rows to spare for blank ones.
    let isSpaced = isRoomy && (tracked == nil || size.height >= 28)
    let runner = result.runner
    var content = PageContent()
    if isSpaced { content.addBlank() }
    func add(_ label: String, _ value: String, _ role: Role = .fieldValue) {
      self.add(label, value, role, to: &content, width: width)
    }
    add(Texts.idLabel, Texts.createdID(runner.id, result.type), .textStrong)
    if result.type == .instance {
      add(Texts.belongsLabel, Texts.wholeInstance)
    } else if let target = result.target {
      add(Texts.belongsLabel, Texts.found(target))
    }
    if isRoomy, let url = runner.webURL { add(Texts.pageLabel, url, .link) }
    if isSpaced { content.addBlank() }
    add(
      Texts.tokenLabel,
      result.isRevealed ? runner.token.reveal() : result.mask(glyphs), .secret)
    add(Texts.expiryLabel, result.expiryText(now: now))
    if isRoomy, let renewal = result.renewal {
      add("", Texts.renewsBy(String(now.exact(renewal.renewsAt).prefix(10))), .textMuted)
    }
    if result.custody.isEmpty {
      add(Texts.custodyLabel, Texts.notKeptYet, .warning)
    }
    for (index, custody) in result.custody.enumerated() {
      add(index == 0 ? Texts.custodyLabel : "", custody.text, custody.isSafe ? .success : .warning)
    }
    if let tracked {
      if isSpaced { content.addBlank() }
      let lines = progressLines(tracked, width: width - WizardLayout.gutter - 10)
      for (index, line) in lines.enumerated() {
        add(index == 0 ? Texts.progressLabel : "", line.text, line.role)
      }
    }
    if isSpaced || tracked == nil { content.addBlank() }
    content.add(
      result.isKept
        ? Texts.shownNoMore : result.isRecovered ? Texts.shownForAWhile : Texts.shownOnce,
      result.isKept ? .textMuted : .warning,
      x: WizardLayout.gutter,
      width: width - 1, glyphs: glyphs)
    if !isRoomy, let url = runner.webURL { add(Texts.pageLabel, url, .link) }
    content.addBlank()
    content.add(
      Texts.nextLabel, .header, x: WizardLayout.gutter, width: width - 1, glyphs: glyphs)
    let steps =
      result.isReset ? Texts.stepsAfterReset : Texts.nextSteps(url: result.server.description)
    for line in [Texts.handOverStep] + steps {
      content.add(line, .text, x: WizardLayout.gutter, width: width - 1, glyphs: glyphs)
    }
    return content
  }

  private func add(
    _ label: String, _ value: String, _ role: Role, to content: inout PageContent, width: Int
  ) {
    let glyphs = settings.glyphs
    let start = WizardLayout.gutter + 10
    let paragraph = Paragraph(value, role)
    let valueWidth = max(1, width - start - 1)
    content.add(height: paragraph.height(width: valueWidth)) { frame, rect in
      frame.surface.write(
        label, at: Point(x: rect.x + WizardLayout.gutter, y: rect.y), .fieldLabel)
      paragraph.paint(
        on: &frame.surface, in: rect.inset(left: start), glyphs: glyphs)
      return nil
    }
  }
}
