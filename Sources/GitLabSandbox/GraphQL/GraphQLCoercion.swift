/// Input values: from the document and from JSON to what resolvers read.
enum GraphQLCoercion {
  /// A literal as JSON: enum values as text, variables replaced, one value where a list is wanted wrapped.
  /// Nil for a variable that was not sent.
  static func json(
    _ value: GraphQLValue, as type: GraphQLType, _ schema: GraphQLSchema,
    _ variables: [String: SandboxJSON]
  ) -> SandboxJSON? {
    switch (value, type.nullable) {
    case (.variable(let name), _): return variables[name]
    case (.null, _): return .null
    case (.list(let values), .list(let item)):
      return .array(values.map { json($0, as: item, schema, variables) ?? .null })
    case (_, .list(let item)): return json(value, as: item, schema, variables).map { .array([$0]) }
    case (.object(let members), _):
      guard case .input(let inputs) = schema.type(of: type)?.content else { return nil }
      let sent = members.compactMap { member -> SandboxJSON.Member? in
        guard let input = inputs.first(where: { $0.name == member.name }) else { return nil }
        return json(member.value, as: input.type, schema, variables).map { .init(member.name, $0) }
      }
      return .object(sent)
    case (.int(let value), _): return .int(value)
    case (.float(let value), _): return .double(value)
    case (.string(let value), _), (.word(let value), _): return .string(value)
    case (.boolean(let value), _): return .bool(value)
    case (.list, _): return nil
    }
  }

  /// What is wrong with the value of a variable, as graphql-ruby's `problems`.
  struct Problem {
    var path: [SandboxJSON] = []
    let explanation: String

    var json: SandboxJSON { ["path": .array(path), "explanation": .string(explanation)] }
  }

  /// Checks the JSON of a variable and gives it as resolvers read it.
  static func coerce(
    _ value: SandboxJSON, as type: GraphQLType, _ schema: GraphQLSchema,
    _ problems: inout [Problem], path: [SandboxJSON] = []
  ) -> SandboxJSON {
    func report(_ text: String) -> SandboxJSON {
      problems.append(Problem(path: path, explanation: text))
      return .null
    }
    if value == .null {
      return type.isNonNull ? report("Expected value to not be null") : .null
    }
    if case .list(let item) = type.nullable {
      guard case .array(let values) = value else {
        return .array([coerce(value, as: item, schema, &problems, path: path)])
      }
      return .array(
        values.enumerated().map { index, value in
          coerce(value, as: item, schema, &problems, path: path + [.int(index)])
        })
    }
    switch schema.type(of: type)?.content {
    case .input(let inputs):
      guard case .object(let members) = value else {
        return report("Expected \(value.text) to be a key-value object.")
      }
      return coerce(members, inputs, schema, &problems, path: path, typeName: type.name)
    case .enumeration(let values):
      if let name = value.string, values.contains(where: { $0.name == name }) { return value }
      let names = values.map(\.name).joined(separator: ", ")
      return report("Expected \(value.text) to be one of: \(names)")
    default:
      if let problem = scalarProblem(value, type.name) { return report(problem) }
      if type.name == "ID", case .int(let number) = value { return .string(String(number)) }
      return value
    }
  }

  private static func coerce(
    _ members: [SandboxJSON.Member], _ inputs: [GraphQLInput], _ schema: GraphQLSchema,
    _ problems: inout [Problem], path: [SandboxJSON], typeName: String
  ) -> SandboxJSON {
    var coerced: [SandboxJSON.Member] = []
    for member in members {
      let place = path + [.string(member.key)]
      guard let input = inputs.first(where: { $0.name == member.key }) else {
        problems.append(
          Problem(path: place, explanation: "Field is not defined on \(typeName)"))
        continue
      }
      coerced.append(
        .init(
          member.key, coerce(member.value, as: input.type, schema, &problems, path: place)))
    }
    for input in inputs where input.isRequired && !members.contains(where: { $0.key == input.name })
    {
      problems.append(
        Problem(
          path: path + [.string(input.name)], explanation: "Expected value to not be null"))
    }
    return .object(coerced)
  }

  /// Why a value cannot be that scalar; nil when it can.
  static func scalarProblem(_ value: SandboxJSON, _ scalar: String) -> String? {
    let fits =
      switch (scalar, value) {
      case ("Int", .int(let number)): Int32(exactly: number) != nil
      case ("Float", .int), ("Float", .double), ("Boolean", .bool), ("ID", .int): true
      case ("Int", _), ("Float", _), ("Boolean", _): false
      case (_, .string): true
      default: false
      }
    guard fits else { return "Could not coerce value \(value.text) to \(scalar)" }
    return value.string.flatMap { GraphQLGlobalID.problem($0, scalar: scalar) }
  }
}
