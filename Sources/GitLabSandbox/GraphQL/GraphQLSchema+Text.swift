extension GitLabSandbox {
  /// The GraphQL schema that a release plays, in the schema definition language, deprecations included.
  public static func graphQLSchema(of release: Release) -> String {
    GraphQLSchema.of(release).text
  }
}

extension GraphQLSchema {
  /// All types but the built-in ones, in alphabetical order.
  fileprivate var text: String {
    let builtIn = ["String", "Int", "Float", "Boolean", "ID"]
    return names.filter { !$0.hasPrefix("__") && !builtIn.contains($0) }
      .compactMap { types[$0]?.text }.joined(separator: "\n")
  }
}

extension GraphQLSchemaType {
  fileprivate var text: String {
    switch content {
    case .scalar: "scalar \(name)\n"
    case .enumeration(let values): block("enum", values.map { $0.name + $0.lifespan.text })
    case .object(let fields): block("type", fields.map(\.text))
    case .interface(let fields): block("interface", fields.map(\.text))
    case .input(let inputs): block("input", inputs.map(\.text))
    }
  }

  private func block(_ keyword: String, _ lines: [String]) -> String {
    let implemented = interfaces.isEmpty ? "" : " implements " + interfaces.joined(separator: " & ")
    return "\(keyword) \(name)\(implemented) {\n"
      + lines.map { "  \($0)\n" }.joined() + "}\n"
  }
}

extension GraphQLField {
  fileprivate var text: String {
    let inputs =
      arguments.isEmpty ? "" : "(" + arguments.map(\.text).joined(separator: ", ") + ")"
    return "\(name)\(inputs): \(type.text)\(lifespan.text)"
  }
}

extension GraphQLInput {
  fileprivate var text: String {
    "\(name): \(type.text)" + (defaultValue.map { " = \($0.text)" } ?? "") + lifespan.text
  }
}

extension GraphQLLifespan {
  fileprivate var text: String {
    deprecation.map { " @deprecated(reason: \(SandboxJSON.string($0).text))" } ?? ""
  }
}
