import FoundationEssentials

/// Points in time as servers write them. Written by hand because formatters cost more at start than the
/// rest of a request, and need parts of Foundation that this module does without.
enum Timestamp {
  /// ISO 8601 as GitLab writes it: `2026-12-31T23:59:59.123Z`, an offset instead of `Z`, or a date alone,
  /// which means its midnight UTC.
  static func iso8601(_ text: String) -> Date? {
    var reader = DigitReader(text)
    guard let year = reader.number(digits: 4), reader.take("-"),
      let month = reader.number(digits: 2), reader.take("-"), let day = reader.number(digits: 2)
    else { return nil }
    if reader.isAtEnd { return date(year, month, day) }

    guard reader.take("T") || reader.take(" "), let hour = reader.number(digits: 2),
      reader.take(":"), let minute = reader.number(digits: 2)
    else { return nil }
    var second = 0
    var fraction = 0.0
    if reader.take(":") {
      guard let number = reader.number(digits: 2) else { return nil }
      second = number
      if reader.take(".") {
        guard let digits = reader.fraction() else { return nil }
        fraction = digits
      }
    }
    guard let offset = reader.offset(), reader.isAtEnd else { return nil }
    return date(year, month, day, hour, minute, second)?.addingTimeInterval(fraction - offset)
  }

  /// The date of HTTP headers: `Wed, 21 Oct 2026 07:28:00 GMT` (RFC 9110, IMF-fixdate).
  static func http(_ text: String) -> Date? {
    let parts = text.split(separator: " ")
    guard parts.count == 6, parts[0].hasSuffix(","), parts[5] == "GMT",
      let day = Int(parts[1]), let year = Int(parts[3]), (1970...9999).contains(year),
      let month = months.firstIndex(of: String(parts[2]))
    else { return nil }
    var reader = DigitReader(String(parts[4]))
    guard let hour = reader.number(digits: 2), reader.take(":"),
      let minute = reader.number(digits: 2), reader.take(":"),
      let second = reader.number(digits: 2), reader.isAtEnd
    else { return nil }
    return date(year, month + 1, day, hour, minute, second)
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// `nil` where a part is out of its range; a leap second counts as the next minute's first.
  private static func date(
    _ year: Int, _ month: Int, _ day: Int, _ hour: Int = 0, _ minute: Int = 0, _ second: Int = 0
  ) -> Date? {
    let isLeapYear = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let lengths = [31, isLeapYear ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard (1...12).contains(month), (1...lengths[month - 1]).contains(day),
      (0...23).contains(hour), (0...59).contains(minute), (0...60).contains(second)
    else { return nil }
    // Days since 1970-01-01 in the Gregorian calendar, counting years from March.
    let years = month > 2 ? year : year - 1
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let days = years * 365 + years / 4 - years / 100 + years / 400 + dayOfYear - 719_468
    return Date(
      timeIntervalSince1970: Double(days * 86_400 + hour * 3_600 + minute * 60 + second))
  }
}

/// Takes digits and separators off the front of a text.
private struct DigitReader {
  private var rest: Substring.UnicodeScalarView

  init(_ text: String) {
    rest = text[...].unicodeScalars
  }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard rest.first == scalar else { return false }
    rest.removeFirst()
    return true
  }

  mutating func number(digits count: Int) -> Int? {
    let digits = rest.prefix(count)
    guard digits.count == count, digits.allSatisfy(\.isASCIIDigit) else { return nil }
    rest.removeFirst(count)
    return Int(Substring(digits))
  }

  mutating func fraction() -> Double? {
    let digits = rest.prefix(while: \.isASCIIDigit)
    rest.removeFirst(digits.count)
    return digits.isEmpty ? nil : Double("0." + Substring(digits))
  }

  /// Seconds east of UTC: `Z`, `+02:00` or `+0200`; none counts as UTC.
  mutating func offset() -> Double? {
    if isAtEnd || take("Z") { return 0 }
    let isWest = rest.first == "-"
    guard take("+") || take("-"), let hours = number(digits: 2) else { return nil }
    _ = take(":")
    guard let minutes = number(digits: 2) else { return nil }
    return Double((hours * 60 + minutes) * 60) * (isWest ? -1 : 1)
  }
}
