/// What an access token and its user may do with existing runners, as far as that is known before asking.
///
/// Each refusal is a sentence with the scope or role that would do; nil where nothing speaks against it.
public struct RunnerAccess: Equatable, Sendable {
  /// Why no list can be read. GitLab: `lib/api/ci/runners.rb` takes `api` and `read_api` for lists.
  public var readRefusal: String?
  /// Why the list of the whole instance cannot be read: it is open to administrators.
  public var instanceRefusal: String?
  /// Why no runner can be changed, reset or deleted: that takes `api` or `manage_runner`.
  public var changeRefusal: String?
  /// Why no runner can be assigned to a project: that takes `api`.
  public var assignRefusal: String?
  /// Why no runner can be created: that takes `api` or `create_runner` (GitLab: `lib/api/user_runners.rb`).
  public var createRefusal: String?

  public init(
    readRefusal: String? = nil, instanceRefusal: String? = nil, changeRefusal: String? = nil,
    assignRefusal: String? = nil, createRefusal: String? = nil
  ) {
    self.readRefusal = readRefusal
    self.instanceRefusal = instanceRefusal
    self.changeRefusal = changeRefusal
    self.assignRefusal = assignRefusal
    self.createRefusal = createRefusal
  }
}
