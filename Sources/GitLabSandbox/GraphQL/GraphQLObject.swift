/// An object type while its fields are listed, each with the closure that finds its value.
///
/// `Subject` is what a source of this type carries.
struct GraphQLObject<Subject> {
  typealias Read =
    @Sendable (inout GitLabSandbox, inout GraphQLRun, Subject, GraphQLArguments) -> GraphQLResult

  private let name: String
  private let interfaces: [String]
  private let subject: @Sendable (GraphQLSource) -> Subject?
  private var fields: [GraphQLField] = []

  /// - Parameter subject: takes the subject out of a source; nil for a source of another type.
  init(
    _ name: String, implements interfaces: [String] = [],
    _ subject: @escaping @Sendable (GraphQLSource) -> Subject?
  ) {
    self.name = name
    self.interfaces = interfaces
    self.subject = subject
  }

  mutating func field(
    _ name: String, _ type: String, _ arguments: [GraphQLInput] = [],
    _ lifespan: GraphQLLifespan = .always, cost: GraphQLField.Cost = .plain, _ read: @escaping Read
  ) {
    let subject = subject
    fields.append(
      GraphQLField(
        name: name, type: GraphQLType(type), arguments: arguments, lifespan: lifespan, cost: cost
      ) { sandbox, run, source, arguments in
        guard let subject = subject(source) else { return .null }
        return read(&sandbox, &run, subject, arguments)
      })
  }

  var type: GraphQLSchemaType {
    GraphQLSchemaType(name: name, content: .object(fields), interfaces: interfaces)
  }

  /// An interface with the same fields, whose values always come from an object's own.
  func interface(named name: String) -> GraphQLSchemaType {
    GraphQLSchemaType(name: name, content: .interface(fields))
  }
}

extension GraphQLSchema {
  static func enumeration(_ name: String, _ values: [GraphQLEnumValue]) -> GraphQLSchemaType {
    GraphQLSchemaType(name: name, content: .enumeration(values))
  }

  static func enumeration(_ name: String, _ words: String) -> GraphQLSchemaType {
    enumeration(name, words.split(separator: " ").map { GraphQLEnumValue(String($0)) })
  }

  static func input(_ name: String, _ inputs: [GraphQLInput]) -> GraphQLSchemaType {
    GraphQLSchemaType(name: name, content: .input(inputs))
  }

  /// `after`, `before`, `first` and `last`.
  static let paging = [
    GraphQLInput("after", "String"), GraphQLInput("before", "String"),
    GraphQLInput("first", "Int"), GraphQLInput("last", "Int"),
  ]

  /// A connection type and its edge type.
  ///
  /// - Parameter edge: adds further fields to the edge.
  static func connection(
    _ node: String, named name: String? = nil, count: CountField = .none,
    edge change: (inout GraphQLObject<(GraphQLConnection, Int)>) -> Void = { _ in }
  ) -> [GraphQLSchemaType] {
    let name = name ?? node
    var connection = GraphQLObject<GraphQLConnection>("\(name)Connection") { source in
      if case .connection(let connection) = source { connection } else { nil }
    }
    count.add(to: &connection)
    connection.field("edges", "[\(name)Edge]") { _, _, connection, _ in
      .objects(connection.nodes.indices.map { .edge(connection, $0) })
    }
    connection.field("nodes", "[\(node)]") { _, _, connection, _ in .objects(connection.nodes) }
    connection.field("pageInfo", "PageInfo!") { _, _, connection, _ in
      .object(.pageInfo(connection))
    }
    var edge = GraphQLObject<(GraphQLConnection, Int)>("\(name)Edge") { source in
      if case .edge(let connection, let row) = source { (connection, row) } else { nil }
    }
    edge.field("cursor", "String!") { sandbox, _, edge, _ in
      .text(edge.0.cursor(of: edge.1, sandbox))
    }
    edge.field("node", node) { _, _, edge, _ in .object(edge.0.nodes[edge.1]) }
    change(&edge)
    return [connection.type, edge.type]
  }

  /// How a connection counts its rows.
  enum CountField {
    case none
    case exact
    /// No further than one over `limit` (app/graphql/types/limited_countable_connection_type.rb).
    case limited

    fileprivate func add(to connection: inout GraphQLObject<GraphQLConnection>) {
      switch self {
      case .none: break
      case .exact:
        connection.field("count", "Int!") { sandbox, run, connection, _ in
          .int(sandbox.total(of: connection, run))
        }
      case .limited:
        let limit = GraphQLInput("limit", "Int", default: .int(1000))
        connection.field("count", "Int!", [limit]) { sandbox, run, connection, arguments in
          let limit = max(0, min(arguments.int("limit") ?? 1000, Int(Int32.max)))
          return .int(min(sandbox.total(of: connection, run), limit + 1))
        }
      }
    }
  }

  static let pageInfo: GraphQLSchemaType = {
    var info = GraphQLObject<GraphQLConnection>("PageInfo") { source in
      if case .pageInfo(let connection) = source { connection } else { nil }
    }
    info.field("hasNextPage", "Boolean!") { _, _, page, _ in .bool(page.hasNextPage) }
    info.field("hasPreviousPage", "Boolean!") { _, _, page, _ in .bool(page.hasPreviousPage) }
    info.field("startCursor", "String") { sandbox, _, page, _ in
      .text(page.cursor(of: 0, sandbox))
    }
    info.field("endCursor", "String") { sandbox, _, page, _ in
      .text(page.cursor(of: page.nodes.count - 1, sandbox))
    }
    return info.type
  }()
}

extension GitLabSandbox {
  fileprivate mutating func total(of connection: GraphQLConnection, _ run: GraphQLRun) -> Int {
    switch connection.total {
    case .rows(let count): count
    case .runners(let listing): runnerCount(of: listing, run.clock)
    }
  }
}
