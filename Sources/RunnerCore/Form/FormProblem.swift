/// Why a form cannot become a registration, tied to the field that has to change.
public struct FormProblem: Error, Equatable, Sendable {
  public enum Kind: Equatable, Sendable {
    case typeMissing
    case targetMissing(RunnerTarget.Kind)
    /// A group where a project is needed, or the other way round.
    case targetOfOtherKind(needed: RunnerTarget.Kind)
    /// An instance runner belongs to the whole instance.
    case targetForInstance(RunnerTarget.Kind)
    case idOutOfRange(Int64)
    case tooManyTags(count: Int, limit: Int)
    case tagTooLong(tag: String, length: Int, limit: Int)
    case noTagsAndNoUntagged
    case tooLong(length: Int, limit: Int)
    /// U+0000, which GitLab's database cannot store.
    case nullCharacter
    case notADuration(String)
    case timeoutTooShort(seconds: Int, minimum: Int)
    case timeoutTooLong(maximum: Int)
    case lockedOnlyForProjects
    case notATime(String)
    case expiryNeededForDeadline
    case expiryTooSoon
    case expiryTooLate
    case deadlinePast
    case deadlineAfterExpiry
  }

  public var field: FormField
  public var kind: Kind

  public init(field: FormField, kind: Kind) {
    self.field = field
    self.kind = kind
  }

  /// One sentence that says what is wrong and what would be right.
  public var message: String { Texts.message(for: self) }
}

/// Everything that is wrong with a form; never empty.
public struct InvalidForm: Error, Equatable, Sendable {
  public let problems: [FormProblem]

  public init(problems: [FormProblem]) {
    self.problems = problems
  }
}
