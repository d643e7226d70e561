import Foundation

/// A `gitlab-sandbox` on a free port of its own; it ends when this value is no longer held.
public final class SandboxServer: Sendable {
  public let url: String
  let tokens: [String: String]
  public let groups: [Place]
  public let projects: [Place]
  private let process: ProgramProcess
  private let output: FileHandle

  /// A group or project.
  public struct Place: Decodable, Sendable {
    public let id: Int
    public let fullPath: String

    enum CodingKeys: String, CodingKey {
      case id
      case fullPath = "full_path"
    }
  }

  /// A request the sandbox was sent; `token` is the name of the token.
  public struct Request: Decodable, Sendable, Equatable {
    public let method: String
    public let path: String
    public let token: String?
  }

  /// The first line it prints.
  private struct Greeting: Decodable {
    struct Token: Decodable {
      let name: String
      let token: String
    }
    let url: String
    let tokens: [Token]
    let groups: [Place]
    let projects: [Place]
  }

  /// Starts it and waits until it accepts connections.
  public init(_ options: [String] = []) throws {
    let pipe = Pipe()
    let nothing = FileHandle.nullDevice
    // A test run that is killed leaves no server behind for long, and one that does not end is killed.
    process = try ProgramProcess(
      "timeout", ["--kill-after=5", "900", Program.gitlabSandbox.path, "--json"] + options,
      environment: ProgramRun.cleanEnvironment(home: "/"), input: nothing.fileDescriptor,
      output: pipe.fileHandleForWriting.fileDescriptor, errors: 2)
    try pipe.fileHandleForWriting.close()
    output = pipe.fileHandleForReading

    let greeting = try JSONDecoder().decode(Greeting.self, from: Self.readLine(from: output))
    url = greeting.url
    tokens = Dictionary(uniqueKeysWithValues: greeting.tokens.map { ($0.name, $0.token) })
    groups = greeting.groups
    projects = greeting.projects
  }

  deinit {
    process.terminate()
  }

  /// The access token of that name.
  public func token(_ name: String) throws -> String {
    guard let token = tokens[name] else {
      throw Deadline.Passed(description: "The sandbox has no token \(name).")
    }
    return token
  }

  /// What it was asked so far, oldest first.
  public func requests() throws -> [Request] {
    let answer = try LoopbackHTTP.send("GET", "\(url)/-/requests")
    return try JSONDecoder().decode([Request].self, from: answer.body)
  }

  /// Registrations that were sent to it.
  public func registrations() throws -> [Request] {
    try requests().filter { $0.method == "POST" && $0.path.hasSuffix("/user/runners") }
  }

  /// Makes it misbehave: "POST /user/runners:status=429:1".
  public func fail(_ rule: String) throws {
    let body = try JSONEncoder().encode(["rule": rule])
    let answer = try LoopbackHTTP.send("POST", "\(url)/-/faults", body: body)
    guard answer.status == 201 else {
      throw Deadline.Passed(description: "The sandbox knows no fault \(rule).")
    }
  }

  /// Makes it behave again.
  public func forgive() throws {
    _ = try LoopbackHTTP.send("DELETE", "\(url)/-/faults")
  }

  /// Lets so many seconds go by on its clock.
  public func advance(by seconds: Int) throws {
    let body = try JSONEncoder().encode(["advance": seconds])
    _ = try LoopbackHTTP.send("POST", "\(url)/-/clock", body: body)
  }

  /// The id of the runner that an authentication token is good for, which then counts as contacted.
  public func runner(withToken token: String) throws -> Int? {
    struct Entry: Decodable { let id: Int }
    let body = try JSONEncoder().encode(["token": token])
    let answer = try LoopbackHTTP.send("POST", "\(url)/api/v4/runners/verify", body: body)
    guard answer.status == 200 else { return nil }
    return try JSONDecoder().decode(Entry.self, from: answer.body).id
  }

  /// Changes something as an administrator, by a path below `/api/v4`.
  public func send(_ method: String, _ path: String, _ values: [String: String] = [:]) throws {
    let body = values.isEmpty ? Data() : try JSONEncoder().encode(values)
    let answer = try LoopbackHTTP.send(
      method, "\(url)/api/v4\(path)", token: tokens["root-admin"], body: body)
    guard (200..<300).contains(answer.status) else {
      throw Deadline.Passed(description: "\(method) \(path) was answered with \(answer.status).")
    }
  }

  /// A runner as an administrator sees it.
  public func runner(_ id: Int) throws -> SandboxRunnerState {
    let answer = try LoopbackHTTP.send(
      "GET", "\(url)/api/v4/runners/\(id)", token: tokens["root-admin"])
    return try JSONDecoder().decode(SandboxRunnerState.self, from: answer.body)
  }

  /// The ids of all runners, lowest first.
  public func runnerIDs() throws -> [Int] {
    struct Entry: Decodable { let id: Int }
    var ids: [Int] = []
    while true {
      let page = ids.count / 100 + 1
      let answer = try LoopbackHTTP.send(
        "GET", "\(url)/api/v4/runners/all?per_page=100&page=\(page)", token: tokens["root-admin"])
      let entries = try JSONDecoder().decode([Entry].self, from: answer.body)
      ids += entries.map(\.id)
      if entries.count < 100 { return ids.sorted() }
    }
  }

  private static func readLine(from handle: FileHandle) throws -> Data {
    var line = Data()
    while let byte = try handle.read(upToCount: 1), byte.first != UInt8(ascii: "\n") {
      line += byte
    }
    return line
  }
}

/// `GET /runners/:id`, as far as tests compare it.
public struct SandboxRunnerState: Decodable, Sendable {
  public struct Owner: Decodable, Sendable {
    public let id: Int
  }

  public let id: Int
  public let runnerType: String
  public let description: String?
  public let maintenanceNote: String?
  public let maximumTimeout: Int?
  public let tagList: [String]
  public let runUntagged: Bool
  public let locked: Bool
  public let accessLevel: String
  public let paused: Bool
  public let groups: [Owner]?
  public let projects: [Owner]?

  enum CodingKeys: String, CodingKey {
    case id, description, locked, paused, groups, projects
    case runnerType = "runner_type"
    case maintenanceNote = "maintenance_note"
    case maximumTimeout = "maximum_timeout"
    case tagList = "tag_list"
    case runUntagged = "run_untagged"
    case accessLevel = "access_level"
  }
}
