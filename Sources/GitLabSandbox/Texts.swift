/// The texts of GitLab's answers that more than one place needs, and its pages for people.
///
/// Source of the status lines: lib/api/helpers.rb.
enum Texts {
  static func statusLine(_ status: Int) -> String {
    let names = [
      400: "Bad request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found",
      405: "Method Not Allowed", 406: "Not Acceptable", 409: "Conflict", 410: "Gone",
      412: "Precondition Failed", 413: "Request Entity Too Large", 422: "Unprocessable Entity",
      429: "Too Many Requests", 500: "Internal Server Error", 502: "Bad Gateway",
      503: "Service Unavailable", 504: "Gateway Timeout",
    ]
    return names[status].map { "\(status) \($0)" } ?? String(status)
  }

  static func moved(to url: String) -> String {
    "This resource has been moved permanently to \(url)"
  }

  static let insufficientPermissions = "Insufficient permissions"
  static let noAccess = "No access granted"
  static let readOnly = "You cannot perform write operations on a read-only instance"
  static let insufficientScope =
    "The request requires higher privileges than provided by the access token."
  static let tokenExpired =
    "Token is expired. You can either do re-authorization or token refresh."
  static let tokenRevoked = "Token was revoked. You have to re-authorize from the user."
  static let impersonationDisabled =
    "Token is an impersonation token but impersonation was disabled."
  static let proofMissing = "DPoP header is missing"
  static let blocked = "Your account has been blocked."
  static let needsPersonalToken =
    "This endpoint requires token type to be a personal access token"
  static let movedProject = "Non GET methods are not allowed for moved projects"
  static let severalProjects = "Runner associated with more than one project"
  static let ownerProject =
    "You cannot unassign a runner from the owner project. Delete the runner instead"

  static func missingPermission(_ permission: String) -> String {
    "Access denied: Your fine-grained personal access token lacks the required permissions: "
      + "[\(permission)]."
  }

  static let signInPage = page(title: "Sign in · GitLab", text: "Username or primary email")
  static let notFoundPage = page(
    title: "The page could not be found or you don't have permission to view it. · GitLab",
    text: "404: Page not found")
  static let badGatewayPage = page(
    title: "GitLab is not responding (502)",
    text: "502 Whoops, GitLab is taking too much time to respond.")

  /// A maintenance note as GitLab's Markdown renders plain text.
  static func paragraph(_ text: String) -> String {
    let escaped = text.map { character in
      switch character {
      case "&": "&amp;"
      case "<": "&lt;"
      case ">": "&gt;"
      case "\"": "&quot;"
      default: String(character)
      }
    }.joined()
    return "<p dir=\"auto\">\(escaped)</p>"
  }

  private static func page(title: String, text: String) -> String {
    """
    <!DOCTYPE html>
    <html>
    <head><title>\(title)</title></head>
    <body><h1>\(text)</h1></body>
    </html>

    """
  }
}
