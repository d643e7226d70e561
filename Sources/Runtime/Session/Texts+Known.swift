import Configuration
import RunnerCore

extension Texts {
  /// Where a profile comes from and what server it is for: "glab, gitlab.example.com".
  static func knownDetail(_ profile: Profile) -> String {
    let address = profile.server.description
    let https = "https://"
    let host = address.hasPrefix(https) ? String(address.dropFirst(https.count)) : address
    return "\(profile.origin.tool.rawValue), \(host)"
  }

  static let profileHasNoToken = "The profile has no token; type one with Another connection."
}
