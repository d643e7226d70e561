/// The runners of a list that have been loaded, each once, in the order in which they came.
///
/// Copies share their storage and a change copies little of it, so that work on another thread can keep a
/// copy while more pages come. Rows are told by their place; places change only when rows are removed.
public struct RunnerRows: Equatable, Sendable {
  /// Rows of a block; all blocks but the last are full.
  private static let blockSize = 128

  private var blocks: [[Runner]] = []
  private var places: [Int64: Int32] = [:]
  public private(set) var count = 0

  public init() {}

  public init(_ runners: some Sequence<Runner>) {
    append(runners)
  }

  public var isEmpty: Bool { count == 0 }

  public subscript(place: Int) -> Runner {
    get { blocks[place / Self.blockSize][place % Self.blockSize] }
    set {
      guard newValue.id == self[place].id else { return }
      blocks[place / Self.blockSize][place % Self.blockSize] = newValue
    }
  }

  /// The id of a row, for which the row is not copied.
  public func id(at place: Int) -> Int64 {
    blocks[place / Self.blockSize][place % Self.blockSize].id
  }

  /// The place of a runner; nil where it has not been loaded.
  public func place(of id: Int64) -> Int? { places[id].map(Int.init) }

  public func contains(_ id: Int64) -> Bool { places[id] != nil }

  /// Adds runners at the end. One that is there already, because rows moved between two pages, is
  /// replaced where it stands.
  public mutating func append(_ runners: some Sequence<Runner>) {
    for runner in runners {
      if let place = place(of: runner.id) {
        self[place] = runner
        continue
      }
      if count % Self.blockSize == 0 {
        var block: [Runner] = []
        block.reserveCapacity(Self.blockSize)
        blocks.append(block)
      }
      places[runner.id] = Int32(truncatingIfNeeded: count)
      blocks[blocks.count - 1].append(runner)
      count += 1
    }
  }

  /// Takes rows out; the rows after them move up. Takes time in proportion to all rows.
  public mutating func remove(_ ids: Set<Int64>) {
    guard ids.contains(where: contains) else { return }
    self = RunnerRows(blocks.joined().lazy.filter { !ids.contains($0.id) })
  }

  /// Calls for the rows in their order, some at a time, with the place of the first of them, until the
  /// answer is false.
  /// - Returns: whether all answers were true.
  func forEachBlock(_ body: (Int, UnsafeBufferPointer<Runner>) -> Bool) -> Bool {
    for (index, block) in blocks.enumerated() {
      guard block.withUnsafeBufferPointer({ body(index * Self.blockSize, $0) }) else {
        return false
      }
    }
    return true
  }

  /// Calls for the rows at ascending places.
  /// - Returns: whether it came to the end without being cancelled, for which it asks now and then.
  func forEach(
    in places: [UInt32], isCancelled: () -> Bool, _ body: (UInt32, Runner) -> Void
  ) -> Bool {
    var next = 0
    return forEachBlock { first, runners in
      guard !isCancelled() else { return false }
      while next < places.count, Int(places[next]) < first + runners.count {
        body(places[next], runners[Int(places[next]) - first])
        next += 1
      }
      return true
    }
  }

  /// All rows in their order.
  public var all: some Sequence<Runner> { blocks.joined() }
}
