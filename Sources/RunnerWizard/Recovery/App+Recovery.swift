import RunnerCore
import TerminalUI

extension App {
  /// What the journal is to say of the next registration besides its values.
  var registrationContext: RegistrationContext {
    guard case .identified(let identity) = session.check else { return RegistrationContext() }
    return RegistrationContext(
      userID: identity.user?.id ?? identity.token?.userID, username: identity.user?.username)
  }

  /// The request is about to be sent.
  mutating func registering(_ entry: JournalEntry, problem: String?) -> [Effect] {
    sent?.entry = entry
    return problem.map { tell(.warning, $0) } ?? []
  }

  mutating func takeAboutRecovery(_ answer: Answer) -> [Effect] {
    []
  }
}
