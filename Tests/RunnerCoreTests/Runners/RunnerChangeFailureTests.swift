import Testing

@testable import RunnerCore

/// What GitLab answers to changes of existing runners, and what it means.
@Suite struct RunnerChangeFailureTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var change: RunnerChange?
    var status: Int
    var body: String
    var kind: APIFailure.Kind
    var words: [String]
    var fields: [FormField?] = []
    var testDescription: String { "\(status) \(body)" }
  }

  private static let noAccess = #"{"message":"403 Forbidden - No access granted"}"#

  static let rows = [
    Row(
      change: .pause, status: 403, body: noAccess, kind: .forbidden,
      words: ["runner 42", "paused", "administrators", "Owners", "Maintainers"]),
    Row(
      change: nil, status: 403, body: noAccess, kind: .forbidden,
      words: ["runner 42", "given a new token"]),
    Row(
      change: nil, status: 403, body: #"{"error":"Not permitted to reset"}"#, kind: .forbidden,
      words: ["Not permitted to reset"]),
    Row(
      change: nil, status: 422, body: #"{"error":"Rotation deadline has passed"}"#,
      kind: .badRequest, words: ["Rotation deadline has passed"]),
    Row(
      change: .delete, status: 403,
      body: #"{"message":"403 Forbidden - Runner associated with more than one project"}"#,
      kind: .forbidden, words: ["several projects", "administrator"]),
    Row(
      change: .delete, status: 412, body: #"{"message":"412 Precondition Failed"}"#,
      kind: .badRequest, words: ["changed by someone else", "Refresh"]),
    Row(
      change: .delete, status: 404, body: #"{"message":"404 Runner Not Found"}"#, kind: .notFound,
      words: ["no runner 42", "deleted", "Refresh"]),
    Row(
      change: .delete, status: 404, body: #"{"message":"404 Not found"}"#, kind: .notFound,
      words: ["no runner 42"]),
    Row(
      change: .assign(someProject), status: 403,
      body: #"{"message":"403 Forbidden - Runner is locked"}"#, kind: .forbidden,
      words: ["locked", "Unlock"]),
    Row(
      change: .assign(someProject), status: 403,
      body: #"{"message":"403 Forbidden - Runner is a group runner"}"#, kind: .forbidden,
      words: ["Only project runners"]),
    Row(
      change: .assign(someProject), status: 403, body: noAccess, kind: .forbidden,
      words: ["assigned", "Maintainer"]),
    Row(
      change: .assign(someProject), status: 400,
      body: #"{"message":"400 Bad request - Runner projects runner has already been taken"}"#,
      kind: .badRequest, words: ["already been taken"]),
    Row(
      change: .assign(someProject), status: 404, body: #"{"message":"404 Project Not Found"}"#,
      kind: .notFound, words: ["no such project"]),
    Row(
      change: .unassign(someProject), status: 403,
      body:
        #"{"message":"403 Forbidden - You cannot unassign a runner from the owner project. Delete the runner instead"}"#,
      kind: .forbidden, words: ["owns runner 42", "Delete the runner instead"]),
    Row(
      change: .unassign(someProject), status: 404, body: #"{"message":"404 Runner Not Found"}"#,
      kind: .notFound, words: ["not assigned"]),
    Row(
      change: .edit(RunnerEdit.example), status: 400,
      body:
        #"{"message":{"maximum_timeout":["needs to be at least 10 minutes"],"tags_list":["can not be empty"]}}"#,
      kind: .invalidFields, words: ["Maximum timeout needs"], fields: [.maximumTimeout, .tagList]),
    Row(
      change: .edit(RunnerEdit.example), status: 400,
      body: #"{"error":"active, paused are mutually exclusive"}"#, kind: .invalidFields,
      words: ["mutually exclusive"], fields: [.paused]),
    Row(
      change: .pause, status: 401, body: #"{"message":"401 Unauthorized"}"#, kind: .unauthorized,
      words: ["revoked or have expired", "manage_runner or api"]),
    Row(
      change: .unassign(someProject), status: 403,
      body:
        #"{"error":"insufficient_scope","error_description":"no","scope":"api"}"#,
      kind: .insufficientScope(needed: ["api"]), words: ["with the scope api."]),
    Row(
      change: .pause, status: 403,
      body: #"{"error":"insufficient_granular_scope","error_description":"needs update_runner"}"#,
      kind: .insufficientGranularScope, words: ["update_runner", "manage_runner or api"]),
    Row(
      change: .pause, status: 403,
      body: #"{"message":"You cannot perform write operations on a read-only instance"}"#,
      kind: .readOnly, words: ["maintenance"]),
    Row(
      change: .pause, status: 403,
      body: #"{"message":"403 Forbidden - Your account has been blocked."}"#, kind: .forbidden,
      words: ["blocked", "administrator"]),
    Row(
      change: .pause, status: 429, body: "Retry later", kind: .rateLimited, words: ["too many"]),
  ]

  @Test(arguments: rows)
  func everyAnswerHasItsMeaning(row: Row) async throws {
    let transport = ScriptedTransport(.success(.json(row.status, row.body)))
    let client = GitLabClient(transport, try connection())
    let failure = try await failure { () async throws(APIFailure) in
      guard let change = row.change else {
        _ = try await client.resetToken(of: 42)
        return
      }
      _ = try await client.change(42, change)
    }
    #expect(failure.kind == row.kind)
    #expect(failure.outcome == .refused)
    #expect(failure.problems.map(\.field) == row.fields)
    let text = "\(failure.message) \(failure.fix)"
    for word in row.words { #expect(text.contains(word), "\(text)") }
    #expect(failure.message.hasSuffix("."))
    #expect(failure.fix.hasSuffix("."))
    #expect(!text.contains("created"))
    #expect(transport.requests.count == 1)
  }
}

extension RunnerEdit {
  fileprivate static var example: RunnerEdit {
    var edit = RunnerEdit()
    edit.maximumTimeout = 5
    return edit
  }
}
