/// The schema of one release: the types by name, each cut to what the release has.
struct GraphQLSchema: Sendable {
  let types: [String: GraphQLSchemaType]
  /// Names in alphabetical order, as introspection lists them.
  let names: [String]

  /// Built at first use and then kept.
  static func of(_ release: GitLabSandbox.Release) -> GraphQLSchema {
    switch release {
    case .v16: v16
    case .v17: v17
    case .v18: v18
    }
  }

  private static let v16 = GraphQLSchema(cutTo: GitLabSandbox.Release.v16.milestone)
  private static let v17 = GraphQLSchema(cutTo: GitLabSandbox.Release.v17.milestone)
  private static let v18 = GraphQLSchema(cutTo: GitLabSandbox.Release.v18.milestone)

  private init(cutTo milestone: Milestone) {
    var all: [String: GraphQLSchemaType] = [:]
    for type in Self.allTypes { all[type.name] = type.cut(to: milestone) }
    // What no field leads to any more is no part of the schema.
    var reached: Set<String> = []
    var open = ["Query", "Mutation", "__Schema", "String", "Boolean", "Int", "Float", "ID"]
    while let name = open.popLast() {
      guard let type = all[name], reached.insert(name).inserted else { continue }
      open += type.references
      if case .interface = type.content {
        open += all.values.filter { $0.interfaces.contains(name) }.map(\.name)
      }
    }
    types = all.filter { reached.contains($0.key) }
    names = types.keys.sorted()
  }

  subscript(name: String) -> GraphQLSchemaType? { types[name] }

  func type(of reference: GraphQLType) -> GraphQLSchemaType? { types[reference.name] }

  /// Names of the object types that a value of this type can have.
  func possibleTypes(of name: String) -> [String] {
    switch types[name]?.content {
    case .object: [name]
    case .interface: names.filter { types[$0]?.interfaces.contains(name) ?? false }
    default: []
    }
  }
}

/// One named type.
struct GraphQLSchemaType: Sendable {
  enum Content: Sendable {
    case scalar
    case enumeration([GraphQLEnumValue])
    case object([GraphQLField])
    case interface([GraphQLField])
    case input([GraphQLInput])
  }

  let name: String
  var content: Content
  /// Names of the interfaces an object implements.
  var interfaces: [String] = []

  var fields: [GraphQLField] {
    switch content {
    case .object(let fields), .interface(let fields): fields
    default: []
    }
  }

  var isComposite: Bool {
    switch content {
    case .object, .interface: true
    default: false
    }
  }

  var isInput: Bool { !isComposite }

  func field(named name: String) -> GraphQLField? { fields.first { $0.name == name } }

  /// Names of the types that it leads to.
  fileprivate var references: [String] {
    switch content {
    case .scalar, .enumeration: []
    case .object(let fields), .interface(let fields):
      interfaces + fields.flatMap { [$0.type.name] + $0.arguments.map(\.type.name) }
    case .input(let inputs): inputs.map(\.type.name)
    }
  }

  fileprivate func cut(to milestone: Milestone) -> GraphQLSchemaType {
    var type = self
    switch content {
    case .scalar: break
    case .enumeration(let values):
      type.content = .enumeration(values.filter { $0.lifespan.covers(milestone) })
    case .object(let fields): type.content = .object(Self.cut(fields, to: milestone))
    case .interface(let fields): type.content = .interface(Self.cut(fields, to: milestone))
    case .input(let inputs):
      type.content = .input(inputs.filter { $0.lifespan.covers(milestone) })
    }
    return type
  }

  private static func cut(_ fields: [GraphQLField], to milestone: Milestone) -> [GraphQLField] {
    fields.filter { $0.lifespan.covers(milestone) }.map { field in
      var field = field
      field.arguments.removeAll { !$0.lifespan.covers(milestone) }
      return field
    }
  }
}

struct GraphQLField: Sendable {
  /// How the field adds to the complexity of a query (app/graphql/types/base_field.rb).
  enum Cost: Sendable {
    case plain
    /// Its own resolver class, which charges for sorting and searching.
    case resolver
    /// As ``resolver``, and by the number of rows.
    case connection
  }

  let name: String
  let type: GraphQLType
  var arguments: [GraphQLInput]
  let lifespan: GraphQLLifespan
  let cost: Cost
  let resolve: GraphQLResolver
}

/// An argument of a field or a field of an input object.
struct GraphQLInput: Sendable {
  let name: String
  let type: GraphQLType
  let defaultValue: GraphQLValue?
  let lifespan: GraphQLLifespan

  init(
    _ name: String, _ type: String, default value: GraphQLValue? = nil,
    _ lifespan: GraphQLLifespan = .always
  ) {
    self.name = name
    self.type = GraphQLType(type)
    defaultValue = value
    self.lifespan = lifespan
  }

  /// Whether leaving it out is a mistake.
  var isRequired: Bool { type.isNonNull && defaultValue == nil }
}

struct GraphQLEnumValue: Sendable {
  let name: String
  let lifespan: GraphQLLifespan

  init(_ name: String, _ lifespan: GraphQLLifespan = .always) {
    self.name = name
    self.lifespan = lifespan
  }
}
