import RunnerCore
import RunnerWizard
import Support
import TerminalUI
import Testing

/// Batches among what is unfinished, and what a batch says whose outcome is not certain.
@Suite struct UnfinishedBatchTests {
  private func pilot(
    _ batches: [RunnerBatch], _ entries: [JournalEntry] = [], isReadOnly: Bool = false,
    _ outside: @escaping @Sendable (Work) -> Answer? = BatchFixtures.outside()
  ) -> Pilot {
    var settings = RecoveryFixtures.settings(entries)
    settings.unfinishedBatches = batches
    settings.isReadOnly = isReadOnly
    var pilot = Pilot(settings, outside: outside)
    pilot.wait(milliseconds: 400)
    return pilot
  }

  @Test func aBatchThatWasLeftForLaterIsOfferedAgain() {
    var pilot = pilot([BatchFixtures.batch("batch-7", done: 3)])
    pilot.press(.character("l"))
    #expect(!pilot.shows("You have an unfinished batch"))
    pilot.press(.character("U"))
    #expect(pilot.shows("You have an unfinished batch"))
    pilot.press(.character("g"))
    #expect(pilot.shows("12 of 12 runners"))
    pilot.press(.enter, .character("U"))
    #expect(!pilot.shows("unfinished batch"))
  }

  @Test func batchesAreListedWithTheOthers() {
    var pilot = pilot(
      [BatchFixtures.batch("batch-7", done: 3)], [RecoveryFixtures.entry("a")])
    #expect(pilot.shows("You have 1 unfinished runner and 1 unfinished batch"))
    #expect(pilot.shows("Docker host in Lyon · group acme/infra"))
    #expect(pilot.shows("batch of 12, build-01 … build-12"))
    #expect(pilot.shows("3 done"))
    pilot.press(.down, .enter)
    #expect(pilot.shows("3 of 12 runners are done"))
    pilot.press(.escape)
    #expect(pilot.shows("You have 1 unfinished runner and 1 unfinished batch"))
    pilot.press(.down, .enter, .character("g"))
    #expect(pilot.shows("12 of 12 runners"))
  }

  @Test func aBatchIsGivenUpFromTheList() {
    let lost = RecoveryFixtures.entry("lost")
    var pilot = pilot([BatchFixtures.batch("batch-7", done: 3)]) { work in
      guard case .leaveBatch(let batch, _) = work else { return BatchFixtures.outside()(work) }
      return .batchLeft(id: batch.id, problem: nil, open: [lost])
    }
    pilot.press(.character("d"))
    #expect(pilot.shows("Give up the rest of this batch?"))
    #expect(pilot.shows("3 of 12 runners were created and stay"))
    #expect(pilot.shows("/home/olga/runners.tokens"))
    pilot.press(.escape, .character("U"), .character("d"), .character("y"))
    let left = pilot.works.compactMap { work in
      if case .leaveBatch(let batch, let isForgotten) = work {
        (batch.id, isForgotten)
      } else {
        nil
      }
    }
    #expect(left.map(\.0) == ["batch-7"])
    #expect(left.map(\.1) == [true])
    #expect(pilot.shows("The batch is given up"))
    // What is not certain of it is looked after from now on.
    pilot.press(.character("U"))
    #expect(pilot.shows("acme/infra"))
    #expect(pilot.works.contains { if case .recover(lost, _) = $0 { true } else { false } })
  }

  @Test func whatCannotGoOnHereSaysWhyAndCanBeGivenUp() {
    let batch = BatchFixtures.batch("batch-7", done: 3)
    func other(_ server: ServerURL, output: String?) -> RunnerBatch {
      RunnerBatch(
        id: "batch-8", server: server, form: batch.form, count: 12, output: output, startedAt: 0)
    }
    var elsewhere = pilot([other(Fixtures.server("https://other.example"), output: "/tmp/t")])
    elsewhere.press(.character("U"))
    #expect(elsewhere.shows("other.example is connected to"))
    #expect(!elsewhere.shows("Go on"))
    #expect(elsewhere.shows("Give up…"))
    let printed = pilot([other(batch.server, output: nil)])
    #expect(printed.shows("standard output, so that it goes on there."))
    #expect(!printed.shows("Go on"))
    let readOnly = pilot([batch], isReadOnly: true)
    #expect(readOnly.shows("now: Nothing is changed with --read-only."))
  }

  @Test func anUncertainNumberSaysWhatEnterDoes() {
    var lost = Fixtures.failure(.serverError)
    lost.message = "GitLab had an internal error."
    lost.fix = "Look in GitLab's list of runners. One that is there can be deleted."
    let outside = BatchFixtures.outside(stopsAt: 2, with: .failed(lost))
    var pilot = BatchTests.onReview(3, size: Size(width: 140, height: 40), outside)
    pilot.press(.enter, .enter)
    pilot.wait(milliseconds: 400)
    #expect(pilot.shows("GitLab had an internal error. The runner may have been created all the"))
    #expect(pilot.shows("Enter looks for it first"))
    #expect(pilot.shows("d gives up the rest"))
    #expect(!pilot.shows("can be deleted"))
  }

  @Test func whatIsSaidOfASavedTokenIsShown() {
    var pilot = BatchTests.onReview(2) { work in
      guard case .batchAdvanced(let batch, var made)? = BatchFixtures.outside()(work) else {
        return BatchFixtures.outside()(work)
      }
      made.note = made.number == 2 ? "The file ended in half a line." : nil
      return .batchAdvanced(batch, made)
    }
    pilot.press(.enter, .enter)
    pilot.wait(milliseconds: 400)
    pilot.press(.enter, .control("p"))
    pilot.type("Messages")
    pilot.press(.enter)
    #expect(pilot.shows("The file ended in half a line."))
  }
}
