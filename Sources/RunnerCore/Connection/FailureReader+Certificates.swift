import FoundationEssentials

extension FailureReader {
  /// The failure for a transfer without a complete answer, with the certificates that the server shows where
  /// they are the cause. They are read once; where that fails too, the transfer's own failure has to do.
  func failure(
    for failure: TransportFailure, seenBy certificates: CertificateReader?
  ) async -> APIFailure {
    let plain = self.failure(for: failure)
    guard let certificates, plain.outcome == .notSent, case .tls(let reason) = plain.kind,
      reason.isAboutServer, let chain = try? await certificates.read(reason)
    else { return plain }
    return explained(plain, chain)
  }

  private func explained(_ failure: APIFailure, _ chain: CertificateChain) -> APIFailure {
    let kind = APIFailure.Kind.tls(chain.reason)
    let circumstances = FailureCircumstances(
      connection: connection, purpose: purpose, reason: failure.detail, status: nil)
    var result = failure
    result.kind = kind
    result.message =
      Texts.certificate(chain, of: connection.server.host, now: now())
      ?? circumstances.message(kind, .notSent)
    result.fix = circumstances.fix(kind, .notSent)
    return result
  }
}

extension APIFailure.TLSReason {
  /// Whether the server's certificates can tell more.
  fileprivate var isAboutServer: Bool {
    switch self {
    case .unknownIssuer, .incompleteChain, .expired, .wrongName, .pinMismatch: true
    case .clientCertificate, .other: false
    }
  }
}
