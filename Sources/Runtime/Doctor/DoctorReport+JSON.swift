import FoundationEssentials
import RunnerCore

extension DoctorReport {
  /// The report for scripts: one object, unknown values null.
  var json: JSONValue {
    .object([
      .init("terminal", terminal.json),
      .init("theme", .string(theme)),
      .init("clipboard", .string(clipboard)),
      .init("config", .array(files.map(\.json))),
      .init("profiles", .array(profiles.map(\.json))),
      .init("connection", connection.json),
      .init("user", user),
      .init("can_create", canCreate),
      .init("can_browse", canBrowse),
      .init("warnings", .array((preflight?.warnings ?? []).map(JSONValue.string))),
      .init("notes", .array(notes.map(JSONValue.string))),
      .init("exit", .integer(Int64(exit.rawValue))),
    ])
  }

  private var user: JSONValue {
    guard let preflight else { return .null }
    let user = preflight.user
    return .object([
      .init("id", .optional((user?.id ?? preflight.token?.userID).map(JSONValue.integer))),
      .init("username", .text(user?.username)),
      .init("name", .text(user?.name)),
      .init("bot", .optional(user.map { .bool($0.isBot) })),
      .init("administrator", .string(preflight.administration.word)),
      .init("administrator_reason", .text(preflight.administration.obstacle?.sentences)),
      .init("token_kind", .string(preflight.kind.rawValue)),
      .init("scopes", .texts(preflight.scopes)),
      .init("expires_at", .text(preflight.token?.expiresAt)),
    ])
  }

  private var canCreate: JSONValue {
    permissions(RunnerType.allCases.map { ($0.word, preflight?.creation[$0]) })
  }

  private var canBrowse: JSONValue {
    let browsing = preflight?.browsing
    return permissions([
      ("mine", browsing?.mine), ("group", browsing?.group), ("project", browsing?.project),
      ("instance", browsing?.instance),
    ])
  }

  /// A word for each name, and under `reason` a sentence for each that is not `yes`.
  private func permissions(_ named: [(name: String, permission: Permission?)]) -> JSONValue {
    let words = named.map { JSONValue.Member($0.name, .string($0.permission?.word ?? "unknown")) }
    let reasons = named.map {
      JSONValue.Member(
        $0.name, .text($0.permission.map { $0.obstacle?.sentences } ?? Texts.notAsked))
    }
    return .object(words + [.init("reason", .object(reasons))])
  }
}

extension DoctorReport.TerminalFacts {
  fileprivate var json: JSONValue {
    .object([
      .init("name", .text(name)),
      .init("interactive", .bool(isInteractive)),
      .init("utf8", .bool(isUTF8)),
      .init("columns", .optional(columns.map { .integer(Int64($0)) })),
      .init("rows", .optional(rows.map { .integer(Int64($0)) })),
      .init("colors", .string(colors)),
    ])
  }
}

extension DoctorReport.File {
  fileprivate var json: JSONValue {
    .object([
      .init("path", .string(path)), .init("tool", .string(tool)), .init("problem", .text(problem)),
    ])
  }
}

extension DoctorReport.ProfileEntry {
  fileprivate var json: JSONValue {
    .object([
      .init("name", .string(name)),
      .init("host", .text(server?.host)),
      .init("url", .text(server?.description)),
      .init("source", .string(source)),
      .init("tool", .string(tool)),
      .init("section", .text(section)),
      .init("kind", .string(kind)),
      .init("scopes", .texts(scopes)),
      .init("expires_at", .text(expiresAt)),
      .init("used", .bool(isUsed)),
      .init("problem", .text(problem)),
      .init("notes", .texts(notes)),
    ])
  }
}

extension DoctorReport.ConnectionEntry {
  fileprivate var json: JSONValue {
    .object([
      .init("url", .text(server?.description)),
      .init("source", .text(source)),
      .init("server_version", .text(serverVersion)),
      .init("tls", .text(tls)),
      .init("certificates", .array(certificates.map(\.json))),
      .init("error", failure.flatMap { $0.json["error"] } ?? .null),
    ])
  }
}

extension ServerCertificate {
  fileprivate var json: JSONValue {
    .object([
      .init("subject", .string(subject)),
      .init("issuer", .string(issuer)),
      .init("names", .texts(names)),
      .init("not_before", .text(notBefore.map { $0.formatted(.iso8601) })),
      .init("not_after", .text(notAfter.map { $0.formatted(.iso8601) })),
      .init("sha256", .string(fingerprint)),
    ])
  }
}

extension JSONValue {
  fileprivate static func optional(_ value: JSONValue?) -> JSONValue { value ?? .null }

  fileprivate static func text(_ text: String?) -> JSONValue {
    text.map(JSONValue.string) ?? .null
  }

  fileprivate static func texts(_ texts: [String]?) -> JSONValue {
    texts.map { .array($0.map(JSONValue.string)) } ?? .null
  }
}

extension RunnerType {
  /// The word that `--type` takes.
  var word: String {
    switch self {
    case .instance: "instance"
    case .group: "group"
    case .project: "project"
    }
  }
}
