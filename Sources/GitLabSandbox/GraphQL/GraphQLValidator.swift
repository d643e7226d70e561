/// Holds a document against the schema before anything is executed, with the messages and codes of graphql-ruby
/// (lib/graphql/static_validation/rules/ of that gem).
struct GraphQLValidator {
  /// Validation stops after so many (app/graphql/gitlab_schema.rb, validate_max_errors).
  private static let errorLimit = 5

  /// Where a variable is used, to be compared with its declaration.
  struct Usage {
    let variable: String
    let argument: String
    let expected: GraphQLType
    let location: GraphQLLocation
    let path: [SandboxJSON]
  }

  let schema: GraphQLSchema
  let document: GraphQLDocument
  private(set) var errors: [SandboxJSON] = []
  /// By operation index or fragment name: what it uses by itself.
  private var usages: [String: [Usage]] = [:]
  private var spreads: [String: [String]] = [:]
  private var current = ""

  private init(_ schema: GraphQLSchema, _ document: GraphQLDocument) {
    self.schema = schema
    self.document = document
  }

  /// - Throws: the first five errors.
  static func validate(
    _ document: GraphQLDocument, _ schema: GraphQLSchema
  ) throws(GraphQLFailure) {
    var validator = GraphQLValidator(schema, document)
    validator.run()
    guard validator.errors.isEmpty else { throw GraphQLFailure(validator.errors) }
  }

  private mutating func run() {
    for (index, operation) in document.operations.enumerated() {
      current = "\(index)"
      validate(operation)
    }
    for fragment in document.fragments {
      current = fragment.name
      let path: [SandboxJSON] = [.string("fragment \(fragment.name)")]
      if let type = conditionType(fragment.condition, fragment.location, path) {
        visit(fragment.selections, on: type, path)
      }
    }
    checkFragments()
    if errors.isEmpty {
      for (index, operation) in document.operations.enumerated() {
        checkVariables(of: operation, "\(index)")
      }
    }
    if errors.isEmpty {
      var merging = GraphQLMerging(schema: schema, document: document)
      for operation in document.operations {
        guard let root = rootType(operation) else { continue }
        merging.check(operation.selections, on: root, path(of: operation))
      }
      errors = Array(merging.errors.prefix(Self.errorLimit))
    }
  }

  mutating func report(
    _ message: String, _ location: GraphQLLocation, _ path: [SandboxJSON], _ code: String,
    _ details: [(String, String)] = []
  ) {
    guard errors.count < Self.errorLimit else { return }
    let extensions =
      [SandboxJSON.Member("code", .string(code))]
      + details.map { SandboxJSON.Member($0.0, .string($0.1)) }
    errors.append([
      "message": .string(message), "locations": [location.json], "path": .array(path),
      "extensions": .object(extensions),
    ])
  }

  mutating func use(_ usage: Usage) { usages[current, default: []].append(usage) }

  private func path(of operation: GraphQLOperation) -> [SandboxJSON] {
    [.string([operation.kind.rawValue, operation.name].compactMap(\.self).joined(separator: " "))]
  }

  private func rootType(_ operation: GraphQLOperation) -> GraphQLSchemaType? {
    switch operation.kind {
    case .query: schema["Query"]
    case .mutation: schema["Mutation"]
    case .subscription: nil
    }
  }

  private mutating func validate(_ operation: GraphQLOperation) {
    let path = path(of: operation)
    guard let root = rootType(operation) else {
      return report(
        "Schema is not configured for subscriptions", operation.location, path,
        "missingSubscriptionConfiguration")
    }
    for variable in operation.variables { validate(variable, path) }
    visit(operation.selections, on: root, path)
  }

