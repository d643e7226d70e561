extension HandOverPlace {
  /// The executors that make sense there, the likely one first.
  ///
  /// gitlab-runner: `docs/executors/_index.md`; parallels needs macOS, docker-windows needs Windows, FreeBSD has no
  /// Docker, and the chart and the operator run jobs as pods.
  public var executors: [RunnerExecutor] {
    switch self {
    case .linux, .linuxUser:
      [.docker, .shell, .kubernetes, .ssh, .dockerAutoscaler, .instance, .custom, .virtualbox]
    case .macos:
      [
        .shell, .docker, .kubernetes, .ssh, .dockerAutoscaler, .instance, .custom, .virtualbox,
        .parallels,
      ]
    case .windows:
      [
        .dockerWindows, .shell, .docker, .kubernetes, .ssh, .dockerAutoscaler, .instance, .custom,
        .virtualbox,
      ]
    case .freebsd: [.shell, .kubernetes, .ssh, .custom, .virtualbox]
    case .dockerRun, .dockerVolume, .dockerExec, .compose:
      [.docker, .shell, .kubernetes, .ssh, .dockerAutoscaler, .instance, .custom]
    case .helm, .operator: [.kubernetes]
    case .configTOML: RunnerExecutor.allCases
    }
  }

  /// Ways in which the text can get the token there, the safest first. A file of this machine is of no use on Windows, and
  /// a configuration file holds the token itself.
  public var tokenSources: [HandOverTokenSource] {
    switch self {
    case .windows: [.typed, .inline]
    case .configTOML: [.inline]
    default: [.typed, .file, .inline]
    }
  }

  /// Whether gitlab-runner runs in a container that was made for it on one machine.
  var isContainer: Bool {
    switch self {
    case .dockerRun, .dockerVolume, .dockerExec, .compose: true
    default: false
    }
  }

  var isCluster: Bool { self == .helm || self == .operator }
}

/// How a text gets the token, without the path of a file.
public enum HandOverTokenSource: String, CaseIterable, Sendable {
  case typed, file, inline
}

extension HandOverRequest.TokenSource {
  public var kind: HandOverTokenSource {
    switch self {
    case .typed: .typed
    case .file: .file
    case .inline: .inline
    }
  }
}
