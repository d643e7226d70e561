public import RunnerCore

/// What a configuration file of gitlab-runner says that matters to a new runner.
public struct RunnerConfig: Equatable, Sendable {
  /// One `[[runners]]` section.
  public struct Entry: Equatable, Sendable {
    public enum Token: Equatable, Sendable {
      case given(Secret)
      /// A reference such as `$RUNNER_TOKEN`, which gitlab-runner 18.10 and later put the variable's value for.
      case variable
      case missing
    }

    /// Not sanitized; nil where there is none.
    public var name: String?
    public var url: String?
    public var id: Int64?
    public var token: Token
    public var executor: String?
    /// Jobs at a time; 0 for no limit of its own.
    public var limit: Int64
  }

  /// How many jobs run at a time for all entries together; 1 where the file does not say
  /// (gitlab-runner: `common/config.go`).
  public var concurrent: Int64
  public var entries: [Entry]

  /// - Throws: at which line the text is not what gitlab-runner reads.
  public init(_ bytes: [UInt8], path: String) throws(FileProblem) {
    self.init(try RunnerConfig.document(bytes, path: path))
  }

  init(_ document: TOMLTable) {
    concurrent = document["concurrent"]?.number ?? 1
    entries = (document["runners"]?.elements ?? []).compactMap(\.members).map(Entry.init)
  }

  static func document(_ bytes: [UInt8], path: String) throws(FileProblem) -> TOMLTable {
    do throws(TOMLReader.Failure) {
      return try TOMLReader.read(bytes)
    } catch {
      throw FileProblem(file: path, line: error.line, text: error.text)
    }
  }
}

extension RunnerConfig.Entry {
  init(_ section: TOMLTable) {
    name = section["name"]?.text
    url = section["url"]?.text
    id = section["id"]?.number
    executor = section["executor"]?.text
    limit = section["limit"]?.number ?? 0
    switch section["token"]?.text {
    case nil, ""?: token = .missing
    case let text? where text.contains("$"): token = .variable
    case let text?: token = .given(Secret(text))
    }
  }

  /// The name as it may be shown.
  public var shownName: String {
    let shown = redactingTokens(sanitized(name ?? ""))
    return shown.isEmpty ? Texts.unnamedSection : shown
  }

  /// Whether both addresses lead to the same server, slashes at the end aside.
  func isFor(_ server: ServerURL) -> Bool {
    url.flatMap { try? ServerURL(parsing: $0) } == server
  }
}
