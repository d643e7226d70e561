import RunnerCore
import TerminalUI

extension App {
  /// Asks on after a refusal whose cause does not stand at a field.
  mutating func inquire(_ failure: APIFailure) -> [Effect] {
    guard let sent, failure.asksForInquiry else { return [] }
    return run(.inquire(failure, sent.registration, session.preflight, sent.connection))
  }

  mutating func takeInquiry(_ report: RefusalReport) -> [Effect] {
    guard var wizard = creation, case .failed = wizard.submission else { return [] }
    wizard.refusal = report
    wizard.scrolled = 0
    creation = wizard
    return []
  }

  /// What an administrator needs to know about the refusal that is on the screen; nil where there is none.
  /// Until the server was asked on, what the failure says by itself.
  var refusalDetails: String? {
    guard let wizard, !wizard.isEditing, wizard.page == .review,
      case .failed(let failure, _) = wizard.submission, failure.asksForInquiry
    else { return nil }
    if let refusal = wizard.refusal { return refusal.details }
    return Texts.refusalDetails(
      failure, type: wizard.draft.type, target: wizard.draft.finding?.target,
      server: session.connection?.server)
  }

  mutating func copyRefusal() -> [Effect] {
    guard let refusalDetails else { return [] }
    return copy(.text(refusalDetails), .refusal)
  }

  /// What the review says of a refusal: the cause, its proof, what is not known, and what to do.
  func refusalBanner(_ wizard: Wizard, _ failure: APIFailure) -> Banner? {
    guard failure.asksForInquiry else { return nil }
    if let report = wizard.refusal { return Banner(.error, Texts.lines(of: report)) }
    guard work.isRunning(.inquire) else { return nil }
    return Banner(.error, [failure.message, failure.fix, Texts.inquiring])
  }
}

extension APIFailure {
  /// Whether the server refused for a reason that more questions may bring to light.
  ///
  /// GitLab answers 403 alike where the role is too low, where registration is switched off and where a group is
  /// read-only (`app/policies/group_policy.rb`, `project_policy.rb`).
  var asksForInquiry: Bool {
    guard outcome == .refused, problems.allSatisfy({ $0.field == nil }) else { return false }
    switch kind {
    case .unauthorized, .tokenExpired, .tokenRevoked, .impersonationDisabled, .proofRequired,
      .insufficientScope, .insufficientGranularScope, .forbidden, .notFound, .badRequest,
      .maintenance, .gone:
      return true
    case .invalidFields: return true
    default: return false
    }
  }
}