  private mutating func validate(_ variable: GraphQLVariable, _ path: [SandboxJSON]) {
    let name = variable.type.name
    guard let type = schema[name], type.isInput else {
      return report(
        "\(name) isn't a \(schema[name] == nil ? "defined" : "valid") input type "
          + "(on $\(variable.name))", variable.location, path, "variableRequiresValidType",
        [("typeName", name), ("variableName", variable.name)])
    }
    guard let value = variable.defaultValue else { return }
    let isFit = GraphQLLiterals(schema: schema).fits(value, variable.type)
    if !isFit {
      report(
        "Default value for $\(variable.name) doesn't match type \(variable.type.text)",
        variable.location, path, "defaultValueInvalidType",
        [("variableName", variable.name), ("typeName", variable.type.text)])
    }
  }

  private mutating func conditionType(
    _ name: String, _ location: GraphQLLocation, _ path: [SandboxJSON]
  ) -> GraphQLSchemaType? {
    guard let type = schema[name] else {
      report(
        "No such type \(name), so it can't be a fragment condition", location, path,
        "undefinedType", [("typeName", name)])
      return nil
    }
    guard type.isComposite else {
      report(
        "Invalid fragment on type \(name) (must be Union, Interface or Object)", location, path,
        "fragmentOnNonCompositeType", [("typeName", name)])
      return nil
    }
    return type
  }

  private mutating func visit(
    _ selections: [GraphQLSelection], on type: GraphQLSchemaType, _ path: [SandboxJSON]
  ) {
    for selection in selections where errors.count < Self.errorLimit {
      switch selection {
      case .field(let field): visit(field, on: type, path + [.string(field.key)])
      case .inline(let condition, let directives, let inner, let location):
        let path = path + [.string(condition.map { "... on \($0)" } ?? "...")]
        visit(directives, path)
        guard let condition else {
          visit(inner, on: type, path)
          continue
        }
        guard let inside = conditionType(condition, location, path) else { continue }
        checkSpread("Fragment", of: inside, in: type, location, path)
        visit(inner, on: inside, path)
      case .spread(let name, let directives, let location):
        let path = path + [.string("... \(name)")]
        visit(directives, path)
        spreads[current, default: []].append(name)
        guard let fragment = document.fragment(named: name) else {
          report(
            "Fragment \(name) was used, but not defined", location, path, "useAndDefineFragment",
            [("fragmentName", name)])
          continue
        }
        if let inside = schema[fragment.condition], inside.isComposite {
          checkSpread("Fragment \(name)", of: inside, in: type, location, path)
        }
      }
    }
  }

  private mutating func checkSpread(
    _ title: String, of inside: GraphQLSchemaType, in type: GraphQLSchemaType,
    _ location: GraphQLLocation, _ path: [SandboxJSON]
  ) {
    let possible = Set(schema.possibleTypes(of: type.name))
    guard possible.isDisjoint(with: schema.possibleTypes(of: inside.name)) else { return }
    report(
      "\(title) on \(inside.name) can't be spread inside \(type.name)", location, path,
      "cannotSpreadFragment", [("typeName", inside.name), ("parentName", type.name)])
  }

  private mutating func visit(
    _ selected: GraphQLSelectedField, on type: GraphQLSchemaType, _ path: [SandboxJSON]
  ) {
    guard
      let field = type.field(named: selected.name)
        ?? GraphQLSchema.metaField(selected.name, on: type)
    else {
      return report(
        "Field '\(selected.name)' doesn't exist on type '\(type.name)'", selected.location, path,
        "undefinedField", [("typeName", type.name), ("fieldName", selected.name)])
    }
    visit(selected.directives, path)
    let owner = GraphQLInputOwner(kind: "Field", name: selected.name, inputs: field.arguments)
    visit(selected.arguments, of: owner, selected.location, path)
    guard let inner = schema.type(of: field.type) else { return }
    if inner.isComposite {
      guard let selections = selected.selections else {
        return report(
          "Field must have selections (field '\(selected.name)' returns \(inner.name) but has no "
            + "selections. Did you mean '\(selected.name) { ... }'?)", selected.location, path,
          "selectionMismatch",
          [("nodeName", "field '\(selected.name)'"), ("typeName", inner.name)])
      }
      visit(selections, on: inner, path)
    } else if selected.selections != nil {
      report(
        "Selections can't be made on scalars (field '\(selected.name)' returns \(inner.name) but "
          + "has selections)", selected.location, path, "selectionMismatch",
        [("nodeName", "field '\(selected.name)'"), ("typeName", inner.name)])
    }
  }

