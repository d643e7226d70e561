import FoundationEssentials

/// The seconds since 1970-01-01 00:00 UTC of a time in ISO 8601, such as `2026-12-31T23:59:59+01:00`;
/// nil for anything else.
public func unixTime(iso8601 text: String) -> Int64? {
  Timestamp.unixTime(Array(text.utf8)[...])
}

/// Points in time as servers write them. Written by hand because formatters cost more at start than the
/// rest of a request, and need parts of Foundation that this module does without.
enum Timestamp {
  /// ISO 8601 as GitLab writes it: `2026-12-31T23:59:59.123Z`, an offset instead of `Z`, or a date alone,
  /// which means its midnight UTC.
  static func iso8601(_ text: String) -> Date? {
    seconds(Array(text.utf8)[...]).map(Date.init(timeIntervalSince1970:))
  }

  /// The same in seconds since 1970-01-01 00:00 UTC, without their fraction.
  static func unixTime(_ bytes: ArraySlice<UInt8>) -> Int64? {
    seconds(bytes).map { Int64($0.rounded(.down)) }
  }

  private static func seconds(_ bytes: ArraySlice<UInt8>) -> Double? {
    var reader = DigitReader(bytes)
    guard let year = reader.number(digits: 4), reader.take("-"),
      let month = reader.number(digits: 2), reader.take("-"), let day = reader.number(digits: 2)
    else { return nil }
    if reader.isAtEnd { return unixTime(year, month, day) }

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
    guard let offset = reader.offset(), reader.isAtEnd,
      let whole = unixTime(year, month, day, hour, minute, second)
    else { return nil }
    return whole + fraction - offset
  }

  /// The time in ISO 8601 with `Z`, to the second; years have four digits or more.
  static func iso8601(unixTime: Int64) -> String {
    let day = unixTime >= 0 ? unixTime / 86_400 : (unixTime + 1) / 86_400 - 1
    let second = unixTime - day * 86_400
    // Years from March, in eras of 400 years.
    let shifted = day + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    func padded(_ number: Int64, _ width: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
    let date = [
      padded(year, 4), padded(month, 2), padded(dayOfYear - (153 * shiftedMonth + 2) / 5 + 1, 2),
    ]
    let time = [padded(second / 3_600, 2), padded(second / 60 % 60, 2), padded(second % 60, 2)]
    return date.joined(separator: "-") + "T" + time.joined(separator: ":") + "Z"
  }

  /// A date and time in UTC; `nil` where a part is out of its range.
  static func date(
    _ year: Int, _ month: Int, _ day: Int, _ hour: Int, _ minute: Int, _ second: Int
  ) -> Date? {
    unixTime(year, month, day, hour, minute, second).map(Date.init(timeIntervalSince1970:))
  }

  /// The date of HTTP headers: `Wed, 21 Oct 2026 07:28:00 GMT` (RFC 9110, IMF-fixdate).
  static func http(_ text: String) -> Date? {
    let parts = text.split(separator: " ")
    guard parts.count == 6, parts[0].hasSuffix(","), parts[5] == "GMT",
      let day = Int(parts[1]), let year = Int(parts[3]), (1970...9999).contains(year),
      let month = months.firstIndex(of: String(parts[2]))
    else { return nil }
    var reader = DigitReader(Array(parts[4].utf8)[...])
    guard let hour = reader.number(digits: 2), reader.take(":"),
      let minute = reader.number(digits: 2), reader.take(":"),
      let second = reader.number(digits: 2), reader.isAtEnd
    else { return nil }
    return unixTime(year, month + 1, day, hour, minute, second)
      .map(Date.init(timeIntervalSince1970:))
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// `nil` where a part is out of its range; a leap second counts as the next minute's first.
  private static func unixTime(
    _ year: Int, _ month: Int, _ day: Int, _ hour: Int = 0, _ minute: Int = 0, _ second: Int = 0
  ) -> Double? {
    guard (1...12).contains(month), (1...days(in: month, of: year)).contains(day),
      (0...23).contains(hour), (0...59).contains(minute), (0...60).contains(second)
    else { return nil }
    // Days since 1970-01-01 in the Gregorian calendar, counting years from March.
    let years = month > 2 ? year : year - 1
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let days = years * 365 + years / 4 - years / 100 + years / 400 + dayOfYear - 719_468
    return Double(days * 86_400 + hour * 3_600 + minute * 60 + second)
  }

  private static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

/// Takes digits and separators off the front of a text.
private struct DigitReader {
  private var rest: ArraySlice<UInt8>

  init(_ text: ArraySlice<UInt8>) {
    rest = text
  }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard rest.first == UInt8(ascii: character) else { return false }
    rest.removeFirst()
    return true
  }

  mutating func number(digits count: Int) -> Int? {
    guard rest.count >= count else { return nil }
    var value = 0
    for digit in rest.prefix(count) {
      guard digit.isDigit else { return nil }
      value = value * 10 + Int(digit & 0x0F)
    }
    rest.removeFirst(count)
    return value
  }

  mutating func fraction() -> Double? {
    let digits = rest.prefix(while: \.isDigit)
    rest.removeFirst(digits.count)
    return digits.isEmpty ? nil : Double("0." + String(decoding: digits, as: UTF8.self))
  }

  /// Seconds east of UTC: `Z`, `+02:00` or `+0200`; none counts as UTC.
  mutating func offset() -> Double? {
    if isAtEnd || take("Z") { return 0 }
    let isWest = rest.first == UInt8(ascii: "-")
    guard take("+") || take("-"), let hours = number(digits: 2) else { return nil }
    _ = take(":")
    guard let minutes = number(digits: 2) else { return nil }
    return Double((hours * 60 + minutes) * 60) * (isWest ? -1 : 1)
  }
}
