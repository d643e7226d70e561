/// The pages of the wizard in their order, as far as an operator can tell them apart.
enum WizardPage: String, CaseIterable {
  case connection, type, target, tags, details, review, result

  /// Whether a screen of any size shows this page: by the step that stands in its header.
  func isShown(on screen: String) -> Bool {
    switch self {
    case .connection: screen.contains("GitLab address")
    case .type: screen.contains(/of \d \S+ Runner type/)
    case .target: screen.contains(/of \d \S+ (Group|Project)/)
    case .tags: screen.contains(/of \d \S+ Tags/)
    case .details: screen.contains(/of \d \S+ Details/)
    case .review: screen.contains(/of \d \S+ Review/)
    case .result: screen.contains("Runner created")
    }
  }
}

/// What an operator wants to register.
struct Wish {
  enum Kind: Int {
    case instance, group, project

    /// The chosen one on a screen with the page of types.
    init?(chosenOn screen: String) {
      guard let title = screen.firstMatch(of: /(?:◉|\*) +(Instance|Group|Project)/)?.output.1 else {
        return nil
      }
      self = title == "Instance" ? .instance : title == "Group" ? .group : .project
    }
  }

  var kind = Kind.project
  /// An id, a path or a URL; not asked for an instance runner.
  var target = "acme/website"
  var tags: [String] = ["docker"]
  var runsUntagged = true
  var description = ""
  var note = ""
  var timeout = ""
  var isProtected = false
  var isLocked = false
  var isPaused = false
}
