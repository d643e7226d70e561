/// What is odd about a tag though GitLab would take it: jobs would wait for a runner that has it spelt otherwise.
public enum TagAdvice: Equatable, Sendable {
  /// Another tag differs in case alone; GitLab takes them for two (`app/models/ci/tag.rb`).
  case onlyCase(tag: String, other: String, runners: Int)
  /// Another tag differs by one letter more, less, other or swapped.
  case near(tag: String, other: String, runners: Int)
  /// White space inside of it: mostly two tags without a comma between them.
  case space(tag: String)
  /// A character that nobody sees, such as a no-break space or one without width.
  case hidden(tag: String)

  /// All that is odd about the tags beside those that exist, at most one for each, in the order of the tags.
  public static func about(_ tags: [String], beside catalogue: TagCatalogue) -> [TagAdvice] {
    let known = Set(catalogue.entries.map { Array($0.tag.utf8) })
    return tags.enumerated().compactMap { index, tag in
      if tag.unicodeScalars.contains(where: \.isUnseen) { return .hidden(tag: tag) }
      if tag.unicodeScalars.contains(where: { $0.properties.isWhitespace }) {
        return .space(tag: tag)
      }
      // What others have spelt like this is no slip, but beside its twin on one runner it is.
      guard !known.contains(Array(tag.utf8)) else {
        let twin = tags[..<index].first { FoldedText.fold($0) == FoldedText.fold(tag) }
        return twin.map { .onlyCase(tag: tag, other: $0, runners: 0) }
      }
      let others = catalogue.entries.map { ($0.tag, $0.runners) } + tags[..<index].map { ($0, 0) }
      return advice(tag, beside: others)
    }
  }

  /// The shortest tag of which a neighbour is taken for a slip.
  private static let shortest = 4

  private static func advice(_ tag: String, beside others: [(String, Int)]) -> TagAdvice? {
    let folded = FoldedText.fold(tag)
    let letters = scalars(tag)
    var near: TagAdvice?
    for (other, runners) in others where !other.utf8.elementsEqual(tag.utf8) {
      if FoldedText.fold(other) == folded {
        return .onlyCase(tag: tag, other: other, runners: runners)
      }
      if near == nil, letters.count >= shortest, isNear(letters, scalars(other)) {
        near = .near(tag: tag, other: other, runners: runners)
      }
    }
    return near
  }

  private static func scalars(_ text: String) -> [UInt32] { text.unicodeScalars.map(\.value) }

  /// Whether one letter more, less, other or swapped with its neighbour makes the one the other. Digits do not count as
  /// slips: `gpu1` and `gpu2` are meant.
  static func isNear(_ left: [UInt32], _ right: [UInt32]) -> Bool {
    guard abs(left.count - right.count) <= 1, left != right else { return false }
    let start = zip(left, right).prefix { $0 == $1 }.count
    let a = left[start...]
    let b = right[start...]
    let end = zip(a.reversed(), b.reversed()).prefix { $0 == $1 }.count
    let restA = a.dropLast(end)
    let restB = b.dropLast(end)
    let isSwap =
      restA.count == 2 && restB.count == 2 && restA.first == restB.last
      && restA.last == restB.first
    guard isSwap || (restA.count <= 1 && restB.count <= 1) else { return false }
    let digits: ClosedRange<UInt32> = 0x30...0x39
    return !(restA + restB).contains { digits.contains($0) }
  }
}

extension Unicode.Scalar {
  fileprivate var isUnseen: Bool {
    isHidden || isControl || (properties.isWhitespace && value > 0x20)
  }
}
