import RunnerCore

/// Words of the detail pane.
extension Texts {
  enum Detail {
    static func name(_ section: DetailPane.Section) -> String {
      switch section {
      case .overview: "Overview"
      case .managers: "Managers"
      case .jobs: "Jobs"
      case .projects: "Projects"
      }
    }

    static func showSection(_ section: DetailPane.Section) -> String {
      "Show \(name(section).lowercased())"
    }

    static func showSectionTip(_ section: DetailPane.Section) -> String {
      switch section {
      case .overview: "Shows what is known about the runner itself."
      case .managers: "Shows the machines and processes that use the runner's token."
      case .jobs: "Shows the jobs that the runner ran or runs, newest first."
      case .projects: "Shows the projects and groups whose jobs the runner takes."
      }
    }

    static let nextSection = "Next section"
    static let previousSection = "Section before"
    static let nextSectionTip = "Turns the details to another section."
    static let scrollTip = "Scrolls the details."
    static let detailIsClosed = "Enter shows the details first"
    static let noDetail = "No runner is selected."

    static let descriptionLabel = "Description"
    static let statusLabel = "Status"
    static let workLabel = "Work"
    static let typeLabel = "Type"
    static let ownerLabel = "Owner"
    static let tagsLabel = "Tags"
    static let untaggedLabel = "Untagged"
    static let protectedLabel = "Protected"
    static let lockedLabel = "Locked"
    static let timeoutLabel = "Job timeout"
    static let creatorLabel = "Creator"
    static let createdLabel = "Created"
    static let contactedLabel = "Contact"
    static let expiresLabel = "Expires"
    static let jobsLabel = "Jobs"
    static let managersLabel = "Managers"
    static let projectsLabel = "Projects"
    static let groupsLabel = "Groups"
    static let webLabel = "Web page"
    static let noteLabel = "Note"
    static let versionsLabel = "Versions"

    static let notToldByREST = "not told by REST"
    static let notTold = "not told by the server"
    static let notRead = "not read"
    static func needs(_ version: String?) -> String {
      "needs \(version.map { "GitLab \($0)" } ?? "a newer GitLab")"
    }
    static func notVisible(_ type: RunnerType) -> String {
      "a \(type == .group ? "group" : "project") that is not visible to you"
    }
    static let pausedUnknown = "paused or not is unknown"
    static let runsJob = "runs a job"
    static let runsUntagged = "takes jobs without tags too"
    static let runsOnlyTagged = "no, only jobs with its tags"
    static let onlyProtected = "yes, only jobs of protected branches and tags"
    static let anyBranch = "no"
    static let isLocked = "yes, cannot be assigned to other projects"
    static let isNotLocked = "no"
    static let noTimeout = "none of its own"
    static let neverAsked = "has not asked for jobs yet"
    static let madeByToken = "none, made with a registration token"
    static let noCreator = "no user, such as with a registration token"
    static let noteUnknown = "none, or not shown to you"

    static func jobCount(_ count: Int32) -> String {
      count > 1_000 ? "more than 1000 jobs" : Texts.count(Int(count), "job", "jobs")
    }
    static func managerCount(_ count: Int) -> String { Texts.count(count, "manager", "managers") }
    static func shownOf(_ count: Int) -> String { " (\(count) shown)" }
    static func ago(_ age: String) -> String { "\(age) ago" }
    static func expiredFor(_ age: String) -> String { "expired \(age) ago" }
    static func expiresWithin(_ age: String) -> String { "in \(age)" }
    static let runnerRenews =
      "GitLab Runner renews it at 75 % of its lifetime if it can write its config.toml."
    static let nobodyRenews =
      "Only a running GitLab Runner renews it, at 75 % of its lifetime; this one is not in contact."
    static let resetRenews = "The runner can work again only with a new token; R makes one."

    static let detailNotRead = "The details were not read."
    static let pressRToReadAgain = "Press r to try again."
    static let newestManager = "The newest manager:"
    static let readingManagers = "Reading the managers"
    static let noManagers = "No machine has used the runner's token yet."
    static let managersNotTold = "The server does not list managers."
    static func times(_ version: String, _ count: Int) -> String { "\(version) ×\(count)" }
    static let versionNotTold = "version not told"
    static let platformNotTold = "platform not told"
    static let executorNotToldByREST = "executor not told by REST"
    static let executorNotTold = "executor not told"
    static let contactWas = "Contact"
    static let firstSeen = "First seen"

    static let servesInstance = "Every project with instance runners switched on can use it."
    static let servesGroup =
      "Every project of its group and the groups below with group runners switched on can use it."
    static let readingProjects = "Reading the projects"
    static let owns = "owner"
    static let noProjectsToSee = "None that you can see."
    static func hiddenProjects(_ count: Int) -> String {
      Texts.count(count, "other that you cannot see", "others that you cannot see")
    }
    static func moreProjects(_ count: Int) -> String { Texts.count(count, "other", "others") }

    static let readingJobs = "Reading the jobs"
    static let readingMoreJobs = "Reading more jobs"
    static let jobsNotRead = "The jobs were not read."
    static let moreJobsNotRead = "The next jobs did not come."
    static let noJobs = "It has run no job that you can see."
    static let noMoreJobs = "These are all."
    static let hiddenJob = "of a project that you cannot read"
    static func sofar(_ age: String) -> String { "\(age) so far" }
    static func waited(_ span: String) -> String { "waited \(span)" }
  }
}
