import FoundationEssentials
import Glibc
public import RunnerCore
import Synchronization

/// A change to a runner that was made or tried, as `changes.jsonl` tells it.
public struct LoggedChange: Equatable, Sendable {
  public enum Action: String, Sendable {
    case create, edit, pause, resume, delete, assign, unassign
    case resetToken = "reset_token"
    /// A registration was closed although the token of its runner is not known to be safe.
    case giveUp = "give_up"
  }

  public enum Outcome: String, Sendable {
    case done, refused, unknown
    case notSent = "not_sent"
  }

  public var action: Action
  public var outcome: Outcome
  public var server: ServerURL
  /// Nil for a runner that was not created, or of which nobody knows.
  public var runnerID: Int64?
  /// The user that the access token acted as; nil where it may not tell.
  public var userID: Int64?
  public var username: String?
  /// By which GitLab's logs name the request.
  public var requestID: String?
  /// The stable word of the failure.
  public var code: String?
  /// The journal entry of a registration.
  public var entryID: String?

  public init(
    _ action: Action, _ outcome: Outcome, server: ServerURL, runnerID: Int64? = nil,
    userID: Int64? = nil, username: String? = nil, requestID: String? = nil, code: String? = nil,
    entryID: String? = nil
  ) {
    self.action = action
    self.outcome = outcome
    self.server = server
    self.runnerID = runnerID
    self.userID = userID
    self.username = username
    self.requestID = requestID
    self.code = code
    self.entryID = entryID
  }

  /// How a text stands in a line.
  static func told(_ text: String) -> String { redactingTokens(sanitized(text)) }

  /// The line without its end; no token is in it.
  func line(at time: String) -> String {
    func text(_ text: String?) -> JSONValue { text.map { .string(Self.told($0)) } ?? .null }
    func number(_ number: Int64?) -> JSONValue { number.map(JSONValue.integer) ?? .null }

    return JSONValue.object([
      .init("time", .string(time)), .init("user", text(username)),
      .init("user_id", number(userID)), .init("host", text(server.description)),
      .init("action", .string(action.rawValue)), .init("outcome", .string(outcome.rawValue)),
      .init("runner_id", number(runnerID)), .init("request_id", text(requestID)),
      .init("code", text(code)), .init("journal_id", text(entryID)),
    ]).text
  }
}

/// The file `changes.jsonl`: a line for every change that was made or tried, appended, never a token.
public final class ChangeLog: Sendable {
  let path: String
  /// Whether it has been told that lines cannot be written.
  private let hasFailed = Mutex(false)

  /// - Parameter path: made with its folder when the first line is written.
  public init(path: String) {
    self.path = path
  }

  /// Appends a line.
  /// - Returns: why that failed, the first time only.
  public func append(_ change: LoggedChange) -> FileFailure? {
    hasFailed.withLock { hasFailed in
      do throws(FileFailure) {
        try write(change.line(at: Date().ISO8601Format()) + "\n")
        return nil
      } catch {
        defer { hasFailed = true }
        return hasFailed ? nil : error
      }
    }
  }

  private func write(_ line: String) throws(FileFailure) {
    try PrivateFile.createFolder(PrivateFile.parts(path).folder)
    // Readable as well, to see whether the last line has its end.
    let flags =
      O_RDWR | O_CREAT | O_APPEND | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC
    guard let file = FileDescriptor(open(path, flags, 0o600)) else {
      throw errno == ELOOP
        ? FileFailure(path: path, text: Texts.isSymbolicLink)
        : FileFailure(path: path, errno: errno)
    }
    guard let facts = file.facts else { throw FileFailure(path: path, errno: errno) }
    guard facts.isKind(S_IFREG) else { throw FileFailure(path: path, text: Texts.isNoRegularFile) }
    if facts.st_mode & 0o077 != 0 { fchmod(file.number, 0o600) }
    // A line that was cut off, as on a full disk, ends before the next one.
    var last: UInt8 = 0
    let isCut =
      facts.st_size > 0 && pread(file.number, &last, 1, facts.st_size - 1) == 1
      && last != UInt8(ascii: "\n")
    guard file.writeAll(Array(((isCut ? "\n" : "") + line).utf8)) else {
      throw FileFailure(path: path, errno: errno)
    }
  }
}
