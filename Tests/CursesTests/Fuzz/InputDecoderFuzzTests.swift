import Curses
import Support
import TerminalUI
import Testing

/// The decoder under what no terminal sends, or sends broken off.
@Suite struct InputDecoderFuzzTests {
  private static let mutator = ByteMutator(pieces: [
    "\u{1B}[", "\u{1B}O", "\u{1B}]", "\u{1B}P", "\u{1B}_", "\u{1B}[M", "\u{1B}[<", "\u{1B}[200~",
    "\u{1B}[201~", "\u{1B}[[", ";", ":", "~", "\u{1B}\\", "\u{7}", "\u{3}",
    "9999999999999999999999",
    "\u{1B}[<0;65536;65536M", "\u{1B}[1;5A", "\u{1B}]11;rgb:ffff/ffff/ffff\u{7}",
  ])

  private func session(_ dice: inout Dice) -> [UInt8] {
    var bytes: [UInt8] = []
    for _ in 0..<8 {
      bytes +=
        dice.oneIn(4)
        ? dice.bytes(dice.length(100)) : Self.mutator.mutate(dice.pick(InputTable.all).bytes, &dice)
    }
    return bytes
  }

  /// What is wrong with an event that the program would get.
  private func problem(_ event: InputEvent) -> String? {
    switch event {
    case .key(let key):
      guard case .character(let character) = key.code else { return nil }
      return HostileText.steeringScalar(in: String(character), but: Self.marks)
        .map { "a key types U+\(String($0.value, radix: 16))" }
    case .paste(let text):
      return HostileText.steeringScalar(in: text, but: Self.marks.union(["\n"]))
        .map { "a paste holds U+\(String($0.value, radix: 16))" }
    case .mouse(let event):
      let isInside = event.position.x >= 0 && event.position.y >= 0
      return isInside ? nil : "the mouse is at \(event.position)"
    default: return nil
    }
  }

  /// Marks that reorder text may be typed; screens take them out.
  private static let marks = Set(
    [0x202A...0x202E, 0x2066...0x2069].flatMap(\.self).compactMap(Unicode.Scalar.init))

  /// Feeds bytes in reads of the given lengths.
  private func events(
    _ bytes: [UInt8], cuts: (Int) -> Int
  ) -> ([InputEvent], InputDecoder) {
    var decoder = InputDecoder()
    var events: [InputEvent] = []
    var place = 0
    while place < bytes.count {
      let end = min(bytes.count, place + max(1, cuts(bytes.count - place)))
      events += decoder.feed(bytes[place..<end], at: 1)
      place = end
    }
    return (events, decoder)
  }

  @Test func anyBytesMakeHarmlessEventsHoweverTheyAreCut() {
    let run = FuzzRun("input-decoder", cases: 2_000)
    while var dice = run.next() {
      let bytes = session(&dice)
      var (whole, decoder) = events(bytes, cuts: { $0 })
      let (pieces, _) = events(bytes, cuts: { 1 + dice.below($0) })
      if whole != pieces { run.fail("cutting the bytes makes other events: \(bytes)") }
      for event in whole {
        if let problem = problem(event) { run.fail("\(problem): \(bytes)") }
      }
      // What is pending has an end, but for a paste, which ends with its mark.
      if let deadline = decoder.deadline {
        _ = decoder.flush(at: deadline)
        if decoder.deadline != nil { run.fail("the decoder waits for ever: \(bytes)") }
      }
      _ = decoder.feed(Array("\u{1B}[201~\u{1B}\\".utf8), at: 5_000)
      _ = decoder.flush(at: 9_000)
      let end = decoder.feed(Array("q".utf8), at: 9_001)
      if end.last != .key(.character("q")) { run.fail("the keyboard is locked up: \(bytes)") }
    }
  }

  @Test func aPasteOfMoreThanAMegabyteIsCutAndTheNextKeyIsAKey() {
    var decoder = InputDecoder()
    var bytes = Array("\u{1B}[200~".utf8)
    // The limit of a megabyte cuts through one of these.
    for _ in 0..<400_000 { bytes += "界".utf8 }
    bytes += "\u{1B}[201~q".utf8
    let events = decoder.feed(bytes, at: 0)
    #expect(decoder.pasteWasCut)
    #expect(events.last == .key(.character("q")))
    guard case .paste(let text)? = events.first else {
      Issue.record("no paste came")
      return
    }
    #expect(events.count == 2)
    #expect(text.utf8.count <= 1 << 20)
    #expect(text.unicodeScalars.allSatisfy { $0 == "界" })
  }
}
