/// What the explanation of a failure can refer to.
struct FailureCircumstances {
  let connection: Connection
  let purpose: RequestPurpose
  /// The server's or the transport's own words.
  let reason: String?
  let status: Int?
  /// What the table of refusals takes the answer for; nil where there is no answer.
  var cause: RefusalCause?

  /// What happened, in a sentence.
  func message(_ kind: APIFailure.Kind, _ outcome: APIFailure.Outcome) -> String {
    let cause = kind == .cancelled && outcome == .unknown ? cancelledAfterSending : cause(kind)
    guard outcome == .unknown else { return cause }
    return cause + " " + (doubtAboutChange ?? "The runner may have been created all the same.")
  }

  private var cancelledAfterSending: String {
    "The program was interrupted after the request had gone out."
  }

  /// What can be done about it.
  func fix(_ kind: APIFailure.Kind, _ outcome: APIFailure.Outcome) -> String {
    guard outcome == .unknown else { return remedy(kind) }
    return stepsAfterLostChange
      ?? "Look in GitLab's list of runners \(whereRunnersAre) for one that was created just now "
      + "and has never been contacted, before creating it again: a second try could make a second "
      + "runner. One that is there can be deleted, because nobody has seen its token."
  }

  var host: String { connection.server.host }

  var token: String {
    switch connection.source {
    case "": "the access token"
    case Connection.typed: "the access token you typed"
    default: "the access token (from \(connection.source))"
    }
  }

  private var capitalToken: String { "T" + token.dropFirst() }

  var newTokenHint: String {
    "Create a new access token with the scope \(scopesForPurpose) at "
      + "\(connection.server)/-/user_settings/personal_access_tokens."
  }

  private var whereRunnersAre: String {
    switch purpose {
    case .registration(.instance, _): "(\(connection.server)/admin/runners)"
    case .registration(let type, let target):
      "of \(target ?? "the \(type.targetKind?.rawValue ?? "instance")")"
    default: "there"
    }
  }

  func quoted(_ lead: String) -> String {
    // The first line of a page says nothing.
    guard let reason, !reason.isEmpty, !reason.hasPrefix("<") else { return lead + "." }
    let words = withoutStatus(connection.redacting(sanitized(reason)), saidIn: lead)
    guard !words.isEmpty else { return lead + "." }
    let text = shortened(words, to: 300)
    let end = text.last.map { ".!?…".contains($0) } == true ? "" : "."
    return "\(lead): \(text)\(end)"
  }

  /// A server's words without the status line, where the sentence has the status already.
  private func withoutStatus(_ text: String, saidIn lead: String) -> String {
    guard let status, lead.contains("HTTP \(status)") else { return text }
    var rest = text[...]
    for prefix in ["HTTP/1.1 ", "HTTP/2 ", "HTTP "] where rest.hasPrefix(prefix) {
      rest = rest.dropFirst(prefix.count)
      break
    }
    guard rest.hasPrefix("\(status)") else { return text }
    return String(rest.dropFirst("\(status)".count).drop { " :,-".contains($0) })
  }

  private func cause(_ kind: APIFailure.Kind) -> String {
    if cause == .refusedBefore {
      return quoted(
        "A proxy or firewall before \(host) answers with HTTP \(status ?? 0), not GitLab")
    }
    if let message = causeForRunner(kind) ?? cause.flatMap(Texts.message) { return message }
    return switch kind {
    case .unauthorized:
      connection.token.isEmpty
        ? "GitLab wants an access token and none was given."
        : "GitLab does not accept \(token)."
    case .tokenExpired: "\(capitalToken) has expired."
    case .tokenRevoked: "\(capitalToken) was revoked."
    case .impersonationDisabled:
      "\(capitalToken) is an impersonation token, and impersonation is disabled on this server."
    case .proofRequired: quoted("GitLab wants a DPoP proof with \(token)")
    case .insufficientScope: "The scope of \(token) is too small for this."
    case .insufficientGranularScope: quoted("\(capitalToken) lacks a permission for this")
    case .forbidden: forbidden
    case .readOnly: quoted("GitLab takes no changes at the moment")
    case .invalidFields: quoted("GitLab refuses the values")
    case .badRequest: quoted("GitLab refuses the request")
    case .targetNotFound(let kind): "GitLab has no \(kind.rawValue) with this id."
    case .notFound: notFound
    case .gone: quoted("GitLab no longer offers this")
    case .rateLimited: "GitLab has received too many requests."
    case .serverError: quoted("GitLab had an internal error")
    case .gatewayError where status == 408:
      "\(host) says that the request did not arrive in time (HTTP 408)."
    case .gatewayError:
      quoted("The gateway before GitLab got no answer from it (HTTP \(status ?? 0))")
    case .maintenance: quoted("GitLab is not available at the moment")
    case .unexpectedRedirect(let target):
      target == host
        ? "\(host) redirects this request and does not answer it."
        : "\(host) redirects this request to \(target)."
    // curl: lib/http.c
    case .notGitLab where reason?.hasPrefix("Received HTTP/0.9") == true:
      "The answer of \(host) is not HTTP."
    case .notGitLab: quoted("What \(host) answers does not come from GitLab's API")
    case .undecodable: "The answer of \(host) lacks what GitLab's API promises."
    case .tooLarge: "The answer of \(host) is too large."
    case .other: quoted("The request to \(host) failed")
    default: transportCause(kind)
    }
  }

