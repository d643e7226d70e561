import RunnerCore
import TerminalUI

extension PageSpec {
  /// The known connections, and the one that is typed.
  @Sendable static func knownChoices(_ draft: WizardDraft) -> [Choice] {
    let around = draft.surroundings
    return around.known.map { known in
      let trial = around.trials.first { $0.known == known }?.state
      return Choice(
        word: known.name, title: known.name,
        detail: known.summary(trial, isInUse: around.uses(known)),
        note: known.note(trial), refusal: known.problem)
    } + [Texts.otherConnection]
  }

  /// What speaks against the connection that is chosen.
  @Sendable static func knownProblems(_ draft: WizardDraft) -> [String] {
    draft.knownConnection?.problem.map { [$0] } ?? []
  }

  /// Where the connection that is chosen comes from.
  @Sendable static func knownHelp(_ draft: WizardDraft) -> String {
    guard let known = draft.knownConnection else { return Texts.knownHelp }
    return known.problem ?? Texts.origin(known)
  }
}

extension KnownConnection {
  /// Whose token it is and what it may do, as far as that is known.
  fileprivate func summary(_ trial: ConnectionBook.Trial.State?, isInUse: Bool) -> String {
    var parts = isInUse ? [Texts.inUse] : []
    switch trial {
    case .works(let identity)?: parts += identity.facts(connection, kind: nil)
    case .running?, .fails?, nil: parts += detail.isEmpty ? [connection.server.shortName] : [detail]
    }
    return parts.joined(separator: Texts.separator)
  }

  /// How a test goes, else where the connection leads and comes from.
  fileprivate func note(_ trial: ConnectionBook.Trial.State?) -> Choice.Note {
    if let problem { return Choice.Note(.warning, problem) }
    switch trial {
    case .running?:
      return Choice.Note(.busy, tokenCommand.map(Texts.runningHelper) ?? Texts.testing)
    case .fails(let message)?: return Choice.Note(.error, message)
    case .works?: return Choice.Note(.success, Texts.works(connection.server.shortName))
    case nil:
      // Without a word about it the server stands beside its name.
      let server = detail.isEmpty ? "" : connection.server.shortName + Texts.separator
      return Choice.Note(.plain, server + Texts.origin(self))
    }
  }
}

extension ServerURL {
  /// The address without the scheme that is to be expected.
  var shortName: String {
    let text = description
    return text.hasPrefix("https://") ? String(text.dropFirst("https://".count)) : text
  }
}

extension Surroundings {
  func uses(_ known: KnownConnection) -> Bool { connection.map(known.stands) ?? false }
}

extension WizardDraft {
  /// The known connection that is chosen; nil where one is typed.
  var knownConnection: KnownConnection? {
    surroundings.known.indices.contains(known) ? surroundings.known[known] : nil
  }

  /// The program that prints the token of the connection, as picked or typed.
  var tokenCommand: [String]? {
    if let knownConnection { return knownConnection.tokenCommand }
    guard accessToken.isEmpty, let words = ShellWords.split(tokenCommandLine), !words.isEmpty
    else { return nil }
    return words
  }
}
