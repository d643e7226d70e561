/// A regular expression: POSIX extended, without regard to case, and with `\d`, `\w`, `\s` and their opposites.
///
/// `^` and `$` stand for the ends of a text, `.` for any scalar. There are no back-references.
///
/// The effort is bounded whatever the expression: a text is read once, and each of its scalars
/// costs at most in proportion to the size of the expression. The C library's `regexec` promises no
/// such thing: `(a|b|c|d|e|f)*(a.{30}b|c.{40}d)*$9` keeps it busy for seconds on a text of a
/// thousand letters, for a hundred megabytes; and its answers depend on the locale of the process.
struct RunnerPattern: Sendable {
  /// A step of the program that recognizes the expression.
  enum Step: Sendable {
    /// Reads a scalar of one of some kinds.
    case read(KindSet)
    /// Goes on at both places.
    case fork(Int, Int)
    case jump(Int)
    case atStart
    case atEnd
    case found
  }

  /// Scalars in an expression; a limit on what people type, and on how deep groups can nest.
  static let lengthLimit = 256
  /// Steps of a program.
  static let stepLimit = 1_000

  let steps: [Step]
  let kinds: ScalarKinds

  init(parsing text: String) throws(RunnerPatternProblem) {
    guard text.unicodeScalars.count <= Self.lengthLimit else { throw .tooLarge }
    var parser = PatternParser(text)
    let expression = try parser.parse()
    kinds = ScalarKinds(of: expression.sets)
    guard kinds.count <= KindSet.limit else { throw .tooLarge }
    var compiler = PatternCompiler(kinds: kinds)
    try compiler.compile(expression)
    steps = compiler.steps + [.found]
  }

  func matcher() -> Matcher { Matcher(self) }
}

/// The scalars of an expression sorted into kinds: those that it never tells apart are of one kind.
struct ScalarKinds: Sendable {
  /// The first scalar of each kind but the first, ascending. A kind may have several runs.
  private let borders: [UInt32]
  /// The kind of each ASCII character, in lower case.
  private let ascii: [UInt8]

  init(of sets: [ScalarSet]) {
    var found: Set<UInt32> = []
    for set in sets {
      for range in set.merged {
        found.insert(range.lowerBound)
        found.insert(range.upperBound + 1)
      }
    }
    found.remove(0)
    let borders = found.sorted()
    self.borders = borders
    ascii = (0..<128).map {
      UInt8(clamping: Self.kind(of: UInt32(FoldedText.lowercased($0)), borders))
    }
  }

  var count: Int { borders.count + 1 }

  /// The kind of a scalar in lower case.
  func kind(of scalar: Unicode.Scalar) -> Int { Self.kind(of: scalar.value, borders) }

  @inline(__always) func kind(ofASCII byte: UInt8) -> Int { Int(ascii[Int(byte)]) }

  /// The kinds that a set consists of.
  func kinds(of set: ScalarSet) -> KindSet {
    var kinds = KindSet()
    for range in set.ranges {
      for kind in Self.kind(
        of: range.lowerBound, borders)...Self.kind(of: range.upperBound, borders)
      {
        kinds.insert(kind)
      }
    }
    return kinds
  }

  private static func kind(of value: UInt32, _ borders: [UInt32]) -> Int {
    var low = 0
    var high = borders.count
    while low < high {
      let middle = (low + high) / 2
      if borders[middle] <= value { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

/// Some kinds of scalars.
struct KindSet: Sendable {
  static let limit = 256

  private var words: SIMD4<UInt64> = .zero

  mutating func insert(_ kind: Int) { words[kind / 64] |= 1 << UInt64(kind % 64) }

  func contains(_ kind: Int) -> Bool { words[kind / 64] >> UInt64(kind % 64) & 1 != 0 }
}
