/// The texts of GitLab's GraphQL answers and of the gem graphql-ruby that more than one place needs.
enum GraphQLTexts {
  /// lib/gitlab/graphql/authorize/authorize_resource.rb.
  static let notAvailable =
    "The resource that you are attempting to access does not exist or you don't have permission to "
    + "perform this action"
  static let invalidToken = "Invalid token"
  static let blocked = "API not accessible for user"
  static let tooLarge = "Query too large"
  static let changingGet = "Mutations are forbidden in GET requests"
  static let notFound = "Not found!"
  static let serverError = "Internal server error"
  static let timeout =
    "Request timed out. Please try a less complex query or a smaller set of records."
  static let invalidCursor = "Please provide a valid cursor"
  static let firstAndLast = "Can only provide either `first` or `last`, not both"
  static let oneJobList =
    "\"jobs\" field can be requested only for 1 CiRunner(s) at a time."
  static let validationTimeout = "Timeout on validation of query"
  static let nameRequired = "An operation name is required"

  static func proof(_ reason: String) -> String { "DPoP validation error: \(reason)" }

  static func tooComplex(_ score: Int, limit: Int) -> String {
    "Query has complexity of \(score), which exceeds max complexity of \(limit)"
  }

  static func tooDeep(_ depth: Int, limit: Int) -> String {
    "Query has depth of \(depth), which exceeds max depth of \(limit)"
  }

  /// What a status of the endpoint says by itself (app/controllers/graphql_controller.rb).
  static func failure(_ status: Int) -> String {
    switch status {
    case 401: invalidToken
    case 403: blocked
    case 404: notFound
    case 500: serverError
    case 503: timeout
    default: Texts.statusLine(status)
    }
  }
}
