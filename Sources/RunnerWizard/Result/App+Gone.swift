import RunnerCore
import TerminalUI

/// The page of a runner that GitLab knows no more: whatever it offered is of no use, and its token neither.
extension ResultScreen {
  static let goneCommands: [AppCommand] = [
    AppCommand(
      ResultCommand.again, keys: [.character("n"), .enter], title: Texts.createAgain,
      tooltip: Texts.createAgainTip, footer: true,
      availability: { $0.result?.draft == nil ? .hidden : .enabled }),
    AppCommand(
      TrackerCommand.toggle, keys: [.character("r")], title: Texts.lookAgainForRunner,
      tooltip: Texts.lookAgainForRunnerTip, footer: true,
      availability: {
        $0.tracked?.isActive == true
          ? .disabled(reason: Texts.looksAlready) : $0.trackingAvailability
      }),
    AppCommand(
      ResultCommand.back, keys: [.escape],
      title: { $0.result?.isAboveList == true ? Texts.runnersScreen : Texts.back },
      tooltip: Texts.goneBackTip),
  ]
}

extension App {
  /// Notes that runners exist no more, wherever a page of theirs is or waits.
  mutating func markGone(_ ids: Set<Int64>, on server: ServerURL) {
    func mark(_ result: inout ResultScreen) {
      guard ids.contains(result.runner.id), result.server == server else { return }
      result.isGone = true
      result.isRevealed = false
      result.scrolled = 0
    }
    if var result {
      mark(&result)
      self.result = result
    }
    for index in waitingResults.indices { mark(&waitingResults[index]) }
  }

  /// A runner that was taken for gone is there.
  mutating func markPresent(_ key: TrackedRunner.Key) {
    guard result?.runner.id == key.id, result?.server == key.server else { return }
    result?.isGone = false
  }

  /// The registration of a runner that is gone needs no more care.
  mutating func attendGone() -> [Effect] {
    guard let result, result.isGone, let ticket = result.ticket else { return [] }
    self.result?.ticket = nil
    return closeEntry(ticket.id, runner: ticket.runner)
  }

  /// Shows the form that a runner was made from once more, as it was sent.
  mutating func reopen(_ draft: WizardDraft) -> [Effect] {
    var wizard = Wizard(draft: draft, asksForConnection: false)
    wizard.markUntouched(as: newDraft())
    wizard.start(on: .review)
    let effects = open(wizard)
    syncSurroundings()
    return effects + settle(.moved)
  }
}
