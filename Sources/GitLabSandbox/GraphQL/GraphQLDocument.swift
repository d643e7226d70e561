/// A parsed executable document (GraphQL specification, October 2021, section 2).
struct GraphQLDocument {
  var operations: [GraphQLOperation] = []
  /// In the order of the text; a name may, wrongly, stand there twice.
  var fragments: [GraphQLFragment] = []

  func fragment(named name: String) -> GraphQLFragment? { fragments.first { $0.name == name } }
}

/// Where something begins in a document; line and column (in bytes) are counted from one.
struct GraphQLLocation: Equatable {
  var line: Int
  var column: Int
}

struct GraphQLOperation {
  enum Kind: String {
    case query
    case mutation
    case subscription
  }

  let kind: Kind
  let name: String?
  let variables: [GraphQLVariable]
  let directives: [GraphQLDirective]
  let selections: [GraphQLSelection]
  let location: GraphQLLocation
}

struct GraphQLVariable {
  let name: String
  let type: GraphQLType
  let defaultValue: GraphQLValue?
  let location: GraphQLLocation
}

struct GraphQLDirective {
  let name: String
  let arguments: [GraphQLArgument]
  let location: GraphQLLocation
}

struct GraphQLArgument {
  let name: String
  let value: GraphQLValue
  let location: GraphQLLocation
}

/// A named fragment: `fragment name on condition { … }`.
struct GraphQLFragment {
  let name: String
  let condition: String
  let directives: [GraphQLDirective]
  let selections: [GraphQLSelection]
  let location: GraphQLLocation
}

/// One entry between the braces of a selection.
enum GraphQLSelection {
  case field(GraphQLSelectedField)
  case spread(name: String, directives: [GraphQLDirective], location: GraphQLLocation)
  /// `... on condition { … }`; the condition may be missing.
  case inline(
    condition: String?, directives: [GraphQLDirective], selections: [GraphQLSelection],
    location: GraphQLLocation)
}

struct GraphQLSelectedField {
  let alias: String?
  let name: String
  let arguments: [GraphQLArgument]
  let directives: [GraphQLDirective]
  /// Nil when no braces follow the field.
  let selections: [GraphQLSelection]?
  let location: GraphQLLocation

  /// The key under which the answer has it.
  var key: String { alias ?? name }
}

/// A value as written in a document.
indirect enum GraphQLValue: Equatable, Sendable {
  case null
  case int(Int)
  case float(Double)
  case string(String)
  case boolean(Bool)
  case word(String)
  case list([GraphQLValue])
  case object([Member])
  case variable(String)

  struct Member: Equatable, Sendable {
    let name: String
    let value: GraphQLValue
  }

  /// The value as GraphQL text, as error messages show it.
  var text: String {
    switch self {
    case .null: "null"
    case .int(let value): String(value)
    case .float(let value): String(value)
    case .string(let value): SandboxJSON.string(value).text
    case .boolean(let value): String(value)
    case .word(let value): value
    case .list(let values): "[" + values.map(\.text).joined(separator: ", ") + "]"
    case .object(let members):
      "{" + members.map { "\($0.name): \($0.value.text)" }.joined(separator: ", ") + "}"
    case .variable(let name): "$" + name
    }
  }

  /// Names of the variables in it.
  var variables: [String] {
    switch self {
    case .variable(let name): [name]
    case .list(let values): values.flatMap(\.variables)
    case .object(let members): members.flatMap(\.value.variables)
    default: []
    }
  }
}

/// A reference to a type: a name with lists and non-null marks around it.
indirect enum GraphQLType: Equatable, Sendable {
  case named(String)
  case list(GraphQLType)
  case nonNull(GraphQLType)

  /// Reads `[String!]!`; meant for the schema's own table, whose texts are well formed.
  init(_ text: some StringProtocol) {
    if text.hasSuffix("!") {
      self = .nonNull(GraphQLType(text.dropLast()))
    } else if text.hasPrefix("["), text.hasSuffix("]") {
      self = .list(GraphQLType(text.dropFirst().dropLast()))
    } else {
      self = .named(String(text))
    }
  }

  /// The name inside all marks.
  var name: String {
    switch self {
    case .named(let name): name
    case .list(let type), .nonNull(let type): type.name
    }
  }

  var isNonNull: Bool { if case .nonNull = self { true } else { false } }

  /// The type without a non-null mark around it.
  var nullable: GraphQLType { if case .nonNull(let type) = self { type } else { self } }

  var text: String {
    switch self {
    case .named(let name): name
    case .list(let type): "[\(type.text)]"
    case .nonNull(let type): "\(type.text)!"
    }
  }
}
