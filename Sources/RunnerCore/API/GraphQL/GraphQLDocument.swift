/// A query of GitLab's GraphQL interface as a value: cut down to what a server knows, then written as text.
struct GraphQLDocument: Equatable, Sendable {
  var name: String
  /// Types by the variables' names. What no remaining field uses is not declared, as GraphQL demands.
  var variables: [GraphQLVariable] = []
  var selection: [GraphQLField]

  /// The text to send to a server with these features.
  func text(with features: GraphQLFeatures) -> String {
    let selection = selection(with: features)
    var used: Set<String> = []
    for field in selection { field.collectVariables(in: &used) }
    let declarations = variables.filter { used.contains($0.name) }.map { "$\($0.name): \($0.type)" }
    let head = declarations.isEmpty ? "" : "(\(declarations.joined(separator: ", ")))"
    return "query \(name)\(head) " + GraphQLField.text(of: selection)
  }

  /// What is left of the selection on a server with these features.
  func selection(with features: GraphQLFeatures) -> [GraphQLField] {
    selection.compactMap { $0.reduced(to: features) }
  }
}

/// A document for one server, ready to be sent with whatever variables.
struct GraphQLQuery: Sendable {
  private let name: String
  /// The text as JSON writes it.
  private let json: String

  init(_ document: GraphQLDocument, _ features: GraphQLFeatures) {
    name = document.name
    json = JSONValue.string(document.text(with: features)).text
  }

  func body(_ variables: [JSONValue.Member]) -> [UInt8] {
    let variables = JSONValue.object(variables).text
    return Array(
      "{\"query\":\(json),\"variables\":\(variables),\"operationName\":\"\(name)\"}".utf8)
  }
}

/// A variable of a document and its type as GraphQL writes it. Types are checked by name: an `ID!` is no `CiRunnerID!`.
struct GraphQLVariable: Equatable, Sendable {
  var name: String
  var type: String

  init(_ name: String, _ type: String) {
    self.name = name
    self.type = type
  }
}

/// A field that is asked for.
struct GraphQLField: Equatable, Sendable {
  var alias: String?
  var name: String
  var arguments: [Argument] = []
  /// What the server needs to have for it, all of these.
  var needs: GraphQLFeatures
  var selection: [GraphQLField]

  enum Argument: Equatable, Sendable {
    /// A variable of another name than the argument is not needed.
    case variable(String)
    case integer(String, Int)
    case flag(String, Bool)
    case text(String, String)
  }

  init(
    _ name: String, as alias: String? = nil, _ arguments: [Argument] = [],
    needs: GraphQLFeatures = [], select selection: [GraphQLField] = []
  ) {
    self.alias = alias
    self.name = name
    self.arguments = arguments
    self.needs = needs
    self.selection = selection
  }

  /// Fields without anything to say about them.
  static func plain(_ names: String...) -> [GraphQLField] {
    names.map { GraphQLField($0) }
  }

  /// The field without what a server lacks; nil where it is the field itself, or all that it selects.
  func reduced(to features: GraphQLFeatures) -> GraphQLField? {
    guard features.isSuperset(of: needs) else { return nil }
    var field = self
    field.selection = selection.compactMap { $0.reduced(to: features) }
    return selection.isEmpty || !field.selection.isEmpty ? field : nil
  }

  fileprivate func collectVariables(in names: inout Set<String>) {
    for case .variable(let name) in arguments { names.insert(name) }
    for field in selection { field.collectVariables(in: &names) }
  }

  fileprivate static func text(of selection: [GraphQLField]) -> String {
    "{ " + selection.map(\.text).joined(separator: " ") + " }"
  }

  private var text: String {
    var text = alias.map { "\($0): \(name)" } ?? name
    if !arguments.isEmpty {
      text += "(" + arguments.map(\.text).joined(separator: ", ") + ")"
    }
    return selection.isEmpty ? text : text + " " + GraphQLField.text(of: selection)
  }
}

extension GraphQLField.Argument {
  fileprivate var text: String {
    switch self {
    case .variable(let name): "\(name): $\(name)"
    case .integer(let name, let value): "\(name): \(value)"
    case .flag(let name, let value): "\(name): \(value)"
    case .text(let name, let value): "\(name): \(JSONValue.string(value).text)"
    }
  }
}
