import GitLabSandbox
import RunnerCore
import Testing

@testable import Runtime

/// How far a runner is seen to be on servers of each release, by both interfaces.
@Suite struct ProgressTests {
  struct Server: Sendable, CustomTestStringConvertible {
    var release: GitLabSandbox.Release
    var graphQL = true
    /// What is known when the runner has asked for jobs.
    var asking: RunnerProgress.Asking

    var testDescription: String { "\(release.rawValue) \(graphQL ? "GraphQL" : "REST")" }
  }

  private static let servers = [
    Server(release: .v18, asking: .yes), Server(release: .v18, graphQL: false, asking: .yes),
    Server(release: .v17, asking: .probably), Server(release: .v16, asking: .probably),
    Server(release: .v17, graphQL: false, asking: .probably),
    Server(release: .v16, graphQL: false, asking: .probably),
  ]

  private func transport(_ server: Server) -> SandboxTransport {
    SandboxTransport(
      .init(
        gitLab: server.release, graphQL: server.graphQL, timeline: .init(register: 6, poll: 12)))
  }

  private func client(_ transport: SandboxTransport, _ token: String = "owner-api") -> GitLabClient
  {
    GitLabClient(connection: transport.connection(token), transport: transport)
  }

  private func create(_ client: GitLabClient, _ description: String) async throws -> Int64 {
    var form = RunnerForm(type: .group)
    form.target = RunnerTarget(kind: .group, id: 10)
    form.description = description
    return try await client.register(form.validate()).id
  }

  @Test(arguments: servers)
  func stagesAreSeenAsTheyCome(server: Server) async throws {
    let transport = transport(server)
    let client = client(transport)
    let id = try await create(client, "builder")
    var reading = try await client.runnerProgress(id, source: .graphQL(.all))
    #expect(reading.progress.stage == .created)
    transport.withSandbox { $0.advanceClock(by: 6) }
    reading = try await client.runnerProgress(
      id, source: reading.source, after: reading.progress)
    #expect(reading.progress.stage == .registered)
    #expect(reading.progress.manager?.platform == "linux")
    transport.withSandbox { $0.advanceClock(by: 6) }
    reading = try await client.runnerProgress(
      id, source: reading.source, after: reading.progress)
    #expect(reading.progress.stage == .polling)
    #expect(reading.progress.asking == server.asking)
  }

  @Test(arguments: servers)
  func aRunnerThatNeverPollsIsNeverTakenForOneThatDoes(server: Server) async throws {
    let transport = transport(server)
    let client = client(transport)
    let id = try await create(client, "a never-polls one")
    transport.withSandbox { $0.advanceClock(by: 600) }
    let reading = try await client.runnerProgress(id, source: .graphQL(.all))
    #expect(reading.progress.stage == .registered)
    let status = transport.withSandbox { sandbox in
      sandbox.runners.last?.contactedAt != nil
    }
    #expect(status, "REST calls it online all the same.")
  }

  @Test(arguments: servers)
  func oneRequestIsEnoughOnceItIsKnownWhichOne(server: Server) async throws {
    let transport = transport(server)
    let client = client(transport)
    let id = try await create(client, "builder")
    let first = try await client.runnerProgress(id, source: .graphQL(.all))
    let before = transport.withSandbox { $0.log.count }
    _ = try await client.runnerProgress(id, source: first.source)
    let requests = transport.withSandbox { $0.log.dropFirst(before) }
    #expect(requests.count == 1)
    #expect(!transport.withSandbox { $0.log }.contains { $0.path.contains("verify") })
  }

  @Test func theScopeThatManagesRunnersIsEnough() async throws {
    let transport = transport(Self.servers[0])
    let id = try await create(client(transport), "builder")
    let reading = try await client(transport, "owner-manage").runnerProgress(
      id, source: .graphQL(.all))
    #expect(reading.progress.stage == .created)
    #expect(reading.source.isREST)
  }

  @Test(arguments: servers)
  func aRunnerThatIsGoneIsSaidToBe(server: Server) async throws {
    let transport = transport(server)
    let client = client(transport)
    let id = try await create(client, "builder")
    _ = try await client.change(id, .delete)
    await #expect {
      try await client.runnerProgress(id, source: .graphQL(.all))
    } throws: { ($0 as? APIFailure)?.kind == .notFound }
  }
}
