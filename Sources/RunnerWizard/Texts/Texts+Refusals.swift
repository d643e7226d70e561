import RunnerCore

/// A refused registration explained.
extension Texts {
  static let inquiring = "Asking the server for the cause…"
  static let copyRefusal = "Copy details"
  static let copyRefusalTip = "Copies what your administrator needs to know; no token is in it."
  static let refusalCopied = "the details for your administrator"
  static let proofHeading = "What the server says:"
  static let unknownHeading = "What could not be found out:"

  /// The cause first, the next step last.
  static func lines(of report: RefusalReport) -> [String] {
    var lines = [report.cause]
    if !report.proof.isEmpty { lines += [proofHeading] + report.proof.map { "- \($0)" } }
    if !report.unknown.isEmpty { lines += [unknownHeading] + report.unknown.map { "- \($0)" } }
    return (lines + [report.fix]).filter { !$0.isEmpty }
  }

  /// What is known of a refusal before anything more was asked.
  static func refusalDetails(
    _ failure: APIFailure, type: RunnerType, target: RunnerTarget?, server: ServerURL?
  ) -> String {
    var lines = ["\(program): a registration was refused"]
    if let server { lines.append("Request: POST \(server.api("/user/runners"))") }
    lines.append("Runner type: \(word(type))")
    if let target { lines.append("\(name(type)): \(found(target))") }
    if let status = failure.status { lines.append("Status: \(status)") }
    if let id = failure.requestID { lines.append("Request id: \(id)") }
    lines.append("Message: \(failure.message)")
    if !failure.detail.isEmpty { lines.append("Detail: \(failure.detail)") }
    return lines.joined(separator: "\n")
  }
}
