import FoundationEssentials

/// Finds the value of a field: what it belongs to and its arguments in, a result out.
///
/// Fields of queries only read the sandbox; it is passed to be changed because orderings of runners
/// are built on demand.
typealias GraphQLResolver =
  @Sendable (inout GitLabSandbox, inout GraphQLRun, GraphQLSource, GraphQLArguments)
  -> GraphQLResult

/// What an object of an answer stands for. Numbers are indices into the sandbox's arrays.
enum GraphQLSource {
  case root
  case user(Int)
  case group(Int)
  case project(Int)
  case runner(Int)
  case manager(runner: Int, place: Int)
  case job(RunnerJob)
  indirect case connection(GraphQLConnection)
  indirect case edge(GraphQLConnection, Int)
  indirect case pageInfo(GraphQLConnection)
  /// What a caller may do with a runner.
  case abilities(RunnerAbilities)
  /// The caller's access to a group or project; nil is none.
  case role(SandboxRole?)
  indirect case payload(GraphQLPayload)
  case type(GraphQLType)
  indirect case field(GraphQLField)
  indirect case input(GraphQLInput)
  indirect case enumValue(GraphQLEnumValue)
  case directive(Int)
}

/// What a mutation has to say for itself.
struct GraphQLPayload {
  var clientMutationID: String?
  var errors: [String] = []
  var runnerID: Int?
  var runnerIDs: [Int] = []
}

/// The value of one field before its selection is applied.
enum GraphQLResult {
  case null
  case bool(Bool)
  case int(Int)
  case double(Double)
  case string(String)
  /// Text that needs no escaping, such as the name of an enum value.
  case word(StaticString)
  /// A global id: model and number.
  case id(StaticString, Int)
  /// ISO 8601 in seconds.
  case time(Date)
  case strings([String])
  case ids(StaticString, [Int])
  case object(GraphQLSource)
  case objects([GraphQLSource])
  /// Null, with an error that names the field.
  case failure(String)

  static func text(_ value: String?) -> Self { value.map(Self.string) ?? .null }
  static func number(_ value: Int?) -> Self { value.map(Self.int) ?? .null }
  static func moment(_ value: Date?) -> Self { value.map(Self.time) ?? .null }

  /// The error for what does not exist or may not be seen, which GitLab does not tell apart.
  static var notAvailable: Self { .failure(GraphQLTexts.notAvailable) }
}

/// Arguments of a field after coercion; those not sent and without default are missing.
struct GraphQLArguments {
  var values: [(name: String, value: SandboxJSON)] = []

  subscript(name: String) -> SandboxJSON? { values.first { $0.name == name }?.value }

  /// Nil for null too, which GitLab treats as not sent.
  func string(_ name: String) -> String? { self[name]?.string }
  func int(_ name: String) -> Int? { self[name]?.int }
  func bool(_ name: String) -> Bool? { self[name]?.bool }
  func strings(_ name: String) -> [String]? { self[name]?.array?.compactMap(\.string) }

  /// The number at the end of a global id.
  func id(_ name: String) -> Int? { self[name]?.string.flatMap(GraphQLGlobalID.number) }
  func ids(_ name: String) -> [Int]? { strings(name)?.compactMap(GraphQLGlobalID.number) }
}

/// Global ids, `gid://gitlab/Ci::Runner/1` (the gem globalid).
enum GraphQLGlobalID {
  /// Models by the name of their scalar.
  static let models: [String: String] = [
    "UserID": "User", "GroupID": "Group", "ProjectID": "Project", "CiRunnerID": "Ci::Runner",
    "CiRunnerManagerID": "Ci::RunnerManager", "JobID": "CommitStatus",
  ]

  /// Model and number; nil when the text is no global id.
  static func parse(_ text: String) -> (model: String, number: Int)? {
    guard text.hasPrefix("gid://") else { return nil }
    let parts = text.dropFirst(6).split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 3, !parts[1].isEmpty, let number = Int(parts[2]) else { return nil }
    return (String(parts[1]), number)
  }

  static func number(_ text: String) -> Int? { parse(text)?.number }

  /// Why a text is no id of that scalar; nil when it is one (app/graphql/types/global_id_type.rb).
  static func problem(_ text: String, scalar: String) -> String? {
    guard let model = models[scalar] else { return nil }
    guard let id = parse(text) else { return "\"\(text)\" is not a valid Global ID" }
    let isJob = model == "CommitStatus" && ["CommitStatus", "Ci::Build"].contains(id.model)
    return id.model == model || isJob
      ? nil : "\"\(text)\" does not represent an instance of \(model)"
  }
}
