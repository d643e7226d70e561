import Testing

@testable import TerminalUI

@Suite struct CommandTableTests {
  private struct Item: Equatable {
    var canDelete = true
    var isMarked = false
  }

  private let table: [Command<Item>] = [
    Command(
      "open", keys: [.enter, .character("o")], title: "Open", tooltip: "Opens.", footer: true),
    Command(
      "delete", keys: [.character("d")], title: { $0.isMarked ? "Delete marked" : "Delete" },
      tooltip: "Deletes.", footer: true,
      availability: { $0.canDelete ? .enabled : .disabled(reason: "You may not delete.") }),
    Command(
      "clear", keys: [.character("d"), .escape], title: "Clear marks", tooltip: "Clears.",
      footer: true, availability: { $0.isMarked ? .enabled : .hidden }),
    Command("quit", keys: [.character("q")], title: "Quit", tooltip: "Quits."),
  ]

  @Test func aKeyFindsItsCommand() {
    let match = table.match(.character("o"), in: Item())
    #expect(match?.command.id == "open")
    #expect(match?.availability == .enabled)
    #expect(table.match(.character("z"), in: Item()) == nil)
  }

  @Test func hiddenCommandsAreNotBound() {
    #expect(table.match(.escape, in: Item()) == nil)
    #expect(table.match(.escape, in: Item(isMarked: true))?.command.id == "clear")
  }

  @Test func disabledCommandsTellWhyUnlessAnotherCanRun() {
    let refused = table.match(.character("d"), in: Item(canDelete: false))
    #expect(refused?.command.id == "delete")
    #expect(refused?.availability == .disabled(reason: "You may not delete."))
    let other = table.match(.character("d"), in: Item(canDelete: false, isMarked: true))
    #expect(other?.command.id == "clear")
  }

  @Test func hintsAreTheFootersCommandsThatWork() {
    #expect(table.hints(in: Item()).map(\.label) == ["Open", "Delete"])
    #expect(table.hints(in: Item()).map(\.keyName) == ["Enter", "d"])
    #expect(table.hints(in: Item(isMarked: true)).map(\.label).contains("Delete marked"))
    #expect(table.hints(in: Item(canDelete: false)).map(\.command) == ["open"])
    let all = table.hints(in: Item(canDelete: false), includingDisabled: true)
    #expect(all.map(\.isEnabled) == [true, false])
  }

  @Test func conflictsAreKeysOfSeveralEnabledCommands() {
    #expect(table.conflicts(in: Item()).isEmpty)
    #expect(
      table.conflicts(in: Item(isMarked: true))
        == [KeyConflict(key: .character("d"), commands: ["delete", "clear"])])
  }

  @Test func commandsAreFoundByName() {
    #expect(table.command("quit")?.tooltip == "Quits.")
    #expect(table.command("nothing") == nil)
  }
}

@Suite struct FuzzyMatchTests {
  @Test func lettersMatchInOrderIgnoringCase() {
    #expect(FuzzyMatch.score("cpt", in: "Copy token")?.indices == [0, 2, 5])
    #expect(FuzzyMatch.score("CT", in: "copy token")?.indices == [0, 5])
    #expect(FuzzyMatch.score("tc", in: "Copy token") == nil)
    #expect(FuzzyMatch.score("copy tokens", in: "Copy token") == nil)
  }

  @Test func lettersInARowAndAtWordsCountForMore() {
    #expect(FuzzyMatch.score("token", in: "to take on token")?.indices == [11, 12, 13, 14, 15])
    let ranked = ["reset the item", "item list", "semi-tame", "items"].compactMap { candidate in
      FuzzyMatch.score("item", in: candidate).map { (candidate, $0.score) }
    }.sorted { $0.1 > $1.1 }
    #expect(ranked.map(\.0).prefix(2) == ["item list", "items"])
    #expect(ranked.last?.0 != "items")
  }

  @Test func everyWordMustMatchInAnyOrder() {
    #expect(FuzzyMatch.score("token copy", in: "Copy token")?.indices.count == 9)
    #expect(FuzzyMatch.score("token paste", in: "Copy token") == nil)
  }

  @Test func nothingTypedMatchesEverything() {
    #expect(FuzzyMatch.score("", in: "abc") == FuzzyMatch(score: 0, indices: []))
    #expect(FuzzyMatch.score("  ", in: "")?.indices == [])
    #expect(FuzzyMatch.score("a", in: "") == nil)
  }

  @Test func indicesSpellTheQueryAndScoresAreTheBestThereAre() {
    let candidate = "register a runner Register-Runner"
    let characters = Array(candidate.lowercased())
    for query in ["r", "rr", "reru", "gtrr", "erer", "ar", "rrr"] {
      let match = FuzzyMatch.score(query, in: candidate)
      #expect(match.map { String($0.indices.map { characters[$0] }) } == query)
      #expect(match.map { $0.indices == $0.indices.sorted() } == true)
    }
  }

  @Test func longTextsAreBounded() {
    let text = String(repeating: "ab ", count: 100_000)
    #expect(FuzzyMatch.score(String(repeating: "ab", count: 5000), in: text)?.indices.count == 60)
  }
}
