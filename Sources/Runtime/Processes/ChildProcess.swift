import Glibc
import Synchronization

/// A program started without a shell, in a session of its own and away from the terminal.
///
/// Its standard error, and its standard output unless that is wanted, go to `/dev/null`; what it
/// needs to know comes over standard input, never as an argument, which everybody's `ps` shows. A program that
/// reads a secret from its environment alone gets it there, which only its own user can see.
struct ChildProcess {
  enum Failure: Error, Equatable {
    /// No such program, or no right to start it.
    case notStarted(reason: String)
    /// It ended with another status than 0, or by a signal.
    case failed(status: Int32)
    /// It did not end in time and was killed.
    case tookTooLong
    /// It printed more than is kept.
    case printedTooMuch
    case cancelled
  }

  /// What becomes of a program that is still running when the time is up.
  enum Overtime {
    case kill
    /// It goes on by itself, as a browser does, and counts as started.
    case leave
    /// It is interrupted as by Ctrl-C, and killed only if it does not end then.
    case interrupt
  }

  /// How long an interrupted program may still take.
  private static let grace = Duration.seconds(5)

  /// Bytes of output that are kept; a token is far shorter.
  private static let outputLimit = 65_536

  private let identifier: pid_t
  private let input: Int32
  private let output: Int32

  /// Runs a program to its end.
  ///
  /// Nothing blocks a thread: the pipes do not block, and the wait is a sleep that grows from 1 to
  /// 20 milliseconds.
  /// - Parameters:
  ///   - command: the program, looked up in PATH unless it has a slash, and its arguments.
  ///   - limit: how long it may take.
  ///   - inheritsTokens: whether it sees the variables that hold access tokens. Clipboard programs
  ///     and browsers stay for hours, and nothing of theirs needs them.
  /// - Returns: what it printed; empty unless `wantsOutput`.
  static func run(
    _ command: [String], input: [UInt8] = [], wantsOutput: Bool = false, limit: Duration,
    overtime: Overtime = .kill, inheritsTokens: Bool = false
  ) async throws(Failure) -> [UInt8] {
    let child = try ChildProcess(
      command, output: wantsOutput ? .kept : .none,
      variables: { Environment.entries(withTokens: inheritsTokens) })
    return try await child.finish(writing: input, limit: limit, overtime: overtime)
  }

  /// Runs a program with an environment of its own, and hands over what it prints on standard output and standard error
  /// as it comes.
  ///
  /// Stopped or out of time, it is interrupted as by Ctrl-C first, so that it can take back what it began.
  static func run(
    _ command: [String], environment: [String: String], limit: Duration,
    hear: (ArraySlice<UInt8>) -> Void
  ) async throws(Failure) {
    let child = try ChildProcess(
      command, output: .withErrors,
      variables: { environment.map { strdup("\($0.key)=\($0.value)") } }, ownsVariables: true)
    _ = try await child.finish(
      writing: [], limit: limit, overtime: .interrupt,
      hear: { printed in
        hear(printed[...])
        printed = []
      })
  }

  /// What becomes of what a program prints.
  private enum Output {
    case none, kept, withErrors
  }

  private static let starting = Mutex(())

  /// Programs that were left running and whose end has not been noticed.
  private static let left = Mutex<[pid_t]>([])

  /// Notices the ends of programs that were left running, as each stays in the process table until then. Every start
  /// of a program does the same.
  /// - Returns: how many of them still run.
  @discardableResult
  static func reapLeft() -> Int {
    left.withLock { left in
      left.removeAll { waitpid($0, nil, WNOHANG) != 0 }
      return left.count
    }
  }

  /// - Parameter ownsVariables: whether the entries of the environment are to be freed.
  private init(
    _ command: [String], output wanted: Output,
    variables: () -> [UnsafeMutablePointer<CChar>?], ownsVariables: Bool = false
  ) throws(Failure) {
    Self.reapLeft()
    let started = Self.starting.withLock { _ in
      let entries = variables()
      defer { if ownsVariables { for entry in entries { free(entry) } } }
      return Self.start(command, wanted, entries)
    }
    (identifier, input, output) = try started.get()
  }

  private static func start(
    _ command: [String], _ wanted: Output, _ entries: [UnsafeMutablePointer<CChar>?]
  ) -> Result<(pid_t, Int32, Int32), Failure> {
    _ = ProcessControl.failedWritesAreErrors
    guard let program = command.first, !program.isEmpty,
      let toChild = Descriptor.pipe()
    else { return .failure(.notStarted(reason: Texts.noResources)) }
    guard let fromChild = Descriptor.pipe() else {
      close(toChild.read)
      close(toChild.write)
      return .failure(.notStarted(reason: Texts.noResources))
    }
    // A child's own end must block as any program expects.
    _ = fcntl(toChild.read, F_SETFL, 0)
    _ = fcntl(fromChild.write, F_SETFL, 0)

    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, toChild.read, 0)
    if wanted != .none {
      posix_spawn_file_actions_adddup2(&actions, fromChild.write, 1)
    } else {
      posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    }
    if wanted == .withErrors {
      posix_spawn_file_actions_adddup2(&actions, fromChild.write, 2)
    } else {
      posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    }

    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    setUp(&attributes)

