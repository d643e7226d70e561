import Testing

@testable import RunnerCore

@Suite struct RESTRunnerListTests {
  private let source = RunnerSource.rest(because: "GraphQL is off.")

  /// Pages of one runner each, whose id is the number of the page.
  private static func page(_ request: HTTPRequest, of count: Int, total: Bool) -> HTTPResponse {
    let page = request.page
    guard page <= count else { return RESTAnswers.runners([]) }
    var headers = [("X-Next-Page", page < count ? "\(page + 1)" : "")]
    if total { headers += [("X-Total", "\(count)"), ("X-Total-Pages", "\(count)")] }
    return RESTAnswers.runners([page], headers: headers)
  }

  @Test(arguments: [
    (RunnerScope.mine, "/runners"), (.instance, "/runners/all"),
    (.group(someGroup, .descendants), "/groups/12/runners"),
    (.project(someProject), "/projects/34/runners"),
  ])
  func everyScopeHasItsAddress(scope: RunnerScope, path: String) async throws {
    let transport = AnsweringTransport { _ in RESTAnswers.runners([1]) }
    let client = GitLabClient(transport, try connection())
    #expect(await client.load(scope, source: source) == .success(nil))
    #expect(
      transport.requests.map(\.url) == [
        "https://gitlab.example.com/api/v4\(path)?page=1&per_page=100"
      ])
  }

  @Test(.timeLimit(.minutes(1)), arguments: [true, false])
  func fourPagesAreUnderWayAtOnceAndComeInOrder(total: Bool) async throws {
    let arrived = Milestones()
    let answered = Milestones()
    let transport = AnsweringTransport { request in
      let page = request.page
      if page > 1 {
        await arrived.pass()
        if page <= 5 { await arrived.wait(for: 4) }
        // The page that is waited for comes after the other three.
        if page == 2 { await answered.wait(for: 3) } else if page <= 5 { await answered.pass() }
      }
      return Self.page(request, of: 12, total: total)
    }
    let deliveries = Deliveries()
    let client = GitLabClient(transport, try connection())
    #expect(await client.load(source: source, pages: 100, into: deliveries) == .success(nil))
    #expect(deliveries.ids == Array(1...12))
    #expect(deliveries.pages.first?.total == (total ? 12 : nil))
    #expect(transport.mostUnderWay == 4)
    #expect(transport.requests.count >= 12)
    #expect(transport.requests.count <= (total ? 12 : 15))
    #expect(deliveries.sources.isEmpty)
  }

  @Test func noMoreThanIsWantedIsLoaded() async throws {
    let transport = AnsweringTransport { Self.page($0, of: 12, total: true) }
    let client = GitLabClient(transport, try connection())
    let deliveries = Deliveries()
    #expect(
      await client.load(source: source, from: .page(3), pages: 4, into: deliveries)
        == .success(.page(7)))
    #expect(deliveries.ids == [3, 4, 5, 6])
    #expect(transport.requests.map(\.page).sorted() == [3, 4, 5, 6])
    #expect(await client.load(source: source, from: .page(3), pages: 0) == .success(.page(3)))
    #expect(await client.load(source: source, from: .page(3), pages: .max) == .success(nil))
  }

  @Test func aPageByNumberIsAskedOverRESTWhateverTheSource() async throws {
    let transport = AnsweringTransport { Self.page($0, of: 3, total: true) }
    let client = GitLabClient(transport, try connection())
    #expect(await client.load(from: .page(2)) == .success(.page(3)))
    #expect(transport.requests.map(\.isGraphQL) == [false])
  }

  @Test func aFailedPageKeepsThoseBeforeIt() async throws {
    let transport = AnsweringTransport { request in
      request.page == 4 ? .text(500, "oops") : Self.page(request, of: 9, total: true)
    }
    let deliveries = Deliveries()
    let client = GitLabClient(transport, try connection())
    guard
      case .failure(let failure) = await client.load(
        source: source, pages: 9, into: deliveries)
    else {
      Issue.record("The fourth page failed.")
      return
    }
    #expect(failure.at == .page(4))
    #expect(deliveries.ids == [1, 2, 3])
  }

  @Test func patienceIsShown() async throws {
    let transport = ScriptedTransport(
      .success(.text(503, "", headers: [("Retry-After", "2")])),
      .success(RESTAnswers.runners([1])))
    let deliveries = Deliveries()
    let client = GitLabClient(transport, try connection())
    #expect(await client.load(source: source, into: deliveries) == .success(nil))
    #expect(deliveries.all.first == .waiting(seconds: 2, status: 503))
  }

  @Test(arguments: [
    ([("X-Next-Page", "2")], 1, RunnerCursor.page(2)), ([("x-next-page", " ")], 100, nil),
    ([("X-Next-Page", "1")], 1, nil), ([("X-Next-Page", "x")], 100, nil),
    ([("Link", #"<https://h/api/v4/runners?page=2>; rel="next""#)], 1, .page(2)),
    ([("Link", #"<https://h/api/v4/runners?page=1>; rel="first""#)], 100, nil),
    ([], 100, .page(2)), ([], 99, nil),
  ])
  func theNextPageIsFoundInTheHeaders(
    headers: [(String, String)], rows: Int, next: RunnerCursor?
  ) {
    let response = HTTPResponse.json(200, "[]", headers: headers)
    #expect(RESTPages.next(after: 1, in: response, rows: rows) == next)
  }

  @Test(arguments: ["", "{}", "null", "[", "<html>", #"[{"id":1}"#, "[] x"])
  func whatIsNoListIsAFailure(body: String) async throws {
    let client = GitLabClient(AnsweringTransport { _ in .json(200, body) }, try connection())
    guard case .failure(let failure) = await client.load(source: source) else {
      Issue.record("That is no list.")
      return
    }
    #expect(failure.failure.outcome == .refused)
  }

  @Test(arguments: [
    (RunnerScope.instance, #"{"message":"403 Forbidden"}"#, ["whole instance", "auditors"]),
    (
      .group(someGroup, .direct), #"{"message":"403 Forbidden"}"#, ["platform/build", "Maintainer"]
    ),
    (.project(someProject), #"{"message":"403 Forbidden"}"#, ["platform/build/app"]),
    (.mine, #"{"message":"403 Forbidden - Your account has been blocked."}"#, ["blocked"]),
  ])
  func refusalsAreExplained(scope: RunnerScope, body: String, words: [String]) async throws {
    let client = GitLabClient(AnsweringTransport { _ in .json(403, body) }, try connection())
    guard case .failure(let failure) = await client.load(scope, source: source) else {
      Issue.record("That was refused.")
      return
    }
    for word in words {
      #expect("\(failure.failure.message) \(failure.failure.fix)".contains(word))
    }
  }

  @Test(arguments: ["9223372036854775807", "2147483648", "-1", "99999999999999999999", "1e9"])
  func aPageNumberThatNoServerHasIsNoPage(number: String) {
    let response = RESTAnswers.runners([1], headers: [("X-Next-Page", number)])
    #expect(RESTPages.next(after: 1, in: response, rows: 1) == nil)
  }
}
