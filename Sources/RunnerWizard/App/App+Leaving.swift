import RunnerCore
import TerminalUI

extension App {
  /// Where to look whether a runner was created.
  var runnersPage: String { wizard?.draft.runnersPage(on: session.connection) ?? Texts.runnersPage }

  mutating func quit() -> [Effect] { leave(.quit(exitCode: 0)) }

  /// Ctrl-C: leaves at once the second time, or when nothing would be lost.
  mutating func interrupt() -> [Effect] {
    if isInterrupted { return finish(exitCode: 130) }
    isInterrupted = true
    overlays = []
    return leave(.quit(exitCode: 130))
  }

  /// Leaves a screen for good, after a question if something would be lost.
  mutating func leave(_ leaving: Leaving) -> [Effect] {
    switch screen {
    case .wizard(let wizard):
      if wizard.submission == .sending, case .quit(let exitCode) = leaving {
        return show(.confirm(.quitWhileSending(exitCode: exitCode)))
      }
      if wizard.isChanged { return show(.confirm(.discard(leaving))) }
    case .result(let result):
      if !result.isKept {
        return show(.confirm(.leaveResult(result.runner.id, leaving)))
      }
    }
    return go(leaving)
  }

  /// One step back from the first page of a changed draft.
  mutating func leaveFirstPage() -> [Effect] {
    show(.confirm(.discard(.quit(exitCode: 0))))
  }

  /// Does what a confirmation's answer says.
  mutating func take(_ action: Confirm.Action) -> [Effect] {
    switch action {
    case .stay: return []
    case .discard(let leaving): return go(leaving)
    case .sendAgain:
      guard var wizard else { return [] }
      let wishes = wizard.create(isConfirmed: true, page: runnersPage)
      self.wizard = wizard
      return grant(wishes)
    case .stopSending:
      // The work goes on: an answer that comes after all holds the only copy of the token.
      wizard?.stopSending()
      return []
    case .quitWhileSending(let exitCode): return finish(exitCode: exitCode)
    case .arrived:
      let clock = now.clock
      result?.keep(.arrived(clock: clock))
      return []
    case .notArrived: return tell(.info, Texts.notArrived)
    case .stored(let leaving):
      result?.keep(.stated)
      return leaving.map { go($0) } ?? []
    case .replaceFile(let token, let path):
      return run(.saveToken(token, path: path, replacing: true))
    }
  }

  private mutating func go(_ leaving: Leaving) -> [Effect] {
    switch leaving {
    case .quit(let exitCode): return finish(exitCode: exitCode)
    case .newRunner:
      guard let result else { return [] }
      var draft = result.draft
      draft.clearForNextRunner()
      screen = .wizard(Wizard(draft: draft, asksForConnection: false))
      overlays = []
      return []
    }
  }

  private func finish(exitCode: Int32) -> [Effect] {
    [.quit(Farewell(exitCode: exitCode, lines: lastWords))]
  }

  /// What the operator should have on the terminal after leaving; never the token.
  private var lastWords: [String] {
    switch screen {
    case .wizard(let wizard):
      switch wizard.submission {
      case .sending, .unknown: return [Texts.leftWhileSending(runnersPage)]
      case .idle, .failed: return []
      }
    case .result(let result):
      let created = Texts.lastWordsCreated(result.runner.id, page: result.runner.webURL)
      return result.isKept ? [created] : [created, Texts.lastWordsNoToken]
    }
  }
}

extension WizardDraft {
  /// Where the runners of the chosen target are listed, to see whether one was created.
  ///
  /// GitLab: `config/routes/admin.rb`, `config/routes/group.rb`, `config/routes/project.rb`.
  func runnersPage(on connection: Connection?) -> String {
    guard let server = connection?.server.description else { return Texts.runnersPage }
    guard type != .instance else { return server + "/admin/runners" }
    let target = finding?.target
    let prefix = server + (type == .group ? "/groups/" : "/")
    guard let page = target?.webURL ?? target?.fullPath.map({ prefix + $0 }) else {
      return Texts.runnersPage(of: type, target?.id, server)
    }
    return page + (type == .group ? "/-/runners" : "/-/settings/ci_cd")
  }
}
