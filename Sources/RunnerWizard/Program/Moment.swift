/// When something happened. Time reaches the program in messages only.
public struct Moment: Equatable, Sendable {
  /// Milliseconds of a clock that never goes back; only differences mean something.
  public var uptime: Int64
  /// Seconds since 1970-01-01 00:00 UTC.
  public var unix: Int64

  public init(uptime: Int64, unix: Int64) {
    self.uptime = uptime
    self.unix = unix
  }
}

/// A point in time as people read it where the program runs.
public struct LocalTime: Equatable, Sendable {
  /// Seconds since 1970-01-01 00:00 UTC.
  public var unix: Int64
  /// Date and time to the minute: "2027-02-20 14:05".
  public var text: String
  /// Abbreviation of the time zone in force then: "CET".
  public var zone: String

  public init(unix: Int64, text: String, zone: String) {
    self.unix = unix
    self.text = text
    self.zone = zone
  }
}
