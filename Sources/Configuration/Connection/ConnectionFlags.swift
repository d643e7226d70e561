public import RunnerCore

/// What the command line says about the connection.
public struct ConnectionFlags: Equatable, Sendable {
  /// A token that was read for a flag, with what people call its source, such as
  /// `--token-file PATH`.
  public struct Token: Equatable, Sendable {
    public var secret: Secret
    public var source: String

    public init(_ secret: Secret, source: String) {
      self.secret = secret
      self.source = source
    }
  }

  public var url: String?
  public var profile: String?
  public var token: Token?
  /// `--oauth`: present whatever token is found as a bearer token.
  public var oauth = false
  public var caFile: String?
  public var clientCertificate: String?
  public var clientKey: String?
  /// Seconds for a whole request.
  public var timeout: Double?

  public init() {}
}
