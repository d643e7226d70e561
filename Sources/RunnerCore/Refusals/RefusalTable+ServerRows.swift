/// What is wrong with the address, the server or what stands before it.
extension RefusalTable {
  private typealias Pattern = RefusalRow.Pattern

  static let address: [RefusalRow] = [
    RefusalRow(
      cause: .projectMoved, source: "doc/api/rest/_index.md; lib/api/helpers.rb, find_project!",
      patterns: [
        Pattern(301).to("/api/v4/projects/"), Pattern(405).words("moved projects"),
      ],
      examples: [
        .creating(
          .project, 301, "This resource has been moved permanently",
          [HeaderField(name: "Location", value: "https://gitlab.example.com/api/v4/projects/7")]),
        .changing(
          .assign, 405,
          #"{"message":"405 Method Not Allowed - Non GET methods are not allowed for moved projects"}"#
        ),
      ]),
    RefusalRow(
      cause: .signInPage, source: "config/routes/user.rb",
      patterns: [Pattern(300...399).to("/users/sign_in")],
      examples: [
        .creating(
          302, "",
          [HeaderField(name: "Location", value: "https://gitlab.example.com/users/sign_in")])
      ]),
    RefusalRow(
      cause: .redirected, source: "RFC 9110, 15.4",
      patterns: [Pattern(300...399)],
      examples: [
        .creating(
          301, "", [HeaderField(name: "Location", value: "https://gitlab.example.com/api/v4/")])
      ]),
    RefusalRow(
      cause: .pageInstead, source: "no shape of lib/api/helpers.rb",
      patterns: [Pattern(200...299).body(.page)],
      examples: [.creating(200, "<!DOCTYPE html><title>Sign in</title>")]),
    RefusalRow(
      cause: .runnerNotFound, source: "lib/api/ci/runners.rb",
      patterns: [
        Pattern(404).words("runner not found"), Pattern(404).body(.gitLab).asking(.runner),
      ],
      examples: [
        RefusalRow.Example(
          purpose: .runner(1), status: 404, body: #"{"message":"404 Runner Not Found"}"#),
        .changing(.delete, 404, #"{"message":"404 Not found"}"#),
      ]),
    RefusalRow(
      cause: .placeNotFound, source: "lib/api/helpers.rb, find_group!, find_project!",
      patterns: [Pattern(404).body(.gitLab).asking(.place)],
      examples: [
        RefusalRow.Example(
          purpose: .target(.group, name: "a", for: .registration), status: 404,
          body: #"{"message":"404 Group Not Found"}"#),
        RefusalRow.Example(
          purpose: .target(.project, name: "a/b", for: .list), status: 404,
          body: #"{"message":"404 Project Not Found"}"#),
      ]),
    RefusalRow(
      cause: .routeUnknown, source: "lib/api/api.rb",
      patterns: [Pattern(404).body(.gitLab)],
      examples: [.creating(404, #"{"error":"404 Not Found"}"#)]),
    RefusalRow(
      cause: .notGitLab, source: "no shape of lib/api/helpers.rb",
      patterns: [Pattern(404)],
      examples: [.creating(404, "<html>nginx</html>")]),
  ]

  static let server: [RefusalRow] = [
    RefusalRow(
      cause: .proxyRefused, source: "RFC 9110, 15.5.8",
      patterns: [Pattern(407)], examples: [.creating(407, "")]),
    RefusalRow(
      cause: .migrating, source: "lib/api/ci/runner.rb",
      patterns: [Pattern(429).words("database migrations")],
      examples: [
        .creating(429, #"{"message":"Executing database migrations. Please retry later."}"#)
      ]),
    RefusalRow(
      cause: .rateLimited,
      source: "administration/settings/user_and_ip_rate_limits; lib/api/helpers.rb",
      patterns: [Pattern(429)],
      examples: [
        .creating(429, "Retry later\n"), .creating(429, #"{"message":"429 Too Many Requests"}"#),
        .creating(
          429,
          #"{"message":{"error":"This endpoint has been requested too many times. Try again later."}}"#
        ),
      ]),
    RefusalRow(
      cause: .unavailable, source: "lib/api/helpers.rb, service_unavailable!",
      patterns: [Pattern(503)],
      examples: [
        .creating(503, #"{"message":"503 Service Unavailable"}"#),
        .creating(503, "<html>down</html>"),
      ]),
    RefusalRow(
      cause: .gateway, source: "RFC 9110, 15.5.9 and 15.6; developers.cloudflare.com",
      patterns: [Pattern(408), Pattern(502...504), Pattern(520...527)],
      examples: [
        .creating(502, "<html>Bad"), .creating(504, ""), .creating(408, ""), .creating(524, ""),
      ]),
    RefusalRow(
      cause: .serverError, source: "lib/api/helpers.rb, handle_api_exception",
      patterns: [Pattern(500...599)],
      examples: [.creating(500, #"{"message":"500 Internal Server Error"}"#)]),
    RefusalRow(
      cause: .requestRefused, source: "lib/api/helpers.rb",
      patterns: [Pattern(400...499)],
      examples: [
        .creating(400, #"{"message":"400 Bad request"}"#),
        .creating(405, #"{"error":"405 Not Allowed"}"#),
        .creating(422, #"{"message":"422 Unprocessable Entity - no"}"#),
      ]),
  ]
}
