import RunnerCore
import RunnerWizard
import Support
import TerminalUI
import Testing

@Suite struct BatchTests {
  /// On the review, with so many runners wanted.
  static func onReview(
    _ count: Int = 3, size: Size = Size(width: 80, height: 24),
    _ outside: @escaping @Sendable (Work) -> Answer? = BatchFixtures.outside()
  ) -> Pilot {
    var pilot = Pilot(Fixtures.settings(), size: size, outside: outside)
    pilot.goToReview()
    pilot.press(.home, .down, .down, .down, .enter)
    pilot.press(.control("u"))
    pilot.type("\(count)")
    pilot.press(.enter, .end)
    return pilot
  }

  private static func started(
    _ count: Int = 3, size: Size = Size(width: 80, height: 24),
    _ outside: @escaping @Sendable (Work) -> Answer? = BatchFixtures.outside()
  ) -> Pilot {
    var pilot = onReview(count, size: size, outside)
    pilot.press(.enter, .enter)
    pilot.wait(milliseconds: 400)
    return pilot
  }

  @Test func oneRunnerIsTheUsualNumber() {
    var pilot = Pilot(Fixtures.settings(), outside: BatchFixtures.outside())
    pilot.goToReview()
    #expect(pilot.shows("How many"))
    pilot.press(.enter)
    #expect(pilot.registrations.count == 1)
    #expect(pilot.advances.isEmpty)
  }

  @Test func reviewSaysHowManyAndWhatTheyAreCalled() {
    let pilot = Self.onReview(12, size: Size(width: 140, height: 40))
    #expect(pilot.shows("12 runners: Docker host in Lyon 01 … Docker host in Lyon 12"))
    #expect(pilot.shows("[ Create 12 runners ]"))
    #expect(pilot.shows("--count 12 --output runners.tokens"))
    #expect(pilot.shows("\"description\": \"Docker host in Lyon 01\""))
  }

  @Test(arguments: ["0", "501", "many", ""]) func wrongNumbersAreRefusedWhereTheyAreTyped(
    text: String
  ) {
    var pilot = Pilot(Fixtures.settings(), outside: BatchFixtures.outside())
    pilot.goToReview()
    pilot.press(.home, .down, .down, .down, .enter, .control("u"))
    pilot.type(text)
    pilot.press(.enter)
    #expect(pilot.shows("whole number from 1 to 500"))
    pilot.press(.escape)
    #expect(pilot.shows("1 (default)") || pilot.shows("How many"))
  }

  @Test func nothingIsSentBeforeAFileIsNamed() {
    var pilot = Self.onReview()
    pilot.press(.enter)
    #expect(pilot.shows("File for the tokens"))
    #expect(pilot.advances.isEmpty)
    pilot.press(.escape)
    #expect(!pilot.shows("File for the tokens"))
    #expect(pilot.begun.isEmpty)
    #expect(pilot.registrations.isEmpty)
  }

  @Test func aFileThatIsThereIsSaidUnderItsName() {
    var pilot = Self.onReview(3) { work in
      if case .beginBatch = work {
        return .batchNotBegun(SaveFailure(message: "It exists already.", fileExists: true))
      }
      return Fixtures.well(work)
    }
    pilot.press(.enter, .enter)
    #expect(pilot.shows("It exists already."))
    #expect(pilot.advances.isEmpty)
  }

  @Test func eachRunnerIsAskedForOnceAfterTheOneBefore() {
    let pilot = Self.started(3)
    #expect(pilot.begun.map(\.count) == [3])
    #expect(pilot.begun.first?.output == "/home/olivia/runners-3.tokens")
    #expect(pilot.advances.map(\.next) == [1, 2, 3])
    #expect(pilot.shows("3 of 3 runners"))
    #expect(pilot.shows("All 3 runners are created."))
    #expect(pilot.left.map(\.isForgotten) == [true])
  }

  @Test func aSecondCreateWhileTheFileIsMadeDoesNothing() {
    var pilot = Self.onReview(3, Fixtures.well)
    pilot.press(.enter, .enter, .enter, .enter)
    #expect(pilot.begun.count == 1)
  }

  @Test func stoppingWaitsForThePresentOne() {
    var pilot = Self.onReview(3) { work in
      if case .advanceBatch = work { return nil }
      return BatchFixtures.outside()(work)
    }
    pilot.press(.enter, .enter)
    pilot.wait(milliseconds: 400)
    pilot.press(.character("s"))
    #expect(pilot.shows("Stopping after this one"))
    #expect(pilot.advances.count == 1)
    if let answer = BatchFixtures.advanced(pilot.advances[0]) {
      pilot.answer(answer, where: \.isAdvancing)
    }
    pilot.wait(milliseconds: 400)
    #expect(pilot.advances.count == 1)
    #expect(pilot.shows("Stopped. Nothing is created twice"))
    pilot.outside = BatchFixtures.outside()
    pilot.press(.enter)
    #expect(pilot.advances.map(\.next) == [1, 2, 3])
  }

  @Test func aFailureStopsItAndGoingOnTriesThatNumberAgain() {
    var pilot = Self.started(3, BatchFixtures.outside(stopsAt: 2))
    #expect(pilot.shows("The server said no. Ask for another role."))
    #expect(pilot.shows("1 of 3 runners"))
    #expect(pilot.shows("not created"))
    #expect(pilot.advances.count == 2)
    pilot.outside = BatchFixtures.outside()
    pilot.press(.enter)
    #expect(pilot.advances.map(\.next) == [1, 2, 2, 3])
    #expect(pilot.shows("3 of 3 runners"))
  }

