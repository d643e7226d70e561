/// `gitlab-runner register` as it is run on this machine: the token is in its environment alone.
public struct LocalRegistration: Equatable, Sendable {
  /// The program and its arguments; no secret among them.
  public let command: [String]
  /// Variables that it gets besides those of this program.
  public let secrets: [String: Secret]
  /// Variables that it must not get.
  public static let removedVariables =
    RunnerVariable.reserved + [
      "CI_SERVER_TOKEN", "CONFIG_FILE", "REGISTER_LEAVE_RUNNER", "TEMPLATE_CONFIG_FILE",
    ]
  /// Variables that stop it when a shell has them, besides the way of it that is taken here.
  public static let reservedVariables = RunnerVariable.reserved

  public init(_ request: HandOverRequest, with runner: LocalRunner) {
    let flags = request.completed.registerFlags.flatMap { ["--\($0.name)", $0.value] }
    command =
      [runner.program, "register", "--non-interactive", "--config", runner.configPath] + flags
    secrets = [RunnerVariable.token: request.token]
  }

  /// The command as a shell takes it, to be looked at.
  public var shown: String { command.map(Quoting.posix).joined(separator: " ") }
}

/// How a registration on this machine ended.
public enum LocalRegistrationEnd: Equatable, Sendable {
  /// The file has the runner.
  case registered(path: String, isOfService: Bool)
  /// gitlab-runner says that it is done, and the file does not have the runner; a sentence says why that may be.
  case notInFile(path: String, reason: String)
  case failed(message: String, fix: String)
  case stopped
}

/// What the output of a failed `gitlab-runner register` means.
///
/// The texts are those of gitlab-runner's `commands/register.go`, `network/gitlab.go` and `network/client.go`, and of
/// Go's `crypto/x509` and `net`.
public struct LocalRegistrationFailure: Equatable, Sendable {
  public let message: String
  /// The next step.
  public let fix: String

  /// - Parameter lines: what was printed, sanitized.
  public init(_ lines: [String], status: Int32, server: ServerURL, configPath: String) {
    let text = lines.joined(separator: "\n").lowercased()
    func says(_ parts: String...) -> Bool { parts.contains { text.contains($0) } }
    if says("is reserved", "reserved configuration") {
      (message, fix) = (Texts.hereReserved, Texts.hereReservedFix)
    } else if says("x509: certificate signed by unknown authority") {
      (message, fix) = (
        Texts.hereUnknownAuthority(server.host),
        Texts.hereAuthorityFix(server.host, beside: configPath)
      )
    } else if says("x509:", "tls: ") {
      (message, fix) = (Texts.hereTLS(server.host), Texts.hereTLSFix)
    } else if says("permission denied", "read-only file system") {
      (message, fix) = (Texts.herePermission(configPath), Texts.herePermissionFix)
    } else if says("403 forbidden", "status=403", "is not valid", "is removed") {
      (message, fix) = (Texts.hereForbidden(server.description), Texts.hereForbiddenFix)
    } else if says("404 not found", "status=404", "unsupported protocol", "invalid character '<'") {
      (message, fix) = (Texts.hereNotGitLab(server.description), Texts.hereNotGitLabFix)
    } else if says("no such host", "connection refused", "i/o timeout", "dial tcp", "proxyconnect")
    {
      (message, fix) = (Texts.hereUnreachable(server.description), Texts.hereUnreachableFix)
    } else if says("flag provided but not defined", "unknown flag", "unknown shorthand") {
      (message, fix) = (Texts.hereUnknownOption, Texts.hereUnknownOptionFix)
    } else {
      message = Texts.hereFailed(status, lines.last { !$0.isEmpty })
      fix = Texts.hereFailedFix
    }
  }
}
