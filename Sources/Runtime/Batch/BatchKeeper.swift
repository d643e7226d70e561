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

  /// Why a batch cannot begin.
  enum Obstacle: Error {
    case notNoted(FileFailure)
    case noFile(FileFailure)

    var sentence: String {
      switch self {
      case .notNoted(let failure): Texts.batchNotNoted(failure)
      case .noFile(let failure): Texts.outputNotMade(failure)
      }
    }
  }

  /// Notes a new batch and makes its file.
  func begin(_ batch: RunnerBatch) throws(Obstacle) {
    do {
      try store?.write(batch)
    } catch {
      throw .notNoted(error)
    }
    guard let output = batch.output else { return }
    do {
      try TokenFile(path: output).begin()
    } catch {
      // Nothing was sent, so that nothing is there to be noted; what stays all the same is a batch without a runner.
      try? store?.remove(batch.id)
      throw .noFile(error)
    }
  }

  /// What the file of a batch holds.
  struct SavedTokens {
    /// The runners whose tokens stand in it.
    var runners: Set<Int64> = []
    /// Half a line at its end, which belongs to a number that is not done.
    var cut: CutLine?
  }

  /// What stands in the file; nil where tokens go to standard output. A last line that lacks nothing but its end, or some
  /// of its description, gets that.
  /// - Parameter open: registrations of numbers that are not done.
  /// - Throws: that lines in it are not the batch's or not whole, or that tokens which were saved there are missing: a new
  ///   file would be taken for the whole one.
  func savedTokens(
    of batch: RunnerBatch, open: [JournalEntry]
  ) throws(FileFailure) -> SavedTokens? {
    guard let output = batch.output else { return nil }
    let file = TokenFile(path: output)
    let content = try file.content() ?? TokenFile.Content()
    var lines = content.lines
    let known = Set(batch.done.compactMap(\.runnerID))
    var saved = SavedTokens(cut: CutLine(content.rest, isJSON: batch.printsJSON))
    if let cut = saved.cut, let whole = cut.whole(of: batch, open: open) {
      try file.append(whole)
      lines.append(whole)
      saved.cut = nil
    }
    var strangers = 0
    for line in lines {
      if let part = CutLine(Array(line.utf8), isJSON: batch.printsJSON),
        let id = known.first(where: part.isSurely), part.whole(of: batch, open: open) == nil
      {
        throw FileFailure(path: output, text: Texts.tokenLineIsCut(id))
      }
      guard let id = BatchLine.runnerID(line, isJSON: batch.printsJSON) else {
        throw FileFailure(path: output, text: Texts.tokenFileIsForeign)
      }
      if !known.contains(id) { strangers += 1 }
      saved.runners.insert(id)
    }
    // A token may have been written just before its number could be noted.
    guard strangers <= open.count else {
      throw FileFailure(path: output, text: Texts.tokenFileIsForeign)
    }
    let missing = known.subtracting(saved.runners).sorted()
    if let cut = saved.cut { try check(cut, in: output, open, missing) }
    guard missing.isEmpty else {
      throw FileFailure(path: output, text: Texts.tokenFileLacks(missing))
    }
    return saved
  }

  /// - Throws: that half a line is not one that is written once more, and that it stays as it is.
  private func check(
    _ cut: CutLine, in output: String, _ open: [JournalEntry], _ missing: [Int64]
  ) throws(FileFailure) {
    let isOpen = open.contains { $0.runnerID.map(cut.mayBegin) ?? true }
    if let id = missing.first(where: cut.mayBegin), !isOpen || cut.isSurely(of: id) {
      throw FileFailure(path: output, text: Texts.tokenFileIsCut(id))
    }
    guard isOpen else { throw FileFailure(path: output, text: Texts.tokenFileHasRest) }
  }

  /// Brings the token of a runner to the file of its batch.
  /// - Parameter cut: half a line at the end of the file.
  /// - Returns: what became of it, in a sentence.
  func save(
    _ report: CreateReport, of batch: RunnerBatch, over cut: CutLine?
  ) throws(FileFailure) -> String? {
    guard let output = batch.output else { return nil }
    let id = report.runner.id
    let isReplaced = cut?.mayBegin(with: id) == true
    try TokenFile(path: output).append(
      BatchLine.text(report, isJSON: batch.printsJSON),
      replacing: isReplaced ? cut?.bytes ?? [] : [])
    return isReplaced ? Texts.cutLineIsWhole(output, id) : nil
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

  /// The runners of a batch of which no whole line is in its file; all where that cannot be read.
  static func missing(in batch: RunnerBatch) -> [Int64] {
    guard let output = batch.output else { return [] }
    let lines = (try? TokenFile(path: output).content())?.lines ?? []
    let saved = Set(lines.compactMap { runnerID($0, isJSON: batch.printsJSON) })
    return batch.runnerIDs.filter { !saved.contains($0) }.sorted()
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
