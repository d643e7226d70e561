import Foundation
import Glibc
import Testing

@testable import Runtime

@Suite struct StandardStreamTests {
  private static let create = #"exec "$0" create --demo --type group --group 10"#

  @Test(arguments: ["<&- >&-", ">&-", "1</dev/null", "<&- >&- --json"])
  func nothingIsSentWhenItsTokenWouldBeLost(_ streams: String) async throws {
    let folder = try TemporaryFolder()
    let program = try ProgramProcess(
      "\(Self.create) \(streams) --log \"$1\"", arguments: [folder.path + "/log"])
    let end = await program.end()
    #expect(end.status == 2)
    #expect(end.output.contains("Standard output"))
    #expect((try? folder.text("log"))?.contains("POST") != true)
  }

  @Test func fileThatMayNotGrowIsSaidSo() async throws {
    let folder = try TemporaryFolder()
    let program = try ProgramProcess(
      "ulimit -f 0; \(Self.create) > \"$1\"", arguments: [folder.path + "/token"])
    let end = await program.end()
    #expect(!end.isBySignal)
    #expect(end.status == 1)
    #expect(end.output.contains("could not be written"))
  }

  @Test(arguments: ["--token-file", "--config", "--from"])
  func ctrlCEndsReadingOfAPipeThatNobodyFills(_ option: String) async throws {
    let folder = try TemporaryFolder()
    let fifo = folder.path + "/fifo"
    try #require(mkfifo(fifo, 0o600) == 0)
    let program = try ProgramProcess(
      #"exec "$0" create --url http://127.0.0.1:9 --type group --group 10 "$1" "$2""#,
      arguments: [option, fifo],
      environment: option == "--token-file" ? [:] : ["GITLAB_TOKEN": "token"])
    // Opening it returns when the program reads.
    let writer = await onThread { open(fifo, O_WRONLY | O_CLOEXEC) }
    let end = await program.end(signal: SIGINT)
    close(writer)
    #expect(end.status == 130)
    #expect(!end.isBySignal)
  }

  @Test func pipeAsLogKeepsItsMode() async throws {
    let folder = try TemporaryFolder()
    let fifo = folder.path + "/fifo"
    try #require(mkfifo(fifo, 0o600) == 0)
    try #require(chmod(fifo, 0o622) == 0)
    // Both ends, so that opening it waits for nobody.
    let reader = open(fifo, O_RDWR | O_CLOEXEC)
    defer { close(reader) }
    let log = try Log(path: fifo)
    log.write("line")
    #expect(try folder.permissions("fifo") == 0o622)
    var buffer = [UInt8](repeating: 0, count: 100)
    #expect(read(reader, &buffer, buffer.count) > 0)
  }

  @Test func pipeAsLogIsNotWaitedFor() async throws {
    let folder = try TemporaryFolder()
    let fifo = folder.path + "/fifo"
    try #require(mkfifo(fifo, 0o600) == 0)
    let program = try ProgramProcess("\(Self.create) --log \"$1\"", arguments: [fifo])
    #expect(await program.end().status == 2)
  }

  @Test(arguments: [(SIGINT, false), (SIGTERM, true)])
  func signalsEndTheWaitForAReaderOfTheToken(_ signal: Int32, _ isBySignal: Bool) async throws {
    let folder = try TemporaryFolder()
    let log = folder.path + "/log"
    let pipe = Pipe()
    let full = pipe.fileHandleForWriting.fileDescriptor
    let flags = fcntl(full, F_GETFL)
    _ = fcntl(full, F_SETFL, flags | O_NONBLOCK)
    while write(full, [0], 1) == 1 {}
    _ = fcntl(full, F_SETFL, flags)
    let program = try ProgramProcess(
      "\(Self.create) --log \"$1\"", arguments: [log], output: pipe)
    let isCreated = await onThread {
      let deadline = Date(timeIntervalSinceNow: 120)
      while Date() < deadline {
        if (try? folder.text("log"))?.contains("created runner") == true { return true }
        _ = poll(nil, 0, 5)
      }
      return false
    }
    #expect(isCreated)
    let end = await program.end(signal: signal)
    #expect(end.isBySignal == isBySignal)
    #expect(end.status == (isBySignal ? signal : 1))
    #expect(end.output.contains("was created, but its token could not be written"))
  }
}

@Suite struct UsageTests {
  @Test func wrongUsageOfCreateIsToldInItsOwnWords() async throws {
    // Its two streams change places, so that standard output is what is kept.
    let end = try await ProgramProcess(
      #"exec "$0" create --json --type nonsense 3>&1 1>&2 2>&3"#
    ).end()
    #expect(end.status == 2)
    #expect(end.output.hasPrefix(#"{"error":{"code":"usage","exit":2,"message":"The value"#))
    #expect(end.output.contains("runner-wizard create --help"))
  }

  @Test(arguments: [#"create --demo --type group --group 10 --description "$(printf 'a\377b')""#])
  func argumentsThatAreNoTextAreRefused(_ arguments: String) async throws {
    let end = try await ProgramProcess("exec \"$0\" \(arguments)").end()
    #expect(end.status == 2)
    #expect(end.output.contains("not UTF-8"))
  }

  @Test func severalProfilesAreTheReasonThatScriptsAreTold() async throws {
    let folder = try TemporaryFolder()
    let config = try folder.write(
      """
      version: 1
      profiles:
        a: {url: "https://a.example", token: x}
        b: {url: "https://b.example", token: y}
      """, to: "config")
    let end = try await ProgramProcess(
      #"exec "$0" create --json --type group --group 10 --config "$1" 3>&1 1>&2 2>&3"#,
      arguments: [config]
    ).end()
    #expect(end.status == 2)
    #expect(end.output.contains(#""code":"several_profiles""#))
    #expect(end.output.contains("--profile"))
  }

  @Test func demonstrationRefusesAnotherServer() async throws {
    let end = try await ProgramProcess(
      #"exec "$0" create --demo --type group --group 10 --url https://other.example"#
    ).end()
    #expect(end.status == 2)
    #expect(end.output.contains("demo.gitlab.example"))
  }
}

@Suite struct ServerNameTests {
  private static let token = "glpat-ABCDEFGHIJKLMNOPQRST"

  @Test(arguments: ["--json", "--no-paused"])
  func tokenAsServerIsNeitherAskedForNorEchoed(_ option: String) async throws {
    let folder = try TemporaryFolder()
    let config = try folder.write(
      "version: 1\nprofiles: {p: {url: \"https://\(Self.token)\"}}\n", to: "config")
    let create = #"exec "$0" create --type group --group 10 "# + option
    let programs = [
      try ProgramProcess("\(create) --url \"$1\" >&2", arguments: [Self.token]),
      try ProgramProcess("\(create) >&2", environment: ["GITLAB_URL": Self.token]),
      try ProgramProcess(
        "\(create) --config \"$1\" >&2", arguments: [config],
        environment: ["GITLAB_TOKEN": "token"]),
    ]
    for program in programs {
      let end = await program.end()
      #expect(end.status == 2)
      #expect(end.output.contains("looks like an access token"))
      #expect(!end.output.lowercased().contains("abcdefgh"))
    }
  }
}
