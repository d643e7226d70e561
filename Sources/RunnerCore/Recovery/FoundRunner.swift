/// A runner among those that may be the one that is looked for, as an answer tells it.
struct FoundRunner: Sendable {
  var runner: Runner
  var creatorID: Int64?
  var token: Secret?
  /// Ids of its projects; nil where the answer does not tell them.
  var projectIDs: [Int64]?

  init(_ decoded: DecodedRunner) {
    runner = decoded.runner
    creatorID = decoded.creatorID
    token = decoded.token
    projectIDs = decoded.projects?.elements.map(\.id)
  }

  /// Whether a machine is known to have used its token.
  var isUsed: Bool {
    runner.contactedAt != nil || (runner.managerCount ?? 0) > 0 || runner.status == .online
      || runner.status == .offline
  }
}

/// Compares runners with what was sent.
struct RecoveryComparison {
  let entry: JournalEntry
  let window: RecoveryWindow

  private var form: RunnerForm { entry.form }

  /// What speaks against a runner or could not be compared; nil where it is another one.
  func doubts(about found: FoundRunner) -> [String]? {
    let runner = found.runner
    let isNamed = entry.runnerID == runner.id
    guard isNamed || hasSentValues(found), isNamed || isCreators(found) else { return nil }
    var doubts: [String] = []
    if !isNamed {
      guard let time = timeDoubts(found) else { return nil }
      doubts += time
      // GitLab counts ids up, but servers of one address may count on their own, so that this alone proves nothing.
      if let last = entry.lastKnownID, runner.id <= last {
        doubts.append(Texts.notNewer(than: last))
      }
      if found.creatorID == nil && runner.creator == nil
        || entry.userID == nil && entry.username == nil
      {
        doubts.append(Texts.creatorNotCompared)
      }
      if runner.tags == nil { doubts.append(Texts.tagsNotCompared) }
      if runner.maintenanceNote == nil, !form.maintenanceNote.isBlank {
        doubts.append(Texts.noteNotCompared)
      }
      let settings = differingSettings(runner)
      if !settings.isEmpty { doubts.append(Texts.settingsDiffer(settings)) }
    }
    if found.isUsed { doubts.append(Texts.usedMeanwhile) }
    return doubts
  }

  /// Whether a runner may be it as far as the row of a REST list tells.
  func isPossible(_ found: FoundRunner) -> Bool {
    let runner = found.runner
    return hasSentDescription(runner) && (runner.type == nil || runner.type == form.type)
      && isCreators(found) && (runner.createdAt.map(window.possible.contains) ?? true)
  }

  private func hasSentValues(_ found: FoundRunner) -> Bool {
    let runner = found.runner
    guard hasSentDescription(runner), runner.type == nil || runner.type == form.type else {
      return false
    }
    if let target = form.target {
      if let owner = runner.owner, owner.kind == target.kind, owner.id != target.id { return false }
      if target.kind == .project, let ids = found.projectIDs, !ids.isEmpty,
        !ids.contains(target.id)
      {
        return false
      }
    }
    if let tags = runner.tags {
      let sent = RunnerTags.normalized(form.tags).map { Array($0.utf8) }
      guard Set(tags.map { Array($0.utf8) }) == Set(sent) else { return false }
    }
    if let note = runner.maintenanceNote {
      guard Self.lines(note).hasSameScalars(as: Self.lines(form.maintenanceNote)) else {
        return false
      }
    }
    return true
  }

  private func hasSentDescription(_ runner: Runner) -> Bool {
    let sent = form.description.isBlank ? "" : form.description
    return (runner.description ?? "").hasSameScalars(as: sent)
  }

  private func isCreators(_ found: FoundRunner) -> Bool {
    if let id = found.creatorID, let mine = entry.userID { return id == mine }
    if let name = found.runner.creator, let mine = entry.username {
      return name.hasSameScalars(as: mine)
    }
    return true
  }

  /// Nil for a runner of another time.
  private func timeDoubts(_ found: FoundRunner) -> [String]? {
    guard let time = found.runner.createdAt else { return [Texts.timeNotCompared] }
    if window.likely.contains(time) {
      return window.isKnown ? [] : [Texts.clockUnknown]
    }
    // A runner of about that time whose token someone has is a known one.
    guard window.possible.contains(time), !found.isUsed else { return nil }
    return [Texts.createdAtOtherTime(time, sent: window.start)]
  }

  /// GitLab's names of the settings that are not what was sent, or not its defaults.
  private func differingSettings(_ runner: Runner) -> [String] {
    func differs(_ told: Bool?, _ sent: Bool?, _ usual: Bool) -> Bool {
      told.map { $0 != (sent ?? usual) } ?? false
    }
    // Without a timeout there is no number to read.
    let timeout = (try? DurationText.parse(form.maximumTimeout)).map(Int64.init)
    let settings: [(FormField, Bool)] = [
      (.paused, differs(runner.isPaused, form.isPaused, false)),
      (.locked, differs(runner.isLocked, form.isLocked, false)),
      (.accessLevel, differs(runner.isProtected, form.isProtected, false)),
      (.runUntagged, differs(runner.runsUntagged, form.runUntagged, true)),
      (.maximumTimeout, runner.maximumTimeout.map(Int64.init) != timeout),
    ]
    return settings.filter(\.1).map(\.0.rawValue)
  }

  /// The text with one kind of line end, and nothing where there is only white space.
  private static func lines(_ text: String) -> String {
    text.isBlank ? "" : sanitizedLines(text)
  }
}
