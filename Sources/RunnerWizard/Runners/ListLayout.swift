import TerminalUI

/// Where the parts of the list screen stand: a pure function of the window and of what has to be shown.
struct ListLayout: Equatable {
  /// Columns left of all cells: the cursor, the mark, and the sign of new and changed rows.
  static let gutter = 4

  /// What the list is and how much of it is shown.
  let title: Rect
  /// Host, user and token; empty on low screens.
  let facts: Rect
  /// Counters, or the filter; empty on low screens unless there is a filter.
  let summary: Rect
  let rules: [Rect]
  /// The names of the columns; the list's width with the gutter.
  let header: Rect
  let rows: Rect
  /// The line between the list and the pane beside it, which is the list's scrollbar where there is one; empty where
  /// the pane stands elsewhere.
  let edge: Rect
  /// What did not come, below the last row; empty unless the next page failed.
  let retry: Rect
  /// What happened and what can be done, below the rows, so that they stay where they are.
  let banner: Rect
  /// The runner under the cursor; empty where it has no place beside or below the list.
  let detail: Rect
  let help: Rect
  let footer: Rect
  /// Whether there is room for more than the list itself.
  let isRoomy: Bool
  /// Whether the detail pane stands in the place of the list.
  let showsDetailOnly: Bool

  /// Columns from which on the detail pane stands beside the list.
  static let wide = 110
  /// Columns that the pane has at most: its lines are short, and the list has use for what is left.
  static let widestDetail = 60
  /// Rows from which on it stands below.
  static let tall = 36

  init(app: App) {
    let size = app.size
    let list = app.runners
    isRoomy = size.height >= 16
    let margin = size.width < 60 ? 0 : 1
    let screen = Rect(size: size).inset(left: margin, right: margin)
    var head: Rect
    var body: Rect
    (head, body) = screen.split(top: isRoomy ? 4 : 1)
    title = head.row(0)
    facts = head.row(1)
    var rules: [Rect] = []
    var foot: Rect
    (body, foot) = body.split(bottom: isRoomy ? 3 : 2)
    if isRoomy {
      summary = head.row(2)
      rules = [
        Rect(x: 0, y: head.endY - 1, width: size.width, height: 1),
        Rect(x: 0, y: foot.y, width: size.width, height: 1),
      ]
      foot = foot.split(top: 1).rest
    } else {
      // On low screens the filter takes the place of the help.
      let hasFilter = list.map { $0.isTyping || !$0.filter.text.isEmpty } ?? false
      summary = foot.row(hasFilter ? 0 : -1)
    }
    help = foot.row(summary.y == foot.y && !summary.isEmpty ? -1 : 0)
    footer = foot.row(1)
    self.rules = rules

    let hasRows = list?.isLoaded == true
    let isOpen = list?.isDetailOpen == true
    if hasRows, size.width >= Self.wide {
      let width = min(Self.widestDetail, max(44, screen.width * 2 / 5))
      detail = Rect(
        x: body.endX - width, y: body.y, width: width, height: body.height)
      body = body.inset(right: width)
      edge = Rect(x: body.endX - 1, y: body.y, width: 1, height: body.height)
      showsDetailOnly = false
    } else if hasRows, size.height >= Self.tall {
      let height = body.height * 2 / 5
      (body, detail) = body.split(bottom: height)
      edge = Rect(x: body.endX, y: body.y, width: 0, height: 0)
      showsDetailOnly = false
    } else {
      edge = Rect(x: body.endX, y: body.y, width: 0, height: 0)
      detail = isOpen && hasRows ? body : Rect(x: body.x, y: body.y, width: 0, height: 0)
      showsDetailOnly = !detail.isEmpty
    }

    let bannerWidth = body.width - (edge.isEmpty ? 0 : 2)
    let lines = app.listBanner?.height(width: bannerWidth, isRoomy: false) ?? 0
    let below = body.split(bottom: min(lines, max(2, body.height / 3)))
    body = below.rest
    banner = below.bottom.inset(right: body.width - bannerWidth)
    let parts = body.split(top: 1)
    header = parts.top.inset(right: edge.width)
    body = parts.rest
    let isCut = hasRows && list?.loading.failure != nil && list?.loading.isReplacing == false
    (rows, retry) = body.split(bottom: isCut ? 1 : 0)
  }

  /// Columns of a table within the gutter and beside the scrollbar.
  var tableWidth: Int { max(0, rows.width - Self.gutter - 2) }
}
