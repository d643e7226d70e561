/// Why a terminal cannot show the screen.
public enum TerminalFailure: Error, Equatable, Sendable {
  /// terminfo has no entry for the value of TERM.
  case typeUnknown(String)
  /// There is no terminfo database at all.
  case databaseMissing
  /// The entry lacks what a full-screen program needs, such as placing the cursor.
  case unsuitable(String)
  /// No memory, or no free file descriptor.
  case noResources

  /// What happened, as a sentence.
  public var message: String {
    switch self {
    case .typeUnknown(let type): Texts.typeUnknown(type)
    case .databaseMissing: Texts.databaseMissing
    case .unsuitable(let type): Texts.unsuitable(type)
    case .noResources: Texts.noResources
    }
  }

  /// What the user can do about it, as a sentence.
  public var advice: String {
    switch self {
    case .typeUnknown: Texts.typeUnknownAdvice
    case .databaseMissing: Texts.databaseMissingAdvice
    case .unsuitable: Texts.unsuitableAdvice
    case .noResources: Texts.noResourcesAdvice
    }
  }
}
