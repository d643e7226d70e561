import Glibc

/// The standard streams as whoever started the program left them.
struct StandardStreams {
  /// Whether what is written to standard output goes anywhere.
  var takesOutput: Bool

  /// Looks at the streams and puts `/dev/null` where one is closed.
  ///
  /// The next file that is opened would otherwise become that stream: a pipe for signals would take
  /// the number of standard output, and a token written there be lost without an error (POSIX
  /// permits the same repair when a program is started with more rights: exec, "file descriptors
  /// 0, 1 and 2").
  static func secured() -> StandardStreams {
    let mode = fcntl(STDOUT_FILENO, F_GETFL)
    for stream in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO]
    where fcntl(stream, F_GETFD) < 0 && errno == EBADF {
      // The lowest free number, and so this one.
      _ = open("/dev/null", O_RDWR)
    }
    return StandardStreams(takesOutput: mode >= 0 && mode & O_ACCMODE != O_RDONLY)
  }
}
