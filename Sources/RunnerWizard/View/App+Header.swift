import RunnerCore
import TerminalUI

extension App {
  func paintHeader(on frame: inout Frame, _ layout: WizardLayout) {
    let glyphs = settings.glyphs
    for rule in layout.rules {
      frame.surface.fill(rule, .separator, glyph: glyphs.border.horizontal)
    }
    var factsRect = layout.facts
    if let wizard {
      let titles =
        wizard.editedRunner.map { [Texts.editTitle(Texts.name(of: $0)), Texts.editTitle($0.id)] }
        ?? wizard.draft.surroundings.model.map {
          [Texts.anotherLike($0), Texts.shortAnotherLike($0)]
        } ?? [Texts.title, Texts.shortTitle]
      paintTitle(titles, .title, stepTitle(wizard), on: &frame, layout.title)
      if !layout.rail.isEmpty {
        paintRail(wizard, on: &frame, layout.rail)
      } else if !layout.strip.isEmpty {
        paintStrip(wizard, on: &frame, layout.strip)
      } else {
        let signs = wizard.steps.map { stepSign($0, wizard).glyph }.joined()
        let x = factsRect.endX - signs.displayWidth
        paintSigns(wizard, on: &frame, at: Point(x: x, y: factsRect.y))
        factsRect = factsRect.inset(right: signs.displayWidth + 2)
      }
    } else {
      let handOver = result?.handOver
      // On small screens the rows of the page begin with what is looked for, and the runner stands up here.
      let context = handOver == nil && isResultClose ? result?.identity ?? "" : ""
      paintTitle(
        [handOver?.title ?? result?.title ?? ""],
        handOver != nil ? .title : result?.isGone == true ? .warning : .success, context,
        on: &frame, layout.title)
      if !layout.rail.isEmpty, let draft = result?.draft {
        paintRail(draft, on: &frame, layout.rail)
      }
    }
    paintFacts(on: &frame, factsRect)
  }

  private func stepTitle(_ wizard: Wizard) -> String {
    let title = wizard.spec.title(wizard.draft)
    guard let index = wizard.steps.firstIndex(of: wizard.page) else { return title }
    return Texts.step(
      index + 1, of: wizard.steps.count, title, dash: settings.glyphs.dash)
  }

  /// The longest title that leaves room for the step, which stands at the right.
  private func paintTitle(
    _ titles: [String], _ role: Role, _ step: String, on frame: inout Frame, _ rect: Rect
  ) {
    let room = rect.width - step.displayWidth - 2
    let title = titles.first { $0.displayWidth <= room } ?? ""
    frame.surface.write(title, at: rect.origin, role)
    let x = title.isEmpty ? rect.x : max(rect.x, rect.endX - step.displayWidth)
    frame.surface.write(step, at: Point(x: x, y: rect.y), .titleContext, limit: rect.endX - x)
  }

  func paintFacts(on frame: inout Frame, _ rect: Rect) {
    let glyphs = settings.glyphs
    var text = facts(columns: rect.width)
    if let spinner, [.identify, .readToken, .examine].contains(where: work.isRunning) {
      text = glyphs.spinnerFrame(spinner) + " " + text
    }
    frame.surface.write(
      text.truncated(to: rect.width, ellipsis: glyphs.ellipsis), at: rect.origin, .textMuted)
  }

  /// What is known about the connection, as much as fits: the kind of token is left out first, then
  /// scopes; an expiry is shown whole or not at all.
  private func facts(columns: Int) -> String {
    var facts = session.facts(isDemo: settings.isDemo)
    if settings.isReadOnly { facts.insert(Texts.readOnlyMark, at: 1) }
    let separator = " \(settings.glyphs.dot) "
    // The library's own `joined` is not specialized, and looks up its types at every start.
    var text: String { facts.dropFirst().reduce(facts.first ?? "") { $0 + separator + $1 } }
    func replace(_ fact: String, by shorter: String?) {
      guard let index = facts.lastIndex(of: fact), text.displayWidth > columns else { return }
      if let shorter { facts[index] = shorter } else { facts.remove(at: index) }
    }
    for kind in Texts.tokenKinds { replace(kind, by: nil) }
    if case .identified(let identity) = session.check, let token = identity.token {
      let scopes = token.scopes.joined(separator: ", ")
      if token.scopes.count > 1 {
        let short = token.scopes[0] + ", " + settings.glyphs.ellipsis
        replace(scopes, by: short)
        replace(short, by: nil)
      }
      replace(scopes, by: nil)
      replace(token.expiresAt.map(Texts.tokenExpires) ?? Texts.tokenNeverExpires, by: nil)
    }
    return text
  }

