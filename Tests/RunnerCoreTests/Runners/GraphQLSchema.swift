import Foundation

@testable import RunnerCore

/// The schema in `Schema/gitlab.graphql`, as far as checking selections takes it.
struct GraphQLSchema {
  struct Field {
    var type: String
    var arguments: Set<String>
    var feature: String?
  }

  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Schema")

  let text: String
  private var types: [String: [String: Field]] = [:]

  init() throws {
    text = try String(contentsOf: Self.folder.appending(path: "gitlab.graphql"), encoding: .utf8)
    var type: String?
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      let words = line.split(separator: " ")
      if line.hasPrefix("type ") || line.hasPrefix("interface ") {
        type = String(words[1])
        types[String(words[1])] = [:]
      } else if line == "}" {
        type = nil
      } else if let type {
        let (name, field) = Self.field(String(line.drop { $0 == " " }))
        types[type]?[name] = field
      }
    }
  }

  /// What is wrong with a selection on a server with these features; empty when nothing.
  func problems(
    in selection: [GraphQLField], of type: String = "Query", features: Set<String>
  ) -> [String] {
    selection.flatMap { selected -> [String] in
      // Every server can be asked for its types.
      if selected.name == "__type" { return [] }
      guard let field = types[type]?[selected.name] else {
        return ["\(type) has no field \(selected.name)."]
      }
      if let feature = field.feature, !features.contains(feature) {
        return ["\(type).\(selected.name) takes \(feature)."]
      }
      let unknown = Set(selected.arguments.map(\.name)).subtracting(field.arguments)
      if !unknown.isEmpty { return ["\(type).\(selected.name) has no arguments \(unknown)."] }
      guard types[field.type] != nil else {
        return selected.selection.isEmpty ? [] : ["\(type).\(selected.name) has no fields."]
      }
      if selected.selection.isEmpty { return ["\(type).\(selected.name) selects nothing."] }
      return problems(in: selected.selection, of: field.type, features: features)
    }
  }

  /// Reads `name(argument: Type, …): [Type!]! @feature(name: "feature")`.
  private static func field(_ line: String) -> (String, Field) {
    var rest = line[...]
    let name = rest.prefix { $0 != "(" && $0 != ":" }
    rest = rest.dropFirst(name.count)
    var arguments: Set<String> = []
    if rest.first == "(", let end = rest.firstIndex(of: ")") {
      let list = rest[rest.index(after: rest.startIndex)..<end].split(separator: ",")
      arguments = Set(list.map { String($0.prefix { $0 != ":" }.drop { $0 == " " }) })
      rest = rest[rest.index(after: end)...]
    }
    let type = rest.dropFirst().drop { " [".contains($0) }.prefix { $0.isLetter }
    let feature = rest.firstRange(of: "@feature(name: \"").map {
      String(rest[$0.upperBound...].prefix { $0 != "\"" })
    }
    return (String(name), Field(type: String(type), arguments: arguments, feature: feature))
  }
}

extension GraphQLField.Argument {
  var name: String {
    switch self {
    case .variable(let name), .integer(let name, _), .flag(let name, _), .text(let name, _): name
    }
  }
}

extension GraphQLFeatures {
  /// Every feature by the name that the schema gives it.
  static let named: [(name: String, feature: GraphQLFeatures)] = [
    ("ownRunners", .ownRunners), ("managers", .managers), ("creator", .creator),
    ("jobExecutionStatus", .jobExecutionStatus), ("creationState", .creationState),
    ("ownerProject", .ownerProject), ("ephemeralToken", .ephemeralToken),
    ("tokenExpiry", .tokenExpiry), ("membershipAllAvailable", .membershipAllAvailable),
    ("jobs", .jobs), ("permissions", .permissions), ("creationMethod", .creationMethod),
  ]

  var names: [String] { Self.named.filter { contains($0.feature) }.map(\.name) }

  /// All, none, each one missing and each one alone.
  static var variants: [GraphQLFeatures] {
    [.all, []] + named.map { GraphQLFeatures.all.subtracting($0.feature) } + named.map(\.feature)
  }
}

extension GraphQLDocument {
  static let every = [
    ownRunners, groupRunners, projectRunners, instanceRunners, runnerDetail, runnerJobs, schema,
    groupRecovery, projectRecovery, instanceRecovery, runnerRecovery, runnerToken,
  ]

  /// Every document for every variant of a server, for the first page and the others, unless nothing is left of it.
  static var variants: [(document: GraphQLDocument, features: GraphQLFeatures)] {
    every.flatMap { document in
      GraphQLFeatures.variants.flatMap { features in
        [features, features.union(.firstPage)].filter { features in
          document.selection(with: features).contains { $0.name != "currentUser" }
            || document == ownRunners && features.contains(.ownRunners)
        }.map { (document, $0) }
      }
    }
  }
}
