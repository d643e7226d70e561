/// A selected field with everything that can be known before its first value: definition, arguments and what
/// is selected on it, fragments dissolved.
struct GraphQLPlannedField {
  let key: String
  /// `"key":` as bytes.
  let keyBytes: [UInt8]
  let field: GraphQLField
  let parentType: String
  let arguments: GraphQLArguments
  let children: [GraphQLPlannedField]
  let location: GraphQLLocation
  let isNonNull: Bool
  /// Whether the items of the list in it may not be null.
  let hasNonNullItems: Bool
}

/// Turns a validated operation into planned fields (GraphQL specification, 6.3.2: CollectFields).
struct GraphQLPlanner {
  /// Nesting and number of fields after which planning stops; far above what is executed.
  private static let depthLimit = 100
  private static let fieldLimit = 5000

  let schema: GraphQLSchema
  let document: GraphQLDocument
  /// Coerced values; a variable that was not sent and has no default is missing.
  let variables: [String: SandboxJSON]
  private(set) var deepest = 0
  private var fieldCount = 0

  init(schema: GraphQLSchema, document: GraphQLDocument, variables: [String: SandboxJSON]) {
    self.schema = schema
    self.document = document
    self.variables = variables
  }

  /// - Throws: when fragments multiply the fields beyond all limits.
  mutating func plan(
    _ selections: [GraphQLSelection], on type: GraphQLSchemaType, depth: Int = 1
  ) throws(GraphQLFailure) -> [GraphQLPlannedField] {
    deepest = max(deepest, depth)
    guard depth <= Self.depthLimit else {
      throw GraphQLFailure(GraphQLTexts.tooDeep(depth, limit: 20))
    }
    var collected: [(key: String, fields: [GraphQLSelectedField])] = []
    var visited: Set<String> = []
    collect(selections, on: type, &visited, &collected)
    var planned: [GraphQLPlannedField] = []
    for (key, fields) in collected {
      fieldCount += 1
      guard fieldCount <= Self.fieldLimit else {
        throw GraphQLFailure(GraphQLTexts.tooComplex(fieldCount, limit: 250))
      }
      guard let first = fields.first, let field = definition(first.name, on: type) else { continue }
      var children: [GraphQLPlannedField] = []
      if let name = schema.possibleTypes(of: field.type.name).first, let inner = schema[name] {
        children = try plan(fields.flatMap { $0.selections ?? [] }, on: inner, depth: depth + 1)
      }
      planned.append(
        GraphQLPlannedField(
          key: key, keyBytes: SandboxJSON.string(key).bytes + [UInt8(ascii: ":")], field: field,
          parentType: type.name, arguments: arguments(of: first, field), children: children,
          location: first.location, isNonNull: field.type.isNonNull,
          hasNonNullItems: Self.hasNonNullItems(field.type)))
    }
    return planned
  }

  private func definition(_ name: String, on type: GraphQLSchemaType) -> GraphQLField? {
    type.field(named: name) ?? GraphQLSchema.metaField(name, on: type)
  }

  private static func hasNonNullItems(_ type: GraphQLType) -> Bool {
    if case .list(let item) = type.nullable { item.isNonNull } else { false }
  }

  private func collect(
    _ selections: [GraphQLSelection], on type: GraphQLSchemaType, _ visited: inout Set<String>,
    _ collected: inout [(key: String, fields: [GraphQLSelectedField])]
  ) {
    for selection in selections {
      switch selection {
      case .field(let field):
        guard isIncluded(field.directives) else { continue }
        if let index = collected.firstIndex(where: { $0.key == field.key }) {
          collected[index].fields.append(field)
        } else {
          collected.append((field.key, [field]))
        }
      case .inline(let condition, let directives, let inner, _):
        guard isIncluded(directives), applies(condition, to: type) else { continue }
        collect(inner, on: type, &visited, &collected)
      case .spread(let name, let directives, _):
        guard isIncluded(directives), visited.insert(name).inserted,
          let fragment = document.fragment(named: name), applies(fragment.condition, to: type)
        else { continue }
        collect(fragment.selections, on: type, &visited, &collected)
      }
    }
  }

  private func applies(_ condition: String?, to type: GraphQLSchemaType) -> Bool {
    condition.map { $0 == type.name || type.interfaces.contains($0) } ?? true
  }

  private func isIncluded(_ directives: [GraphQLDirective]) -> Bool {
    directives.allSatisfy { directive in
      guard let value = directive.arguments.first(where: { $0.name == "if" })?.value else {
        return true
      }
      let condition = GraphQLCoercion.json(value, as: .named("Boolean"), schema, variables)?.bool
      return directive.name == "skip" ? condition != true : condition != false
    }
  }

  private func arguments(
    of selected: GraphQLSelectedField, _ field: GraphQLField
  ) -> GraphQLArguments {
    var arguments = GraphQLArguments()
    for input in field.arguments {
      let sent = selected.arguments.first { $0.name == input.name }?.value ?? .variable("")
      let value =
        GraphQLCoercion.json(sent, as: input.type, schema, variables)
        ?? input.defaultValue.flatMap {
          GraphQLCoercion.json($0, as: input.type, schema, variables)
        }
      if let value { arguments.values.append((input.name, value)) }
    }
    return arguments
  }
}

/// The price of a query (app/graphql/types/base_field.rb, app/graphql/resolvers/base_resolver.rb).
enum GraphQLComplexity {
  static func score(_ fields: [GraphQLPlannedField]) -> Int {
    fields.reduce(0) { $0 + score($1) }
  }

  /// One and what is selected. A resolver charges one more to sort and five to search; a connection one percent
  /// a row.
  private static func score(_ planned: GraphQLPlannedField) -> Int {
    var score = 1 + Self.score(planned.children)
    guard planned.field.cost != .plain else { return score }
    let arguments = planned.arguments
    if arguments.string("sort") != nil { score += 1 }
    if arguments.string("search") != nil { score += 5 }
    guard planned.field.cost == .connection else { return score }
    let rows =
      [arguments.int("first"), arguments.int("last"), GraphQLWindow.limit]
      .compactMap(\.self).min() ?? GraphQLWindow.limit
    return score + score * max(0, rows) / 100
  }
}
