/// Reads runners, their managers, places and jobs out of an answer.
///
/// GraphQL and REST tell the same facts under two spellings (GitLab: `app/graphql/types/ci/runner_type.rb`,
/// `lib/api/entities/ci/runner_details.rb`), so one decoder takes both. What is missing or of
/// another type is unknown; what has no id is left out.
struct RunnerDecoding {
  var reader: JSONReader
  var texts = PooledTexts()

  init(_ body: [UInt8]) {
    reader = JSONReader(body)
  }

  /// The elements of an array; nil where none stands.
  mutating func elements<Element>(
    _ element: (inout RunnerDecoding) throws(NotJSON) -> Element?
  ) throws(NotJSON) -> [Element]? {
    guard try reader.enterArray() else { return nil }
    var elements: [Element] = []
    while try reader.nextElement() {
      if let element = try element(&self) { elements.append(element) }
    }
    return elements
  }

  /// The page of a GraphQL connection, or all elements of a REST array.
  mutating func list<Element>(
    _ element: (inout RunnerDecoding) throws(NotJSON) -> Element?
  ) throws(NotJSON) -> DecodedList<Element>? {
    var list = DecodedList<Element>()
    var connection = reader
    guard try connection.enterObject() else {
      guard let elements = try elements(element) else { return nil }
      list.elements = elements
      return list
    }
    reader = connection
    while let name = try reader.nextName() {
      switch name {
      case "pageInfo": list.pageInfo = try GraphQLPageInfo(&reader)
      case "count": list.count = try reader.integer()
      case "nodes": list.elements = try elements(element) ?? []
      default: try reader.skip()
      }
    }
    return list
  }

  /// The id of the object that follows, wherever it stands in it; nil where nothing can be made of it.
  func idAhead() throws(NotJSON) -> Int64? {
    var ahead = reader
    guard try ahead.find(["id"]) else { return nil }
    return try ahead.identifier()
  }

  /// A text that many rows have.
  mutating func pooledText() throws(NotJSON) -> String? {
    guard let content = try reader.stringContent() else { return nil }
    return try texts.text(content, in: reader)
  }

  /// A group or project.
  mutating func target(_ kind: RunnerTarget.Kind) throws(NotJSON) -> RunnerTarget? {
    guard let id = try idAhead(), try reader.enterObject() else {
      try reader.skip()
      return nil
    }
    var target = RunnerTarget(kind: kind, id: id)
    while let name = try reader.nextName() {
      switch name {
      case "fullPath", "full_path", "path_with_namespace": target.fullPath = try pooledText()
      case "name": target.name = try pooledText()
      case "webUrl", "web_url": target.webURL = try pooledText()
      default: try reader.skip()
      }
    }
    return target
  }

  mutating func manager() throws(NotJSON) -> RunnerManager? {
    guard let id = try idAhead(), try reader.enterObject() else {
      try reader.skip()
      return nil
    }
    var manager = RunnerManager(id: id, systemID: "")
    while let name = try reader.nextName() {
      switch name {
      case "systemId", "system_id": manager.systemID = try reader.string() ?? ""
      case "status": manager.status = RunnerStatus(told: try reader.string())
      case "jobExecutionStatus", "job_execution_status": manager.isBusy = try isBusy()
      case "version": manager.version = try pooledText()
      case "revision": manager.revision = try pooledText()
      case "platformName", "platform": manager.platform = try pooledText()
      case "architectureName", "architecture": manager.architecture = try pooledText()
      case "executorName": manager.executor = try pooledText()
      case "ipAddress", "ip_address": manager.ipAddress = try reader.string()
      case "createdAt", "created_at": manager.createdAt = try reader.time()
      case "contactedAt", "contacted_at": manager.contactedAt = try reader.time()
      default: try reader.skip()
      }
    }
    return manager
  }

  mutating func isBusy() throws(NotJSON) -> Bool? {
    switch try reader.string() {
    case "ACTIVE", "active": true
    case "IDLE", "idle": false
    default: nil
    }
  }
}

/// A list in an answer, complete or a page of it.
struct DecodedList<Element> {
  var elements: [Element] = []
  var pageInfo = GraphQLPageInfo()
  var count: Int64?
}

extension DecodedList: Sendable where Element: Sendable {}

/// Where a GraphQL list goes on (GitLab: `PageInfo`).
struct GraphQLPageInfo: Equatable, Sendable {
  var endCursor: String?
  var hasNextPage = false

  init() {}

  init(_ reader: inout JSONReader) throws(NotJSON) {
    guard try reader.enterObject() else { return }
    while let name = try reader.nextName() {
      switch name {
      case "endCursor": endCursor = try reader.string()
      case "hasNextPage": hasNextPage = try reader.flag() ?? false
      default: try reader.skip()
      }
    }
  }
}

extension JSONReader {
  /// The number of REST, also as text, or at the end of GraphQL's `gid://gitlab/Ci::Runner/123`; nil for
  /// anything else and below 1.
  mutating func identifier() throws(NotJSON) -> Int64? {
    var ahead = self
    let id: Int64?
    if let content = try ahead.stringContent() {
      self = ahead
      let bytes = self.bytes[content.range]
      let start = bytes.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? bytes.startIndex
      id = Int64(decimal: bytes[start...])
    } else {
      id = try integer()
    }
    return id.flatMap { $0 > 0 ? $0 : nil }
  }

  /// Seconds since 1970-01-01 00:00 UTC.
  mutating func time() throws(NotJSON) -> Int64? {
    guard let content = try stringContent() else { return nil }
    return Timestamp.unixTime(bytes[content.range])
  }

  /// A number that fits; one that does not is unknown.
  mutating func smallInteger() throws(NotJSON) -> Int32? {
    try integer().flatMap { Int32(exactly: $0) }
  }
}

extension RunnerStatus {
  /// GitLab's word in either spelling.
  init(told word: String?) {
    switch word {
    case "ONLINE", "online": self = .online
    case "OFFLINE", "offline": self = .offline
    case "STALE", "stale": self = .stale
    case "NEVER_CONTACTED", "never_contacted": self = .neverContacted
    default: self = .unknown
    }
  }
}