  private func transportCause(_ kind: APIFailure.Kind) -> String {
    switch kind {
    case .couldNotResolve: "The name \(host) cannot be resolved."
    case .couldNotConnect: "Cannot connect to \(host) on port \(connection.server.port)."
    case .proxyFailed: quoted("The request does not get through the proxy")
    case .timedOut: "\(host) did not answer in time."
    case .connectionLost: "The connection to \(host) broke before the answer was complete."
    case .tls(.unknownIssuer):
      "The certificate of \(host) was issued by an authority that is not trusted here."
    case .tls(.incompleteChain):
      "\(host) does not send the certificates that lead from its own to a known authority."
    case .tls(.expired): "The certificate of \(host) has expired or is not valid yet."
    case .tls(.wrongName): "The certificate of the server is for another name than \(host)."
    case .tls(.clientCertificate):
      connection.clientCertificate == nil
        ? quoted("\(host) wants a client certificate and none was given")
        : quoted("\(host) does not accept the client certificate")
    case .tls(.pinMismatch):
      "The server shows another key than the one pinned for \(host). Nothing was sent to it."
    case .tls(.other): quoted("No encrypted connection to \(host) is possible")
    case .certificateFile: quoted("A certificate or key file cannot be used")
    case .cancelled: "The request was cancelled."
    case .curlMissing: "The library libcurl is not installed, so there is no way to reach \(host)."
    case .invalidHeader: quoted("The request cannot be sent safely")
    default: quoted("The request to \(host) failed")
    }
  }

  /// Whether the server gave no reason, or the one that it always gives.
  var saysNothing: Bool { cause == .notAllowed || cause == nil && reason == nil }

  private var forbidden: String {
    if saysNothing {
      return switch purpose {
      case .registration(let type, _):
        "GitLab refused: the user of the access token may not create \(type.rawKind) runners."
      default: "GitLab refused: the user of the access token may not do this."
      }
    }
    return quoted("GitLab forbids it")
  }

  private var notFound: String {
    switch purpose {
    case .target(let kind, let name, _):
      "There is no \(kind.rawValue) \(name) that \(token) may see."
    case .registration: "\(host) does not know how to create a runner for a user."
    default: quoted("\(host) does not know this request")
    }
  }

  private func remedy(_ kind: APIFailure.Kind) -> String {
    if cause == .refusedBefore {
      return "Ask whoever runs the proxy or firewall before \(host), or reach GitLab without it."
    }
    if let remedy = cause.flatMap(Texts.fix) ?? remedyForRunner(kind) { return remedy }
    return switch kind {
    case .unauthorized:
      "Check that the token was copied whole, still exists and is for \(host). " + newTokenHint
    case .tokenExpired, .tokenRevoked, .impersonationDisabled: newTokenHint
    case .proofRequired:
      "Turn off the requirement of DPoP in the user's preferences, or use a token of another user."
    case .insufficientScope(let needed): scopeRemedy(needed)
    case .insufficientGranularScope where isLookupForOtherThanRegistration:
      namedPermissionRemedy
    case .insufficientGranularScope:
      "Give the fine-grained token the permission to create runners, or create a token with the scope "
        + "create_runner."
    case .forbidden: permissionRemedy
    case .readOnly: "Wait until the maintenance of \(host) is over, then try again."
    case .invalidFields: "Change the values named, then try again."
    case .badRequest: "Check the values, then try again."
    case .targetNotFound(let kind):
      "Check the id, or give the full path or URL of the \(kind.rawValue)."
    case .notFound: notFoundRemedy
    case .gone: "Ask an administrator of \(host)."
    case .rateLimited: "Wait a minute, then try again."
    case .serverError:
      "Try again later. An administrator finds the request in GitLab's logs by its id."
    case .gatewayError, .maintenance: "Try again in a few minutes."
    case .unexpectedRedirect(let target): redirectRemedy(target)
    case .notGitLab:
      "Check the address \(connection.server): it must be the one under which GitLab's start page "
        + "opens, and no sign-in page or proxy may stand before it."
    case .undecodable, .tooLarge:
      "Check that \(connection.server) is a GitLab server of version 16.0 or newer."
    default: transportRemedy(kind)
    }
  }

