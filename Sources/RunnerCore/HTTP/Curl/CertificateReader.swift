import FoundationEssentials

/// Reads the certificates that a server shows, by a connection that sends no request and no token.
///
/// The way is the connection's own, with its proxy. Nothing is checked, because what is wrong is to be seen.
public struct CertificateReader: Sendable {
  typealias Perform = @Sendable (CurlTask) async -> Result<CurlAnswer, TransportFailure>

  private let connection: Connection
  private let perform: Perform

  public init(connection: Connection) {
    self.init(connection: connection) { task in
      let transport = CurlTransport(connection: connection)
      defer { transport.shutdown() }
      do throws(TransportFailure) {
        return .success(try await transport.perform(task))
      } catch {
        return .failure(error)
      }
    }
  }

  init(connection: Connection, perform: @escaping Perform) {
    self.connection = connection
    self.perform = perform
  }

  /// The chain, with the reason that it gives to a failure: whether an issuer is unknown or was not sent is
  /// seen from the certificates alone.
  /// - Parameter reason: why a request failed.
  public func read(
    _ reason: APIFailure.TLSReason
  ) async throws(APIFailure) -> CertificateChain {
    let failures = FailureReader(connection: connection, purpose: .version, now: { .now })
    guard connection.server.scheme == .https else {
      throw failures.notSent(.other, reason: Texts.noCertificatesWithoutTLS)
    }
    let texts: [String]?
    do throws(TransportFailure) {
      texts = try await certificates()
    } catch {
      throw failures.failure(for: error)
    }
    let encoded = (texts ?? []).prefix(Self.limit).compactMap(EncodedCertificate.init(pem:))
    guard let own = encoded.first else {
      throw failures.notSent(.other, reason: Texts.certificatesUnsupported)
    }
    let certificates = encoded.map(\.forPeople)
    return CertificateChain(
      certificates: certificates, reason: CertificateChain.refined(reason, by: certificates),
      pin: own.pin)
  }

  /// Certificates; a server that sends more hides the ones that matter.
  private static let limit = 20

  /// The client's own certificate is presented only to a server that makes no connection without it.
  private func certificates() async throws(TransportFailure) -> [String]? {
    let limit = min(10, connection.timeout ?? 10)
    let place = HTTPRequest(
      method: "GET", url: connection.server.origin + "/", isSafeToRepeat: true,
      connectTimeout: limit, timeout: limit)
    do throws(TransportFailure) {
      return try await perform(.certificates(of: place, presentsOwn: false)).get().certificates
    } catch {
      guard connection.clientCertificate != nil, case .tls = error.kind else { throw error }
      return try await perform(.certificates(of: place, presentsOwn: true)).get().certificates
    }
  }
}
