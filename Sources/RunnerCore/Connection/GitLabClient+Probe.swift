extension GitLabClient {
  /// Finds out what answers under the connection's address, by requests without any token.
  ///
  /// At most eight, all to the server of the connection: what redirects name elsewhere is read and not asked. The
  /// connection's own headers go along, because a gateway before GitLab may want them.
  public func probe() async -> ServerProbe {
    var journey = ProbeJourney(server: connection.server)
    let reader = reader(.version)
    var place = journey.start
    while true {
      var step: ProbeJourney.Step
      do throws(APIFailure) {
        let response = try await perform(request(for: place, reader), reader: reader)
        step = journey.take(response)
        if step == .failed { return .failed(reader.failure(for: response)) }
      } catch {
        if journey.isAtStart || error.kind == .cancelled { return .failed(error) }
        step = journey.skip()
      }
      switch step {
      case .ask(let next): place = next
      case .found(let probe): return probe
      case .failed: return .failed(reader.notSent(.other))
      }
    }
  }

  private func request(
    for place: ProbeJourney.Place, _ reader: FailureReader
  ) throws(APIFailure) -> HTTPRequest {
    var headers = try ownHeaders(reader, accept: place.isAPI ? "application/json" : "text/html")
    headers += try gatewayHeaders(reader)
    let timeout = min(connection.timeout ?? 10, 10)
    return HTTPRequest(
      method: "GET", url: place.address, headers: headers, isSafeToRepeat: true,
      connectTimeout: timeout, timeout: timeout, bodyLimit: 1_048_576)
  }
}
