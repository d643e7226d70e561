import Configuration
import GitLabSandbox
import RunnerCore
import RunnerWizard
import Synchronization
import Testing

@testable import Runtime

@Suite struct WorkerTests {
  let transport = SandboxTransport()

  private var worker: Worker { Worker(transports: Transports { [transport] _ in transport }) }

  private func connection(_ name: String) throws -> Connection {
    let known = transport.withSandbox { DemoConnections($0).known }
    return try #require(known.first { $0.name == name }).connection
  }

  @Test func tokenTellsUserAndScopes() async throws {
    let answer = await worker.perform(.identify(try connection("owner-api")))
    guard case .identified(let identity) = answer else {
      Issue.record("\(answer)")
      return
    }
    #expect(identity.user?.username == "owner")
    #expect(identity.token?.scopes == ["api"])
  }

  @Test func tokenThatMayNotReadTheUserIsStillGood() async throws {
    let answer = await worker.perform(.identify(try connection("owner-create")))
    guard case .identified(let identity) = answer else {
      Issue.record("\(answer)")
      return
    }
    #expect(identity.user == nil)
    #expect(identity.token?.scopes == ["create_runner"])
  }

  @Test func oauthTokenTellsItsUserOnly() async throws {
    let answer = await worker.perform(.identify(try connection("owner-oauth")))
    guard case .identified(let identity) = answer else {
      Issue.record("\(answer)")
      return
    }
    #expect(identity.user?.username == "owner")
  }

  @Test(arguments: ["owner-expired", "owner-revoked"])
  func tokenThatIsOverIsNoIdentity(_ name: String) async throws {
    let answer = await worker.perform(.identify(try connection(name)))
    guard case .identificationFailed(let failure) = answer else {
      Issue.record("\(answer)")
      return
    }
    #expect(ExitCode(failure, changesSomething: false) == .refused)
  }

  @Test func readOnlySendsNothing() async throws {
    var worker = worker
    worker.isReadOnly = true
    let target = RunnerTarget(kind: .group, id: 10)
    let registration = try RunnerForm(type: .group, target: target).validate()
    let answer = await worker.perform(.register(registration, try connection("owner-api")))
    guard case .registrationFailed(let failure) = answer else {
      Issue.record("\(answer)")
      return
    }
    #expect(failure.kind == .readOnly)
    #expect(transport.withSandbox { $0.log.isEmpty })
  }

  @Test func tokenCommandRunsWithoutAShell() async {
    let answer = await worker.perform(.readToken(command: ["echo", "$HOME"]))
    #expect(answer == .tokenRead(Secret("$HOME")))
  }

  @Test func tokenCommandThatPrintsNothingGivesNoToken() async {
    let answer = await worker.perform(.readToken(command: ["true"]))
    guard case .tokenCommandFailed(let message) = answer else {
      Issue.record("\(answer)")
      return
    }
    #expect(message.contains("token_command"))
  }

  @Test func tokenCommandThatFailsDoesNotSayWhatItPrinted() async {
    let answer = await worker.perform(
      .readToken(command: ["sh", "-c", "echo glpat-secret; exit 1"]))
    guard case .tokenCommandFailed(let message) = answer else {
      Issue.record("\(answer)")
      return
    }
    #expect(!message.contains("glpat-secret"))
  }

