import FoundationEssentials

/// The end of the runner's token, which Premium and Ultimate take (GitLab:
/// `ee/lib/ee/api/ci/helpers/runner_helpers.rb`).
extension RunnerForm {
  /// Both points in time, where they are valid.
  struct TokenExpiry {
    var expiresAt: Date?
    var rotationDeadline: Date?
  }

  /// - Parameter now: nil skips what depends on the time of day.
  func tokenExpiry(now: Date?) -> TokenExpiry {
    TokenExpiry(
      expiresAt: InstantText.parse(tokenExpiresAt, now: now),
      rotationDeadline: InstantText.parse(tokenRotationDeadline, now: now))
  }

  /// What GitLab would refuse of both fields.
  func expiryProblems(now: Date?) -> [FormProblem] {
    var problems: [FormProblem] = []
    func report(_ field: FormField, _ kind: FormProblem.Kind) {
      problems.append(FormProblem(field: field, kind: kind))
    }
    let (hasExpiry, hasDeadline) = (!tokenExpiresAt.isBlank, !tokenRotationDeadline.isBlank)
    let given = tokenExpiry(now: now)
    for (field, text, date) in [
      (FormField.tokenExpiresAt, tokenExpiresAt, given.expiresAt),
      (.tokenRotationDeadline, tokenRotationDeadline, given.rotationDeadline),
    ] where !text.isBlank && date == nil {
      // Without the time of day a duration is neither right nor wrong yet.
      guard now == nil, InstantText.isRelative(text) else {
        report(field, .notATime(text.trimmingASCIIWhiteSpace()))
        continue
      }
    }
    if hasDeadline, !hasExpiry { report(.tokenExpiresAt, .expiryNeededForDeadline) }
    if let now, let expiry = given.expiresAt {
      if expiry < now.addingTimeInterval(FormLimits.minimumTokenLife) {
        report(.tokenExpiresAt, .expiryTooSoon)
      } else if expiry > now.addingTimeInterval(FormLimits.maximumTokenLife) {
        report(.tokenExpiresAt, .expiryTooLate)
      }
    }
    if let deadline = given.rotationDeadline {
      if let now, deadline < now { report(.tokenRotationDeadline, .deadlinePast) }
      if let expiry = given.expiresAt, deadline > expiry {
        report(.tokenRotationDeadline, .deadlineAfterExpiry)
      }
    }
    return problems
  }
}

extension FormLimits {
  /// Seconds from now until a token may end at the earliest. GitLab: `ee/lib/ee/api/ci/helpers/runner_helpers.rb`.
  public static let minimumTokenLife = 300.0
  /// Seconds from now until a token may end at the latest; settings of the instance, group or project may be shorter.
  public static let maximumTokenLife = 15 * 86_400.0
}

extension ServerFacts {
  /// Whether the server can take ``FormField/tokenExpiresAt`` and ``FormField/tokenRotationDeadline``.
  ///
  /// The Enterprise build reads them (GitLab: `ee/lib/ee/api/ci/helpers/runner_helpers.rb`, of 2026), the community
  /// build ignores them. Which version brought them is not established, and neither is the licence told, so
  /// `true` means that it may; see ``Texts/expiryIsPremium``.
  public var takesTokenExpiry: Bool { isEnterprise == true }

  /// What to say beside the fields.
  public static var tokenExpiryNote: String { Texts.expiryIsPremium }
}
