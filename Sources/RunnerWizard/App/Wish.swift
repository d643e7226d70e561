import RunnerCore
import TerminalUI

/// What a screen or an overlay wants of the program around it.
enum Wish: Equatable, Sendable {
  case resolve(TargetReference, RunnerTarget.Kind)
  /// Checks a connection that was typed or picked, and keeps it under a name if one is given.
  case connect(Connection, tokenCommand: [String]?, profile: String?)
  /// Finds out what answers under the typed address.
  case probe
  /// A group or project was chosen that is known already.
  case settleTarget
  case register(RunnerRegistration)
  /// Changes the values of a runner.
  case save(Runner, RunnerEdit)
  /// Looks what values a runner has now.
  case readAgain(Int64)
  case copy(Clipping, CopySubject)
  case saveToken(Secret, path: String, replacing: Bool)
  case open(url: String)
  case showAlone(Secret)
  case show(Overlay)
  /// Asks how many runners are wanted.
  case askForCount
  /// Asks for the file that takes the tokens of several runners, before anything is sent.
  case askForBatchFile
  case tell(Toast.Kind, String)
  /// One step back from the first page.
  case leaveWizard
  case leave(Leaving)
}

/// Where to go when a screen is left for good.
enum Leaving: Equatable, Sendable {
  case quit(exitCode: Int32)
  /// To the form of a runner like the one that was just created.
  case newRunner
  /// To the form as it was sent.
  case formAgain
  /// To the wizard.
  case register
  /// To the list of runners.
  case runners
  /// To the connections.
  case connections
}

/// What was copied, to say so and to know whether it was the token.
enum CopySubject: Equatable, Sendable {
  case token(Secret)
  case command, request, link, refusal, unfinished
  case runnerIDs(Int)
  /// A text of the hand-over, and the token where it is in the text.
  case handOver(Secret, token: Secret?)

  var isToken: Bool {
    if case .token = self { return true }
    return false
  }

  /// The runner's token that went to the clipboard with it.
  var token: Secret? {
    switch self {
    case .token(let token): token
    case .handOver(_, let token): token
    default: nil
    }
  }

  /// All of what went to the clipboard, where a token is in it.
  var secret: Secret? {
    switch self {
    case .token(let token): token
    case .handOver(let text, .some): text
    default: nil
    }
  }

  var name: String {
    switch self {
    case .token: Texts.tokenCopied
    case .command: Texts.commandCopied
    case .request: Texts.requestCopied
    case .link: Texts.linkLabel
    case .refusal: Texts.refusalCopied
    case .unfinished: Texts.unfinishedCopied
    case .runnerIDs(let count): Texts.runnerIDs(count)
    case .handOver: Texts.textCopied
    }
  }
}
