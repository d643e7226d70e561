import RunnerCore
import Testing

@Suite struct TargetSearchTests {
  private let groups =
    #"[{"id":7,"name":"Infra","full_path":"acme/infra","web_url":"https://gitlab.example.com/groups/acme/infra"},"#
    + #"{"id":8,"name":"Old","full_path":"acme/old","archived":true},"#
    + #"{"id":9,"name":"Going","full_path":"acme/going","marked_for_deletion_on":"2026-01-01"}]"#

  @Test func groupsAreSearchedWhereTheUserIsOwner() async throws {
    let transport = ScriptedTransport(
      .success(.json(200, groups, headers: [("X-Next-Page", "3"), ("X-Total", "45")])))
    let page = try await client(transport).targets(
      TargetSearch(kind: .group, text: " in fra ", page: 2))
    #expect(
      transport.requests.map(\.url) == [
        "https://gitlab.example.com/api/v4/groups?search=in%20fra&order_by=similarity"
          + "&min_access_level=50&archived=false&active=true&page=2&per_page=20"
      ])
    #expect(page.targets.map(\.id) == [7])
    #expect(page.targets.first?.fullPath == "acme/infra")
    #expect(page.next == 3)
    #expect(page.total == 45)
    #expect(!page.isMatchedHere)
  }

  @Test func projectsAreSearchedWhereTheUserIsMaintainer() async throws {
    let transport = ScriptedTransport(
      .success(.json(200, #"[{"id":42,"name":"Tools","path_with_namespace":"acme/tools"}]"#)))
    let page = try await client(transport).targets(TargetSearch(kind: .project, text: "tools"))
    #expect(
      transport.requests.map(\.url) == [
        "https://gitlab.example.com/api/v4/projects?search=tools&order_by=similarity"
          + "&search_namespaces=true&membership=true&min_access_level=40&simple=true"
          + "&archived=false&active=true&page=1&per_page=20"
      ])
    #expect(page.targets.map(\.fullPath) == ["acme/tools"])
    #expect(page.next == nil)
  }

  @Test func administratorsSearchEverywhere() async throws {
    let transport = ScriptedTransport(.success(.json(200, "[]")))
    let client = try client(transport)
    _ = try await client.targets(TargetSearch(kind: .group, text: "", includesAll: true))
    _ = try await client.targets(TargetSearch(kind: .project, text: "a", includesAll: true))
    let urls = transport.requests.map(\.url)
    #expect(urls.allSatisfy { !$0.contains("min_access_level") && !$0.contains("membership") })
    #expect(urls[0].contains("all_available=true"))
    #expect(!urls[0].contains("similarity"))
  }

  private let refusal =
    #"{"error":"insufficient_scope","error_description":"more","scope":"api read_api"}"#

  @Test func tokenThatMayOnlyCreateIsAskedWhatItReaches() async throws {
    let associations =
      #"{"groups":[{"id":7,"name":"Infra","web_url":"https://gitlab.example.com/groups/acme/infra"},"#
      + #"{"id":8,"name":"Shop","web_url":"https://gitlab.example.com/groups/shop"}],"projects":[]}"#
    let transport = ScriptedTransport(
      .success(.json(403, refusal)), .success(.json(200, associations)))
    let page = try await client(transport).targets(TargetSearch(kind: .group, text: "INFRA"))
    #expect(
      transport.requests.last?.url
        == "https://gitlab.example.com/api/v4/personal_access_tokens/self/associations"
        + "?min_access_level=50&page=1&per_page=100")
    #expect(page.targets.map(\.fullPath) == ["acme/infra"])
    #expect(page.isMatchedHere)
    #expect(page.next == nil)
  }

  @Test func pagesOfWhatATokenReachesAreReadUntilThereAreEnough() async throws {
    let rows = (1...100).map {
      #"{"id":\#($0),"name":"p\#($0)","path_with_namespace":"acme/p\#($0)"}"#
    }.joined(separator: ",")
    let transport = ScriptedTransport(
      .success(.json(403, refusal)), .success(.json(200, #"{"groups":[],"projects":[\#(rows)]}"#)))
    let page = try await client(transport).targets(TargetSearch(kind: .project, text: "p100"))
    // One match on each page of the same hundred; five pages are read at most.
    #expect(transport.requests.count == 6)
    #expect(page.next == 6)
    #expect(page.targets.count == 5)
  }

  @Test func otherFailuresAreTold() async throws {
    let transport = ScriptedTransport(.success(.json(500, #"{"message":"500"}"#)))
    let client = try client(transport)
    let failure = try await failure { () async throws(APIFailure) in
      try await client.targets(TargetSearch(kind: .group, text: ""))
    }
    #expect(failure.kind == .serverError)
    #expect(transport.requests.count == 1)
  }
}

@Suite struct TagCatalogueTests {
  @Test func tagsThatWouldSteerATerminalAreNotOffered() async throws {
    let body = #"""
      {"data":{"runners":{"pageInfo":{"hasNextPage":false,"endCursor":"e"},"count":1,"nodes":[
      {"id":"gid://gitlab/Ci::Runner/1","status":"ONLINE",
      "tagList":["docker","\u001b[2Jevil","a\u202eb","größe","\u009b2J"]}]}}}
      """#
    let transport = AnsweringTransport { _ throws(TransportFailure) in .json(200, body) }
    let catalogue = try await GitLabClient(transport, try connection()).tags(near: nil)
    #expect(catalogue.entries.map(\.tag) == ["docker", "größe"])
  }
}

@Suite struct TagAdviceTests {
  private let catalogue = TagCatalogue(
    entries: [
      TagCatalogue.Entry(tag: "docker", runners: 12), TagCatalogue.Entry(tag: "gpu1", runners: 2),
    ], isPartial: false)

  private func advice(_ tags: String...) -> [TagAdvice] { TagAdvice.about(tags, beside: catalogue) }

  @Test func differenceInCaseAloneIsSaid() {
    #expect(advice("Docker") == [.onlyCase(tag: "Docker", other: "docker", runners: 12)])
    #expect(advice("docker").isEmpty)
    #expect(advice("Größe", "größe") == [.onlyCase(tag: "größe", other: "Größe", runners: 0)])
  }

  @Test func twinsOfOneRunnerAreSaidEvenWhereBothAreInUse() {
    let both = TagCatalogue(
      entries: catalogue.entries + [TagCatalogue.Entry(tag: "Docker", runners: 3)],
      isPartial: false)
    #expect(TagAdvice.about(["Docker"], beside: both).isEmpty)
    #expect(
      TagAdvice.about(["docker", "Docker"], beside: both)
        == [.onlyCase(tag: "Docker", other: "docker", runners: 0)])
  }

  @Test(arguments: ["dockr", "dockerr", "dokcer", "docker-", "bocker"])
  func slipsOfOneLetterAreSaid(tag: String) {
    #expect(advice(tag) == [.near(tag: tag, other: "docker", runners: 12)])
  }

  @Test(arguments: ["gpu2", "doc", "docker-x", "dcoker-", "linux", "gpu"])
  func otherTagsAreNoSlips(tag: String) {
    #expect(advice(tag).isEmpty)
  }

  @Test func spacesAndUnseenCharactersAreSaid() {
    #expect(advice("docker linux") == [.space(tag: "docker linux")])
    #expect(advice("docker\u{A0}") == [.hidden(tag: "docker\u{A0}")])
    #expect(advice("dock\u{200B}er") == [.hidden(tag: "dock\u{200B}er")])
  }
}
