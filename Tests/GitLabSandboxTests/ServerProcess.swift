import Foundation
import GitLabSandbox
import Support

/// The built gitlab-sandbox, running for one test.
final class ServerProcess {
  /// Why it could not be used.
  struct Failure: Error {
    let text: String
  }

  private let process = Process()
  let url: String
  /// The line printed when it accepts connections.
  let announcement: SandboxJSON

  /// Starts it with `--json` and waits for its first line, which comes when it accepts.
  init(_ arguments: [String] = []) throws {
    process.executableURL = URL(fileURLWithPath: try Self.path())
    process.arguments = arguments + ["--json"]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    var line: [UInt8] = []
    while line.last != UInt8(ascii: "\n") {
      let bytes = output.fileHandleForReading.availableData
      if bytes.isEmpty { throw Failure(text: "it ended before its first line") }
      line += bytes
    }
    guard let json = SandboxJSON(parsing: line), let url = json["url"]?.string else {
      throw Failure(text: String(decoding: line, as: UTF8.self))
    }
    announcement = json
    self.url = url
  }

  deinit { process.terminate() }

  var port: UInt16 {
    url.split(separator: ":").last.flatMap { UInt16($0.prefix { $0 != "/" }) } ?? 0
  }

  /// Ends it with TERM and gives its exit status, another one where it has to be killed.
  func stop() -> Int32 {
    process.terminate()
    let deadline = Date(timeIntervalSinceNow: 60)
    while process.isRunning, Date() < deadline { usleep(5_000) }
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    process.waitUntilExit()
    return process.terminationStatus
  }

  /// SwiftPM puts executables beside the test bundle, which is the running program or its argument.
  static func path() throws -> String {
    let candidates =
      [try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")]
      + CommandLine.arguments.map(Optional.some)
    for candidate in candidates.compactMap(\.self) {
      let folder = URL(fileURLWithPath: candidate).deletingLastPathComponent()
      let path = folder.appendingPathComponent("gitlab-sandbox").path
      if FileManager.default.isExecutableFile(atPath: path) { return path }
    }
    throw Failure(text: "gitlab-sandbox is not beside \(CommandLine.arguments)")
  }

  /// Runs a program to its end and gives its exit status and output.
  static func run(_ path: String, _ arguments: [String]) throws -> (status: Int32, output: String) {
    let run = try ProgramRun(path, arguments)
    return (run.exitCode, run.output + run.errors)
  }
}

/// A TCP connection to loopback that shows bytes and how the other side ends it.
final class RawConnection {
  enum End: Equatable {
    case closed
    case reset
    case silent
  }

  private let descriptor: Int32
  /// Held so that it lives as long as the connection.
  private let server: ServerProcess

  /// Reading gives up after this many seconds of silence.
  init(to server: ServerProcess, patience: Int = 10) throws {
    self.server = server
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var wait = timeval(tv_sec: patience, tv_usec: 0)
    setsockopt(
      descriptor, SOL_SOCKET, SO_RCVTIMEO, &wait, socklen_t(MemoryLayout<timeval>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = server.port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let status = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard status == 0 else { throw ServerProcess.Failure(text: "cannot connect to \(server.url)") }
  }

  deinit { close(descriptor) }

  func send(_ text: String) {
    let bytes = Array(text.utf8)
    _ = Foundation.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL))
  }

  /// Everything that comes until the connection ends, falls silent, or the text shows up.
  func receive(until mark: String? = nil) -> (text: String, end: End) {
    var received: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let text = String(decoding: received, as: UTF8.self)
      if let mark, text.contains(mark) { return (text, .silent) }
      let count = recv(descriptor, &chunk, chunk.count, 0)
      if count == 0 { return (text, .closed) }
      if count < 0 { return (text, errno == ECONNRESET ? .reset : .silent) }
      received += chunk[..<count]
    }
  }
}
