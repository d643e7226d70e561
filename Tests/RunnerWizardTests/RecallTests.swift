import RunnerCore
import RunnerWizard
import Support
import TerminalUI
import Testing

/// Showing the token of a recent runner once more, from the list.
@Suite struct RecallTests {
  private func pilot(
    _ answer: Answer?, of runner: Runner = RecoveryFixtures.runner()
  ) -> Pilot {
    Pilot(
      ListFixtures.settings(),
      outside: { work in
        if work.isRecall { return answer }
        return Fixtures.well(work)
      },
      streams: ListFixtures.serves([runner]))
  }

  @Test func recentTokenIsShownAgainAndLeadsBackToTheList() {
    var pilot = pilot(.tokenRecalled(1234, Secret(Fixtures.token)))
    pilot.press(.character("t"))
    pilot.wait(milliseconds: 400)
    #expect(pilot.shows("Token recovered"))
    #expect(pilot.shows("#1234, group runner"))
    #expect(!pilot.shows("NotAReal"))
    pilot.press(.escape)
    #expect(pilot.shows("Leave without the token?"))
    pilot.press(.escape, .character("y"), .escape)
    #expect(pilot.shows("Docker host in Lyon"))
    #expect(pilot.cursorID == 1234)
  }

  @Test func runnerOfAnOldTokenIsWatchedToo() {
    let server = TrackedServer()
    var pilot = pilot(.tokenRecalled(1234, Secret(Fixtures.token)))
    pilot.outside = { work in
      if work.isRecall { return .tokenRecalled(1234, Secret(Fixtures.token)) }
      return server.answer(work)
    }
    server.reach(.registered)
    pilot.press(.character("t"))
    pilot.wait(milliseconds: 400)
    #expect(pilot.shows("✓ registered"))
  }

  @Test func tokenThatGitLabGivesNoMoreIsSaidWithTheRule() {
    var pilot = pilot(.tokenRecalled(1234, nil))
    pilot.press(.character("t"))
    #expect(pilot.told("for an hour after creating, to the creator, until a machine uses it"))
    #expect(!pilot.shows("Token recovered"))
  }

  @Test func failedReadingIsSaid() {
    var pilot = pilot(.tokenNotRecalled(1234, Fixtures.failure(.timedOut)))
    pilot.press(.character("t"))
    #expect(pilot.told("could not be read. The server said no."))
  }

  @Test func escapeStopsReadingIt() {
    var pilot = pilot(nil)
    pilot.press(.character("t"))
    pilot.wait(milliseconds: 200)
    #expect(pilot.shows("Reading the token of"))
    pilot.press(.escape)
    #expect(!pilot.pending.contains { $0.work.isRecall })
  }

  @Test func itSaysWhyNot() {
    var old = RecoveryFixtures.runner()
    old.createdAt = ListFixtures.now - 3_700
    var others = RecoveryFixtures.runner()
    others.creator = "mallory"
    var used = RecoveryFixtures.runner()
    used.status = .online
    for (runner, reason) in [
      (old, "only for an hour after creating"), (others, "only to the runner's creator"),
      (used, "only until a machine uses it"),
    ] {
      var pilot = pilot(nil, of: runner)
      pilot.press(.character("t"))
      #expect(pilot.told(reason))
      #expect(!pilot.works.contains { $0.isRecall })
    }
  }

  @Test func whatTheListDoesNotTellIsLeftToGitLab() {
    var bare = Runner(id: 12)
    bare.type = .group
    var pilot = pilot(.tokenRecalled(12, Secret(Fixtures.token)), of: bare)
    pilot.press(.character("t"))
    #expect(pilot.works.contains { $0.isRecall })
    #expect(pilot.shows("Token recovered"))
  }
}
