/// What this module says to people about the connection.
extension Texts {
  static func profileSource(_ name: String) -> String { "profile \(Printable.line(name))" }
  static func wrongServer(_ source: String, _ problem: String) -> String {
    "\(source): \(problem)"
  }
  static func wrongToken(_ source: String, _ problem: String) -> String {
    "\(source): \(problem)."
  }
  static let keyFlagNeedsCertificate = "--client-key needs --client-cert."
  static func noSuchProfile(_ name: String, _ known: [String]) -> String {
    "There is no profile \(name). \(knownProfiles(known))"
  }
  static func noSuchDefaultProfile(_ name: String, _ known: [String]) -> String {
    "default_profile names \(name), which is no profile. \(knownProfiles(known))"
  }
  private static func knownProfiles(_ names: [String]) -> String {
    names.isEmpty ? "There are none." : "Profiles: \(list(names))."
  }

  static func tokensDiffer(_ used: String, _ ignored: [String]) -> String {
    "\(used) is used; \(list(ignored)) \(ignored.count == 1 ? "holds" : "hold") another token."
  }
  static func tokenIsNotUsed(_ used: String, _ source: String, _ problem: String) -> String {
    "\(used) is used; what \(source) holds could not be: \(problem)."
  }
  static func tokenGoesToProfile(_ source: String, _ profile: String, _ server: String) -> String {
    "The token of \(source) is used on \(server), the server of profile "
      + "\(Printable.line(profile))."
  }
  static func profileIsForAnotherServer(
    _ profile: String, _ its: String, _ source: String, _ used: String
  ) -> String {
    "\(source) names \(used). Profile \(Printable.line(profile)) is for \(its), so its token and "
      + "settings are not used."
  }
  static func severalProfiles(_ names: [String]) -> String {
    "Several profiles could be meant (\(list(names))); choose one with --profile."
  }
  static func severalProfilesBelow(_ names: [String]) -> String {
    "Several profiles could be meant: \(list(names)). Choose one below."
  }
  private static func list(_ names: [String]) -> String {
    names.map(Printable.key).map(Printable.line).joined(separator: ", ")
  }
}
