/// A field of the registration form. Raw values are the parameters of POST /user/runners
/// (GitLab: `lib/api/user_runners.rb`).
public enum FormField: String, CaseIterable, Sendable {
  case runnerType = "runner_type"
  case groupID = "group_id"
  case projectID = "project_id"
  case description
  case maintenanceNote = "maintenance_note"
  case maximumTimeout = "maximum_timeout"
  case tagList = "tag_list"
  case runUntagged = "run_untagged"
  case locked
  case accessLevel = "access_level"
  case paused
  case tokenExpiresAt = "token_expires_at"
  case tokenRotationDeadline = "token_rotation_deadline"

  /// The field that a parameter, attribute or human attribute name of an answer belongs to, if any:
  /// `tags_list` is the name under which the model keeps `tag_list`, `active` the inverse of `paused`.
  public init?(serverName: String) {
    let name = String(
      String.UnicodeScalarView(
        serverName.unicodeScalars.map {
          $0 == " " ? "_" : $0.properties.lowercaseMapping.unicodeScalars.first ?? $0
        }))
    switch name {
    case "tags_list", "tags", "tag", "taggings", "tag_taggings": self = .tagList
    case "maintainer_note": self = .maintenanceNote
    case "active": self = .paused
    case "group", "groups": self = .groupID
    case "project", "projects": self = .projectID
    default: self.init(rawValue: name)
    }
  }
}

/// What GitLab accepts, counted as GitLab counts: in Unicode scalars and seconds.
public enum FormLimits {
  /// GitLab: `TAG_LIST_MAX_LENGTH` in `app/models/ci/runner.rb`.
  public static let tagCount = 50
  /// GitLab: `app/models/ci/tag.rb`.
  public static let tagLength = 255
  /// GitLab: `app/models/ci/runner.rb`.
  public static let descriptionLength = 1024
  /// GitLab: `app/models/ci/runner.rb`.
  public static let maintenanceNoteLength = 1024
  /// Seconds. GitLab: `app/models/ci/runner.rb` ("needs to be at least 10 minutes").
  public static let minimumTimeout = 600
  /// Seconds. GitLab keeps the timeout in a four-byte integer (`db/structure.sql`, `ci_runners`).
  public static let maximumTimeout = Int(Int32.max)
}
