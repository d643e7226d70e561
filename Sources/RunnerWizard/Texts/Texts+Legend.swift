import RunnerCore

/// Words of the legend. What statuses mean: GitLab `app/models/concerns/ci/has_runner_status.rb`.
extension Texts.Choosing {
  static let statusHeading = "Status"
  static let signsHeading = "Signs"
  static let numbersHeading = "Numbers"
  static let filterHeading = "Filter"

  static func meaning(of status: RunnerStatus) -> String {
    switch status {
    case .online: "contact within the last 2 hours"
    case .offline: "no contact for 2 hours"
    case .stale: "no contact for 7 days, or none since it was made"
    case .neverContacted: "no machine has used its token yet"
    case .unknown: "the server does not tell it"
    }
  }

  static let pausedMeaning = "takes no new jobs; may be in contact all the same"
  static let cursorWord = "cursor"
  static let cursorMeaning = "the row that commands act on when none is marked"
  static let markWord = "marked"
  static let markMeaning = "commands act on all marked rows"
  static let newWord = "new"
  static let newMeaning = "came with the last refresh"
  static let changedWord = "changed"
  static let changedMeaning = "differs since the last refresh"
  static let unknownMeaning = "the server does not tell it; not none"
  static let noneMeaning = "there is none"

  static let numbers: [(String, String)] = [
    ("12 of 240", "rows that the filter leaves, of those loaded"),
    ("240+", "more follow; the total is not known"),
    ("1000+", "GitLab counts no further than 1000 jobs"),
    ("3m 5h 2d 4y", "how long ago, in minutes, hours, days, years"),
  ]

  static let filterParts: [(String, String)] = [
    ("word", "in name, tags or owner; all words must match"),
    ("!word", "not this; works with every part"),
    ("\"two words\"", "a text with blanks"),
    ("#12", "the runner with this id"),
    ("tag:docker", "a tag contains it; tag:=docker is the whole tag"),
    ("tag:docker,gpu", "both; after status: and type: any of them"),
    ("status:online", "or offline, stale, never, paused, busy"),
    ("type:group", "or instance, project"),
    ("owner:acme", "in the path of its group or project"),
    ("creator:olivia", "who made it"),
    ("version:17.1", "of its newest manager; also version:>=17.5, version:<17"),
    ("expires:14d", "token expires within that time"),
    ("locked:yes", "also protected: and untagged:, yes or no"),
    ("/gpu-[0-9]+/", "a regular expression"),
  ]

  static let filterRemark = "What is not known of a runner meets no part of a filter."
}
