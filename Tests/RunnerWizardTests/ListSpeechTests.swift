import RunnerCore
import Support
import TerminalUI
import Testing

@testable import RunnerWizard

/// What the list, its messages and its choices say about what is shown.
@Suite struct ListSpeechTests {
  /// A list over REST of runners of which only the basic facts are told.
  private func overREST(
    _ reason: String = "GraphQL on this server refuses requests (HTTP 503).",
    features: GraphQLFeatures? = nil, size: Size = Size(width: 80, height: 24),
    runners: [Runner] = (1...40).map { ListFixtures.bare($0) }
  ) -> Pilot {
    var pilot = Pilot(ListFixtures.settings(), size: size, outside: Fixtures.well)
    if let features {
      pilot.answer(.runners(.source(.graphQL(features)), .more), where: \.isLoad)
    }
    pilot.answer(.runners(.source(.rest(because: reason)), .more), where: \.isLoad)
    pilot.answer(.runners(.page(RunnerPage(runners: runners, next: nil)), .more), where: \.isLoad)
    pilot.answer(.runnersLoaded(next: nil, .more), where: \.isLoad)
    return pilot
  }

  private let long =
    "GraphQL on this server refuses the query: a proxy of the company does not let it pass."

  @Test func theTitleSaysInShortWhyTheListComesOverREST() {
    #expect(overREST(long).lines[0].contains("REST: GraphQL off"))
    let own = overREST("GraphQL lists own runners later.", features: [.managers])
    #expect(own.lines[0].contains("REST: not by GraphQL"))
    #expect(!own.lines[0].contains("off"))
  }

  @Test func theWholeReasonStandsInTheHelpAndInTheChoiceOfColumns() {
    var pilot = overREST(long)
    #expect(pilot.shows("? says why"))
    pilot.press(.character("?"), .end)
    #expect(pilot.shows("refuses the query:") && pilot.shows("pass."))
    pilot.press(.escape, .character("C"))
    #expect(pilot.shows("refuses the query:") && pilot.shows("pass."))
  }

  @Test func overRESTNoColumnIsFullOfQuestionMarks() {
    var pilot = overREST(size: Size(width: 140, height: 24))
    #expect(pilot.listLines.allSatisfy { !$0.contains("?") || $0.contains("? Help") })
    pilot.press(.character("C"))
    #expect(pilot.shows("hidden, not told by this server"))
    #expect(pilot.shows("hidden, not told by REST"))
    var runner = ListFixtures.bare(2)
    runner.creator = "olivia"
    let told = overREST(
      size: Size(width: 140, height: 24), runners: [ListFixtures.bare(1), runner])
    #expect(told.listLines.contains { $0.contains("Creator") })
    #expect(!told.listLines.contains { $0.contains("Created") })
  }

  @Test func messagesStandAboveOverlays() {
    for size in SnapshotTests.sizes {
      var pilot = ChoosingFixtures.pilot(size: size)
      pilot.press(.character("v"))
      pilot.press(.character("="))
      #expect(pilot.shows("No command on ="), "\(pilot.screen)")
    }
  }

  @Test func escWithNothingToLeaveIsOnlyARemark() {
    var pilot = ListFixtures.pilot()
    pilot.press(.escape)
    #expect(pilot.shows("ℹ Nothing to go back from"))
  }

  @Test func choicesAreNoLargerThanTheirContent() {
    func width(_ key: Character) -> Int {
      var pilot = ChoosingFixtures.pilot(size: Size(width: 140, height: 40))
      pilot.press(.character(key))
      let box = pilot.frame.regions.last { $0.target == .overlay }?.rect
      return box?.width ?? 0
    }
    #expect(width("C") <= 62)
    #expect(width("L") <= 80)
    var pilot = ChoosingFixtures.pilot(size: Size(width: 140, height: 40))
    pilot.press(.character("S"))
    let box = pilot.frame.regions.last { $0.target == .overlay }?.rect
    #expect((box?.height ?? 99) <= 14)
  }

  @Test func helpIsOfferedAboveAChoiceAndListsItsKeys() {
    var pilot = ChoosingFixtures.pilot()
    pilot.press(.character("C"))
    #expect(pilot.lines.last?.hasSuffix("? Help") == true)
    #expect(pilot.lines.last?.contains("Esc Back") == true)
    pilot.press(.character("?"))
    #expect(pilot.shows("Show or hide") && pilot.shows("Move down"))
    #expect(!pilot.shows("Pause"))
    pilot.press(.escape)
    #expect(pilot.shows("Columns:"))
    pilot.press(.escape, .character("S"))
    #expect(pilot.lines.last?.hasSuffix("F1 Help") == true)
  }

  @Test func theChoiceOfColumnsSaysHowManyFit() {
    var pilot = ChoosingFixtures.pilot()
    pilot.press(.character("C"))
    let shown = pilot.app.listTable(ListLayout(app: pilot.app)).places.count
    #expect(shown < 15)
    #expect(pilot.shows("Columns: 15 of 24, \(shown) fit here"))
  }

  @Test func allColumnsTellHowToScrollAndLeave() {
    var pilot = ListFixtures.pilot()
    pilot.press(.character("w"))
    #expect(pilot.shows("Left and Right scroll the columns, w shows only those that fit."))
  }

  @Test func onlyMarkedAndAFilterNeverContradictEachOther() {
    var pilot = ListFixtures.pilot()
    pilot.press(.space, .space, .space, .character("/"))
    pilot.type("windows")
    pilot.press(.enter, .character("m"))
    #expect(pilot.lines[0].contains("3 of 240 · only marked"))
    #expect(!pilot.lines[0].contains("/windows") && !pilot.lines[0].contains("3 marked"))
    #expect(pilot.lines[0].contains("/3"))
    #expect(pilot.shows("Filter windows (not applied to marked ones)"))
    pilot.press(.escape)
    #expect(pilot.lines[0].contains("/windows"))
    pilot.press(.character("m"), .character("/"), .control("u"))
    pilot.type("gpu")
    pilot.press(.enter)
    #expect(pilot.lines[0].contains("/gpu") && !pilot.lines[0].contains("only marked"))
    #expect(pilot.shownIDs.count == 15 || pilot.cursorLine.contains("gpu"))
  }

  @Test func aViewBringsItsColumnsAndLeavesTheChosenOnesAsTheyWere() {
    var settings = ChoosingFixtures.settings([
      RunnerView(name: "few", scope: "mine", columns: ["id", "description"]),
      RunnerView(name: "old", scope: "mine"),
      RunnerView(name: "usual", scope: "mine", columns: []),
    ])
    settings.columns = ["status", "id", "description", "tags"]
    var pilot = ChoosingFixtures.pilot(settings: settings)
    func header() -> String { pilot.lines.first { $0.contains("Description") } ?? "" }
    #expect(header().contains("Tags"))
    pilot.press(.character("v"), .home, .enter)
    #expect(!header().contains("Status") && !header().contains("Tags"))
    pilot.press(.character("v"), .down, .enter)
    #expect(!header().contains("Status"), "A view of an earlier version says nothing of columns.")
    pilot.press(.character("v"), .end, .enter)
    #expect(header().contains("Status") && header().contains("Type"))
    pilot.press(.character("v"), .home, .enter, .character("v"), .character("n"))
    pilot.type("kept")
    pilot.press(.enter)
    let saved = ChoosingFixtures.saved(pilot).last
    #expect(saved?.views.last?.columns == ["id", "description"])
    #expect(saved?.columns == ["status", "id", "description", "tags"])
  }
}
