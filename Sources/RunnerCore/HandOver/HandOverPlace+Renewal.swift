extension HandOverPlace {
  /// What is to be said about a token that expires and a place that cannot keep a new one; nil where gitlab-runner
  /// renews it by itself.
  ///
  /// gitlab-runner saves a renewed token in its config.toml. The Helm chart and the operator make that file anew from
  /// a Secret whenever the pod starts (gitlab-runner chart: `templates/configmap.yaml`, `register-the-runner`).
  /// - Parameters:
  ///   - renewal: nil for a token that does not expire.
  ///   - isReadOnly: whether the place's config.toml is mounted or kept read-only.
  public func renewalWarning(_ renewal: TokenRenewal?, isReadOnly: Bool = false) -> String? {
    guard let renewal else { return nil }
    let end = Texts.day(renewal.expiresAt)
    return switch self {
    case .helm, .operator: Texts.secretKeepsOldToken(until: end)
    case _ where isReadOnly: Texts.readOnlyConfigKeepsOldToken(until: end)
    case .linuxUser: Texts.renewsWhileItRuns(until: end)
    default: nil
    }
  }
}
