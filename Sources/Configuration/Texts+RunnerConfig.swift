/// What is said about gitlab-runner's configuration file.
extension Texts {
  static let tomlNotUTF8 = "not valid TOML: the text is not UTF-8"
  static let tomlHeader = "not valid TOML: a header must end with as many ] as it begins with ["
  static let tomlEquals = "not valid TOML: a key must be followed by = and its value"
  static let tomlKey = "not valid TOML: a key is missing, or has characters that need quotes"
  static let tomlLineEnd = "not valid TOML: something follows where the line must end"
  static let tomlControl = "not valid TOML: a control character stands in a text or comment"
  static let tomlOpenString = "not valid TOML: a text is not closed"
  static let tomlEscape = "not valid TOML: a backslash is followed by nothing that it knows"
  static let tomlArray =
    "not valid TOML: an array needs a comma between its values and a ] at its end"
  static let tomlInlineTable =
    "not valid TOML: an inline table needs a comma between its pairs and a } at its end"
  static let tomlValue = "not valid TOML: this is no text, number, date, true or false"
  static let tomlDuplicate = "not valid TOML: this key or table is there already"
  static let tomlNoTable = "not valid TOML: a part of this key is a value, not a table"

  static let runnersAreNoTables =
    "runners must be written as [[runners]] sections for another one to be added"
  static let appendingChangesOthers =
    "the new section would change what the old ones say; add it by hand"
  static let sectionIsRefused =
    "the token or address has characters that would change the section; add it by hand"
  static let changedMeanwhile =
    "was changed since the difference was shown; look at the difference again"
  static let appearedMeanwhile =
    "has appeared since the difference was shown; look at the difference again"
  static let belongsToAnother =
    "belongs to another user, who would lose it; run the program as that user or as root"
  static let belongsToOtherGroup =
    "belongs to a group that this user is not in, which would lose it; run the program as root"
  static let linkIsNotSafe =
    "is a symbolic link of another user; give the path that it leads to"
  static let linkLeadsNowhere =
    "is a symbolic link that leads to no file; remove it, or make the file that it names"
  static let isNotAbsolute = "give the whole path, beginning with /"
  static let hasSeveralNames =
    "has several hard links, of which only one would get the new text; give it one name"
  static let backupNames = "has too many backups of this second; remove some"

  static func isReadableByAll(_ path: String) -> String {
    "Every user of this machine may read the file, and the token would be in it: chmod 600 \(path)."
  }
  static func sameToken(name: String, line: String) -> String {
    "The section “\(name)” has this token already, \(line); two sections with one token "
      + "are one runner that asks twice."
  }
  static let withTheSameAddress = "for the same address"
  static func withAnotherAddress(_ url: String) -> String { "for the address \(url)" }
  static func sameID(_ id: Int64, name: String) -> String {
    "The section “\(name)” is of runner \(id) already, with another token; remove it if it was replaced."
  }
  static func concurrentTooSmall(_ concurrent: Int64, runners: Int) -> String {
    let jobs = concurrent == 1 ? "one job runs" : "\(concurrent) jobs run"
    return
      "concurrent is \(concurrent), so that at most \(jobs) at a time for all \(runners) runners of the "
      + "file together; raise it in the file."
  }
  static func limitAboveConcurrent(name: String, limit: Int64, concurrent: Int64) -> String {
    "The section “\(name)” has the limit \(limit), of which concurrent allows \(concurrent)."
  }
  static func tokenFromVariable(name: String) -> String {
    "The token of the section “\(name)” comes from a variable; whether it is the same cannot be seen."
  }
  static let unnamedSection = "without a name"
}
