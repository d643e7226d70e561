import RunnerCore
import TerminalUI

/// What lies over the list while runners are changed.
enum ChangeOverlay: Equatable, Sendable {
  /// ``Changes/run`` with its progress, in the end with its summary.
  case run
  case typed(TypedConfirm)
  case waiting(Waiting)
  case assignment(Assignment)
  case cleanUp(CleanUp)

  var isTyping: Bool {
    switch self {
    case .typed: true
    case .assignment(let assignment): assignment.index == nil
    case .run, .waiting, .cleanUp: false
    }
  }

  var help: String {
    switch self {
    case .run: Texts.runHelp
    case .typed: Texts.typedHelp
    case .waiting(let waiting):
      switch waiting.subject {
      case .reset, .undo: Texts.waitingForResetHelp
      case .reading(.undo): Texts.undoWaitingHelp
      case .reading, .recall: Texts.waitingHelp
      }
    case .assignment(let assignment):
      assignment.index == nil ? Texts.assignHelp : Texts.unassignHelp
    case .cleanUp: Texts.cleanUpHelp
    }
  }
}

/// Asks for the number of what will be changed to be typed, because it is much.
struct TypedConfirm: Equatable, Sendable {
  /// From so many runners on a number is asked for.
  static let threshold = 10

  let title: String
  let text: String
  /// What has to be said of it where there is no room for all.
  let brief: String?
  /// As it is shown; it may be typed without the commas.
  let expected: String
  /// What Enter does.
  let verb: String
  let action: Confirm.RunnerAction
  var editor = LineEditor()
  var problem: String?

  var isMatched: Bool {
    trimmed(editor.text).filter { $0 != "," } == expected.filter { $0 != "," }
  }
}

/// Something about a runner that has to come before it goes on.
struct Waiting: Equatable, Sendable {
  enum Subject: Equatable, Sendable {
    case reading(Reading.Purpose)
    case reset
    /// Its token is read once more.
    case recall
    /// It is deleted right after it was created.
    case undo
  }

  let id: Int64
  let subject: Subject
  let name: String
}

extension Overlay {
  /// Whether it asks about the run of changes.
  var isAboutRun: Bool {
    guard case .confirm(let confirm) = self else { return false }
    return confirm.isAboutRun
  }

  /// Whether it waits for a runner to be read.
  func isWaiting(for id: Int64) -> Bool {
    switch self {
    case .confirm(let confirm): confirm.deletes(id) || confirm.resets(id)
    case .change(.waiting(let waiting)):
      if case .reading = waiting.subject { waiting.id == id } else { false }
    default: false
    }
  }
}

extension App {
  /// - Returns: nil for keys that do not type there.
  mutating func type(_ key: Key, into overlay: ChangeOverlay) -> [Effect]? {
    switch overlay {
    case .typed(var confirm):
      guard confirm.editor.handle(key) else { return nil }
      confirm.problem = nil
      replaceTop(.change(.typed(confirm)))
      return []
    case .assignment(var assignment):
      guard assignment.index == nil, assignment.isEditable else { return nil }
      let before = assignment.editor.text
      guard assignment.editor.handle(key) else { return nil }
      if assignment.editor.text != before { assignment.textChanged() }
      replaceTop(.change(.assignment(assignment)))
      return []
    case .run, .waiting, .cleanUp: return nil
    }
  }

  mutating func paste(_ text: String, into overlay: ChangeOverlay) {
    switch overlay {
    case .typed(var confirm):
      confirm.editor.paste(text, trimming: true)
      confirm.problem = nil
      replaceTop(.change(.typed(confirm)))
    case .assignment(var assignment):
      guard assignment.isEditable else { return }
      assignment.editor.paste(text, trimming: true)
      assignment.textChanged()
      replaceTop(.change(.assignment(assignment)))
    case .run, .waiting, .cleanUp: break
    }
  }

  mutating func move(_ step: Int, in overlay: ChangeOverlay) -> [Effect] {
    switch overlay {
    case .run:
      guard let run = changes.run else { return [] }
      let count = run.isOver ? run.failureCount : run.rows.count
      changes.run?.offset = min(
        max(0, (run.offset ?? run.currentPlace) + step), max(0, count - 1))
    case .assignment(var assignment):
      assignment.move(step)
      replaceTop(.change(.assignment(assignment)))
    case .cleanUp(var cleanUp):
      cleanUp.index = min(max(0, cleanUp.index + step), max(0, (cleanUp.groups?.count ?? 1) - 1))
      replaceTop(.change(.cleanUp(cleanUp)))
    case .typed, .waiting: break
    }
    return []
  }

  mutating func close(_ overlay: ChangeOverlay) -> [Effect] {
    switch overlay {
    case .run: return closeRun()
    case .typed:
      overlays.removeLast()
      return []
    case .waiting(let waiting):
      overlays.removeLast()
      switch waiting.subject {
      case .reading(let purpose): stopReading(for: purpose)
      case .reset: return tell(.info, Texts.resetGoesOn)
      case .recall: return work.cancel(.recallToken)
      case .undo: break
      }
      return []
    case .assignment(let assignment):
      overlays.removeLast()
      return assignment.state == .lookingUp ? work.cancel(.resolve) : []
    case .cleanUp(let cleanUp): return closeCleanUp(cleanUp)
    }
  }

  mutating func accept(_ overlay: ChangeOverlay) -> [Effect] {
    switch overlay {
    case .run: return closeRun()
    case .typed(var confirm):
      guard confirm.isMatched else {
        confirm.problem = Texts.typedMismatch(confirm.expected)
        replaceTop(.change(.typed(confirm)))
        return []
      }
      overlays.removeLast()
      return take(confirm.action)
    case .waiting: return []
    case .assignment(let assignment): return accept(assignment)
    case .cleanUp(let cleanUp): return accept(cleanUp)
    }
  }

  /// A command that only one of these overlays has.
  mutating func perform(_ id: CommandID, in overlay: ChangeOverlay) -> [Effect] {
    switch (overlay, id) {
    case (.cleanUp(let cleanUp), OverlayCommand.toggle): toggleKind(cleanUp)
    default: []
    }
  }

  /// A click on the numbered entry of the overlay.
  mutating func point(
    at index: Int, in overlay: ChangeOverlay, _ event: MouseEvent
  ) -> [Effect] {
    switch overlay {
    case .assignment(var assignment):
      assignment.index = index == 0 ? nil : index - 1
      replaceTop(.change(.assignment(assignment)))
    case .cleanUp(var cleanUp):
      cleanUp.index = index
      replaceTop(.change(.cleanUp(cleanUp)))
      return event.action == .press ? toggleKind(cleanUp) : []
    case .run, .typed, .waiting: return []
    }
    return []
  }
}
