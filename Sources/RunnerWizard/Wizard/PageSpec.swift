import RunnerCore

/// The pages of the wizard in their order.
enum PageID: String, CaseIterable, Hashable, Sendable {
  case connection, type, target, tags, details, review
}

/// One page, as data.
struct PageSpec: Sendable {
  let id: PageID
  /// The word in the header and the list of steps: "Tags".
  let title: @Sendable (WizardDraft) -> String
  /// One sentence above the fields: what the page asks.
  let introduction: @Sendable (WizardDraft) -> String
  let fields: [FieldSpec]
  /// Whether the draft makes the page a step. Whether a connection has to be asked for is not in
  /// the draft, so that page's answer is not here.
  let isShown: @Sendable (WizardDraft) -> Bool

  /// The fields that apply to a draft.
  func fields(for draft: WizardDraft) -> [FieldSpec] {
    fields.filter { $0.isShown(draft) }
  }

  static func of(_ id: PageID) -> PageSpec {
    switch id {
    case .connection: .connection
    case .type: .type
    case .target: .target
    case .tags: .tags
    case .details: .details
    case .review: .review
    }
  }

  /// The page on which a field stands, and the field.
  static func holding(_ id: FieldID) -> (page: PageSpec, field: FieldSpec)? {
    for page in PageID.allCases.map(PageSpec.of) {
      if let field = page.fields.first(where: { $0.id == id }) { return (page, field) }
    }
    return nil
  }
}

extension PageSpec {
  static let type = PageSpec(
    id: .type, title: { _ in Texts.typeTitle }, introduction: { _ in Texts.typeIntroduction },
    fields: [
      FieldSpec(
        .type,
        .choice(\.typeIndex, typeChoices), need: .given,
        label: { _ in Texts.typeLabel }, help: typeHelp,
        problems: { FieldSpec.formProblems(.runnerType)($0) + typeProblems($0) })
    ],
    isShown: { $0.surroundings.purpose == .create })

  static let target = PageSpec(
    id: .target, title: { Texts.targetTitle($0.type) },
    introduction: { Texts.targetIntroduction($0.type) },
    fields: [
      FieldSpec(
        .target, .text(\.targetText, limit: nil, isTrimmed: true), need: .required,
        label: { Texts.targetTitle($0.type) }, help: { Texts.targetHelp($0.type) },
        placeholder: Texts.targetExample, problems: targetProblems)
    ],
    isShown: { $0.type.targetKind != nil && $0.surroundings.purpose == .create })

  /// A text that was not looked up yet is no problem; going on looks it up.
  @Sendable private static func targetProblems(_ draft: WizardDraft) -> [String] {
    guard let kind = draft.type.targetKind else { return [] }
    do {
      _ = try draft.targetReference(kind)
    } catch {
      return [error.message]
    }
    if case .failed(let message) = draft.finding?.result { return [message] }
    if case .no(let obstacle) = draft.finding?.facts?.creation { return [obstacle.sentences] }
    return []
  }

  static let tags = PageSpec(
    id: .tags, title: { _ in Texts.tagsTitle }, introduction: { _ in Texts.tagsIntroduction },
    fields: [
      FieldSpec(
        .tags, .tags(\.tags), need: .optional, label: Texts.tagsLabel, help: Texts.tagsHelp,
        placeholder: Texts.tagsExample, problems: FieldSpec.formProblems(.tagList)),
      FieldSpec(
        .runsUntagged, .toggle(\.runsUntagged, on: Texts.yes, off: Texts.no), need: .given,
        label: Texts.untaggedLabel, help: Texts.untaggedHelp,
        problems: FieldSpec.formProblems(.runUntagged)),
    ],
    isShown: { _ in true })

  static let details = PageSpec(
    id: .details, title: { _ in Texts.detailsTitle },
    introduction: {
      $0.surroundings.purpose == .create
        ? Texts.detailsIntroduction : Texts.detailsIntroductionOfEdit
    },
    fields: [
      FieldSpec(
        .description,
        .text(\.description, limit: FormLimits.descriptionLength, isTrimmed: false),
        need: .optional, label: Texts.descriptionLabel, help: Texts.descriptionHelp,
        placeholder: Texts.descriptionExample, problems: FieldSpec.formProblems(.description)),
      FieldSpec(
        .maintenanceNote, .area(\.maintenanceNote, limit: FormLimits.maintenanceNoteLength),
        need: .optional, label: Texts.noteLabel, help: Texts.noteHelp,
        placeholder: Texts.noteExample, problems: FieldSpec.formProblems(.maintenanceNote)),
      FieldSpec(
        .maximumTimeout, .text(\.maximumTimeout, limit: nil, isTrimmed: true), need: .optional,
        label: Texts.timeoutLabel, help: Texts.timeoutHelp, placeholder: Texts.timeoutExample,
        problems: FieldSpec.formProblems(.maximumTimeout)),
      FieldSpec(
        .isProtected, .toggle(\.isProtected, on: Texts.yes, off: Texts.no), need: .given,
        label: Texts.protectedLabel, help: Texts.protectedHelp,
        problems: FieldSpec.formProblems(.accessLevel)),
      FieldSpec(
        .isLocked, .toggle(\.isLocked, on: Texts.yes, off: Texts.no), need: .given,
        label: Texts.lockedLabel, help: Texts.lockedHelp,
        isShown: { $0.type == .project }, problems: FieldSpec.formProblems(.locked)),
      FieldSpec(
        .isPaused, .toggle(\.isPaused, on: Texts.yes, off: Texts.no), need: .given,
        label: { _ in Texts.pausedLabel },
        help: {
          $0.surroundings.purpose == .create ? Texts.pausedHelp : Texts.pausedHelpOfEdit
        },
        problems: FieldSpec.formProblems(.paused)),
      FieldSpec(
        .tokenExpiresAt, .text(\.tokenExpiresAt, limit: nil, isTrimmed: true), need: .optional,
        label: Texts.tokenExpiresLabel, help: ServerFacts.tokenExpiryNote,
        placeholder: Texts.tokenExpiresExample,
        isShown: { $0.surroundings.takesTokenExpiry },
        problems: FieldSpec.formProblems(.tokenExpiresAt)),
      FieldSpec(
        .tokenRotationDeadline, .text(\.tokenRotationDeadline, limit: nil, isTrimmed: true),
        need: .optional, label: Texts.rotationDeadlineLabel, help: ServerFacts.tokenExpiryNote,
        placeholder: Texts.rotationDeadlineExample,
        isShown: { $0.surroundings.takesTokenExpiry },
        problems: FieldSpec.formProblems(.tokenRotationDeadline)),
    ],
    isShown: { _ in true })

  static let review = PageSpec(
    id: .review, title: { _ in Texts.reviewTitle }, introduction: { _ in Texts.reviewIntroduction },
    fields: [], isShown: { _ in true })
}
