import RunnerCore

/// What is said about presets and batches.
extension Texts {
  // Presets.

  static let presetsTitle = "Use a preset"
  static let presetsHelp = "A preset fills in what it says; everything else stays as it is."
  static let presetsCommand = "Use a preset…"
  static let presetsTip = "Fills the form with a named one of the configuration or your own."
  static let usePreset = "Use"
  static let usePresetTip = "Fills the form with the highlighted preset."
  static let savePresetCommand = "Save as preset…"
  static let savePresetTip =
    "Keeps these values under a name, for create --preset and the next time; no token."
  static let noPlaceForPresets = "There is no home folder to save in."
  static let tokenInPreset = "A value looks like a token, which a preset may not hold."
  static let presetNameMissing = "Type a name."
  static let presetNameTaken = "config.yaml has a preset of this name. Choose another one."
  static func presetUsed(_ name: String) -> String {
    "Filled in from the preset \(sanitized(name))."
  }
  static func presetSaved(_ name: String, _ path: String) -> String {
    "Saved the preset \(sanitized(name)) in \(sanitized(path))."
  }

  /// The values of a preset on one line, the most telling first.
  static func summary(of preset: RunnerPreset) -> String {
    let values = preset.values
    var parts: [String] = []
    if let type = values.type { parts.append(word(type)) }
    if let target = values.group ?? values.project { parts.append(target) }
    if let tags = values.tags, !tags.isEmpty { parts.append(tags.joined(separator: ", ")) }
    if let description = values.description { parts.append("“\(description)”") }
    if let timeout = values.maximumTimeout { parts.append(timeout) }
    if values.runUntagged == false { parts.append("no untagged jobs") }
    if values.isProtected == true { parts.append("protected") }
    if values.isLocked == true { parts.append("locked") }
    if values.isPaused == true { parts.append("paused") }
    if preset.origin == .configured { parts.append("config.yaml") }
    return sanitized(parts.joined(separator: " · "))
  }

  // How many.

  static func createSeveral(_ count: Int) -> String { "Create \(count) runners" }
  static let batchRuns = "Another batch is under way. Finish it first."
  static let countLabel = "How many"
  static let oneRunner = "1"
  static let countProblem = "Type a whole number from 1 to 500."
  static func numberedTooLong(_ limit: Int) -> String {
    "With the number the description is longer than \(limit) characters. Shorten it first."
  }
  static func batchSummary(_ count: Int, _ names: String) -> String {
    "\(count) runners: \(sanitized(names))"
  }

  // A batch.

  static func batchTitle(_ done: Int, _ count: Int) -> String { "\(done) of \(count) runners" }
  static let batchHelp = "Each token is saved at once."
  static let batchRunning = "Creating one runner after another"
  static let batchStopping = "Stopping after this one"
  static let batchStopped = "Stopped. Nothing is created twice when it goes on."
  static func batchFinished(_ count: Int) -> String { "All \(count) runners are created." }
  static func batchFile(_ batch: RunnerBatch) -> String {
    "Tokens: \(batch.output.map { sanitized($0) } ?? "standard output")"
  }
  static func batchRow(_ id: Int64) -> String { "#\(id)" }
  static let batchLeftOut = "left out"
  static let batchSending = "sending"
  static let batchOpen = "not certain"
  static let batchNotCreated = "not created"
  static let batchNotDone = "not done"
  static let batchWaiting = "waiting"
  static let batchNoToken = "The token of this number is not here; look into the file."

  static let batchGoOn = "Go on"
  static let batchGoOnTip = "Creates what is left; what is not certain is looked for first."
  static let batchStop = "Stop"
  static let batchStopTip = "Stops after the runner that is being created."
  static let batchCopyTip = "Copies the token of the highlighted runner."
  static let batchCloseTip = "Stops, or leaves the batch as it is."
  static let batchGiveUp = "Give up"
  static let batchGiveUpQuestion = "Give up…"
  static let batchGiveUpTip = "Forgets the rest of the batch; runners that exist stay."
  static let giveUpTitle = "Give up the rest of this batch?"
  static func giveUpText(_ batch: RunnerBatch) -> String {
    let tokens = batch.output.map { "in \(sanitized($0))" } ?? "where they were printed"
    let made = batch.runnerIDs.count
    return
      (made == 0
      ? "None of the \(batch.count) runners is known to exist. "
      : "\(made) of \(batch.count) runners were created and stay; look for their tokens \(tokens). ")
      + "The others are not created. What is not certain stays among the unfinished runners (U)."
  }
  static let giveUpNo = "Keep it"
  static let giveUpYes = "Give up"
  static func batchGivenUp(_ done: Int) -> String {
    "The batch is given up; \(count(done, "runner", "runners")) of it \(done == 1 ? "exists" : "exist")."
  }
  static func batchWaits(_ batch: RunnerBatch) -> String {
    "To go on: U; or runner-wizard create --resume \(batch.id)"
  }
  static func leftBatch(_ batch: RunnerBatch) -> String {
    "\(batch.done.count) of \(batch.count) runners of the batch are done. To go on: "
      + "runner-wizard create --resume \(batch.id)"
  }
  static let batchCommand = "Batch"
  static let batchCommandTip = "Shows the batch that is made, or goes on with an unfinished one."
  static let quitWhileBatch =
    "A runner is being created. Who leaves now goes on later with create --resume; nothing is created twice."

