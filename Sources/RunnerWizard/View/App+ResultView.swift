import RunnerCore
import TerminalUI

/// The result page; the token stands masked unless it was asked for.
extension App {
  func resultContent(_ result: ResultScreen, width: Int) -> PageContent {
    var rows = LabelledRows(width: width, glyphs: settings.glyphs)
    if result.isGone {
      addGone(result, to: &rows)
    } else if isResultClose {
      addClose(result, to: &rows)
    } else {
      addWhole(result, to: &rows)
    }
    return rows.content
  }

  /// Whether there is no room for all of the page at once.
  var isResultClose: Bool { size.height < 20 || size.width < 60 }

  /// Whether the runner of the page was seen to ask for jobs, so that nothing is left to be set up.
  var isResultAtWork: Bool {
    result?.isReset == false && tracked?.progress?.asking == .yes
  }

  /// The configuration file that the runner of the page stands in, so that no more than its program is left to be run.
  var resultConfigPath: String? {
    guard let result, !result.isReset else { return nil }
    return result.configPaths.last
  }

  /// All in the order in which it is read, where there is room.
  private func addWhole(_ result: ResultScreen, to rows: inout LabelledRows) {
    let tracked = tracked
    // Beside the progress, low screens have no rows to spare for blank ones.
    let isSpaced = tracked == nil || size.height >= 28
    if isSpaced { rows.addBlank() }
    rows.add(Texts.idLabel, result.identity, .textStrong)
    addPlace(result, to: &rows)
    if isSpaced { rows.addBlank() }
    addToken(result, to: &rows)
    rows.add(Texts.expiryLabel, result.expiryText(now: now))
    addRenewal(result, to: &rows)
    addCustody(result, to: &rows)
    if let tracked {
      if isSpaced { rows.addBlank() }
      addStages(tracked, Texts.progressLabel, to: &rows)
    }
    if isSpaced { rows.addBlank() }
    addOnce(result, to: &rows)
    if isSpaced { rows.addBlank() }
    addSteps(result, to: &rows)
  }

  /// What is looked for first on the first rows, so that a low screen shows it; the header names the runner.
  private func addClose(_ result: ResultScreen, to rows: inout LabelledRows) {
    let isStuck = tracked?.isStuck(at: now.uptime) == true
    if size.height >= 12, !isStuck {
      rows.add(Texts.expiryLabel, result.shortExpiry(now: now), atMost: 1)
    }
    addToken(result, to: &rows)
    let (kept, role) = custodyLine(result)
    let isWhole = rows.add(Texts.custodyLabel, kept, role, atMost: isStuck ? 1 : 2)
    if let tracked {
      let line = progressLine(tracked)
      rows.add(Texts.progressLabel, line.text, line.role, atMost: 1)
      if isStuck {
        rows.add(Texts.stuckLabel, Texts.stuckBriefly(tracked.likelyCause), .info)
      }
    }
    rows.add(Texts.nextKeysLabel, resultNextKeys, .textStrong, atMost: 1)
    addOnce(result, to: &rows)
    rows.addBlank()
    addPlace(result, to: &rows)
    rows.add(Texts.expiryLabel, result.expiryText(now: now))
    addRenewal(result, to: &rows)
    if !isWhole || result.custody.count > 1 { addCustody(result, to: &rows) }
    if let tracked { addStages(tracked, Texts.stagesLabel, to: &rows) }
    rows.addBlank()
    addSteps(result, to: &rows)
  }

  private var resultNextKeys: String {
    if isResultAtWork { return Texts.nextKeysAtWork }
    if resultConfigPath != nil { return Texts.nextKeysConfigured }
    return Texts.nextKeys(isHereOffered: offersMachine)
  }

  /// Nothing can be done for the runner any more: what it was, and what makes sense now.
  private func addGone(_ result: ResultScreen, to rows: inout LabelledRows) {
    let isRoomy = size.height >= 20
    if isRoomy { rows.addBlank() }
    rows.addText("\(settings.glyphs.warning) \(Texts.goneText(result.runner.id))", .warning)
    if isRoomy { rows.addBlank() }
    rows.add(Texts.idLabel, result.identity, .textStrong)
    addPlace(result, to: &rows)
    // A token that lies about somewhere can be thrown away there.
    if !result.custody.isEmpty { addCustody(result, to: &rows) }
  }

  private func addPlace(_ result: ResultScreen, to rows: inout LabelledRows) {
    if result.type == .instance {
      rows.add(Texts.belongsLabel, Texts.wholeInstance)
    } else if let target = result.target {
      rows.add(Texts.belongsLabel, Texts.found(target))
    }
    if !result.isGone, let url = result.runner.webURL { rows.add(Texts.pageLabel, url, .link) }
  }

  private func addToken(_ result: ResultScreen, to rows: inout LabelledRows) {
    rows.add(
      Texts.tokenLabel,
      result.isRevealed ? result.runner.token.reveal() : result.mask(settings.glyphs), .secret)
  }

  private func addRenewal(_ result: ResultScreen, to rows: inout LabelledRows) {
    guard let renewal = result.renewal else { return }
    rows.add("", Texts.renewsBy(String(now.exact(renewal.renewsAt).prefix(10))), .textMuted)
  }

  private func addCustody(_ result: ResultScreen, to rows: inout LabelledRows) {
    if result.custody.isEmpty { rows.add(Texts.custodyLabel, Texts.notKeptYet, .warning) }
    for (index, custody) in result.custody.enumerated() {
      rows.add(
        index == 0 ? Texts.custodyLabel : "", custody.text, custody.isSafe ? .success : .warning)
    }
  }

  /// The last place in which the token is safe, or else what became of it.
  private func custodyLine(_ result: ResultScreen) -> (text: String, role: Role) {
    guard let shown = result.custody.last(where: \.isSafe) ?? result.custody.last else {
      return (Texts.notKeptYet, .warning)
    }
    return (shown.text, shown.isSafe ? .success : .warning)
  }

  private func addStages(_ tracked: TrackedRunner, _ label: String, to rows: inout LabelledRows) {
    for (index, line) in progressLines(tracked, width: rows.valueWidth).enumerated() {
      rows.add(index == 0 ? label : "", line.text, line.role)
    }
  }

  /// Whether GitLab shows the token again.
  private func addOnce(_ result: ResultScreen, to rows: inout LabelledRows) {
    let text =
      result.isRecovered
      ? result.isKept ? Texts.shownForAWhileOnly : Texts.shownForAWhile
      : result.isKept ? Texts.shownNoMore : Texts.shownOnce
    rows.addText(text, result.isKept ? .textMuted : .warning)
  }

  private func addSteps(_ result: ResultScreen, to rows: inout LabelledRows) {
    rows.addText(Texts.nextLabel, .header)
    guard !isResultAtWork else {
      rows.addText(Texts.atWorkStep, .text)
      return
    }
    if let path = resultConfigPath {
      rows.addText(Texts.configuredStep(sanitized(path)), .text)
      return
    }
    rows.addText(Texts.handOverStep, .text)
    if offersMachine { rows.addText(Texts.hereStep, .text) }
    guard !result.isReset else {
      for line in Texts.stepsAfterReset { rows.addText(line, .text) }
      return
    }
    rows.addText(Texts.byHandStep, .text)
    for line in Texts.nextSteps(url: result.server.description) {
      if line.hasPrefix(" ") { rows.addCode(line, .text) } else { rows.addText(line, .text) }
    }
  }
}
