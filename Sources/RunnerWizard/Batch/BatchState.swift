import RunnerCore

/// A batch that this program works on, as the operator sees it.
struct BatchState: Equatable, Sendable {
  enum Phase: Equatable, Sendable {
    /// One runner after another is made.
    case running
    /// The present one is the last for now.
    case stopping
    /// It goes no further; nil where the operator stopped it.
    case stopped(BatchTrouble?)
    case finished
  }

  var batch: RunnerBatch
  let connection: Connection
  /// What it was made from; nil where an earlier program began it.
  let draft: WizardDraft?
  /// The numbers that were done here, with their tokens.
  var made: [BatchedRunner] = []
  var phase = Phase.running
  /// The highlighted number, counted from 0; it follows the work until it is moved.
  var index = 0
  var isFollowing = true

  var isStopped: Bool {
    if case .stopped = phase { true } else { false }
  }

  /// Whether a request may be on its way.
  var isUnderWay: Bool { phase == .running || phase == .stopping }

  /// The runner of the highlighted number, where its token came by here.
  var chosen: BatchedRunner? { made.first { $0.number == index + 1 } }

  mutating func follow() {
    if isFollowing { index = max(0, (batch.next ?? batch.count) - 1) }
  }
}

extension BatchTrouble {
  /// What happened and what can be done about it.
  var sentences: String {
    switch self {
    case .failed(let failure) where failure.mayHaveBeenDone: Texts.batchOutcomeOpen(failure)
    case .failed(let failure): failure.sentences
    case .invalid(let problems):
      ([Texts.batchInvalid] + problems.map(\.message)).joined(separator: " ")
    case .unsettled(_, let report): Texts.batchUnsettled(report)
    case .tokenGone(_, let id, let reason): Texts.batchTokenGone(id, reason)
    case .held: Texts.batchHeld
    case .file(let message, let id?): Texts.batchTokenNotSaved(id, message)
    case .file(let message, nil): message
    }
  }
}

extension WizardDraft {
  /// How the runners are told apart.
  var numbering: BatchNumbering { BatchNumbering(template: description, count: count) }

  /// Why so many runners cannot be made of it; nil when they can.
  func problem(ofCount count: Int) -> String? {
    guard count > 1 else { return nil }
    guard BatchNumbering.counts.contains(count) else { return Texts.countProblem }
    let last = BatchNumbering(template: description, count: count).description(of: count)
    let limit = FormLimits.descriptionLength
    return last.unicodeScalars.count > limit ? Texts.numberedTooLong(limit) : nil
  }

  /// What is sent for the first runner; nil where there is only one, or something is wrong.
  var firstRegistration: RunnerRegistration? {
    guard count > 1 else { return nil }
    var first = self
    first.description = numbering.description(of: 1)
    return first.registration
  }

  /// The line of the review about the number of runners; nil where there is only one.
  var countRow: ReviewRow? {
    guard surroundings.offersCount else { return nil }
    let value =
      count == 1
      ? Texts.oneRunner : Texts.batchSummary(count, numbering.summary(ellipsis: "…"))
    return ReviewRow(field: .count, label: Texts.countLabel, value: value, isDefault: count == 1)
  }

  /// Takes what a preset says; what it does not say stays as it is.
  mutating func fill(_ values: FormValues) {
    if let value = values.type {
      type = value
    } else if values.group != nil || values.project != nil {
      type = values.group != nil ? .group : .project
    }
    if let value = values.group { group = value }
    if let value = values.project { project = value }
    if let value = values.tags { tags = RunnerTags.normalized(value) }
    if let value = values.description { description = value }
    if let value = values.maintenanceNote { maintenanceNote = value }
    if let value = values.maximumTimeout { maximumTimeout = value }
    if let value = values.runUntagged { runsUntagged = value }
    if let value = values.isLocked { isLocked = value }
    if let value = values.isProtected { isProtected = value }
    if let value = values.isPaused { isPaused = value }
    if let value = values.tokenExpiresAt { tokenExpiresAt = value }
    if let value = values.tokenRotationDeadline { tokenRotationDeadline = value }
  }

  /// The values to keep under a name; what is usual is left out.
  var values: FormValues {
    var values = FormValues()
    func text(_ text: String) -> String? { trimmed(text).isEmpty ? nil : text }
    values.type = type
    let target = finding?.target.map { $0.fullPath ?? String($0.id) } ?? text(trimmed(targetText))
    switch type {
    case .instance: break
    case .group: values.group = target
    case .project: values.project = target
    }
    values.tags = tags.isEmpty ? nil : tags
    values.description = text(description)
    values.maintenanceNote = text(maintenanceNote)
    values.maximumTimeout = text(maximumTimeout)
    values.runUntagged = runsUntagged ? nil : false
    values.isLocked = isLocked ? true : nil
    values.isProtected = isProtected ? true : nil
    values.isPaused = isPaused ? true : nil
    values.tokenExpiresAt = text(tokenExpiresAt)
    values.tokenRotationDeadline = text(tokenRotationDeadline)
    return values
  }
}

extension Wizard {
  /// Takes a preset into the form.
  mutating func fill(_ values: FormValues) {
    let type = draft.type
    draft.fill(values)
    if draft.type != type || values.group != nil || values.project != nil { editors[.target] = nil }
    for field in [
      FieldID.tags, .description, .maintenanceNote, .maximumTimeout, .tokenExpiresAt,
      .tokenRotationDeadline,
    ] {
      editors[field] = nil
      refusals[field] = nil
    }
    refusals[.target] = nil
    stopWaiting()
    if let focus { editors[focus.id] = FieldEditor(focus.kind, draft) }
  }
}
