/// Everything that decides which rows are shown in which order.
public struct RunnerArrangingRequest: Equatable, Sendable {
  public var rows: RunnerRows
  public var filter: RunnerFilter
  /// Nil for the order of the server.
  public var sort: RunnerSort?
  /// Seconds since 1970-01-01 00:00 UTC, for what the filter says about time.
  public var now: Int64

  public init(rows: RunnerRows, filter: RunnerFilter, sort: RunnerSort?, now: Int64) {
    self.rows = rows
    self.filter = filter
    self.sort = sort
    self.now = now
  }
}

extension RunnerArrangement {
  /// Filters, counts and sorts rows. Nil as soon as it finds itself cancelled, which it asks for every
  /// few hundred rows and some thousand comparisons.
  public static func make(
    _ request: RunnerArrangingRequest, isCancelled: () -> Bool
  ) -> RunnerArrangement? {
    var matching = RunnerMatching(request.filter, now: request.now)
    var arrangement = RunnerArrangement()
    arrangement.order.reserveCapacity(request.filter.isEmpty ? request.rows.count : 0)
    let isWhole = request.rows.forEachBlock { first, runners in
      guard !isCancelled() else { return false }
      for index in runners.indices where matching.keeps(runners[index]) {
        arrangement.order.append(UInt32(truncatingIfNeeded: first + index))
        arrangement.counts.add(runners[index])
      }
      return true
    }
    guard isWhole else { return nil }
    guard let sort = request.sort else { return arrangement }
    let sorting = RunnerSorting(rows: request.rows, sort: sort)
    guard let order = sorting.sorted(arrangement.order, isCancelled: isCancelled) else {
      return nil
    }
    arrangement.order = order
    return arrangement
  }
}

extension RunnerDifference {
  /// What is different in a list since an older state of it, in facts that lists like the new one tell. Nil as soon
  /// as it finds itself cancelled.
  public static func between(
    _ old: RunnerRows, _ new: RunnerRows, isCancelled: () -> Bool
  ) -> RunnerDifference? {
    var difference = RunnerDifference()
    let untold = UntoldFacts(in: new)
    let hasAllNew = new.forEachBlock { first, runners in
      guard !isCancelled() else { return false }
      for index in runners.indices {
        let id = runners[index].id
        // Most rows stay where they are.
        let isInPlace = first + index < old.count && old[first + index].id == id
        guard let place = isInPlace ? first + index : old.place(of: id) else {
          difference.added.insert(id)
          continue
        }
        if !runners[index].isLike(old[place], but: untold) { difference.changed.insert(id) }
      }
      return true
    }
    guard hasAllNew else { return nil }
    if new.count - difference.added.count == old.count { return difference }
    let hasAllOld = old.forEachBlock { _, runners in
      guard !isCancelled() else { return false }
      for index in runners.indices where !new.contains(runners[index].id) {
        difference.vanished.insert(runners[index].id)
      }
      return true
    }
    return hasAllOld ? difference : nil
  }
}

extension Runner {
  /// Whether nothing differs but times of contact and what lists do not tell.
  fileprivate func isLike(_ other: Runner, but untold: UntoldFacts) -> Bool {
    if self == other { return true }
    var mine = self
    untold.copy(from: other, to: &mine)
    // The address of an owner comes with single runners only.
    if mine.owner?.webURL == nil { mine.owner?.webURL = other.owner?.webURL }
    mine.contactedAt = other.contactedAt
    mine.newestManager?.contactedAt = other.newestManager?.contactedAt
    return mine == other
  }
}
