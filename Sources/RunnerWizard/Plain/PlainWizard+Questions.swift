import RunnerCore
import TerminalUI

extension PlainWizard {
  /// The pages that are asked, in order.
  private var steps: [PageID] {
    PageID.allCases.filter { page in
      page == .connection ? asksForConnection : PageSpec.of(page).isShown(draft)
    }
  }

  /// Every question of the pages in order.
  private var fields: [(page: PageID, field: FieldSpec)] {
    steps.flatMap { page in PageSpec.of(page).fields(for: draft).map { (page, $0) } }
  }

  mutating func askFirst() -> [PlainStep] {
    guard let first = fields.first else { return askReview() }
    return askField(first.field.id)
  }

  /// Asks for one field, with the page's heading where a page begins.
  mutating func askField(_ id: FieldID) -> [PlainStep] {
    guard let (page, field) = PageSpec.holding(id) else { return askReview() }
    var output = heading(page)
    question = .field(id)
    let label = field.label(draft)
    var isSecret = false
    let prompt: String
    switch field.kind {
    case .choice(let path, let choices):
      let choices = choices(draft)
      output += choices.enumerated().map { say(Texts.plainChoice($0 + 1, $1)) }
      let selected = min(draft[keyPath: path], choices.count - 1)
      prompt = Texts.plainQuestion(label, [], choices.isEmpty ? "" : choices[selected].word)
    case .toggle(let path, let on, let off):
      prompt = Texts.plainQuestion(
        label, [Texts.plainYesNo], draft[keyPath: path] ? on : off)
    case .secret(let path):
      isSecret = true
      prompt = Texts.plainQuestion(
        label, [], draft[keyPath: path].isEmpty ? "" : Texts.plainHiddenValue)
    case .tags(let path):
      let tags = draft[keyPath: path]
      prompt = Texts.plainQuestion(
        label, [Texts.plainTagsHint] + (tags.isEmpty ? [field.placeholder] : [Texts.plainEmpties]),
        tags.joined(separator: ", "))
    case .text(let path, _, _), .area(let path, _):
      let current = draft[keyPath: path]
      var notes = field.need == .required ? [] : [Texts.optional]
      if current.isEmpty {
        notes.append(field.placeholder)
      } else if field.need != .required {
        notes.append(Texts.plainEmpties)
      }
      prompt = Texts.plainQuestion(label, notes, current)
    }
    let isPremium = id == .tokenExpiresAt || id == .tokenRotationDeadline
    if isSecret || field.need == .given || isPremium { output.append(say(field.help(draft))) }
    return output + [.ask(prompt: prompt, isSecret: isSecret)]
  }

  mutating func heading(_ page: PageSpec) -> [PlainStep] {
    guard self.page != page.id else { return [] }
    self.page = page.id
    let title = page.title(draft)
    let steps = steps
    let heading =
      steps.firstIndex(of: page.id).map {
        Texts.step($0 + 1, of: steps.count, title, dash: settings.glyphs.dash)
      } ?? title
    return [say(""), say(heading), say(page.introduction(draft))]
  }

  /// Takes the answer for a field; one that does not do is asked for again with the reason.
  mutating func take(_ line: String, for id: FieldID) -> [PlainStep] {
    guard let (_, field) = PageSpec.holding(id) else { return askReview() }
    let before = draft
    if !trimmed(line).isEmpty, let problem = set(field, to: line) {
      return [say(problem)] + askField(id)
    }
    if id == .target { clearFailedFinding() }
    // In place of the token the next question takes a command.
    if id == .accessToken, draft.accessToken.isEmpty { return askField(.tokenCommand) }
    if id == .tokenCommand, let problem = PageSpec.tokenProblems(draft).first {
      return [say(problem)] + askField(.accessToken)
    }
    let guess = id == .accessToken ? TokenKind.guess(draft.accessToken) : .unknown
    var remarks = [Texts.guess(guess), Texts.instead(of: guess)].compactMap(\.self).map(say)
    if id == .tags {
      remarks += TagAdvice.about(draft.tags, beside: TagCatalogue(entries: [], isPartial: true))
        .map { say(Texts.advice($0)) }
    }
    let problems = field.problems(draft)
    guard problems.isEmpty else {
      // What cannot be had is not offered as the answer to the question that is asked again.
      if id == .type { draft.type = before.type }
      // The rule about untagged jobs can only be met by the next answer or this one.
      if id == .tags, draft.tags.isEmpty, before.tags.isEmpty { return goOn(after: id) }
      return problems.map(say) + askField(id)
    }
    if id == .runsUntagged, let problem = PageSpec.tagsProblem(draft) {
      return [say(problem)] + askField(.tags)
    }
    return remarks + goOn(after: id)
  }

