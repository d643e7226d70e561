import RunnerCore

extension Texts {
  // The list of groups and projects

  static let chooseTarget = "Choose"
  static let searchAgain = "Search again"
  static let searchAgainTip = "Asks the server again for the groups or projects."
  static let favour = "Keep on top"
  static let unfavour = "No longer on top"
  static let favourTip = "Keeps the highlighted group or project above all others, or no longer."
  static let nothingToFavour = "Move to a group or project of the list first"
  static let highlightLost = "The list has changed; choose again"
  static func targetHelpWithList(_ type: RunnerType) -> String {
    "A part of the \(word(type))'s name, its id, path or URL; Down chooses from the list."
  }

  static let onlyTarget = "The only one; Enter takes it."
  static let addressIsLookedUp = "Enter looks up this address."
  static let matchedHere =
    "Found among what the token reaches; the server's search is closed to it."

  static func plainID(_ id: Int64) -> String { "id \(id)" }

  static func favoured(_ name: String) -> String { "\(name) stays on top" }
  static func unfavoured(_ name: String) -> String { "\(name) no longer stays on top" }

  static func recentNotSaved(_ message: String) -> String {
    "What was used lately was not kept. \(message)"
  }

  static func searching(_ kind: RunnerTarget.Kind) -> String { "Searching \(plural(kind))" }

  static func examining(_ kind: RunnerTarget.Kind) -> String { "Checking the \(kind.rawValue)" }

  private static func plural(_ kind: RunnerTarget.Kind) -> String {
    kind == .group ? "groups" : "projects"
  }

  /// Why a row stands on top, in as few letters as a column has.
  static func word(_ origin: TargetRow.Origin) -> String {
    switch origin {
    case .favourite: "on top"
    case .repository(let remote): "git \(sanitized(remote))"
    case .recent: "recent"
    case .server: ""
    }
  }

  static func repositoryTarget(_ remote: String) -> String {
    "The project of this git repository (remote \(sanitized(remote))); Enter takes it."
  }

  /// "3 of 120", "120 groups", "20+ groups".
  static func targetCount(
    _ kind: RunnerTarget.Kind, found: Int, total: Int?, all: Int?, hasMore: Bool
  ) -> String {
    let shown = total.map(String.init) ?? (hasMore ? "\(found)+" : String(found))
    if let all, all != total { return "\(shown) of \(all)" }
    return total == 1 || (found == 1 && !hasMore)
      ? "1 \(kind.rawValue)" : "\(shown) \(plural(kind))"
  }

  /// Nothing is there at all. GitLab: `app/policies/group_policy.rb`, `project_policy.rb`.
  static func noTargets(_ kind: RunnerTarget.Kind, isAdministrator: Bool) -> String {
    if isAdministrator { return "There is no \(kind.rawValue) yet. Create one in GitLab first." }
    return switch kind {
    case .group:
      "You are Owner of no group; a group runner needs that. Ask an Owner of one, or go back for Project."
    case .project:
      "You are Maintainer or Owner of no project; a project runner needs that. Ask a Maintainer of one."
    }
  }

  static func noMatch(_ kind: RunnerTarget.Kind, isAdministrator: Bool) -> String {
    let role =
      isAdministrator
      ? "" : kind == .group ? " in which you are Owner" : " in which you are Maintainer"
    return "No match\(role). Enter looks up what is typed; ^U clears it."
  }

  static func searchFailed(_ failure: APIFailure) -> String {
    "\(failure.message) ^R searches again; what is typed can be looked up all the same."
  }

  // What is known about a place

  static func name(_ role: MemberRole) -> String {
    switch role {
    case .guest: "Guest"
    case .planner: "Planner"
    case .reporter: "Reporter"
    case .developer: "Developer"
    case .maintainer: "Maintainer"
    case .owner: "Owner"
    }
  }

  static func facts(_ facts: TargetFacts) -> [String] {
    var parts: [String] = []
    if let role = facts.role { parts.append("you are \(name(role))") }
    if let count = facts.runnerCount { parts.append("runners here: \(count)") }
    return parts
  }

  static func targetFacts(_ target: RunnerTarget, _ facts: TargetFacts) -> String {
    ([found(target)] + Texts.facts(facts)).joined(separator: " · ")
  }

  static func sameDescription(_ ids: [Int64]) -> String {
    let names = ids.prefix(5).map { "#\($0)" }
    let more = ids.count > 5 ? ["\(ids.count - 5) more"] : []
    return ids.count == 1
      ? "The runner \(names[0]) has the same description already."
      : "The runners \(list(names + more)) have the same description already."
  }

  /// GitLab: `doc/administration/instance_limits.md`, "Number of registered runners for each scope".
  static func limitNear(_ count: Int, _ limit: Int, _ kind: RunnerTarget.Kind) -> String {
    "\(count) runners are here; GitLab takes \(limit) for each \(kind.rawValue) unless the limit was raised."
  }

  // Pasted addresses

  static func switchTitle(_ kind: RunnerTarget.Kind) -> String {
    kind == .group ? "This is a group" : "This is a project"
  }

  static func switchText(_ kind: RunnerTarget.Kind) -> String {
    "What was pasted is the address of a \(kind.rawValue). Create a \(kind.rawValue) runner?"
  }

