import FoundationEssentials
import GitLabSandbox
import RunnerCore
import Testing

/// Looking for a runner whose answer was lost, in the sandbox.
@Suite struct RecoveryTests {
  /// A registration by that access token whose answer was lost, and what there was before.
  private struct Lost {
    var transport: UnreliableTransport
    var connection: Connection
    var entry: JournalEntry

    var client: GitLabClient { transport.client(connection) }

    /// The one runner with the form's description.
    func runner(_ description: String = "Lost and found") -> SandboxRunner? {
      transport.withSandbox { $0.runners.last { $0.description == description } }
    }
  }

  private func lost(
    _ token: String = "owner-api", options: GitLabSandbox.Options = .init(),
    trick: UnreliableTransport.Trick = .lost(.connectionLost), skew: Double = 0,
    _ change: (inout RunnerForm) -> Void = { _ in }
  ) async throws -> Lost {
    let transport = UnreliableTransport(options, skew: skew)
    var form = RunnerForm(
      type: .group, target: RunnerTarget(kind: .group, id: 10, fullPath: "acme"),
      tags: ["docker"], description: "Lost and found", maintenanceNote: "one\ntwo")
    change(&form)
    let connection = transport.connection(token)
    transport.add([.init("POST /api/v4/user/runners", trick)])
    let entry = JournalEntry(
      id: "lost", state: .unknown, server: connection.server, userID: 2, username: "owner",
      form: form, marker: nil, startedAt: Int64(transport.now.timeIntervalSince1970))
    let lost = Lost(transport: transport, connection: connection, entry: entry)
    let registration = try form.validate()
    do throws(APIFailure) {
      _ = try await lost.client.register(registration)
      Issue.record("It was not lost.")
    } catch {
      #expect(error.outcome == .unknown)
    }
    return lost
  }

