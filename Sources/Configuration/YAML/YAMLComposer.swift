/// Builds the tree of a document from its events.
struct YAMLComposer: ~Copyable {
  private let events: YAMLEvents
  private let file: String
  private var anchors: [String: Subtree] = [:]
  private var repeatedValues = 0
  private var warnings: [FileProblem] = []

  /// A finished node with what an alias to it would add.
  private struct Subtree {
    var node: YAMLNode
    /// Values in it, itself included, with aliases expanded.
    var count = 1
    /// Collections inside each other, itself included; 0 for a scalar.
    var height = 0

    mutating func add(_ child: Subtree) {
      count += child.count
      height = max(height, child.height + 1)
    }
  }

  init(events: consuming YAMLEvents, file: String) {
    self.events = events
    self.file = file
  }

  mutating func document() throws(FileProblem) -> YAMLDocument {
    var root: YAMLNode?
    while true {
      let (event, line) = try events.next()
      switch event {
      case .streamEnd: return YAMLDocument(root: root, warnings: warnings)
      case .documentStart:
        guard root == nil else {
          throw FileProblem(file: file, line: line, text: Texts.severalDocuments)
        }
        let first = try events.next()
        root = try subtree(first.event, line: first.line, depth: 1).node
      default: continue
      }
    }
  }

  private mutating func subtree(
    _ event: YAMLEvent, line: Int, depth: Int
  ) throws(FileProblem) -> Subtree {
    switch event {
    case .scalar(let text, let style, let anchor):
      return remember(Subtree(node: YAMLNode(.scalar(text, style), line: line)), anchor)
    case .alias(let name): return try expanded(name, line: line, depth: depth)
    case .sequenceStart(let anchor):
      try checkDepth(depth, line: line)
      return remember(try sequence(line: line, depth: depth), anchor)
    case .mappingStart(let anchor):
      try checkDepth(depth, line: line)
      return remember(try mapping(line: line, depth: depth), anchor)
    default:
      throw FileProblem(file: file, line: line, text: Texts.invalidYAML(Texts.unexpectedEnd))
    }
  }

  private mutating func sequence(line: Int, depth: Int) throws(FileProblem) -> Subtree {
    var nodes: [YAMLNode] = []
    var whole = Subtree(node: YAMLNode(.sequence([]), line: line), height: 1)
    while true {
      let (event, itemLine) = try events.next()
      if case .collectionEnd = event { break }
      let item = try subtree(event, line: itemLine, depth: depth + 1)
      nodes.append(item.node)
      whole.add(item)
    }
    whole.node.content = .sequence(nodes)
    return whole
  }

  private mutating func mapping(line: Int, depth: Int) throws(FileProblem) -> Subtree {
    var entries: [YAMLEntry] = []
    var places: [String: Int] = [:]
    var whole = Subtree(node: YAMLNode(.mapping([]), line: line), height: 1)
    while true {
      let (event, keyLine) = try events.next()
      if case .collectionEnd = event { break }
      let name = try subtree(event, line: keyLine, depth: depth + 1)
      guard case .scalar(let key, _) = name.node.content else {
        throw FileProblem(file: file, line: keyLine, text: Texts.keyMustBeText)
      }
      let next = try events.next()
      let value = try subtree(next.event, line: next.line, depth: depth + 1)
      whole.add(value)
      let entry = YAMLEntry(key, value.node, line: keyLine)
      if let place = places[key] {
        warnings.append(
          FileProblem(
            file: file, line: keyLine, key: Printable.key(key),
            text: Texts.duplicateKey(firstLine: entries[place].line)))
        entries[place] = entry
      } else {
        places[key] = entries.count
        entries.append(entry)
      }
    }
    whole.node.content = .mapping(entries)
    return whole
  }

  private mutating func expanded(
    _ name: String, line: Int, depth: Int
  ) throws(FileProblem) -> Subtree {
    guard var target = anchors[name] else {
      throw FileProblem(file: file, line: line, text: Texts.unknownAlias)
    }
    try checkDepth(depth + target.height - 1, line: line)
    repeatedValues += target.count
    guard repeatedValues <= YAMLDocument.Limit.repeatedValues else {
      throw FileProblem(file: file, line: line, text: Texts.tooManyAliases)
    }
    target.node.line = line
    return target
  }

  private mutating func remember(_ subtree: Subtree, _ anchor: String?) -> Subtree {
    if let anchor { anchors[anchor] = subtree }
    return subtree
  }

  private func checkDepth(_ depth: Int, line: Int) throws(FileProblem) {
    guard depth <= YAMLDocument.Limit.depth else {
      throw FileProblem(
        file: file, line: line, text: Texts.nestedTooDeep(limit: YAMLDocument.Limit.depth))
    }
  }
}
