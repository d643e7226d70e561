import Configuration
import Glibc
import RunnerCore

/// What this machine has of gitlab-runner.
struct LocalMachine: Sendable {
  var environment: [String: String] = [:]
  var isRoot = geteuid() == 0
  /// Where gitlab-runner is installed when it is not in PATH.
  var programFolders = ["/usr/bin", "/usr/local/bin", "/opt/gitlab-runner", "/opt/homebrew/bin"]
  /// Where systemd finds units, the ones that count first (systemd.unit(5)); read where `systemctl` does not tell.
  var unitFolders = ["/etc/systemd/system", "/usr/local/lib/systemd/system", "/lib/systemd/system"]
  var systemConfigPath = LocalRunner.systemConfigPath
  var files = FileAccess.disk

  /// How long each of the programs that only tell something may take.
  private static let limit = Duration.seconds(5)
  private static let service = "gitlab-runner"

  /// - Returns: nil where none is installed.
  func localRunner() async -> LocalRunner? {
    guard let program = find(Self.service, besides: programFolders) else { return nil }
    async let version = printed([program, "--version"]).flatMap(LocalRunner.version)
    async let service = service()
    let home = environment["HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    let found = await service
    let path =
      isRoot
      ? found?.configPath ?? systemConfigPath
      : (home ?? "") + LocalRunner.userConfigPath
    return LocalRunner(
      program: program, version: await version, service: found, isRoot: isRoot, configPath: path,
      configuration: configuration(path),
      reservedVariables: LocalRegistration.reservedVariables.filter { environment[$0] != nil },
      proxyVariables: Self.proxies.filter { environment[$0]?.isEmpty == false })
  }

  /// What a file says, as far as this user may read it.
  func configuration(_ path: String) -> LocalRunner.Configuration {
    do throws(FileFailure) {
      guard let content = try files.read(path, limit: 4_000_000) else { return .missing }
      do throws(FileProblem) {
        let config = try RunnerConfig(content.bytes, path: path)
        let entries = config.entries.map { entry in
          LocalRunner.Entry(
            id: entry.id, name: entry.shownName,
            url: redactingTokens(sanitized(entry.url ?? "")))
        }
        return .entries(entries, isWritable: access(path, W_OK) == 0)
      } catch {
        return .unreadable("\(error).")
      }
    } catch {
      return .unreadable("\(error).")
    }
  }

  /// What a program that is run here gets to know: not this program's access tokens, nor what would change the meaning of
  /// its arguments.
  var runnerEnvironment: [String: String] {
    environment.filter { name, _ in
      !Environment.holdsToken(name) && !LocalRegistration.removedVariables.contains(name)
    }
  }

  /// Runs a program that only tells something.
  /// - Returns: what it printed, on either stream; nil where it failed.
  func printed(_ command: [String]) async -> String? {
    var printed: [UInt8] = []
    do throws(ChildProcess.Failure) {
      try await ChildProcess.run(command, environment: runnerEnvironment, limit: Self.limit) {
        if printed.count < 65_536 { printed += $0 }
      }
    } catch {
      return nil
    }
    return String(decoding: printed, as: UTF8.self)
  }

  private static let proxies = [
    "http_proxy", "https_proxy", "no_proxy", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY",
  ]

  private func service() async -> LocalRunner.Service? {
    if let systemctl = find("systemctl", besides: ["/usr/bin", "/bin"]),
      let unit = await printed([systemctl, "cat", Self.service]),
      let path = LocalRunner.configPath(fromUnit: unit)
    {
      let isActive = await printed([systemctl, "is-active", Self.service]) != nil
      return LocalRunner.Service(configPath: path, isActive: isActive)
    }
    for folder in unitFolders {
      guard
        let unit = try? files.read("\(folder)/\(Self.service).service", limit: 1_000_000),
        let path = LocalRunner.configPath(fromUnit: String(decoding: unit.bytes, as: UTF8.self))
      else { continue }
      return LocalRunner.Service(configPath: path, isActive: nil)
    }
    return nil
  }

  private func find(_ program: String, besides folders: [String]) -> String? {
    let path = environment["PATH"] ?? ""
    return (path.split(separator: ":").map(String.init) + folders).first { folder in
      folder.hasPrefix("/") && files.kind("\(folder)/\(program)") == .program
    }.map { "\($0)/\(program)" }
  }
}
