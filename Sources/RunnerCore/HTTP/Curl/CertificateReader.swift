/// Reads the certificates that a server shows, by a connection that sends no request and no token.
public struct CertificateReader: Sendable {
  private let connection: Connection

  public init(connection: Connection) {
    self.connection = connection
  }

  public func read(
    _ reason: APIFailure.TLSReason
  ) async throws(APIFailure) -> CertificateChain {
    CertificateChain(certificates: [], reason: reason, pin: nil)
  }
}
