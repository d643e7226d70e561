/// When something happened. Time reaches the program in messages only.
public struct Moment: Equatable, Sendable {
  /// Milliseconds of a clock that never goes back; only differences mean something.
  public var uptime: Int64
  /// Seconds since 1970-01-01 00:00 UTC.
  public var unix: Int64
  /// Seconds by which the local clock is ahead of UTC.
  public var secondsFromUTC: Int

  public init(uptime: Int64, unix: Int64, secondsFromUTC: Int = 0) {
    self.uptime = uptime
    self.unix = unix
    self.secondsFromUTC = secondsFromUTC
  }

  /// The local time of day to the minute: "09:05".
  var clock: String {
    let day: Int64 = 86_400
    let local = ((unix + Int64(secondsFromUTC)) % day + day) % day
    return twoDigits(local / 3_600) + ":" + twoDigits(local / 60 % 60)
  }

  private func twoDigits(_ number: Int64) -> String {
    (number < 10 ? "0" : "") + String(number)
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
