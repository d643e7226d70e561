/// The body of an answer that is no success, in whichever of GitLab's shapes it came.
///
/// GitLab has seven: a message with the status line (`lib/api/helpers.rb`), a message by attribute
/// (`render_validation_error!`), Grape's error about parameters, an OAuth error with a description
/// (`lib/api/api_guard.rb`), a bare error, GraphQL's list of errors, and anything at all from a proxy before it.
struct ErrorBody {
  /// What the server says, without the status line; sanitized, on one line. `nil` if it says no more than that.
  var reason: String?
  /// OAuth's word for the error, such as `insufficient_scope`.
  var errorCode: String?
  /// The scopes of an `insufficient_scope`.
  var scopes: [String] = []
  var problems: [APIFailure.FieldProblem] = []
  /// Whether it names parameters as Grape does.
  var namesParameters = false
  /// Whether the body has one of GitLab's shapes.
  var isFromGitLab = false
  /// The first line of a body that is no JSON, cut short.
  var firstLine: String?

  /// Scalars of a server's text that are kept.
  private static let textLimit = 500
  private static let lineLimit = 200
  /// Scalars of a server's text that are looked at.
  private static let readLimit = 4_096

  /// Errors of GraphQL that are looked at.
  private static let errorLimit = 5

  private let connection: Connection

  init(_ bytes: [UInt8], connection: Connection) {
    self.connection = connection
    guard let json = JSONValue(parsing: bytes), case .object = json else {
      firstLine = ErrorBody.firstLine(of: bytes, connection: connection)
      return
    }
    isFromGitLab = json["message"] != nil || json["error"] != nil || json["errors"] != nil
    switch json["message"] {
    case .string(let text)?: readMessage(text)
    case .object(let members)?: readAttributes(members)
    case .array(let elements)?: readMessage(elements.compactMap(\.rawText).joined(separator: ", "))
    default: break
    }
    if let errors = json["errors"]?.elements {
      let texts = errors.prefix(Self.errorLimit).compactMap { $0["message"]?.rawText }
      reason = texts.isEmpty ? nil : clean(texts.joined(separator: ", "))
    }
    guard let error = json["error"]?.rawText else { return }
    if let description = json["error_description"]?.rawText {
      errorCode = clean(error)
      reason = clean(description)
      scopes = (json["scope"]?.rawText ?? "").split(separator: " ").map { clean($0) }
    } else {
      reason = ErrorBody.withoutStatusLine(clean(error))
      let named = ParameterErrors.problems(in: clean(error))
      namesParameters = !named.isEmpty
      problems += named
    }
  }

  /// Whether GitLab gives no reason, or the one that it always gives.
  var saysNothing: Bool {
    isFromGitLab
      && (reason == nil || reason == "No access granted" || reason == "Insufficient permissions")
  }

  /// Whether it is a page for people, which GitLab's API never answers.
  var isPage: Bool { firstLine.map(ErrorBody.isPage) ?? false }

  static func isPage(_ firstLine: String) -> Bool { firstLine.hasPrefix("<") }

  private mutating func readMessage(_ text: String) {
    reason = ErrorBody.withoutStatusLine(clean(text))
    if let reason { problems += AttributeSentence.problems(in: reason) }
  }

  /// `{"tags_list": ["is too long"]}`; a value may also be a single text.
  private mutating func readAttributes(_ members: [JSONValue.Member]) {
    var sentences: [String] = []
    for member in members {
      let texts = (member.value.elements ?? [member.value]).compactMap(\.rawText)
      for text in texts.map({ clean($0) }) {
        // `{"message": {"error": "…"}}` is how the application limiter answers.
        guard member.name != "error" else {
          sentences.append(text)
          continue
        }
        let name = clean(member.name)
        let sentence = AttributeSentence.humanized(name) + " " + text
        sentences.append(sentence)
        problems.append(
          APIFailure.FieldProblem(
            field: FormField(serverName: name), name: name, message: sentence))
      }
    }
    reason = sentences.isEmpty ? nil : sentences.joined(separator: ", ")
  }

  private func clean(_ text: some StringProtocol) -> String {
    ErrorBody.clean(text, connection)
  }

  private static func clean(_ text: some StringProtocol, _ connection: Connection) -> String {
    let start = String(String.UnicodeScalarView(text.unicodeScalars.prefix(readLimit)))
    let oneLine = connection.redacting(sanitized(start)).trimmingASCIIWhiteSpace()
    return shortened(oneLine, to: textLimit)
  }

  /// `403 Forbidden - Insufficient permissions` gives `Insufficient permissions`, `403 Forbidden` gives nothing.
  static func withoutStatusLine(_ text: String) -> String? {
    let hasNumber =
      text.unicodeScalars.prefix(3).allSatisfy(\.isASCIIDigit)
      && text.unicodeScalars.dropFirst(3).first == " "
    guard hasNumber else { return text.isEmpty ? nil : text }
    guard let separator = text.firstRange(ofASCII: " - ") else { return nil }
    let reason = text[separator.upperBound...].trimmingASCIIWhiteSpace()
    return reason.isEmpty ? nil : reason
  }

  /// The first line with anything on it.
  static func firstLine(of bytes: [UInt8], connection: Connection) -> String? {
    let start = bytes.prefix(4_096).drop { $0 <= 0x20 }
    let line = start.prefix { $0 != 0x0A && $0 != 0x0D }
    guard !line.isEmpty else { return nil }
    return shortened(clean(String(decoding: line, as: UTF8.self), connection), to: lineLimit)
  }
}