  @Test(arguments: ["owner-api", "owner-create-read"])
  func graphQLGivesTheTokenOnceMore(token: String) async throws {
    let lost = try await lost(token)
    let report = await lost.client.recover(lost.entry)
    #expect(report.candidates.count == 1)
    let found = try #require(report.candidates.first)
    #expect(found.token?.reveal() == lost.runner()?.token)
    #expect(found.tokenObstacle == nil)
    #expect(report.obstacle == nil)
    #expect(!report.isCertainlyAbsent)
    #expect(lost.transport.now.timeIntervalSince1970 == UnreliableTransport.start)
    if token == "owner-api" {
      #expect(found.doubts == [])
      #expect(
        report.findings == [
          "There is one runner that may be it in the group acme, created by owner at about "
            + "2027-01-15 08:00:00 UTC."
        ])
    }
  }

  @Test func projectAndInstanceRunnersAreFoundInTheirLists() async throws {
    let project = try await lost { form in
      form.type = .project
      form.target = RunnerTarget(kind: .project, id: 101, fullPath: "acme/platform/api")
    }
    let found = await project.client.recover(project.entry)
    #expect(found.candidates.map(\.token) == [Secret(try #require(project.runner()?.token))])

    let instance = try await lost("root-admin") { form in
      form.type = .instance
      form.target = nil
    }
    var entry = instance.entry
    entry = JournalEntry(
      id: entry.id, state: .unknown, server: entry.server, userID: 1, username: "root",
      form: entry.form, marker: nil, startedAt: entry.startedAt)
    let report = await instance.client.recover(entry)
    #expect(report.candidates.map(\.token) == [Secret(try #require(instance.runner()?.token))])
  }

  @Test func aPathThatIsNotKnownIsLookedUp() async throws {
    let lost = try await lost { $0.target?.fullPath = nil }
    #expect(await lost.client.recover(lost.entry).candidates.first?.token != nil)
  }

  @Test func theTokenOfAnOlderOrUsedRunnerIsOutOfReach() async throws {
    let old = try await lost()
    old.transport.wait(3_600)
    let found = await old.client.recover(old.entry).candidates.first
    #expect(found?.token == nil)
    #expect(found?.doubts == [])
    #expect(found?.tokenObstacle?.contains("within an hour") == true)

    let used = try await lost()
    let id = try #require(used.runner()?.id)
    let now = used.transport.now
    used.transport.withSandbox { sandbox in
      _ = sandbox.contact(runnerID: id, systemID: "s_1", polls: false, at: now)
    }
    let taken = await used.client.recover(used.entry).candidates.first
    #expect(taken?.token == nil)
    #expect(taken?.doubts == ["A machine has already been in contact with its token."])
    #expect(taken?.tokenObstacle?.contains("until a machine uses it") == true)
  }

  @Test func anotherUserSeesTheRunnerAndNotItsToken() async throws {
    let lost = try await lost()
    let found = await lost.transport.client(lost.transport.connection("maintainer-api"))
      .recover(lost.entry).candidates.first
    #expect(found?.runner.id == lost.runner().map { Int64($0.id) })
    #expect(found?.token == nil)
    #expect(found?.tokenObstacle?.contains("the user that created the runner, owner") == true)
  }

  @Test func whatDiffersFromWhatWasSentIsAnotherRunner() async throws {
    let changes: [(inout RunnerForm) -> Void] = [
      { $0.description = "Lost and found!" }, { $0.tags = ["docker", "x"] }, { $0.tags = [] },
      { $0.maintenanceNote = "one" }, { $0.description = "Lost and fou\u{301}nd" },
      { $0.target = RunnerTarget(kind: .group, id: 11, fullPath: "acme/platform") },
    ]
    for change in changes {
      let lost = try await lost()
      lost.transport.wait(200)
      var form = lost.entry.form
      change(&form)
      let entry = JournalEntry(
        id: "other", state: .unknown, server: lost.entry.server, userID: 2, username: "owner",
        form: form, marker: nil, startedAt: lost.entry.startedAt)
      #expect(await lost.client.recover(entry).isCertainlyAbsent)
    }
    let lost = try await lost()
    let other = JournalEntry(
      id: "other", state: .unknown, server: lost.entry.server, userID: 3, username: "maintainer",
      form: lost.entry.form, marker: nil, startedAt: lost.entry.startedAt)
    lost.transport.wait(200)
    #expect(await lost.client.recover(other).isCertainlyAbsent)
  }

  @Test func settingsThatSomeoneChangedMeanwhileAreADoubt() async throws {
    let lost = try await lost()
    let id = try #require(lost.runner()?.id)
    _ = try await lost.client.change(Int64(id), .pause)
    let found = await lost.client.recover(lost.entry).candidates.first
    #expect(found?.doubts == ["What it has in paused is not what was sent."])
    #expect(found?.token != nil)
  }

  @Test func absenceIsCertainOnlyWhenTheRequestCannotBeUnderWayAnyMore() async throws {
    let lost = try await lost(trick: .vanished)
    let early = await lost.client.recover(lost.entry)
    #expect(early.obstacle?.code == "still_possible")
    #expect(early.obstacle?.fix == "Look again in 2m; send nothing again before.")
    #expect(!early.isCertainlyAbsent)
    #expect(lost.transport.now.timeIntervalSince1970 == UnreliableTransport.start + 30)
    lost.transport.wait(120)
    let late = await lost.client.recover(lost.entry)
    #expect(late.isCertainlyAbsent)
    #expect(late.findings.first?.hasPrefix("There is no runner with the values") == true)
  }

  @Test(arguments: 1...5) func aRequestThatIsStillUnderWayIsWaitedFor(waits: Int) async throws {
    let lost = try await lost(trick: .late(waits))
    let report = await lost.client.recover(lost.entry)
    #expect(report.candidates.first?.token?.reveal() == lost.runner()?.token)
  }

  @Test func aRunnerOfAnotherTimeIsDoubtedOrLeftOut() async throws {
    let older = try await lost()
    let first = try #require(older.runner()?.id)
    older.transport.wait(900)
    let entry = JournalEntry(
      id: "later", state: .unknown, server: older.entry.server, userID: 2, username: "owner",
      form: older.entry.form, marker: nil,
      startedAt: Int64(older.transport.now.timeIntervalSince1970))
    older.transport.wait(200)
    let report = await older.client.recover(entry)
    #expect(report.candidates.map(\.runner.id) == [Int64(first)])
    #expect(
      report.candidates.first?.doubts == [
        "It was created at 2027-01-15 08:00:00 UTC, and the request was sent at about "
          + "2027-01-15 08:15:00 UTC."
      ])
    let now = older.transport.now
    older.transport.withSandbox { sandbox in
      _ = sandbox.contact(runnerID: first, systemID: "s_1", polls: true, at: now)
    }
    #expect(await older.client.recover(entry).isCertainlyAbsent)
  }

  @Test(arguments: [true, false])
  func anEqualRunnerOfAnotherRegistrationIsNotTheLostOne(graphQL: Bool) async throws {
    let earlier = try await lost(options: .init(graphQL: graphQL))
    let id = Int64(try #require(earlier.runner()?.id))
    earlier.transport.wait(5)
    let entry = JournalEntry(
      id: "later", state: .unknown, server: earlier.entry.server, userID: 2, username: "owner",
      form: earlier.entry.form, marker: nil,
      startedAt: Int64(earlier.transport.now.timeIntervalSince1970), lastKnownID: id)
    let doubted = await earlier.client.recover(entry)
    #expect(doubted.candidates.map(\.runner.id) == [id])
    #expect(
      doubted.candidates.first?.doubts.contains(
        "It is not newer than runner \(id), which was there before the request was sent.") == true)
    earlier.transport.wait(150)
    let report = await earlier.client.recover(entry, except: [id])
    #expect(report.isCertainlyAbsent)
    #expect(
      report.findings.last
        == "Runner \(id) has the same values, but another registration made it.")
  }

  @Test func theRunnerThatTheEntryNamesIsItsOwn() async throws {
    let lost = try await lost()
    let id = Int64(try #require(lost.runner()?.id))
    var entry = lost.entry
    entry.runnerID = id
    #expect(await lost.client.recover(entry, except: [id]).candidates.first?.token != nil)
  }

  @Test(arguments: [-86_400.0, 86_400.0])
  func theServersClockIsWhatCounts(skew: Double) async throws {
    let lost = try await lost(skew: skew)
    let found = await lost.client.recover(lost.entry).candidates.first
    #expect(found?.doubts == [])
    #expect(found?.token != nil)
  }

  @Test(arguments: [GitLabSandbox.Release.v16, .v17, .v18])
  func withoutGraphQLTheLastPageOfRESTIsRead(release: GitLabSandbox.Release) async throws {
    let lost = try await lost(
      options: .init(runners: 3_000, gitLab: release, graphQL: false))
    let report = await lost.client.recover(lost.entry)
    #expect(report.candidates.count == 1)
    let found = try #require(report.candidates.first)
    #expect(found.runner.id == lost.runner().map { Int64($0.id) })
    #expect(found.token == nil)
    #expect(found.tokenObstacle?.contains("by GraphQL only") == true)
    #expect(
      found.doubts
        == (release == .v18
          ? []
          : [
            "GitLab did not tell when it was created.",
            "GitLab did not tell whether you created it.",
          ]))
    #expect(report.findings.first == "GraphQL is not available on this server.")
    _ = try await lost.client.resetToken(of: found.runner.id)
  }

  @Test func aKnownIdIsAskedForAlone() async throws {
    for options in [GitLabSandbox.Options(), .init(graphQL: false)] {
      let lost = try await lost(options: options)
      let id = Int64(try #require(lost.runner()?.id))
      var entry = lost.entry
      entry.state = .created
      entry.runnerID = id
      let report = await lost.client.recover(entry)
      #expect(report.candidates.map(\.runner.id) == [id])
      #expect(report.candidates.first?.doubts == [])
      #expect((report.candidates.first?.token != nil) == options.graphQL)

      _ = try await lost.client.change(id, .delete)
      let gone = await lost.client.recover(entry)
      #expect(gone.isCertainlyAbsent)
      #expect(gone.findings.last == "GitLab has no runner \(id) any more.")
    }
  }

  @Test func aTokenThatMayLookNothingUpSaysHowAnAdministratorFindsTheRunner() async throws {
    let lost = try await lost("owner-create") { form in
      form.target?.fullPath = nil
      form.maintenanceNote += "\nRecovery marker rw-abcdefgh"
    }
    let entry = JournalEntry(
      id: "lost", state: .unknown, server: lost.entry.server, userID: 2, username: "owner",
      form: lost.entry.form, marker: "rw-abcdefgh", startedAt: lost.entry.startedAt)
    let report = await lost.client.recover(entry)
    #expect(report.candidates.isEmpty)
    #expect(!report.isCertainlyAbsent)
    #expect(report.obstacle?.code == "cannot_look_up")
    #expect(
      report.obstacle?.fix
        == "Ask an owner of the group or an administrator to look in the group with id 10 for a "
        + "new runner of the type group_type, created by owner at about 2027-01-15 08:00:00 UTC, "
        + "with rw-abcdefgh in its maintenance note, with the description “Lost and found”. "
        + "Or connect with a token that has the scope read_api, and look again.")
  }

  @Test func whatLooksLikeATokenIsNotRepeated() async throws {
    let lost = try await lost("owner-create") {
      $0.description = "for glrt-abcdefghijklmnop\u{1B}[2J"
    }
    let fix = await lost.client.recover(lost.entry).obstacle?.fix
    #expect(fix?.contains("with the description “for ‹redacted›\u{FFFD}[2J”") == true)
  }

  @Test func waitingCanBeEnded() async throws {
    let lost = try await lost(trick: .vanished)
    let client = GitLabClient(
      connection: lost.connection, transport: lost.transport, now: { lost.transport.now },
      pause: { _ in throw CancellationError() })
    #expect(await client.recover(lost.entry).obstacle?.code == "still_possible")
  }

  @Test func aRecentTokenIsRecalledById() async throws {
    let lost = try await lost()
    let runner = try #require(lost.runner())
    let id = Int64(runner.id)
    #expect(try await lost.client.recallToken(of: id)?.reveal() == runner.token)
    let reader = lost.transport.client(lost.transport.connection("owner-create-read"))
    #expect(try await reader.recallToken(of: id)?.reveal() == runner.token)
    let someone = lost.transport.client(lost.transport.connection("maintainer-api"))
    #expect(try await someone.recallToken(of: id) == nil)
    lost.transport.wait(3_600)
    #expect(try await lost.client.recallToken(of: id) == nil)
    let missing = await failure { () async throws(APIFailure) in
      try await lost.client.recallToken(of: 999_999)
    }
    #expect(missing?.kind == .notFound)
    let blind = lost.transport.client(lost.transport.connection("owner-create"))
    let refusal = await failure { () async throws(APIFailure) in try await blind.recallToken(of: id)
    }
    #expect(refusal?.kind.isAboutScope == true)
    let changer = lost.transport.client(lost.transport.connection("owner-manage"))
    let other = await failure { () async throws(APIFailure) in
      try await changer.recallToken(of: id)
    }
    #expect(other?.kind == .insufficientScope(needed: ["read_api", "api"]))
    #expect(other?.message == "GraphQL on this server does not accept the access token.")
  }

  private func failure(
    _ body: () async throws(APIFailure) -> Secret?
  ) async -> APIFailure? {
    do throws(APIFailure) {
      _ = try await body()
      return nil
    } catch {
      return error
    }
  }
}