  @Test func tokenFileIsNotReplacedUnlessAsked() async throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("old", to: "token")
    let kept = await worker.perform(.saveToken(Secret("new"), path: path, replacing: false))
    guard case .tokenNotSaved(let failure) = kept else {
      Issue.record("\(kept)")
      return
    }
    #expect(failure.fileExists)
    #expect(try folder.text("token") == "old")
    let replaced = await worker.perform(.saveToken(Secret("new"), path: path, replacing: true))
    #expect(replaced == .tokenSaved(path: path))
    #expect(try folder.text("token") == "new\n")
    #expect(try folder.permissions("token") == 0o600)
  }

  @Test func tildeIsTheHomeFolder() async throws {
    let folder = try TemporaryFolder()
    var worker = worker
    worker.home = folder.path
    let answer = await worker.perform(.saveToken(Secret("t"), path: "~/t", replacing: false))
    #expect(answer == .tokenSaved(path: folder.path + "/t"))
  }

  @Test func storedConnectionIsReadBack() async throws {
    let folder = try TemporaryFolder()
    var worker = worker
    let file = folder.path + "/.config/runner-wizard/saved.yaml"
    worker.savedFile = file
    let connection = try connection("owner-api")
    let answer = await worker.perform(
      .saveProfile(name: "work", connection, tokenCommand: nil))
    #expect(answer == .profileSaved(name: "work", path: file))
    #expect(try folder.permissions(".config/runner-wizard/saved.yaml") == 0o600)
    let setup = try Setup(options: Options(), environment: ["HOME": folder.path])
    guard case .ready(let read, _) = try setup.connectionStart(demo: nil) else {
      Issue.record("The connection is not complete.")
      return
    }
    #expect(read.server == connection.server)
    #expect(read.token == connection.token)
  }

  @Test func onlyWebAddressesAreOpened() async {
    let answer = await worker.perform(.open(url: "file:///etc/passwd"))
    guard case .notOpened = answer else {
      Issue.record("\(answer)")
      return
    }
  }

  @Test(
    arguments: [
      (["DISPLAY": ":0"], ["xdg-open"], "xdg-open"), ([:], ["xdg-open"], nil),
      (["WSL_DISTRO_NAME": "Debian", "DISPLAY": ":0"], ["xdg-open", "wslview"], "wslview"),
      (["BROWSER": "lynx"], ["xdg-open"], "xdg-open"), (["DISPLAY": ":0"], [], nil),
    ] as [([String: String], [String], String?)])
  func pagesAreOpenedWhereThereIsABrowser(
    _ environment: [String: String], _ installed: [String], _ opener: String?
  ) {
    #expect(
      WebPage.opener(environment: environment, isInstalled: installed.contains) == opener)
  }

  @Test func oneTransportServesConnectionsWithTheSameCertificates() throws {
    let count = Mutex(0)
    let transports = Transports { [transport] _ in
      count.withLock { $0 += 1 }
      return transport
    }
    var connection = try connection("owner-api")
    _ = transports.transport(for: connection)
    connection.token = Secret("another")
    _ = transports.transport(for: connection)
    #expect(count.withLock { $0 } == 1)
    connection.caFile = "/ca.pem"
    _ = transports.transport(for: connection)
    #expect(count.withLock { $0 } == 2)
    connection.pinSHA256 = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
    _ = transports.transport(for: connection)
    #expect(count.withLock { $0 } == 3)
    connection.proxy = Secret("http://proxy.example:3128")
    _ = transports.transport(for: connection)
    #expect(count.withLock { $0 } == 4)
    _ = transports.transport(for: connection)
    #expect(count.withLock { $0 } == 4)
  }
}

@Suite struct SandboxTransportTests {
  @Test func otherServersAreNotReached() async throws {
    let request = HTTPRequest(
      method: "GET", url: "https://gitlab.com/api/v4/user", isSafeToRepeat: true)
    await #expect(throws: TransportFailure.self) { try await SandboxTransport().send(request) }
  }

  @Test func stalledRequestEndsWhenItsTimeIsUp() async throws {
    let transport = SandboxTransport()
    let fault = try #require(SandboxFault(parsing: "GET /user:stall"))
    transport.withSandbox { $0.add(fault) }
    let request = HTTPRequest(
      method: "GET", url: SandboxTransport.address + "/api/v4/user", isSafeToRepeat: true,
      timeout: 0.01)
    do {
      _ = try await transport.send(request)
      Issue.record("It answered.")
    } catch {
      #expect(error.kind == .timedOut)
      #expect(error.wasSent)
    }
  }
}
