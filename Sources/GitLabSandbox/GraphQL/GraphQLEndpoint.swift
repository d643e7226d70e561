import FoundationEssentials

/// `POST <base>/api/graphql` (app/controllers/graphql_controller.rb).
extension GitLabSandbox {
  /// Characters of all queries of a request together.
  private static let queryLimit = 10_000

  /// One operation as it was sent.
  private struct Query {
    let text: String
    let variables: SandboxJSON
    let operationName: String?
  }

  mutating func respondToGraphQL(
    _ request: SandboxRequest, at now: Date
  ) -> SandboxResponse {
    guard options.graphQL, ["GET", "HEAD", "POST"].contains(request.method) else {
      return .html(status: 404, Texts.notFoundPage)
    }
    do throws(Refusal) {
      let (caller, mayChange) = try authenticateGraphQL(request)
      let (queries, isMultiplex) = try queries(of: request)
      let size = queries.reduce(0) { $0 + $1.text.unicodeScalars.count }
      if size > Self.queryLimit { throw .graphQL(422, GraphQLTexts.tooLarge) }
      var output: [UInt8] = isMultiplex ? [UInt8(ascii: "[")] : []
      for (index, query) in queries.enumerated() {
        if index > 0 { output.append(UInt8(ascii: ",")) }
        let run = GraphQLRun(
          caller: caller, mayChange: mayChange,
          clock: RunnerClock(now: now, release: options.gitLab),
          schema: GraphQLSchema.of(options.gitLab))
        do throws(GraphQLFailure) {
          try execute(query, run, isGet: request.method != "POST", &output)
        } catch {
          SandboxJSON.object([.init("errors", .array(error.errors))]).write(to: &output)
        }
      }
      if isMultiplex { output.append(UInt8(ascii: "]")) }
      return SandboxResponse(
        status: 200, headers: [("Content-Type", "application/json; charset=utf-8")], body: output)
    } catch {
      return error.response
    }
  }

  /// The caller, nil for nobody, and whether the token allows mutations.
  ///
  /// A token whose scopes are all too small is as good as an unknown one. Admin Mode is taken to work as in
  /// REST; GitLab's own rule for tokens in GraphQL is not known.
  private func authenticateGraphQL(
    _ request: SandboxRequest
  ) throws(Refusal) -> (Caller?, mayChange: Bool) {
    guard Self.credential(in: request) != nil else { return (nil, false) }
    guard let token = accessToken(of: request), let caller = caller(for: token) else {
      throw .graphQL(401, GraphQLTexts.invalidToken)
    }
    if token.state == .needsProof {
      throw .graphQL(401, GraphQLTexts.proof(Texts.proofMissing))
    }
    let isUsable =
      token.state == .active && (token.kind != .impersonation || settings.impersonationEnabled)
    let mayChange = token.scopes.contains("api")
    guard isUsable, mayChange || token.scopes.contains("read_api") else {
      throw .graphQL(401, GraphQLTexts.invalidToken)
    }
    if caller.user.isBlocked { throw .graphQL(403, GraphQLTexts.blocked) }
    return (caller, mayChange)
  }

  /// The operations in body or query; an array of them is answered by an array.
  private func queries(
    of request: SandboxRequest
  ) throws(Refusal) -> (queries: [Query], isMultiplex: Bool) {
    if case .array(let entries) = SandboxJSON(parsing: request.body) {
      var queries: [Query] = []
      for entry in entries {
        queries.append(
          try query(entry["query"], entry["variables"], entry["operationName"]))
      }
      return (queries, true)
    }
    let parameters: Parameters
    do throws(Refusal) {
      parameters = try Parameters(request: request, captures: [])
    } catch {
      throw .graphQL(400, Texts.statusLine(400))
    }
    let query = try query(
      parameters["query"], parameters["variables"], parameters["operationName"])
    return ([query], false)
  }

  /// Variables may be an object, its JSON text, or nothing.
  private func query(
    _ text: SandboxJSON?, _ variables: SandboxJSON?, _ name: SandboxJSON?
  ) throws(Refusal) -> Query {
    var variables = variables ?? .null
    if let text = variables.string {
      guard let parsed = text.isEmpty ? .null : SandboxJSON(parsing: Array(text.utf8)) else {
        throw .graphQL(422, "unexpected token in variables")
      }
      variables = parsed
    }
    switch variables {
    case .null, .object: break
    default: throw .graphQL(422, "Unexpected parameter: \(variables.text)")
    }
    let name = name?.string.flatMap { $0.isEmpty ? nil : $0 }
    return Query(text: text?.string ?? "", variables: variables, operationName: name)
  }

