extension HandOverPlace {
  /// What is to be said about a token that expires and a place that may not keep a new one; nil where gitlab-runner
  /// renews it by itself.
  ///
  /// gitlab-runner saves a renewed token in its config.toml. The Helm chart and the operator make that file anew from
  /// a Secret whenever the pod starts (gitlab-runner chart: `templates/configmap.yaml`, `register-the-runner`), and a
  /// file that is written by hand is often mounted where nobody can write it.
  /// - Parameter renewal: nil for a token that does not expire.
  func renewalWarning(_ renewal: TokenRenewal?) -> String? {
    guard let renewal else { return nil }
    let end = Texts.day(renewal.expiresAt)
    return switch self {
    case .helm, .operator: Texts.secretKeepsOldToken(until: end)
    case .configTOML: Texts.readOnlyConfigKeepsOldToken(until: end)
    case .linuxUser: Texts.renewsWhileItRuns(until: end)
    default: nil
    }
  }
}
