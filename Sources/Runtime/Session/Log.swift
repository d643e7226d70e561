import FoundationEssentials
import Glibc
import RunnerCore
import Synchronization

/// The file of `--log`: one line an event, appended, readable by its owner only, never a token.
final class Log: Sendable {
  let path: String
  private let descriptor: Int32
  /// One write at a time, so that lines stay whole on file systems that cut appended writes.
  private let writing = Mutex(())

  /// A pipe or a terminal does as well, but a pipe without a reader is not waited for.
  /// - Throws: why the file cannot be appended to. Links are not followed, because the file may
  ///   stand in a folder that others write to.
  init(path: String) throws(LogFailure) {
    let flags = O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW | O_NOCTTY | O_NONBLOCK
    descriptor = open(path, flags, 0o600)
    guard descriptor >= 0 else {
      throw LogFailure(path: path, reason: String(cString: strerror(errno)))
    }
    self.path = path
    // Also a file that was there before with more rights; one of another owner stays as it is, and
    // so does a device, which belongs to others too.
    var facts = stat()
    if fstat(descriptor, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG {
      fchmod(descriptor, 0o600)
    }
  }

  deinit {
    close(descriptor)
  }

  func write(_ trace: RequestTrace) {
    var line = "\(trace.method) \(trace.url)"
    if let status = trace.status { line += " \(status)" }
    if let failure = trace.failure { line += " failed: \(failure)" }
    if let id = trace.requestID { line += " request \(id)" }
    write("\(line) \(trace.milliseconds) ms")
  }

  func write(_ text: String) {
    // A token that was typed as the path of a group is part of an address by now.
    let safe = redactingTokens(sanitized(text))
    let line = "\(Date().ISO8601Format()) \(safe)\n"
    writing.withLock { _ in _ = Descriptor.writeAll(Array(line.utf8), to: descriptor) }
  }
}

struct LogFailure: Error, Equatable {
  var path: String
  var reason: String
}
