import FoundationEssentials

// The same for callers whose time is in seconds since 1970-01-01 00:00 UTC; nil skips what is relative to it.
extension RunnerForm {
  public func problems(unixTime: Int64?) -> [FormProblem] { problems(now: Date(unixTime)) }

  public func validate(unixTime: Int64?) throws(InvalidForm) -> RunnerRegistration {
    try validate(now: Date(unixTime))
  }
}

extension InstantText {
  /// A typed point in time as it is sent; nil where it is none.
  public static func sent(_ text: String, unixTime: Int64?) -> String? {
    parse(text, now: Date(unixTime)).map(sent)
  }
}

extension ServerCertificate {
  /// Seconds since 1970-01-01 00:00 UTC of ``notBefore`` and ``notAfter``.
  public var unixTimes: (begin: Int64?, end: Int64?) {
    (
      notBefore.map { Int64($0.timeIntervalSince1970) },
      notAfter.map { Int64($0.timeIntervalSince1970) }
    )
  }
}

extension Date {
  fileprivate init?(_ unixTime: Int64?) {
    guard let unixTime else { return nil }
    self.init(timeIntervalSince1970: Double(unixTime))
  }
}
