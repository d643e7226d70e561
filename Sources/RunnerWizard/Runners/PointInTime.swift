extension Moment {
  /// A point in time to the minute with its distance from UTC: "2026-11-20 14:05 +01:00".
  ///
  /// The offset is the one in force now, which is said, so that the text is right on both sides of
  /// a change to or from summer time.
  /// - Parameter unix: seconds since 1970-01-01 00:00 UTC.
  func exact(_ unix: Int64) -> String {
    let (date, seconds) = local(unix)
    return "\(date) \(toTheMinute(seconds)) \(offset)"
  }

  /// The same for a list that is read at once: "14:05:09" for today, else "2026-11-20 14:05".
  /// - Parameter unix: seconds since 1970-01-01 00:00 UTC.
  func brief(_ unix: Int64) -> String {
    let (date, seconds) = local(unix)
    guard date == local(self.unix).date else { return "\(date) \(toTheMinute(seconds))" }
    return "\(toTheMinute(seconds)):\(twoDigits(seconds % 60))"
  }

  /// The day and the seconds since its beginning.
  private func local(_ unix: Int64) -> (date: CivilDate, seconds: Int64) {
    // Beyond these years the calendar's numbers would not fit, and no server means them.
    let limit: Int64 = 253_402_300_799
    let local = min(max(unix, -limit), limit) + Int64(secondsFromUTC)
    let day: Int64 = 86_400
    let seconds = (local % day + day) % day
    return (CivilDate(daysSince1970: (local - seconds) / day), seconds)
  }

  private func toTheMinute(_ seconds: Int64) -> String {
    "\(twoDigits(seconds / 3_600)):\(twoDigits(seconds / 60 % 60))"
  }

  /// How long ago something was: "3m", "2d". What lies ahead, because clocks differ, counts as now.
  func age(of then: Int64) -> String {
    let (span, overflow) = unix.subtractingReportingOverflow(then)
    return Texts.age(overflow ? 0 : span)
  }

  private var offset: String {
    let minutes = Int64(abs(secondsFromUTC)) / 60
    return (secondsFromUTC < 0 ? "-" : "+") + twoDigits(minutes / 60) + ":"
      + twoDigits(minutes % 60)
  }
}

private func twoDigits(_ number: Int64) -> String { (number < 10 ? "0" : "") + String(number) }

/// A day of the Gregorian calendar.
private struct CivilDate: Equatable, CustomStringConvertible {
  let year: Int64
  let month: Int64
  let day: Int64

  /// Years are counted from March, so that the leap day is the last of its year, and in eras of 400
  /// years, which all have the same number of days.
  init(daysSince1970 days: Int64) {
    let era = Int64(146_097)
    let shifted = days + 719_468
    let dayOfEra = (shifted % era + era) % era
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    year = yearOfEra + (shifted - dayOfEra) / era * 400 + (month <= 2 ? 1 : 0)
  }

  var description: String {
    let number = String(year)
    let filled = String(repeating: "0", count: max(0, 4 - number.count)) + number
    return "\(filled)-\(twoDigits(month))-\(twoDigits(day))"
  }
}
