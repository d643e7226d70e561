/// All ways in which GitLab refuses, and what stands before it: the one place that knows what an answer means.
enum RefusalTable {
  /// The first row that fits an answer decides.
  static let rows: [RefusalRow] =
    token + user + runner + values + address + server

  /// Nil for an answer that is no refusal.
  static func row(for evidence: RefusalEvidence) -> RefusalRow? {
    rows.first { $0.patterns.contains(where: evidence.matches) }
  }

  static func row(of cause: RefusalCause) -> RefusalRow? { rows.first { $0.cause == cause } }
}

extension RefusalRow.Pattern {
  func with(_ change: (inout Self) -> Void) -> Self {
    var pattern = self
    change(&pattern)
    return pattern
  }

  func code(_ code: String) -> Self { with { $0.code = code } }
  func words(_ words: String...) -> Self { with { $0.words = words } }
  func starts(_ starts: String...) -> Self { with { $0.starts = starts } }
  func body(_ body: RefusalRow.Body) -> Self { with { $0.body = body } }
  func asking(_ asking: RefusalRow.Asking) -> Self { with { $0.asking = asking } }
  func to(_ location: String) -> Self { with { $0.location = location } }
  var sayingNothing: Self { with { $0.saysNothing = true } }
}

extension RefusalRow.Example {
  static func creating(
    _ type: RunnerType, _ status: Int, _ body: String, _ headers: [HeaderField] = []
  ) -> Self {
    Self(purpose: .registration(type, target: nil), status: status, body: body, headers: headers)
  }

  static func creating(
    _ status: Int, _ body: String, _ headers: [HeaderField] = []
  ) -> Self {
    creating(.group, status, body, headers)
  }

  static func changing(_ act: RunnerAct, _ status: Int, _ body: String) -> Self {
    Self(purpose: .change(1, act), status: status, body: body)
  }

  static func listing(_ status: Int, _ body: String) -> Self {
    Self(purpose: .runnerList(.instance), status: status, body: body)
  }
}
