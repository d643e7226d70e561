/// What a cell means. Code names roles, themes give them colours.
///
/// A theme that does not know a role is asked for its name without the last dotted part, and in
/// the end for `text`.
public enum Role: Int, CaseIterable, Hashable, Sendable {
  case text
  case textMuted
  case textFaint
  case textStrong
  case background
  case border
  case borderFocused
  case title
  case titleContext
  case separator

  case header
  case headerSorted
  case rowEven
  case rowOdd
  case selection
  case selectionInactive
  case mark
  case match
  case new
  case changed

  case statusOnline
  case statusOffline
  case statusStale
  case statusNever
  case statusPaused
  case statusBusy
  case statusUnknown

  case fieldLabel
  case fieldLabelFocused
  case fieldValue
  case fieldPlaceholder
  case fieldHelp
  case fieldCursor
  case fieldError
  case fieldRequired
  case choiceOn
  case choiceOff
  case tag
  case stepDone
  case stepCurrent
  case stepTodo
  case button
  case buttonFocused
  case buttonDanger

  case success
  case info
  case warning
  case error
  case spinner
  case toast

  case key
  case keyLabel
  case keyDisabled
  case scrollbar
  case scrollbarThumb
  case overlay
  case overlayBorder
  case secret
  case link

  /// The roles to ask a theme for, in order: this one, its dotted ancestors, `text`.
  public var fallbacks: [Role] {
    var chain = [self]
    var name = Substring(name)
    while let dot = name.lastIndex(of: ".") {
      name = name[..<dot]
      if let role = Role(name: name) { chain.append(role) }
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