  private mutating func visit(_ directives: [GraphQLDirective], _ path: [SandboxJSON]) {
    for directive in directives {
      guard GraphQLSchema.directives.contains(directive.name) else {
        report(
          "Directive @\(directive.name) is not defined", directive.location, path,
          "undefinedDirective", [("directiveName", directive.name)])
        continue
      }
      let owner = GraphQLInputOwner(
        kind: "Directive", name: directive.name, inputs: [GraphQLInput("if", "Boolean!")])
      visit(directive.arguments, of: owner, directive.location, path)
    }
  }

  /// Fragments must be used, named once and not contain themselves.
  private mutating func checkFragments() {
    let used = Set(document.operations.indices.flatMap { reachable(from: "\($0)") })
    var seen: Set<String> = []
    for fragment in document.fragments {
      let path: [SandboxJSON] = [.string("fragment \(fragment.name)")]
      if !seen.insert(fragment.name).inserted {
        report(
          "Fragment name \"\(fragment.name)\" must be unique", fragment.location, path,
          "fragmentNotUnique", [("fragmentName", fragment.name)])
      } else if reachable(from: fragment.name).contains(fragment.name) {
        report(
          "Fragment \(fragment.name) contains an infinite loop", fragment.location, path,
          "infiniteLoop", [("fragmentName", fragment.name)])
      } else if !used.contains(fragment.name) {
        report(
          "Fragment \(fragment.name) was defined, but not used", fragment.location, path,
          "useAndDefineFragment", [("fragmentName", fragment.name)])
      }
    }
  }

  /// Names of all fragments spread in a definition or in what it spreads.
  private func reachable(from definition: String) -> Set<String> {
    var found: Set<String> = []
    var open = spreads[definition] ?? []
    while let name = open.popLast() {
      if found.insert(name).inserted { open += spreads[name] ?? [] }
    }
    return found
  }

  private mutating func checkVariables(of operation: GraphQLOperation, _ definition: String) {
    let path = path(of: operation)
    let title = operation.name ?? "anonymous \(operation.kind.rawValue)"
    var used: Set<String> = []
    for part in [definition] + reachable(from: definition).sorted() {
      for usage in usages[part] ?? [] {
        used.insert(usage.variable)
        guard let variable = operation.variables.first(where: { $0.name == usage.variable }) else {
          report(
            "Variable $\(usage.variable) is used by \(title) but not declared", usage.location,
            usage.path, "variableNotDefined", [("variableName", usage.variable)])
          continue
        }
        if let mismatch = Self.mismatch(variable, usage.expected) {
          report(
            "\(mismatch) on variable $\(variable.name) and argument \(usage.argument) "
              + "(\(variable.type.text) / \(usage.expected.text))", usage.location, usage.path,
            "variableMismatch",
            [
              ("variableName", variable.name), ("typeName", variable.type.text),
              ("argumentName", usage.argument), ("errorMessage", mismatch),
            ])
        }
      }
    }
    for variable in operation.variables where !used.contains(variable.name) {
      report(
        "Variable $\(variable.name) is declared by \(title) but not used", variable.location,
        path, "variableNotUsed", [("variableName", variable.name)])
    }
  }

  /// How the type of a variable differs from what its place wants; nil when it fits.
  private static func mismatch(_ variable: GraphQLVariable, _ expected: GraphQLType) -> String? {
    var given = variable.type
    var wanted = expected
    if given.name != wanted.name { return "Type mismatch" }
    if let value = variable.defaultValue, value != .null { wanted = wanted.nullable }
    while true {
      if wanted.isNonNull, !given.isNonNull { return "Nullability mismatch" }
      switch (given.nullable, wanted.nullable) {
      case (.list(let inner), .list(let other)):
        given = inner
        wanted = other
      case (.named, .named): return nil
      default: return "List dimension mismatch"
      }
    }
  }
}
