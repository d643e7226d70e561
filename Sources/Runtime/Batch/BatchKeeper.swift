import Configuration
import RunnerCore
import RunnerWizard

/// Keeps what is done of a batch: the tokens in their file, the numbers in the batch's own.
///
/// In this order a crash at any moment is no loss: the journal entry is on the disk before a request is sent, the token
/// before the number counts as done, and that before the entry goes.
struct BatchKeeper: Sendable {
  /// Nil in the demonstration, whose batches end with it.
  var store: BatchStore?
  var journal: Journal?

  /// Notes a new batch and makes its file.
  func begin(_ batch: RunnerBatch) throws(FileFailure) {
    try store?.write(batch)
    guard let output = batch.output else { return }
    do {
      try TokenFile(path: output).begin()
    } catch {
      // Nothing was sent, so that nothing is there to be noted.
      try store?.remove(batch.id)
      throw error
    }
  }

  /// The runners whose tokens stand in the file; nil where tokens go to standard output.
  /// - Throws: that lines in it are not the batch's, or that tokens which were saved there are missing: a new file
  ///   would be taken for the whole one.
  func savedRunners(of batch: RunnerBatch, open: Int) throws(FileFailure) -> Set<Int64>? {
    guard let output = batch.output else { return nil }
    let lines = try TokenFile(path: output).lines() ?? []
    let known = Set(batch.done.compactMap(\.runnerID))
    var strangers = 0
    var saved: Set<Int64> = []
    for line in lines {
      let id = BatchLine.runnerID(line, isJSON: batch.printsJSON)
      if id.map({ !known.contains($0) }) ?? true { strangers += 1 }
      if let id { saved.insert(id) }
    }
    // A token may have been written just before its number could be noted.
    guard strangers <= open else {
      throw FileFailure(path: output, text: Texts.tokenFileIsForeign)
    }
    let missing = known.subtracting(saved).sorted()
    guard missing.isEmpty else {
      throw FileFailure(path: output, text: Texts.tokenFileLacks(missing))
    }
    return saved
  }

  /// Notes that a number is done: its token is in a safe place.
  func finish(
    _ number: Int, runnerID: Int64?, of batch: inout RunnerBatch
  ) throws(FileFailure) {
    batch.finish(number, runnerID: runnerID)
    try store?.write(batch)
    for entry in journal?.adopt(batch: batch.id).entries ?? [] where entry.isDone(in: batch) {
      try journal?.remove(entry.id)
    }
  }

  /// Forgets a batch, finished or given up, or lets others go on with it.
  func leave(_ batch: RunnerBatch, isForgotten: Bool) throws(FileFailure) {
    let entries = journal?.adopt(batch: batch.id).entries ?? []
    for entry in entries {
      if isForgotten, entry.isDone(in: batch) {
        try journal?.remove(entry.id)
      } else {
        journal?.release(entry.id)
      }
    }
    guard isForgotten else {
      store?.release(batch.id)
      return
    }
    if batch.done.isEmpty, let output = batch.output { TokenFile(path: output).removeIfEmpty() }
    try store?.remove(batch.id)
  }
}

/// The line of a runner in the file of a batch.
enum BatchLine {
  /// The id, the token and the description with tabs in between, or a JSON object.
  static func text(_ report: CreateReport, isJSON: Bool) -> String {
    guard !isJSON else { return report.json.text }
    let description = sanitized(report.registration.description ?? "")
    return "\(report.runner.id)\t\(report.runner.token.reveal())\t\(description)"
  }

  static func runnerID(_ line: String, isJSON: Bool) -> Int64? {
    guard isJSON else { return Int64(line.prefix { $0 != "\t" }) }
    guard case .integer(let id)? = JSONValue(parsing: Array(line.utf8))?["id"] else { return nil }
    return id
  }
}

extension JournalEntry {
  func isDone(in state: RunnerBatch) -> Bool { batch.map { state.isDone($0.number) } ?? false }
}

extension TokenFile {
  /// The path from the root on, which means the same wherever a batch goes on.
  static func absolutePath(_ path: String) -> String {
    guard !path.hasPrefix("/"), let folder = WorkingFolder.path else { return path }
    return folder + "/" + path
  }
}
