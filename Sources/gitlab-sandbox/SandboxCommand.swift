import FoundationEssentials
import GitLabSandbox
import Glibc

/// The command from its arguments to its exit status.
enum SandboxCommand {
  /// Serves until TERM or INT; status 0 then, 1 when it cannot listen, 2 for bad arguments.
  static func run(_ arguments: [String]) -> Int32 {
    let options: CommandOptions
    do throws(CommandOptions.Mistake) {
      options = try CommandOptions(arguments)
    } catch {
      complain(error.text)
      return 2
    }
    if options.wantsHelp {
      print(Texts.help)
      return 0
    }
    let signals = blockSignals()
    do {
      let server = try SandboxServer(sandbox: makeSandbox(options), port: options.port)
      say(server.announcement(json: options.wantsJSON))
    } catch {
      complain(Texts.cannotListen(port: options.port, reason: "\(error)"))
      return 1
    }
    waitForSignal(signals)
    return 0
  }

  private static func makeSandbox(_ options: CommandOptions) -> GitLabSandbox {
    let now = Date()
    var sandbox = GitLabSandbox(options: options.sandbox, startingAt: options.clock ?? now)
    if let clock = options.clock { sandbox.setClock(to: clock, at: now) }
    for fault in options.faults { sandbox.add(fault) }
    return sandbox
  }

  /// Blocks TERM and INT, to be waited for, and PIPE, for which writing reports an error of its own.
  /// Threads started later inherit it.
  private static func blockSignals() -> sigset_t {
    var blocked = sigset_t()
    sigemptyset(&blocked)
    for signal in [SIGTERM, SIGINT, SIGPIPE] { sigaddset(&blocked, signal) }
    pthread_sigmask(SIG_BLOCK, &blocked, nil)
    return blocked
  }

  private static func waitForSignal(_ signals: sigset_t) {
    var signals = signals
    sigdelset(&signals, SIGPIPE)
    var received: Int32 = 0
    while sigwait(&signals, &received) != 0 {}
  }

  private static func say(_ text: String) {
    print(text)
    fflush(nil)
  }

  private static func complain(_ text: String) {
    let line = Array("gitlab-sandbox: \(text)\n".utf8)
    // Nothing is left to do when standard error itself cannot be written.
    _ = write(STDERR_FILENO, line, line.count)
  }
}
