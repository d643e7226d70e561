import RunnerCore
import TerminalUI

extension App {
  mutating func edit(_ list: RunnerList) -> [Effect] {
    guard let runner = list.cursorRunner else { return [] }
    return wait(for: runner, .edit)
  }

  /// Reads a runner before something begins with it; Esc gives up.
  mutating func wait(for runner: Runner, _ purpose: Reading.Purpose) -> [Effect] {
    show(
      .change(
        .waiting(
          Waiting(id: runner.id, subject: .reading(purpose), name: Texts.name(of: runner)))))
      + read(runner.id, for: purpose)
  }

  /// Closes what waits for a runner to be read.
  /// - Returns: whether that was still awaited.
  mutating func endWaiting(for id: Int64) -> Bool {
    let isAwaited = overlays.last?.isWaiting(for: id) == true
    overlays.removeAll { $0.isWaiting(for: id) }
    return isAwaited && screen == .list
  }

  /// Opens the wizard with the values of a runner as they are on the server. The draft of a new one
  /// waits meanwhile.
  mutating func openEdit(_ runner: Runner) -> [Effect] {
    guard endWaiting(for: runner.id) else { return [] }
    if let refusal = runner.refusal(of: .edit(RunnerEdit()), access: runnerAccess) {
      return tell(.warning, refusal)
    }
    screen = .wizard(Wizard(draft: newDraft().editing(runner), asksForConnection: false))
    return []
  }

  /// Sends what was changed, once.
  mutating func save(_ runner: Runner, _ edit: RunnerEdit) -> [Effect] {
    guard let connection = session.connection, !work.isRunning(.edit) else { return [] }
    changes.edit = SentEdit(runner: runner, edit: edit, connection: connection)
    return [.forget(.countdown)] + run(.edit(runner.id, edit, connection))
  }

  /// The wizard that edits a runner, on the screen or behind a token.
  private func editing(_ id: Int64) -> Wizard? {
    [wizard, parkedEdit].compactMap(\.self).first { $0.editedRunner?.id == id }
  }

  private mutating func replaceEditing(_ changed: Wizard) {
    if wizard?.isEditing == true { wizard = changed } else { parkedEdit = changed }
  }

  /// The values are on the server: back to the list, unless the operator went elsewhere meanwhile.
  mutating func edited(_ changed: ChangedRunner) -> [Effect] {
    guard let sent = changes.edit else { return [] }
    changes.edit = nil
    var runner = changed.runner ?? sent.runner
    runner.apply(sent.edit)
    guard isInUse(sent.connection) else {
      return tell(.success, Texts.saved(Texts.name(of: runner)))
    }
    updateRow(runner)
    // What is unknown leaves a row as it is, but here the limit is known to be gone.
    if sent.edit.maximumTimeout == .some(nil), let place = runners?.rows.place(of: runner.id) {
      runners?.rows[place].maximumTimeout = nil
    }
    return rearrangeList() + endEdit(of: sent.runner, Texts.saved(Texts.name(of: runner)))
  }

  private mutating func endEdit(of runner: Runner, _ text: String) -> [Effect] {
    guard let editing = editing(runner.id), editing.submission.isOpen else {
      return tell(.success, text)
    }
    overlays.removeAll { $0.isAboutSending }
    if wizard?.isEditing == true {
      screen = .list
      overlays = []
    } else {
      parkedEdit = nil
    }
    return settle(.failure) + tell(.success, text)
  }

  mutating func notEdited(_ failure: APIFailure) -> [Effect] {
    guard let sent = changes.edit else { return [] }
    changes.edit = nil
    let name = Texts.name(of: sent.runner)
    overlays.removeAll { $0.isAboutSending }
    messages.log(Toast(.error, failure.account), at: now)
    let isUnknown = failure.mayHaveBeenDone
    let isHere = isInUse(sent.connection)
    let isGone = isHere && failure.kind == .notFound
    if isGone { removeRows([sent.runner.id]) }
    guard isHere, var editing = editing(sent.runner.id), editing.submission.isOpen else {
      return tell(
        .error,
        isGone
          ? Texts.isGone(name)
          : isUnknown ? Texts.changeUnknown(name, failure) : Texts.notChanged(name, failure))
        + (isUnknown && isHere ? read(sent.runner.id, for: .row) : [])
    }
    if isUnknown {
      editing.submission = .unknown(failure)
    } else {
      editing.registrationFailed(failure, uptime: now.uptime)
    }
    let isSeen = wizard?.isEditing == true
    replaceEditing(editing)
    return (isSeen ? settle(.failure) + countdownEffects() : tell(.error, failure.sentences))
      + (isGone ? tell(.warning, Texts.isGone(name)) : [])
      + (isUnknown ? read(sent.runner.id, for: .afterEdit) : [])
      + (failure.problems.isEmpty || isUnknown ? [] : read(sent.runner.id, for: .afterRefusal))
  }

  /// Goes on from the values that the server has now: GitLab may have refused the edit because of
  /// one that changed meanwhile. In the refused fields what the operator sees stays and is sent.
  mutating func seeAfterRefusal(_ runner: Runner) {
    guard var editing = editing(runner.id), !editing.submission.isOpen else { return }
    editing.rebase(on: runner, keeping: Set(editing.refusals.keys))
    replaceEditing(editing)
  }

  /// The values that the server has after an edit whose answer was lost: the edit was made, or what
  /// is still different can be sent.
  mutating func seeAfterEdit(_ runner: Runner) -> [Effect] {
    guard var editing = editing(runner.id), case .unknown = editing.submission else { return [] }
    editing.rebase(on: runner)
    if editing.draft.edit?.isEmpty == true {
      return endEdit(of: runner, Texts.saved(Texts.name(of: runner)))
    }
    editing.submission = .failed(
      APIFailure(
        kind: .other, outcome: .refused, message: Texts.editNotMade, fix: Texts.editNotMadeFix),
      retryAt: nil)
    replaceEditing(editing)
    return settle(.failure)
  }

  mutating func notSeenAfterEdit(_ id: Int64, _ failure: APIFailure) -> [Effect] {
    guard editing(id) != nil else { return [] }
    return tell(.error, Texts.notRead(Texts.name(of: id), failure))
  }
}

extension Submission {
  /// Whether an answer is still of interest.
  fileprivate var isOpen: Bool {
    switch self {
    case .sending, .unknown: true
    case .idle, .failed: false
    }
  }
}

extension Runner {
  /// Takes over the values of an edit that was made.
  mutating func apply(_ edit: RunnerEdit) {
    if let value = edit.description { description = value }
    if let value = edit.tags { tags = value }
    if let value = edit.maintenanceNote { maintenanceNote = value }
    if let value = edit.maximumTimeout {
      maximumTimeout = value.map { Int32(clamping: $0) }
    }
    if let value = edit.runsUntagged { runsUntagged = value }
    if let value = edit.isLocked { isLocked = value }
    if let value = edit.isProtected { isProtected = value }
    if let value = edit.isPaused { isPaused = value }
  }
}
