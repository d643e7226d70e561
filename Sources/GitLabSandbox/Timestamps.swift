import FoundationEssentials

/// Dates as GitLab and HTTP write them, always in UTC.
enum Timestamps {
  /// ISO 8601 with milliseconds, as in GitLab's JSON: `2026-01-31T09:05:00.250Z`.
  static func json(_ date: Date) -> String {
    let parts = CivilTime(date)
    return "\(parts.day)T\(parts.time).\(padded(parts.millisecond, 3))Z"
  }

  /// ISO 8601 without a fraction, as Ruby's `Time#iso8601` writes it.
  static func seconds(_ date: Date) -> String {
    let parts = CivilTime(date)
    return "\(parts.day)T\(parts.time)Z"
  }

  /// Writes what ``seconds(_:)`` gives without making a string.
  static func appendSeconds(_ date: Date, to output: inout [UInt8]) {
    let parts = CivilTime(date)
    guard (0...9999).contains(parts.year) else {
      return output.append(contentsOf: seconds(date).utf8)
    }
    let second = parts.secondOfDay
    let pairs = [
      parts.year / 100, parts.year % 100, parts.month, parts.dayOfMonth, second / 3600,
      second / 60 % 60, second % 60,
    ]
    for (pair, mark) in zip(pairs, ["", "-", "-", "T", ":", ":", "Z"] as [StaticString]) {
      output.append(UInt8(ascii: "0") + UInt8(pair / 10))
      output.append(UInt8(ascii: "0") + UInt8(pair % 10))
      output.append(
        contentsOf: UnsafeBufferPointer(start: mark.utf8Start, count: mark.utf8CodeUnitCount))
    }
  }

  /// Date without time, as in `expires_at` of an access token.
  static func day(_ date: Date) -> String { CivilTime(date).day }

  /// The form of RFC 9110, 5.6.7: `Sat, 31 Jan 2026 09:05:00 GMT`.
  static func http(_ date: Date) -> String {
    let parts = CivilTime(date)
    let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    return "\(weekdays[parts.weekday]), \(padded(parts.dayOfMonth, 2)) \(months[parts.month - 1]) "
      + "\(parts.year) \(parts.time) GMT"
  }

  /// Reads the form of RFC 9110, 5.6.7; nil when it is none.
  static func parseHTTP(_ text: String) -> Date? {
    let words = text.split(separator: " ")
    guard words.count == 6, let month = months.firstIndex(of: String(words[2])) else { return nil }
    return parse("\(words[3])-\(padded(month + 1, 2))-\(words[1])T\(words[4])Z")
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// Reads `YYYY-MM-DD[THH:MM[:SS[.fff]]][Z|±HH:MM]`; no zone means UTC, nil when it is no time.
  static func parse(_ text: String) -> Date? {
    var digits = DigitReader(text)
    guard let year = digits.number(4), digits.accept("-"), let month = digits.number(2),
      digits.accept("-"), let day = digits.number(2), (1...12).contains(month),
      (1...31).contains(day)
    else { return nil }
    var seconds = Double(CivilTime.daysSinceEpoch(year: year, month: month, day: day)) * 86_400
    if digits.isAtEnd { return Date(timeIntervalSince1970: seconds) }
    guard digits.accept("T") || digits.accept(" "), let hour = digits.number(2),
      digits.accept(":"), let minute = digits.number(2), hour < 24, minute < 60
    else { return nil }
    seconds += Double(hour * 3600 + minute * 60)
    if digits.accept(":") {
      guard let second = digits.number(2), second <= 60 else { return nil }
      seconds += Double(second)
      if digits.accept(".") {
        guard let fraction = digits.fraction() else { return nil }
        seconds += fraction
      }
    }
    guard let offset = digits.zoneOffset(), digits.isAtEnd else { return nil }
    return Date(timeIntervalSince1970: seconds - offset)
  }

  fileprivate static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}

/// A moment in the proleptic Gregorian calendar, UTC, rounded to milliseconds.
private struct CivilTime {
  let year: Int
  let month: Int
  let dayOfMonth: Int
  let weekday: Int
  let secondOfDay: Int
  let millisecond: Int

  /// Howard Hinnant, "chrono-compatible low-level date algorithms": civil_from_days.
  init(_ date: Date) {
    let milliseconds = Int((date.timeIntervalSince1970 * 1000).rounded())
    let (days, rest) = Self.floorDivide(milliseconds, 86_400_000)
    secondOfDay = rest / 1000
    millisecond = rest % 1000
    weekday = Self.floorDivide(days + 4, 7).remainder
    let (era, dayOfEra) = Self.floorDivide(days + 719_468, 146_097)
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    dayOfMonth = dayOfYear - (153 * shifted + 2) / 5 + 1
    month = shifted < 10 ? shifted + 3 : shifted - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  var day: String {
    "\(Timestamps.padded(year, 4))-\(Timestamps.padded(month, 2))-\(Timestamps.padded(dayOfMonth, 2))"
  }

  var time: String {
    "\(Timestamps.padded(secondOfDay / 3600, 2)):\(Timestamps.padded(secondOfDay / 60 % 60, 2)):"
      + Timestamps.padded(secondOfDay % 60, 2)
  }

  /// The inverse: days_from_civil of the same paper.
  static func daysSinceEpoch(year: Int, month: Int, day: Int) -> Int {
    let (era, yearOfEra) = floorDivide(month <= 2 ? year - 1 : year, 400)
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  static func floorDivide(_ number: Int, _ divisor: Int) -> (quotient: Int, remainder: Int) {
    let remainder = ((number % divisor) + divisor) % divisor
    return ((number - remainder) / divisor, remainder)
  }
}

/// Reads fixed-width numbers and single marks off the front of a text.
private struct DigitReader {
  private var rest: ArraySlice<UInt8>

  init(_ text: String) { rest = ArraySlice(text.utf8) }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func accept(_ mark: Unicode.Scalar) -> Bool {
    guard let byte = rest.first, UInt32(byte) == mark.value else { return false }
    rest.removeFirst()
    return true
  }

  mutating func number(_ width: Int) -> Int? {
    let digits = rest.prefix(width)
    guard digits.count == width, digits.allSatisfy({ (0x30...0x39).contains($0) }) else {
      return nil
    }
    rest.removeFirst(width)
    return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }

  mutating func fraction() -> Double? {
    let digits = rest.prefix { (0x30...0x39).contains($0) }
    guard !digits.isEmpty else { return nil }
    rest.removeFirst(digits.count)
    return Double("0." + String(decoding: digits, as: UTF8.self))
  }

  /// Seconds east of UTC.
  mutating func zoneOffset() -> Double? {
    if isAtEnd || accept("Z") { return 0 }
    let sign: Double = accept("-") ? -1 : 1
    guard sign < 0 || accept("+"), let hours = number(2) else { return nil }
    _ = accept(":")
    guard let minutes = isAtEnd ? 0 : number(2) else { return nil }
    return sign * Double(hours * 3600 + minutes * 60)
  }
}
