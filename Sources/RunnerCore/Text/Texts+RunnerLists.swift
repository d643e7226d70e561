/// How the server is asked, and why so.
extension Texts {
  static let graphQLWithoutRunners = "GraphQL on this server knows no runners."

  static let graphQLIsSomethingElse =
    "What answers in place of GraphQL on this server is not GitLab."

  static let ownRunnersNeedNewerGitLab =
    "GraphQL lists a user's own runners only from GitLab 18.3 on."

  static let inheritedRunnersNeedNewerGitLab =
    "GraphQL on this server does not list what a group inherits."

  static let jobsNeedNewerGitLab = "GraphQL on this server does not list the jobs of a runner."

  static func pathUnknown(_ kind: RunnerTarget.Kind) -> String {
    "GraphQL takes the path of a \(kind.rawValue), and only its id is known."
  }

  static func graphQLRefused(_ failure: APIFailure) -> String {
    switch failure.status {
    case 401: "GraphQL on this server does not accept the access token."
    case 404: "GraphQL is not available on this server."
    case let status?: "GraphQL on this server refuses requests (HTTP \(status))."
    case nil: "GraphQL is not available on this server."
    }
  }

  static func graphQLRefusesQuery(_ reason: String?) -> String {
    guard let reason else { return "GraphQL on this server refuses the query." }
    let text = shortened(reason, to: 160)
    return "GraphQL on this server refuses the query: \(text)"
      + (text.last.map { ".!?…".contains($0) } == true ? "" : ".")
  }
}
