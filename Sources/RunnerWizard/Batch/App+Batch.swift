import RunnerCore
import TerminalUI

// One runner after another, each with one request; what is done stands on the disk.
extension App {
  /// Asks for the file that the tokens of a batch go to.
  mutating func askForBatchFile() -> [Effect] {
    guard let wizard else { return [] }
    let path = "\(settings.tokenFolder)/runners-\(wizard.draft.count).tokens"
    return show(.batch(.prompt(BatchPrompt(kind: .file, editor: LineEditor(text: path)))))
  }

  /// Notes the batch of the form and its file; nothing is sent before that is done.
  mutating func beginBatch(writingTo path: String) -> [Effect] {
    guard let wizard, let registration = wizard.draft.registration,
      let connection = session.connection, createObstacle == nil, batch == nil
    else { return promptFailed(createObstacle ?? Texts.batchRuns) }
    var form = RunnerForm(sent: registration)
    form.description = wizard.draft.description
    form.maintenanceNote = wizard.draft.maintenanceNote
    let context = registrationContext
    return run(
      .beginBatch(
        RunnerBatch(
          id: "", server: connection.server, userID: context.userID,
          username: context.username, form: form, count: wizard.draft.count, output: path,
          isMarked: context.marker != nil, startedAt: now.unix)))
  }

  mutating func takeAboutBatch(_ answer: Answer) -> [Effect] {
    switch answer {
    case .batchBegun(let batch): return begun(batch)
    case .batchNotBegun(let failure): return notBegun(failure)
    case .batchAdvanced(let batch, let made): return advanced(batch, made)
    case .batchStopped(let batch, let trouble): return stopped(batch, trouble)
    case .batchLeft(_, let problem, let open):
      for entry in open { recovery.add(UnfinishedCase(entry: entry)) }
      return problem.map { tell(.warning, $0) } ?? []
    case .presetSaved(let preset, let path): return presetSaved(preset, path)
    case .presetNotSaved(let failure): return promptFailed(failure.message)
    default: return []
    }
  }

  private mutating func begun(_ batch: RunnerBatch) -> [Effect] {
    guard let connection = session.connection, connection.server == batch.server else {
      return run(.leaveBatch(batch, isForgotten: batch.done.isEmpty))
    }
    overlays.removeAll { if case .batch = $0 { true } else { false } }
    dropUnfinished(batch: batch.id)
    batchesOfThisRun.append(batch.id)
    var state = BatchState(batch: batch, connection: connection, draft: batchDraft(batch))
    state.follow()
    self.batch = state
    return show(.batch(.run)) + settle(.moved) + advanceBatch()
  }

  /// The form that a batch was begun with here; nil for one of an earlier program.
  private func batchDraft(_ batch: RunnerBatch) -> WizardDraft? {
    guard let draft = wizard?.draft, wizard?.isEditing == false, draft.count == batch.count,
      draft.description == batch.form.description
    else { return nil }
    return draft
  }

  private mutating func notBegun(_ failure: SaveFailure) -> [Effect] {
    promptFailed(failure.message)
  }

  /// An answer to the line that was typed says why it does not do.
  private mutating func promptFailed(_ message: String) -> [Effect] {
    guard case .batch(.prompt(var prompt))? = overlays.last, prompt.isBusy else {
      return tell(.error, message)
    }
    prompt.isBusy = false
    prompt.problem = message
    replaceTop(.batch(.prompt(prompt)))
    return []
  }

  /// Sends the next one; the present one has been answered.
  private mutating func advanceBatch() -> [Effect] {
    guard let state = batch, !work.isRunning(.advanceBatch) else { return [] }
    return run(.advanceBatch(state.batch, state.connection))
  }

  private mutating func advanced(_ batch: RunnerBatch, _ made: BatchedRunner) -> [Effect] {
    guard var state = self.batch, state.batch.id == batch.id else { return [] }
    state.batch = batch
    state.made.append(made)
    messages.log(Toast(.success, Texts.lastWordsCreated(made.runnerID, page: nil)), at: now)
    let noted = made.note.map { tell(.warning, $0) } ?? []
    if batch.isComplete {
      state.phase = .finished
    } else if state.phase == .stopping {
      state.phase = .stopped(nil)
    }
    state.follow()
    self.batch = state
    switch state.phase {
    case .running: return noted + advanceBatch()
    case .stopping, .stopped: return noted + showBatch() + settle(.moved)
    case .finished:
      return noted + showBatch() + settle(.moved) + run(.leaveBatch(batch, isForgotten: true))
        + tell(.success, Texts.batchFinished(batch.count))
    }
  }

