import RunnerCore
import RunnerWizard
import Support
import TerminalUI
import Testing

/// What comes of pages that do not come, and of tokens that may not read.
@Suite struct ListLoadingTests {
  private func failAtTheEnd(_ kind: APIFailure.Kind = .connectionLost) -> Pilot {
    var pilot = ListFixtures.pilot(1_000)
    pilot.streams = { _ in [] }
    for _ in 0..<15 { pilot.press(.pageDown) }
    pilot.answer(.runnersFailed(Fixtures.failure(kind), at: .page(2), .more), where: \.isLoad)
    return pilot
  }

  @Test func aFailedPageHasARowThatSaysSo() {
    let pilot = failAtTheEnd()
    #expect(pilot.cursorID == 801)
    #expect(pilot.shows("The server said no. Tries again in 2 s; r does at once."))
  }

  @Test(arguments: [Key.character("r"), .down])
  func aKeyTriesAFailedPageAgain(key: Key) {
    var pilot = failAtTheEnd()
    pilot.streams = ListFixtures.serves(ListFixtures.runners(1_000))
    pilot.press(key)
    #expect(!pilot.shows("The server said no."))
    #expect(pilot.loads.last?.from != nil)
  }

  @Test func noKeyAsksForAPageBeforeTheServerTakesRequestsAgain() {
    var pilot = ListFixtures.pilot(1_000)
    pilot.streams = { _ in [] }
    for _ in 0..<15 { pilot.press(.pageDown) }
    pilot.answer(
      .runnersFailed(Fixtures.failure(.rateLimited, retryAfter: 20), at: .page(2), .more),
      where: \.isLoad)
    let loads = pilot.loads.count
    #expect(pilot.shows("Tries again in 20 s, as GitLab asks."))
    pilot.press(.character("r"), .down, .end)
    #expect(pilot.loads.count == loads)
    pilot.streams = ListFixtures.serves(ListFixtures.runners(1_000))
    pilot.wait(milliseconds: 21_000)
    #expect(pilot.loads.count > loads)
    #expect(!pilot.shows("did not come"))
  }

  @Test func aClickTriesAFailedPageAgain() {
    var pilot = failAtTheEnd()
    pilot.streams = ListFixtures.serves(ListFixtures.runners(1_000))
    let isClicked = pilot.click("The server said no.")
    #expect(isClicked)
    #expect(!pilot.shows("The server said no."))
  }

  @Test func aFailedPageIsTriedAgainByItself() {
    var pilot = failAtTheEnd()
    pilot.streams = ListFixtures.serves(ListFixtures.runners(1_000))
    pilot.wait(milliseconds: 2_500)
    #expect(!pilot.shows("The server said no."))
    #expect(pilot.loads.last?.from == .page(2))
  }

  @Test func aRefusedPageIsNotTriedAgainByItself() {
    var pilot = failAtTheEnd(.forbidden)
    #expect(pilot.shows("The server said no. Press r to try again."))
    pilot.wait(milliseconds: 60_000)
    #expect(!pilot.pending.contains { $0.work.isLoad })
  }

  @Test func theFirstPageIsTriedAgainUntilItComes() {
    var pilot = Pilot(ListFixtures.settings(), outside: Fixtures.well)
    pilot.answer(
      .runnersFailed(Fixtures.failure(.couldNotConnect), at: nil, .more), where: \.isLoad)
    #expect(pilot.shows("Tries again in 2 s"))
    pilot.wait(milliseconds: 2_100)
    pilot.answer(
      .runnersFailed(Fixtures.failure(.couldNotConnect), at: nil, .more), where: \.isLoad)
    #expect(pilot.shows("Tries again in 4 s"))
    pilot.streams = ListFixtures.serves(ListFixtures.runners(5))
    pilot.wait(milliseconds: 4_100)
    #expect(pilot.cursorID == 5)
  }

  @Test func aTokenThatMayNotReadIsToldWhatWouldDo() {
    let identity = Identity(
      user: nil, token: AccessTokenFacts(name: "ci", scopes: ["create_runner"]))
    var pilot = Pilot(
      ListFixtures.settings(), size: Size(width: 100, height: 24),
      outside: Fixtures.except(\.isIdentification, .identified(identity)))
    #expect(pilot.shows("This access token cannot list runners."))
    #expect(pilot.shows("read_api"))
    #expect(pilot.shows("n creates a runner"))
    #expect(!pilot.pending.contains { $0.work.isLoad })
    pilot.press(.character("r"))
    #expect(!pilot.pending.contains { $0.work.isLoad })
  }