  static let unfinishedBatchTitle = "You have an unfinished batch"
  static func unfinishedBatch(_ batch: RunnerBatch, _ obstacle: String?) -> String {
    let names = sanitized(batch.numbering.summary(ellipsis: "…"))
    return "\(names): \(batch.done.count) of \(batch.count) runners are done. "
      + (obstacle ?? "Going on creates none of them twice.")
      + " In a shell: runner-wizard create --resume \(batch.id)"
  }
  static let batchGoesOnInAShell = "Its tokens go to standard output, so that it goes on there."
  static func batchElsewhere(_ host: String) -> String {
    "It goes on where \(host) is connected to: F4 changes the connection."
  }
  static func batchCannotGoOn(_ reason: String) -> String { "It cannot go on now: \(reason)." }
  /// A line of the list of what is unfinished.
  static func unfinishedRow(
    _ batch: RunnerBatch, now: Moment, dot: String, isHere: Bool
  ) -> String {
    [
      "batch of \(batch.count), \(sanitized(batch.numbering.summary(ellipsis: "…")))",
      isHere ? "\(batch.done.count) done" : batch.server.shortName, now.brief(batch.startedAt),
    ].joined(separator: " \(dot) ")
  }
  /// What the list of what is unfinished is called.
  static func unfinishedTitle(_ runners: Int, _ batches: Int) -> String {
    guard batches > 0 else { return unfinishedTitle(runners) }
    let rest = count(batches, "unfinished batch", "unfinished batches")
    return runners == 0 ? "You have \(rest)" : "\(unfinishedTitle(runners)) and \(rest)"
  }

  /// What happened, and what Enter does about it.
  static func batchOutcomeOpen(_ failure: APIFailure) -> String {
    let doubt = failure.outcome == .unknown ? "" : " The runner may have been created all the same."
    return failure.message + doubt
      + " Enter looks for it first: where it is there, its token is saved; it is created once more only where it is "
      + "certainly not there. d gives up the rest."
  }
  static let batchInvalid = "The form cannot be sent any more."
  static func batchUnsettled(_ report: RecoveryReport) -> String {
    let reason = report.obstacle?.sentences ?? summary(of: report)
    return "Whether the next runner exists already is not certain. \(reason)"
  }
  static func batchTokenGone(_ id: Int64, _ reason: String?) -> String {
    [
      "Runner \(id) was created, but its token cannot be had any more.", reason ?? "",
      "Delete it, and go on: another one is created in its place.",
    ]
    .filter { !$0.isEmpty }.joined(separator: " ")
  }
  static let batchHeld = "Another running program looks after a registration of this batch."
  static func batchTokenNotSaved(_ id: Int64, _ message: String) -> String {
    "Runner \(id) was created, but its token could not be saved: \(message) "
      + "Make room and go on soon: GitLab gives the token for an hour."
  }
}

extension BatchPrompt.Kind {
  var title: String {
    switch self {
    case .presetName: "Save as preset"
    case .count: "How many runners"
    case .file: "File for the tokens"
    }
  }

  var explanation: String {
    switch self {
    case .presetName: "The values of this form are kept under a name, without any token."
    case .count: "{n} in the description is the number, else it comes at its end."
    case .file: "A new file for you alone; each token goes there as it comes."
    }
  }

  var accept: String {
    switch self {
    case .presetName: "Save"
    case .count: "Take"
    case .file: "Create"
    }
  }

  var help: String {
    switch self {
    case .presetName: "A name that is there already is replaced."
    case .count: "From 1 to 500; each runner is a request of its own."
    case .file: "One line a runner: id, token, description, with tabs between."
    }
  }
}
