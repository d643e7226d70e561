import RunnerCore
import TerminalUI

/// Drafts with the values of a runner that exists.
extension WizardDraft {
  /// The draft of an edit of the runner.
  func editing(_ runner: Runner) -> WizardDraft {
    var draft = self
    draft.surroundings.purpose = .edit(runner)
    draft.fill(runner)
    return draft
  }

  /// The draft of a new runner like this one. Its group or project is taken over where it is known.
  func cloning(_ runner: Runner, owner: RunnerTarget?) -> WizardDraft {
    var draft = self
    draft.fill(runner)
    if let owner { draft.choose(owner) }
    return draft
  }

  /// Takes a group or project for the one that the runner is created in.
  mutating func choose(_ target: RunnerTarget) {
    type = target.kind == .group ? .group : .project
    targetText = target.fullPath ?? String(target.id)
    findings[target.kind] = TargetFinding(
      text: trimmed(targetText),
      result: target.fullPath == nil ? .unreadable(target) : .found(target))
  }

  private mutating func fill(_ runner: Runner) {
    let form = RunnerForm(editing: runner)
    type = runner.type ?? type
    tags = form.tags
    runsUntagged = form.runUntagged ?? true
    description = form.description
    maintenanceNote = form.maintenanceNote
    maximumTimeout = form.maximumTimeout
    isProtected = form.isProtected ?? false
    isLocked = form.isLocked ?? false
    isPaused = form.isPaused ?? false
  }

  /// What is wrong with the values: of a new runner with any of them, of an edit with the changed.
  var problems: [FormProblem] {
    guard case .edit(let runner) = surroundings.purpose else {
      return form.problems(unixTime: surroundings.now)
    }
    do {
      _ = try editForm(of: runner).edit(of: runner)
      return []
    } catch {
      return error.problems
    }
  }

  /// What the draft changes; nil where something is wrong with it, or for a new runner.
  var edit: RunnerEdit? {
    guard case .edit(let runner) = surroundings.purpose else { return nil }
    return try? editForm(of: runner).edit(of: runner)
  }

  /// The form of an edit. A switch whose value is unknown and that was not touched says nothing.
  private func editForm(of runner: Runner) -> RunnerForm {
    let before = editing(runner)
    func touched(_ value: KeyPath<WizardDraft, Bool>, _ known: Bool?) -> Bool? {
      self[keyPath: value] == before[keyPath: value] ? known : self[keyPath: value]
    }
    var form = RunnerForm(editing: runner)
    form.tags = tags
    form.description = description
    form.maintenanceNote = maintenanceNote
    form.maximumTimeout = maximumTimeout
    form.runUntagged = touched(\.runsUntagged, runner.runsUntagged)
    form.isLocked = type == .project ? touched(\.isLocked, runner.isLocked) : nil
    form.isProtected = touched(\.isProtected, runner.isProtected)
    form.isPaused = touched(\.isPaused, runner.isPaused)
    return form
  }

  /// Takes newer values of the runner for those that were not changed here.
  /// - Parameter kept: fields whose value stays in any case.
  mutating func rebase(on runner: Runner, keeping kept: Set<FieldID>) {
    guard case .edit(let old) = surroundings.purpose else { return }
    let before = editing(old)
    let after = editing(runner)
    func take<Value: Equatable>(
      _ value: WritableKeyPath<WizardDraft, Value>, _ field: FieldID
    ) {
      if !kept.contains(field), self[keyPath: value] == before[keyPath: value] {
        self[keyPath: value] = after[keyPath: value]
      }
    }
    take(\.tags, .tags)
    take(\.runsUntagged, .runsUntagged)
    take(\.description, .description)
    take(\.maintenanceNote, .maintenanceNote)
    take(\.maximumTimeout, .maximumTimeout)
    take(\.isProtected, .isProtected)
    take(\.isLocked, .isLocked)
    take(\.isPaused, .isPaused)
    surroundings.purpose = .edit(runner)
  }
}

extension Wizard {
  /// The runner that is edited, as it was read from the server.
  var editedRunner: Runner? {
    if case .edit(let runner) = purpose { return runner }
    return nil
  }

  /// Goes on with newer values of the runner; what was typed stays, and the values of some fields.
  mutating func rebase(on runner: Runner, keeping kept: Set<FieldID> = []) {
    let before = draft
    draft.rebase(on: runner, keeping: kept)
    markUntouched(as: draft.editing(runner))
    for field in [FieldID.description, .maintenanceNote, .maximumTimeout]
    where PageSpec.holding(field)?.field.value(of: before)
      != PageSpec.holding(field)?.field.value(of: draft)
    {
      editors[field] = nil
    }
  }

  /// Save: sends what was changed, else goes to what has to be put right first.
  mutating func save() -> [Wish] {
    guard let runner = editedRunner, submission != .sending else { return [] }
    if case .unknown = submission { return [.readAgain(runner.id)] }
    if let open = steps.first(where: { $0 != .review && !isComplete($0) }) {
      visit(open)
      return goToNextPage()
    }
    guard let edit = draft.edit, !edit.isEmpty else { return [.tell(.info, Texts.nothingChanged)] }
    submission = .sending
    reviewFocus = .create
    return [.save(runner, edit)]
  }
}

extension FieldSpec {
  /// The text of the field in a draft; nil for fields without one.
  fileprivate func value(of draft: WizardDraft) -> String? {
    switch kind {
    case .text(let path, _, _), .area(let path, _): draft[keyPath: path]
    case .secret, .tags, .toggle, .choice: nil
    }
  }
}