  @Test(arguments: [(["read_user"], false), (["api"], true), (["granular"], true)])
  func creatingIsOfferedOnlyToATokenThatMayDoIt(_ scopes: [String], _ isOffered: Bool) {
    let identity = Identity(user: nil, token: AccessTokenFacts(name: "ci", scopes: scopes))
    var pilot = Pilot(
      ListFixtures.settings(), size: Size(width: 100, height: 24),
      outside: Fixtures.except(\.isIdentification, .identified(identity)))
    if pilot.pending.contains(where: { $0.work.isLoad }) {
      pilot.answer(
        .runnersFailed(
          Fixtures.failure(.insufficientScope(needed: ["read_api"])), at: nil, .more),
        where: \.isLoad)
    }
    #expect(pilot.shows("This access token cannot list runners."))
    #expect(pilot.shows("n creates a runner") == isOffered)
    #expect(pilot.shows("where C takes another token."))
  }

  @Test func aServerThatFindsTheScopeTooSmallIsBelieved() {
    var pilot = Pilot(ListFixtures.settings(), outside: { _ in nil })
    pilot.answer(
      .runnersFailed(
        Fixtures.failure(.insufficientScope(needed: ["read_api"])), at: nil, .more),
      where: \.isLoad)
    #expect(pilot.shows("This access token cannot list runners."))
    #expect(pilot.shows("Ask for another role."))
  }

  @Test func aTokenFromACommandIsWaitedFor() {
    var pilot = Pilot(
      ListFixtures.settings(start: .command(["pass"], Fixtures.connection, notes: [])),
      outside: { _ in nil })
    #expect(pilot.loads.isEmpty)
    pilot.answer(.tokenRead(Secret(Fixtures.accessToken)))
    #expect(pilot.loads.count == 1)
  }

  @Test func nothingIsShownForATenthOfASecond() {
    var pilot = Pilot(ListFixtures.settings(), outside: Fixtures.well)
    #expect(!pilot.shows("Loading"))
    pilot.wait(milliseconds: 150)
    #expect(pilot.shows("Loading runners"))
  }

  @Test func emptyListsDiffer() {
    #expect(ListFixtures.pilot(0).shows("You manage no runner"))
    var pilot = ListFixtures.pilot(10)
    pilot.press(.character("/"))
    pilot.type("nothing like it")
    #expect(pilot.shows("No runner matches “nothing like it”."))
    #expect(pilot.shows("Esc clears the filter."))
    pilot.press(.escape, .escape)
    #expect(pilot.cursorID == 10)
  }

  @Test func theFilterLoadsTheWholeListAndShowsHowFarItIs() {
    var pilot = ListFixtures.pilot(1_000)
    let streams = pilot.streams
    pilot.streams = { _ in [] }
    pilot.press(.character("/"))
    pilot.type("\"host 7\"")
    #expect(pilot.loads.last?.pages == .max)
    pilot.streams = streams
    pilot.answer()
    pilot.press(.enter)
    #expect(pilot.lines[0].contains("/\"host 7\" · 111 of 1,000"))
  }

  @Test func clearingTheFilterStopsLoadingTheWholeList() {
    var pilot = ListFixtures.pilot(1_000)
    pilot.streams = { _ in [] }
    pilot.press(.character("/"), .character("x"))
    #expect(pilot.pending.contains { $0.work.load?.pages == .max })
    pilot.press(.backspace)
    #expect(!pilot.pending.contains { $0.work.load?.pages == .max })
  }

  @Test func theCursorComesBackWhenTheFilterIsCleared() {
    var pilot = ListFixtures.pilot()
    for _ in 0..<20 { pilot.press(.down) }
    #expect(pilot.cursorID == 220)
    pilot.press(.character("/"))
    pilot.type("nothing like it")
    pilot.press(.escape, .escape)
    #expect(pilot.cursorID == 220)
  }

  @Test func theListGoesOnWhereItWasLeft() {
    var pilot = ListFixtures.pilot()
    pilot.press(.down, .down, .space)
    pilot.press(.function(2))
    #expect(!pilot.lines[0].contains("Runners ·"))
    pilot.press(.function(3))
    #expect(pilot.cursorID == 237)
    #expect(pilot.lines[0].contains("1 marked"))
    #expect(pilot.loads.last?.purpose == .refresh)
  }
}
