/// A batch as its file holds it: one JSON object, `"version": 1`. Members that are not known are skipped.
extension RunnerBatch {
  public static let version: Int64 = 1

  public var json: JSONValue {
    var members: [JSONValue.Member] = [
      .init("version", .integer(Self.version)), .init("id", .string(id)),
      .init("server", .string(server.description)),
      .init("started_at", .string(Timestamp.iso8601(unixTime: startedAt))),
      .init("count", .integer(Int64(count))), .init("json", .bool(printsJSON)),
      .init("marked", .bool(isMarked)), .init("if_absent", .bool(skipsExisting)),
    ]
    if let userID { members.append(.init("user_id", .integer(userID))) }
    if let username { members.append(.init("username", .string(username))) }
    if let output { members.append(.init("output", .string(output))) }
    members.append(.init("form", form.journalJSON))
    members.append(
      .init(
        "done",
        .array(
          done.map { done in
            .object([
              .init("number", .integer(Int64(done.number))),
              .init("runner_id", done.runnerID.map(JSONValue.integer) ?? .null),
            ])
          })))
    return .object(members)
  }

  public init(parsing bytes: [UInt8]) throws(JournalProblem) {
    guard let json = JSONValue(parsing: bytes), case .object = json else { throw .notJSON }
    guard case .integer(let version)? = json["version"] else { throw .unusable("version") }
    guard version == Self.version else { throw .otherVersion(version) }
    let count = try json.required("count") { value -> Int? in
      guard case .integer(let number) = value else { return nil }
      return Int(exactly: number).flatMap { BatchNumbering.counts.contains($0) ? $0 : nil }
    }
    func flag(_ name: String) throws(JournalProblem) -> Bool {
      try json.optional(name) { if case .bool(let flag) = $0 { flag } else { nil } } ?? false
    }
    let done = try json.required("done") { value -> [Done]? in
      guard let elements = value.elements else { return nil }
      let done = elements.compactMap { Done($0, upTo: count) }
      let isUnique = Set(done.map(\.number)).count == done.count
      return done.count == elements.count && isUnique ? done : nil
    }
    self.init(
      id: try json.required("id") { $0.rawText.flatMap { Self.isID($0) ? $0 : nil } },
      server: try json.required("server") { value -> ServerURL? in
        // What is no address is reported by the name of its member.
        value.rawText.flatMap { try? ServerURL(parsing: $0) }
      },
      userID: try json.optional("user_id", \.positive),
      username: try json.optional("username", \.cleanString),
      form: try json.required("form", RunnerForm.init(journal:)), count: count,
      output: try json.optional("output") { $0.rawText.flatMap { $0.hasPrefix("/") ? $0 : nil } },
      printsJSON: try flag("json"), isMarked: try flag("marked"),
      skipsExisting: try flag("if_absent"),
      startedAt: try json.required("started_at", \.time), done: done)
  }
}

extension RunnerBatch.Done {
  fileprivate init?(_ json: JSONValue, upTo count: Int) {
    guard case .integer(let value)? = json["number"], let number = Int(exactly: value),
      number >= 1, number <= count
    else { return nil }
    switch json["runner_id"] {
    case .integer(let id)? where id > 0: self.init(number: number, runnerID: id)
    case .null?, nil: self.init(number: number, runnerID: nil)
    default: return nil
    }
  }
}
