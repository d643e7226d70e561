/// The marked runners by id.
///
/// Kept in many small sets, so that a change after a copy copies one of them only: a mark is set in the same
/// time whether ten rows are marked or a hundred thousand.
struct RunnerMarks: Equatable, Sendable, ExpressibleByArrayLiteral {
  private static let bucketCount = 256

  private var buckets = [Set<Int64>](repeating: [], count: bucketCount)
  private(set) var count = 0

  init() {}

  init(_ ids: some Sequence<Int64>) {
    formUnion(ids)
  }

  init(arrayLiteral ids: Int64...) {
    formUnion(ids)
  }

  var isEmpty: Bool { count == 0 }

  func contains(_ id: Int64) -> Bool { buckets[Self.bucket(of: id)].contains(id) }

  mutating func insert(_ id: Int64) {
    if buckets[Self.bucket(of: id)].insert(id).inserted { count += 1 }
  }

  mutating func remove(_ id: Int64) {
    if buckets[Self.bucket(of: id)].remove(id) != nil { count -= 1 }
  }

  /// Marks a row that is not marked, and the other way round.
  mutating func toggle(_ id: Int64) {
    if contains(id) { remove(id) } else { insert(id) }
  }

  mutating func formUnion(_ ids: some Sequence<Int64>) {
    for id in ids { insert(id) }
  }

  mutating func subtract(_ ids: some Sequence<Int64>) {
    for id in ids { remove(id) }
  }

  mutating func removeAll() { self = RunnerMarks() }

  private static func bucket(of id: Int64) -> Int {
    Int(truncatingIfNeeded: id) & (bucketCount - 1)
  }
}

extension RunnerMarks: Sequence {
  func makeIterator() -> FlattenSequence<[Set<Int64>]>.Iterator {
    buckets.joined().makeIterator()
  }
}
