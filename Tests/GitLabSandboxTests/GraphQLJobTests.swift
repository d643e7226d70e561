import FoundationEssentials
import GitLabSandbox
import Testing

/// The jobs of a runner, page by page, and what of them a caller sees.
struct GraphQLJobTests {
  private func gid(_ id: Int) -> String { "gid://gitlab/Ci::Runner/\(id)" }

  /// The selected fields of a runner.
  private func runner(
    _ door: inout Door, _ id: Int, _ fields: String, as name: String? = "owner-api"
  ) throws -> SandboxJSON {
    try door.data("{runner(id:\"\(gid(id))\"){\(fields)}}", as: name)["runner"] ?? .null
  }

  /// A runner with more than a page of jobs, which its owner may see.
  private func busy(_ door: Door) throws -> Int {
    try #require(
      door.sandbox.runners.first { $0.id % 29 == 5 && !$0.managers.isEmpty && $0.kind == .project }?
        .id)
  }

  @Test func jobsPageAndSayTheSameAsRest() throws {
    var door = Door()
    let id = try busy(door)
    var jobs: [SandboxJSON] = []
    var after = SandboxJSON.null
    repeat {
      let page = try door.data(
        "query($id:CiRunnerID!,$after:String){runner(id:$id){jobCount jobs(first:40,after:$after){"
          + "count nodes{id status name refName webPath duration project{fullPath}} "
          + "pageInfo{endCursor hasNextPage}}}}", as: "owner-api",
        ["id": .string(gid(id)), "after": after])["runner"]
      jobs += page?["jobs"]?.nodes ?? []
      #expect(page?["jobCount"] == page?[path: "jobs", "count"])
      after =
        page?[path: "jobs", "pageInfo", "hasNextPage"] == true
        ? page?[path: "jobs", "pageInfo", "endCursor"] ?? .null : .null
    } while after != .null
    var rest: [SandboxJSON] = []
    for page in 1...2 {
      rest +=
        door.ask("GET", "runners/\(id)/jobs?per_page=100&page=\(page)", as: "owner-api").json?.array
        ?? []
    }
    #expect(jobs.count > 100 && jobs.count == rest.count)
    #expect(
      jobs.compactMap { $0["id"]?.string }
        == rest.compactMap { $0["id"]?.int.map { "gid://gitlab/Ci::Build/\($0)" } })
    #expect(
      jobs.compactMap { $0["status"]?.string?.lowercased() }
        == rest.compactMap { $0["status"]?.string })
    let failed = try runner(&door, id, "jobs(statuses:[FAILED]){count nodes{status exitCode}}")
    #expect(
      failed[path: "jobs", "count"]?.int == jobs.count { $0["status"] == "FAILED" })
    #expect(failed["jobs"]?.nodes.allSatisfy { $0["exitCode"] == 1 } == true)
  }

  @Test func jobsOfClosedProjectsKeepTimesAndStateOnly() throws {
    var door = Door(.init(runners: 3000))
    let id = try #require(
      door.sandbox.runners.first {
        $0.projectIDs.contains(100) && $0.projectIDs.contains(109) && $0.id % 29 == 5
          && !$0.managers.isEmpty
      }?.id)
    let fields = try runner(
      &door, id,
      "jobs{nodes{id status startedAt duration name tags webPath shortSha project{id} runner{id}}}")
    let nodes = fields["jobs"]?.nodes ?? []
    let closed = nodes.filter { $0["shortSha"] == "Unauthorized" }
    #expect(!closed.isEmpty && closed.count < nodes.count)
    #expect(
      closed.allSatisfy {
        $0["id"] != .null && $0["status"] != .null && $0["startedAt"] != .null
          && $0["name"] == .null && $0["tags"] == .null && $0["webPath"] == .null
          && $0["project"] == .null && $0["runner"] != .null
      })
    #expect(
      nodes.filter { $0["shortSha"] != "Unauthorized" }.allSatisfy {
        $0["project"] != .null && $0["name"] != .null
      })
  }

  @Test func jobsAreForOneRunnerInARequest() throws {
    var door = Door()
    let id = try busy(door)
    let text =
      "{a:runner(id:\"\(gid(id))\"){jobs(first:1){nodes{id}}}"
      + "b:runner(id:\"\(gid(id))\"){id jobs(first:1){nodes{id}}}}"
    let answer = door.query(text)
    #expect(answer.json?[path: "data", "a", "jobs"]?.nodes.count == 1)
    #expect(answer.json?[path: "data", "b", "jobs"] == .null)
    #expect(answer.json?[path: "data", "b", "id"] == .string(gid(id)))
    let error = answer.json?["errors"]?[0]
    #expect(
      error?["message"]
        == "\"jobs\" field can be requested only for 1 CiRunner(s) at a time.")
    #expect(error?["path"] == ["b", "jobs"])
    let twice = door.post([["query": .string(text)], ["query": .string(text)]])
    #expect(twice.json?[1]?[path: "data", "a", "jobs"]?.nodes.count == 1)
  }

  @Test func jobsNeedMoreThanReadingTheRunner() throws {
    var door = Door()
    let answer = door.query("{runner(id:\"\(gid(1))\"){id jobs{count}}}")
    #expect(answer.json?[path: "data", "runner", "jobs"] == .null)
    #expect(answer.json?["errors"]?[0]?["path"] == ["runner", "jobs"])
  }

  @Test func moreThanAThousandJobsAreNotCounted() throws {
    var door = Door()
    let runner = try runner(
      &door, 7, "jobCount jobs(first:0){count big:count(limit:5000) small:count(limit:10)}",
      as: "root-admin")
    #expect(
      runner == ["jobCount": 1001, "jobs": ["count": 1001, "big": 1205, "small": 11]])
  }

  @Test func runningJobEndsByTheSandboxsClock() throws {
    var door = Door()
    let id = try #require(
      door.sandbox.runners.first {
        $0.id % 3 == 0 && $0.id % 4 != 0 && $0.managers.contains(where: \.hasRequestedJobs)
          && $0.contactedAt.map { $0 > Door.start.addingTimeInterval(-900) } == true
      }?.id)
    let fields = "jobExecutionStatus jobs(first:1){nodes{status finishedAt}}"
    let before = try runner(&door, id, fields, as: "root-admin")
    #expect(before["jobExecutionStatus"] == "ACTIVE")
    #expect(before["jobs"]?.nodes == [["status": "RUNNING", "finishedAt": nil]])
    door.sandbox.advanceClock(by: 3600)
    let after = try runner(&door, id, fields, as: "root-admin")
    #expect(after["jobExecutionStatus"] == "IDLE")
    #expect(after["jobs"]?.nodes[0]["finishedAt"] != .null)
  }
}
