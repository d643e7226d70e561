/// Reads executable documents by recursive descent.
struct GraphQLParser {
  /// Braces, brackets and lists may be nested this deep; the specification sets no limit.
  private static let depthLimit = 100

  private var lexer: GraphQLLexer
  private var token: GraphQLLexer.Token?
  private var depth = 0

  /// - Throws: what is wrong with the first place that cannot be read.
  static func parse(_ text: String) throws(GraphQLSyntaxError) -> GraphQLDocument {
    var parser = GraphQLParser(lexer: GraphQLLexer(text))
    try parser.advance()
    return try parser.document()
  }

  private init(lexer: GraphQLLexer) { self.lexer = lexer }

  private mutating func document() throws(GraphQLSyntaxError) -> GraphQLDocument {
    var document = GraphQLDocument()
    repeat {
      if isNext(word: "fragment") {
        document.fragments.append(try fragment())
      } else {
        document.operations.append(try operation())
      }
    } while token != nil
    return document
  }

  private mutating func operation() throws(GraphQLSyntaxError) -> GraphQLOperation {
    guard let first = token else { throw .unexpectedEnd }
    if first.kind == .leftBrace {
      return GraphQLOperation(
        kind: .query, name: nil, variables: [], directives: [], selections: try selections(),
        location: first.location)
    }
    guard first.kind == .name, let kind = GraphQLOperation.Kind(rawValue: first.text) else {
      throw unexpected(expected: "LCURLY")
    }
    try advance()
    let name = token?.kind == .name ? try take(.name).text : nil
    return GraphQLOperation(
      kind: kind, name: name, variables: try variables(), directives: try directives(),
      selections: try selections(), location: first.location)
  }

  private mutating func fragment() throws(GraphQLSyntaxError) -> GraphQLFragment {
    let start = try take(.name)
    if isNext(word: "on") { throw unexpected(expected: "a fragment name other than \"on\"") }
    let name = try take(.name).text
    guard isNext(word: "on") else { throw unexpected(expected: "on") }
    try advance()
    return GraphQLFragment(
      name: name, condition: try take(.name).text, directives: try directives(),
      selections: try selections(), location: start.location)
  }

  private mutating func variables() throws(GraphQLSyntaxError) -> [GraphQLVariable] {
    guard try accept(.leftParenthesis) else { return [] }
    var variables: [GraphQLVariable] = []
    repeat {
      let start = try take(.dollar)
      let name = try take(.name).text
      _ = try take(.colon)
      let type = try type()
      let value = try accept(.equals) ? try value(isConstant: true) : nil
      _ = try directives()
      variables.append(
        GraphQLVariable(name: name, type: type, defaultValue: value, location: start.location))
    } while try !accept(.rightParenthesis)
    return variables
  }

  private mutating func type() throws(GraphQLSyntaxError) -> GraphQLType {
    try descend()
    defer { depth -= 1 }
    var type: GraphQLType
    if try accept(.leftBracket) {
      type = .list(try self.type())
      _ = try take(.rightBracket)
    } else {
      type = .named(try take(.name).text)
    }
    if try accept(.bang) { type = .nonNull(type) }
    return type
  }

  private mutating func directives() throws(GraphQLSyntaxError) -> [GraphQLDirective] {
    var directives: [GraphQLDirective] = []
    while let start = token, try accept(.at) {
      directives.append(
        GraphQLDirective(
          name: try take(.name).text, arguments: try arguments(), location: start.location))
    }
    return directives
  }

  private mutating func arguments() throws(GraphQLSyntaxError) -> [GraphQLArgument] {
    guard try accept(.leftParenthesis) else { return [] }
    var arguments: [GraphQLArgument] = []
    repeat {
      let name = try take(.name)
      _ = try take(.colon)
      arguments.append(
        GraphQLArgument(
          name: name.text, value: try value(isConstant: false), location: name.location))
    } while try !accept(.rightParenthesis)
    return arguments
  }

