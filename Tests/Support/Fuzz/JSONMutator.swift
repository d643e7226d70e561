import RunnerCore

/// Damages JSON texts: most of what it makes is JSON still, with other values in it.
public struct JSONMutator: Sendable {
  private let bytes = ByteMutator(pieces: [
    "{", "}", "[", "]", ":", ",", "\"", "\\u", "\\uD800", "null", "1e400", "-",
    "99999999999999999999",
  ])

  public init() {}

  private static let pages = [
    "<!DOCTYPE html><html><body><h1>502 Bad Gateway\u{1B}[31m</h1></body></html>", "", "null", "[]",
    "{}", "\"\"", "0", "[null]", "[[]]", "{\"data\":null}", "{\"errors\":[null]}",
    "{\"message\":{\"\u{1B}[2J\":[\"\u{1B}]0;x\u{7}\"]}}", "{\"error\":\"\\u001b[2J\"}",
    "{\"data\":null,\"errors\":[{\"message\":\"\\u001b]0;x\\u0007\"}]}",
  ]

  public func mutate(_ body: [UInt8], _ dice: inout Dice) -> [UInt8] {
    switch dice.below(20) {
    case 0: return Array(dice.pick(Self.pages).utf8)
    case 1:
      let depth = 1 + dice.length(100_000)
      return Array(String(repeating: dice.pick(["[", "{\"a\":"]), count: depth).utf8)
    case 2...4: return bytes.mutate(body, &dice)
    default: break
    }
    guard let value = JSONValue(parsing: body) else { return bytes.mutate(body, &dice) }
    return Array(change(value, &dice).text.utf8)
  }

  private func change(_ value: JSONValue, _ dice: inout Dice) -> JSONValue {
    var value = value
    switch dice.below(12) {
    case 0: return value.mappingLeaves { _ in .null }
    case 1:
      let text = dice.pick(HostileText.steering)
      return value.mappingLeaves { leaf in
        if case .string(let old) = leaf { .string(text + old + text) } else { leaf }
      }
    case 2:
      let number = dice.pick([
        "99999999999999999999999", "-1", "1e400", "0.5", "-9223372036854775809",
      ])
      return value.mappingLeaves { leaf in
        switch leaf {
        case .integer, .number: .number(number)
        default: leaf
        }
      }
    default:
      for _ in 0...dice.length(6) {
        var place = dice.below(value.nodeCount)
        value = value.changing(&place) { old in strange(old, &dice) }
      }
      return value
    }
  }

  /// Something else in the place of a value.
  private func strange(_ old: JSONValue, _ dice: inout Dice) -> JSONValue {
    switch (old, dice.below(10)) {
    case (_, 0): return .null
    case (_, 1): return .bool(dice.oneIn(2))
    case (_, 2): return .integer(dice.edge())
    case (_, 3):
      return .number(dice.pick(["1e400", "99999999999999999999", "0.1", "-0", "1E-400"]))
    case (_, 4): return .array([])
    case (_, 5): return .object([])
    case (_, 6): return .array([old, old, .null])
    case (.object(var members), _) where !members.isEmpty:
      let place = dice.below(members.count)
      switch dice.below(4) {
      case 0: members.remove(at: place)
      case 1: members.append(.init(members[place].name, strange(members[place].value, &dice)))
      case 2: members[place].name = HostileText.any(&dice)
      default: members[place].value = .string(HostileText.any(&dice))
      }
      return .object(members)
    case (.array(let elements), _) where !elements.isEmpty:
      return .array(
        dice.oneIn(2)
          ? Array(repeating: dice.pick(elements), count: 1 + dice.length(300)) : elements.reversed()
      )
    default: return .string(HostileText.any(&dice))
    }
  }
}

extension JSONValue {
  /// How many values it consists of, itself included.
  fileprivate var nodeCount: Int {
    switch self {
    case .array(let elements): elements.reduce(1) { $0 + $1.nodeCount }
    case .object(let members): members.reduce(1) { $0 + $1.value.nodeCount }
    default: 1
    }
  }

  fileprivate func mappingLeaves(_ change: (JSONValue) -> JSONValue) -> JSONValue {
    switch self {
    case .array(let elements): .array(elements.map { $0.mappingLeaves(change) })
    case .object(let members):
      .object(members.map { Member($0.name, $0.value.mappingLeaves(change)) })
    default: change(self)
    }
  }

  /// The value with the node of that number changed, counted from itself downwards.
  /// - Parameter place: afterwards negative where the node was found, else what is left to count.
  fileprivate func changing(
    _ place: inout Int, _ change: (JSONValue) -> JSONValue
  ) -> JSONValue {
    guard place >= 0 else { return self }
    place -= 1
    guard place >= 0 else { return change(self) }
    switch self {
    case .array(let elements): return .array(elements.map { $0.changing(&place, change) })
    case .object(let members):
      return .object(members.map { Member($0.name, $0.value.changing(&place, change)) })
    default: return self
    }
  }
}
