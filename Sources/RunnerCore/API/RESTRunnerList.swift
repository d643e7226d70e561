/// One loading of a list over REST: pages by number, several at once.
///
/// REST knows neither search nor order on these lists, and its rows tell little (GitLab: `lib/api/ci/runners.rb`,
/// `lib/api/entities/ci/runner.rb`).
struct RESTRunnerList {
  /// Requests under way at the same time.
  static let width = 4

  let client: GitLabClient
  let query: RunnerQuery
  let deliver: @Sendable (RunnerListEvent) -> Void
  private let texts = TextPool()

  init(
    client: GitLabClient, query: RunnerQuery,
    deliver: @escaping @Sendable (RunnerListEvent) -> Void
  ) {
    self.client = client
    self.query = query
    self.deliver = deliver
  }

  /// The first page goes alone, since it tells how many there are.
  /// - Parameter reason: why GraphQL is not used, told once REST has answered.
  func load(
    from first: Int, pages: Int, because reason: String? = nil
  ) async throws(RunnerListFailure) -> RunnerCursor? {
    let start = try await fetched(first).get()
    let page = try decoded(start, first)
    if let reason { deliver(.source(.rest(because: reason))) }
    deliver(.page(page))
    guard page.next != nil, pages > 1 else { return page.next }
    let (last, overflow) = first.addingReportingOverflow(pages - 1)
    let wanted = overflow ? Int.max : last
    let end = RESTPages.number("X-Total-Pages", in: start).map { min($0, wanted) } ?? wanted
    return try await loadRest((first + 1)...max(end, first + 1))
  }

  /// Keeps some requests under way, and hands on what comes in the order of the pages.
  private func loadRest(
    _ pages: ClosedRange<Int>
  ) async throws(RunnerListFailure) -> RunnerCursor? {
    let result = await withTaskGroup(of: (Int, Fetched).self) { group in
      var arrived: [Int: Fetched] = [:]
      var requested = pages.lowerBound
      var wanted = pages.lowerBound
      func request() {
        guard requested <= pages.upperBound else { return }
        let page = requested
        requested += 1
        group.addTask { (page, await fetched(page)) }
      }
      for _ in 0..<Self.width { request() }
      while let (number, fetched) = await group.next() {
        arrived[number] = fetched
        while let answer = arrived.removeValue(forKey: wanted) {
          let page: RunnerPage
          do throws(RunnerListFailure) {
            page = try decoded(answer.get(), wanted)
          } catch {
            group.cancelAll()
            return Ended.failure(error)
          }
          deliver(.page(page))
          guard wanted < pages.upperBound, page.next == .page(wanted + 1) else {
            group.cancelAll()
            return .success(page.next)
          }
          wanted += 1
          request()
        }
      }
      return .success(.page(wanted))
    }
    return try result.get()
  }

  private typealias Fetched = Result<HTTPResponse, RunnerListFailure>
  private typealias Ended = Result<RunnerCursor?, RunnerListFailure>

  private var reader: FailureReader { client.reader(.runnerList(query.scope)) }

  private func fetched(_ page: Int) async -> Fetched {
    let size = GraphQLDocument.pageSize
    do {
      return .success(
        try await client.read("\(path)?page=\(page)&per_page=\(size)", reader) {
          [deliver] seconds, status in deliver(.waiting(seconds: seconds, status: status))
        })
    } catch {
      return .failure(RunnerListFailure(failure: error, at: cursor(page)))
    }
  }

  private var path: String {
    switch query.scope {
    case .mine: "/runners"
    case .instance: "/runners/all"
    case .group(let target, _): "/groups/\(target.id)/runners"
    case .project(let target): "/projects/\(target.id)/runners"
    }
  }

  private func cursor(_ page: Int) -> RunnerCursor? { page > 1 ? .page(page) : nil }

  private func decoded(
    _ response: HTTPResponse, _ page: Int
  ) throws(RunnerListFailure) -> RunnerPage {
    do {
      let runners = try texts.decode(response.body) { decoding throws(NotJSON) in
        guard let rows = try decoding.elements({ decoding throws(NotJSON) in try decoding.row() })
        else { throw NotJSON() }
        try decoding.reader.finish()
        return rows
      }
      return RunnerPage(
        runners: runners, next: RESTPages.next(after: page, in: response, rows: runners.count),
        total: RESTPages.number("X-Total", in: response))
    } catch {
      throw RunnerListFailure(failure: reader.unusable(response), at: cursor(page))
    }
  }
}

/// The headers by which REST tells of pages (GitLab: `doc/api/rest/_index.md`, "Offset-based pagination").
enum RESTPages {
  /// The page after one. Without the header, which a proxy may take away, a `Link` or a full page tells that there is one.
  static func next(
    after page: Int, in response: HTTPResponse, rows: Int, of size: Int = GraphQLDocument.pageSize
  ) -> RunnerCursor? {
    if response.header("X-Next-Page") != nil {
      guard let next = number("X-Next-Page", in: response), next > page else { return nil }
      return .page(next)
    }
    if let link = response.header("Link") {
      return link.contains("rel=\"next\"") ? .page(page + 1) : nil
    }
    return rows >= size ? .page(page + 1) : nil
  }

  /// The number in a header. Beyond 10,000 rows GitLab leaves out those that count. One of more than 32 bits is
  /// nonsense, and the page after it might have no number.
  static func number(_ name: String, in response: HTTPResponse) -> Int? {
    guard let text = response.header(name)?.trimmingASCIIWhiteSpace(), let number = Int32(text),
      number >= 0
    else { return nil }
    return Int(number)
  }
}
