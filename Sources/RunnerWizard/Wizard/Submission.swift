import RunnerCore
import TerminalUI

extension APIFailure {
  /// What happened and what can be done about it.
  var sentences: String { [message, fix].filter { !$0.isEmpty }.joined(separator: " ") }
}

/// How far the request that creates the runner has come.
enum Submission: Equatable, Sendable {
  case idle
  case sending
  /// Nothing was created. After a rate limit it may be sent again from `retryAt` on, in
  /// milliseconds of ``Moment/uptime``.
  case failed(APIFailure, retryAt: Int64?)
  /// Something may have been created: it is sent again only after an explicit word.
  case unknown(APIFailure)
}

extension Wizard {
  /// Create: sends a valid form, else goes to what has to be put right first.
  /// - Parameter question: what is asked first where a runner may exist already; nil where that was answered.
  mutating func create(asking question: Confirm?) -> [Wish] {
    if submission == .sending { return [] }
    if let open = steps.first(where: { $0 != .connection && $0 != .review && !isComplete($0) }) {
      visit(open)
      return goToNextPage()
    }
    guard let registration = draft.registration else { return [] }
    if let problem = draft.problem(ofCount: draft.count) { return [.tell(.error, problem)] }
    if draft.count > 1 { return [.askForBatchFile] }
    if mayHaveCreated, let question { return [.show(.confirm(question))] }
    submission = .sending
    reviewFocus = .create
    return [.register(registration)]
  }

  /// Whether a runner may exist although none was seen. After an internal error GitLab may have
  /// stored the runner before it failed.
  var mayHaveCreated: Bool {
    switch submission {
    case .unknown: true
    case .failed(let failure, _): failure.kind == .serverError && !isEditing
    case .idle, .sending: false
    }
  }

  /// Whether a request to create a runner was sent and its answer is still of interest.
  var awaitsRegistration: Bool { !isEditing && (submission == .sending || hasStoppedWaiting) }

  /// Whether the operator did not want to wait for the answer.
  var hasStoppedWaiting: Bool {
    if case .unknown(let failure) = submission { return failure.kind == .cancelled }
    return false
  }

  /// Waits again for the answer to the request that was sent.
  mutating func waitOn() {
    submission = .sending
  }

  /// Takes a failed registration: what names a field goes there, the rest stands on the review.
  mutating func registrationFailed(_ failure: APIFailure, uptime: Int64) {
    // Who stopped waiting and edits meanwhile is not led away from it.
    let isWatched = submission == .sending || page == .review
    guard failure.outcome != .unknown else {
      submission = .unknown(failure)
      return
    }
    submission = .failed(failure, retryAt: failure.retryAfter.map { uptime + Int64($0) * 1_000 })
    for problem in failure.problems {
      guard let field = problem.field.map({ FieldID($0) }) else { continue }
      refusals[field] = problem.message
    }
    if case .targetNotFound = failure.kind { refusals[.target] = failure.sentences }
    guard isWatched else { return }
    for page in steps {
      let refused = PageSpec.of(page).fields(for: draft).first { refusals[$0.id] != nil }
      guard let refused else { continue }
      submission = .idle
      visit(page, field: refused.id)
      return
    }
  }

  /// Seconds until the request may be sent again; nil when it may.
  func secondsUntilRetry(uptime: Int64) -> Int? {
    guard case .failed(_, let retryAt?) = submission, retryAt > uptime else { return nil }
    return Int((retryAt - uptime + 999) / 1_000)
  }

  /// Takes the operator's word that the answer is not waited for: the outcome is unknown then.
  mutating func stopSending() {
    submission = .unknown(
      APIFailure(
        kind: .cancelled, outcome: .unknown, message: Texts.stoppedWaiting, fix: ""))
  }

  /// What the server said about the group or project that was looked up, unless another was typed
  /// meanwhile. What stands in for a look at the place has to be seen; the next Enter goes on.
  /// - Returns: whether it was found, so that the way is free.
  mutating func take(_ result: TargetFinding.Result) -> Bool {
    guard case .lookup(let text) = wait, let kind = draft.type.targetKind else { return false }
    draft.findings[kind] = TargetFinding(text: text, result: result)
    stopWaiting()
    switch result {
    case .found: return true
    case .unreadable: break
    case .failed: checkFocus()
    }
    return false
  }
}
