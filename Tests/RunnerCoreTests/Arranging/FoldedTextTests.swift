import Foundation
import Testing

@testable import RunnerCore

@Suite struct FoldedTextTests {
  @Test func everyScalarIsFoldedByItsLowercaseMapping() {
    for value in UInt32(0)...0x1_FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let text = String(scalar)
      guard
        FoldedText.fold(text) != Array(scalar.properties.lowercaseMapping.utf8)
      else { continue }
      Issue.record("U+\(String(value, radix: 16))")
    }
  }

  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func aWordOccursWhereItsFoldedScalarsDo(seed: UInt64) {
    var dice = SeededDice(seed: seed)
    let signs = ["a", "A", "b", "é", "É", "e\u{301}", "İ", "i", "界", "\u{212A}", "k", "🖥", " "]
    for round in 0..<2_000 {
      let text = (0..<dice.below(20)).map { _ in dice.pick(signs) }.joined()
      let word = (0..<dice.below(4)).map { _ in dice.pick(signs) }.joined()
      #expect(
        FoldedWord(word).occurs(in: text) == RunnerReference.contains(text, word),
        "seed \(seed), round \(round): \(word) in \(text)")
    }
  }

  @Test func lettersLoseTheMarksThatUnicodeTakesOffThem() {
    for value in Array(UInt32(0x80)...0x3FF) + Array(0x1E00...0x1FFF) {
      guard let scalar = Unicode.Scalar(value),
        scalar.properties.generalCategory == .lowercaseLetter
      else { continue }
      let text = String(scalar)
      let base = text.decomposedStringWithCanonicalMapping.unicodeScalars.first
      guard let base, base != scalar, base.isASCII else { continue }
      if FoldedText.foldBare(text) != Array(String(base).utf8) {
        Issue.record("U+\(String(value, radix: 16))")
      }
    }
  }

  @Test(arguments: [
    ("krakow", "KRAKÓW", true), ("kraków", "Krakow", true), ("krako\u{301}w", "kraków", true),
    ("lodz", "Łódź", true), ("oresund", "Øresund", true), ("αθηνα", "Αθήνα", true),
    ("strasse", "Straße", false), ("и", "й", false), ("が", "か", false),
  ])
  func marksOnLettersDoNotCount(word: String, text: String, isFound: Bool) {
    #expect(FoldedWord(word).occurs(in: text) == isFound)
  }

  @Test func everyBlockOfEightBytesIsLookedAtForOthersThanASCII() {
    for length in 0..<40 {
      for place in 0..<length {
        var bytes = [UInt8](repeating: 0x61, count: length)
        #expect(bytes.withUnsafeBufferPointer(FoldedText.isASCII))
        bytes[place] = 0x80
        #expect(!bytes.withUnsafeBufferPointer(FoldedText.isASCII))
      }
    }
  }
}