  private func transportRemedy(_ kind: APIFailure.Kind) -> String {
    switch kind {
    case .couldNotResolve: "Check the spelling of the address, and the network."
    case .couldNotConnect: "Check the address and port, the network, and whether a proxy is needed."
    case .proxyFailed:
      "Check the proxy of the profile, or the proxy variables of the environment (https_proxy, NO_PROXY)."
    case .timedOut:
      "Check the network and whether \(host) is up, then try again or allow more time."
    case .connectionLost: "Check the network, then try again."
    case .tls(.unknownIssuer):
      "Name the authority's certificate as the CA file, or ask whoever runs \(host) whether an "
        + "intermediate certificate is missing."
    case .tls(.incompleteChain):
      "Ask whoever runs \(host) to install the intermediate certificates, or name them as the CA file."
    case .tls(.expired):
      "Check this machine's clock, and ask whoever runs \(host) to renew the certificate."
    case .tls(.wrongName): "Use the name that the certificate is for as the address of the server."
    case .tls(.clientCertificate):
      "Give the certificate with --client-cert and its key with --client-key, or in a profile; whoever "
        + "runs \(host) knows which one it takes."
    case .tls(.pinMismatch):
      "Ask whoever runs \(host) whether its key was replaced. If it was, pin the new key, or remove the pin "
        + "and name the authority's certificate as the CA file; if it was not, somebody answers in its place."
    case .tls(.other):
      "Check that the address is right and that \(host) speaks TLS on this port; if it wants a client "
        + "certificate, give one with --client-cert."
    case .certificateFile: "Check the files named as CA file, client certificate and client key."
    case .curlMissing: "Install libcurl: `apt install libcurl4` on Debian and Ubuntu."
    case .invalidHeader: "Give the token or header again without line breaks."
    default: "Try again."
    }
  }

  private func scopeRemedy(_ needed: [String]) -> String {
    let scopes =
      needed.isEmpty
      ? "" : " GitLab lists the scopes that would do: \(needed.joined(separator: ", "))."
    return switch purpose {
    case .registration: "Use an access token with the scope create_runner or api."
    case .target(let kind, _, for: .registration):
      "Give the numeric id of the \(kind.rawValue), which needs no reading, or use a token with the "
        + "scope read_api." + scopes
    case .target: "Use an access token with the scope \(scopesForPurpose)."
    default: "Use an access token with a larger scope." + scopes
    }
  }

  /// GitLab answers a role that is too low and a setting that forbids creation in the same words
  /// (`app/policies/group_policy.rb`, `project_policy.rb`), so both are named.
  private var permissionRemedy: String {
    guard case .registration(let type, _) = purpose, saysNothing else {
      return "Ask an administrator of \(host), or use the access token of another user."
    }
    return switch type {
    case .instance:
      "Only administrators create instance runners. If the user is one and admin mode is on, the token "
        + "also needs the scope admin_mode."
    case .group:
      "Either the role is too low (Owner of the group is needed), or the settings of the group, of a "
        + "group above it or of the instance forbid creating runners. Ask an Owner or an administrator."
    case .project:
      "Either the role is too low (Maintainer of the project is needed), or the settings of the "
        + "project, of a group above it or of the instance forbid creating runners. Ask a Maintainer "
        + "or an administrator."
    }
  }

  private var notFoundRemedy: String {
    switch purpose {
    case .target(let kind, _, _):
      "Check the spelling, and that the user of the token is a member of the \(kind.rawValue)."
    default:
      "Check the address \(connection.server), and that GitLab is of version 16.0 or newer."
    }
  }

  private func redirectRemedy(_ target: String) -> String {
    if target != host {
      return "If you trust \(target), use it as GitLab address. The token was not sent there."
    }
    return connection.server.scheme == .http
      ? "Give the address with https://, if that is where \(host) leads; a token is never sent on."
      : "Check the address \(connection.server): it must be the one under which GitLab's start page "
        + "opens, with its path if it has one."
  }
}

extension Texts {
  static func createdWithoutToken(id: Int64) -> String {
    "GitLab created the runner \(id), but its answer holds no usable token."
  }

  static func deleteOrReset(id: Int64) -> String {
    "Delete the runner \(id) and create it again, or reset its token in GitLab."
  }

  static func tokenWithoutID(_ host: String) -> String {
    "The answer of \(host) holds a runner's token but not the runner's id. The runner was most probably "
      + "created."
  }

  static let findRunnerOfToken =
    "Look in GitLab's list of runners for the one that was created just now. If its token is shown here, "
    + "keep it, for it is shown only once; if not, delete that runner and create it again."

  static func comeBack(in seconds: Int) -> String {
    seconds == 0 ? "Try again now." : "Try again in \(DurationText.format(seconds))."
  }

  static let controlCharacterInToken =
    "the access token holds a line break or another control character"

  static func invalidHeader(_ name: String) -> String {
    "the header “\(shortened(sanitized(name), to: 40))” holds a control character"
  }
}

extension RunnerType {
  fileprivate var rawKind: String {
    switch self {
    case .instance: "instance"
    case .group: "group"
    case .project: "project"
    }
  }
}
