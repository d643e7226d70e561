import Synchronization

/// Gives equal texts and lists of tags of many rows one place in memory, as long as a list is loaded.
final class TextPool: Sendable {
  private let texts = Mutex(PooledTexts())

  /// Decodes a body with this pool.
  func decode<Value: Sendable>(
    _ body: [UInt8], _ decode: @Sendable (inout RunnerDecoding) throws(NotJSON) -> Value
  ) throws(NotJSON) -> Value {
    try texts.withLock { texts throws(NotJSON) in
      var decoding = RunnerDecoding(body)
      swap(&decoding.texts, &texts)
      defer { swap(&decoding.texts, &texts) }
      return try decode(&decoding)
    }
  }
}

/// Texts that came before, by a hash of their bytes. A text whose hash is taken is not kept.
struct PooledTexts {
  /// Entries of each kind; what comes later than so many is as good as never repeated.
  private static let limit = 4_096
  /// Bytes up to which Swift keeps a text without memory of its own.
  private static let smallText = 15

  private var texts: [Int: String] = [:]
  private var lists: [Int: (json: [UInt8], tags: [String])] = [:]

  mutating func text(_ content: StringContent, in reader: JSONReader) throws(NotJSON) -> String {
    guard content.range.count > Self.smallText, !content.hasEscapes else {
      return try reader.text(content)
    }
    let bytes = reader.bytes[content.range]
    let hash = Self.hash(of: bytes)
    if let known = texts[hash] {
      return known.utf8.elementsEqual(bytes) ? known : try reader.text(content)
    }
    let text = try reader.text(content)
    if texts.count < Self.limit { texts[hash] = text }
    return text
  }

  /// The tags in a JSON array, whose own bytes tell whether it came before; nil where no array stands.
  mutating func tags(_ reader: inout JSONReader) throws(NotJSON) -> [String]? {
    var start = reader
    let bytes = try reader.skipped()
    let hash = Self.hash(of: bytes)
    if let known = lists[hash], known.json.elementsEqual(bytes) { return known.tags }
    guard try start.enterArray() else { return nil }
    var tags: [String] = []
    while try start.nextElement() {
      guard let content = try start.stringContent() else { continue }
      tags.append(try text(content, in: start))
    }
    // Without the room for more that appending leaves.
    let exact = tags.withUnsafeBufferPointer { Array($0) }
    if lists.count < Self.limit, lists[hash] == nil { lists[hash] = (Array(bytes), exact) }
    return exact
  }

  private static func hash(of bytes: ArraySlice<UInt8>) -> Int {
    var hasher = Hasher()
    bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
    return hasher.finalize()
  }
}
