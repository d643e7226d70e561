import Glibc

/// Starts programs by `posix_spawn`.
enum Spawn {
  /// Where a descriptor of the new program leads.
  enum Redirection {
    /// A file, opened by the new program.
    case file(String, flags: Int32)
    /// A descriptor of this program.
    case descriptor(Int32)
  }

  /// `POSIX_SPAWN_SETSID` of glibc: the program leads a session, and the first terminal it opens
  /// becomes its controlling terminal.
  private static let ownSession: Int16 = 0x80

  /// Starts a program with the environment given and nothing else; answers its process id.
  static func start(
    _ path: String, _ arguments: [String], environment: [String: String],
    redirections: [(Int32, Redirection)], inOwnSession: Bool = false
  ) throws(BenchmarkFailure) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (descriptor, redirection) in redirections {
      switch redirection {
      case .file(let path, let flags):
        posix_spawn_file_actions_addopen(&actions, descriptor, path, flags, 0o600)
      case .descriptor(let source):
        posix_spawn_file_actions_adddup2(&actions, source, descriptor)
      }
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    if inOwnSession {
      posix_spawnattr_setflags(&attributes, ownSession)
    }

    var argumentPointers = ([path] + arguments).map { strdup($0) } + [nil]
    var environmentPointers = environment.map { strdup("\($0)=\($1)") } + [nil]
    defer {
      for pointer in argumentPointers + environmentPointers { free(pointer) }
    }
    var pid: pid_t = 0
    let status = posix_spawnp(
      &pid, path, &actions, &attributes, &argumentPointers, &environmentPointers)
    guard status == 0 else {
      throw BenchmarkFailure(
        message: "\(path) cannot be started: \(String(cString: strerror(status))).")
    }
    return pid
  }

  /// Waits for the end of a program; answers its exit code, or 128 plus the signal that ended it.
  @discardableResult
  static func wait(for pid: pid_t) -> Int32 {
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0 && errno == EINTR {}
    let signal = status & 0x7f
    return signal == 0 ? (status >> 8) & 0xff : 128 + signal
  }

  /// Sends a signal and waits for the end.
  static func end(_ pid: pid_t, by signal: Int32) {
    kill(pid, signal)
    wait(for: pid)
  }
}
