/// A registration that was begun and whose token is not known to be in a safe place.
///
/// It is written before the request is sent, because creating is not idempotent (GitLab: `lib/api/user_runners.rb` makes
/// another runner each time) and GitLab gives the token only once. It never holds a token.
public struct JournalEntry: Equatable, Sendable, Identifiable {
  public enum State: String, Equatable, Sendable {
    /// The request is about to be sent, or under way.
    case sending
    /// It was sent, and no usable answer came.
    case unknown
    /// The runner exists, and its token is not known to be in a safe place.
    case created
  }

  /// The name of its file: ASCII letters, digits and hyphens.
  public let id: String
  public var state: State
  public let server: ServerURL
  /// The user that the access token acted as; nil where the token may not tell.
  public let userID: Int64?
  public let username: String?
  /// What was sent, the marker included. It validates.
  public let form: RunnerForm
  /// A word in the maintenance note by which an administrator finds the runner; nil where none was sent.
  public let marker: String?
  /// When it was begun, by this machine's clock, in seconds since 1970-01-01 00:00 UTC.
  public let startedAt: Int64
  /// The same by the server's clock, where an answer to another request told it shortly before or the answer to this one did.
  public var serverTime: Int64?
  /// The newest runner that was known on the server before the request was sent; its runner is newer. Nil where none was.
  public let lastKnownID: Int64?
  /// Known from `created` on, and where a broken answer tells it.
  public var runnerID: Int64?
  /// Where it stands in a batch; nil for a runner of its own.
  public let batch: BatchPlace?
  /// Whether GitLab itself answered, with a failure, so that it does not work on the request any more.
  public var isAnswered: Bool

  public init(
    id: String, state: State, server: ServerURL, userID: Int64?, username: String?,
    form: RunnerForm, marker: String?, startedAt: Int64, serverTime: Int64? = nil,
    lastKnownID: Int64? = nil, runnerID: Int64? = nil, batch: BatchPlace? = nil,
    isAnswered: Bool = false
  ) {
    self.id = id
    self.state = state
    self.server = server
    self.userID = userID
    self.username = username
    self.form = form
    self.marker = marker
    self.startedAt = startedAt
    self.serverTime = serverTime
    self.lastKnownID = lastKnownID
    self.runnerID = runnerID
    self.batch = batch
    self.isAnswered = isAnswered
  }
}

/// What is known of a registration besides its values.
public struct RegistrationContext: Equatable, Sendable {
  /// The user that the access token acts as.
  public var userID: Int64?
  public var username: String?
  /// The marker that stands in the registration's maintenance note.
  public var marker: String?
  /// Where it stands in a batch; nil for a runner of its own.
  public var batch: BatchPlace?

  public init(
    userID: Int64? = nil, username: String? = nil, marker: String? = nil, batch: BatchPlace? = nil
  ) {
    self.userID = userID
    self.username = username
    self.marker = marker
    self.batch = batch
  }
}
