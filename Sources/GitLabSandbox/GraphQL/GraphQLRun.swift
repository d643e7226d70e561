import FoundationEssentials

/// The execution of one operation: who asks, when, and what went wrong so far.
struct GraphQLRun {
  let caller: Caller?
  /// Whether the access token allows mutations: scope `api`.
  let mayChange: Bool
  let clock: RunnerClock
  let schema: GraphQLSchema
  var complexity = 0
  var errors: [SandboxJSON] = []
  /// Keys and indices that lead to the object being written.
  var path: [SandboxJSON] = []
  /// How often a runner's jobs were asked for.
  var jobLists = 0

  private var abilities: [RunnerAbilities.Subject: RunnerAbilities] = [:]

  init(caller: Caller?, mayChange: Bool, clock: RunnerClock, schema: GraphQLSchema) {
    self.caller = caller
    self.mayChange = mayChange
    self.clock = clock
    self.schema = schema
  }

  var isAdmin: Bool { caller?.isAdmin ?? false }

  /// 200 for nobody, 250 signed in, 300 for administrators (app/graphql/gitlab_schema.rb).
  var complexityLimit: Int { caller == nil ? 200 : isAdmin ? 300 : 250 }

  /// 15 for nobody, else 20 (same file).
  var depthLimit: Int { caller == nil ? 15 : 20 }

  /// What the caller may do with the runner at an index.
  mutating func abilities(on index: Int, _ sandbox: GitLabSandbox) -> RunnerAbilities {
    let subject = sandbox.runners[index].abilitySubject
    if let known = abilities[subject] { return known }
    let found = sandbox.abilities(on: sandbox.runners[index], caller)
    abilities[subject] = found
    return found
  }

  mutating func report(_ message: String, at field: GraphQLPlannedField) {
    errors.append([
      "message": .string(message), "locations": [field.location.json],
      "path": .array(path + [.string(field.key)]),
    ])
  }
}

extension GraphQLLocation {
  var json: SandboxJSON { ["line": .int(line), "column": .int(column)] }
}

/// An operation that is not executed: the error entries that say why.
struct GraphQLFailure: Error {
  let errors: [SandboxJSON]

  init(_ errors: [SandboxJSON]) { self.errors = errors }

  init(_ message: String, _ location: GraphQLLocation? = nil) {
    var error: SandboxJSON = ["message": .string(message)]
    if let location { error = error.adding([.init("locations", [location.json])]) }
    errors = [error]
  }
}
