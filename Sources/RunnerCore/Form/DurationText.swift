/// Durations as people write them: `90m`, `1h30m`, `1h 30m`, `1d`, `2 hours`; a bare number means seconds.
public enum DurationText {
  /// The number of seconds. Units go from large to small and none comes twice; only whole numbers.
  public static func parse(_ text: String) throws(DurationProblem) -> Int {
    let trimmed = text.trimmingASCIIWhiteSpace()
    guard !trimmed.isEmpty else { throw .empty }
    var rest = trimmed.unicodeScalars[...]
    guard !rest.allSatisfy(\.isASCIIDigit) else { return try number(rest, of: trimmed) }

    var total = 0
    var largestAllowed = Int.max
    while !rest.isEmpty {
      let digits = rest.prefix(while: \.isASCIIDigit)
      rest = rest.dropFirst(digits.count).drop(while: \.isASCIIWhiteSpace)
      let letters = rest.prefix(while: { $0.properties.isAlphabetic })
      rest = rest.dropFirst(letters.count).drop(while: \.isASCIIWhiteSpace)
      guard !digits.isEmpty, let unit = seconds(inUnit: Substring(letters).lowercased()),
        unit < largestAllowed
      else { throw .notADuration(trimmed) }
      largestAllowed = unit
      let product = try number(digits, of: trimmed).multipliedReportingOverflow(by: unit)
      let sum = total.addingReportingOverflow(product.partialValue)
      guard !product.overflow, !sum.overflow else { throw .tooLarge(trimmed) }
      total = sum.partialValue
    }
    return total
  }

  /// The shortest such text, in days, hours, minutes and seconds: `5400` gives `1h 30m`.
  public static func format(_ seconds: Int) -> String {
    guard seconds > 0 else { return "\(seconds)s" }
    var rest = seconds
    var parts: [String] = []
    for (unit, letter) in [(86_400, "d"), (3_600, "h"), (60, "m"), (1, "s")] where rest >= unit {
      parts.append("\(rest / unit)\(letter)")
      rest %= unit
    }
    return parts.joined(separator: " ")
  }

  private static func number(
    _ digits: Substring.UnicodeScalarView, of text: String
  ) throws(DurationProblem) -> Int {
    guard let value = Int(Substring(digits)) else { throw .tooLarge(text) }
    return value
  }

  private static func seconds(inUnit name: String) -> Int? {
    switch name {
    case "s", "sec", "secs", "second", "seconds": 1
    case "m", "min", "mins", "minute", "minutes": 60
    case "h", "hr", "hrs", "hour", "hours": 3_600
    case "d", "day", "days": 86_400
    case "w", "week", "weeks": 604_800
    default: nil
    }
  }
}

/// Why a text is no duration; payloads are the text without surrounding white space.
public enum DurationProblem: Error, Equatable, Sendable {
  case empty
  case notADuration(String)
  case tooLarge(String)

  public var message: String { Texts.message(for: self) }
}

extension Unicode.Scalar {
  var isASCIIDigit: Bool { (0x30...0x39).contains(value) }
}
