import Testing

@testable import RunnerCore

@Suite struct RunnerDecodingTests {
  private func runner(_ json: String) throws -> Runner? {
    try TextPool().decode(Array(json.utf8)) { decoding throws(NotJSON) in
      let runner = try decoding.row()
      try decoding.reader.finish()
      return runner
    }
  }

  private let graphQL = #"""
    {"id":"gid://gitlab/Ci::Runner/9007199254740993","description":"a\u001b[31m\r\nb","shortSha":"abcd1234",
    "runnerType":"PROJECT_TYPE","status":"NEVER_CONTACTED","paused":true,"locked":true,"runUntagged":false,
    "accessLevel":"REF_PROTECTED","tagList":["gpu","日本"],"maximumTimeout":3600,
    "createdAt":"2026-12-31T23:59:59Z","contactedAt":"2026-12-31T23:59:59.999+01:00","jobCount":1001,"projectCount":2,
    "createdBy":{"username":"owner"},"tokenExpiresAt":"2027-01-01T00:00:00Z","jobExecutionStatus":"ACTIVE",
    "ownerProject":{"id":"gid://gitlab/Project/34","fullPath":"platform/build/app","name":"app"},
    "userPermissions":{"readRunner":true,"updateRunner":true,"deleteRunner":false,"assignRunner":true},
    "groups":null,"managers":{"count":3,"nodes":[{"id":"gid://gitlab/Ci::RunnerManager/8","systemId":"s_1",
    "status":"OFFLINE","version":"18.4.0","revision":"abc","platformName":"linux","architectureName":"amd64",
    "executorName":"docker","ipAddress":"127.0.0.1","createdAt":null,"contactedAt":"2026-12-31T00:00:00Z",
    "jobExecutionStatus":"IDLE"}]}}
    """#

  @Test func aRunnerThatIsToldWithoutADescriptionHasNone() throws {
    #expect(try runner(#"{"id":1,"description":null}"#)?.description == "")
    #expect(try runner(#"{"id":1}"#)?.description == nil)
  }

  @Test func everythingThatGraphQLTellsIsRead() throws {
    var expected = Runner(id: 9_007_199_254_740_993, status: .neverContacted)
    expected.description = "a\u{1B}[31m\r\nb"
    expected.shortToken = "abcd1234"
    expected.type = .project
    expected.isPaused = true
    expected.isLocked = true
    expected.runsUntagged = false
    expected.isProtected = true
    expected.isBusy = true
    expected.permissions = [.read, .update, .assign]
    expected.tokenExpiry = .at(1_798_761_600)
    expected.tags = ["gpu", "日本"]
    expected.owner = RunnerTarget(
      kind: .project, id: 34, fullPath: "platform/build/app", name: "app")
    expected.creator = "owner"
    expected.createdAt = 1_798_761_599
    expected.contactedAt = 1_798_757_999
    expected.maximumTimeout = 3600
    expected.jobCount = 1001
    expected.projectCount = 2
    expected.managerCount = 3
    var manager = RunnerManager(id: 8, systemID: "s_1", status: .offline)
    manager.isBusy = false
    manager.version = "18.4.0"
    manager.revision = "abc"
    manager.platform = "linux"
    manager.architecture = "amd64"
    manager.executor = "docker"
    manager.ipAddress = "127.0.0.1"
    manager.contactedAt = 1_798_675_200
    expected.newestManager = manager
    #expect(try runner(graphQL) == expected)
  }

  @Test func everythingThatRESTTellsIsRead() throws {
    let json = #"""
      {"id":7,"description":"x","ip_address":"","active":false,"paused":true,"is_shared":false,
      "runner_type":"group_type","name":null,"online":true,"created_by":{"id":1,"username":"owner"},
      "created_at":"2026-12-31T23:59:59.000Z","status":"paused","job_execution_status":"idle",
      "tag_list":[],"run_untagged":true,"locked":false,"maximum_timeout":null,"access_level":"not_protected",
      "contacted_at":"2026-12-31T23:59:59.000Z","maintenance_note":"note","projects":[],
      "groups":[{"id":12,"name":"build","web_url":"https://gitlab.example.com/groups/platform/build"}]}
      """#
    var expected = Runner(id: 7, status: .online)
    expected.description = "x"
    expected.type = .group
    expected.isPaused = true
    expected.isLocked = false
    expected.runsUntagged = true
    expected.isProtected = false
    expected.isBusy = false
    expected.tags = []
    expected.owner = RunnerTarget(
      kind: .group, id: 12, name: "build",
      webURL: "https://gitlab.example.com/groups/platform/build")
    expected.creator = "owner"
    expected.createdAt = 1_798_761_599
    expected.contactedAt = 1_798_761_599
    expected.maintenanceNote = "note"
    #expect(try runner(json) == expected)
  }

  @Test(arguments: [
    (#""status":"paused","online":false"#, RunnerStatus.offline),
    (#""status":"paused","online":null"#, .unknown), (#""status":"stale","online":false"#, .stale),
    (#""status":"never_contacted","online":null"#, .neverContacted), (#""status":"odd""#, .unknown),
    (#""status":"PAUSED""#, .unknown), (#""online":true"#, .unknown),
  ])
  func aStatusIsNeverGuessed(members: String, status: RunnerStatus) throws {
    #expect(try runner("{\"id\":1,\(members)}")?.status == status)
  }

  @Test(arguments: [
    (#""runnerType":"GROUP_TYPE","tokenExpiresAt":null"#, TokenExpiry.never),
    (#""runnerType":"INSTANCE_TYPE","tokenExpiresAt":null"#, .unknown),
    (
      #""runnerType":"INSTANCE_TYPE","tokenExpiresAt":null,"userPermissions":{"updateRunner":true}"#,
      .never
    ),
    (#""runnerType":"GROUP_TYPE""#, .unknown),
    (#""runnerType":"GROUP_TYPE","tokenExpiresAt":"soon""#, .unknown),
    (#""runnerType":"GROUP_TYPE","tokenExpiresAt":7"#, .unknown),
    (#""tokenExpiresAt":"1970-01-01T00:00:07Z""#, .at(7)),
  ])
  func anExpiryThatIsNotToldIsNotNever(members: String, expiry: TokenExpiry) throws {
    #expect(try runner("{\"id\":1,\(members)}")?.tokenExpiry == expiry)
  }

  @Test func aNoteThatMayBeReadAndIsNotThereIsEmpty() throws {
    #expect(try runner(#"{"id":1,"maintenanceNote":null}"#)?.maintenanceNote == nil)
    #expect(
      try runner(#"{"id":1,"maintenanceNote":null,"userPermissions":{"updateRunner":true}}"#)?
        .maintenanceNote == "")
  }

  @Test func activeIsPausedTheOtherWayRound() throws {
    #expect(try runner(#"{"id":1,"active":false}"#)?.isPaused == true)
    #expect(try runner(#"{"id":1,"active":false,"paused":false}"#)?.isPaused == false)
  }

  /// Every member with a value that it cannot have.
  @Test(arguments: [
    "null", "true", "-1.5e300", "99999999999999999999", #""\u001b]52;c;eA==\u0007""#, "[]", "{}",
    #"[null,{"a":[1]},"x"]"#, #"{"nodes":7,"count":"x","pageInfo":[]}"#, "[[[]]]",
  ])
  func hostileValuesAreUnknown(value: String) throws {
    let names = [
      "description", "shortSha", "runnerType", "status", "paused", "locked", "runUntagged",
      "accessLevel", "tagList", "maximumTimeout", "createdAt", "contactedAt", "jobCount",
      "projectCount", "createdBy", "tokenExpiresAt", "jobExecutionStatus", "ownerProject",
      "userPermissions", "groups", "managers", "projects", "creationMethod", "creationState",
      "online", "active", "maintenanceNote",
    ]
    let members = names.map { "\"\($0)\":\(value)" }.joined(separator: ",")
    let runner = try #require(try runner("{\(members),\"id\":3}"))
    #expect(runner.id == 3)
    #expect(runner.status == .unknown)
    #expect(runner.type == nil)
    #expect(runner.maximumTimeout == nil)
    #expect(runner.createdAt == nil)
    #expect(runner.owner == nil)
    #expect(runner.newestManager == nil)
    #expect(runner.managerCount == nil)
    #expect(runner.tokenExpiry == .unknown)
  }

  @Test func numbersThatDoNotFitAreUnknown() throws {
    let runner = try runner(
      #"{"id":1,"jobCount":2147483648,"maximumTimeout":-2147483649,"projectCount":2147483647}"#)
    #expect(runner?.jobCount == nil)
    #expect(runner?.maximumTimeout == nil)
    #expect(runner?.projectCount == .max)
  }

  @Test(arguments: [
    "null", "[]", "7", "{}", #"{"id":null}"#, #"{"id":0}"#, #"{"id":-3}"#, #"{"id":1.5}"#,
    #"{"id":"gid://gitlab/Ci::Runner/"}"#, #"{"id":"gid://gitlab/Ci::Runner/9223372036854775808"}"#,
    #"{"id":{"id":4}}"#,
  ])
  func aRowWithoutIDIsLeftOut(json: String) throws {
    #expect(try runner(json) == nil)
  }

  @Test func rowsAfterAnUnusableOneAreKept() throws {
    let json = #"[null,{"id":1},7,{"name":"x"},[{"id":9}],{"id":"2"}]"#
    let rows = try TextPool().decode(Array(json.utf8)) { decoding throws(NotJSON) in
      try decoding.elements { decoding throws(NotJSON) in try decoding.row() }
    }
    #expect(rows?.map(\.id) == [1, 2])
  }

  @Test func tagsThatAreNoTextAreLeftOut() throws {
    #expect(try runner(#"{"id":1,"tag_list":["a",null,7,"b\u0000c"]}"#)?.tags == ["a", "b\u{0}c"])
    #expect(try runner(#"{"id":1,"tagList":null}"#)?.tags == nil)
  }

  @Test func equalTextsAreKeptOnce() throws {
    let row =
      #"{"id":1,"tagList":["a tag of some length","b"],"createdBy":{"username":"somebody-with-a-name"}}"#
    let rows = try TextPool().decode(Array("[\(row),\(row)]".utf8)) { decoding throws(NotJSON) in
      try decoding.elements { decoding throws(NotJSON) in try decoding.row() }
    }
    let lists = try #require(rows).compactMap { $0.tags }
    #expect(lists.count == 2)
    let places = lists.map { $0.withUnsafeBufferPointer { $0.baseAddress } }
    #expect(places[0] == places[1])
    #expect(lists[0].capacity <= 3, "\(lists[0].capacity)")
  }

  @Test func textsWithEqualHashesWouldNotBeMixedUp() throws {
    var texts = PooledTexts()
    for number in 0..<10_000 {
      var reader = JSONReader(Array("[\"tag number \(number) of them\"]".utf8))
      #expect(try texts.tags(&reader) == ["tag number \(number) of them"])
    }
  }
}
