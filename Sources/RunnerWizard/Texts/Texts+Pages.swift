import RunnerCore

extension Texts {
  static let typeTitle = "Runner type"
  static let typeLabel = "Runner type"
  static let typeIntroduction = "Whose jobs should the runner run?"

  static func choice(_ type: RunnerType) -> Choice {
    Choice(word: word(type), title: name(type), detail: typeDetail(type))
  }

  static func name(_ type: RunnerType) -> String {
    switch type {
    case .instance: "Instance"
    case .group: "Group"
    case .project: "Project"
    }
  }

  static func word(_ type: RunnerType) -> String {
    switch type {
    case .instance: "instance"
    case .group: "group"
    case .project: "project"
    }
  }

  private static func typeDetail(_ type: RunnerType) -> String {
    switch type {
    case .instance: "jobs of every group and project"
    case .group: "jobs of one group and its subgroups"
    case .project: "jobs of one project"
    }
  }

  /// GitLab: `app/policies/group_policy.rb`, `project_policy.rb`.
  static func typeHelp(_ type: RunnerType) -> String {
    switch type {
    case .instance: "Only administrators create instance runners."
    case .group: "Needs the Owner role in the group."
    case .project: "Needs the Maintainer or Owner role in the project."
    }
  }

  static func targetTitle(_ type: RunnerType) -> String { name(type) }

  static func targetIntroduction(_ type: RunnerType) -> String {
    type == .project ? "Which project is the runner for?" : "Which group is the runner for?"
  }

  static func targetHelp(_ type: RunnerType) -> String {
    "The \(word(type))'s id, full path or URL, as copied from the browser."
  }

  static let targetExample = "e.g. acme/infrastructure"

  static func lookingUp(_ kind: RunnerTarget.Kind) -> String { "Looking up the \(kind.rawValue)" }

  static func found(_ target: RunnerTarget) -> String {
    guard let path = target.fullPath else { return "id \(target.id)" }
    return "\(path), id \(target.id)"
  }

  static func unreadable(_ target: RunnerTarget) -> String {
    "not readable with this token; id \(target.id) is used"
  }

  static let tagsTitle = "Tags"
  static let tagsLabel = "Tags"
  static let tagsIntroduction =
    "A job runs here only if the runner has every tag that the job names."
  static let tagsHelp = "Enter or a comma adds the tag, Backspace removes the last one."
  static let tagsExample = "e.g. docker, linux"
  static let untaggedLabel = "Run untagged jobs"
  static let untaggedHelp = "Yes also runs jobs without tags."

  static func duplicateTag(_ tag: String) -> String { "“\(tag)” is among the tags already" }
  static func tagCount(_ count: Int, limit: Int) -> String { "\(count) of \(limit)" }

  static let detailsTitle = "Details"
  static let detailsIntroduction = "All optional; what you leave alone stays at GitLab's default."
  static let descriptionLabel = "Description"
  static let descriptionHelp = "The name under which lists show the runner."
  static let descriptionExample = "e.g. Docker host in Lyon"
  static let noteLabel = "Maintenance note"
  static let noteHelp = "Who keeps the runner, and where it is. Alt-Enter breaks the line."
  static let noteExample = "e.g. Rack 4, ask the platform team"
  static let timeoutLabel = "Maximum timeout"
  static let timeoutHelp = "Longer jobs are stopped; at least 10 minutes, such as 90m or 1h 30m."
  static let timeoutExample = "e.g. 1h 30m"
  static let protectedLabel = "Protected"
  static let protectedHelp = "Yes runs only jobs of protected branches and protected tags."
  static let lockedLabel = "Locked"
  static let lockedHelp = "Yes keeps the runner from being assigned to other projects."
  static let pausedLabel = "Paused"
  static let pausedHelp = "Yes creates the runner without letting it take jobs yet."

  static let tokenExpiresLabel = "Token expires"
  static let tokenExpiresExample = "e.g. 7d or 2026-12-01 14:00"
  static let rotationDeadlineLabel = "Rotation deadline"
  static let rotationDeadlineExample = "e.g. 5d or 2026-11-28 14:00"
  static let expiryOfServer = "set by GitLab"

  /// - Parameter sent: ISO 8601 with `Z` and seconds.
  static func instant(_ sent: String) -> String {
    let parts = sent.split(separator: "T", maxSplits: 1)
    guard parts.count == 2 else { return sent }
    return "\(parts[0]) \(parts[1].prefix(5)) UTC"
  }

  static func seconds(_ seconds: Int) -> String {
    "= \(DurationText.format(seconds)), \(seconds) seconds"
  }

  static func length(_ length: Int, limit: Int) -> String { "\(length)/\(limit)" }

  static func problemCount(_ count: Int) -> String {
    count == 1 ? "One field needs your attention." : "\(count) fields need your attention."
  }
}
