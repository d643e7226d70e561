import RunnerCore
import Testing

@Suite struct RunnerBatchTests {
  @Test(arguments: [
    ("build-{n}", 12, "build-01 … build-12"), ("{n} of {n}", 2, "1 of 1 … 2 of 2"),
    ("build", 100, "build 001 … build 100"), ("", 9, "1 … 9"), ("{{n}}", 3, "{1} … {3}"),
  ])
  func descriptionsAreNumberedWithOneLength(template: String, count: Int, summary: String) {
    let numbering = BatchNumbering(template: template, count: count)
    #expect(numbering.summary(ellipsis: "…") == summary)
    let lengths = Set((1...count).map { numbering.description(of: $0).unicodeScalars.count })
    #expect(lengths.count == 1)
  }

  private func batch() throws -> RunnerBatch {
    RunnerBatch(
      id: "batch-20261123T034512Z-k3x7mq",
      server: try ServerURL(parsing: "https://gitlab.example.com"), userID: 7, username: "olga",
      form: RunnerForm(type: .instance, tags: ["a"], description: "x {n}"), count: 3,
      output: "/home/olga/tokens", printsJSON: true, isMarked: true, skipsExisting: true,
      startedAt: 1_798_714_980,
      done: [.init(number: 2, runnerID: 5), .init(number: 1, runnerID: nil)])
  }

  @Test func itIsReadBackAsItWasWritten() throws {
    let batch = try batch()
    #expect(try RunnerBatch(parsing: Array(batch.json.text.utf8)) == batch)
    #expect(batch.next == 3)
  }

  @Test(arguments: [
    ("\"count\":3", "\"count\":1"), ("\"count\":3", "\"count\":501"),
    ("\"number\":2", "\"number\":4"),
    ("\"number\":2", "\"number\":1"), ("batch-2026", "2026"), ("\"version\":1", "\"version\":2"),
    ("/home/olga", "home"), ("\"runner_id\":5", "\"runner_id\":0"),
  ])
  func whatCannotBeIsRefused(text: String, wrong: String) throws {
    let json = try batch().json.text
    #expect(json.contains(text))
    let damaged = json.replacing(text, with: wrong)
    #expect(throws: JournalProblem.self) { try RunnerBatch(parsing: Array(damaged.utf8)) }
  }

  @Test func aNumberIsDoneOnce() throws {
    var batch = try batch()
    batch.finish(2, runnerID: 99)
    #expect(batch.done.count == 2)
    batch.finish(3, runnerID: 6)
    #expect(batch.isComplete)
  }
}
