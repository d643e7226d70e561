import RunnerCore
import TerminalUI

// Pastes that mean more than text: command lines of gitlab-runner, and addresses of groups and projects.
extension App {
  /// - Returns: nil for a paste that is text for the field that has the focus.
  mutating func pasteSomethingKnown(_ text: String) -> [Effect]? {
    guard overlays.isEmpty, let wizard, !wizard.isEditing, wizard.wait == nil,
      wizard.submission != .sending
    else { return nil }
    if let command = RegisterCommand(parsing: text) {
      guard wizard.draft.gains(from: command, isConnected: session.connection != nil) else {
        return show(.notice(notice(on: command, filled: [])))
      }
      return show(.confirm(.fillForm(from: command)))
    }
    switch wizard.page {
    case .type: return pasteOnType(text)
    case .target: return pasteOnTarget(text)
    default: return nil
    }
  }

  /// On the page of the type a paste says what the runner is for.
  private mutating func pasteOnType(_ text: String) -> [Effect]? {
    let text = trimmed(text)
    guard let wizard, !text.isEmpty else { return nil }
    let server = wizard.draft.surroundings.server
    let kind = PastedPlace.kind(of: text, server: server) ?? wizard.draft.type.targetKind
    guard let kind else {
      let isPlace = RunnerTarget.Kind.allCases.contains {
        (try? TargetReference.parse(text, kind: $0, server: server)) != nil
      }
      return isPlace && !text.contains(" ") ? tell(.info, Texts.chooseTypeFirst) : nil
    }
    do {
      _ = try TargetReference.parse(text, kind: kind, server: server)
    } catch {
      return tell(.warning, error.message)
    }
    self.wizard?.setType(kind == .group ? .group : .project)
    self.wizard?.draft.targetText = text
    self.wizard?.advance()
    return []
  }

  /// In the field for one kind the address of another offers to change the type.
  private mutating func pasteOnTarget(_ text: String) -> [Effect]? {
    let text = trimmed(text)
    guard let wizard, let kind = wizard.draft.type.targetKind,
      let other = PastedPlace.kind(of: text, server: wizard.draft.surroundings.server),
      other != kind
    else { return nil }
    return show(.confirm(.switchType(to: other, text: text)))
  }

  /// Takes the other type, with what was pasted.
  mutating func switchType(to kind: RunnerTarget.Kind, _ text: String) -> [Effect] {
    wizard?.setType(kind == .group ? .group : .project)
    wizard?.setTarget(text)
    return []
  }

  /// Fills the form, and says what of the command does not belong there.
  mutating func fillForm(from command: RegisterCommand) -> [Effect] {
    guard var wizard else { return [] }
    wizard.fill(from: command, isConnected: session.connection != nil)
    self.wizard = wizard
    let values = Texts.values(command)
    if !values.isEmpty { messages.log(Toast(.success, Texts.filled(values)), at: now) }
    return show(.notice(notice(on: command, filled: values)))
  }

  /// What was filled in, and what of the command belongs elsewhere.
  private func notice(on command: RegisterCommand, filled values: [String]) -> Notice {
    Notice(
      command, filled: values, type: wizard?.draft.type ?? .instance,
      server: session.connection?.server)
  }

  /// A token in a field that shows what is typed would be seen, kept in GitLab or sent on.
  /// - Returns: nil for a paste that holds no token, and where the field hides it.
  mutating func refuseToken(in text: String) -> [Effect]? {
    guard isTyping, looksLikeToken(text) else { return nil }
    if overlays.isEmpty, case .secret? = wizard?.focus?.kind { return nil }
    let isOnConnection = overlays.isEmpty && wizard?.page == .connection
    return tell(.error, isOnConnection ? Texts.tokenBelongsBelow : Texts.tokenNotPasted)
  }
}

/// What the address of a page tells by itself.
enum PastedPlace {
  /// The kind of place that a text can only be of; nil for one that may be either.
  static func kind(of text: String, server: ServerURL?) -> RunnerTarget.Kind? {
    guard text.contains("/") else { return nil }
    for kind in RunnerTarget.Kind.allCases {
      do {
        _ = try TargetReference.parse(text, kind: kind, server: server)
      } catch {
        if case .otherKind(let needed) = error {
          let other: RunnerTarget.Kind = needed == .group ? .project : .group
          let isPlace = (try? TargetReference.parse(text, kind: other, server: server)) != nil
          return isPlace ? other : nil
        }
      }
    }
    return nil
  }
}

extension Confirm {
  /// Who pastes such a command wants its values, so that they have the highlight.
  static func fillForm(from command: RegisterCommand) -> Confirm {
    var confirm = Confirm(
      title: Texts.commandTitle, text: Texts.fills(Texts.values(command)),
      options: [
        Option(key: "l", title: Texts.leaveForm, action: .stay),
        Option(key: "f", title: Texts.fillForm, action: .fillForm(command)),
      ])
    confirm.highlighted = 1
    return confirm
  }

  static func switchType(to kind: RunnerTarget.Kind, text: String) -> Confirm {
    let present: RunnerTarget.Kind = kind == .group ? .project : .group
    return Confirm(
      title: Texts.switchTitle(kind), text: Texts.switchText(kind),
      options: [
        Option(key: "s", title: Texts.switchNo(present), action: .stay),
        Option(key: "c", title: Texts.switchYes(kind), action: .switchType(kind, text: text)),
      ])
  }
}

extension WizardDraft {
  /// Whether a command says anything that the form asks for.
  func gains(from command: RegisterCommand, isConnected: Bool) -> Bool {
    !Texts.values(command).isEmpty || takesServer(of: command, isConnected: isConnected)
  }

  func takesServer(of command: RegisterCommand, isConnected: Bool) -> Bool {
    !isConnected && url.isEmpty && command.server != nil
  }
}

extension Wizard {
  /// Takes what a command says; what it does not say stays as it is.
  mutating func fill(from command: RegisterCommand, isConnected: Bool) {
    if let tags = command.tags { draft.tags = tags }
    if let value = command.runsUntagged { draft.runsUntagged = value }
    if let value = command.description { draft.description = value }
    if let value = command.maintenanceNote { draft.maintenanceNote = value }
    if let value = command.maximumTimeout { draft.maximumTimeout = value }
    if let value = command.isProtected { draft.isProtected = value }
    if let value = command.isLocked { draft.isLocked = value }
    if let value = command.isPaused { draft.isPaused = value }
    if draft.takesServer(of: command, isConnected: isConnected), let server = command.server {
      draft.url = server.description
    }
    for field in [FieldID.tags, .description, .maintenanceNote, .maximumTimeout, .url] {
      editors[field] = nil
      refusals[field] = nil
    }
    if let focus { editors[focus.id] = FieldEditor(focus.kind, draft) }
  }
}
