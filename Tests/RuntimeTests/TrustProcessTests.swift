import Foundation
import RunnerCore
import Support
import Testing

/// Commands without a screen, before a server that is not trusted.
@Suite(.enabled(if: RecordingServer.isPossible, "Python or the openssl program is not installed."))
struct TrustProcessTests {
  /// The error that a command prints, and what it says where it prints no JSON.
  private func failure(
    of command: String, options: [String], from server: RecordingServer
  ) throws -> (code: JSONValue?, output: String) {
    let run = try Program.runnerWizard.run(
      command.split(separator: " ").map(String.init) + options,
      environment: [
        "GITLAB_URL": "https://localhost:\(server.port)", "GITLAB_TOKEN": "made-up-token",
      ])
    #expect(run.exitCode == 1)
    return (JSONValue(parsing: Array(run.output.utf8))?["error"]?["code"], run.output + run.errors)
  }

  @Test(arguments: [
    "create --type instance --json", "list --json", "create --type instance", "list",
  ])
  func theCertificateIsNamed(command: String) async throws {
    let certificates = try Certificates()
    defer { certificates.remove() }
    try certificates.issueAuthority("middle")
    try certificates.issue("server", for: "localhost", by: "middle")
    let server = try RecordingServer(
      .tls(chain: certificates.file("server.pem"), key: certificates.file("server.key")))
    defer { server.stop() }
    let (code, output) = try failure(of: command, options: [], from: server)
    if command.hasSuffix("--json") { #expect(code == .string("tls_incomplete_chain")) }
    #expect(output.contains("localhost sends its own certificate alone (CN = localhost)"))
    #expect(output.contains("CN = Test middle"))
    _ = try await server.events(afterConnections: 2)
    #expect(server.received == "")
  }

  @Test func theDoctorTellsTheCertificates() async throws {
    let certificates = try Certificates()
    defer { certificates.remove() }
    try certificates.issue("server", for: "other.example")
    let server = try RecordingServer(
      .tls(chain: certificates.file("server.pem"), key: certificates.file("server.key")))
    defer { server.stop() }
    let run = try Program.runnerWizard.run(
      ["doctor", "--json", "--ca-file", certificates.authority],
      environment: [
        "GITLAB_URL": "https://localhost:\(server.port)", "GITLAB_TOKEN": "made-up-token",
      ])
    #expect(run.exitCode == 1)
    let connection = JSONValue(parsing: Array(run.output.utf8))?["connection"]
    #expect(connection?["tls"] == .string("tls_name"))
    #expect(connection?["error"]?["code"] == .string("tls_name"))
    let certificate = connection?["certificates"]?.list?.first
    #expect(certificate?["subject"] == .string("CN = other.example"))
    #expect(
      certificate?["issuer"] == .string("O = Example, CN = Test authority")
        || certificate?["issuer"] == .string("CN = Test authority, O = Example"))
    #expect(certificate?["names"] == .array([.string("other.example")]))
    for key in ["not_before", "not_after", "sha256"] {
      guard case .string? = certificate?[key] else {
        Issue.record("\(key)")
        continue
      }
    }
    #expect(server.received == "")
  }

  @Test func aCAFileThatDoesNotHelpLeavesTheReason() async throws {
    let certificates = try Certificates()
    defer { certificates.remove() }
    try certificates.issue("server", for: "other.example")
    let server = try RecordingServer(
      .tls(chain: certificates.file("server.pem"), key: certificates.file("server.key")))
    defer { server.stop() }
    let (code, output) = try failure(
      of: "create --type instance --json", options: ["--ca-file", certificates.authority],
      from: server)
    #expect(code == .string("tls_name"))
    #expect(output.contains("is not for localhost but for other.example"))
  }
}