  static func switchYes(_ kind: RunnerTarget.Kind) -> String { "Create a \(kind.rawValue) runner" }
  static func switchNo(_ kind: RunnerTarget.Kind) -> String { "Stay with the \(kind.rawValue)" }

  static let chooseTypeFirst = "Choose Group or Project first; what was pasted may be either"
}

extension Texts {
  // Tags

  static func runnersWithTag(_ count: Int) -> String { self.count(count, "runner", "runners") }

  static func tagListCount(_ shown: Int, isPartial: Bool) -> String {
    isPartial ? "\(shown)+ tags" : count(shown, "tag", "tags")
  }

  static let allTags = "Add all"
  static let noneOfTags = "Remove all"
  static let allTagsTip = "Adds all tags that are listed, or removes the known ones again."
  static func tagLimitReached(_ limit: Int) -> String {
    "A runner has at most \(limit) tags; the rest was not added"
  }
  static let tagsHelpWithList =
    "Enter or a comma adds the tag, Backspace removes one; Down lists known tags."

  /// GitLab: `doc/ci/runners/configure_runners.md`, "Control jobs that a runner can run".
  static func jobsOf(tags: [String], runsUntagged: Bool) -> String {
    if tags.isEmpty {
      return runsUntagged ? "Will run untagged jobs only." : "Will run no jobs: it has no tags."
    }
    return "Will run jobs tagged with any subset of: \(tags.joined(separator: ", ")). "
      + "Untagged jobs: \(runsUntagged ? yes : no)."
  }

  static func advice(_ advice: TagAdvice) -> String {
    switch advice {
    case .onlyCase(let tag, let other, let runners):
      "“\(tag)” differs from “\(other)”\(having(runners)) only in case; for GitLab they are two tags."
    case .near(let tag, let other, let runners):
      "“\(tag)” is nearly “\(other)”\(having(runners)); jobs match only what is the same to the letter."
    case .space(let tag): "“\(tag)” is one tag with a space in it; a comma parts tags."
    case .hidden(let tag):
      "“\(sanitized(tag))” holds a character that cannot be seen; type the tag anew."
    }
  }

  private static func having(_ runners: Int) -> String {
    runners == 0 ? "" : " (\(count(runners, "runner", "runners")))"
  }
}

extension Texts {
  // A pasted command line of gitlab-runner

  static let commandTitle = "Fill the form from this command?"
  static let fillForm = "Fill the form"
  static let leaveForm = "Leave the form as it is"
  static let noticeTitle = "The rest of the command"
  static let noticeTitleAlone = "A command of gitlab-runner"
  static let nothingToFill = "It says nothing that the form asks for; nothing was filled in."
  static let tokenNotPasted =
    "This holds a token. It was not pasted: what is typed here is shown. Revoke it if others may have seen it."
  static let tokenBelongsBelow =
    "This holds a token. It was not pasted: what is typed here is shown; it belongs in the field Access token."
  static let noticeHelp = "Up and Down scroll, Esc closes."

  static func fills(_ values: [String]) -> String {
    values.isEmpty
      ? "Fills in the address of its server." : "Fills in: \(values.joined(separator: "; "))."
  }

  static let legacyToken =
    "Its registration token is of the old way and is not needed: GitLab gives the new runner a token of its own. It was not kept."
  static let existingRunner =
    "It has the token of a runner that exists already, so that nothing needs to be created for it. The token was not kept."

  static func otherServer(_ host: String) -> String {
    "It is for \(host), another server than the one connected to."
  }

  static func unread(_ options: [String]) -> String {
    "Not taken, because the shell would put something else there: \(list(options))."
  }

  static func movedOptions(_ options: [String]) -> String {
    "Belongs to the form from now on, gitlab-runner register refuses it: \(list(options))."
  }

  static func stayingOptions(_ options: [String]) -> String {
    "Belongs to gitlab-runner register on the machine, GitLab does not keep it: \(list(options))."
  }

  static let lockedNeedsProject = "--locked means something for project runners only."

  static let cleanedCommand =
    "Once the runner is created, run on the machine, with its token in RUNNER_TOKEN:"

  static func filled(_ values: [String]) -> String {
    "Filled in: \(values.joined(separator: "; "))"
  }

  /// What a command fills in, in the order of the form.
  static func values(_ command: RegisterCommand) -> [String] {
    var values: [String] = []
    func add(_ label: String, _ value: String?) {
      if let value, !value.isEmpty { values.append("\(label.lowercased()) \(value)") }
    }
    func add(_ label: String, _ isOn: Bool?) { add(label, isOn.map { $0 ? yes : no }) }
    add(tagsLabel, command.tags?.joined(separator: ", "))
    add(untaggedLabel, command.runsUntagged)
    add(descriptionLabel, command.description)
    add(
      noteLabel,
      command.maintenanceNote.map { $0.split(whereSeparator: \.isNewline).joined(separator: " ") })
    add(timeoutLabel, command.maximumTimeout)
    add(protectedLabel, command.isProtected)
    add(lockedLabel, command.isLocked)
    add(pausedLabel, command.isPaused)
    return values
  }
}
