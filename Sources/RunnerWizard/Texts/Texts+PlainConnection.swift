/// What only the wizard on lines says about connections and refusals.
extension Texts {
  static func plainUseAddress(_ address: String) -> String {
    "Use \(address)? yes or no [yes]: "
  }
  static let plainTrust =
    "Compare the fingerprint with the server's administrator by another way than this connection. "
    + "Type < to give a CA file."
  static let plainNoType = "No runner of any type can be created with this access token:"
  static let plainDetailsHeading = "For your administrator:"
  static let plainRefused = "Nothing is sent that is known to fail."
}
