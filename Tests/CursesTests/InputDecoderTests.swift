import Curses
import TerminalUI
import Testing

@Suite struct InputDecoderTests {
  @Test(arguments: InputTable.all)
  func everySequenceHasItsMeaning(_ input: InputCase) {
    var decoder = InputDecoder()
    #expect(decoder.feed(input.bytes, at: 0) == input.events)
    #expect(decoder.deadline == nil)
    #expect(decoder.flush(at: 10_000) == [])
  }

  @Test(arguments: InputTable.all)
  func cuttingASequenceAnywhereMakesNoDifference(_ input: InputCase) {
    for cut in 0...input.bytes.count {
      var decoder = InputDecoder()
      let events =
        decoder.feed(input.bytes[..<cut], at: 0) + decoder.feed(input.bytes[cut...], at: 20)
      #expect(events == input.events, "cut at \(cut)")
    }
    var decoder = InputDecoder()
    var events: [InputEvent] = []
    for byte in input.bytes { events += decoder.feed([byte], at: 0) }
    #expect(events == input.events, "byte by byte")
  }

  @Test func aSequenceLeavesNothingBehindForTheNext() {
    var decoder = InputDecoder()
    for (index, input) in InputTable.all.enumerated() {
      // Far enough apart that no two clicks make a double one.
      let events = decoder.feed(input.bytes, at: index * 1000)
      #expect(events == input.events, "\(input.testDescription)")
    }
  }

  @Test func aLoneEscapeIsTheKeyOnceItsTimeIsOver() {
    var decoder = InputDecoder()
    #expect(decoder.feed([0x1B], at: 100) == [])
    #expect(decoder.deadline == 100 + InputDecoder.escapeDelay)
    #expect(decoder.flush(at: 100 + InputDecoder.escapeDelay - 1) == [])
    #expect(decoder.flush(at: 100 + InputDecoder.escapeDelay) == [.key(.escape)])
    #expect(decoder.deadline == nil)
    #expect(decoder.feed(Array("a".utf8), at: 200) == [.key(.character("a"))])
  }

  @Test func escapePressedTwiceIsTwoKeys() {
    var decoder = InputDecoder()
    #expect(decoder.feed([0x1B, 0x1B], at: 0) == [])
    #expect(decoder.flush(at: 1000) == [.key(.escape), .key(.escape)])
  }

  @Test(arguments: ["[", "O", "]", "P", "_"])
  func altWithTheBeginningOfASequenceIsAKeyAfterAWhile(_ letter: Character) {
    var decoder = InputDecoder()
    #expect(decoder.feed(Array("\u{1B}\(letter)".utf8), at: 0) == [])
    #expect(decoder.deadline == InputDecoder.sequenceDelay)
    #expect(decoder.flush(at: InputDecoder.sequenceDelay) == [.key(.alt(letter))])
  }

  @Test(arguments: ["\u{1B}[1;5", "\u{1B}]11;rgb", "\u{1B}[[", "\u{1B}[M!", "\u{1B}P1", "\u{1B}[<"])
  func anUnfinishedSequenceIsDroppedAfterAWhile(_ text: String) {
    var decoder = InputDecoder()
    #expect(decoder.feed(Array(text.utf8), at: 0) == [])
    #expect(decoder.deadline == InputDecoder.sequenceDelay)
    #expect(decoder.flush(at: InputDecoder.sequenceDelay) == [])
    #expect(decoder.feed(Array("a".utf8), at: 600) == [.key(.character("a"))])
  }

  @Test func nothingPendingAsksForNoTimer() {
    var decoder = InputDecoder()
    #expect(decoder.deadline == nil)
    _ = decoder.feed(Array("abc\u{1B}[A".utf8), at: 0)
    #expect(decoder.deadline == nil)
    _ = decoder.feed(Array("\u{1B}[200~still being pasted".utf8), at: 0)
    #expect(decoder.deadline == nil)
  }