  private func stepSign(_ page: PageID, _ wizard: Wizard) -> (glyph: String, role: Role) {
    let steps = wizard.steps
    if page == wizard.page { return (settings.glyphs.stepCurrent, .stepCurrent) }
    let current = steps.firstIndex(of: wizard.returnPage ?? wizard.page) ?? 0
    let place = steps.firstIndex(of: page) ?? 0
    return place < current
      ? (settings.glyphs.stepDone, .stepDone) : (settings.glyphs.stepTodo, .stepTodo)
  }

  private func paintSigns(_ wizard: Wizard, on frame: inout Frame, at point: Point) {
    var x = point.x
    for page in wizard.steps {
      let sign = stepSign(page, wizard)
      x += frame.surface.write(sign.glyph, at: Point(x: x, y: point.y), sign.role)
    }
  }

  private func paintStrip(_ wizard: Wizard, on frame: inout Frame, _ rect: Rect) {
    let words = wizard.steps.map { PageSpec.of($0).title(wizard.draft) }
    let width = words.reduce(0) { $0 + $1.displayWidth + 5 } - 3
    guard width <= rect.width else { return paintSigns(wizard, on: &frame, at: rect.origin) }
    var x = rect.x
    for (page, word) in zip(wizard.steps, words) {
      let sign = stepSign(page, wizard)
      x += frame.surface.write("\(sign.glyph) \(word)", at: Point(x: x, y: rect.y), sign.role)
      x += 3
    }
  }

  private func paintRail(_ wizard: Wizard, on frame: inout Frame, _ rect: Rect) {
    var y = rect.y + 1
    for page in wizard.steps {
      let sign = stepSign(page, wizard)
      let title = PageSpec.of(page).title(wizard.draft)
      frame.surface.write(
        "\(sign.glyph) \(title)", at: Point(x: rect.x + 2, y: y), sign.role,
        limit: rect.width - 4)
      if sign.role == .stepDone {
        paintSummary(
          wizard.draft.summary(of: page, server: session.connection?.server), on: &frame, rect,
          y: y + 1)
      }
      y += 3
    }
    paintRailEdge(on: &frame, rect)
  }

  /// The rail beside a result: every step is done.
  private func paintRail(_ draft: WizardDraft, on frame: inout Frame, _ rect: Rect) {
    var y = rect.y + 1
    for page in PageID.allCases where page != .connection && PageSpec.of(page).isShown(draft) {
      frame.surface.write(
        "\(settings.glyphs.stepDone) \(PageSpec.of(page).title(draft))",
        at: Point(x: rect.x + 2, y: y), .stepDone, limit: rect.width - 4)
      paintSummary(draft.summary(of: page, server: nil), on: &frame, rect, y: y + 1)
      y += 3
    }
    paintRailEdge(on: &frame, rect)
  }

  private func paintSummary(_ text: String, on frame: inout Frame, _ rect: Rect, y: Int) {
    let room = rect.width - 7
    frame.surface.write(
      text.truncated(to: room, ellipsis: settings.glyphs.ellipsis),
      at: Point(x: rect.x + 4, y: y), .textMuted, limit: room)
  }

  private func paintRailEdge(on frame: inout Frame, _ rect: Rect) {
    for y in rect.y..<rect.endY {
      frame.surface.write(
        settings.glyphs.border.vertical, at: Point(x: rect.endX - 2, y: y), .separator)
    }
  }
}

extension WizardDraft {
  /// What was answered on a page, in a few words.
  func summary(of page: PageID, server: ServerURL?) -> String {
    switch page {
    case .connection: server?.host ?? ""
    case .type: Texts.name(type)
    case .target: finding?.target?.fullPath ?? trimmed(targetText)
    case .tags: tags.isEmpty ? Texts.noTags : tags.joined(separator: ", ")
    case .details: trimmed(description).isEmpty ? Texts.noDescription : trimmed(description)
    case .review: ""
    }
  }
}
