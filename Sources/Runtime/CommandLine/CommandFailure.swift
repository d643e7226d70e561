import RunnerCore
import RunnerWizard

/// How a command without a screen failed, as scripts and people are told it.
struct CommandFailure: Error, Equatable {
  var exit: ExitCode
  /// A word that scripts can rely on.
  var code: String
  var message: String
  var fix: String
  var status: Int?
  var requestID: String?
  var problems: [CommandProblem] = []
  /// The token of a runner whose answer was not usable otherwise; it is printed like any other.
  var recoveredToken: Secret?
  /// The journal entry by which `create --resume` goes on.
  var entryID: String?
  /// The runner that it is about, where that is known.
  var runnerID: Int64?
  /// The batch that it ended, which goes on with `create --resume`.
  var batch: RunnerBatch?

  init(
    _ exit: ExitCode, code: String, message: String, fix: String = "",
    problems: [CommandProblem] = []
  ) {
    self.exit = exit
    self.code = code
    self.message = message
    self.fix = fix
    self.problems = problems
  }

  init(_ failure: UsageFailure) {
    self.init(.usage, code: failure.code, message: failure.message, fix: failure.fix)
  }

  /// - Parameter changesSomething: whether the request was one that changes something.
  init(_ failure: APIFailure, changesSomething: Bool) {
    self.init(
      ExitCode(failure, changesSomething: changesSomething),
      code: changesSomething ? failure.code : failure.kind.code, message: failure.message,
      fix: failure.fix,
      problems: failure.problems.map {
        CommandProblem(field: $0.field?.rawValue ?? $0.name, message: $0.message)
      })
    status = failure.status
    requestID = failure.requestID
    recoveredToken = failure.recoveredToken
    runnerID = failure.runnerID
  }

  /// The failure with the next step where nobody knows whether a runner was created.
  /// - Parameter id: the journal entry; nil where none could be written.
  func resumable(_ id: String?) -> CommandFailure {
    guard exit == .unknown || code == APIFailure.Kind.serverError.code, let id else { return self }
    var result = self
    result.entryID = id
    result.fix = Texts.resumeFix(id)
    return result
  }

  /// The failure of a connection; where GitLab does not know its token and that looks like one for another purpose,
  /// what to create instead is the next step.
  func advised(_ connection: Connection) -> CommandFailure {
    guard code == APIFailure.Kind.unauthorized.code,
      let advice = TokenKind.guess(connection.token).advice
    else { return self }
    var result = self
    result.fix = advice
    return result
  }

  /// The failure with all its texts changed by a function.
  func mapped(_ change: (String) -> String) -> CommandFailure {
    var result = self
    result.message = change(message)
    result.fix = change(fix)
    result.requestID = requestID.map(change)
    result.problems = problems.map {
      CommandProblem(field: change($0.field), message: change($0.message))
    }
    return result
  }

  /// For standard error: what happened, each problem with its field, what to do.
  var lines: [String] {
    var lines = ["runner-wizard: \(message)"]
    lines += problems.map { "  \($0.field): \($0.message)" }
    if !fix.isEmpty { lines.append(fix) }
    if let requestID { lines.append(Texts.requestID(requestID)) }
    if let batch { lines.append(Texts.batchGoesOn(batch)) }
    return lines
  }

  /// For standard output with `--json`.
  var json: JSONValue {
    let details = problems.map { problem in
      JSONValue.object([
        .init("field", .string(problem.field)), .init("message", .string(problem.message)),
      ])
    }
    var members: [JSONValue.Member] = [
      .init("code", .string(code)),
      .init("exit", .integer(Int64(exit.rawValue))),
      .init("message", .string(message)),
      .init("fix", .string(fix)),
      .init("status", status.map { .integer(Int64($0)) } ?? .null),
      .init("request_id", requestID.map(JSONValue.string) ?? .null),
      .init("problems", .array(details)),
    ]
    if let runnerID { members.append(.init("runner_id", .integer(runnerID))) }
    if let entryID { members.append(.init("journal_id", .string(entryID))) }
    if let batch {
      members += [
        .init("batch_id", .string(batch.id)), .init("done", .integer(Int64(batch.done.count))),
        .init("count", .integer(Int64(batch.count))),
      ]
    }
    if let recoveredToken {
      members.append(.init("token", .string(recoveredToken.reveal())))
    }
    return .object([.init("error", .object(members))])
  }
}

/// Something that keeps a registration from being sent, under GitLab's name of the field.
struct CommandProblem: Equatable, Sendable {
  var field: String
  var message: String

  init(field: String, message: String) {
    self.field = field
    self.message = message
  }

  init(_ problem: FormProblem) {
    self.init(field: problem.field.rawValue, message: problem.message)
  }
}
