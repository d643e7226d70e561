import RunnerCore

/// The connections to choose from, and finding out about them.
extension Texts {
  static let separator = " · "
  static let inUse = "in use"
  static let testing = "asking the server whose token it is"

  static func runningHelper(_ command: [String]) -> String {
    "running helper \(sanitized(command.first ?? ""))"
  }
  static func works(_ server: String) -> String { "works on \(server)" }

  /// Where a connection comes from: file and section.
  static func origin(_ known: KnownConnection) -> String {
    guard let file = known.file else {
      return known.connection.source.isEmpty ? notStored : "from \(known.connection.source)"
    }
    return "from \(file)" + (known.section.map { ", \($0)" } ?? "")
  }
  static let notStored = "not stored in a file"

  static let switchConnection = "Switch connection…"
  static let switchConnectionTip = "Lists the known connections to pick, add, test or forget one."
  static let alreadyConnections = "The connections are on the screen"
  static let connectionAfterEdit = "Save or leave the change first; it belongs to this connection"

  static let test = "Test"
  static let testTip = "Asks the server whose token the chosen connection has; nothing is changed."
  static let forget = "Forget"
  static let forgetTip = "Removes the chosen connection from the program's own file."
  static let onlySavedAreForgotten = "Only connections that this program saved can be forgotten"
  static let saveConnection = "Save connection…"
  static let saveConnectionTip = "Saves the connection in use as a profile."
  static let savedAlready = "The connection in use is saved already"
  static let nowhereToSave = "There is no home directory to save connections in"

  static let forgetTitle = "Forget this connection?"
  static func forgetText(_ known: KnownConnection) -> String {
    "The profile \(known.name) is removed"
      + (known.file.map { " from \($0)" } ?? "")
      + ". Its access token stays valid in GitLab until it is revoked there."
  }
  static let forgetNo = "Keep it"
  static let forgetYes = "Forget it"
  static func forgotten(_ name: String) -> String { "Forgot the profile \(name)" }
  static func notForgotten(_ message: String) -> String {
    "The profile was not forgotten: \(message)"
  }

  static let saveConnectionTitle = "Save the connection in use"
  static let saveConnectionHelp = "A name for the profile: letters, digits, - _ and dots."
  static func profileNameTaken(_ name: String) -> String {
    "There is a profile \(name) already; choose another name or forget that one first."
  }

  static let tokenCommandLabel = "Token command"
  static let tokenCommandHelp =
    "In place of a token: a program that prints it, started without a shell."
  static let tokenCommandExample = "e.g. pass show gitlab/token"
  static let tokenCommandUnclosed = "A quotation mark is not closed; close it."
  static let tokenOrCommandMissing =
    "The access token is missing; paste one with the scope api or create_runner, or give a "
    + "command that prints it."

  static func moreScopes(_ count: Int) -> String { "\(count) scopes" }
  static let groupToken = "group token"
  static let projectToken = "project token"
  static let fineGrainedToken = "fine-grained token"

  static let connectionDetails = "Connection details"
  static let connectionDetailsTip =
    "Shows everything known about the connection: server, user, token and what it may do."

  // MARK: - What a pasted token is

  /// A few words under the field; nil for what is right or cannot be told.
  static func guess(_ kind: TokenKind) -> String? {
    switch kind {
    case .access, .unknown: nil
    case .runner: "looks like a runner's own token"
    case .registration: "looks like a registration token"
    case .job: "looks like the token of a CI job"
    case .deploy: "looks like a deploy token"
    case .applicationSecret: "looks like an application secret"
    case .other: "looks like another kind of token"
    }
  }

  /// What is needed in place of the pasted token, a sentence of one line.
  static func instead(of kind: TokenKind) -> String? {
    switch kind {
    case .access, .unknown: nil
    case .runner: "It belongs in gitlab-runner; create an access token with create_runner."
    case .registration: "That way ends; create an access token with the scope create_runner."
    case .job, .deploy, .applicationSecret, .other:
      "It cannot create runners; create an access token with create_runner."
    }
  }

  static func notKnownBefore(_ obstacle: Obstacle) -> String {
    "Not known beforehand: \(obstacle.text)"
  }
}
