/// Introspection (GraphQL specification, section 4).
extension GraphQLSchema {
  /// `__typename` on every object; `__schema` and `__type` on the query.
  static func metaField(_ name: String, on type: GraphQLSchemaType) -> GraphQLField? {
    switch (name, type.name) {
    case ("__typename", let typeName):
      GraphQLField(
        name: name, type: GraphQLType("String!"), arguments: [], lifespan: .always, cost: .plain
      ) { _, _, _, _ in .string(typeName) }
    case ("__schema", "Query"):
      GraphQLField(
        name: name, type: GraphQLType("__Schema!"), arguments: [], lifespan: .always, cost: .plain
      ) { _, _, _, _ in .object(.root) }
    case ("__type", "Query"):
      GraphQLField(
        name: name, type: GraphQLType("__Type"),
        arguments: [GraphQLInput("name", "String!")], lifespan: .always, cost: .plain
      ) { _, run, _, arguments in
        let name = arguments.string("name") ?? ""
        return run.schema[name] == nil ? .null : .object(.type(.named(name)))
      }
    default: nil
    }
  }

  static let introspection: [GraphQLSchemaType] = [
    schemaType, typeType, fieldType, inputType, enumValueType, directiveType,
    enumeration(
      "__TypeKind", "SCALAR OBJECT INTERFACE UNION ENUM INPUT_OBJECT LIST NON_NULL"),
    enumeration(
      "__DirectiveLocation",
      "QUERY MUTATION SUBSCRIPTION FIELD FRAGMENT_DEFINITION "
        + "FRAGMENT_SPREAD INLINE_FRAGMENT"),
  ]

  static let directives = ["include", "skip"]
  private static let condition = GraphQLInput("if", "Boolean!")
  private static let deprecated = [
    GraphQLInput("includeDeprecated", "Boolean", default: .boolean(false))
  ]

  private static let schemaType: GraphQLSchemaType = {
    var schema = GraphQLObject<GraphQLSource>("__Schema") { $0 }
    schema.field("description", "String") { _, _, _, _ in .null }
    schema.field("types", "[__Type!]!") { _, run, _, _ in
      .objects(run.schema.names.map { .type(.named($0)) })
    }
    for (field, type) in [("queryType", "Query"), ("mutationType", "Mutation")] {
      schema.field(field, field == "queryType" ? "__Type!" : "__Type") { _, _, _, _ in
        .object(.type(.named(type)))
      }
    }
    schema.field("subscriptionType", "__Type") { _, _, _, _ in .null }
    schema.field("directives", "[__Directive!]!") { _, _, _, _ in
      .objects(directives.indices.map(GraphQLSource.directive))
    }
    return schema.type
  }()

  private static let typeType: GraphQLSchemaType = {
    var type = GraphQLObject<GraphQLType>("__Type") { source in
      if case .type(let type) = source { type } else { nil }
    }
    type.field("kind", "__TypeKind!") { _, run, type, _ in .word(run.schema.kind(of: type)) }
    type.field("name", "String") { _, _, type, _ in
      if case .named(let name) = type { .string(name) } else { .null }
    }
    type.field("description", "String") { _, _, _, _ in .null }
    type.field("specifiedByURL", "String") { _, _, _, _ in .null }
    type.field("fields", "[__Field!]", deprecated) { _, run, type, arguments in
      guard case .named(let name) = type, let named = run.schema[name], named.isComposite else {
        return .null
      }
      return .objects(
        named.fields.filter { arguments.admits($0.lifespan) }.map(GraphQLSource.field))
    }
    type.field("interfaces", "[__Type!]") { _, run, type, _ in
      guard case .named(let name) = type, let named = run.schema[name], named.isComposite else {
        return .null
      }
      return .objects(named.interfaces.map { .type(.named($0)) })
    }
    type.field("possibleTypes", "[__Type!]") { _, run, type, _ in
      guard case .named(let name) = type, case .interface = run.schema[name]?.content else {
        return .null
      }
      return .objects(run.schema.possibleTypes(of: name).map { .type(.named($0)) })
    }
    type.field("enumValues", "[__EnumValue!]", deprecated) { _, run, type, arguments in
      guard case .named(let name) = type,
        case .enumeration(let values) = run.schema[name]?.content
      else { return .null }
      return .objects(
        values.filter { arguments.admits($0.lifespan) }.map(GraphQLSource.enumValue))
    }
    type.field("inputFields", "[__InputValue!]", deprecated) { _, run, type, arguments in
      guard case .named(let name) = type, case .input(let inputs) = run.schema[name]?.content
      else { return .null }
      return .objects(
        inputs.filter { arguments.admits($0.lifespan) }.map(GraphQLSource.input))
    }
    type.field("ofType", "__Type") { _, _, type, _ in
      switch type {
      case .named: .null
      case .list(let inner), .nonNull(let inner): .object(.type(inner))
      }
    }
    return type.type
  }()

