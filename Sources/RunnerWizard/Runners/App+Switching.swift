import RunnerCore
import TerminalUI

extension App {
  /// The wizard in which a runner is created, on the screen or behind it.
  var creation: Wizard? {
    get { wizard?.isEditing == false ? wizard : parkedWizard }
    set {
      if wizard?.isEditing == false {
        if let newValue { screen = .wizard(newValue) }
      } else {
        parkedWizard = newValue
      }
    }
  }

  /// To the wizard as it was left, or to a new one.
  mutating func openWizard() -> [Effect] {
    guard wizard?.isEditing != false else { return [] }
    return open(parkedWizard ?? newWizard())
  }

  /// To a wizard in which a runner is created; it takes the place of the one that waits.
  mutating func open(_ wizard: Wizard) -> [Effect] {
    screen = .wizard(wizard)
    parkedWizard = nil
    overlays = []
    return countdownEffects()
  }

  /// To the list, which goes on where it was left. The wizard waits as it is.
  mutating func openList() -> [Effect] {
    guard screen != .list else { return [] }
    let isEditing = wizard?.isEditing == true
    if var wizard, !isEditing {
      wizard.endSwitching()
      parkedWizard = wizard
    }
    overlays = []
    // A token that came in between led away from an edit.
    if let edit = parkedEdit, !isEditing {
      parkedEdit = nil
      screen = .wizard(edit)
      return []
    }
    screen = .list
    if changes.run != nil { overlays = [.change(.run)] }
    guard runners == nil else { return resumeList() }
    runners = RunnerList()
    runners?.columns = ListColumns(names: settings.columns)
    return loadList()
  }

  /// A wizard in which nothing has been typed, on the connection in use.
  func newWizard() -> Wizard {
    Wizard(draft: newDraft(), asksForConnection: session.connection == nil)
  }

  /// A draft in which nothing has been typed, on the connection in use.
  func newDraft() -> WizardDraft {
    var draft = WizardDraft(surroundings: Surroundings(savedFile: settings.savedFile))
    draft.surroundings.offersCount = true
    draft.adopt(book, connection: session.connection, preflight: session.preflight)
    if let connection = session.connection {
      draft.surroundings.server = connection.server
      draft.fill(connection, known: book.known)
    }
    if draft.surroundings.obstacle(to: draft.type) != nil,
      let first = session.preflight?.creation.firstAllowed
    {
      draft.type = first
    }
    return draft
  }

  @Sendable static func registerAvailability(_ app: App) -> Availability {
    guard let wizard = app.wizard else {
      // A draft that waits can be reached, whatever may be done with it.
      guard app.screen == .list, app.parkedWizard?.isChanged != true,
        let refusal = app.session.preflight?.creation.refusal
      else { return .enabled }
      return .disabled(reason: refusal.sentences)
    }
    if !wizard.isEditing { return .disabled(reason: Texts.alreadyHere) }
    return wizard.submission == .sending ? .disabled(reason: Texts.listAfterAnswer) : .enabled
  }

  /// What is being sent is left only by an explicit word.
  @Sendable static func runnersAvailability(_ app: App) -> Availability {
    if app.screen == .list { return .disabled(reason: Texts.alreadyHere) }
    if app.wizard?.submission == .sending || app.wizard?.wait != nil {
      return .disabled(reason: Texts.listAfterAnswer)
    }
    if app.session.connection == nil { return .disabled(reason: Texts.noConnection) }
    return .enabled
  }
}
