import FoundationEssentials
import Glibc

/// A running `gitlab-sandbox`.
final class Sandbox {
  let url: String
  private let tokens: [String: String]
  private let pid: pid_t
  /// Held open: the sandbox may write to it as long as it lives.
  private let output: Int32

  /// A request that the sandbox answered.
  struct Request: Decodable {
    let method: String
    let path: String
  }

  /// What the first line says.
  private struct Greeting: Decodable {
    struct Token: Decodable {
      let name: String
      let token: String
    }
    let url: String
    let tokens: [Token]
  }

  /// Starts it and waits until it accepts connections.
  init(bench: Bench, _ arguments: [String] = []) throws(BenchmarkFailure) {
    let path = try bench.path(of: .gitlabSandbox)
    let pipe = try Pipe()
    defer { close(pipe.writeEnd) }
    output = pipe.readEnd
    pid = try Spawn.start(
      path, ["--json"] + arguments, environment: bench.environment,
      redirections: [(0, .file("/dev/null", flags: O_RDONLY)), (1, .descriptor(pipe.writeEnd))])
    guard
      let greeting = try? JSONDecoder().decode(Greeting.self, from: readLine(from: pipe.readEnd))
    else {
      Spawn.end(pid, by: SIGKILL)
      throw BenchmarkFailure(message: "gitlab-sandbox does not say where it listens.")
    }
    url = greeting.url
    tokens = greeting.tokens.reduce(into: [:]) { $0[$1.name] = $1.token }
  }

  deinit {
    Spawn.end(pid, by: SIGTERM)
    close(output)
  }

  func token(_ name: String) throws(BenchmarkFailure) -> String {
    guard let token = tokens[name] else {
      throw BenchmarkFailure(message: "The sandbox has no token \(name).")
    }
    return token
  }

  /// What it was asked so far.
  func requests(environment: [String: String]) throws(BenchmarkFailure) -> [Request] {
    let answer = try Command(
      path: "curl", arguments: ["-sS", "--fail", "\(url)/-/requests"], environment: environment
    ).runSuccessfully()
    do {
      return try JSONDecoder().decode([Request].self, from: Data(answer.output.utf8))
    } catch {
      throw BenchmarkFailure(message: "The sandbox's list of requests is not readable: \(error)")
    }
  }
}

/// Bytes up to a newline or the end.
private func readLine(from descriptor: Int32) -> Data {
  var line = Data()
  var byte: UInt8 = 0
  while read(descriptor, &byte, 1) == 1, byte != UInt8(ascii: "\n") {
    line.append(byte)
  }
  return line
}
