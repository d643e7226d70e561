import FoundationEssentials

/// Why a mutation has no payload or a payload with errors only.
enum GraphQLMutationRefusal: Error {
  /// Not found or not allowed: no payload.
  case notAvailable
  /// An argument that does not fit: no payload, with these words.
  case mistake(String)
  /// The payload says why.
  case errors([String])

  init(_ refusal: ChangeRefusal) {
    switch refusal {
    case .missingOwner, .notAllowed: self = .notAvailable
    case .invalid(let problems): self = .errors(problems.map(\.fullMessage))
    case .impossible(_, let text): self = .errors([text])
    }
  }
}

/// `Mutation` (app/graphql/mutations/ci/runner/).
extension GraphQLSchema {
  typealias Change =
    @Sendable (inout GitLabSandbox, Caller, Date, GraphQLArguments, inout GraphQLPayload)
    throws(GraphQLMutationRefusal) -> Void

  static let mutation: GraphQLSchemaType = {
    var mutation = GraphQLObject<Void>("Mutation") { source in
      if case .root = source { () } else { nil }
    }
    add("runnerCreate", to: &mutation) {
      sandbox, caller, now, input, payload throws(GraphQLMutationRefusal) in
      try sandbox.create(input, caller, now, &payload)
    }
    add("runnerUpdate", to: &mutation) {
      sandbox, caller, now, input, payload throws(GraphQLMutationRefusal) in
      try sandbox.update(input, caller, now, &payload)
    }
    add("runnerDelete", to: &mutation) {
      sandbox, caller, _, input, _ throws(GraphQLMutationRefusal) in
      try sandbox.delete(input, caller)
    }
    add("bulkRunnerDelete", to: &mutation) { sandbox, caller, _, input, payload in
      sandbox.deleteMany(input, caller, &payload)
    }
    // Since which version the next three exist is the sandbox's choice.
    add("runnerBulkPause", .since("18.0"), to: &mutation) {
      sandbox, caller, now, input, payload in
      sandbox.pauseMany(input, caller, now, &payload)
    }
    add("runnerAssignToProject", .since("18.0"), to: &mutation) {
      sandbox, caller, now, input, _ throws(GraphQLMutationRefusal) in
      try sandbox.assign(input, caller, now)
    }
    add("runnerUnassignFromProject", .since("18.0"), to: &mutation) {
      sandbox, caller, now, input, _ throws(GraphQLMutationRefusal) in
      try sandbox.unassign(input, caller, now)
    }
    return mutation.type
  }()

  /// Every mutation takes one input object, echoes its `clientMutationId` and needs the scope `api`.
  private static func add(
    _ name: String, _ lifespan: GraphQLLifespan = .always, to mutation: inout GraphQLObject<Void>,
    _ change: @escaping Change
  ) {
    let typeName = name.prefix(1).uppercased() + name.dropFirst()
    let input = GraphQLInput("input", "\(typeName)Input!")
    mutation.field(name, "\(typeName)Payload", [input], lifespan, cost: .resolver) {
      sandbox, run, _, arguments in
      guard let caller = run.caller, run.mayChange else { return .notAvailable }
      guard !sandbox.settings.maintenanceMode else { return .failure(Texts.readOnly) }
      guard case .object(let members) = arguments["input"] else { return .notAvailable }
      let input = GraphQLArguments(values: members.map { ($0.key, $0.value) })
      var payload = GraphQLPayload(clientMutationID: input.string("clientMutationId"))
      do throws(GraphQLMutationRefusal) {
        try change(&sandbox, caller, run.clock.now, input, &payload)
      } catch {
        switch error {
        case .notAvailable: return .notAvailable
        case .mistake(let text): return .failure(text)
        case .errors(let texts): payload.errors = texts
        }
      }
      return .object(.payload(payload))
    }
  }