  private static let fieldType: GraphQLSchemaType = {
    var field = GraphQLObject<GraphQLField>("__Field") { source in
      if case .field(let field) = source { field } else { nil }
    }
    field.field("name", "String!") { _, _, field, _ in .string(field.name) }
    field.field("description", "String") { _, _, _, _ in .null }
    field.field("args", "[__InputValue!]!", deprecated) { _, _, field, arguments in
      .objects(
        field.arguments.filter { arguments.admits($0.lifespan) }.map(GraphQLSource.input))
    }
    field.field("type", "__Type!") { _, _, field, _ in .object(.type(field.type)) }
    addDeprecation(to: &field) { $0.lifespan }
    return field.type
  }()

  private static let inputType: GraphQLSchemaType = {
    var input = GraphQLObject<GraphQLInput>("__InputValue") { source in
      if case .input(let input) = source { input } else { nil }
    }
    input.field("name", "String!") { _, _, input, _ in .string(input.name) }
    input.field("description", "String") { _, _, _, _ in .null }
    input.field("type", "__Type!") { _, _, input, _ in .object(.type(input.type)) }
    input.field("defaultValue", "String") { _, _, input, _ in .text(input.defaultValue?.text) }
    addDeprecation(to: &input) { $0.lifespan }
    return input.type
  }()

  private static let enumValueType: GraphQLSchemaType = {
    var value = GraphQLObject<GraphQLEnumValue>("__EnumValue") { source in
      if case .enumValue(let value) = source { value } else { nil }
    }
    value.field("name", "String!") { _, _, value, _ in .string(value.name) }
    value.field("description", "String") { _, _, _, _ in .null }
    addDeprecation(to: &value) { $0.lifespan }
    return value.type
  }()

  private static let directiveType: GraphQLSchemaType = {
    var directive = GraphQLObject<Int>("__Directive") { source in
      if case .directive(let index) = source { index } else { nil }
    }
    directive.field("name", "String!") { _, _, index, _ in .string(directives[index]) }
    directive.field("description", "String") { _, _, _, _ in .null }
    directive.field("locations", "[__DirectiveLocation!]!") { _, _, _, _ in
      .strings(["FIELD", "FRAGMENT_SPREAD", "INLINE_FRAGMENT"])
    }
    directive.field("args", "[__InputValue!]!", deprecated) { _, _, _, _ in
      .objects([.input(condition)])
    }
    directive.field("isRepeatable", "Boolean") { _, _, _, _ in .bool(false) }
    return directive.type
  }()

  private static func addDeprecation<Subject>(
    to object: inout GraphQLObject<Subject>,
    _ lifespan: @escaping @Sendable (Subject) -> GraphQLLifespan
  ) {
    object.field("isDeprecated", "Boolean!") { _, _, subject, _ in
      .bool(lifespan(subject).deprecation != nil)
    }
    object.field("deprecationReason", "String") { _, _, subject, _ in
      .text(lifespan(subject).deprecation)
    }
  }

  private func kind(of type: GraphQLType) -> StaticString {
    switch type {
    case .list: return "LIST"
    case .nonNull: return "NON_NULL"
    case .named(let name):
      switch self[name]?.content {
      case .object: return "OBJECT"
      case .interface: return "INTERFACE"
      case .enumeration: return "ENUM"
      case .input: return "INPUT_OBJECT"
      case .scalar, nil: return "SCALAR"
      }
    }
  }
}

extension GraphQLArguments {
  /// Whether `includeDeprecated` lets it through.
  fileprivate func admits(_ lifespan: GraphQLLifespan) -> Bool {
    lifespan.deprecation == nil || bool("includeDeprecated") == true
  }
}
