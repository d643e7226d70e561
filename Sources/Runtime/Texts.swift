import Configuration

/// Every sentence of this module that people read. A second language is another such file.
enum Texts {
  // Programs that are started.

  static let noResources = "no memory or no free file descriptor"

  static func copyFailed(program: String, _ failure: ChildProcess.Failure) -> String {
    "\(program) did not copy it: \(reason(failure))."
  }

  static let notAWebPage = "Only addresses that begin with https:// or http:// can be opened."

  static func noBrowser(_ url: String) -> String {
    "No browser can be started from here. The address is \(url)"
  }

  static func openingFailed(program: String, _ failure: ChildProcess.Failure) -> String {
    "\(program) did not open it: \(reason(failure))."
  }

  static func tokenCommandFailed(program: String, _ failure: ChildProcess.Failure) -> String {
    "The token command \(program) gave no token: \(reason(failure)). Run it in a shell to see why, "
      + "or correct token_command in the configuration."
  }

  static func tokenCommandUnusable(program: String, _ problem: String) -> String {
    "What the token command \(program) printed cannot be used: \(problem). Run it in a shell to "
      + "see why, or correct token_command in the configuration."
  }

  private static func reason(_ failure: ChildProcess.Failure) -> String {
    switch failure {
    case .notStarted(let reason): "it could not be started (\(reason))"
    case .failed(let status) where status > 128: "it was ended by signal \(status - 128)"
    case .failed(let status): "it ended with status \(status)"
    case .tookTooLong: "it took too long and was stopped"
    case .printedTooMuch: "it printed far more than a token"
    case .cancelled: "it was stopped"
    }
  }
}

// The demonstration.
extension Texts {
  static let demoIsAlone = "the demonstration knows only \(SandboxTransport.address)"
  static let demoConnectionLost = "the sandbox ended the connection"

  static let demoServer = "The demonstration knows only the server \(SandboxTransport.address)."
  static let demoServerFix = "Leave out --url, or leave out --demo to use the server."

  static func demoToken(user: String, scopes: [String], kind: String, state: String) -> String {
    var text = "\(user), \(kind), scope \(scopes.joined(separator: " "))"
    if state != "active" { text += ", \(state)" }
    return text
  }

  static func demoSource(_ name: String) -> String { "demo token \(name)" }
}

// Files, options and the connection.
extension Texts {
  static func unreadable(_ reason: String) -> String { "it cannot be read (\(reason))" }
  static let noSuchFile = "there is no such file"
  static let correctTheFile = "Correct the file or name another one."
  static let noHomeToSaveIn = "There is no home folder to save in. Set HOME and start again."
  static let wrongProfileName =
    "A profile's name is at most 100 characters, without control characters and without a dash at "
    + "its beginning. Choose another name."
  static let demoOptions = "The demonstration takes --url, --token-file and --oauth only."

  static func logFailed(_ failure: LogFailure) -> String {
    "The log \(failure.path) cannot be written: \(failure.reason)."
  }
  static let logFix = "Name a file in a folder of yours; links are not followed."

  static let noHost = "There is no GitLab server to talk to."
  static let noHostFix = "Give --url, set GITLAB_URL or write a profile."
  static func noToken(_ url: String) -> String { "There is no access token for \(url)." }
  static let noTokenFix =
    "Set GITLAB_TOKEN, give --token-file or --token-stdin, or write it into a profile."

  static func plainHTTP(_ host: String) -> String {
    "The access token goes to \(host) unencrypted. Use https:// if the server has it."
  }

  static let readOnlyRun = "Nothing is created with --read-only."
  static let readOnlyRunFix = "Leave out --read-only to create the runner."
  static let readOnlyChange = "Nothing is changed with --read-only."
  static let readOnlyChangeFix = "Leave out --read-only to make the change."
  static let noTerminalToCopyBy = "No clipboard can be reached."
}

// The journal and the file of changes.
extension Texts {
  static let noJournal =
    "There is no home folder to note the registration in. If its answer is lost, only this program knows of it."
  static func journalNotWritten(_ failure: FileFailure) -> String {
    "The registration could not be noted down: \(failure). If its answer is lost, only this program knows of it."
  }
  static func entryNotClosed(_ failure: FileFailure) -> String {
    "The registration stays noted as unfinished: \(failure)."
  }
  static func changesNotWritten(_ failure: FileFailure) -> String {
    "Changes are not written down: \(failure)."
  }
  static func damagedEntry(_ failure: FileFailure) -> String {
    "A noted registration cannot be read: \(failure). Look for its runner in GitLab, then remove the file."
  }
}

// Terminals and streams.
extension Texts {
  static let noTerminal = "The wizard needs a terminal for its input and output."
  static let noTerminalForList = "The list needs a terminal for its input and output."
  static let noTerminalForListFix = "Use runner-wizard list, which prints the runners."
  static let noTerminalFix =
    "Add --plain to answer on lines, or use runner-wizard create, which asks nothing."
  static let inputIsNeeded = "--token-stdin and the screen both need standard input."
  static let inputIsNeededFix =
    "Use --token-file or GITLAB_TOKEN; --token-stdin is for runner-wizard create and list."
  static let inputWantedTwice = "--token-stdin and --from - both need standard input."
  static let inputWantedTwiceFix = "Give the token by --token-file or GITLAB_TOKEN."
  static let noOutput = "Standard output is closed or cannot be written to."
  static let noOutputFix = "Send it to a file, a pipe or a terminal."
  static let outputFailed = "Standard output cannot be written any more."
  static let noDescriptors = "There is no free file descriptor or no memory."
  static func seeHelp(of command: String?) -> String {
    "Run runner-wizard \(command.map { $0 + " " } ?? "")--help."
  }

  static func tooLongToCopy(limit: Int) -> String {
    "It is longer than \(limit) bytes, more than a terminal's clipboard takes. Save it to a file."
  }
  static let terminalTakesNothing = "The terminal takes nothing at the moment. Try again."
}
