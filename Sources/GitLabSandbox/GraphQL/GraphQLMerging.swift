/// Finds fields under one key that cannot be answered together (GraphQL specification, 5.3.2).
struct GraphQLMerging {
  /// Visits after which validation gives up, as GitLab's does after 0.2 s: fragments can multiply fields without
  /// end.
  private static let visitLimit = 20_000

  let schema: GraphQLSchema
  let document: GraphQLDocument
  private(set) var errors: [SandboxJSON] = []
  private var visits = 0

  init(schema: GraphQLSchema, document: GraphQLDocument) {
    self.schema = schema
    self.document = document
  }

  private struct Entry {
    let field: GraphQLSelectedField
    let parent: GraphQLSchemaType
  }

  mutating func check(
    _ selections: [GraphQLSelection], on type: GraphQLSchemaType, _ path: [SandboxJSON]
  ) {
    var entries: [Entry] = []
    var visited: Set<String> = []
    collect(selections, on: type, &visited, &entries)
    check(entries, path)
  }

  private mutating func check(_ entries: [Entry], _ path: [SandboxJSON]) {
    var keys: [String] = []
    var groups: [String: [Entry]] = [:]
    for entry in entries {
      if groups[entry.field.key] == nil { keys.append(entry.field.key) }
      groups[entry.field.key, default: []].append(entry)
    }
    for key in keys {
      guard errors.isEmpty, let group = groups[key], let first = group.first else { continue }
      let path = path + [.string(key)]
      for other in group.dropFirst() where canMeet(first.parent, other.parent) {
        compare(first.field, other.field, path)
      }
      var inner: [Entry] = []
      var visited: Set<String> = []
      for entry in group {
        guard
          let type = entry.parent.field(named: entry.field.name).flatMap({
            schema.type(of: $0.type)
          })
        else { continue }
        collect(entry.field.selections ?? [], on: type, &visited, &inner)
      }
      if !inner.isEmpty { check(inner, path) }
    }
  }

  private func canMeet(_ one: GraphQLSchemaType, _ other: GraphQLSchemaType) -> Bool {
    !Set(schema.possibleTypes(of: one.name)).isDisjoint(with: schema.possibleTypes(of: other.name))
  }

  private mutating func compare(
    _ one: GraphQLSelectedField, _ other: GraphQLSelectedField, _ path: [SandboxJSON]
  ) {
    let values = { (field: GraphQLSelectedField) in
      field.arguments.sorted { $0.name < $1.name }.map { "\($0.name):\($0.value.text)" }
        .joined(separator: ",")
    }
    let conflict =
      one.name != other.name
      ? ("a field", one.name, other.name)
      : ("an argument", "{\(values(one))}", "{\(values(other))}")
    guard conflict.1 != conflict.2 else { return }
    errors.append([
      "message": .string(
        "Field '\(one.key)' has \(conflict.0) conflict: \(conflict.1) or \(conflict.2)?"),
      "locations": [one.location.json, other.location.json], "path": .array(path),
      "extensions": [
        "code": "fieldConflict", "fieldName": .string(one.key),
        "conflicts": .string("\(conflict.1) or \(conflict.2)"),
      ],
    ])
  }

  private mutating func collect(
    _ selections: [GraphQLSelection], on type: GraphQLSchemaType, _ visited: inout Set<String>,
    _ entries: inout [Entry]
  ) {
    for selection in selections where errors.isEmpty {
      visits += 1
      guard visits <= Self.visitLimit else {
        errors.append(["message": .string(GraphQLTexts.validationTimeout)])
        return
      }
      switch selection {
      case .field(let field): entries.append(Entry(field: field, parent: type))
      case .inline(let condition, _, let inner, _):
        collect(inner, on: condition.flatMap { schema[$0] } ?? type, &visited, &entries)
      case .spread(let name, _, _):
        guard visited.insert(name).inserted, let fragment = document.fragment(named: name),
          let inside = schema[fragment.condition]
        else { continue }
        collect(fragment.selections, on: inside, &visited, &entries)
      }
    }
  }
}
