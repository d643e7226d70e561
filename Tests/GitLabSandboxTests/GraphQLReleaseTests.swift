import FoundationEssentials
import GitLabSandbox
import Testing

/// What older releases lack, as a client learns it: by asking the schema or by reading errors.
struct GraphQLReleaseTests {
  /// The code of the first error of a query, nil when it is answered.
  private func code(
    _ query: String, _ release: GitLabSandbox.Release, as name: String = "root-admin"
  ) -> String? {
    var door = Door(.init(gitLab: release))
    let error = door.query(query, as: name).json?["errors"]?[0]
    return error.map { $0[path: "extensions", "code"]?.string ?? $0["message"]?.string ?? "?" }
  }

  @Test(
    arguments: [
      ("{currentUser{runners{count}}}", ["undefinedField", "undefinedField", nil]),
      ("{runners{nodes{creationMethod}}}", ["undefinedField", nil, nil]),
      ("{runners{nodes{creationState}}}", ["undefinedField", "undefinedField", nil]),
      ("{runners{nodes{jobExecutionStatus}}}", ["undefinedField", nil, nil]),
      ("{runners{nodes{managers{nodes{jobExecutionStatus executorName}}}}}", [nil, nil, nil]),
      ("{runners{nodes{ephemeralAuthenticationToken ephemeralRegisterUrl}}}", [nil, nil, nil]),
      ("{runners(creatorUsername:\"x\",versionPrefix:\"15\"){count}}", [nil, nil, nil]),
      (
        "{runners(creatorId:\"gid://gitlab/User/1\"){count}}", ["argumentNotAccepted", nil, nil]
      ),
      ("{group(fullPath:\"acme\"){runners(membership:ALL_AVAILABLE){count}}}", [nil, nil, nil]),
      (
        "{group(fullPath:\"acme\"){userPermissions{archiveGroup}}}",
        ["undefinedField", "undefinedField", nil]
      ),
      ("{groups(allAvailable:false){nodes{id}}}", ["argumentNotAccepted", nil, nil]),
      (
        "mutation{runnerBulkPause(input:{ids:[],paused:true}){errors}}",
        ["undefinedField", "undefinedField", nil]
      ),
      ("{runners(first:1){nodes{jobs{nodes{...on CiJob{id}}}}}}", [nil, nil, nil]),
      (
        "{runners(first:1){nodes{jobs{...on CiJobInterfaceConnection{count}}}}}",
        ["undefinedType", "undefinedType", nil]
      ),
      (
        "{runners(first:1){nodes{jobs{...on CiJobConnection{count}}}}}",
        [nil, nil, "undefinedType"]
      ),
    ] as [(String, [String?])])
  func partExistsFromItsReleaseOn(query: String, codes: [String?]) {
    #expect(GitLabSandbox.Release.allCases.map { code(query, $0) } == codes)
  }

  @Test func staleMeansThreeMonthsInTheOldest() throws {
    for (release, status) in [
      (.v16, "OFFLINE"), (.v17, "STALE"), (.v18, "STALE"),
    ] as [(GitLabSandbox.Release, SandboxJSON)] {
      var door = Door(.init(gitLab: release))
      let id = try #require(door.createGroupRunner().json?["id"]?.int)
      door.sandbox.contact(runnerID: id, systemID: "s", polls: true, at: door.now)
      door.now += 30 * 86_400
      let data = try door.data("{runner(id:\"gid://gitlab/Ci::Runner/\(id)\"){status}}")
      #expect(data[path: "runner", "status"] == status)
    }
  }

