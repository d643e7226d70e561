import RunnerCore

/// Whose runners `list` prints, as it was given.
enum ListScope: Equatable, Sendable {
  case mine
  case instance
  /// An id, a full path or the address of its page.
  case target(RunnerTarget.Kind, String)

  /// Reads `mine`, `instance`, `group:PATH` or `project:PATH`; nil for anything else.
  init?(parsing text: String) {
    switch text {
    case "mine": self = .mine
    case "instance": self = .instance
    default:
      guard let colon = text.firstIndex(of: ":"),
        let kind = RunnerTarget.Kind(rawValue: String(text[..<colon]))
      else { return nil }
      let place = text[text.index(after: colon)...]
      guard !place.isEmpty else { return nil }
      self = .target(kind, String(place))
    }
  }

  var isGroup: Bool {
    if case .target(.group, _) = self { true } else { false }
  }
}

/// What the options of `list` say.
struct ListOptions: Equatable, Sendable {
  enum Format: Equatable, Sendable {
    case table, json, csv
  }

  var scope = ListScope.mine
  /// Whether a group's list holds the runners below it too.
  var descendants = false
  var filter = ""
  var sort: RunnerSort?
  var limit: Int?
  var format = Format.table
}
