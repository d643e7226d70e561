extension RunnerPattern {
  /// Finds a pattern in one text after another, and remembers what it found out on the way.
  ///
  /// The places in the program that a text has reached are one state; each state is worked out when
  /// it is first met and after that looked up. When there are too many they are forgotten.
  struct Matcher {
    /// Bytes of a text that are looked at; GitLab's descriptions have at most 1024 characters
    /// (`app/models/ci/runner.rb`).
    static let textLimit = 4_096
    private static let stateLimit = 512
    private static let unknown: Int32 = -1
    /// The state in which the pattern has been found.
    private static let found: Int32 = 0
    private static let start: Int32 = 1

    private let pattern: RunnerPattern
    private let width: Int
    /// For each state the places that wait for a scalar or for the end, ascending.
    private var states: [[UInt16]] = []
    private var numbers: [[UInt16]: Int32] = [:]
    /// For each state and each kind of scalar the next state.
    private var table: [Int32] = []
    /// For each state whether the end of the text finds the pattern.
    private var findsAtEnd: [Bool] = []
    private var closure: Closure

    init(_ pattern: RunnerPattern) {
      self.pattern = pattern
      width = pattern.kinds.count
      closure = Closure(pattern.steps)
      forget()
    }

    mutating func matches(_ text: String) -> Bool {
      let answer = text.utf8.withContiguousStorageIfAvailable { matches($0) }
      if let answer { return answer }
      var copy = text
      copy.makeContiguousUTF8()
      return copy.utf8.withContiguousStorageIfAvailable { matches($0) } ?? false
    }

    private mutating func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
      var state = Self.start
      var place = 0
      let end = min(text.count, Self.textLimit)
      while place < end, state != Self.found {
        let byte = text[place]
        if byte < 0x80 {
          place += 1
          let kind = pattern.kinds.kind(ofASCII: byte)
          let next = table[Int(state) * width + kind]
          state = next >= 0 ? next : work(out: state, kind)
          continue
        }
        let length = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
        let scalar = UnsafeBufferPointer(rebasing: text[place..<min(text.count, place + length)])
        place += length
        FoldedText.forEachScalar(of: scalar) {
          guard state != Self.found else { return }
          let kind = pattern.kinds.kind(of: $0)
          let next = table[Int(state) * width + kind]
          state = next >= 0 ? next : work(out: state, kind)
        }
      }
      return state == Self.found || findsAtEnd[Int(state)]
    }

    /// Finds out the state after a scalar of some kind.
    private mutating func work(out state: Int32, _ kind: Int) -> Int32 {
      closure.begin()
      for place in states[Int(state)] {
        if case .read(let kinds) = pattern.steps[Int(place)], kinds.contains(kind) {
          closure.add(Int(place) + 1)
        }
      }
      // The pattern may begin at every scalar.
      closure.add(0)
      guard !closure.isFound else {
        table[Int(state) * width + kind] = Self.found
        return Self.found
      }
      let places = closure.places
      if let known = numbers[places] {
        table[Int(state) * width + kind] = known
        return known
      }
      if states.count >= Self.stateLimit {
        forget()
        return numbers[places] ?? add(places)
      }
      let next = add(places)
      table[Int(state) * width + kind] = next
      return next
    }

    /// Empties the memory but for the two states that every text needs.
    private mutating func forget() {
      states.removeAll(keepingCapacity: true)
      numbers.removeAll(keepingCapacity: true)
      table.removeAll(keepingCapacity: true)
      findsAtEnd.removeAll(keepingCapacity: true)
      append([])
      findsAtEnd[Int(Self.found)] = true
      closure.begin(atStart: true)
      closure.add(0)
      let isFound = closure.isFound
      // Never looked up by its places: it lies at the start of the text, and no other state does.
      append(closure.places)
      guard isFound else { return }
      findsAtEnd[Int(Self.start)] = true
      for kind in 0..<width { table[Int(Self.start) * width + kind] = Self.found }
    }

    private mutating func add(_ places: [UInt16]) -> Int32 {
      numbers[places] = Int32(states.count)
      append(places)
      return Int32(states.count - 1)
    }

    private mutating func append(_ places: [UInt16]) {
      let isStart = states.count == Int(Self.start)
      states.append(places)
      table.append(contentsOf: repeatElement(Self.unknown, count: width))
      closure.begin(atStart: isStart, atEnd: true)
      for place in places { closure.add(Int(place)) }
      findsAtEnd.append(closure.isFound)
    }
  }

  /// The places of a program that can be reached from some without reading a scalar.
  private struct Closure {
    private let steps: [Step]
    private var visits: [UInt32]
    private var visit: UInt32 = 0
    private var stack: [Int] = []
    private var reached: [UInt16] = []
    private var atStart = false
    private var atEnd = false
    private(set) var isFound = false

    init(_ steps: [Step]) {
      self.steps = steps
      visits = Array(repeating: 0, count: steps.count)
    }

    mutating func begin(atStart: Bool = false, atEnd: Bool = false) {
      self.atStart = atStart
      self.atEnd = atEnd
      isFound = false
      reached.removeAll(keepingCapacity: true)
      visit &+= 1
      if visit == 0 {
        visits = Array(repeating: 0, count: steps.count)
        visit = 1
      }
    }

    mutating func add(_ place: Int) {
      stack.append(place)
      while let place = stack.popLast() {
        guard visits[place] != visit else { continue }
        visits[place] = visit
        switch steps[place] {
        case .read: reached.append(UInt16(truncatingIfNeeded: place))
        case .fork(let one, let other):
          stack.append(one)
          stack.append(other)
        case .jump(let next): stack.append(next)
        case .atStart: if atStart { stack.append(place + 1) }
        case .atEnd:
          reached.append(UInt16(truncatingIfNeeded: place))
          if atEnd { stack.append(place + 1) }
        case .found: isFound = true
        }
      }
    }

    /// Those that wait for a scalar or for the end, ascending.
    var places: [UInt16] { reached.sorted() }
  }
}
