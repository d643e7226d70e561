import RunnerCore

/// A question whose answers are values that say what will be done. The first answer is the safe
/// one; it has the highlight, and Esc gives it.
struct Confirm: Equatable, Sendable {
  struct Option: Equatable, Sendable {
    let key: Character
    let title: String
    let action: Action
    var isDanger = false
  }

  enum Action: Equatable, Sendable {
    case stay
    /// Leaves although something typed is lost.
    case discard(Leaving)
    case sendAgain
    /// Waits no longer for the answer to the request that creates the runner.
    case stopSending
    case quitWhileSending(exitCode: Int32)
    /// The operator found the token in the clipboard.
    case arrived
    /// Says how else to keep the token.
    case notArrived
    /// The operator says that the token is safe.
    case stored(Leaving?)
    case replaceFile(Saving, path: String)
    /// Drops a stored connection.
    case forget(name: String)
    case runners(RunnerAction)
    case recovery(RecoveryAction)
    /// Deletes the runner that was just created.
    case undo
    case batch(BatchAction)
    /// Takes what a command line of gitlab-runner says into the form.
    case fillForm(RegisterCommand)
    /// Makes the runner one of another kind of place, with what was typed for it.
    case switchType(RunnerTarget.Kind, text: String)
  }

  let title: String
  let text: String
  /// What has to be said of it where there is no room for all; nil where all is short.
  let brief: String?
  let options: [Option]
  var highlighted = 0

  init(title: String, text: String, brief: String? = nil, options: [Option]) {
    self.title = title
    self.text = text
    self.brief = brief
    self.options = options
  }

  var isAboutSending: Bool {
    options.contains { option in
      switch option.action {
      case .stopSending, .quitWhileSending, .sendAgain: true
      default: false
      }
    }
  }
}

extension Confirm {
  static func discard(_ leaving: Leaving, _ text: String) -> Confirm {
    Confirm(
      title: Texts.discardTitle, text: text,
      options: [
        Option(key: "k", title: Texts.keepEditing, action: .stay),
        Option(key: "d", title: Texts.discard, action: .discard(leaving), isDanger: true),
      ])
  }

  static func sendAgain(page: String) -> Confirm {
    sendAgain(Texts.sendAgainTitle, Texts.sendAgainText(page))
  }

  /// Where it is certain that the first request created a runner.
  static func sendAgain(besides existing: ExistingRunner) -> Confirm {
    sendAgain(Texts.sendAnotherTitle, Texts.sendAnotherText(existing))
  }

  private static func sendAgain(_ title: String, _ text: String) -> Confirm {
    Confirm(
      title: title, text: text,
      options: [
        Option(key: "n", title: Texts.sendAgainNo, action: .stay),
        Option(key: "s", title: Texts.sendAgainYes, action: .sendAgain, isDanger: true),
      ])
  }

  static func stopWaiting(_ purpose: WizardPurpose) -> Confirm {
    Confirm(
      title: Texts.stopWaitingTitle,
      text: purpose == .create ? Texts.stopWaitingHereText : Texts.stopSavingText,
      options: [
        Option(key: "k", title: Texts.stopWaitingNo, action: .stay),
        Option(key: "s", title: Texts.stopWaitingYes, action: .stopSending, isDanger: true),
      ])
  }

  static func quitWhileSending(exitCode: Int32, text: String) -> Confirm {
    Confirm(
      title: Texts.quitSendingTitle, text: text,
      options: [
        Option(key: "k", title: Texts.stopWaitingNo, action: .stay),
        Option(
          key: "l", title: Texts.quitSendingYes, action: .quitWhileSending(exitCode: exitCode),
          isDanger: true),
      ])
  }

  static let arrived = Confirm(
    title: Texts.arrivedTitle, text: Texts.arrivedText,
    options: [
      Option(key: "n", title: Texts.arrivedNo, action: .notArrived),
      Option(key: "y", title: Texts.arrivedYes, action: .arrived),
    ])

  static func stored(_ result: ResultScreen) -> Confirm {
    Confirm(
      title: Texts.storedTitle,
      text: result.isRecovered ? Texts.storedRecoveredText : Texts.storedText,
      options: [
        Option(key: "n", title: Texts.storedNo, action: .stay),
        Option(key: "y", title: Texts.storedYes, action: .stored(nil), isDanger: true),
      ])
  }

  static func leaveResult(_ result: ResultScreen, _ leaving: Leaving?) -> Confirm {
    Confirm(
      title: Texts.leaveResultTitle,
      text: result.isRecovered
        ? Texts.leaveRecoveredText(result.runner.id, result.custodyRemark)
        : Texts.leaveResultText(result.runner.id, result.custodyRemark),
      options: [
        Option(key: "s", title: Texts.leaveResultNo, action: .stay),
        Option(
          key: "i", title: Texts.leaveResultStored, action: .stored(leaving), isDanger: true),
      ])
  }

  /// Before a runner is deleted whose sections stand in configuration files.
  static func undo(_ id: Int64, paths: [String]) -> Confirm {
    Confirm(
      title: Texts.undoConfiguredTitle, text: Texts.undoConfiguredText(id, paths),
      options: [
        Option(key: "k", title: Texts.undoConfiguredNo, action: .stay),
        Option(key: "d", title: Texts.undoConfiguredYes, action: .undo, isDanger: true),
      ])
  }

  static func replaceFile(_ saving: Saving, path: String) -> Confirm {
    Confirm(
      title: Texts.replaceTitle, text: Texts.replaceText(path),
      options: [
        Option(key: "k", title: Texts.replaceNo, action: .stay),
        Option(
          key: "r", title: Texts.replaceYes, action: .replaceFile(saving, path: path),
          isDanger: true),
      ])
  }
}
