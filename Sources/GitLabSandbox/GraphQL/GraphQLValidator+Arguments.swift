/// What takes arguments, as errors name it.
struct GraphQLInputOwner {
  /// `Field`, `Directive` or `InputObject`.
  let kind: String
  let name: String
  let inputs: [GraphQLInput]

  /// `Field 'x'`, `Directive 'x'`.
  var title: String { "\(kind) '\(name)'" }
}

extension GraphQLValidator {
  /// Arguments must be known, given once, of the right type, and the required ones there.
  mutating func visit(
    _ arguments: [GraphQLArgument], of owner: GraphQLInputOwner, _ location: GraphQLLocation,
    _ path: [SandboxJSON]
  ) {
    var seen: Set<String> = []
    for argument in arguments {
      let path = path + [.string(argument.name)]
      guard let input = owner.inputs.first(where: { $0.name == argument.name }) else {
        reportUnknown(argument.name, of: owner, argument.location, path)
        continue
      }
      if !seen.insert(argument.name).inserted {
        report(
          "There can be only one argument named \"\(argument.name)\"", argument.location, path,
          "argumentNotUnique", [("name", argument.name)])
      }
      visit(argument.value, of: input, owner, argument.location, path)
    }
    let missing = owner.inputs.filter { $0.isRequired && !seen.contains($0.name) }.map(\.name)
    if !missing.isEmpty {
      let names = missing.joined(separator: ", ")
      report(
        "\(owner.title) is missing required arguments: \(names)", location, path,
        "missingRequiredArguments",
        [("className", owner.kind), ("name", owner.name), ("arguments", names)])
    }
  }

  private mutating func reportUnknown(
    _ name: String, of owner: GraphQLInputOwner, _ location: GraphQLLocation, _ path: [SandboxJSON]
  ) {
    report(
      "\(owner.title) doesn't accept argument '\(name)'", location, path, "argumentNotAccepted",
      [("name", owner.name), ("typeName", owner.kind), ("argumentName", name)])
  }

  private mutating func visit(
    _ value: GraphQLValue, of input: GraphQLInput, _ owner: GraphQLInputOwner,
    _ location: GraphQLLocation, _ path: [SandboxJSON]
  ) {
    let optional = input.defaultValue == nil ? input.type : input.type.nullable
    let fits = visit(value, as: optional, argument: input.name, location, path)
    guard !fits else { return }
    let problem = GraphQLLiterals(schema: schema).problem(value, input.type)
    report(
      problem ?? "Argument '\(input.name)' on \(owner.title) has an invalid value "
        + "(\(value.text)). Expected type '\(input.type.text)'.", location, path,
      "argumentLiteralsIncompatible",
      [("typeName", problem == nil ? owner.kind : "CoercionError")]
        + (problem == nil ? [("argumentName", input.name)] : []))
  }

  /// Notes variables and reports what is wrong inside input objects; false when the value itself does not fit.
  private mutating func visit(
    _ value: GraphQLValue, as type: GraphQLType, argument: String, _ location: GraphQLLocation,
    _ path: [SandboxJSON]
  ) -> Bool {
    switch (value, type.nullable) {
    case (.variable(let name), _):
      use(
        Usage(
          variable: name, argument: argument, expected: type, location: location, path: path))
      return true
    case (.null, _): return !type.isNonNull
    case (.list(let values), .list(let item)):
      return values.reduce(true) { fits, value in
        visit(value, as: item, argument: argument, location, path) && fits
      }
    case (_, .list(let item)):
      return visit(value, as: item, argument: argument, location, path)
    case (.object(let members), .named(let name)):
      guard case .input(let inputs) = schema[name]?.content else { return false }
      visit(
        members, of: GraphQLInputOwner(kind: "InputObject", name: name, inputs: inputs), location,
        path)
      return true
    default: return GraphQLLiterals(schema: schema).fits(value, type)
    }
  }

  private mutating func visit(
    _ members: [GraphQLValue.Member], of owner: GraphQLInputOwner, _ location: GraphQLLocation,
    _ path: [SandboxJSON]
  ) {
    for member in members {
      let path = path + [.string(member.name)]
      guard let input = owner.inputs.first(where: { $0.name == member.name }) else {
        reportUnknown(member.name, of: owner, location, path)
        continue
      }
      visit(member.value, of: input, owner, location, path)
    }
    for input in owner.inputs
    where input.isRequired && !members.contains(where: { $0.name == input.name }) {
      report(
        "Argument '\(input.name)' on \(owner.title) is required. Expected type \(input.type.text)",
        location, path + [.string(input.name)], "missingRequiredInputObjectAttribute",
        [
          ("argumentName", input.name), ("argumentType", input.type.text),
          ("inputObjectType", owner.name),
        ])
    }
  }
}

/// Whether literals without variables can be of a type.
struct GraphQLLiterals {
  let schema: GraphQLSchema

  func fits(_ value: GraphQLValue, _ type: GraphQLType) -> Bool {
    switch (value, type.nullable) {
    case (.null, _): return !type.isNonNull
    case (.variable, _): return true
    case (.list(let values), .list(let item)): return values.allSatisfy { fits($0, item) }
    case (_, .list(let item)): return fits(value, item)
    case (.list, _): return false
    case (_, .named(let name)):
      switch (schema[name]?.content, value) {
      case (.enumeration(let values), .word(let word)):
        return values.contains { $0.name == word }
      case (.input(let inputs), .object(let members)):
        return members.allSatisfy { member in
          inputs.first { $0.name == member.name }.map { fits(member.value, $0.type) } ?? false
        }
      case (.scalar, .word), (.scalar, .object), (.enumeration, _), (.input, _): return false
      default:
        let json = GraphQLCoercion.json(value, as: type, schema, [:]) ?? .null
        return GraphQLCoercion.scalarProblem(json, name) == nil
      }
    default: return false
    }
  }

  /// The scalar's own words about a text that it refuses, as for global ids.
  func problem(_ value: GraphQLValue, _ type: GraphQLType) -> String? {
    guard case .string(let text) = value else { return nil }
    return GraphQLGlobalID.problem(text, scalar: type.name)
  }
}
