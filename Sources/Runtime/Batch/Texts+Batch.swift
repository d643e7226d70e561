import Configuration
import RunnerCore

/// What is said about presets, batches and files of tokens.
extension Texts {
  static let presetHelp =
    "Values of a named form of the configuration; --from and options win over it."
  static let countHelp =
    "Create so many runners; {n} in the description is the number, else it comes at the end."
  static let outputHelp =
    "Save tokens to a new file that only you may read, in place of standard output; with --json that gets token_file."
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
    let were = ids.count == 1 ? "was" : "were"
    return "lacks \(tokens(of: ids)), which \(were) saved there; put the file back and go on"
  }
  private static func tokens(of ids: [Int64]) -> String {
    let shown = ids.prefix(5).map(String.init).joined(separator: ", ")
    let more = ids.count > 5 ? " and more" : ""
    return ids.count == 1 ? "the token of runner \(shown)" : "the tokens of runners \(shown)\(more)"
  }
  static func tokenFileIsCut(_ id: Int64) -> String {
    "ends in half a line, of runner \(id), whose token was saved there whole; it stays as it is: "
      + "put the line back and go on"
  }
  static func tokenLineIsCut(_ id: Int64) -> String {
    "holds only a part of the line of runner \(id), whose token was saved there whole; put the line back and go on"
  }
  static let tokenFileHasRest =
    "ends in half a line that is of no runner of this batch; it stays as it is: take it out and go on"
  static func cutLineIsWhole(_ path: String, _ id: Int64) -> String {
    "\(sanitized(path)) ended in half a line, of runner \(id). It is whole now: GitLab gave the token once more."
  }
  static func cutLineStays(_ path: String) -> String {
    "What was saved of it is half a line at the end of \(sanitized(path)), which stays as it is."
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
    let file = batch.output.map { " Their tokens are in \(sanitized($0))." } ?? ""
    let leftOut = batch.leftOut > 0 ? " Left out: \(batch.leftOut)." : ""
    let count = batch.runnerIDs.count
    let runners =
      batch.skipsExisting ? "\(count) runners created or found." : "Created \(count) runners."
    return "\(runners)\(leftOut)\(file)"
  }
  static func batchProgress(_ number: Int, _ count: Int, _ id: Int64) -> String {
    "\(number) of \(count): runner \(id)"
  }
  static func batchSkipped(_ number: Int, _ count: Int, _ id: Int64) -> String {
    "\(number) of \(count): runner \(id) exists already; GitLab does not give its token any more"
  }
  static func batchState(_ batch: RunnerBatch) -> String {
    "a batch, \(unfinishedPlace(batch.form, areSeveral: true)): \(batch.done.count) of \(batch.count) runners are done, "
      + "\(sanitized(batch.numbering.summary(ellipsis: "…")))"
  }
  /// Nil where there is no token yet.
  static func batchTokens(_ batch: RunnerBatch) -> String? {
    guard !batch.runnerIDs.isEmpty else { return nil }
    guard let output = batch.output else { return "Their tokens were printed to standard output." }
    let path = sanitized(output)
    guard TokenFile(path: output).isThere else {
      return "Their tokens were saved in \(path), which is not there any more."
    }
    let missing = BatchLine.missing(in: batch)
    guard !missing.isEmpty else { return "Their tokens are in \(path)." }
    return "Their tokens were saved in \(path), but it lacks \(tokens(of: missing)). "
      + "GitLab gives a token once more for an hour (runner-wizard runners, t); later it can be reset (R)."
  }
  static func openNumber(_ entry: JournalEntry) -> String {
    let number = entry.batch.map { "Number \($0.number)" } ?? entry.id
    let doubt = entry.runnerID == nil ? "is not certain" : "is not done"
    return
      "\(number), “\(sanitized(entry.form.description))”, \(doubt): \(unfinishedState(entry))."
  }

  // Giving up.

  static let batchIsHeld = "Another running program works on this batch."
  static func batchCloseFix(_ id: String) -> String {
    "To give it up: runner-wizard unfinished --close \(id)"
  }
  /// What was given up, how many there are, where their tokens are, and what is not certain.
  static func closedLines(_ batch: RunnerBatch, _ open: [JournalEntry]) -> [String] {
    let names = sanitized(batch.numbering.summary(ellipsis: "…"))
    var lines = [
      "Closed \(batch.id): a batch, \(unfinishedPlace(batch.form, areSeveral: true)), \(names), begun \(LocalClock.utc(batch.startedAt)) on \(batch.server)."
    ]
    let ids = batch.runnerIDs
    lines.append(
      ids.isEmpty
        ? "None of its \(batch.count) runners is known to have been created."
        : "\(ids.count) of \(batch.count) runners were created, and none of them is deleted by this: "
          + ids.map(String.init).joined(separator: ", ") + ".")
    if let tokens = batchTokens(batch) { lines.append(tokens) }
    if batch.leftOut > 0 { lines.append("Left out: \(batch.leftOut).") }
    for entry in open {
      lines.append("\(openNumber(entry)) \(whatStays(entry))")
      lines.append("It stays unfinished. \(resumeFix(entry.id))")
    }
    return lines
  }
  static func leftOut(_ entry: JournalEntry, of batch: RunnerBatch) -> String {
    let number = entry.batch?.number ?? 0
    return batch.isComplete
      ? "It was the last number of the batch \(batch.id), which is finished without it."
      : "The batch \(batch.id) goes on without number \(number)."
  }
  static let standardOutput = "standard output"
  static func batchDoubtfulFix(_ entry: String) -> String {
    "Look at it in GitLab. To go on without this number: runner-wizard unfinished --close \(entry)"
  }
  static let batchHeld = "Another running program looks after a registration of this batch."
  static func batchTokenGoneFix(_ id: Int64) -> String {
    "Delete runner \(id), whose token nobody has; going on then creates another one in its place."
  }
  static func batchFileFix(_ id: String) -> String {
    "Where that cannot be done: runner-wizard unfinished --close \(id) gives the batch up and names its runners."
  }
  static func tokenNotInFile(_ id: Int64, _ reason: String) -> String {
    "Runner \(id) was created, but its token could not be saved: \(reason)"
  }
  static let tokenNotInFileFix =
    "Make room, or correct what is wrong with the file, and go on soon: GitLab gives the token for an hour."

  static func tokenSaved(_ path: String) -> String { "Its token is in \(sanitized(path))." }
  static let outputIsNoFile =
    "'--output' names a file; without it tokens go to standard output, so leave it out."
  static func outputNotMade(_ failure: FileFailure) -> String {
    "The file for the tokens cannot be made: \(failure)."
  }
  static let outputFix =
    "Nothing was sent. Name a file that is not there yet, in a folder of yours on a disk with room."
  static func batchNotNoted(_ failure: FileFailure) -> String {
    "The batch cannot be noted down: \(failure). Nothing was sent."
  }
  static func numberNotNoted(_ number: Int, _ failure: FileFailure) -> String {
    "Number \(number) is done and its token is safe, but that could not be noted down: \(failure). Make room and go on."
  }
  static func objectNotPrinted(_ id: Int64, _ path: String) -> String {
    "Nothing can be written to standard output any more. The token of runner \(id) is in \(sanitized(path))."
  }
  static let mayExistAllTheSame = "The runner may have been created all the same."
}
