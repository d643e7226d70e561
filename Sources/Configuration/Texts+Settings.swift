/// What this module says to people about the configuration.
extension Texts {
  static let mustBeCommand =
    "must be a list of a program and its arguments, such as [pass, show, gitlab]"
  static func mustBeNumber(_ range: ClosedRange<Int>) -> String {
    "must be a whole number from \(range.lowerBound) to \(range.upperBound)"
  }
  static func mustBeSeconds(_ limit: Int) -> String {
    "must be a number of seconds above 0 and up to \(limit)"
  }
  static let mustBeOneLine = "must be text on one line"
  static let wrongRecent = "is no target that this version knows; it is kept"
  static let mustBeBoolean = "must be true or false"
  static let mustBeKeys = "must be a key or a list of keys"
  static let mustBeThemeName =
    "must be the name of a theme, without slashes; put theme files into the folder themes"
  static let unknownVersion = "this program reads version 1 only"
  static let wrongProfileName = "a profile's name has 1 to 100 characters and does not begin with -"
  static let profileNeedsURL = "url is missing; it names the server that the profile is for"
  static let tokenGivenTwice = "token and token_command exclude each other"
  static let unknownAuthentication = "must be private or bearer"
  static let keyNeedsCertificate = "client_key needs client_cert"
  static let wrongPin = "must be the SHA-256 of a public key in Base64, 44 characters"
  static let wrongHeaderName = "is no name of a header"
  static let ownHeaderName =
    "the program sends this header itself; leave it out, and set token and auth for the access token"
  static let wrongHeaderValue = "the value of a header must be text on one line"
  static let wrongViewName = "a view's name has 1 to 100 characters and does not begin with -"
  static let wrongScope = "must be mine, instance, group:PATH or project:PATH"
  static let wrongMembership = "must be direct, descendants or all_available"
  static func wrongSort(_ fields: [String]) -> String {
    "must be one of \(fields.joined(separator: ", ")), with - before it for descending order"
  }
  static let mustBeColumns = "must be a list of names of columns"
  static let mustBeViewColumns = "must be a list of names of columns, empty for the usual ones"
  static let isBeingWritten =
    "another program has been writing it for three seconds; end that one and try again"
  static let tokenIsOpen = "holds a token and may be read by other users; run chmod 600 on it"
  static let tokenIsEmpty = "the token is empty"
  static let tokenHasLines = "a token is one word, but there are several lines"
  static let tokenIsNotPrintable = "a token is one word of letters, digits and punctuation"
  static let tokenIsTooLong = "is too long for a token"
}
