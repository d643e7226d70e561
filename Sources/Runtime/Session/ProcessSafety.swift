import Glibc

/// Keeps the memory of the process, which holds tokens, to itself.
enum ProcessSafety {
  /// A crash leaves no core file.
  static func forbidCoreDumps() {
    var limit = rlimit(rlim_cur: 0, rlim_max: 0)
    setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &limit)
  }

  /// No other process of the user may read this one's memory, and nothing may dump it.
  ///
  /// Call it when all files are read: from then on the kernel also refuses `/dev/fd/N`, which is
  /// what a shell's `<(command)` is (prctl(2), PR_SET_DUMPABLE).
  static func forbidReadingMemory() {
    // The function takes variadic arguments, which the importer leaves out, so it is looked up by
    // name. It reads integers only, which the calling conventions of Linux pass in the same
    // registers either way.
    typealias ProcessControl = @convention(c) (CInt, CUnsignedLong) -> CInt
    let dumpable: CInt = 4
    guard let symbol = dlsym(nil, "prctl") else { return }
    _ = unsafeBitCast(symbol, to: ProcessControl.self)(dumpable, 0)
  }
}

/// The process among others.
enum ProcessControl {
  /// Makes writing to a reader that is gone, or beyond a limit on the size of files, an error in
  /// place of a signal that would end the program with a token in its hands.
  ///
  /// Ignored rather than handled, because handlers come and go with screens and requests. Programs
  /// that are started would inherit that, so ``ChildProcess`` gives them the default actions back.
  static let failedWritesAreErrors: Void = {
    _ = signal(SIGPIPE, SIG_IGN)
    _ = signal(SIGXFSZ, SIG_IGN)
  }()

  /// Lets signals through that whoever started the program had blocked: Foundation's `Process`
  /// starts programs from threads that block nearly all, which would leave this one deaf.
  static func unblockSignals() {
    var signals = sigset_t()
    sigemptyset(&signals)
    for signal in [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH, SIGUSR1] {
      sigaddset(&signals, signal)
    }
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }

  /// Makes Ctrl-C the exit status 130 as long as nothing else answers it. What was ignored when the
  /// program started, as in the background of a script, stays ignored.
  static func exitOnInterrupt() {
    var present = sigaction()
    sigaction(SIGINT, nil, &present)
    guard case nil = present.__sigaction_handler.sa_handler else { return }
    // Nothing but leaving at once is safe at any moment (signal-safety(7)).
    _ = signal(SIGINT) { _ in _exit(ExitCode.interrupted.rawValue) }
  }

  /// Stops until the shell continues the program: the answer to a SIGTSTP that was caught, for
  /// commands that have no screen to give back.
  static func stop() {
    kill(getpid(), SIGSTOP)
  }
}

extension [String: String] {
  /// Whether the variables of the character locale name UTF-8 (POSIX: the first that is set
  /// counts).
  var namesUTF8: Bool {
    let names = ["LC_ALL", "LC_CTYPE", "LANG"]
    let locale = names.lazy.compactMap { self[$0] }.first { !$0.isEmpty } ?? ""
    let encoding = locale.lowercased()
    return encoding.contains("utf-8") || encoding.contains("utf8")
  }
}

/// The arguments of the process.
enum ProcessArguments {
  /// Whether all of them are UTF-8. Swift hands out others with U+FFFD in place of what is not,
  /// which would become the name of a runner.
  static var areText: Bool {
    UnsafeBufferPointer(start: CommandLine.unsafeArgv, count: Int(CommandLine.argc)).allSatisfy {
      argument in argument.map { String(validatingCString: $0) != nil } ?? true
    }
  }
}

/// The variables of the process.
enum Environment {
  /// What holds access tokens.
  private static let tokenVariables = [
    "GITLAB_TOKEN", "GITLAB_PRIVATE_TOKEN", "GITLAB_OAUTH_TOKEN",
  ]

  /// The entries as the C library keeps them, for a program that is started.
  static func entries(withTokens: Bool) -> [UnsafeMutablePointer<CChar>?] {
    var entries: [UnsafeMutablePointer<CChar>?] = []
    var place = environ
    while let entry = place.pointee {
      if withTokens || !holdsToken(String(cString: entry)) { entries.append(entry) }
      place += 1
    }
    return entries
  }

  /// - Parameter entry: `NAME=value`.
  static func holdsToken(_ entry: String) -> Bool {
    tokenVariables.contains(String(entry.prefix { $0 != "=" }))
  }

  static func current() -> [String: String] {
    // As many as there usually are at most, because growing hashes every name again.
    var variables = [String: String](minimumCapacity: 96)
    var place = environ
    while let entry = place.pointee {
      let text = String(cString: entry)
      if let equals = text.firstIndex(of: "=") {
        let name = String(text[..<equals])
        // As `getenv` does, the first of two entries counts.
        if variables[name] == nil { variables[name] = String(text[text.index(after: equals)...]) }
      }
      place += 1
    }
    return variables
  }
}