  private mutating func selections() throws(GraphQLSyntaxError) -> [GraphQLSelection] {
    try descend()
    defer { depth -= 1 }
    _ = try take(.leftBrace)
    var selections: [GraphQLSelection] = []
    repeat { selections.append(try selection()) } while try !accept(.rightBrace)
    return selections
  }

  private mutating func selection() throws(GraphQLSyntaxError) -> GraphQLSelection {
    if let start = token, try accept(.spread) {
      if token?.kind == .name, !isNext(word: "on") {
        let name = try take(.name).text
        return .spread(name: name, directives: try directives(), location: start.location)
      }
      var condition: String?
      if isNext(word: "on") {
        try advance()
        condition = try take(.name).text
      }
      return .inline(
        condition: condition, directives: try directives(), selections: try selections(),
        location: start.location)
    }
    let first = try take(.name)
    let isAlias = try accept(.colon)
    let name = isAlias ? try take(.name).text : first.text
    return .field(
      GraphQLSelectedField(
        alias: isAlias ? first.text : nil, name: name, arguments: try arguments(),
        directives: try directives(),
        selections: token?.kind == .leftBrace ? try selections() : nil, location: first.location))
  }

  private mutating func value(isConstant: Bool) throws(GraphQLSyntaxError) -> GraphQLValue {
    try descend()
    defer { depth -= 1 }
    guard let first = token else { throw .unexpectedEnd }
    switch first.kind {
    case .dollar where !isConstant:
      try advance()
      return .variable(try take(.name).text)
    case .leftBracket:
      try advance()
      var values: [GraphQLValue] = []
      while try !accept(.rightBracket) { values.append(try value(isConstant: isConstant)) }
      return .list(values)
    case .leftBrace:
      try advance()
      var members: [GraphQLValue.Member] = []
      while try !accept(.rightBrace) {
        let name = try take(.name).text
        _ = try take(.colon)
        members.append(.init(name: name, value: try value(isConstant: isConstant)))
      }
      return .object(members)
    case .name, .string, .int, .float:
      try advance()
      return Self.scalar(first)
    default:
      throw unexpected(expected: "a value")
    }
  }

  private static func scalar(_ token: GraphQLLexer.Token) -> GraphQLValue {
    switch (token.kind, token.text) {
    case (.string, let text): .string(text)
    case (.name, "true"): .boolean(true)
    case (.name, "false"): .boolean(false)
    case (.name, "null"): .null
    case (.name, let text): .word(text)
    case (.int, let text): Int(text).map(GraphQLValue.int) ?? .float(Double(text) ?? 0)
    case (_, let text): .float(Double(text) ?? 0)
    }
  }

  private mutating func advance() throws(GraphQLSyntaxError) { token = try lexer.next() }

  private func isNext(word: String) -> Bool { token?.kind == .name && token?.text == word }

  private mutating func accept(_ kind: GraphQLLexer.Kind) throws(GraphQLSyntaxError) -> Bool {
    guard token?.kind == kind else { return false }
    try advance()
    return true
  }

  private mutating func take(
    _ kind: GraphQLLexer.Kind
  ) throws(GraphQLSyntaxError) -> GraphQLLexer.Token {
    guard let token, token.kind == kind else { throw unexpected(expected: kind.rawValue) }
    try advance()
    return token
  }

  private func unexpected(expected: String) -> GraphQLSyntaxError {
    guard let token else { return .unexpectedEnd }
    let place = token.location
    return GraphQLSyntaxError(
      message: "Expected \(expected), actual: \(token.kind.rawValue) "
        + "(\(SandboxJSON.string(token.text).text)) at [\(place.line), \(place.column)]",
      location: place)
  }

  /// Every nesting goes through here, so that no text can exhaust the stack.
  private mutating func descend() throws(GraphQLSyntaxError) {
    depth += 1
    if depth > Self.depthLimit {
      throw GraphQLSyntaxError(
        message: "This query is too large to execute.", location: token?.location)
    }
  }
}
