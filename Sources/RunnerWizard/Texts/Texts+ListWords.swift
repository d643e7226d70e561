/// Words of the list's cells, columns and counters.
extension Texts {
  /// Beside rows that came or changed with the last refresh. Neither is a status's sign in any set of glyphs.
  static let newSign = "+"
  static let changedSign = "%"

  static let unknownValue = "?"
  static let noValue = "."
  static let never = "never"
  static let expired = "expired"
  static let overThousand = "1000+"
  static let busy = "busy"
  static let idle = "idle"

  static let online = "online"
  static let offline = "offline"
  static let stale = "stale"
  static let neverContacted = "never contacted"
  static let paused = "paused"
  static let unknownStatus = "unknown"

  /// A time span in one unit: "45s", "3m", "5h", "2d", "3y".
  static func age(_ seconds: Int64) -> String {
    let units: [(name: String, seconds: Int64)] = [
      ("y", 365 * 86_400), ("d", 86_400), ("h", 3_600), ("m", 60),
    ]
    let seconds = max(0, seconds)
    for unit in units where seconds >= unit.seconds * (unit.name == "y" ? 2 : 1) {
      return "\(seconds / unit.seconds)\(unit.name)"
    }
    return "\(seconds)s"
  }

  static func title(_ column: ListColumn) -> String {
    switch column {
    case .status: "Status"
    case .id: "Id"
    case .description: "Description"
    case .type: "Type"
    case .owner: "Owner"
    case .tags: "Tags"
    case .version: "Version"
    case .contacted: "Contact"
    case .jobs: "Jobs"
    case .busy: "Busy"
    case .creator: "Creator"
    case .managers: "Managers"
    case .created: "Created"
    case .tokenExpiry: "Token"
    case .timeout: "Timeout"
    case .projects: "Projects"
    case .protected: "Protected"
    case .locked: "Locked"
    case .untagged: "Untagged"
    case .executor: "Executor"
    case .platform: "Platform"
    case .address: "Address"
    case .shortToken: "Token id"
    case .note: "Note"
    }
  }
}