  /// - Returns: what is wrong with the answer, nil when it was taken.
  private mutating func set(_ field: FieldSpec, to line: String) -> String? {
    // Lines from a pipe may hold what no key types.
    let text = trimmed(sanitized(line))
    let value = text == Texts.plainEmptied ? "" : text
    switch field.kind {
    case .text(let path, _, _), .area(let path, _): draft[keyPath: path] = value
    case .secret(let path): draft[keyPath: path] = Secret(trimmed(line))
    case .tags(let path): draft[keyPath: path] = RunnerTags.split(value)
    case .toggle(let path, _, _):
      guard let isOn = isYes(text) else { return Texts.plainYesOrNo }
      draft[keyPath: path] = isOn
    case .choice(let path, let choices):
      let choices = choices(draft)
      let word = text.lowercased()
      let index =
        Int(text).map { $0 - 1 }
        ?? choices.firstIndex { $0.word.lowercased() == word || $0.title.lowercased() == word }
      guard let index, choices.indices.contains(index) else { return Texts.plainNotAChoice }
      draft[keyPath: path] = index
    }
    return nil
  }

  private mutating func clearFailedFinding() {
    if case .failed = draft.finding?.result, let kind = draft.type.targetKind {
      draft.findings[kind] = nil
    }
  }

  /// Goes on from a field whose answer does: to what has to be asked of the server, the next
  /// question, or the review.
  mutating func goOn(after id: FieldID) -> [PlainStep] {
    if id == .target, draft.finding == nil, let kind = draft.type.targetKind,
      let reference = try? draft.targetReference(kind), let connection
    {
      question = .none
      return [.run(.resolve(reference, kind, for: .registration, connection))]
    }
    let page = PageSpec.holding(id)?.page.id
    let isLastOfPage = page.flatMap { PageSpec.of($0).fields(for: draft).last?.id } == id
    if page == .connection, isLastOfPage, draft.connection != nil {
      isProbeRefused = false
      return connect()
    }
    return askNext(after: id)
  }

  mutating func askNext(after id: FieldID) -> [PlainStep] {
    // The rule about untagged jobs is met by either of two questions.
    if isDetour, id == .tags, PageSpec.tagsProblem(draft) != nil { return askField(.runsUntagged) }
    if isDetour, PageSpec.holding(id)?.page.id != .connection {
      if let open = openField { return askField(open) }
      return askReview()
    }
    let fields = fields
    guard let index = fields.firstIndex(where: { $0.field.id == id }), index + 1 < fields.count
    else { return askReview() }
    return askField(fields[index + 1].field.id)
  }

  /// The first field that stands against creating the runner.
  var openField: FieldID? {
    for (page, field) in fields where page != .connection {
      if !field.problems(draft).isEmpty { return field.id }
      if field.id == .target, draft.finding?.target == nil { return field.id }
    }
    return nil
  }

  mutating func goBack() -> [PlainStep] {
    switch question {
    case .field(let id):
      if isDetour { return askReview() }
      let fields = fields
      guard let index = fields.firstIndex(where: { $0.field.id == id }), index > 0 else {
        return [say(Texts.plainFirst)] + askField(id)
      }
      return askField(fields[index - 1].field.id)
    case .check, .useAddress: return changeConnection()
    case .review, .retry, .unknownOutcome:
      guard question == .review, let last = fields.last else { return askReview() }
      return askField(last.field.id)
    case .recovery, .confirmRecovery: return askRecovery()
    case .result: return [say(Texts.plainNoWayBack)] + ask(.result, Texts.plainResult)
    case .replace, .leaving: return ask(.result, Texts.plainResult)
    case .none: return []
    }
  }

  /// Asks for the connection from its first question on.
  mutating func changeConnection() -> [PlainStep] {
    asksForConnection = true
    guard let first = PageSpec.connection.fields(for: draft).first else { return askReview() }
    return askField(first.id)
  }
}

extension PageSpec {
  /// What the tags lack once both questions of their page are answered.
  static func tagsProblem(_ draft: WizardDraft) -> String? {
    draft.form.problems.first { $0.field == .tagList }?.message
  }
}
