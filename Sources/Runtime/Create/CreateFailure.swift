import RunnerCore
import RunnerWizard

/// How a registration without a screen failed, as scripts and people are told it.
struct CreateFailure: Error, Equatable {
  var exit: ExitCode
  /// A word that scripts can rely on.
  var code: String
  var message: String
  var fix: String
  var status: Int?
  var requestID: String?
  var problems: [CreateProblem] = []
  /// The token of a runner whose answer was not usable otherwise; it is printed like any other.
  var recoveredToken: Secret?

  init(
    _ exit: ExitCode, code: String, message: String, fix: String = "",
    problems: [CreateProblem] = []
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

  /// - Parameter changesSomething: whether the request was the one that creates.
  init(_ failure: APIFailure, changesSomething: Bool) {
    self.init(
      ExitCode(failure, changesSomething: changesSomething),
      code: changesSomething ? failure.code : failure.kind.code, message: failure.message,
      fix: failure.fix,
      problems: failure.problems.map {
        CreateProblem(field: $0.field?.rawValue ?? $0.name, message: $0.message)
      })
    status = failure.status
    requestID = failure.requestID
    recoveredToken = failure.recoveredToken
  }

  static func invalid(_ problems: [CreateProblem]) -> CreateFailure {
    CreateFailure(
      .invalid, code: "invalid_form", message: Texts.invalidForm(problems.count),
      fix: Texts.invalidFormFix, problems: problems)
  }

  /// Ctrl-C before anything was sent.
  static let interrupted = CreateFailure(
    .interrupted, code: "interrupted", message: Texts.interrupted, fix: Texts.interruptedFix)

  /// Ctrl-C while a registration was under way.
  /// - Parameter answer: how far it got; nil when it did not even stop.
  static func interruptedRegistration(_ answer: Answer?) -> CreateFailure {
    guard case .registrationFailed(let failure)? = answer else { return .interruptedAfterSending }
    switch (failure.outcome, failure.kind) {
    case (.notSent, _): return .interrupted
    case (.unknown, .cancelled): return .interruptedAfterSending
    default: return CreateFailure(failure, changesSomething: true)
    }
  }

  /// Ctrl-C when the request had gone out and no answer had come.
  static let interruptedAfterSending = CreateFailure(
    .unknown, code: "outcome_unknown", message: Texts.interruptedAfterSending,
    fix: Texts.interruptedAfterSendingFix)

  /// The failure with all its texts changed by a function.
  func mapped(_ change: (String) -> String) -> CreateFailure {
    var result = self
    result.message = change(message)
    result.fix = change(fix)
    result.requestID = requestID.map(change)
    result.problems = problems.map {
      CreateProblem(field: change($0.field), message: change($0.message))
    }
    return result
  }

  /// For standard error: what happened, each problem with its field, what to do.
  var lines: [String] {
    var lines = ["runner-wizard: \(message)"]
    lines += problems.map { "  \($0.field): \($0.message)" }
    if !fix.isEmpty { lines.append(fix) }
    if let requestID { lines.append(Texts.requestID(requestID)) }
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
    if let recoveredToken {
      members.append(.init("token", .string(recoveredToken.reveal())))
    }
    return .object([.init("error", .object(members))])
  }
}