  private mutating func stopped(_ batch: RunnerBatch, _ trouble: BatchTrouble) -> [Effect] {
    guard var state = self.batch, state.batch.id == batch.id else { return [] }
    state.batch = batch
    state.phase = .stopped(trouble)
    state.follow()
    self.batch = state
    messages.log(Toast(.error, trouble.sentences), at: now)
    var rescue: [Effect] = []
    if case .failed(let failure) = trouble, let token = failure.recoveredToken {
      rescue = [.showRaw(token)]
    }
    return rescue + showBatch() + settle(.failure)
  }

  /// Brings the batch to the front, unless it is there or a question is being answered.
  mutating func showBatch() -> [Effect] {
    guard batch != nil, !overlays.contains(.batch(.run)) else { return [] }
    return show(.batch(.run))
  }

  // MARK: - Commands

  /// - Returns: nil for commands of other overlays.
  mutating func performInBatch(_ id: CommandID) -> [Effect]? {
    guard let state = batch else { return nil }
    switch id {
    case BatchCommand.goOn:
      guard state.isStopped else { return closeBatch() }
      batch?.phase = .running
      batch?.isFollowing = true
      return advanceBatch()
    case BatchCommand.stop:
      batch?.phase = .stopping
      return []
    case BatchCommand.copy:
      guard let token = state.chosen?.runner?.token else { return [] }
      return copy(.secret(token), .token(token))
    case BatchCommand.showAlone: return state.chosen?.runner.map { [.showRaw($0.token)] } ?? []
    case BatchCommand.giveUp: return show(.confirm(.giveUpBatch(state.batch)))
    case OverlayCommand.close: return closeBatch()
    default: return nil
    }
  }

  /// While requests are sent it stops after the present one; then it leaves.
  private mutating func closeBatch() -> [Effect] {
    guard let state = batch else { return [] }
    switch state.phase {
    case .running:
      batch?.phase = .stopping
      return []
    case .stopping: return []
    case .stopped(let trouble):
      overlays.removeAll { $0 == .batch(.run) }
      batch = nil
      let isForgotten = state.batch.done.isEmpty && trouble?.leavesSomethingOpen != true
      if !isForgotten { unfinishedBatches.append(state.batch) }
      return run(.leaveBatch(state.batch, isForgotten: isForgotten))
        + (isForgotten ? [] : tell(.info, Texts.batchWaits(state.batch)))
    case .finished:
      overlays.removeAll { $0 == .batch(.run) }
      batch = nil
      guard var draft = state.draft, wizard?.isEditing == false else { return [] }
      draft.clearForNextRunner()
      draft.surroundings.model = Texts.modelOfBatch
      let effects = open(Wizard(draft: draft, asksForConnection: false))
      syncSurroundings()
      return effects
    }
  }

  mutating func take(_ action: Confirm.BatchAction) -> [Effect] {
    switch action {
    case .takeUp(let id): return run(.takeUpBatch(id: id))
    case .askToGiveUp(let id):
      return unfinishedBatches.first { $0.id == id }.map { show(.confirm(.giveUpBatch($0))) } ?? []
    case .giveUp(let id):
      let given: RunnerBatch
      if let state = batch, state.batch.id == id {
        overlays.removeAll { $0 == .batch(.run) }
        batch = nil
        given = state.batch
      } else if let waiting = unfinishedBatches.first(where: { $0.id == id }) {
        dropUnfinished(batch: id)
        given = waiting
      } else {
        return []
      }
      return run(.leaveBatch(given, isForgotten: true))
        + tell(.info, Texts.batchGivenUp(given.runnerIDs.count))
    }
  }

  /// A batch is not among the unfinished ones any more; their list goes with the last one.
  private mutating func dropUnfinished(batch id: String) {
    unfinishedBatches.removeAll { $0.id == id }
    if unfinished.isEmpty { overlays.removeAll(where: \.isUnfinishedList) }
  }

