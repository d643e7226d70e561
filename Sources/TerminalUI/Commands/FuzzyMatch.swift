/// How well a candidate matches what was typed into a filter.
///
/// The letters of each word typed occur in the candidate in order, not necessarily side by side;
/// case is ignored. Matches at the beginnings of words and in a row count for more.
public struct FuzzyMatch: Equatable, Sendable {
  /// Larger is better; comparable among candidates for the same query.
  public let score: Int
  /// Indices of the candidate's characters that were matched, ascending.
  public let indices: [Int]

  /// The best match, nil when the candidate lacks something typed. An empty query matches
  /// everything alike.
  public static func score(_ query: String, in candidate: String) -> FuzzyMatch? {
    let characters = candidate.prefix(candidateLimit).map { Letter($0) }
    var score = 0
    var indices: Set<Int> = []
    for word in query.split(whereSeparator: \.isWhitespace) {
      let letters = word.prefix(wordLimit).map { $0.lowercased() }
      guard let match = best(letters, in: characters) else { return nil }
      score += match.score
      indices.formUnion(match.indices)
    }
    return FuzzyMatch(score: score, indices: indices.sorted())
  }

  /// Beyond these a filter's text is not looked at, which bounds the effort.
  private static let candidateLimit = 400
  private static let wordLimit = 60

  private static let matched = 2
  private static let inARow = 6
  private static let gap = -1

  private struct Letter {
    let character: Character
    let folded: String

    init(_ character: Character) {
      self.character = character
      folded = character.lowercased()
    }
  }

  /// What a match of the character at an index is worth beyond the letter itself.
  private static func bonus(_ index: Int, in candidate: [Letter]) -> Int {
    guard index > 0 else { return 8 }
    let before = candidate[index - 1].character
    let here = candidate[index].character
    if !before.isLetter, !before.isNumber { return 6 }
    return before.isLowercase && here.isUppercase ? 4 : 0
  }

  /// Finds the placement of highest score: for each letter and each place, the best score of a
  /// placement that ends there, and where its letter before stands.
  private static func best(_ word: [String], in candidate: [Letter]) -> FuzzyMatch? {
    guard !word.isEmpty, word.count <= candidate.count else { return nil }
    var previous: [Int?] = []
    var origins: [[Int]] = []
    for (order, letter) in word.enumerated() {
      var scores = [Int?](repeating: nil, count: candidate.count)
      var origin = [Int](repeating: -1, count: candidate.count)
      var farBest: (score: Int, index: Int)?
      for index in candidate.indices {
        if order > 0, index >= 2, let far = previous[index - 2],
          farBest.map({ far > $0.score }) ?? true
        {
          farBest = (far, index - 2)
        }
        guard candidate[index].folded == letter else { continue }
        let own = matched + bonus(index, in: candidate)
        if order == 0 {
          scores[index] = own
          continue
        }
        if let far = farBest {
          scores[index] = far.score + gap + own
          origin[index] = far.index
        }
        if index > 0, let near = previous[index - 1],
          near + inARow + own > scores[index] ?? .min
        {
          scores[index] = near + inARow + own
          origin[index] = index - 1
        }
      }
      previous = scores
      origins.append(origin)
    }
    return trace(previous, origins)
  }

  private static func trace(_ scores: [Int?], _ origins: [[Int]]) -> FuzzyMatch? {
    var end: (score: Int, index: Int)?
    for (index, score) in scores.enumerated() {
      if let score, end.map({ score > $0.score }) ?? true { end = (score, index) }
    }
    guard let end else { return nil }
    var indices: [Int] = []
    var index = end.index
    for origin in origins.reversed() {
      indices.append(index)
      index = origin[index]
    }
    return FuzzyMatch(score: end.score, indices: indices.reversed())
  }
}
