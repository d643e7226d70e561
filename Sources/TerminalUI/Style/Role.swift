/// What a cell means. Code names roles, themes give them colours.
///
/// A theme that does not know a role is asked for its name without the last dotted part, and in
/// the end for `text`.
public enum Role: String, CaseIterable, Hashable, Sendable {
  case text
  case textMuted = "text.muted"
  case textFaint = "text.faint"
  case textStrong = "text.strong"
  case background
  case border
  case borderFocused = "border.focused"
  case title
  case titleContext = "title.context"
  case separator

  case header
  case headerSorted = "header.sorted"
  case rowEven = "row.even"
  case rowOdd = "row.odd"
  case selection
  case selectionInactive = "selection.inactive"
  case mark
  case match
  case new
  case changed

  case statusOnline = "status.online"
  case statusOffline = "status.offline"
  case statusStale = "status.stale"
  case statusNever = "status.never"
  case statusPaused = "status.paused"
  case statusBusy = "status.busy"
  case statusUnknown = "status.unknown"

  case fieldLabel = "field.label"
  case fieldLabelFocused = "field.label.focused"
  case fieldValue = "field.value"
  case fieldPlaceholder = "field.placeholder"
  case fieldHelp = "field.help"
  case fieldCursor = "field.cursor"
  case fieldError = "field.error"
  case fieldRequired = "field.required"
  case choiceOn = "choice.on"
  case choiceOff = "choice.off"
  case tag
  case stepDone = "step.done"
  case stepCurrent = "step.current"
  case stepTodo = "step.todo"
  case button
  case buttonFocused = "button.focused"
  case buttonDanger = "button.danger"

  case success
  case info
  case warning
  case error
  case spinner
  case toast

  case key
  case keyLabel = "key.label"
  case keyDisabled = "key.disabled"
  case scrollbar
  case scrollbarThumb = "scrollbar.thumb"
  case overlay
  case overlayBorder = "overlay.border"
  case secret
  case link

  /// The roles to ask a theme for, in order: this one, its dotted ancestors, `text`.
  public var fallbacks: [Role] {
    var chain = [self]
    var name = Substring(rawValue)
    while let dot = name.lastIndex(of: ".") {
      name = name[..<dot]
      if let role = Role(rawValue: String(name)) { chain.append(role) }
    }
    if chain.last != .text { chain.append(.text) }
    return chain
  }
}

/// How a cell is painted: a role, and optionally a second one laid over it, such as the
/// selection over a status.
public struct Style: Equatable, Hashable, Sendable {
  public var role: Role
  public var over: Role?

  public init(_ role: Role, over: Role? = nil) {
    self.role = role
    self.over = over
  }
}