  var batchGoOnTitle: String { batch?.isStopped == true ? Texts.batchGoOn : Texts.close }

  var batchGoOnAvailability: Availability {
    guard let batch else { return .hidden }
    if batch.phase == .finished { return .enabled }
    guard batch.isStopped else { return .hidden }
    return (settings.isReadOnly ? Texts.readOnly : session.obstacle).map { .disabled(reason: $0) }
      ?? .enabled
  }

  var batchTokenAvailability: Availability {
    guard let batch else { return .hidden }
    return batch.chosen?.runner == nil ? .disabled(reason: Texts.batchNoToken) : .enabled
  }

  var batchCloseTitle: String {
    switch batch?.phase {
    case .running?, .stopping?: Texts.batchStop
    case .stopped?: Texts.laterUnfinished
    case .finished?, nil: Texts.close
    }
  }

  // MARK: - Batches of earlier programs

  /// Tells of an unfinished batch once the connection is known and nothing else is asked.
  mutating func attendBatches() -> [Effect] {
    guard isBatchDue, !recovery.isDue, waitingBatch != nil, case .identified = session.check,
      session.candidate == nil,
      overlays.isEmpty, result == nil, wizard?.isEditing != true, batch == nil
    else { return [] }
    isBatchDue = false
    return offerBatch() + settle(.moved)
  }

  mutating func offerBatch() -> [Effect] {
    waitingBatch.map { offer($0) } ?? []
  }

  /// Asks whether a batch is to go on, or to be given up.
  mutating func offer(_ batch: RunnerBatch) -> [Effect] {
    show(.confirm(.takeUpBatch(batch, obstacle: obstacle(toTakingUp: batch))))
  }

  /// Why a batch cannot go on here, in a sentence; nil where it can.
  private func obstacle(toTakingUp batch: RunnerBatch) -> String? {
    if batch.output == nil { return Texts.batchGoesOnInAShell }
    if session.connection?.server != batch.server {
      return Texts.batchElsewhere(batch.server.shortName)
    }
    let obstacle =
      settings.isReadOnly
      ? Texts.readOnly : work.isRunning(.register) ? Texts.answerAwaited : session.obstacle
    return obstacle.map { Texts.batchCannotGoOn($0) }
  }

  /// The unfinished batch of the server in use that was begun last.
  var waitingBatch: RunnerBatch? {
    unfinishedBatches.last { $0.server == session.connection?.server }
  }

  @Sendable static func batchAvailability(_ app: App) -> Availability {
    if app.batch != nil { return .enabled }
    guard app.waitingBatch != nil else { return .hidden }
    if app.result != nil { return .disabled(reason: Texts.unfinishedAfterToken) }
    if app.work.isRunning(.register) { return .disabled(reason: Texts.answerAwaited) }
    return app.settings.isReadOnly ? .disabled(reason: Texts.readOnly) : .enabled
  }
}

extension Confirm {
  enum BatchAction: Equatable, Sendable {
    case takeUp(id: String)
    case askToGiveUp(id: String)
    case giveUp(id: String)
  }

  /// - Parameter obstacle: why it cannot go on here; nil where it can.
  static func takeUpBatch(_ batch: RunnerBatch, obstacle: String?) -> Confirm {
    var options = [Option(key: "l", title: Texts.laterUnfinished, action: .stay)]
    if obstacle == nil {
      options.append(
        Option(key: "g", title: Texts.batchGoOn, action: .batch(.takeUp(id: batch.id))))
    }
    options.append(
      Option(
        key: "d", title: Texts.batchGiveUpQuestion, action: .batch(.askToGiveUp(id: batch.id)),
        isDanger: true))
    return Confirm(
      title: Texts.unfinishedBatchTitle, text: Texts.unfinishedBatch(batch, obstacle),
      options: options)
  }

  static func giveUpBatch(_ batch: RunnerBatch) -> Confirm {
    Confirm(
      title: Texts.giveUpTitle, text: Texts.giveUpText(batch),
      options: [
        Option(key: "n", title: Texts.giveUpNo, action: .stay),
        Option(
          key: "y", title: Texts.giveUpYes, action: .batch(.giveUp(id: batch.id)), isDanger: true),
      ])
  }
}
