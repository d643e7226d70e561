import RunnerCore
import TerminalUI

/// Moving through the hand-over of a token.
extension App {
  /// Opens the hand-over on the result page, as it was chosen for the runner before.
  mutating func openHandOver() -> [Effect] {
    guard let result else { return [] }
    let handOver = HandOverScreen(choice: handOverChoice, of: result, now: now)
    self.result?.isRevealed = false
    self.result?.handOver = handOver
    return []
  }

  /// Shows the text for a place, or the form where something is missing for it.
  mutating func openText(for place: HandOverPlace) -> [Effect] {
    if result?.handOver == nil {
      _ = openHandOver()
      result?.handOver?.choice.place = place
    }
    guard var handOver = result?.handOver, handOver.page != .text else { return [] }
    handOver.page = .questions
    write(&handOver)
    result?.handOver = handOver
    handOverChoice = handOver.choice
    handOverChoice.forgetName()
    return settle(.moved)
  }

  /// Does a command of the hand-over; nil for others.
  mutating func performInHandOver(_ id: CommandID) -> [Effect] {
    guard var handOver = result?.handOver else { return [] }
    let page = handOver.page
    var effects: [Effect] = []
    switch id {
    case HandOverCommand.next: goOn(&handOver)
    case HandOverCommand.back: goBack(&handOver)
    case HandOverCommand.previous where handOver.focus == 0: goBack(&handOver)
    case HandOverCommand.previous: move(&handOver, by: -1)
    case HandOverCommand.change: handOver.change(1)
    case HandOverCommand.changeBack: handOver.change(-1)
    case HandOverCommand.nextText: handOver.showBlock(1)
    case HandOverCommand.previousText: handOver.showBlock(-1)
    case HandOverCommand.reveal: result?.isRevealed.toggle()
    case HandOverCommand.copy: effects = copyText(handOver)
    case HandOverCommand.save: effects = saveText(handOver)
    case MachineCommand.register: effects = machineRequest.map { openRegisterHere($0) } ?? []
    case MachineCommand.write: effects = machineRequest.map { openWriteConfig($0) } ?? []
    case ResultCommand.up: move(&handOver, by: -1)
    case ResultCommand.down: move(&handOver, by: 1)
    case ResultCommand.pageUp: move(&handOver, by: 1 - WizardLayout(app: self).content.height)
    case ResultCommand.pageDown: move(&handOver, by: WizardLayout(app: self).content.height - 1)
    case ResultCommand.first: move(&handOver, by: -10_000)
    case ResultCommand.last: move(&handOver, by: 10_000)
    default: break
    }
    handOverChoice = handOver.choice
    handOverChoice.forgetName()
    if page != handOver.page || id == HandOverCommand.nextText
      || id == HandOverCommand.previousText
    {
      result?.isRevealed = false
    }
    let isClosed = id == HandOverCommand.back && page == .place
    result?.handOver = isClosed ? nil : handOver
    return effects
  }

  private func goOn(_ handOver: inout HandOverScreen) {
    switch handOver.page {
    case .place where handOver.choice.place.executors.count > 1: handOver.page = .executor
    case .place, .executor: ask(&handOver)
    case .questions where handOver.focus < handOver.rows.count - 1: move(&handOver, by: 1)
    case .questions: write(&handOver)
    case .text: break
    }
  }

  /// Shows the form, or the text where there is nothing to ask.
  private func ask(_ handOver: inout HandOverScreen) {
    handOver.editors = [:]
    handOver.problems = []
    handOver.focus = 0
    handOver.page = .questions
    if handOver.rows.isEmpty { write(&handOver) }
  }

  private func goBack(_ handOver: inout HandOverScreen) {
    handOver.keepAnswers()
    handOver.scrolled = 0
    switch handOver.page {
    case .place: break
    case .executor: handOver.page = .place
    case .questions: handOver.page = handOver.choice.place.executors.count > 1 ? .executor : .place
    case .text where handOver.rows.isEmpty:
      handOver.page = handOver.choice.place.executors.count > 1 ? .executor : .place
    case .text: handOver.page = .questions
    }
  }

  private func move(_ handOver: inout HandOverScreen, by step: Int) {
    switch handOver.page {
    case .place, .executor: handOver.select(handOver.selected + step)
    case .questions:
      handOver.keepAnswers()
      if case .field(let field)? = handOver.focusedRow, let request = request(of: handOver) {
        handOver.check(field.question, request)
      }
      handOver.focus = min(max(0, handOver.focus + step), max(0, handOver.rows.count - 1))
    case .text:
      let layout = WizardLayout(app: self)
      let content = handOverContent(handOver, width: layout.content.width)
      handOver.scrolled = content.scrolled(handOver.scrolled + step, height: layout.content.height)
    }
  }

  mutating func scrollHandOver(by rows: Int) {
    guard var handOver = result?.handOver else { return }
    move(&handOver, by: rows)
    result?.handOver = handOver
  }

  /// Makes the texts, or says what keeps them from being made.
  private func write(_ handOver: inout HandOverScreen) {
    handOver.keepAnswers()
    guard let request = request(of: handOver) else { return }
    do {
      handOver.handOver = try HandOver(request)
      handOver.problems = []
      handOver.page = .text
      handOver.block = 0
      handOver.scrolled = 0
    } catch {
      handOver.problems = error.problems
      handOver.page = .questions
      let first = handOver.rows.firstIndex { row in
        guard case .field(let field) = row else { return false }
        return error.problems.contains { $0.question == field.question }
      }
      if let first { handOver.focus = first }
    }
  }

