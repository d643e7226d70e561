public import FoundationEssentials

/// Points in time as people write them: `2026-12-01`, `2026-12-01 14:00`, ISO 8601 with a zone, or `7d` for so long
/// from now. Without a zone they are UTC, a date alone is its midnight.
public enum InstantText {
  /// - Parameter now: nil where a duration cannot be reckoned with.
  /// - Returns: nil for what is no such text.
  public static func parse(_ text: String, now: Date?) -> Date? {
    let trimmed = text.trimmingASCIIWhiteSpace()
    if let date = Timestamp.iso8601(trimmed) { return date }
    // A bare number of seconds is no point in time that anyone would type.
    guard let now, trimmed.unicodeScalars.contains(where: { !$0.isASCIIDigit }) else { return nil }
    let seconds = try? DurationText.parse(trimmed)
    return seconds.map { now.addingTimeInterval(Double($0)) }
  }

  /// Whether a text says how long from now, so that it means something only with the time of day.
  static func isRelative(_ text: String) -> Bool {
    let trimmed = text.trimmingASCIIWhiteSpace()
    return trimmed.unicodeScalars.contains { !$0.isASCIIDigit }
      && (try? DurationText.parse(trimmed)) != nil
  }

  /// As it is sent: ISO 8601 in UTC, to the second.
  public static func sent(_ date: Date) -> String {
    Timestamp.iso8601(unixTime: Int64(date.timeIntervalSince1970.rounded(.down)))
  }
}
