import RunnerCore

/// The fields of the wizard.
enum FieldID: String, CaseIterable, Hashable, Sendable {
  case known, url, accessToken, tokenCommand, isOAuth, caFile, clientCertificate, clientKey
  case storesProfile, profileName
  case type, target
  case tags, runsUntagged
  case description, maintenanceNote, maximumTimeout, isProtected, isLocked, isPaused
  case tokenExpiresAt, tokenRotationDeadline
  /// On the review alone.
  case recoveryMarker, count

  /// The field that a problem of the form or the server belongs to.
  init(_ field: FormField) {
    switch field {
    case .runnerType: self = .type
    case .groupID, .projectID: self = .target
    case .description: self = .description
    case .maintenanceNote: self = .maintenanceNote
    case .maximumTimeout: self = .maximumTimeout
    case .tagList: self = .tags
    case .runUntagged: self = .runsUntagged
    case .locked: self = .isLocked
    case .accessLevel: self = .isProtected
    case .paused: self = .isPaused
    case .tokenExpiresAt: self = .tokenExpiresAt
    case .tokenRotationDeadline: self = .tokenRotationDeadline
    }
  }
}

typealias DraftPath<Value> = WritableKeyPath<WizardDraft, Value> & Sendable

/// One thing to pick of several.
struct Choice: Equatable, Sendable {
  /// More about it, on a line of its own.
  struct Note: Equatable, Sendable {
    enum Kind: Equatable, Sendable {
      case plain, busy, success, warning, error
    }

    var kind: Kind
    var text: String

    init(_ kind: Kind, _ text: String) {
      self.kind = kind
      self.text = text
    }
  }

  /// The word it can be named by where answers are typed: "group".
  var word: String
  var title: String
  var detail: String
  var note: Note?
  /// Why it cannot be had, with what would do; nil where nothing is known to stand against it.
  var refusal: String?
}

/// What a field holds and how it is edited.
enum FieldKind: Sendable {
  /// One line. With a limit in Unicode scalars a counter shows near it; white space around what is
  /// pasted into a trimmed field is left out.
  case text(any DraftPath<String>, limit: Int?, isTrimmed: Bool)
  /// One line that is masked.
  case secret(any DraftPath<Secret>)
  /// Several lines.
  case area(any DraftPath<String>, limit: Int)
  case tags(any DraftPath<[String]>)
  /// On or off, each with its word.
  case toggle(any DraftPath<Bool>, on: String, off: String)
  case choice(any DraftPath<Int>, @Sendable (WizardDraft) -> [Choice])
}

/// One field of a page, as data: both doors show it from this.
struct FieldSpec: Sendable {
  enum Need: Equatable, Sendable {
    case required
    case optional
    /// Has a value always, so that neither word would say anything.
    case given
  }

  let id: FieldID
  let label: @Sendable (WizardDraft) -> String
  let kind: FieldKind
  let need: Need
  /// One sentence for the line above the footer.
  let help: @Sendable (WizardDraft) -> String
  /// A realistic example.
  let placeholder: String
  let isShown: @Sendable (WizardDraft) -> Bool
  /// What is wrong with the value now, as sentences that say how to put it right.
  let problems: @Sendable (WizardDraft) -> [String]

  init(
    _ id: FieldID, _ kind: FieldKind, need: Need,
    label: @escaping @Sendable (WizardDraft) -> String,
    help: @escaping @Sendable (WizardDraft) -> String, placeholder: String = "",
    isShown: @escaping @Sendable (WizardDraft) -> Bool = { _ in true },
    problems: @escaping @Sendable (WizardDraft) -> [String] = { _ in [] }
  ) {
    self.id = id
    self.kind = kind
    self.need = need
    self.label = label
    self.help = help
    self.placeholder = placeholder
    self.isShown = isShown
    self.problems = problems
  }

  init(
    _ id: FieldID, _ kind: FieldKind, need: Need, label: String, help: String,
    placeholder: String = "",
    isShown: @escaping @Sendable (WizardDraft) -> Bool = { _ in true },
    problems: @escaping @Sendable (WizardDraft) -> [String] = { _ in [] }
  ) {
    self.init(
      id, kind, need: need, label: { _ in label }, help: { _ in help }, placeholder: placeholder,
      isShown: isShown, problems: problems)
  }

  /// Whether printable keys type into the field.
  var isText: Bool {
    switch kind {
    case .text, .secret, .area, .tags: true
    case .toggle, .choice: false
    }
  }
}

extension FieldSpec {
  /// The problems that the core finds with the given fields of the form.
  static func formProblems(
    _ fields: FormField...
  ) -> @Sendable (WizardDraft) -> [String] {
    { draft in draft.problems.filter { fields.contains($0.field) }.map(\.message) }
  }
}
