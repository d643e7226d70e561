import RunnerCore
import TerminalUI

extension App {
  /// A runner was created: its page replaces the wizard, and whatever is shown.
  mutating func registered(_ runner: RegisteredRunner, expiry: LocalTime?) -> [Effect] {
    guard let sent else { return [] }
    self.sent = nil
    recovery.markerCount += 1
    messages.log(Toast(.success, Texts.lastWordsCreated(runner.id, page: nil)), at: now)
    if parkedWizard?.awaitsRegistration == true { parkedWizard = nil }
    track(runner.id, sent.connection, isPaused: sent.registration.isPaused)
    return rememberTarget(sent)
      + showResult(
        ResultScreen(
          runner: runner, expiry: expiry,
          origin: .created(sent.registration, draft: sent.draft), server: sent.connection.server,
          ticket: sent.entry.map { EntryTicket(id: $0.id, isStored: sent.isJournaled) },
          createdAt: now.uptime, obtainedAt: now.unix))
  }

  /// Shows a token that has come, whatever is on the screen: it is to be had only now. Behind a
  /// token that is not stored yet it waits for its turn.
  mutating func showResult(_ result: ResultScreen) -> [Effect] {
    if self.result != nil {
      waitingResults.append(result)
      return tell(.warning, Texts.tokenWaits)
    }
    if let wizard, wizard.isEditing {
      parkedEdit = wizard
    } else if let wizard, !wizard.awaitsRegistration {
      parkedWizard = wizard
    }
    return open(result)
  }

  mutating func open(_ result: ResultScreen) -> [Effect] {
    overlays = []
    screen = .result(result)
    // A Ctrl-C before was about the request; here it would lose the token.
    isInterrupted = false
    return settle(.result)
  }

  mutating func performInResult(_ id: CommandID) -> [Effect] {
    guard let result else { return [] }
    if result.handOver != nil { return performInHandOver(id) }
    if let effects = performInTracker(id) { return effects }
    switch id {
    case ResultCommand.handOver: return openHandOver()
    case ResultCommand.copy: return copy(.secret(result.runner.token), .token(result.runner.token))
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
    case ResultCommand.stored: return show(.confirm(.stored(result)))
    case ResultCommand.new: return leave(.newRunner)
    case ResultCommand.again: return leave(.formAgain)
    case ResultCommand.undo:
      let paths = result.configPaths
      return paths.isEmpty ? undo() : show(.confirm(.undo(result.runner.id, paths: paths)))
    case ResultCommand.back:
      guard result.mayBeLeft else {
        return show(
          .confirm(.leaveResult(result, result.isAboveList ? .runners : nil)))
      }
      return result.isAboveList
        ? leave(.runners)
        : tell(.info, result.isGone ? Texts.nothingBehindGone : Texts.nothingBehindResult)
    case ResultCommand.up: scroll(by: -1)
    case ResultCommand.down: scroll(by: 1)
    case ResultCommand.pageUp: scroll(by: 1 - WizardLayout(app: self).content.height)
    case ResultCommand.pageDown: scroll(by: WizardLayout(app: self).content.height - 1)
    case ResultCommand.first: scroll(by: -10_000)
    case ResultCommand.last: scroll(by: 10_000)
    case MachineCommand.register: return machineRequest.map { openRegisterHere($0) } ?? []
    case MachineCommand.write: return machineRequest.map { openWriteConfig($0) } ?? []
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
    // By now another token may be shown, which is not the one in the clipboard.
    let isShown = result.map { copying.token == $0.runner.token } ?? false
    switch outcome {
    case .confirmed(let route):
      var effects = tell(.success, Texts.copyDone(name, route: route))
      if let content = copying.secret, let token = copying.token {
        effects += holdClipboard(content, token, route: route)
      } else {
        effects += releaseClipboard()
      }
      if isShown {
        effects += keep(.copied(route: route, clock: clock, clears: clearingClock))
      } else {
        result?.clipboardReplaced(clock: clock)
      }
      return effects
    case .sentToTerminal:
      let released = releaseClipboard()
      if isShown {
        result?.keep(.sent(clock: clock))
        return released + show(.confirm(.arrived))
      }
      result?.clipboardReplaced(clock: clock)
      return released + tell(.info, Texts.copySent(name))
    case .failed(let message):
      let fix = copying.isToken ? " " + Texts.copyFailedFix : ""
      return tell(.error, Texts.copyFailed(name, message) + fix)
    }
  }

  /// Saves to the path that was typed.
  mutating func save(_ prompt: SavePrompt) -> [Effect] {
    guard let token = result?.runner.token, !prompt.isSaving else { return [] }
    let saving = prompt.saving ?? Saving(content: token, token: token)
    var prompt = prompt
    let path = trimmed(prompt.editor.text)
    guard !path.isEmpty else {
      prompt.problem = Texts.savePathMissing
      replaceTop(.savePath(prompt))
      return []
    }
    prompt.isSaving = true
    replaceTop(.savePath(prompt))
    return save(saving, path: path, replacing: false)
  }

  /// Saves a token or a text; what is remembered until the answer.
  mutating func save(_ saving: Saving, path: String, replacing: Bool) -> [Effect] {
    self.saving = saving
    return run(.saveToken(saving.content, path: path, replacing: replacing))
  }

  /// Ends the wait for a token or a text to be saved.
  /// - Returns: whether it is that of the runner on the screen, and what it was.
  private mutating func endSaving() -> (isShown: Bool, saved: Saving?) {
    let saved = saving
    saving = nil
    let isOfOther = saved?.token.map { $0 != result?.runner.token } ?? (result == nil)
    return (saved != nil && !isOfOther, saved)
  }

  mutating func tokenSaved(_ path: String) -> [Effect] {
    let (isShown, saved) = endSaving()
    let isText = saved?.isText == true
    let told = tell(.success, isText ? Texts.textSaved(path) : Texts.tokenSaved(path))
    guard isShown else { return told }
    overlays.removeAll { $0.isAboutSaving }
    guard saved?.token != nil else { return told }
    if !isText { result?.handOver?.tokenFile = path }
    let clock = now.clock
    return keep(isText ? .handedOver(path: path, clock: clock) : .saved(path: path, clock: clock))
      + told
  }

  /// Notes where the token on the screen has been put. Once it is safe, its registration needs no more care.
  mutating func keep(_ custody: ResultScreen.Custody) -> [Effect] {
    result?.keep(custody)
    guard let result, result.isKept, let ticket = result.ticket else { return [] }
    self.result?.ticket = nil
    return closeEntry(ticket.id, runner: ticket.runner)
  }

  mutating func tokenNotSaved(_ failure: SaveFailure) -> [Effect] {
    let (isShown, saved) = endSaving()
    guard isShown, let saved else { return tell(.error, failure.message) }
    for index in overlays.indices {
      guard case .savePath(var prompt) = overlays[index] else { continue }
      prompt.isSaving = false
      prompt.problem = failure.fileExists ? nil : failure.message
      overlays[index] = .savePath(prompt)
      guard failure.fileExists else { return [] }
      return show(.confirm(.replaceFile(saved, path: trimmed(prompt.editor.text))))
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