    var arguments: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) }
    defer { for argument in arguments { free(argument) } }
    arguments.append(nil)
    let variables = entries + [nil]
    var child: pid_t = 0
    let error = posix_spawnp(&child, program, &actions, &attributes, arguments, variables)
    close(toChild.read)
    close(fromChild.write)
    guard error == 0 else {
      close(toChild.write)
      close(fromChild.read)
      return .failure(.notStarted(reason: String(cString: strerror(error))))
    }
    return .success((child, toChild.write, fromChild.read))
  }

  /// A session of its own, and signals as a program started from a shell has them: this program's
  /// ignored signals and its mask would be inherited.
  private static func setUp(_ attributes: inout posix_spawnattr_t) {
    // `POSIX_SPAWN_SETSID` of glibc's spawn.h, which is hidden from the importer.
    let newSession: Int32 = 0x80
    let flags = newSession | Int32(POSIX_SPAWN_SETSIGDEF) | Int32(POSIX_SPAWN_SETSIGMASK)
    posix_spawnattr_setflags(&attributes, Int16(flags))
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    let ignorable = [
      SIGPIPE, SIGXFSZ, SIGINT, SIGQUIT, SIGTERM, SIGHUP, SIGTSTP, SIGTTIN, SIGTTOU, SIGCHLD,
    ]
    for signal in ignorable { sigaddset(&signals, signal) }
    posix_spawnattr_setsigdefault(&attributes, &signals)
  }

  /// - Parameter hear: looks at what was printed, and may take it.
  private func finish(
    writing bytes: [UInt8], limit: Duration, overtime: Overtime,
    hear: (inout [UInt8]) -> Void = { _ in }
  ) async throws(Failure) -> [UInt8] {
    var unwritten: ArraySlice<UInt8>? = bytes[...]
    var printed: [UInt8] = []
    var pause = Duration.milliseconds(1)
    let deadline = ContinuousClock.now + limit
    defer {
      if unwritten != nil { close(input) }
      close(output)
    }
    while true {
      if let rest = unwritten {
        unwritten = write(rest)
        if unwritten == nil { close(input) }
      }
      guard read(into: &printed) else {
        end()
        throw .printedTooMuch
      }
      if !printed.isEmpty { hear(&printed) }
      if let status = status() {
        _ = read(into: &printed)
        if !printed.isEmpty { hear(&printed) }
        guard status == 0 else { throw .failed(status: status) }
        return printed
      }
      if ContinuousClock.now >= deadline {
        if case .leave = overtime {
          Self.left.withLock { $0.append(identifier) }
          return printed
        }
        await end(overtime)
        throw .tookTooLong
      }
      do {
        try await Task.sleep(for: pause)
      } catch {
        await end(overtime)
        throw .cancelled
      }
      pause = min(pause * 2, .milliseconds(20))
    }
  }

  /// What is still to be written; nil when all is written or nobody reads any more.
  private func write(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard !bytes.isEmpty else { return nil }
    let count = bytes.withUnsafeBytes { Glibc.write(input, $0.baseAddress, $0.count) }
    if count < 0 { return errno == EAGAIN || errno == EINTR ? bytes : nil }
    let rest = bytes.dropFirst(count)
    return rest.isEmpty ? nil : rest
  }

  /// Takes what was printed; false when it is too much.
  private func read(into printed: inout [UInt8]) -> Bool {
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = Glibc.read(output, &buffer, buffer.count)
      guard count > 0 else { return true }
      printed += buffer.prefix(count)
      guard printed.count <= Self.outputLimit else { return false }
    }
  }

  /// How it ended, 128 + number for a signal; nil while it runs.
  private func status() -> Int32? {
    var status: Int32 = 0
    let result = waitpid(identifier, &status, WNOHANG)
    if result == 0 || (result < 0 && errno == EINTR) { return nil }
    // Whoever ignores SIGCHLD never learns the status; such a program counts as failed.
    guard result == identifier else { return 127 }
    let signal = status & 0x7F
    return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
  }

  private func end(_ overtime: Overtime) async {
    guard case .interrupt = overtime else { return end() }
    kill(-identifier, SIGINT)
    let hasEnded = await EffectRunner.finishing {
      let deadline = ContinuousClock.now + Self.grace
      while ContinuousClock.now < deadline {
        if status() != nil { return true }
        // Never thrown here: nobody cancels this task.
        try? await Task.sleep(for: .milliseconds(20))
      }
      return false
    }
    if !hasEnded { end() }
  }

  /// Kills it with everything that it started in its session's first group, and reaps it.
  private func end() {
    kill(-identifier, SIGKILL)
    var status: Int32 = 0
    while waitpid(identifier, &status, 0) < 0 && errno == EINTR {}
  }
}

/// Looking for programs as a shell does.
enum ProgramSearch {
  /// Whether a program of that name can be started from one of the folders of PATH.
  static func isInstalled(_ name: String, path: String) -> Bool {
    path.split(separator: ":").contains { folder in
      access("\(folder)/\(name)", X_OK) == 0
    }
  }
}
