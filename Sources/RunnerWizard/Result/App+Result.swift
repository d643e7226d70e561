import RunnerCore
import TerminalUI

extension App {
  /// A runner was created: its page replaces the wizard and whatever lay over it.
  mutating func registered(_ runner: RegisteredRunner, expiry: LocalTime?) -> [Effect] {
    guard let sent, wizard != nil else { return [] }
    self.sent = nil
    overlays = []
    screen = .result(
      ResultScreen(
        runner: runner, expiry: expiry, registration: sent.registration,
        server: sent.connection.server, draft: sent.draft))
    // A Ctrl-C before was about the request; here it would lose the token.
    isInterrupted = false
    messages.log(Toast(.success, Texts.lastWordsCreated(runner.id, page: nil)), at: now)
    return settle(.result)
  }

  mutating func performInResult(_ id: CommandID) -> [Effect] {
    guard let result else { return [] }
    switch id {
    case ResultCommand.copy: return copy(.secret(result.runner.token), .token)
    case ResultCommand.reveal: self.result?.isRevealed.toggle()
    case ResultCommand.save:
      let path = "\(settings.tokenFolder)/runner-\(result.runner.id).token"
      return show(.savePath(SavePrompt(editor: LineEditor(text: path))))
    case ResultCommand.showAlone:
      self.result?.isRevealed = false
      return [.showRaw(result.runner.token)]
    case ResultCommand.open: return result.runner.webURL.map { run(.open(url: $0)) } ?? []
    case ResultCommand.copyLink:
      return result.runner.webURL.map { copy(.text($0), .link) } ?? []
    case ResultCommand.stored: return show(.confirm(.stored()))
    case ResultCommand.new: return leave(.newRunner)
    case ResultCommand.back:
      guard result.isKept else {
        return show(.confirm(.leaveResult(result.runner.id, nil)))
      }
      return tell(.info, Texts.nothingBehindResult)
    case ResultCommand.up: scroll(by: -1)
    case ResultCommand.down: scroll(by: 1)
    case ResultCommand.pageUp: scroll(by: 1 - WizardLayout(app: self).content.height)
    case ResultCommand.pageDown: scroll(by: WizardLayout(app: self).content.height - 1)
    case ResultCommand.first: scroll(by: -10_000)
    case ResultCommand.last: scroll(by: 10_000)
    default: break
    }
    return []
  }

  /// Copies; what was copied is remembered until the answer.
  mutating func copy(_ clipping: Clipping, _ subject: CopySubject) -> [Effect] {
    copying = subject
    return run(.copy(clipping))
  }

  mutating func copied(_ outcome: CopyOutcome) -> [Effect] {
    let name = copying.name
    let clock = now.clock
    switch outcome {
    case .confirmed(let route):
      if copying == .token {
        result?.keep(.copied(route: route, clock: clock))
      } else {
        result?.clipboardReplaced(clock: clock)
      }
      return tell(.success, Texts.copyDone(name, route: route))
    case .sentToTerminal:
      if copying == .token, result != nil {
        result?.keep(.sent(clock: clock))
        return show(.confirm(.arrived))
      }
      result?.clipboardReplaced(clock: clock)
      return tell(.info, Texts.copySent(name))
    case .failed(let message):
      let fix = copying == .token ? " " + Texts.copyFailedFix : ""
      return tell(.error, Texts.copyFailed(name, message) + fix)
    }
  }

  /// Saves to the path that was typed.
  mutating func save(_ prompt: SavePrompt) -> [Effect] {
    guard let token = result?.runner.token, !prompt.isSaving else { return [] }
    var prompt = prompt
    let path = trimmed(prompt.editor.text)
    guard !path.isEmpty else {
      prompt.problem = Texts.savePathMissing
      replaceTop(.savePath(prompt))
      return []
    }
    prompt.isSaving = true
    replaceTop(.savePath(prompt))
    return run(.saveToken(token, path: path, replacing: false))
  }

  mutating func tokenSaved(_ path: String) -> [Effect] {
    overlays.removeAll { $0.isAboutSaving }
    let clock = now.clock
    result?.keep(.saved(path: path, clock: clock))
    return tell(.success, Texts.tokenSaved(path))
  }

  mutating func tokenNotSaved(_ failure: SaveFailure) -> [Effect] {
    for index in overlays.indices {
      guard case .savePath(var prompt) = overlays[index] else { continue }
      prompt.isSaving = false
      prompt.problem = failure.fileExists ? nil : failure.message
      overlays[index] = .savePath(prompt)
      guard failure.fileExists, let token = result?.runner.token else { return [] }
      return show(.confirm(.replaceFile(token, path: trimmed(prompt.editor.text))))
    }
    return tell(.error, failure.message)
  }
}

extension Overlay {
  var isAboutSaving: Bool {
    if case .savePath = self { return true }
    return false
  }
}
