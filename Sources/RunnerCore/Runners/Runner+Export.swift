/// A runner for scripts: REST's names and words (GitLab: `lib/api/entities/ci/runner_details.rb`), and after those, in the
/// same style, what only GraphQL tells.
extension Runner {
  /// The runner as a JSON object; what is unknown is null.
  public var jsonObject: JSONValue {
    .object(columns.map { JSONValue.Member($0.name, $0.value) })
  }

  /// The names of ``csvFields``.
  public static let csvHeader = Runner(id: 0).columns.map(\.name)

  /// The same values as texts, in the same order: tags joined by commas, unknown empty. On one line without control
  /// characters, and with a `'` before what a spreadsheet would take for a formula; only to be quoted (RFC 4180).
  public var csvFields: [String] { columns.map { Runner.field($0.value) } }

  private var columns: [(name: String, value: JSONValue)] {
    [
      ("id", .integer(id)),
      ("description", text(description)),
      ("runner_type", text(type?.rawValue)),
      ("status", status == .unknown ? .null : .string(status.rawValue)),
      ("online", isOnline.map(JSONValue.bool) ?? .null),
      ("paused", flag(isPaused)),
      ("job_execution_status", text(isBusy.map { $0 ? "active" : "idle" })),
      ("tag_list", tags.map { .array($0.map(JSONValue.string)) } ?? .null),
      ("run_untagged", flag(runsUntagged)),
      ("locked", flag(isLocked)),
      ("access_level", text(isProtected.map { $0 ? "ref_protected" : "not_protected" })),
      ("maximum_timeout", number(maximumTimeout)),
      ("version", text(newestManager?.version)),
      ("revision", text(newestManager?.revision)),
      ("platform", text(newestManager?.platform)),
      ("architecture", text(newestManager?.architecture)),
      ("ip_address", text(newestManager?.ipAddress)),
      ("contacted_at", time(contactedAt)),
      ("created_at", time(createdAt)),
      ("created_by", creator.map { .object([.init("username", .string($0))]) } ?? .null),
      ("maintenance_note", text(maintenanceNote)),
      ("token_expires_at", expiry),
      ("short_sha", text(shortToken)),
      ("owner", ownerValue),
      ("job_count", number(jobCount)),
      ("project_count", number(projectCount)),
      ("manager_count", number(managerCount)),
    ]
  }

  /// REST's flag for contact within two hours; null for a runner that never was in contact.
  private var isOnline: Bool? {
    switch status {
    case .online: true
    case .offline, .stale: false
    case .neverContacted, .unknown: nil
    }
  }

  private var expiry: JSONValue {
    if case .at(let time) = tokenExpiry { self.time(time) } else { .null }
  }

  private var ownerValue: JSONValue {
    guard let owner else { return .null }
    return .object([
      .init("kind", .string(owner.kind.rawValue)), .init("id", .integer(owner.id)),
      .init("full_path", text(owner.fullPath)),
    ])
  }

  private func text(_ value: String?) -> JSONValue { value.map(JSONValue.string) ?? .null }

  private func flag(_ value: Bool?) -> JSONValue { value.map(JSONValue.bool) ?? .null }

  private func number(_ value: Int32?) -> JSONValue {
    value.map { .integer(Int64($0)) } ?? .null
  }

  private func time(_ value: Int64?) -> JSONValue {
    value.map { .string(Timestamp.iso8601(unixTime: $0)) } ?? .null
  }

  private static func field(_ value: JSONValue) -> String {
    switch value {
    case .null: ""
    case .string(let text): defused(text)
    case .array(let elements): defused(elements.compactMap(\.rawText).joined(separator: ","))
    case .object: defused((value["username"] ?? value["full_path"])?.rawText ?? "")
    default: value.text
    }
  }

  /// OWASP, "CSV Injection". White space before the character does not stop every spreadsheet.
  private static func defused(_ text: String) -> String {
    let line = sanitized(text)
    let first = line.unicodeScalars.first { !$0.isASCIIWhiteSpace }
    return first.map { "=+-@".unicodeScalars.contains($0) } == true ? "'" + line : line
  }
}