  static let probe = """
    query FeatureProbe {
      runner: __type(name: "CiRunner") {
        name
        kind
        fields(includeDeprecated: true) { name isDeprecated deprecationReason args { name } }
      }
      user: __type(name: "CurrentUser") {
        fields(includeDeprecated: true) { name args(includeDeprecated: true) { name } }
      }
      plain: __type(name: "CurrentUser") { fields { name } }
      membership: __type(name: "CiRunnerMembershipFilter") {
        enumValues(includeDeprecated: true) { name isDeprecated }
      }
      hidden: __type(name: "CiRunnerMembershipFilter") { enumValues { name } }
      input: __type(name: "RunnerUpdateInput") { kind inputFields { name type { name kind } } }
      nothing: __type(name: "Nothing") { name }
      __schema { queryType { name } mutationType { name } subscriptionType { name } types { name } }
    }
    """

  private func names(_ list: SandboxJSON?) -> [String] {
    list?.array?.compactMap { $0["name"]?.string } ?? []
  }

  @Test func schemaAnswersWhatAProbeAsks() throws {
    var door = Door()
    let data = try door.data(Self.probe)
    #expect(data[path: "runner", "kind"] == "OBJECT")
    let fields = data[path: "runner", "fields"]?.array ?? []
    let token = fields.first { $0["name"] == "ephemeralAuthenticationToken" }
    #expect(token?["isDeprecated"] == true)
    #expect(
      token?["deprecationReason"] == "**Status**: Experiment. Introduced in GitLab 15.9.")
    let managers = fields.first { $0["name"] == "managers" }
    let arguments = names(managers?["args"])
    #expect(
      arguments
        == ["systemId", "status", "after", "before", "first", "last"])
    let runners = data[path: "user", "fields"]?.array?.first { $0["name"] == "runners" }
    let filters = names(runners?["args"])
    #expect(filters.contains("creatorUsername"))
    #expect(names(data[path: "plain", "fields"]).contains("runners") == false)
    #expect(
      names(data[path: "membership", "enumValues"]) == ["DIRECT", "DESCENDANTS", "ALL_AVAILABLE"])
    #expect(names(data[path: "hidden", "enumValues"]) == ["DIRECT", "DESCENDANTS"])
    #expect(data[path: "input", "kind"] == "INPUT_OBJECT")
    #expect(names(data[path: "input", "inputFields"]).contains("tagList"))
    #expect(names(data[path: "input", "inputFields"]).contains("active") == false)
    #expect(data["nothing"] == .null)
    #expect(data[path: "__schema", "queryType", "name"] == "Query")
    #expect(data[path: "__schema", "mutationType", "name"] == "Mutation")
    #expect(data[path: "__schema", "subscriptionType"] == .null)
    #expect(names(data[path: "__schema", "types"]).contains("CiRunnerConnection"))
  }

  @Test func probeOfTheOldestShowsWhatIsMissing() throws {
    var door = Door(.init(gitLab: .v16))
    let data = try door.data(Self.probe, as: nil)
    let fields = names(data[path: "runner", "fields"])
    #expect(fields.contains("managers") && !fields.contains("creationState"))
    #expect(!names(data[path: "user", "fields"]).contains("runners"))
    #expect(
      !names(data[path: "__schema", "types"]).contains("CiRunnerCreationMethod"))
  }

  @Test func schemaTextHasTypesArgumentsAndDeprecations() {
    let text = GitLabSandbox.graphQLSchema(of: .v18)
    for line in [
      "scalar CiRunnerID\n", "enum CiRunnerMembershipFilter {\n",
      "type CiJob implements CiJobInterface {\n",
      "  runner(id: CiRunnerID!): CiRunner\n", "  count(limit: Int = 1000): Int!\n",
      "input RunnerDeleteInput {\n  clientMutationId: String\n  id: CiRunnerID!\n}\n",
      "  paused: Boolean!\n",
      "  active: Boolean! @deprecated(reason: \"Use paused. Deprecated in GitLab 14.8.\")\n",
      "membership: CiRunnerMembershipFilter = DESCENDANTS",
    ] { #expect(text.contains(line), "\(line)") }
    #expect(!text.contains("__"))
    #expect(!GitLabSandbox.graphQLSchema(of: .v16).contains("CiJobInterfaceConnection"))
  }
}
