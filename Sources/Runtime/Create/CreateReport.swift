import Configuration
import RunnerCore
import RunnerWizard

/// A runner that was created, as scripts and people are told it.
struct CreateReport {
  var runner: RegisteredRunner
  var registration: RunnerRegistration
  var server: ServerURL
  var expiry: LocalTime?
  /// The journal entry that goes when the token has been printed, and where it is.
  var entryID: String?
  var journal: Journal?
  /// The connection by which it was created or found; nil where nothing more is asked.
  var connection: Connection?
  /// How the runner came to be known.
  var origin = Origin.created
  /// The text that is printed in place of the token alone.
  var emission: Emission?

  enum Origin: Equatable {
    case created
    /// By an earlier registration whose answer was lost.
    case recovered
    /// `--if-absent` found it.
    case existing
  }

  /// The same with the connection.
  func on(_ connection: Connection) -> CreateReport {
    var report = self
    report.connection = connection
    return report
  }

  /// For standard error; the token is not in it.
  var lines: [String] {
    var lines = [opening]
    if let expiry {
      lines.append(Texts.tokenExpires("\(expiry.text) \(expiry.zone)"))
    } else if let text = runner.tokenExpiryText {
      lines.append(Texts.tokenExpires(text))
    } else {
      lines.append(Texts.tokenDoesNotExpire)
    }
    if let page = runner.webURL { lines.append(page) }
    if origin == .created { lines.append(Texts.tokenShownOnce) }
    return lines
  }

  private var opening: String {
    switch origin {
    case .created: Texts.created(runner.id, registration.type, registration.target)
    case .recovered: Texts.recovered(runner.id)
    case .existing: Texts.existing(runner.id)
    }
  }

  /// Drops the journal entry, because the token is safe.
  /// - Returns: why it is still there.
  func closeEntry() -> String? {
    guard let entryID, let journal else { return nil }
    do {
      try journal.remove(entryID)
      return nil
    } catch {
      return Texts.entryNotClosed(error)
    }
  }

  /// GitLab's names and values as they were sent; null for what was not.
  var json: JSONValue { json(savedIn: nil) }

  /// - Parameter file: where the token is, which then is not in the object, nor any text that may hold it.
  func json(savedIn file: String?) -> JSONValue {
    func text(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }
    func flag(_ flag: Bool?) -> JSONValue { flag.map(JSONValue.bool) ?? .null }

    var members: [JSONValue.Member] = [
      .init("id", .integer(runner.id)),
      file.map { .init("token_file", .string($0)) }
        ?? .init("token", .string(runner.token.reveal())),
      .init("token_expires_at", text(runner.tokenExpiryText)),
      .init("runner_type", .string(registration.type.rawValue)),
    ]
    if let target = registration.target {
      members.append(.init(target.kind.field.rawValue, .integer(target.id)))
    }
    let tags = registration.tags.map(JSONValue.string)
    members += [
      .init("description", text(registration.description)),
      .init("maintenance_note", text(registration.maintenanceNote)),
      .init(
        "maximum_timeout", registration.maximumTimeout.map { .integer(Int64($0)) } ?? .null),
      .init("tag_list", tags.isEmpty ? .null : .array(tags)),
      .init("run_untagged", flag(registration.runUntagged)),
      .init("locked", flag(registration.isLocked)),
      .init("access_level", text(registration.accessLevel)),
      .init("paused", flag(registration.isPaused)),
      .init("path", text(registration.target?.fullPath)),
      .init("web_url", text(runner.webURL)),
      .init("url", .string(server.description)),
    ]
    if let emission, file == nil { members.append(.init("emit", emission.json)) }
    if origin == .existing { members.append(.init("existing", .bool(true))) }
    return .object(members)
  }
}
