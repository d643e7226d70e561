/// An option of `gitlab-runner register`, and the variable that stands for it (gitlab-runner: the `long:` and `env:` names
/// in `common/config.go` and `commands/register.go`).
struct RegisterFlag: Equatable, Sendable {
  let name: String
  let variable: String
  let value: String
}

/// The names of variables that gitlab-runner and its neighbours know.
enum RunnerVariable {
  static let token = "CI_SERVER_TOKEN"
  static let sshPassword = "SSH_PASSWORD"

  /// Variables that stop the registration with a runner authentication token, or make it one with a registration token
  /// (gitlab-runner: `commands/register.go`, "reserved configuration").
  static let reserved = [
    "RUNNER_TAG_LIST", "REGISTER_LOCKED", "REGISTER_ACCESS_LEVEL", "REGISTER_RUN_UNTAGGED",
    "REGISTER_MAXIMUM_TIMEOUT", "REGISTER_PAUSED", "REGISTER_MAINTENANCE_NOTE",
    "REGISTRATION_TOKEN",
  ]
}

extension HandOverRequest {
  /// What `gitlab-runner register` is told, in the order of its documentation; never the token.
  var registerFlags: [RegisterFlag] {
    var flags = [
      RegisterFlag(name: "url", variable: "CI_SERVER_URL", value: server.description)
    ]
    func add(_ name: String, _ variable: String, _ question: HandOverQuestion) {
      guard let value = answer(question) else { return }
      flags.append(RegisterFlag(name: name, variable: variable, value: value))
    }
    add("name", "RUNNER_NAME", .name)
    for file in certificates {
      flags.append(RegisterFlag(name: file.flag, variable: file.variable, value: file.target))
    }
    flags.append(
      RegisterFlag(name: "executor", variable: "RUNNER_EXECUTOR", value: executor.rawValue))
    add("shell", "RUNNER_SHELL", .shell)
    if executor == .kubernetes {
      add("kubernetes-namespace", "KUBERNETES_NAMESPACE", .namespace)
      add("kubernetes-image", "KUBERNETES_IMAGE", .image)
    } else {
      add("docker-image", "DOCKER_IMAGE", .image)
    }
    if executor == .parallels {
      add("parallels-base-name", "PARALLELS_BASE_NAME", .baseName)
    } else {
      add("virtualbox-base-name", "VIRTUALBOX_BASE_NAME", .baseName)
    }
    add("ssh-host", "SSH_HOST", .sshHost)
    add("ssh-port", "SSH_PORT", .sshPort)
    add("ssh-user", "SSH_USER", .sshUser)
    add("ssh-identity-file", "SSH_IDENTITY_FILE", .sshIdentityFile)
    add("custom-run-exec", "CUSTOM_RUN_EXEC", .runExec)
    return flags
  }

  /// Whether gitlab-runner logs in by SSH and nothing but a password can let it in.
  var needsSSHPassword: Bool {
    fields.contains { $0.question == .sshIdentityFile } && answer(.sshIdentityFile) == nil
  }

  /// The variables of the environment that the registration needs.
  var passedVariables: [String] {
    [RunnerVariable.token] + (needsSSHPassword ? [RunnerVariable.sshPassword] : [])
      + proxies.map(\.name)
  }
}

/// A PEM file of the connection on its way to the runner.
struct HandOverCertificate: Equatable, Sendable {
  /// On this machine.
  let source: String
  /// Where gitlab-runner reads it.
  let target: String
  /// Its name in gitlab-runner's folder of certificates, under which it is found without being named.
  let name: String
  let flag: String
  let variable: String
}

extension HandOverRequest {
  /// Files named after the host are found in the folder `certs` beside the configuration
  /// (gitlab-runner: `docs/configuration/tls-self-signed.md`; `network/client.go`).
  var certificates: [HandOverCertificate] {
    var files: [HandOverCertificate] = []
    func add(_ source: String, _ ending: String, _ option: String) {
      let name = server.host + ending
      let target =
        switch place {
        case .windows: "C:\\GitLab-Runner\\certs\\" + name.replacingColons
        case _ where place.isContainer: "/etc/gitlab-runner/certs/" + name
        default: source
        }
      let variable =
        "CI_SERVER_" + option.uppercased().map { $0 == "-" ? "_" : String($0) }.joined()
      files.append(
        HandOverCertificate(
          source: source, target: target, name: name, flag: option, variable: variable))
    }
    if let caFile { add(caFile, ".crt", "tls-ca-file") }
    if let clientCertificate, !hasUnusableCertificate {
      add(clientCertificate, ".auth.crt", "tls-cert-file")
      add(clientKey ?? clientCertificate, ".auth.key", "tls-key-file")
    }
    return files
  }

  /// gitlab-runner reads PEM only.
  var hasUnusableCertificate: Bool {
    guard let name = clientCertificate?.lowercased() else { return false }
    return name.hasSuffix(".p12") || name.hasSuffix(".pfx")
  }
}

extension String {
  /// A colon, as in an IPv6 address, cannot stand in a file name of Windows.
  fileprivate var replacingColons: String { String(map { $0 == ":" ? "-" : $0 }) }
}
