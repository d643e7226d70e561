/// The journal's form of an entry: one JSON object, `"version": 1`.
///
/// Members that are not known are skipped, so that a later release may add some; what is known has to be right, because
/// a runner is looked for, and perhaps deleted, by it. It holds no token of the program's; a description or note that
/// looks like one is the operator's own text, which GitLab shows to everyone who lists the runner and by which the
/// runner is found, so it stands here as it was sent.
extension JournalEntry {
  /// The version that is written and read.
  public static let version: Int64 = 1

  /// Whether a text can be an entry's ``id``: 1 to 64 ASCII letters, digits and hyphens, no hyphen first.
  public static func isID(_ text: String) -> Bool {
    text.utf8.first != UInt8(ascii: "-") && isWord(text)
  }

  public var json: JSONValue {
    var members: [JSONValue.Member] = [
      .init("version", .integer(Self.version)), .init("id", .string(id)),
      .init("state", .string(state.rawValue)), .init("server", .string(server.description)),
      .init("started_at", .string(Timestamp.iso8601(unixTime: startedAt))),
    ]
    func add(_ name: String, _ value: JSONValue?) {
      if let value { members.append(.init(name, value)) }
    }
    add("server_time", serverTime.map { .string(Timestamp.iso8601(unixTime: $0)) })
    add("user_id", userID.map(JSONValue.integer))
    add("username", username.map(JSONValue.string))
    add("marker", marker.map(JSONValue.string))
    add("last_known_id", lastKnownID.map(JSONValue.integer))
    add("runner_id", runnerID.map(JSONValue.integer))
    add("batch_id", batch.map { .string($0.batch) })
    add("batch_number", batch.map { .integer(Int64($0.number)) })
    add("answered", isAnswered ? .bool(true) : nil)
    add("form", form.journalJSON)
    return .object(members)
  }

  /// The entry on one line of UTF-8, without a line end.
  public var text: String { json.text }

  public init(parsing bytes: [UInt8]) throws(JournalProblem) {
    guard let json = JSONValue(parsing: bytes), case .object = json else { throw .notJSON }
    try self.init(json: json)
  }

  public init(json: JSONValue) throws(JournalProblem) {
    guard case .integer(let version)? = json["version"] else { throw .unusable("version") }
    guard version == Self.version else { throw .otherVersion(version) }
    let id = try json.required("id") { $0.rawText.flatMap { Self.isID($0) ? $0 : nil } }
    let state = try json.required("state") { $0.rawText.flatMap(State.init) }
    let server = try json.required("server") { value -> ServerURL? in
      // What is no address is reported by the name of its member.
      value.rawText.flatMap { try? ServerURL(parsing: $0) }
    }
    let startedAt = try json.required("started_at", \.time)
    let form = try json.required("form", RunnerForm.init(journal:))
    self.init(
      id: id, state: state, server: server, userID: try json.optional("user_id", \.positive),
      username: try json.optional("username", \.cleanString),
      form: form,
      marker: try json.optional("marker") { $0.rawText.flatMap { Self.isWord($0) ? $0 : nil } },
      startedAt: startedAt, serverTime: try json.optional("server_time", \.time),
      lastKnownID: try json.optional("last_known_id", \.positive),
      runnerID: try json.optional("runner_id", \.positive),
      batch: try Self.batch(of: json),
      isAnswered: try json.optional("answered") {
        if case .bool(let flag) = $0 { flag } else { nil }
      } ?? false)
    guard state != .created || runnerID != nil else { throw .unusable("runner_id") }
  }

  private static func batch(of json: JSONValue) throws(JournalProblem) -> BatchPlace? {
    let batch = try json.optional("batch_id") {
      $0.rawText.flatMap { RunnerBatch.isID($0) ? $0 : nil }
    }
    guard let batch else { return nil }
    let number = try json.required("batch_number") { $0.positive.flatMap { Int(exactly: $0) } }
    return BatchPlace(batch: batch, number: number)
  }

  private static func isWord(_ text: String) -> Bool {
    (1...64).contains(text.utf8.count)
      && text.unicodeScalars.allSatisfy {
        $0 == "-" || $0.isASCIIDigit || ("a"..."z").contains($0) || ("A"..."Z").contains($0)
      }
  }
}

/// Why a text is no entry of the journal.
public enum JournalProblem: Error, Equatable, Sendable {
  case notJSON
  /// Written by another release.
  case otherVersion(Int64)
  /// The member of that name is missing or none that an entry can have.
  case unusable(String)

