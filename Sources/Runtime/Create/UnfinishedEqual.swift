import Configuration
import RunnerCore

/// What was sent before and is not settled yet, so that sending the same once more might make it twice.
extension CreateRun {
  /// Refuses a registration of which an equal one is unfinished; those of running programs are theirs.
  /// - Parameter note: the maintenance note without a marker, which every registration has another of.
  func refuseUnfinished(
    _ registration: RunnerRegistration, note: String?, _ connection: Connection
  ) throws(CommandFailure) {
    var form = RunnerForm(sent: registration)
    form.maintenanceNote = note ?? ""
    let entries = setup.journal?.list().entries ?? []
    guard
      let open = entries.last(where: { $0.server == connection.server && $0.hasSent(form) })
    else { return }
    throw .unfinished(open)
  }

  /// Refuses a batch of which an equal one is unfinished.
  func refuseUnfinished(_ batch: RunnerBatch) throws(CommandFailure) {
    let batches = setup.batches?.list().batches ?? []
    guard
      let open = batches.last(where: {
        $0.server == batch.server && $0.count == batch.count && $0.form.isSent(like: batch.form)
      })
    else { return }
    var failure = CommandFailure(
      .unknown, code: CommandFailure.unfinishedCode,
      message: Texts.equalBatchIsUnfinished(open), fix: Texts.equalBatchFix(open.id))
    failure.batch = open
    throw failure
  }
}

extension CommandFailure {
  static let unfinishedCode = "unfinished"

  fileprivate static func unfinished(_ entry: JournalEntry) -> CommandFailure {
    var failure = CommandFailure(
      .unknown, code: unfinishedCode, message: Texts.equalIsUnfinished(entry),
      fix: Texts.equalFix(entry.id))
    failure.entryID = entry.id
    failure.runnerID = entry.runnerID
    return failure
  }
}

extension JournalEntry {
  /// Whether it sent a form that is given without a marker.
  fileprivate func hasSent(_ form: RunnerForm) -> Bool {
    var form = form
    if let marker {
      form.maintenanceNote = RecoveryMarker.appended(marker, to: form.maintenanceNote)
    }
    return self.form.isSent(like: form)
  }
}

extension RunnerForm {
  /// Whether both make equal runners. Times are left out: a duration means another one at every moment.
  fileprivate func isSent(like other: RunnerForm) -> Bool {
    func essence(_ form: RunnerForm) -> RunnerForm {
      var form = form
      form.target = form.target.map { RunnerTarget(kind: $0.kind, id: $0.id) }
      form.tags.sort()
      form.tokenExpiresAt = ""
      form.tokenRotationDeadline = ""
      return form
    }
    return essence(self) == essence(other)
  }
}