  static let mutationPayloads: [GraphQLSchemaType] = [
    payload("RunnerCreate") { addRunner(to: &$0) },
    payload("RunnerUpdate") { addRunner(to: &$0) },
    payload("RunnerDelete"),
    payload("RunnerAssignToProject"),
    payload("RunnerUnassignFromProject"),
    payload("BulkRunnerDelete") { payload in
      payload.field("deletedCount", "Int") { _, _, payload, _ in .int(payload.runnerIDs.count) }
      payload.field("deletedIds", "[CiRunnerID!]") { _, _, payload, _ in
        .ids("Ci::Runner", payload.runnerIDs)
      }
    },
    payload("RunnerBulkPause") { payload in
      payload.field("updatedCount", "Int") { _, _, payload, _ in .int(payload.runnerIDs.count) }
      payload.field("updatedRunners", "[CiRunner!]") { sandbox, _, payload, _ in
        .objects(
          payload.runnerIDs.compactMap { sandbox.runnerIndex(id: $0) }.map(GraphQLSource.runner))
      }
    },
  ]

  private static func payload(
    _ mutation: String, _ change: (inout GraphQLObject<GraphQLPayload>) -> Void = { _ in }
  ) -> GraphQLSchemaType {
    var payload = GraphQLObject<GraphQLPayload>("\(mutation)Payload") { source in
      if case .payload(let payload) = source { payload } else { nil }
    }
    payload.field("clientMutationId", "String") { _, _, payload, _ in
      .text(payload.clientMutationID)
    }
    payload.field("errors", "[String!]!") { _, _, payload, _ in .strings(payload.errors) }
    change(&payload)
    return payload.type
  }

  private static func addRunner(to payload: inout GraphQLObject<GraphQLPayload>) {
    payload.field("runner", "CiRunner") { sandbox, _, payload, _ in
      payload.runnerID.flatMap { sandbox.runnerIndex(id: $0) }
        .map { .object(.runner($0)) } ?? .null
    }
  }

  static let mutationInputs: [GraphQLSchemaType] = [
    mutationInput(
      "RunnerCreate",
      [
        GraphQLInput("runnerType", "CiRunnerType!"), GraphQLInput("groupId", "GroupID"),
        GraphQLInput("projectId", "ProjectID"),
      ] + settings),
    mutationInput(
      "RunnerUpdate",
      [
        GraphQLInput("id", "CiRunnerID!"),
        GraphQLInput("active", "Boolean", .deprecated("14.8", "Use paused.")),
      ] + settings + [GraphQLInput("associatedProjects", "[ProjectID!]")]),
    mutationInput("RunnerDelete", [GraphQLInput("id", "CiRunnerID!")]),
    mutationInput("BulkRunnerDelete", [GraphQLInput("ids", "[CiRunnerID!]")]),
    mutationInput(
      "RunnerBulkPause",
      [GraphQLInput("ids", "[CiRunnerID!]!"), GraphQLInput("paused", "Boolean!")]),
    mutationInput("RunnerAssignToProject", place),
    mutationInput("RunnerUnassignFromProject", place),
  ]

  private static let place = [
    GraphQLInput("runnerId", "CiRunnerID!"), GraphQLInput("projectPath", "ID!"),
  ]

  private static let settings = [
    GraphQLInput("description", "String"), GraphQLInput("maintenanceNote", "String"),
    GraphQLInput("maximumTimeout", "Int"), GraphQLInput("accessLevel", "CiRunnerAccessLevel"),
    GraphQLInput("paused", "Boolean"), GraphQLInput("locked", "Boolean"),
    GraphQLInput("runUntagged", "Boolean"), GraphQLInput("tagList", "[String!]"),
  ]

  private static func mutationInput(
    _ mutation: String, _ inputs: [GraphQLInput]
  ) -> GraphQLSchemaType {
    input("\(mutation)Input", [GraphQLInput("clientMutationId", "String")] + inputs)
  }
}
