import RunnerCore
import RunnerWizard
import Support
import TerminalUI
import Testing

/// Columns and views: choices that are kept in a file.
@Suite struct ChoiceKeepingTests {
  @Test func columnsAreShownWhileTheyAreChosenAndKeptOnEnter() {
    var pilot = ChoosingFixtures.pilot(size: Size(width: 140, height: 30))
    pilot.press(.character("C"))
    #expect(pilot.shows("■ Owner"))
    pilot.press(.down, .down, .down, .down, .space)
    #expect(pilot.shows("□ Owner"))
    #expect(ChoosingFixtures.saved(pilot).isEmpty)
    pilot.press(.enter)
    let names = ChoosingFixtures.saved(pilot).last?.columns
    #expect(names?.contains("owner") == false)
    #expect(names?.contains("runner_type") == true || names?.contains("type") == true)
  }

  @Test func escTakesAChoiceOfColumnsBack() {
    var pilot = ChoosingFixtures.pilot(size: Size(width: 140, height: 30))
    let before = pilot.lines[4]
    pilot.press(.character("C"), .space, .character("J"), .escape)
    #expect(pilot.lines[4] == before)
    #expect(ChoosingFixtures.saved(pilot).isEmpty)
  }

  @Test func columnsMoveAndGoBackToTheUsual() {
    var pilot = ChoosingFixtures.pilot(size: Size(width: 140, height: 30))
    pilot.press(.character("C"), .character("J"))
    #expect(ChoosingFixtures.highlighted(pilot).contains("Status"))
    pilot.press(.enter)
    #expect(ChoosingFixtures.saved(pilot).last?.columns?.prefix(2) == ["id", "status"])
    pilot.press(.character("C"), .character("u"), .enter)
    #expect(ChoosingFixtures.saved(pilot).last?.columns == nil)
    #expect(ChoosingFixtures.saved(pilot).count == 2)
  }

  @Test func theLastColumnStays() {
    var settings = ListFixtures.settings()
    settings.columns = ["id"]
    var pilot = ChoosingFixtures.pilot(settings: settings)
    pilot.press(.character("C"), .space)
    #expect(pilot.shows("One column has to stay"))
    #expect(pilot.shows("■ Id"))
  }

  @Test func columnsMoveOnlyWhenAllAreInView() {
    var pilot = ChoosingFixtures.pilot()
    pilot.press(.character("C"), .character("/"))
    pilot.type("tag")
    pilot.press(.enter, .character("J"))
    #expect(pilot.shows("Clear the filter to move columns"))
  }

  @Test func aFilterIsTypedEvenWithLettersThatCommand() {
    var pilot = ChoosingFixtures.pilot()
    pilot.press(.character("C"), .character("/"))
    pilot.type("u J")
    #expect(ChoosingFixtures.saved(pilot).isEmpty)
    #expect(pilot.shows("u J"))
  }

  @Test func withoutViewsTheListSaysHowToKeepOne() {
    var pilot = ChoosingFixtures.pilot()
    pilot.press(.character("v"))
    #expect(pilot.shows("No view is kept yet; n keeps the present one."))
  }

  @Test func thePresentViewIsKeptUnderAName() {
    var pilot = ChoosingFixtures.pilot()
    pilot.press(.character("/"))
    pilot.type("docker")
    pilot.press(.enter, .character("v"), .character("n"), .enter)
    #expect(pilot.shows("Type a name for the view."))
    pilot.type("my dockers")
    pilot.press(.enter)
    #expect(
      ChoosingFixtures.saved(pilot).last?.views == [
        RunnerView(name: "my dockers", scope: "mine", filter: "docker", columns: [])
      ])
    #expect(ChoosingFixtures.highlighted(pilot).contains("my dockers"))
    pilot.answer(.viewsSaved(path: "/home/olivia/saved.yaml"))
    #expect(pilot.shows("Kept in /home/olivia/saved.yaml"))
  }

  @Test func aViewHoldsWhatAGroupInherits() {
    let view = RunnerView(name: "all", scope: "group:acme/infra", membership: .allAvailable)
    var pilot = ChoosingFixtures.pilot(
      settings: ChoosingFixtures.settings([view]), outside: ChoosingFixtures.finds)
    pilot.press(.character("v"), .enter)
    #expect(ChoosingFixtures.scopes(pilot).last == .group(Fixtures.group, .allAvailable))
    pilot.press(.character("v"))
    #expect(pilot.shows("with what it inherits"))
    pilot.press(.character("n"))
    pilot.type("again")
    pilot.press(.enter)
    let saved = ChoosingFixtures.saved(pilot).last?.views.last
    #expect(saved?.membership == .allAvailable)
    #expect(saved?.scope == "group:" + (Fixtures.group.fullPath ?? ""))
  }

  @Test func aViewOfTheSameNameIsReplacedAndThatIsSaid() {
    var pilot = ChoosingFixtures.pilot(settings: ChoosingFixtures.settings(ChoosingFixtures.kept))
    pilot.press(.character("v"), .character("n"))
    pilot.type("gpu")
    #expect(pilot.shows("This takes the place of the view of that name."))
    pilot.press(.enter)
    #expect(ChoosingFixtures.saved(pilot).last?.views.map(\.name) == ["gpu", "infra"])
    #expect(ChoosingFixtures.saved(pilot).last?.views.first?.filter == "")
  }

  @Test func aViewBringsItsScopeFilterAndSort() {
    var pilot = ChoosingFixtures.pilot(
      settings: ChoosingFixtures.settings(ChoosingFixtures.kept), outside: ChoosingFixtures.finds)
    pilot.press(.character("v"), .enter)
    #expect(pilot.shownIDs.first == 2)
    #expect(pilot.lines[0].contains("gpu"))
    #expect(ChoosingFixtures.scopes(pilot) == [.mine])
    pilot.press(.character("v"))
    #expect(pilot.shows("◉ gpu"))
    pilot.press(.down, .enter)
    #expect(ChoosingFixtures.scopes(pilot).last == .group(Fixtures.group, .direct))
    #expect(!pilot.lines[0].contains("gpu"))
  }

  @Test func aViewWhoseGroupIsGoneSaysSo() {
    var pilot = ChoosingFixtures.pilot(settings: ChoosingFixtures.settings(ChoosingFixtures.kept))
    pilot.press(.character("v"), .down, .enter)
    pilot.answer(.scopeNotFound(Fixtures.failure(.notFound)), where: \.isFindingScope)
    #expect(pilot.shows("✗ The server said no."))
    #expect(ChoosingFixtures.scopes(pilot) == [.mine])
  }

  @Test func aViewGoesOnlyWhenAskedTwice() {
    var pilot = ChoosingFixtures.pilot(settings: ChoosingFixtures.settings(ChoosingFixtures.kept))
    pilot.press(.character("v"), .character("d"))
    #expect(pilot.shows("Press d again to delete “gpu”."))
    pilot.press(.down, .up)
    #expect(!pilot.shows("Press d again"))
    pilot.press(.character("d"))
    #expect(ChoosingFixtures.saved(pilot).isEmpty)
    pilot.press(.character("d"))
    #expect(ChoosingFixtures.saved(pilot).last?.views.map(\.name) == ["infra"])
  }

  @Test func viewsThatWereNotWrittenAreSaidNotToBe() {
    var pilot = ChoosingFixtures.pilot()
    pilot.press(.character("v"), .character("n"))
    pilot.type("x")
    pilot.press(.enter)
    pilot.answer(.viewsNotSaved(SaveFailure(message: "The disk is full.", fileExists: false)))
    #expect(pilot.shows("Not kept: The disk is full."))
  }
}
