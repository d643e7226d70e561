import FoundationEssentials

/// One search for a runner whose answer was lost: looks, waits and looks again.
struct RecoverySearch {
  /// Seconds between looks.
  private static let pauses: [Double] = [1, 2, 4, 8, 15]

  let client: GitLabClient
  let entry: JournalEntry
  /// Ids of runners that other registrations made.
  let others: Set<Int64>
  var window: RecoveryWindow

  init(client: GitLabClient, entry: JournalEntry, others: Set<Int64> = []) {
    self.client = client
    self.entry = entry
    self.others = others
    window = RecoveryWindow(entry, now: client.unixTime)
  }

  /// What one look brought.
  enum Look {
    /// The runners that may be it, as far as they were seen, and how they were looked for.
    case seen([FoundRunner], Sight)
    /// It cannot be looked for, and asking again would not help.
    case refused(APIFailure)
    /// No answer this time.
    case failed(APIFailure)
  }

  /// How runners were looked for.
  struct Sight {
    /// Whether nothing of the time in question was left out.
    var isComplete = true
    /// Whether the runner itself was asked for by its id.
    var isByID = false
    /// Why GraphQL was not used, in a sentence; nil where it was.
    var withoutGraphQL: String?
    /// Who asked, where that is known.
    var callerID: Int64?
    /// Whether the server knows of tokens that can be read again.
    var hasTokens = true
  }

  mutating func run() async -> RecoveryReport {
    var pauses = Self.pauses[...]
    while true {
      let look = await look(isLast: pauses.isEmpty)
      let report = report(of: look)
      let mayBeMore: Bool
      switch look {
      case .refused: return report
      case .failed: mayBeMore = true
      case .seen(_, let sight):
        let isFound = report.candidates.contains { $0.doubts.isEmpty }
        mayBeMore = !isFound && !window.isSettled && !sight.isByID
      }
      guard mayBeMore, let seconds = pauses.popFirst() else { return report }
      do {
        try await client.pause(seconds)
      } catch {
        return report
      }
    }
  }

  /// A failure of GraphQL alone may pass, so that REST is asked only when GraphQL refuses or time is up.
  private mutating func look(isLast: Bool) async -> Look {
    do throws(RecoveryTrouble) {
      return try await lookByGraphQL()
    } catch {
      switch error {
      case .withoutGraphQL(let because): return await lookOverREST(because: because)
      case .failed(let failure) where failure.kind == .cancelled: return .failed(failure)
      case .failed(let failure):
        guard isLast else { return .failed(failure) }
        return await lookOverREST(because: Texts.graphQLFailed(failure.message))
      }
    }
  }

  private func report(of look: Look) -> RecoveryReport {
    switch look {
    case .refused(let failure), .failed(let failure):
      RecoveryReport(
        candidates: [], obstacle: Texts.notLookedUp(failure, entry, at: window.start),
        findings: [])
    case .seen(let found, let sight): report(of: found, sight)
    }
  }

  private func report(of found: [FoundRunner], _ sight: Sight) -> RecoveryReport {
    let comparison = RecoveryComparison(entry: entry, window: window)
    let start = window.start
    let judged = found.compactMap { found in
      comparison.doubts(about: found).map { (found: found, doubts: $0) }
    }
    let ofOthers = judged.map(\.found.runner.id).filter(isOfOther)
    let ordered = judged.filter { !isOfOther($0.found.runner.id) }.sorted { left, right in
      if left.doubts.count != right.doubts.count { return left.doubts.count < right.doubts.count }
      let (one, other) = (left.found.distance(from: start), right.found.distance(from: start))
      return one == other ? left.found.runner.id > right.found.runner.id : one < other
    }
    let candidates = ordered.map { found, doubts in
      RecoveryReport.Candidate(
        runner: found.runner, token: found.token,
        tokenObstacle: found.token == nil ? tokenObstacle(found, sight) : nil, doubts: doubts)
    }
    var findings = [sight.withoutGraphQL].compactMap(\.self)
    findings.append(
      sight.isByID
        ? Texts.askedByID(entry.runnerID ?? 0, isThere: !candidates.isEmpty)
        : Texts.askedForNewest(entry, at: start, found: candidates.count))
    if !ofOthers.isEmpty { findings.append(Texts.madeByOthers(ofOthers.sorted())) }
    return RecoveryReport(
      candidates: candidates, obstacle: obstacle(candidates, sight), findings: findings)
  }

  /// Whether another registration made the runner.
  func isOfOther(_ id: Int64) -> Bool { id != entry.runnerID && others.contains(id) }

  private func obstacle(
    _ candidates: [RecoveryReport.Candidate], _ sight: Sight
  ) -> Obstacle? {
    if sight.isByID || candidates.contains(where: \.doubts.isEmpty) { return nil }
    if !sight.isComplete { return Texts.notAllSeen(entry, at: window.start) }
    return window.isSettled ? nil : Texts.stillPossible(in: window.remaining)
  }

  private func tokenObstacle(_ found: FoundRunner, _ sight: Sight) -> String {
    if let reason = sight.withoutGraphQL { return Texts.tokenOnlyByGraphQL(reason) }
    if !sight.hasTokens { return Texts.tokensNotGivenAgain }
    if found.isUsed { return Texts.tokenTaken }
    if let creator = found.creatorID, let caller = sight.callerID, creator != caller {
      return Texts.tokenOnlyForCreator(found.runner.creator ?? entry.username)
    }
    if let created = found.runner.createdAt, window.now - created >= RecoveryWindow.tokenLifetime {
      return Texts.tokenTooOld
    }
    return Texts.tokenNotGiven
  }
}

/// Why a look by GraphQL brought nothing.
enum RecoveryTrouble: Error {
  /// REST may do better; the reason is a sentence.
  case withoutGraphQL(String)
  case failed(APIFailure)
}

extension FoundRunner {
  /// Seconds between a moment and its creation.
  fileprivate func distance(from time: Int64) -> UInt64 {
    runner.createdAt.map { ($0 - time).magnitude } ?? .max
  }
}

extension GitLabClient {
  /// This machine's clock.
  var unixTime: Int64 { Int64(now().timeIntervalSince1970) }
}
