public import FoundationEssentials

/// A runner that GitLab has no reason to refuse for its values. Only `RunnerForm.validate()` makes one.
public struct RunnerRegistration: Equatable, Sendable {
  public let type: RunnerType
  /// Present exactly for group and project runners, and of the same kind.
  public let target: RunnerTarget?
  /// Separate tags, none empty, none twice.
  public let tags: [String]
  public let description: String?
  public let maintenanceNote: String?
  /// Seconds.
  public let maximumTimeout: Int?
  public let runUntagged: Bool?
  public let isLocked: Bool?
  public let isProtected: Bool?
  public let isPaused: Bool?
  /// ISO 8601 in UTC.
  public let tokenExpiresAt: String?
  /// ISO 8601 in UTC.
  public let tokenRotationDeadline: String?

  fileprivate init(
    valid form: RunnerForm, type: RunnerType, maximumTimeout: Int?, expiry: RunnerForm.TokenExpiry
  ) {
    self.type = type
    target = form.target
    tags = RunnerTags.normalized(form.tags)
    description = form.description.isBlank ? nil : form.description
    maintenanceNote = form.maintenanceNote.isBlank ? nil : form.maintenanceNote
    self.maximumTimeout = maximumTimeout
    runUntagged = form.runUntagged
    isLocked = form.isLocked
    isProtected = form.isProtected
    isPaused = form.isPaused
    tokenExpiresAt = expiry.expiresAt.map(InstantText.sent)
    tokenRotationDeadline = expiry.rotationDeadline.map(InstantText.sent)
  }

  /// The JSON object to send: what was given and nothing else, always in the same order.
  public func jsonBody() -> String {
    JSONValue.object(members.map { JSONValue.Member($0.rawValue, $1) }).text
  }

  /// The same parameters for people: GitLab's name and the value as text, tags joined by `, `.
  public var parameters: [(name: String, value: String)] {
    members.map { field, value in
      switch value {
      case .string(let text): (field.rawValue, text)
      case .array: (field.rawValue, tags.joined(separator: ", "))
      default: (field.rawValue, value.text)
      }
    }
  }

  private var members: [(FormField, JSONValue)] {
    var members: [(FormField, JSONValue)] = [(.runnerType, .string(type.rawValue))]
    if let target { members.append((target.kind.field, .integer(target.id))) }
    if let description { members.append((.description, .string(description))) }
    if let maintenanceNote { members.append((.maintenanceNote, .string(maintenanceNote))) }
    if let isPaused { members.append((.paused, .bool(isPaused))) }
    if let isLocked { members.append((.locked, .bool(isLocked))) }
    if let accessLevel { members.append((.accessLevel, .string(accessLevel))) }
    if let runUntagged { members.append((.runUntagged, .bool(runUntagged))) }
    if !tags.isEmpty { members.append((.tagList, .array(tags.map(JSONValue.string)))) }
    if let maximumTimeout { members.append((.maximumTimeout, .integer(Int64(maximumTimeout)))) }
    if let tokenExpiresAt { members.append((.tokenExpiresAt, .string(tokenExpiresAt))) }
    if let tokenRotationDeadline {
      members.append((.tokenRotationDeadline, .string(tokenRotationDeadline)))
    }
    return members
  }

  /// GitLab's word for protected or not: `ref_protected` runs jobs of protected branches and tags only.
  public var accessLevel: String? {
    isProtected.map { $0 ? "ref_protected" : "not_protected" }
  }
}

extension RunnerForm {
  /// The registration that this form describes.
  ///
  /// Throws all problems at once. A description or note of nothing but white space counts as not given,
  /// as it does for GitLab (`attributes_for_keys` in `lib/api/helpers.rb`).
  /// - Parameter now: nil skips what depends on the time of day; a duration such as `7d` is then no point in time.
  public func validate(now: Date? = nil) throws(InvalidForm) -> RunnerRegistration {
    var problems = problems(now: now)
    for (field, text) in [
      (FormField.tokenExpiresAt, tokenExpiresAt), (.tokenRotationDeadline, tokenRotationDeadline),
    ] where now == nil && InstantText.isRelative(text) {
      problems.append(FormProblem(field: field, kind: .notATime(text)))
    }
    guard problems.isEmpty, let type else { throw InvalidForm(problems: problems) }
    // Without problems the timeout is a duration or empty.
    let timeout = try? DurationText.parse(maximumTimeout)
    return RunnerRegistration(
      valid: self, type: type, maximumTimeout: timeout, expiry: tokenExpiry(now: now))
  }
}

extension String {
  var isBlank: Bool { trimmingASCIIWhiteSpace().isEmpty }
}
