import Configuration
import Glibc
import RunnerCore
import RunnerWizard
import Synchronization

extension Worker {
  /// How long `gitlab-runner register` may take: it repeats a request that finds no server for a while.
  private static let registrationLimit = Duration.seconds(120)
  private static let lintLimit = 200

  /// Runs `gitlab-runner register` with the token in its environment, and looks whether the file has the runner then.
  func registerHere(
    _ request: HandOverRequest, _ runner: LocalRunner, _ deliver: @escaping EffectRunner.Deliver
  ) async -> Answer {
    let registration = LocalRegistration(request, with: runner)
    var environment = machine.runnerEnvironment
    for (name, secret) in registration.secrets { environment[name] = secret.reveal() }
    var printed = PrintedLines(without: Array(registration.secrets.values))
    var lines: [String] = []
    func tell(_ new: [String]) {
      lines = (lines + new).suffix(500)
      for line in new { deliver(.registrationSays(line)) }
    }
    do throws(ChildProcess.Failure) {
      try await ChildProcess.run(
        registration.command, environment: environment, limit: Self.registrationLimit
      ) { tell(printed.take($0)) }
      tell(printed.end())
    } catch {
      tell(printed.end())
      log?.write("gitlab-runner register: \(error)")
      return .registeredHere(
        end(of: error, lines, request: request, configPath: runner.configPath))
    }
    return .registeredHere(check(request, runner))
  }

  private func end(
    of failure: ChildProcess.Failure, _ lines: [String], request: HandOverRequest,
    configPath: String
  ) -> LocalRegistrationEnd {
    switch failure {
    case .cancelled: return .stopped
    case .failed(let status):
      let failure = LocalRegistrationFailure(
        lines, status: status, server: request.server, configPath: configPath)
      return .failed(message: failure.message, fix: failure.fix)
    case .notStarted(let reason):
      return .failed(message: Texts.runnerNotStarted(reason), fix: Texts.runnerNotStartedFix)
    case .tookTooLong, .printedTooMuch:
      return .failed(message: Texts.runnerTookTooLong, fix: Texts.runnerTookTooLongFix)
    }
  }

  /// gitlab-runner says that it is done: the file must say so too.
  private func check(_ request: HandOverRequest, _ runner: LocalRunner) -> LocalRegistrationEnd {
    let path = runner.configPath
    switch machine.configuration(path) {
    case .missing: return .notInFile(path: path, reason: Texts.noConfigWritten)
    case .unreadable(let reason): return .notInFile(path: path, reason: reason)
    case .entries(let entries, _):
      guard entries.contains(where: { $0.id == request.runnerID }) else {
        return .notInFile(path: path, reason: Texts.idNotInConfig(request.runnerID))
      }
      return .registered(path: path, isOfService: runner.feedsService)
    }
  }

  // MARK: - The configuration file

  func previewConfig(_ request: HandOverRequest, path: String) -> Answer {
    let place = PrivateFile.expandingTilde(path, home: home)
    do throws(FileProblem) {
      let preview = try RunnerConfigFile().preview(request, path: place, mask: "\(request.token)")
      let number = shownConfig.keep(preview)
      return .configPreviewed(
        ConfigPreview(
          number: number, path: preview.path, isNew: preview.isNew,
          entryCount: preview.entryCount, difference: preview.difference,
          warnings: preview.warnings))
    } catch {
      return .configNotPreviewed("\(error).")
    }
  }

  func writeConfig(_ shown: ConfigPreview) async -> Answer {
    guard let preview = shownConfig.preview(shown.number) else {
      return .configNotWritten(Texts.lookAtDifferenceAgain)
    }
    let written: RunnerConfigFile.Written
    do throws(FileProblem) {
      written = try RunnerConfigFile().write(preview, at: Int64(Glibc.time(nil)))
    } catch {
      return .configNotWritten("\(error).")
    }
    // The file is written: what follows only tells more about it, also when nobody waits any more.
    let runner = await machine.localRunner()
    return .configWritten(
      ConfigWritten(
        path: written.path, backup: written.backup, lint: await lint(written.path, with: runner),
        isOfService: runner?.service?.configPath == written.path))
  }

  private func lint(_ path: String, with runner: LocalRunner?) async -> ConfigWritten.Lint {
    guard let runner, runner.canLint else { return .unavailable }
    var printed = PrintedLines(without: [])
    var lines: [String] = []
    do throws(ChildProcess.Failure) {
      try await ChildProcess.run(
        [runner.program, "lint", "--config", path], environment: machine.runnerEnvironment,
        limit: .seconds(10)
      ) { lines = (lines + printed.take($0)).suffix(Self.lintLimit) }
      return .passed
    } catch {
      lines += printed.end()
      return .complains(lines.isEmpty ? [Texts.lintFailed] : lines)
    }
  }
}

/// The configuration file that was looked at last, with what only the one who writes it may know.
final class ShownConfig: Sendable {
  private let shown = Mutex<(number: Int, preview: RunnerConfigFile.Preview?)>((0, nil))

  /// - Returns: a number by which it is asked for.
  func keep(_ preview: RunnerConfigFile.Preview) -> Int {
    shown.withLock { shown in
      shown = (shown.number + 1, preview)
      return shown.number
    }
  }

  /// Nil for one that is not the last any more.
  func preview(_ number: Int) -> RunnerConfigFile.Preview? {
    shown.withLock { $0.number == number ? $0.preview : nil }
  }
}
