/// The end of a runner's token.
extension Texts {
  static let expiryIsPremium =
    "GitLab Premium and Ultimate only; Free and older servers just ignore it."

  static func notATime(_ text: String) -> String {
    "“\(shortened(sanitized(text), to: 24))” is no point in time; write it like 2026-12-01, 2026-12-01 14:00 "
      + "(UTC) or 7d for seven days from now."
  }

  static let expiryNeededForDeadline =
    "A rotation deadline needs the end of the token too; give one, or leave out the deadline."
  static let expiryTooSoon = "The token has to last at least 5 minutes; give a later end."
  static let expiryTooLate = "The token may last at most 15 days; give an earlier end."
  static let deadlinePast = "The rotation deadline has passed; give a later one."
  static let deadlineAfterExpiry =
    "The rotation deadline is after the end of the token; give one that is not."
}
