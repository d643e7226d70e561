import FoundationEssentials

extension HTTPResponse {
  /// The server's clock when it answered, by the `Date` header (RFC 9110, section 6.6.1), in seconds since
  /// 1970-01-01 00:00 UTC; nil without one that can be read. A proxy that answers in its place tells its own clock.
  public var serverTime: Int64? {
    header("Date").flatMap { Timestamp.http($0.trimmingASCIIWhiteSpace()) }
      .map { Int64($0.timeIntervalSince1970) }
  }
}
