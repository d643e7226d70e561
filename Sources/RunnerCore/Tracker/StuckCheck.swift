/// Something to look at where a runner does not get on.
public struct StuckCheck: Equatable, Sendable {
  public var text: String
  /// What to type on the runner's machine; it changes nothing and tells no token.
  public var command: String?

  init(_ text: String, _ command: String? = nil) {
    self.text = text
    self.command = command
  }
}

extension StuckCheck {
  /// Where to look while a runner has reached a stage and not the next one, the likeliest first; nothing after the last.
  /// - Parameter configPath: the configuration file that the runner is known to stand in; nil for the system's service.
  public static func after(
    _ stage: RunnerProgress.Stage, server: ServerURL, isPaused: Bool? = nil,
    configPath: String? = nil
  ) -> [StuckCheck] {
    let file = configPath ?? LocalRunner.systemConfigPath
    return switch stage {
    case .created: unregistered(server, file)
    case .registered: notAsking(isPaused: isPaused, file)
    case .polling: isPaused == true ? [StuckCheck(Texts.isPaused)] : []
    }
  }

  /// All of them, for whoever cannot see how far the runner is.
  public static func all(server: ServerURL, configPath: String? = nil) -> [StuckCheck] {
    let file = configPath ?? LocalRunner.systemConfigPath
    return unregistered(server, file) + notAsking(isPaused: nil, file)
  }

  private static func unregistered(_ server: ServerURL, _ file: String) -> [StuckCheck] {
    let url = server.description
    let host = server.host
    return [
      StuckCheck(Texts.checkCommandRan),
      StuckCheck(Texts.checkConfigFile, "sudo grep -E '^ *(url|id) =' \(quoted(file))"),
      StuckCheck(Texts.checkReachable, "curl -sSI \(quoted(url))"),
      StuckCheck(
        Texts.checkContainerName,
        "docker exec gitlab-runner getent hosts \(quoted(host))"),
      StuckCheck(Texts.checkProxy, "systemctl show gitlab-runner -p Environment"),
      StuckCheck(Texts.checkAuthority(host)),
      StuckCheck(Texts.checkHandWritten),
    ]
  }

  private static func notAsking(isPaused: Bool?, _ file: String) -> [StuckCheck] {
    [
      StuckCheck(Texts.checkService, "sudo gitlab-runner status"),
      StuckCheck(Texts.checkUserMode, "gitlab-runner run"),
      StuckCheck(Texts.checkServiceFile, "systemctl cat gitlab-runner"),
      StuckCheck(Texts.checkConcurrent, "sudo grep concurrent \(quoted(file))"),
      StuckCheck(Texts.checkLog, "sudo journalctl -u gitlab-runner -n 50"),
    ] + (isPaused == true ? [StuckCheck(Texts.isPaused)] : [])
  }

  /// A word of a POSIX shell; plain ones stay as they are.
  private static func quoted(_ word: String) -> String {
    let isPlain = word.unicodeScalars.allSatisfy { scalar in
      scalar.isASCII && scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
        || ":/.-_".unicodeScalars.contains(scalar)
    }
    return isPlain ? word : "'" + word.replacing("'", with: "'\\''") + "'"
  }
}
