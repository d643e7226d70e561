/// How the runners of a batch are told apart: by the number in their descriptions.
public struct BatchNumbering: Equatable, Sendable {
  /// What stands for the number.
  public static let placeholder = "{n}"
  /// How many runners a batch makes at most; each is a request, and a mistake would be long to clean up.
  public static let counts = 2...500

  /// With the placeholder, or the number comes behind it after a space.
  public var template: String
  public var count: Int

  public init(template: String, count: Int) {
    self.template = template
    self.count = count
  }

  /// The description of a runner, its number from 1 on with zeros in front, so that all have the same length.
  public func description(of number: Int) -> String {
    let digits = String(number)
    let width = String(count).utf8.count
    let padded = String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    guard hasPlaceholder else { return isBlank ? padded : "\(template) \(padded)" }
    return parts.joined(separator: padded)
  }

  /// The first and the last one, as in `build-01 … build-12`.
  public func summary(ellipsis: String) -> String {
    "\(description(of: 1)) \(ellipsis) \(description(of: count))"
  }

  private var hasPlaceholder: Bool { parts.count > 1 }
  private var isBlank: Bool { template.unicodeScalars.allSatisfy { $0 == " " || $0 == "\t" } }

  /// The pieces between the placeholders.
  private var parts: [String] {
    let mark = Array(Self.placeholder.unicodeScalars)
    var parts: [String] = []
    var piece = String.UnicodeScalarView()
    let scalars = Array(template.unicodeScalars)
    var place = 0
    while place < scalars.count {
      if scalars[place...].starts(with: mark) {
        parts.append(String(piece))
        piece = String.UnicodeScalarView()
        place += mark.count
      } else {
        piece.append(scalars[place])
        place += 1
      }
    }
    return parts + [String(piece)]
  }
}
