/// REST lists runners by ascending id, so that the newest are on the last page; rows of older servers tell neither who
/// created a runner nor when, and none tells tags (GitLab: `lib/api/ci/runners.rb`, `lib/api/entities/ci/runner.rb`).
extension RecoverySearch {
  /// Pages that are read at most, a hundred runners each that were never in contact.
  private static let pageLimit = 10
  /// Runners whose details are read at most.
  private static let detailLimit = 20

  mutating func lookOverREST(because: String) async -> Look {
    var sight = Sight()
    sight.withoutGraphQL = because
    do throws(APIFailure) {
      if let id = entry.runnerID {
        sight.isByID = true
        return .seen([try await runner(id)], sight)
      }
      return .seen(try await newestRunners(&sight), sight)
    } catch {
      // Only a known id gets here with 404: GitLab answers 403 for a runner that is there and hidden
      // (GitLab: `lib/api/ci/runners.rb`, `authenticate_show_runner!`).
      if sight.isByID, error.kind == .notFound { return .seen([], sight) }
      return error.isLasting ? .refused(error) : .failed(error)
    }
  }

  private mutating func runner(_ id: Int64) async throws(APIFailure) -> FoundRunner {
    let reader = client.reader(.runner(id))
    let response = try await client.read("/runners/\(id)", reader)
    window.see(response, now: client.unixTime)
    guard let found = found(in: response, id) else { throw reader.unusable(response) }
    return found
  }

  private func found(in response: HTTPResponse, _ id: Int64) -> FoundRunner? {
    // What is no JSON holds no runner.
    let decoded = try? TextPool().decode(response.body) { decoding throws(NotJSON) in
      let runner = try decoding.runner().map(FoundRunner.init)
      try decoding.reader.finish()
      return runner
    }
    guard let found = decoded ?? nil, found.runner.id == id else { return nil }
    return found
  }

  /// Reads from the last page back until the time in question is over, then each runner that may be it.
  private mutating func newestRunners(
    _ sight: inout Sight
  ) async throws(APIFailure) -> [FoundRunner] {
    let first = try await page(1)
    let last = RESTPages.number("X-Total-Pages", in: first.response)
    var rows: [FoundRunner] = []
    var number = max(last ?? 1, 1)
    var next: Int? = number
    for _ in 1...Self.pageLimit {
      guard let wanted = next else { break }
      number = wanted
      let page = wanted == 1 ? first : try await page(wanted)
      rows += page.rows
      if last == nil {
        // Beyond 10,000 rows GitLab does not count them.
        let follows = RESTPages.next(after: number, in: page.response, rows: page.rows.count)
        next = follows == nil ? nil : number + 1
      } else {
        let isOver = page.rows.first?.runner.createdAt.map { $0 < window.possible.lowerBound }
        next = isOver == true || number == 1 ? nil : number - 1
      }
    }
    sight.isComplete = next == nil
    let comparison = RecoveryComparison(entry: entry, window: window)
    let newest = rows.filter(comparison.isPossible).sorted { $0.runner.id > $1.runner.id }
    let possible = newest.filter { !isOfOther($0.runner.id) }
    if possible.count > Self.detailLimit { sight.isComplete = false }
    // What is left out in the end needs no details.
    var details = newest.filter { isOfOther($0.runner.id) }
    for row in possible.prefix(Self.detailLimit) { details.append(try await detail(of: row)) }
    return details
  }

  /// The row where its details are not to be had.
  private mutating func detail(of row: FoundRunner) async throws(APIFailure) -> FoundRunner {
    do throws(APIFailure) {
      var detail = try await runner(row.runner.id)
      detail.creatorID = detail.creatorID ?? row.creatorID
      detail.runner.createdAt = detail.runner.createdAt ?? row.runner.createdAt
      return detail
    } catch {
      if error.isLasting { return row }
      throw error
    }
  }

  private mutating func page(
    _ number: Int
  ) async throws(APIFailure) -> (rows: [FoundRunner], response: HTTPResponse) {
    let reader = client.reader(.runnerList(scope))
    let list: String
    switch scope {
    case .mine, .instance: list = "/runners/all"
    case .group(let target, _): list = "/groups/\(target.id)/runners"
    case .project(let target): list = "/projects/\(target.id)/runners"
    }
    let type = entry.form.type?.rawValue ?? ""
    let size = GraphQLDocument.pageSize
    let response = try await client.read(
      "\(list)?type=\(type)&status=never_contacted&per_page=\(size)&page=\(number)", reader)
    window.see(response, now: client.unixTime)
    let rows = try? TextPool().decode(response.body) { decoding throws(NotJSON) in
      let rows = try decoding.elements { decoding throws(NotJSON) in
        try decoding.runner().map(FoundRunner.init)
      }
      try decoding.reader.finish()
      return rows
    }
    guard let rows = rows ?? nil else { throw reader.unusable(response) }
    return (rows, response)
  }
}