  /// Parses, validates, plans, weighs and executes, and writes the answer.
  private mutating func execute(
    _ query: Query, _ run: GraphQLRun, isGet: Bool, _ output: inout [UInt8]
  ) throws(GraphQLFailure) {
    let document: GraphQLDocument
    do throws(GraphQLSyntaxError) {
      document = try GraphQLParser.parse(query.text)
    } catch {
      throw GraphQLFailure([
        [
          "message": .string(error.message),
          "locations": .array(error.location.map { [$0.json] } ?? []),
        ]
      ])
    }
    try GraphQLValidator.validate(document, run.schema)
    let operation = try Self.operation(query.operationName, in: document)
    if isGet, operation.kind == .mutation { throw GraphQLFailure(GraphQLTexts.changingGet) }
    let variables = try Self.variables(query.variables, of: operation, run.schema)
    guard let root = run.schema[operation.kind == .mutation ? "Mutation" : "Query"] else { return }
    var planner = GraphQLPlanner(
      schema: run.schema, document: document, variables: variables)
    let fields = try planner.plan(operation.selections, on: root)
    var run = run
    run.complexity = GraphQLComplexity.score(fields)
    if planner.deepest > run.depthLimit {
      throw GraphQLFailure(GraphQLTexts.tooDeep(planner.deepest, limit: run.depthLimit))
    }
    if run.complexity > run.complexityLimit {
      throw GraphQLFailure(GraphQLTexts.tooComplex(run.complexity, limit: run.complexityLimit))
    }
    output.append(contentsOf: "{\"data\":".utf8)
    if !write(fields, of: .root, &run, &output) { output.append(contentsOf: "null".utf8) }
    if !run.errors.isEmpty {
      output.append(contentsOf: ",\"errors\":".utf8)
      SandboxJSON.array(run.errors).write(to: &output)
    }
    output.append(UInt8(ascii: "}"))
  }

  private static func operation(
    _ name: String?, in document: GraphQLDocument
  ) throws(GraphQLFailure) -> GraphQLOperation {
    if let name {
      guard let operation = document.operations.first(where: { $0.name == name }) else {
        throw GraphQLFailure("No operation named \(SandboxJSON.string(name).text)")
      }
      return operation
    }
    guard let operation = document.operations.first, document.operations.count == 1 else {
      throw GraphQLFailure(GraphQLTexts.nameRequired)
    }
    return operation
  }

  /// Values of the declared variables; undeclared ones are ignored.
  private static func variables(
    _ sent: SandboxJSON, of operation: GraphQLOperation, _ schema: GraphQLSchema
  ) throws(GraphQLFailure) -> [String: SandboxJSON] {
    var values: [String: SandboxJSON] = [:]
    var errors: [SandboxJSON] = []
    for variable in operation.variables {
      let value = sent[variable.name]
      if value == nil, let standard = variable.defaultValue {
        values[variable.name] = GraphQLCoercion.json(standard, as: variable.type, schema, [:])
        continue
      }
      if value == nil, !variable.type.isNonNull { continue }
      var problems: [GraphQLCoercion.Problem] = []
      values[variable.name] = GraphQLCoercion.coerce(
        value ?? .null, as: variable.type, schema, &problems)
      guard let first = problems.first else { continue }
      let place = first.path.isEmpty ? "" : " for \(Self.dotted(first.path))"
      errors.append([
        "message": .string(
          "Variable $\(variable.name) of type \(variable.type.text) was provided invalid value"
            + (place.isEmpty ? "" : "\(place) (\(first.explanation))")),
        "locations": [variable.location.json],
        "extensions": [
          "value": value ?? .null, "problems": .array(problems.map(\.json)),
        ],
      ])
    }
    guard errors.isEmpty else { throw GraphQLFailure(errors) }
    return values
  }

  private static func dotted(_ path: [SandboxJSON]) -> String {
    path.map { $0.string ?? $0.text }.joined(separator: ".")
  }
}

extension Refusal {
  /// `{"errors":[{"message":"text"}]}` as the GraphQL controller writes it before any execution.
  static func graphQL(_ status: Int, _ text: String) -> Refusal {
    Refusal(
      response: .json(status: status, ["errors": [["message": .string(text)]]]))
  }
}
