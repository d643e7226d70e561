import FoundationEssentials
import Testing

@testable import RunnerCore

/// Every answer that the table shows is taken for its own row.
@Suite struct RefusalTableTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var cause: RefusalCause
    var example: RefusalRow.Example
    var testDescription: String { "\(cause.rawValue): \(example.status) \(example.body)" }
  }

  static let cases = RefusalTable.rows.flatMap { row in
    row.examples.map { Case(cause: row.cause, example: $0) }
  }

  private func failure(_ example: RefusalRow.Example) throws -> APIFailure {
    let reader = FailureReader(
      connection: try connection(), purpose: example.purpose,
      now: { .init(timeIntervalSince1970: 1_800_000_000) })
    let response = HTTPResponse(
      status: example.status, headers: example.headers, body: Array(example.body.utf8))
    guard (200..<300).contains(example.status) else { return reader.failure(for: response) }
    return example.body.hasPrefix("<")
      ? reader.unusable(response) : reader.refusal(.forbidden, response)
  }

  @Test(arguments: cases) func everyExampleIsTakenForItsRow(_ row: Case) throws {
    let failure = try failure(row.example)
    #expect(failure.cause == row.cause)
    #expect(failure.message.hasSuffix("."), "\(failure.message)")
    #expect(failure.fix.hasSuffix("."), "\(failure.fix)")
    #expect(failure.kind != .notGitLab || [.notGitLab, .pageInstead].contains(row.cause))
  }

  @Test(arguments: RefusalCause.allCases) func everyCauseHasOneRowThatProvesIt(
    _ cause: RefusalCause
  ) throws {
    let rows = RefusalTable.rows.filter { $0.cause == cause }
    #expect(rows.count == 1)
    let row = try #require(rows.first)
    #expect(!row.examples.isEmpty && !row.patterns.isEmpty && !row.source.isEmpty)
    #expect(row.proof.hasSuffix(".") && row.proof.first?.isUppercase == true)
    for text in [row.message, row.fix].compactMap(\.self) { #expect(text.hasSuffix(".")) }
  }

  @Test(arguments: cases) func whatTheTableSaysIsWhatIsTold(_ row: Case) throws {
    let failure = try failure(row.example)
    let known = try #require(RefusalTable.row(of: row.cause))
    guard failure.outcome != .unknown else { return }
    if let fix = known.fix, !failure.fix.hasPrefix("Try again in") { #expect(failure.fix == fix) }
    if let message = known.message { #expect(failure.message == message) }
  }

  @Test func everyStatusOfARefusalIsKnown() throws {
    for status in 300...599 {
      let failure = try failure(.creating(status, ""))
      #expect(failure.cause != nil, "\(status)")
    }
  }

  @Test func ordinaryForbiddenWordsAreNotTakenForASilentRefusal() throws {
    #expect(try failure(.creating(403, "Forbidden")).cause == .accountRefused)
    #expect(
      try failure(.creating(403, #"{"message":"403 Forbidden"}"#)).cause == .notAllowed)
  }
}
