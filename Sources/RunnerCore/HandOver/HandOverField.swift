/// A question of a place or an executor, with what holds when nobody answers it.
public struct HandOverField: Equatable, Sendable {
  public let question: HandOverQuestion
  /// Empty for none.
  public let standard: String
  public let isRequired: Bool
  /// The answers that are possible; empty where any text is.
  public let choices: [String]

  init(
    _ question: HandOverQuestion, standard: String = "", isRequired: Bool = false,
    choices: [String] = []
  ) {
    self.question = question
    self.standard = standard
    self.isRequired = isRequired
    self.choices = choices
  }
}

extension HandOverPlace {
  /// What has to be known for an executor there, in the order in which it is asked.
  ///
  /// gitlab-runner asks for the same (`commands/register.go`, `askExecutorOptions`), and without a terminal it refuses an
  /// empty image, an empty name of a virtual machine, and an empty host of SSH.
  public func fields(for executor: RunnerExecutor) -> [HandOverField] {
    var fields = placeFields
    // The operator names the runner by its resource.
    if self != .operator { fields.append(HandOverField(.name)) }
    return fields + executorFields(executor)
  }

  private var placeFields: [HandOverField] {
    switch self {
    case .dockerRun, .compose:
      [HandOverField(.configFolder, standard: "/srv/gitlab-runner/config", isRequired: true)]
    case .dockerVolume:
      [HandOverField(.volume, standard: "gitlab-runner-config", isRequired: true)]
    case .dockerExec: [HandOverField(.container, standard: "gitlab-runner", isRequired: true)]
    case .helm, .operator:
      [HandOverField(.namespace, standard: "gitlab-runner", isRequired: true)]
    default: []
    }
  }

  private func executorFields(_ executor: RunnerExecutor) -> [HandOverField] {
    let image = HandOverField(.image, standard: "alpine:latest", isRequired: true)
    let windowsShell = HandOverField(
      .shell, standard: "pwsh", choices: ["pwsh", "powershell"])
    switch executor {
    case .docker, .dockerAutoscaler: return [image]
    case .dockerWindows:
      let standard = "mcr.microsoft.com/windows/servercore:ltsc2022"
      return [HandOverField(.image, standard: standard, isRequired: true), windowsShell]
    case .shell:
      return self == .windows
        ? [windowsShell] : [HandOverField(.shell, choices: ["", "bash", "sh", "pwsh"])]
    case .kubernetes: return (isCluster ? [] : [HandOverField(.namespace)]) + [image]
    case .ssh: return sshServer + sshLogin
    case .virtualbox: return [HandOverField(.baseName, isRequired: true)] + sshLogin
    case .parallels: return [HandOverField(.baseName, isRequired: true)] + sshServer + sshLogin
    case .custom: return [HandOverField(.runExec, isRequired: true)]
    case .instance: return []
    }
  }

  private var sshServer: [HandOverField] {
    [HandOverField(.sshHost, isRequired: true), HandOverField(.sshPort, standard: "22")]
  }

  private var sshLogin: [HandOverField] {
    [HandOverField(.sshUser, isRequired: true), HandOverField(.sshIdentityFile)]
  }
}

extension HandOverRequest {
  public var fields: [HandOverField] { place.fields(for: executor) }

  /// The same request with the standard answers of what was not answered, and without answers that nobody asked for.
  var completed: HandOverRequest {
    var request = self
    request.answers = [:]
    for field in fields {
      let answer = answers[field.question]?.trimmingASCIIWhiteSpace()
      request.answers[field.question] = answer ?? field.standard
    }
    return request
  }
}
