/// What a regular expression says.
indirect enum PatternExpression {
  case nothing
  case scalar(ScalarSet)
  case sequence([PatternExpression])
  case either([PatternExpression])
  /// `maximum` is nil for any number.
  case repeated(PatternExpression, minimum: Int, maximum: Int?)
  case atStart
  case atEnd

  /// Every set of scalars in it.
  var sets: [ScalarSet] {
    switch self {
    case .nothing, .atStart, .atEnd: []
    case .scalar(let set): [set]
    case .sequence(let parts), .either(let parts): parts.flatMap(\.sets)
    case .repeated(let part, _, _): part.sets
    }
  }
}

/// Reads a regular expression.
struct PatternParser {
  private var rest: Substring.UnicodeScalarView

  init(_ text: String) {
    rest = text[...].unicodeScalars
  }

  mutating func parse() throws(RunnerPatternProblem) -> PatternExpression {
    let expression = try alternatives()
    guard rest.isEmpty else { throw .parenthesis }
    return expression
  }

  private mutating func alternatives() throws(RunnerPatternProblem) -> PatternExpression {
    var all = [try sequence()]
    while rest.first == "|" {
      rest.removeFirst()
      all.append(try sequence())
    }
    return all.count == 1 ? all[0] : .either(all)
  }

  private mutating func sequence() throws(RunnerPatternProblem) -> PatternExpression {
    var parts: [PatternExpression] = []
    while let next = rest.first, next != "|", next != ")" {
      var part = try single()
      while let repetition = try repetition() {
        part = .repeated(part, minimum: repetition.minimum, maximum: repetition.maximum)
      }
      parts.append(part)
    }
    return parts.count == 1 ? parts[0] : .sequence(parts)
  }

  private mutating func single() throws(RunnerPatternProblem) -> PatternExpression {
    switch rest.removeFirst() {
    case "(":
      let inner = try alternatives()
      guard rest.popFirst() == ")" else { throw .parenthesis }
      return inner
    case "[": return .scalar(try brackets())
    case ".": return .scalar(.any)
    case "^": return .atStart
    case "$": return .atEnd
    case "*", "+", "?", "{": throw .nothingToRepeat
    case "\\": return try escape()
    case let literal: return .literal(literal)
    }
  }

  private mutating func escape() throws(RunnerPatternProblem) -> PatternExpression {
    guard let sign = rest.popFirst() else { throw .openEscape }
    if let set = ScalarSet(escape: sign) { return .scalar(set) }
    guard !sign.properties.isAlphabetic, !sign.isASCIIDigit else { throw .unknownEscape(sign) }
    return .literal(sign)
  }

  private mutating func repetition() throws(RunnerPatternProblem) -> (
    minimum: Int, maximum: Int?
  )? {
    switch rest.first {
    case "*":
      rest.removeFirst()
      return (0, nil)
    case "+":
      rest.removeFirst()
      return (1, nil)
    case "?":
      rest.removeFirst()
      return (0, 1)
    case "{":
      rest.removeFirst()
      let minimum = try number()
      guard rest.first == "," else {
        guard rest.popFirst() == "}", let minimum else { throw .interval }
        return (minimum, minimum)
      }
      rest.removeFirst()
      let maximum = try number()
      guard rest.popFirst() == "}", minimum != nil || maximum != nil,
        (minimum ?? 0) <= maximum ?? .max
      else { throw .interval }
      return (minimum ?? 0, maximum)
    default: return nil
    }
  }

  private mutating func number() throws(RunnerPatternProblem) -> Int? {
    let digits = rest.prefix(while: \.isASCIIDigit)
    guard !digits.isEmpty else { return nil }
    rest = rest.dropFirst(digits.count)
    guard let number = Int(String(digits)), number <= RunnerPattern.stepLimit else {
      throw .tooLarge
    }
    return number
  }

  /// What stands between brackets, of which the first has been read. A `]` at the beginning and a `-`
  /// at either end stand for themselves, as in POSIX; a backslash quotes as it does outside.
  private mutating func brackets() throws(RunnerPatternProblem) -> ScalarSet {
    var set = ScalarSet()
    let isNegated = rest.first == "^"
    if isNegated { rest.removeFirst() }
    var isFirst = true
    while true {
      guard let sign = rest.popFirst() else { throw .bracket }
      if sign == "]", !isFirst { break }
      isFirst = false
      if sign == "[", rest.first == ":" {
        set.insert(try namedClass())
        continue
      }
      var first = sign
      if sign == "\\" {
        guard let quoted = rest.popFirst() else { throw .bracket }
        if let kind = ScalarSet(escape: quoted) {
          set.insert(kind)
          continue
        }
        first = quoted
      }
      guard rest.first == "-", let after = rest.dropFirst().first, after != "]" else {
        set.insertIgnoringCase(first.value...first.value)
        continue
      }
      rest.removeFirst(2)
      guard let last = after == "\\" ? rest.popFirst() : after else { throw .bracket }
      guard first <= last else { throw .range }
      set.insertIgnoringCase(first.value...last.value)
    }
    return isNegated ? set.inverted : set
  }

  private mutating func namedClass() throws(RunnerPatternProblem) -> ScalarSet {
    rest.removeFirst()
    guard let colon = rest.firstIndex(of: ":"),
      rest.index(after: colon) < rest.endIndex, rest[rest.index(after: colon)] == "]"
    else { throw .bracket }
    let name = String(rest[..<colon])
    rest = rest[colon...].dropFirst(2)
    guard let set = ScalarSet(named: name.lowercased()) else { throw .unknownClass(name) }
    return set
  }
}

extension PatternExpression {
  /// A scalar in either case.
  fileprivate static func literal(_ scalar: Unicode.Scalar) -> PatternExpression {
    var parts: [PatternExpression] = []
    FoldedText.lowercased(scalar) { lower in
      var set = ScalarSet()
      set.insert(lower.value...lower.value)
      parts.append(.scalar(set))
    }
    return parts.count == 1 ? parts[0] : .sequence(parts)
  }
}
