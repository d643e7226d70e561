public import FoundationEssentials

/// What was typed about a runner that is to be created. Nothing here is checked yet; `validate()` does that.
///
/// `nil` means "say nothing about it", so that GitLab's own default applies: runs untagged jobs, is neither
/// locked nor protected nor paused (`lib/api/user_runners.rb`).
public struct RunnerForm: Equatable, Sendable {
  public var type: RunnerType?
  /// Needed for group and project runners; an instance runner has none.
  public var target: RunnerTarget?
  /// Every element may itself hold several tags, separated by commas.
  public var tags: [String]
  public var description: String
  public var maintenanceNote: String
  /// A duration as typed, such as `1h 30m`; empty for none.
  public var maximumTimeout: String
  public var runUntagged: Bool?
  public var isLocked: Bool?
  public var isProtected: Bool?
  public var isPaused: Bool?
  /// When the runner's token is to end, as ``InstantText`` reads it; empty for GitLab's own choice.
  public var tokenExpiresAt: String
  /// Until when the token may be rotated; empty for no such end.
  public var tokenRotationDeadline: String

  public init(
    type: RunnerType? = nil, target: RunnerTarget? = nil, tags: [String] = [],
    description: String = "", maintenanceNote: String = "", maximumTimeout: String = "",
    runUntagged: Bool? = nil, isLocked: Bool? = nil, isProtected: Bool? = nil,
    isPaused: Bool? = nil, tokenExpiresAt: String = "", tokenRotationDeadline: String = ""
  ) {
    self.type = type
    self.target = target
    self.tags = tags
    self.description = description
    self.maintenanceNote = maintenanceNote
    self.maximumTimeout = maximumTimeout
    self.runUntagged = runUntagged
    self.isLocked = isLocked
    self.isProtected = isProtected
    self.isPaused = isPaused
    self.tokenExpiresAt = tokenExpiresAt
    self.tokenRotationDeadline = tokenRotationDeadline
  }

  /// Everything that GitLab would refuse whatever the time is, in the order of the fields.
  public var problems: [FormProblem] { problems(now: nil) }

  /// Everything that GitLab would refuse, in the order of the fields; empty when the form is valid.
  /// - Parameter now: nil skips what depends on the time of day.
  public func problems(now: Date?) -> [FormProblem] {
    var problems: [FormProblem] = []
    func report(_ field: FormField, _ kind: FormProblem.Kind) {
      problems.append(FormProblem(field: field, kind: kind))
    }
    checkTarget(report)
    checkTexts(report)
    checkTimeout(report)
    checkTags(report)
    if isLocked == true, let type, type != .project { report(.locked, .lockedOnlyForProjects) }
    return problems + expiryProblems(now: now)
  }

  private typealias Report = (FormField, FormProblem.Kind) -> Void

  private func checkTarget(_ report: Report) {
    guard let type else { return report(.runnerType, .typeMissing) }
    guard let needed = type.targetKind else {
      if let target { report(target.kind.field, .targetForInstance(target.kind)) }
      return
    }
    guard let target else { return report(needed.field, .targetMissing(needed)) }
    guard target.kind == needed else {
      return report(needed.field, .targetOfOtherKind(needed: needed))
    }
    if target.id < 1 { report(needed.field, .idOutOfRange(target.id)) }
  }

  private func checkTexts(_ report: Report) {
    func check(_ text: String, _ field: FormField, limit: Int) {
      let length = text.unicodeScalars.count
      if length > limit { report(field, .tooLong(length: length, limit: limit)) }
      if text.utf8.contains(0) { report(field, .nullCharacter) }
    }
    check(description, .description, limit: FormLimits.descriptionLength)
    check(maintenanceNote, .maintenanceNote, limit: FormLimits.maintenanceNoteLength)
  }

  private func checkTimeout(_ report: Report) {
    do {
      let seconds = try DurationText.parse(maximumTimeout)
      if seconds < FormLimits.minimumTimeout {
        report(
          .maximumTimeout,
          .timeoutTooShort(seconds: seconds, minimum: FormLimits.minimumTimeout))
      } else if seconds > FormLimits.maximumTimeout {
        report(.maximumTimeout, .timeoutTooLong(maximum: FormLimits.maximumTimeout))
      }
    } catch {
      switch error {
      case .empty: return
      case .notADuration(let text): report(.maximumTimeout, .notADuration(text))
      case .tooLarge:
        report(.maximumTimeout, .timeoutTooLong(maximum: FormLimits.maximumTimeout))
      }
    }
  }

  private func checkTags(_ report: Report) {
    let tags = RunnerTags.normalized(tags)
    if tags.count > FormLimits.tagCount {
      report(.tagList, .tooManyTags(count: tags.count, limit: FormLimits.tagCount))
    }
    for tag in tags {
      let length = tag.unicodeScalars.count
      if length > FormLimits.tagLength {
        report(.tagList, .tagTooLong(tag: tag, length: length, limit: FormLimits.tagLength))
      }
    }
    if tags.contains(where: { $0.utf8.contains(0) }) { report(.tagList, .nullCharacter) }
    if tags.isEmpty, runUntagged == false { report(.tagList, .noTagsAndNoUntagged) }
  }
}
