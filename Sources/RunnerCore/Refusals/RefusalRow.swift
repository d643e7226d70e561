/// One row of the table of refusals: by which answers a cause shows itself.
struct RefusalRow: Sendable {
  /// What in an answer is looked at besides its status; all that is given has to hold.
  struct Pattern: Sendable {
    var statuses: ClosedRange<Int>
    /// OAuth's word (`error` beside `error_description`).
    var code: String?
    /// What the server's words hold, without regard to case; one of several.
    var words: [String] = []
    /// What the server's words begin with; one of several.
    var starts: [String] = []
    /// Words that stand for nothing: the server gives no reason or one that it always gives.
    var saysNothing = false
    var body: Body = .any
    var asking: Asking = .any
    /// What the address holds that a redirect leads to.
    var location: String?

    init(_ status: Int) { statuses = status...status }
    init(_ statuses: ClosedRange<Int>) { self.statuses = statuses }
  }

  /// What the body is.
  enum Body: Sendable {
    case any
    /// In one of GitLab's own shapes.
    case gitLab
    case notGitLab
    /// A page for people.
    case page
    /// Names parameters as Grape does (`{"error": "group_id is missing"}`).
    case parameters
    /// Names attributes or parameters in any way.
    case fields
  }

  /// What was asked for.
  enum Asking: Sendable {
    case any, registration, groupRegistration, projectRegistration, assignment, reset
    /// About a runner that has to exist.
    case runner
    /// About a group or project that has to exist.
    case place
  }

  /// An answer of GitLab's, of the sandbox or of what stands before a server.
  struct Example: Sendable {
    var purpose: RequestPurpose
    var status: Int
    var body: String
    var headers: [HeaderField] = []
  }

  var cause: RefusalCause
  /// Where GitLab says so.
  var source: String
  var patterns: [Pattern]
  var examples: [Example]

  /// What the answer proves, in a sentence.
  var proof: String { Texts.proof(of: cause) }
  /// What happened; nil where that depends on what was asked.
  var message: String? { Texts.message(of: cause) }
  /// What to do; nil where that depends on what was asked.
  var fix: String? { Texts.fix(of: cause) }
}

/// An answer as the table looks at it.
struct RefusalEvidence {
  var purpose: RequestPurpose
  var status: Int
  var body: ErrorBody
  var location: String?

  func matches(_ pattern: RefusalRow.Pattern) -> Bool {
    guard pattern.statuses.contains(status) else { return false }
    if let code = pattern.code, body.errorCode != code { return false }
    let reason = (body.reason ?? "").lowercased()
    if !pattern.words.isEmpty, !pattern.words.contains(where: reason.contains) { return false }
    if !pattern.starts.isEmpty,
      !pattern.starts.contains(where: { reason.hasPrefix($0.lowercased()) })
    {
      return false
    }
    if pattern.saysNothing, !body.saysNothing { return false }
    if let wanted = pattern.location, location?.contains(wanted) != true { return false }
    return matches(pattern.body) && matches(pattern.asking)
  }

  private func matches(_ wanted: RefusalRow.Body) -> Bool {
    switch wanted {
    case .any: true
    case .gitLab: body.isFromGitLab
    case .notGitLab: !body.isFromGitLab
    case .page: body.isPage
    case .parameters: body.namesParameters
    case .fields: !body.problems.isEmpty
    }
  }

  private func matches(_ wanted: RefusalRow.Asking) -> Bool {
    switch (wanted, purpose) {
    case (.any, _), (.registration, .registration), (.groupRegistration, .registration(.group, _)),
      (.projectRegistration, .registration(.project, _)), (.assignment, .change(_, .assign)),
      (.reset, .change(_, .reset)), (.runner, .runner), (.runner, .runnerJobs), (.runner, .change),
      (.place, .target), (.place, .runnerList), (.place, .membership):
      true
    default: false
    }
  }
}
