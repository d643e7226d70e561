import RunnerCore

/// Words of the overlays in which is chosen what the list shows.
extension Texts {
  enum Choosing {
    static let scopes = "Scope"
    static let scopesTip = "Shows the runners of a group, a project, the instance or your own."
    static let sort = "Sort"
    static let sortTip = "Chooses the column that rows are sorted by."
    static let views = "Views"
    static let viewsTip = "Shows a view of the list that was kept, or keeps the present one."
    static let columns = "Columns"
    static let columnsTip = "Chooses the columns of the list and their order."
    static let legend = "Legend"
    static let legendTip = "Explains the signs of the list and the filter."

    static let show = "Show"
    static let filter = "Filter"
    static let filterTip = "Types a filter for this list."
    static let reverse = "Reverse"
    static let reverseTip = "Turns the order round."
    static let toggle = "Show or hide"
    static let toggleTip = "Shows the column or hides it."
    static let moveDown = "Move down"
    static let moveUp = "Move up"
    static let moveTip = "Moves the column among the others."
    static let usual = "Usual"
    static let usualTip = "Goes back to the usual columns."
    static let keepView = "Keep the present"
    static let keepViewTip = "Keeps scope, filter, sort and columns of the list under a name."
    static let deleteView = "Delete"
    static let deleteViewTip = "Deletes the view when pressed twice; no runner is touched."

    static let scopeHelp = "Type to filter, or a group's or project's path, id or address."
    static let searchHelp = "The group or project is being looked up; Esc stops that."
    static let sortHelp = "Enter sorts; on the present column it reverses."
    static let columnsHelp = "Space shows or hides, J and K move, Enter keeps, Esc goes back."
    static let viewsHelp = "Enter shows a view; n keeps the present one under a name."
    static let namingHelp = "Enter keeps the view under this name."
    static let legendHelp = "The signs are explained with what GitLab means by them."

    static func scopeTitle(_ scope: String) -> String { "Scope: \(scope)" }
    static func sortTitle(_ column: String?) -> String { "Sort: \(column ?? "server's order")" }
    static func columnsTitle(_ count: Int, of all: Int, fitting: Int, isWide: Bool) -> String {
      "Columns: \(count) of \(all)" + (fitting == count || isWide ? "" : ", \(fitting) fit here")
    }
    static let viewsTitle = "Views"
    static let namingTitle = "Keep this view"
    static let legendTitle = "Legend"

    static let scopePlaceholder = "group/subgroup, 42 or https://…"
    static let recent = "This session"
    static let sameGroup = "The same group"
    static let everywhere = "Everywhere"
    static let typed = "As typed"
    static let unavailable = "not available"
    static let looking = "Looking it up"

    static func explanation(of scope: RunnerScope) -> String {
      switch scope {
      case .mine: "of groups you own and projects you maintain"
      case .instance: "every runner; for administrators"
      case .group(_, .direct): "only the group's own"
      case .group(_, .descendants): "with subgroups and their projects"
      case .group(_, .allAvailable): "also from groups above and the instance"
      case .project: "those that the project can use"
      }
    }

    static func lookUp(_ text: String) -> String { "Look up “\(text)”" }
    static func lookUpExplanation(_ kinds: [RunnerTarget.Kind]) -> String {
      kinds.count > 1 ? "as a group and as a project" : "as a \(kinds.first?.rawValue ?? "group")"
    }
    static let severalFound = "There are both"
    static func nothingFound(
      _ text: String, missing: [RunnerTarget.Kind], unusable: String?
    ) -> String {
      let kinds = missing.map { "no \($0.rawValue)" }.joined(separator: " and ")
      let sentence = "There is \(kinds) “\(text)” that the access token may see."
      return unusable.map { "\(sentence) \($0)" } ?? sentence
    }

    static func noSuch(_ kind: RunnerTarget.Kind) -> String {
      "No \(kind.rawValue) is named so"
    }

    static let serverOrder = "Server's order"
    static let serverOrderIsNewest = "newest first"
    static let serverOrderOverREST = "by id"
    static let nothingToReverse = "The server's order cannot be reversed; choose a column first"
    static func notByThisServer(_ column: String) -> String {
      "This server's version does not tell it: \(column)"
    }

    static func direction(_ field: RunnerSortField, isDescending: Bool) -> String {
      switch field {
      case .contacted, .created: isDescending ? "latest first" : "earliest first"
      case .tokenExpiry: isDescending ? "latest first" : "soonest first"
      case .id, .jobs, .managers, .maximumTimeout: isDescending ? "largest first" : "smallest first"
      case .version: isDescending ? "newest first" : "oldest first"
      case .status: isDescending ? "never contacted first" : "online first"
      case .type: isDescending ? "project first" : "instance first"
      case .description, .owner, .creator, .tags: isDescending ? "Z to A" : "A to Z"
      }
    }

    static let columnRemark = "Space shows or hides it, J and K move it, u brings the usual."
    static let isShown = "shown"
    static let isHidden = "hidden"
    static let unknownOverREST = "not told by REST"
    static let unknownToServer = "not told by this server"
    static let lastColumn = "One column has to stay"
    static let movingNeedsAll = "Clear the filter to move columns"

    static let noViews = "No view is kept yet; n keeps the present one."
    static let nameExample = "gpu runners of acme"
    static let nameMissing = "Type a name for the view."
    static let nameNotPlain = "A name has at most 100 characters and does not begin with -."
    static let replacesView = "This takes the place of the view of that name."
    static func pressAgain(_ name: String) -> String { "Press d again to delete “\(name)”." }
    static func unknownScope(_ scope: String) -> String {
      "The view's scope names no group or project: \(scope)"
    }
    static func viewsSaved(_ path: String) -> String { "Kept in \(path)" }
    static func viewsNotSaved(_ reason: String) -> String { "Not kept: \(reason)" }

    static func explanation(of view: RunnerView) -> String {
      var parts = [view.scope + (isGroup(view) ? addition(view.membership) : "")]
      if !view.filter.isEmpty { parts.append("filter \(view.filter)") }
      if let sort = view.sort {
        parts.append("by \(sort.field.rawValue)" + (sort.isDescending ? ", reversed" : ""))
      }
      return sanitized(parts.joined(separator: "; "))
    }

    private static func addition(_ membership: RunnerMembership) -> String {
      switch membership {
      case .direct: " alone"
      case .descendants: ""
      case .allAvailable: " with what it inherits"
      }
    }

    private static func isGroup(_ view: RunnerView) -> Bool { view.scope.hasPrefix("group:") }
  }
}