  public var message: String { Texts.message(for: self) }
}

extension RunnerForm {
  /// The form of which a registration was made, with its values as they are sent.
  public init(sent registration: RunnerRegistration) {
    self.init(
      type: registration.type, target: registration.target, tags: registration.tags,
      description: registration.description ?? "",
      maintenanceNote: registration.maintenanceNote ?? "",
      maximumTimeout: registration.maximumTimeout.map(String.init) ?? "",
      runUntagged: registration.runUntagged, isLocked: registration.isLocked,
      isProtected: registration.isProtected, isPaused: registration.isPaused,
      tokenExpiresAt: registration.tokenExpiresAt ?? "",
      tokenRotationDeadline: registration.tokenRotationDeadline ?? "")
  }

  var journalJSON: JSONValue {
    var members: [JSONValue.Member] = []
    func add(_ name: String, _ value: JSONValue?) {
      if let value { members.append(.init(name, value)) }
    }
    func text(_ name: String, _ value: String?) {
      if let value, !value.isEmpty { add(name, .string(value)) }
    }
    text("runner_type", type?.rawValue)
    if let target {
      add(target.kind.field.rawValue, .integer(target.id))
      text("full_path", target.fullPath)
      text("name", target.name)
      text("web_url", target.webURL)
    }
    if !tags.isEmpty { add("tag_list", .array(tags.map(JSONValue.string))) }
    text("description", description)
    text("maintenance_note", maintenanceNote)
    text("maximum_timeout", maximumTimeout)
    add("run_untagged", runUntagged.map(JSONValue.bool))
    add("locked", isLocked.map(JSONValue.bool))
    add("protected", isProtected.map(JSONValue.bool))
    add("paused", isPaused.map(JSONValue.bool))
    text("token_expires_at", tokenExpiresAt)
    text("token_rotation_deadline", tokenRotationDeadline)
    return .object(members)
  }

  /// Nil for what could not have been sent.
  init?(journal json: JSONValue) {
    guard case .object = json else { return nil }
    do throws(JournalProblem) {
      func text(_ name: String) throws(JournalProblem) -> String {
        try json.optional(name, \.rawText) ?? ""
      }
      func flag(_ name: String) throws(JournalProblem) -> Bool? {
        try json.optional(name) { if case .bool(let flag) = $0 { flag } else { nil } }
      }
      let type = try json.required("runner_type") { $0.rawText.flatMap(RunnerType.init) }
      var target: RunnerTarget?
      if let kind = type.targetKind {
        target = RunnerTarget(
          kind: kind, id: try json.required(kind.field.rawValue, \.positive),
          fullPath: try json.optional("full_path", \.cleanString),
          name: try json.optional("name", \.cleanString),
          webURL: try json.optional("web_url", \.cleanString))
      }
      let tags = try json.optional("tag_list") { value -> [String]? in
        let texts = value.elements?.map(\.rawText)
        return texts.flatMap { $0.contains(nil) ? nil : $0.compactMap(\.self) }
      }
      self.init(
        type: type, target: target, tags: tags ?? [], description: try text("description"),
        maintenanceNote: try text("maintenance_note"),
        maximumTimeout: try text("maximum_timeout"), runUntagged: try flag("run_untagged"),
        isLocked: try flag("locked"), isProtected: try flag("protected"),
        isPaused: try flag("paused"), tokenExpiresAt: try text("token_expires_at"),
        tokenRotationDeadline: try text("token_rotation_deadline"))
    } catch {
      return nil
    }
    guard problems.isEmpty else { return nil }
  }
}

extension JSONValue {
  /// A member that has to be there and of its kind.
  func required<Value>(
    _ name: String, _ read: (JSONValue) -> Value?
  ) throws(JournalProblem) -> Value {
    guard let value = self[name].flatMap(read) else { throw .unusable(name) }
    return value
  }

  /// A member that may be missing or null, but not of another kind.
  func optional<Value>(
    _ name: String, _ read: (JSONValue) -> Value?
  ) throws(JournalProblem) -> Value? {
    guard let value = self[name], value != .null else { return nil }
    return try required(name, { _ in read(value) })
  }

  var positive: Int64? {
    if case .integer(let number) = self, number > 0 { number } else { nil }
  }

  var time: Int64? { rawText.flatMap { unixTime(iso8601: $0) } }

  var cleanString: String? { rawText.map { sanitized($0) } }
}
