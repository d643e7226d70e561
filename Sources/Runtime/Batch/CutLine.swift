import RunnerCore

/// What stands in a file of tokens after its last line end: a line that a crash cut off, or the last one of a file whose
/// line end an editor took.
struct CutLine {
  let bytes: [UInt8]
  private let isJSON: Bool

  /// - Returns: nil where nothing stands there.
  init?(_ bytes: [UInt8], isJSON: Bool) {
    guard !bytes.isEmpty else { return nil }
    self.bytes = bytes
    self.isJSON = isJSON
  }

  /// Whether it may be the beginning of this runner's line.
  func mayBegin(with id: Int64) -> Bool {
    let number = number
    return number.isWhole ? Int64(number.digits) == id : String(id).hasPrefix(number.digits)
  }

  /// Whether the runner's id, at least, was not cut.
  func isSurely(of id: Int64) -> Bool { number.isWhole && mayBegin(with: id) }

  /// The line that it is when nothing but its end is missing, or a part of the description, which is known.
  /// - Parameter open: registrations of numbers that are not done.
  func whole(of batch: RunnerBatch, open: [JournalEntry]) -> String? {
    guard let id = number.isWhole ? Int64(number.digits) : nil else { return nil }
    let known =
      batch.done.first { $0.runnerID == id }?.number
      ?? open.first { $0.runnerID == id }?.batch?.number
    let text = String(decoding: bytes, as: UTF8.self)
    guard !isJSON else {
      guard JSONValue(parsing: bytes)?["token"] != nil else { return nil }
      return known != nil || open.contains { $0.runnerID == nil } ? text : nil
    }
    let tab = UInt8(ascii: "\t")
    let fields = bytes.split(separator: tab, maxSplits: 2, omittingEmptySubsequences: false)
    guard fields.count == 3, !fields[1].isEmpty else { return nil }
    let possible =
      known.map { [$0] } ?? open.filter { $0.runnerID == nil }.compactMap(\.batch?.number)
    for number in possible {
      let description = Array(sanitized(batch.form(of: number).description).utf8)
      guard description.starts(with: fields[2]) else { continue }
      return String(decoding: fields[0] + [tab] + fields[1] + [tab] + description, as: UTF8.self)
    }
    return known == nil ? nil : text
  }

  /// The digits of the id that it begins with, and whether they are all of them.
  private var number: (digits: String, isWhole: Bool) {
    let start = Array((isJSON ? #"{"id":"# : "").utf8)
    guard bytes.starts(with: start) else { return ("", !start.starts(with: bytes)) }
    let rest = bytes.dropFirst(start.count)
    let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    return (String(decoding: digits, as: UTF8.self), digits.count < rest.count)
  }
}
