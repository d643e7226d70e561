import GitLabSandbox
import RunnerCore
import Testing

@testable import RunnerWizard
@testable import Runtime

/// What the tracker wants done outside.
@Suite struct WorkerTrackerTests {
  private let transport = SandboxTransport(.init(timeline: .init(register: 0, poll: 0)))
  private let folder: TemporaryFolder
  private let text = TokenCalendar.signature + "1//EN\r\n"

  init() throws {
    folder = try TemporaryFolder()
  }

  private var worker: Worker {
    var worker = Worker(transports: Transports { [transport] _ in transport })
    worker.home = folder.path
    return worker
  }

  @Test func progressIsReadByWhateverInterfaceWorks() async {
    let answer = await worker.perform(
      .readProgress(
        1, .rest(because: "GraphQL is off."), after: nil, transport.connection("root-admin")))
    guard case .progressRead(1, let reading)? = answer else {
      Issue.record("\(String(describing: answer))")
      return
    }
    #expect(reading.progress.stage == .polling)
    #expect(reading.source.isREST)
  }

  @Test func aRunnerThatIsNotThereIsSaidNotToBe() async {
    let answer = await worker.perform(
      .readProgress(987_654, .graphQL(.all), after: nil, transport.connection("root-admin")))
    guard case .progressNotRead(987_654, let failure)? = answer else {
      Issue.record("\(String(describing: answer))")
      return
    }
    #expect(failure.kind == .notFound)
  }

  @Test func aCalendarIsWrittenAndReplacedByANewerOne() async throws {
    let path = folder.path + "/runner-1.ics"
    #expect(
      await worker.perform(.saveCalendar(text, path: "~/runner-1.ics"))
        == .calendarSaved(path: path))
    let newer = text + "X\r\n"
    #expect(await worker.perform(.saveCalendar(newer, path: path)) == .calendarSaved(path: path))
    #expect(try folder.text("runner-1.ics") == newer)
  }

  @Test func anotherFileOfThatNameStays() async throws {
    let path = folder.path + "/runner-1.ics"
    _ = try folder.write("BEGIN:VCALENDAR of somebody else", to: "runner-1.ics")
    guard case .calendarNotSaved? = await worker.perform(.saveCalendar(text, path: path)) else {
      Issue.record("It was replaced.")
      return
    }
    #expect(try folder.text("runner-1.ics").contains("somebody else"))
  }
}
