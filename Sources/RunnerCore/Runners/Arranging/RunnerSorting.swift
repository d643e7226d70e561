import Glibc

/// Sorts places of rows by one column.
///
/// What a comparison needs is taken from the rows beforehand: a number, or the text in lower case with
/// its first bytes as a number, so that most comparisons are of two numbers side by side. Rows
/// that are equal keep their order, in both directions; those without a value follow all others.
struct RunnerSorting {
  let rows: RunnerRows
  let sort: RunnerSort

  /// The places in their new order; nil when cancelled.
  func sorted(_ order: [UInt32], isCancelled: () -> Bool) -> [UInt32]? {
    switch sort.field {
    case .id: numbers(order, isCancelled) { $0.id }
    case .status: numbers(order, isCancelled) { $0.status.rank }
    case .type: numbers(order, isCancelled) { $0.type?.rank }
    case .jobs: numbers(order, isCancelled) { $0.jobCount.map(Int64.init) }
    case .managers: numbers(order, isCancelled) { $0.managerCount.map(Int64.init) }
    case .contacted: numbers(order, isCancelled) { $0.contactedAt }
    case .created: numbers(order, isCancelled) { $0.createdAt }
    case .maximumTimeout: numbers(order, isCancelled) { $0.maximumTimeout.map(Int64.init) }
    case .tokenExpiry:
      numbers(order, isCancelled) {
        if case .at(let moment) = $0.tokenExpiry { moment } else { nil }
      }
    case .description: texts(order, isCancelled) { $1.append(folding: $0.description) }
    case .owner:
      texts(order, isCancelled) { $1.append(folding: $0.owner?.fullPath ?? $0.owner?.name) }
    case .creator: texts(order, isCancelled) { $1.append(folding: $0.creator) }
    case .version: texts(order, isCancelled) { $1.append(version: $0.newestManager?.version) }
    case .tags: texts(order, isCancelled) { $1.append(list: $0.tags) }
    }
  }

  private func numbers(_ order: [UInt32], _ isCancelled: () -> Bool, _ value: (Runner) -> Int64?)
    -> [UInt32]?
  {
    var keys: [NumberKey] = []
    keys.reserveCapacity(order.count)
    var rest: [UInt32] = []
    let isWhole = rows.forEach(in: order, isCancelled: isCancelled) { place, runner in
      if let value = value(runner) {
        keys.append(NumberKey(value: value, place: place))
      } else {
        rest.append(place)
      }
    }
    let isDescending = sort.isDescending
    guard
      isWhole,
      sort(
        &keys, isCancelled,
        by: { left, right in
          if left.value != right.value {
            return isDescending ? left.value > right.value : left.value < right.value
          }
          return left.place < right.place
        })
    else { return nil }
    return keys.map(\.place) + rest
  }

  private func texts(
    _ order: [UInt32], _ isCancelled: () -> Bool,
    _ append: (Runner, inout TextKeys) -> Bool
  ) -> [UInt32]? {
    var texts = TextKeys()
    var keys: [TextKey] = []
    keys.reserveCapacity(order.count)
    var rest: [UInt32] = []
    let isWhole = rows.forEach(in: order, isCancelled: isCancelled) { place, runner in
      let start = texts.bytes.count
      if append(runner, &texts) {
        keys.append(texts.key(from: start, place: place))
      } else {
        rest.append(place)
      }
    }
    guard isWhole else { return nil }
    let isDescending = sort.isDescending
    let isSorted = texts.bytes.withUnsafeBytes { bytes in
      sort(&keys, isCancelled) { left, right in
        let order = left.compare(right, in: bytes)
        return order == 0 ? left.place < right.place : (order < 0) != isDescending
      }
    }
    return isSorted ? keys.map(\.place) + rest : nil
  }

  private struct Cancelled: Error {}

  /// Sorts unless cancelled.
  private func sort<Key>(
    _ keys: inout [Key], _ isCancelled: () -> Bool, by isBefore: (Key, Key) -> Bool
  ) -> Bool {
    var comparisons = 0
    do {
      try keys.sort { left, right in
        comparisons &+= 1
        if comparisons & 0xFFF == 0, isCancelled() { throw Cancelled() }
        return isBefore(left, right)
      }
      return true
    } catch {
      return false
    }
  }
}

private struct NumberKey {
  let value: Int64
  let place: UInt32
}

private struct TextKey {
  /// The first eight bytes, the first of them highest; zeros where there are fewer.
  let prefix: UInt64
  let start: Int
  let length: UInt32
  let place: UInt32

  @inline(__always) func compare(_ other: TextKey, in bytes: UnsafeRawBufferPointer) -> Int {
    if prefix != other.prefix { return prefix < other.prefix ? -1 : 1 }
    let common = Int(min(length, other.length))
    if common > 8, let base = bytes.baseAddress {
      let order = memcmp(base + start + 8, base + other.start + 8, common - 8)
      if order != 0 { return Int(order) }
    }
    return Int(length) - Int(other.length)
  }
}

/// The texts of all rows in lower case, one behind the other.
private struct TextKeys {
  private(set) var bytes: [UInt8] = []

  func key(from start: Int, place: UInt32) -> TextKey {
    var prefix: UInt64 = 0
    for offset in 0..<8 {
      prefix <<= 8
      if start + offset < bytes.count { prefix |= UInt64(bytes[start + offset]) }
    }
    return TextKey(
      prefix: prefix, start: start, length: UInt32(clamping: bytes.count - start), place: place)
  }

  /// Each of these adds a value and tells whether there is one.
  mutating func append(folding text: String?) -> Bool {
    guard let text, !text.isEmpty else { return false }
    FoldedText.append(text, to: &bytes)
    return true
  }

  /// Tags one by one, a shorter list before a longer one that begins with it.
  mutating func append(list: [String]?) -> Bool {
    guard let list, !list.isEmpty else { return false }
    for text in list {
      FoldedText.append(text, to: &bytes)
      bytes.append(0)
    }
    return true
  }

  /// A version so that its bytes have the versions' order: 17.9 before 17.10, and 17.10-rc1 and
  /// 17.10~beta before 17.10.
  mutating func append(version: String?) -> Bool {
    guard let version, !version.isEmpty else { return false }
    var folded = FoldedText.fold(version)[...]
    if folded.first == UInt8(ascii: "v"), folded.dropFirst().first.map(Self.isDigit) == true {
      folded = folded.dropFirst()
    }
    while let first = folded.first {
      if Self.isDigit(first) {
        // The number of digits stands before them, since a longer number is a larger one.
        let digits = folded.prefix(while: Self.isDigit)
        let significant = digits.drop { $0 == UInt8(ascii: "0") }
        bytes.append(UInt8(ascii: "0"))
        bytes.append(UInt8(clamping: significant.count))
        bytes.append(contentsOf: significant)
        folded = folded.dropFirst(digits.count)
      } else {
        let opensPrerelease = first == UInt8(ascii: "~") || first == UInt8(ascii: "-")
        bytes.append(opensPrerelease ? 1 : first)
        folded.removeFirst()
      }
    }
    bytes.append(2)
    return true
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
  }
}

extension RunnerStatus {
  /// The order of a column; nil for what is unknown.
  fileprivate var rank: Int64? {
    switch self {
    case .online: 0
    case .offline: 1
    case .stale: 2
    case .neverContacted: 3
    case .unknown: nil
    }
  }
}

extension RunnerType {
  fileprivate var rank: Int64 {
    switch self {
    case .instance: 0
    case .group: 1
    case .project: 2
    }
  }
}
