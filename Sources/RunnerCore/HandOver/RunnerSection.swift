/// The `[[runners]]` section of gitlab-runner's configuration file for a new runner, as
/// `gitlab-runner register` would write it, without the keys that only repeat a default.
///
/// The order and the names of the keys are those of gitlab-runner's own encoder: those of the authority and the client
/// certificate have dashes (gitlab-runner: `common/config.go`).
public struct RunnerSection: Sendable {
  /// Ends with a line feed.
  public private(set) var text = HandOverText()
  private let request: HandOverRequest

  public init(_ request: HandOverRequest) {
    self.request = request
    write()
  }

  public var segments: [HandOverText.Segment] { text.segments }

  /// The runner's name on its machine.
  public static func name(of request: HandOverRequest) -> String {
    request.answer(.name) ?? "runner-\(request.runnerID)"
  }

  /// A sentence about what the executor still needs before it can run a job; nil where nothing is missing.
  public static func gap(of executor: RunnerExecutor) -> String? {
    executor.isAutoscaled ? Texts.autoscalerGap : nil
  }

  private mutating func write() {
    text.append("[[runners]]\n")
    add("name", Self.name(of: request))
    add("url", request.server.description)
    text.append("  id = \(request.runnerID)\n  token = \"")
    text.append(.token)
    text.append("\"\n")
    addLine("token_obtained_at", Self.time(request.tokenObtainedAt))
    addLine("token_expires_at", request.tokenExpiresAt.map(Self.time) ?? Self.never)
    add("tls-ca-file", request.caFile)
    add("tls-cert-file", request.clientCertificate)
    add("tls-key-file", request.clientKey)
    add("executor", request.executor.rawValue)
    add("shell", request.answer(.shell) ?? (request.executor == .dockerWindows ? "pwsh" : nil))
    writeExecutor()
  }

  private mutating func writeExecutor() {
    switch request.executor {
    case .docker, .dockerWindows: writeDocker()
    case .dockerAutoscaler:
      writeDocker()
      writeAutoscaler()
    case .instance: writeAutoscaler()
    case .kubernetes:
      open("kubernetes")
      add("namespace", request.answer(.namespace), indentation: 4)
      add("image", request.answer(.image) ?? Self.linuxImage, indentation: 4)
    case .ssh: writeSSH()
    case .custom:
      open("custom")
      add("run_exec", request.answer(.runExec), indentation: 4)
    case .virtualbox, .parallels:
      writeSSH()
      open(request.executor.rawValue)
      add("base_name", request.answer(.baseName), indentation: 4)
    case .shell: break
    }
  }

  private mutating func writeDocker() {
    let isWindows = request.executor == .dockerWindows
    open("docker")
    add(
      "image", request.answer(.image) ?? (isWindows ? Self.windowsImage : Self.linuxImage),
      indentation: 4)
    addLine("privileged", "false", indentation: 4)
    addLine("volumes", "[\(quotedForTOML(isWindows ? "c:\\cache" : "/cache"))]", indentation: 4)
  }

  /// A machine for one job at a time is what the documentation starts with
  /// (gitlab-runner: `docs/executors/docker_autoscaler.md`).
  private mutating func writeAutoscaler() {
    open("autoscaler")
    text.append("    # \(Texts.autoscalerComment)\n")
    addLine("capacity_per_instance", "1", indentation: 4)
    addLine("max_use_count", "1", indentation: 4)
    addLine("max_instances", "1", indentation: 4)
  }

  private mutating func writeSSH() {
    open("ssh")
    add("user", request.answer(.sshUser), indentation: 4)
    add("host", request.answer(.sshHost), indentation: 4)
    // A text in gitlab-runner's configuration, unlike every other number.
    add("port", request.answer(.sshPort), indentation: 4)
    add("identity_file", request.answer(.sshIdentityFile), indentation: 4)
  }

  private mutating func open(_ table: String) {
    text.append("  [runners.\(table)]\n")
  }

  private mutating func add(_ key: String, _ value: String?, indentation: Int = 2) {
    guard let value else { return }
    addLine(key, quotedForTOML(value), indentation: indentation)
  }

  private mutating func addLine(_ key: String, _ value: String, indentation: Int = 2) {
    text.append("\(String(repeating: " ", count: indentation))\(key) = \(value)\n")
  }

  private static let linuxImage = "alpine:latest"
  private static let windowsImage = "mcr.microsoft.com/windows/servercore:ltsc2022"

  /// Go's zero time, by which gitlab-runner knows a token that does not expire.
  private static let never = "0001-01-01T00:00:00Z"

  /// TOML knows the years from 1 to 9999.
  private static func time(_ unix: Int64) -> String {
    Timestamp.iso8601(unixTime: min(max(0, unix), 253_402_300_799))
  }
}

/// A text as a basic string of TOML (toml.io v1.0.0, "String").
public func quotedForTOML(_ text: String) -> String {
  var quoted = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": quoted += "\\\""
    case "\\": quoted += "\\\\"
    case "\n": quoted += "\\n"
    case "\t": quoted += "\\t"
    case "\r": quoted += "\\r"
    case _ where scalar.value < 0x20 || scalar.value == 0x7F:
      let digits = String(scalar.value, radix: 16, uppercase: true)
      quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    default: quoted.unicodeScalars.append(scalar)
    }
  }
  return quoted + "\""
}

extension HandOverRequest {
  /// What was answered, without white space around it; nil for nothing.
  func answer(_ question: HandOverQuestion) -> String? {
    let answer = answers[question]?.trimmingASCIIWhiteSpace() ?? ""
    return answer.isEmpty ? nil : answer
  }
}

extension RunnerExecutor {
  /// Whether its machines come and go, made by a plugin.
  var isAutoscaled: Bool { self == .dockerAutoscaler || self == .instance }
}