  /// The request that the page's answers make; nil without a result.
  func request(of handOver: HandOverScreen) -> HandOverRequest? {
    guard let result else { return nil }
    let source: HandOverRequest.TokenSource =
      switch handOver.choice.source(among: handOver.sources) {
      case .typed: .typed
      case .file: handOver.tokenFile.map { .file($0) } ?? .typed
      case .inline: .inline
      }
    var request = HandOverRequest(
      place: handOver.choice.place, executor: handOver.choice.executor, tokenSource: source,
      runnerID: result.runner.id, token: result.runner.token,
      tokenObtainedAt: handOver.tokenObtainedAt, tokenExpiresAt: result.expiry?.unix,
      server: result.server)
    for field in handOver.choice.fields {
      request.answers[field.question] = handOver.answer(to: field)
    }
    if let connection = session.connection, connection.server == result.server {
      request.carry(connection, proxies: settings.proxies, home: settings.tokenFolder)
    } else {
      request.proxies = settings.proxies
    }
    return request
  }

  /// Types a key into the form; nil for keys that do not type there.
  mutating func typeIntoHandOver(_ key: Key) -> [Effect]? {
    guard var handOver = result?.handOver, handOver.isTyping,
      case .field(let field)? = handOver.focusedRow
    else { return nil }
    var editor = handOver.editor(of: field)
    guard editor.handle(key) else { return nil }
    change(&handOver, field, editor)
    return []
  }

  mutating func pasteIntoHandOver(_ text: String) -> Bool {
    guard var handOver = result?.handOver, handOver.isTyping,
      case .field(let field)? = handOver.focusedRow
    else { return false }
    var editor = handOver.editor(of: field)
    editor.paste(text, trimming: true)
    change(&handOver, field, editor)
    return true
  }

  private mutating func change(
    _ handOver: inout HandOverScreen, _ field: HandOverField, _ editor: LineEditor
  ) {
    handOver.editors[field.question] = editor
    handOver.keepAnswers()
    let isWrong = handOver.problem(of: field.question) != nil
    if isWrong, let request = request(of: handOver) { handOver.check(field.question, request) }
    result?.handOver = handOver
  }

  mutating func pointAtHandOver(_ index: Int, _ event: MouseEvent) -> [Effect] {
    guard var handOver = result?.handOver else { return [] }
    let isDouble = event.action == .doublePress
    switch handOver.page {
    case .place, .executor:
      handOver.select(index)
      result?.handOver = handOver
      return isDouble ? performInHandOver(HandOverCommand.next) : []
    case .questions:
      move(&handOver, by: index - handOver.focus)
      if !isDouble, !handOver.isTyping { handOver.change(1) }
      result?.handOver = handOver
    case .text: break
    }
    return []
  }

  // MARK: - What is done with a text

  private mutating func copyText(_ handOver: HandOverScreen) -> [Effect] {
    guard let block = handOver.shownBlock, let token = result?.runner.token else { return [] }
    let content = block.revealed(token: token)
    return copy(
      .secret(content), .handOver(content, token: block.holdsToken ? token : nil))
  }

  private mutating func saveText(_ handOver: HandOverScreen) -> [Effect] {
    guard let block = handOver.shownBlock, let token = result?.runner.token else { return [] }
    // What writes the file adds the line feed that the text ends with.
    let content = String(block.fileContent(token: token).reveal().unicodeScalars.dropLast())
    let saving = Saving(
      content: Secret(content), token: block.holdsToken ? token : nil, isText: true)
    let path = "\(settings.tokenFolder)/\(block.fileName)"
    return show(.savePath(SavePrompt(editor: LineEditor(text: path), saving: saving)))
  }
}

/// What is written to a file, to know what an answer is about.
struct Saving: Equatable, Sendable {
  let content: Secret
  /// The runner's token, where it is in the content.
  let token: Secret?
  /// Whether it is a text of the hand-over rather than the token alone.
  var isText = false
}

extension HandOverScreen {
  /// Keeps what was typed, so that it is there when the form comes back.
  fileprivate mutating func keepAnswers() {
    guard page == .questions else { return }
    for (question, editor) in editors { choice.setAnswer(editor.text, to: question) }
  }

  /// Looks again whether an answer is right.
  fileprivate mutating func check(_ question: HandOverQuestion, _ request: HandOverRequest) {
    problems.removeAll { $0.question == question || $0.question == nil }
    problems += request.problems.filter { $0.question == question }
  }

  fileprivate mutating func change(_ step: Int) {
    switch focusedRow {
    case .field(let field)? where !field.choices.isEmpty:
      let place = field.choices.firstIndex(of: answer(to: field)) ?? 0
      let count = field.choices.count
      choice.setAnswer(field.choices[(place + step + count) % count], to: field.question)
    case .token(let sources)?:
      let place = sources.firstIndex(of: choice.source(among: sources)) ?? 0
      choice.setSource(sources[(place + step + sources.count) % sources.count])
    case .field?, nil: break
    }
  }

  fileprivate mutating func showBlock(_ step: Int) {
    guard let count = handOver?.blocks.count, count > 0 else { return }
    block = (block + step + count) % count
    scrolled = 0
  }
}

extension ResultScreen {
  /// The file that holds the token and nothing else.
  var tokenFile: String? {
    for case .saved(let path, _) in custody { return path }
    return nil
  }
}