  /// What was sent before the file was looked at may have been created all the same.
  @Test func whatIsWrongWithAFileSaysNothingAboutTheRunner() {
    let trouble = BatchTrouble.file(message: "The file is cut.", runnerID: nil)
    let pilot = Self.started(3, BatchFixtures.outside(stopsAt: 2, with: trouble))
    #expect(pilot.shows("The file is cut."))
    #expect(pilot.shows("not done"))
    #expect(!pilot.shows("not created"))
  }

  @Test func keysTypedAheadOfTheEndAreDropped() {
    var pilot = Self.onReview(2)
    pilot.press(.enter, .enter, .enter, .enter)
    #expect(pilot.shows("All 2 runners are created."))
  }

  @Test func leavingAStoppedBatchSaysHowItGoesOn() {
    var pilot = Self.started(3, BatchFixtures.outside(stopsAt: 3))
    pilot.press(.escape)
    #expect(!pilot.shows("2 of 3 runners"))
    #expect(pilot.left.map(\.isForgotten) == [false])
    pilot.press(.control("c"), .character("d"))
    let lines = pilot.farewell?.lines.joined(separator: "\n") ?? ""
    #expect(lines.contains("runner-wizard create --resume batch-1"))
    #expect(!lines.contains("glrt-"))
  }

  @Test func aBatchOfWhichNothingCameIsForgotten() {
    var pilot = Self.started(3, BatchFixtures.outside(stopsAt: 1))
    pilot.press(.escape)
    #expect(pilot.left.map(\.isForgotten) == [true])
  }

  @Test func givingUpAsksFirst() {
    var pilot = Self.started(3, BatchFixtures.outside(stopsAt: 3))
    pilot.press(.character("d"))
    #expect(pilot.shows("Give up the rest"))
    #expect(pilot.left.isEmpty)
    pilot.press(.character("y"))
    #expect(pilot.left.map(\.isForgotten) == [true])
  }

  @Test func leavingTheProgramWhileOneIsSentIsAskedAbout() {
    var pilot = Self.onReview(3) { work in
      if case .advanceBatch = work { return nil }
      return BatchFixtures.outside()(work)
    }
    pilot.press(.enter, .enter)
    pilot.wait(milliseconds: 400)
    pilot.press(.control("c"))
    #expect(pilot.shows("create --resume"))
    #expect(pilot.farewell == nil)
    pilot.press(.character("k"))
    #expect(pilot.shows("0 of 3 runners"))
  }

  @Test func tokensAreCopiedOneAtATimeAndNeverShown() {
    var pilot = Self.started(2)
    #expect(!pilot.shows("glrt-"))
    pilot.press(.home, .character("y"))
    #expect(
      pilot.effects.contains { effect in
        if case .run(.copy(.secret(let token)), _) = effect {
          return token == Secret("glrt-t1_batch-token-1")
        }
        return false
      })
  }

  @Test func closingAFinishedBatchBeginsAnotherForm() {
    var pilot = Self.started(2)
    pilot.press(.enter)
    #expect(!pilot.shows("2 of 2 runners"))
    #expect(pilot.shows("Step 1 of"))
  }

  @Test func anUnfinishedBatchIsOfferedAtTheStart() {
    var settings = Fixtures.settings()
    settings.unfinishedBatches = [BatchFixtures.batch("batch-7", done: 3)]
    var pilot = Pilot(settings, outside: BatchFixtures.outside())
    pilot.wait(milliseconds: 400)
    #expect(pilot.shows("You have an unfinished batch"))
    #expect(pilot.shows("3 of 12 runners are done"))
    #expect(pilot.shows("batch-7"))
    pilot.press(.character("g"))
    #expect(pilot.advances.first?.next == 4)
    #expect(pilot.shows("12 of 12 runners"))
  }

  @Test func aBatchOfAnotherServerIsNotOffered() {
    var settings = Fixtures.settings()
    let other = BatchFixtures.batch("batch-7", done: 3)
    settings.unfinishedBatches = [
      RunnerBatch(
        id: other.id, server: Fixtures.server("https://other.example"), form: other.form, count: 12,
        startedAt: 0)
    ]
    var pilot = Pilot(settings, outside: BatchFixtures.outside())
    pilot.wait(milliseconds: 400)
    #expect(!pilot.shows("You have an unfinished batch"))
  }

  @Test(arguments: SnapshotTests.sizes) func pictures(size: Size) {
    func check(_ pilot: Pilot, _ name: String) {
      assertSnapshot(pilot.frame, named: "batch-\(name)-\(size.width)x\(size.height)")
    }
    var pilot = Self.onReview(12, size: size)
    check(pilot, "review")
    pilot.press(.enter)
    check(pilot, "file")
    check(Self.started(12, size: size), "finished")
    check(Self.started(12, size: size, BatchFixtures.outside(stopsAt: 5)), "failed")
    let open = BatchFixtures.outside(
      stopsAt: 5,
      with: .tokenGone(RecoveryFixtures.entry(), runnerID: 4_705, reason: "A machine uses it."))
    check(Self.started(12, size: size, open), "open")
  }
}

extension Pilot {
  /// The batches whose next runner was asked for, as they were then.
  fileprivate var advances: [RunnerBatch] {
    works.compactMap { if case .advanceBatch(let batch, _) = $0 { batch } else { nil } }
  }
  fileprivate var begun: [RunnerBatch] {
    works.compactMap { if case .beginBatch(let batch) = $0 { batch } else { nil } }
  }
  fileprivate var left: [(batch: RunnerBatch, isForgotten: Bool)] {
    works.compactMap { work in
      if case .leaveBatch(let batch, let isForgotten) = work { (batch, isForgotten) } else { nil }
    }
  }
}

extension Work {
  fileprivate var isAdvancing: Bool {
    if case .advanceBatch = self { true } else { false }
  }
}
