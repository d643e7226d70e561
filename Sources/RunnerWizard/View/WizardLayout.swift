import TerminalUI

/// Where the parts of the screen stand: a pure function of the window and of what has to be shown.
struct WizardLayout: Equatable {
  static let smallest = Size(width: 40, height: 10)
  /// Rows of a text field of several lines.
  static let areaHeight = 3

  let title: Rect
  let facts: Rect
  /// The steps in one line; empty where they stand on the rail, or beside the facts.
  let strip: Rect
  /// The steps one below the other, on wide screens.
  let rail: Rect
  /// Lines between header, page and footer; none on low screens.
  let rules: [Rect]
  let banner: Rect
  /// Whether the banner is too high for the screen, so that its text scrolls with the page.
  let scrollsBanner: Bool
  let content: Rect
  /// The review's button, always visible.
  let button: Rect
  /// One row, or more where a sentence of the page needs them.
  let help: Rect
  let footer: Rect
  /// Whether there is room for introductions and spacing.
  let isRoomy: Bool

  /// Columns left of all text, in which the focus is marked.
  static let gutter = 2

  init(app: App) {
    let size = app.size
    let margin = size.width < 60 ? 0 : size.width < 100 ? 1 : 2
    let screen = Rect(size: size).inset(left: margin, right: max(1, margin))
    isRoomy = size.height >= 20
    // A token that was reset has no steps behind it.
    let hasRail = size.width >= 100 && isRoomy && app.result?.isAboveList != true

    var (head, body) = screen.split(top: isRoomy ? (hasRail ? 3 : 4) : 2)
    title = head.row(0).inset(left: Self.gutter)
    facts = head.row(1).inset(left: Self.gutter)
    strip =
      isRoomy && !hasRail
      ? head.row(2).inset(left: Self.gutter) : Rect(size: Size(width: 0, height: 0))
    var rules: [Rect] = []
    if isRoomy { rules.append(Rect(x: 0, y: head.endY - 1, width: size.width, height: 1)) }
    var foot: Rect
    // Why a type cannot be had takes more words than the help of a field.
    let most = size.height < 12 ? 1 : isRoomy && app.wizard?.page == .type ? 4 : 2
    let helpWidth = screen.width - Self.gutter
    let helpRows = app.helpLines.reduce(1) { rows, line in
      // No character takes more columns than bytes, so that short lines need not be wrapped to be counted.
      let isOneRow = line.utf8.count <= helpWidth && !line.utf8.contains(UInt8(ascii: "\n"))
      return isOneRow ? rows : max(rows, line.wrapped(to: helpWidth, limit: most).count)
    }
    (body, foot) = body.split(bottom: helpRows + (isRoomy ? 2 : 1))
    if isRoomy {
      rules.append(Rect(x: 0, y: foot.y, width: size.width, height: 1))
      foot = foot.split(top: 1).rest
    }
    self.rules = rules
    help = foot.split(top: helpRows).top.inset(left: Self.gutter)
    footer = foot.row(helpRows).inset(left: Self.gutter)

    if hasRail {
      let width = 28
      rail = Rect(x: body.x, y: body.y, width: width, height: body.height)
      body = body.inset(left: width, top: 1)
    } else {
      rail = Rect(x: body.x, y: body.y, width: 0, height: 0)
    }
    body = Rect(x: body.x, y: body.y, width: min(body.width, 98), height: body.height)

    let hasButton = app.wizard?.page == .review
    (body, button) = body.split(bottom: hasButton ? (isRoomy ? 2 : 1) : 0)
    // Below the banner there is room for a field with its message, or for some values.
    let spared = hasButton ? 3 : 4
    let wanted = app.banner?.height(width: body.width - Self.gutter, isRoomy: isRoomy) ?? 0
    scrollsBanner = wanted > max(0, body.height - spared)
    // On the review the text is in view; a field in focus could push it out, so a row stays.
    (banner, content) = body.split(top: !scrollsBanner ? wanted : hasButton ? 0 : 1)
  }

  /// Whether labels stand left of their values rather than above.
  var hasLabelColumn: Bool { Self.hasLabelColumn(content.width) }

  static func hasLabelColumn(_ width: Int) -> Bool { width >= 60 }

  /// Columns of the labels with the gutter.
  static func valueStart(_ width: Int) -> Int {
    hasLabelColumn(width) ? gutter + 20 : gutter
  }

  /// Columns of a field's value; one is left for the scrollbar.
  static func valueWidth(_ width: Int) -> Int {
    max(1, width - valueStart(width) - 2)
  }

  var valueWidth: Int { Self.valueWidth(content.width) }
}
