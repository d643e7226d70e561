import RunnerCore

/// One section more at the end of a configuration file of gitlab-runner; every byte before it stays.
struct RunnerConfigChange: Equatable, Sendable {
  let request: HandOverRequest
  /// What follows the old text, with the file's own line ends.
  let addition: HandOverText
  /// The old text; nil for a new file.
  let old: Secret?
  let before: RunnerConfig

  /// - Parameter old: nil for a file that is to be made.
  /// - Throws: why a section cannot be added without a change to the others.
  init(
    _ request: HandOverRequest, to old: [UInt8]?, path: String
  ) throws(FileProblem) {
    self.request = request
    let document = try RunnerConfig.document(old ?? [], path: path)
    before = RunnerConfig(document)
    addition = RunnerConfigChange.addition(of: RunnerSection(request).text, after: old)
    self.old = old.map { Secret(String(decoding: $0, as: UTF8.self)) }
    try verify(document, bytes: old ?? [], path: path)
  }

  /// The whole new text.
  func bytes() -> [UInt8] {
    let added = Array(addition.revealed(token: request.token).utf8)
    return Array((old?.reveal() ?? "").utf8) + added
  }

  /// Reads the new text once more: the old sections must say what they said, and the new one what was asked for, whatever
  /// characters the token and the address have.
  private func verify(
    _ document: TOMLTable, bytes: [UInt8], path: String
  ) throws(FileProblem) {
    let added = Array(addition.revealed(token: request.token).utf8)
    var new: TOMLTable
    do throws(TOMLReader.Failure) {
      new = try TOMLReader.read(bytes + added)
    } catch {
      let isOld = document["runners"] != nil && document["runners"]?.elements?.isEmpty != true
      throw FileProblem(
        file: path,
        text: isOld && error.text == Texts.tomlDuplicate
          ? Texts.runnersAreNoTables : Texts.sectionIsRefused)
    }
    guard var sections = new["runners"]?.elements, let last = sections.popLast()?.members else {
      throw FileProblem(file: path, text: Texts.runnersAreNoTables)
    }
    new["runners"] = sections.isEmpty ? document["runners"] : .array(sections)
    let isNew = old == nil
    guard isNew || new == document else {
      throw FileProblem(file: path, text: Texts.appendingChangesOthers)
    }
    let entry = RunnerConfig.Entry(last)
    guard entry.id == request.runnerID, last["token"]?.text == request.token.reveal(),
      entry.url == request.server.description, entry.executor == request.executor.rawValue,
      entry.name == RunnerSection.name(of: request)
    else { throw FileProblem(file: path, text: Texts.sectionIsRefused) }
  }

  /// The section after an empty line, with the line ends that the file has.
  private static func addition(of section: HandOverText, after old: [UInt8]?) -> HandOverText {
    guard let old else {
      var text = HandOverText()
      text.append(freshStart)
      for segment in section.segments { text.append(segment) }
      return text
    }
    let firstEnd = old.firstIndex(of: 0x0A)
    let hasCarriageReturns = firstEnd.map { $0 > 0 && old[$0 - 1] == 0x0D } ?? false
    let lineEnd = hasCarriageReturns ? "\r\n" : "\n"
    var text = HandOverText()
    let content = old.starts(with: [0xEF, 0xBB, 0xBF]) ? old[3...] : old[...]
    if let last = content.last, last != 0x0A { text.append(lineEnd) }
    if !content.isEmpty { text.append(lineEnd) }
    for segment in section.segments {
      guard case .text(let part) = segment else {
        text.append(segment)
        continue
      }
      text.append(
        part.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: lineEnd))
    }
    return text
  }

  /// What `gitlab-runner register` begins a new file with (gitlab-runner: `common/config.go`).
  private static let freshStart = """
    concurrent = 1
    check_interval = 0
    shutdown_timeout = 0

    [session_server]
      session_timeout = 1800


    """

  // MARK: - What is shown before

  /// The lines of a unified difference without context, which might hold the tokens of others.
  func difference(path: String, mask: String) -> [String] {
    let oldLines = old.map { $0.reveal().utf8.count { $0 == 0x0A } } ?? 0
    var added = addition.masked(mask).split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    added.removeLast()
    let isCompleted =
      !(old?.reveal() ?? "\n").utf8.reversed().prefix(1).contains(0x0A)
      && old?.isEmpty == false
    if isCompleted { added.removeFirst() }
    let first = oldLines + (isCompleted ? 2 : 1)
    let name = sanitized(path)
    return [
      old == nil ? "--- /dev/null" : "--- \(name)", "+++ \(name)",
      "@@ -\(first - 1),0 +\(first),\(added.count) @@",
    ] + added.map { "+" + sanitized(String($0)) }
  }

  /// Sentences about what the file will do that was perhaps not meant.
  var warnings: [String] {
    var warnings = before.entries.flatMap(warnings(about:))
    let count = before.entries.count + 1
    if before.concurrent < Int64(count) {
      warnings.append(Texts.concurrentTooSmall(before.concurrent, runners: count))
    }
    return warnings + [RunnerSection.gap(of: request.executor)].compactMap { $0 }
  }

  private func warnings(about entry: RunnerConfig.Entry) -> [String] {
    var warnings: [String] = []
    let isHere = entry.isFor(request.server)
    if entry.token == .given(request.token) {
      let place =
        isHere
        ? Texts.withTheSameAddress
        : Texts.withAnotherAddress(redactingTokens(sanitized(entry.url ?? "")))
      warnings.append(Texts.sameToken(name: entry.shownName, line: place))
    } else if entry.id == request.runnerID, isHere {
      warnings.append(
        entry.token == .variable
          ? Texts.tokenFromVariable(name: entry.shownName)
          : Texts.sameID(request.runnerID, name: entry.shownName))
    }
    if entry.limit > before.concurrent {
      warnings.append(
        Texts.limitAboveConcurrent(
          name: entry.shownName, limit: entry.limit, concurrent: before.concurrent))
    }
    return warnings
  }
}
