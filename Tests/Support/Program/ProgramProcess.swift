import Glibc

/// A process that was started and has not been waited for.
///
/// Threads that run tests may block signals; the process begins with none blocked and all at their
/// defaults, as one started by a shell, and with no files open but the three. Tests run beside each other, and a
/// process that inherited the end of another test's pipe would keep that test waiting.
struct ProgramProcess: Sendable {
  let id: pid_t

  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// Starts a program from the PATH; it finds the environment given and nothing else.
  init(
    _ name: String, _ arguments: [String], environment: [String: String],
    input: Int32, output: Int32, errors: Int32
  ) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (descriptor, source) in [(0, input), (1, output), (2, errors)] {
      posix_spawn_file_actions_adddup2(&actions, source, Int32(descriptor))
    }
    for descriptor in ProgramRun.inheritableFiles {
      posix_spawn_file_actions_addclose(&actions, descriptor)
    }

    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

    var argumentPointers = ([name] + arguments).map { strdup($0) } + [nil]
    var environmentPointers = environment.map { strdup("\($0)=\($1)") } + [nil]
    defer {
      for pointer in argumentPointers + environmentPointers { free(pointer) }
    }
    var id: pid_t = 0
    let status = posix_spawnp(
      &id, name, &actions, &attributes, &argumentPointers, &environmentPointers)
    guard status == 0 else {
      throw Failure(description: "\(name) cannot be started: \(String(cString: strerror(status))).")
    }
    self.id = id
  }

  /// Waits for the end; answers the exit code, or 128 plus the signal that ended it.
  @discardableResult
  func wait() -> Int32 {
    var status: Int32 = 0
    while waitpid(id, &status, 0) < 0 && errno == EINTR {}
    let signal = status & 0x7f
    return signal == 0 ? (status >> 8) & 0xff : 128 + signal
  }

  func terminate() {
    kill(id, SIGTERM)
    wait()
  }
}
