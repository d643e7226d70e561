import FoundationEssentials
import Glibc
import RunnerCore
import RunnerWizard

/// The clocks of this machine.
///
/// Foundation's calendar knows only GMT in its small form and is slow to start, so local time
/// comes from the C library.
enum LocalClock {
  /// What is told of the present with each message.
  static func moment() -> Moment {
    var seconds = time(nil)
    var parts = tm()
    let isKnown = localtime_r(&seconds, &parts) != nil
    return Moment(
      uptime: uptime(), unix: Int64(seconds), secondsFromUTC: isKnown ? Int(parts.tm_gmtoff) : 0)
  }

  /// Seconds since 1970-01-01 00:00 UTC.
  static var now: Int64 { Int64(time(nil)) }

  /// Milliseconds of a clock that never goes back.
  static func uptime() -> Int64 {
    var uptime = timespec()
    clock_gettime(CLOCK_MONOTONIC, &uptime)
    return Int64(uptime.tv_sec) * 1000 + Int64(uptime.tv_nsec) / 1_000_000
  }

  /// A point in time as people read it here; the zone of the environment variable TZ counts.
  static func localTime(_ unix: Int64) -> LocalTime {
    var seconds = time_t(unix)
    var parts = tm()
    guard localtime_r(&seconds, &parts) != nil else {
      return LocalTime(unix: unix, text: "\(unix)", zone: "UTC")
    }
    let date = [
      pad(Int(parts.tm_year) + 1900, to: 4), pad(Int(parts.tm_mon) + 1), pad(Int(parts.tm_mday)),
    ].joined(separator: "-")
    let zone = parts.tm_zone.map { String(cString: $0) } ?? "UTC"
    return LocalTime(
      unix: unix, text: "\(date) \(pad(Int(parts.tm_hour))):\(pad(Int(parts.tm_min)))", zone: zone)
  }

  /// A point in time in UTC as scripts read it: "2027-02-20T13:05:00Z".
  static func utc(_ unix: Int64) -> String {
    InstantText.sent(Date(timeIntervalSince1970: Double(unix)))
  }

  private static func pad(_ number: Int, to width: Int = 2) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }
}
