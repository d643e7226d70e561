import RunnerCore

/// What is said about presets, batches and files of tokens.
extension Texts {
  static let presetHelp =
    "Values of a named form of the configuration; --from and options win over it."
  static let countHelp =
    "Create so many runners; {n} in the description is the number, else it comes at the end."
  static let outputHelp =
    "Save tokens to a new file that only you may read, in place of standard output."
  static let countNeedsTokensAlone =
    "'--count' makes several runners and prints their tokens; '--emit' and '--wait' are for one runner."
  static let countOutOfRange = "The value of '--count' is a whole number from 1 to 500."
  static let resumeNeedsNoOutput =
    "A batch goes on with the file that it was begun with; leave out '--output'."

  static func unknownPreset(_ name: String) -> String { "There is no preset \(name)." }
  static func knownPresets(_ names: [String]) -> String {
    names.isEmpty
      ? "Add some under presets: in config.yaml, or save one in the wizard."
      : "Presets: \(names.joined(separator: ", "))."
  }
  static let wrongPresetName =
    "A preset's name is at most 100 characters, without control characters, no dash at its beginning, "
    + "and looks like no token. Choose another name."
  static func presetHoldsToken(_ field: String) -> String {
    "\(field) looks like it holds a token, which a preset may not. Take it out first."
  }

  static let batchNeedsJournal =
    "A batch is only sent where each runner can be noted first. Make room, or set XDG_STATE_HOME."
  static let tokenFileIsForeign = "holds lines that are not of this batch; take them out and go on"
  static func tokenFileLacks(_ ids: [Int64]) -> String {
    let shown = ids.prefix(5).map(String.init).joined(separator: ", ")
    let more = ids.count > 5 ? " and more" : ""
    return "lacks the tokens of runners \(shown)\(more), which were saved there; "
      + "put the file back and go on"
  }
  static func noSuchBatch(_ id: String) -> String { "There is no unfinished batch \(id)." }
  static func batchOfOtherServer(_ batch: RunnerBatch) -> String {
    "The batch \(batch.id) creates runners on \(batch.server)."
  }
  static func entryOfBatch(_ id: String) -> String {
    "This registration is part of the batch \(id), which goes on with it."
  }
  static func batchFix(_ id: String) -> String { "Run runner-wizard create --resume \(id)." }

  static let stopsAfterThis = "Stopping after this runner. Ctrl-C once more stops at once."
  static let batchInterrupted = "Stopped, as Ctrl-C asked for."
  static func batchGoesOn(_ batch: RunnerBatch) -> String {
    "\(batch.done.count) of \(batch.count) runners are done. To go on without creating any of them twice: "
      + "runner-wizard create --resume \(batch.id)"
  }
  static func batchOutcomeFirst(_ number: Int, _ count: Int) -> String {
    "What became of number \(number) of \(count) is found out first."
  }
  static func batchDone(_ batch: RunnerBatch) -> String {
    let known = Set(batch.done.map(\.number)).count
    let file = batch.output.map { " Their tokens are in \(sanitized($0))." } ?? ""
    return "Created \(known) runners.\(file)"
  }
  static func batchProgress(_ number: Int, _ count: Int, _ id: Int64) -> String {
    "\(number) of \(count): runner \(id)"
  }
  static func batchSkipped(_ number: Int, _ count: Int, _ id: Int64) -> String {
    "\(number) of \(count): runner \(id) exists already; GitLab does not give its token any more"
  }
  static func batchState(_ batch: RunnerBatch) -> String {
    "a batch: \(batch.done.count) of \(batch.count) runners are done, "
      + "\(sanitized(batch.numbering.summary(ellipsis: "…")))"
  }
  static let standardOutput = "standard output"
  static let batchHeld = "Another running program looks after a registration of this batch."
  static func batchTokenGoneFix(_ id: Int64) -> String {
    "Delete runner \(id), whose token nobody has; going on then creates another one in its place."
  }
  static func tokenNotInFile(_ id: Int64, _ reason: String) -> String {
    "Runner \(id) was created, but its token could not be saved: \(reason)"
  }
  static let tokenNotInFileFix =
    "Make room, or correct what is wrong with the file, and go on soon: GitLab gives the token for an hour."

  static func tokenSaved(_ path: String) -> String { "Its token is in \(sanitized(path))." }
  static let outputFix = "Name a file that is not there yet, in a folder of yours."
}