  @Test func readingNothingChangesNothing() {
    var decoder = InputDecoder()
    _ = decoder.feed([0x1B], at: 0)
    #expect(decoder.feed([], at: 40) == [])
    #expect(decoder.deadline == InputDecoder.escapeDelay)
  }

  @Test func twoSlowClicksAreNoDoubleClick() {
    var decoder = InputDecoder()
    let click = Array("\u{1B}[<0;1;1M".utf8)
    let origin = Point(x: 0, y: 0)
    let press = InputEvent.mouse(MouseEvent(.press, at: origin))
    let double = InputEvent.mouse(MouseEvent(.doublePress, at: origin))
    #expect(decoder.feed(click, at: 0) == [press])
    #expect(decoder.feed(click, at: 401) == [press])
    #expect(decoder.feed(click, at: 801) == [double])
    #expect(decoder.feed(click, at: 802) == [press])
  }

  @Test func anEndlessPasteIsCutAtAMegabyteAndSaysSo() {
    var decoder = InputDecoder()
    _ = decoder.feed(Array("\u{1B}[200~".utf8), at: 0)
    let block = Array(String(repeating: "世", count: 10_000).utf8)
    for _ in 0..<40 { #expect(decoder.feed(block, at: 0) == []) }
    let events = decoder.feed(Array("\u{1B}[201~".utf8), at: 0)
    guard case .paste(let text)? = events.first else {
      Issue.record("no paste")
      return
    }
    #expect(decoder.pasteWasCut)
    #expect(text.utf8.count > (1 << 20) - 4 && text.utf8.count <= 1 << 20)
    #expect(text.allSatisfy { $0 == "世" })
    _ = decoder.feed(Array("\u{1B}[200~short\u{1B}[201~".utf8), at: 0)
    #expect(!decoder.pasteWasCut)
  }

  @Test func aPasteWithoutItsEndDoesNotLockTheKeyboardUp() {
    var decoder = InputDecoder()
    #expect(decoder.feed(Array("\u{1B}[200~lost\u{3}".utf8), at: 0) == [])
    #expect(decoder.feed([0x03], at: 999) == [])
    #expect(decoder.feed([0x03], at: 3000) == [.paste("lost"), .key(.control("c"))])
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func randomBytesNeverMakeControlCharacters(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var decoder = InputDecoder()
    var time = 0
    for _ in 0..<200 {
      let bytes = (0..<Int.random(in: 0..<40, using: &random)).map { _ in
        // Half of them from what sequences are made of, or nothing but characters would come.
        Bool.random(using: &random)
          ? UInt8.random(in: .min ... .max, using: &random)
          : Array("\u{1B}\u{1B}[[O]<;0123459~MmuAcIR$?\u{7}".utf8).randomElement(using: &random)
            ?? 0
      }
      time += Int.random(in: 0..<700, using: &random)
      var events = decoder.feed(bytes, at: time)
      if Bool.random(using: &random) { events += decoder.flush(at: time + 500) }
      for event in events { #expect(!hasControlCharacter(event), "\(event)") }
    }
    // Whatever it was, the keyboard works again: the end of a paste, a pause, and a key.
    _ = decoder.feed(Array("\u{1B}[201~".utf8), at: time + 1000)
    _ = decoder.flush(at: time + 2000)
    #expect(decoder.feed([0x61], at: time + 3000) == [.key(.character("a"))])
  }

  private func hasControlCharacter(_ event: InputEvent) -> Bool {
    func isControl(_ scalar: Unicode.Scalar) -> Bool {
      scalar.properties.generalCategory == .control
    }
    switch event {
    case .key(let key):
      guard case .character(let character) = key.code else { return false }
      return character.unicodeScalars.contains(where: isControl)
    case .paste(let text):
      return text.unicodeScalars.contains { isControl($0) && $0 != "\n" }
    default: return false
    }
  }
}

/// A generator that yields the same numbers for the same seed (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
