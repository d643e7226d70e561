public import FoundationEssentials

/// A runner that GitLab has just created, with the token that it shows only once.
public struct RegisteredRunner: Equatable, Sendable {
  public var id: Int64
  /// The runner authentication token.
  public var token: Secret
  /// When the token stops working. `nil` means never, unless `tokenExpiryText` is there.
  public var tokenExpiresAt: Date?
  /// The expiry as GitLab wrote it, so that a date in an unknown form is not taken for "never".
  public var tokenExpiryText: String?
  /// `X-Request-Id` of the answer, by which GitLab's logs name the request.
  public var requestID: String?
  /// The page of the runner; unknown where the path of its group or project is.
  public var webURL: String?

  public init(
    id: Int64, token: Secret, tokenExpiresAt: Date? = nil, tokenExpiryText: String? = nil,
    requestID: String? = nil, webURL: String? = nil
  ) {
    self.id = id
    self.token = token
    self.tokenExpiresAt = tokenExpiresAt
    self.tokenExpiryText = tokenExpiryText
    self.requestID = requestID
    self.webURL = webURL
  }
}
