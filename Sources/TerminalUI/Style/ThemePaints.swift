/// A theme in the colour numbers of one depth.
public struct ThemePaints: Sendable {
  public let depth: ColorDepth
  /// One for each role, at the place of its raw value.
  private var entries: [Entry] = []

  private struct Entry {
    var paint: CellPaint
    /// Luminances, where the colours are known.
    var foreground: Double?
    var background: Double?
    /// Whether the theme's own entry sets a background.
    var hasBackground: Bool
  }

  init(_ theme: Theme, depth: ColorDepth) {
    self.depth = depth
    entries.reserveCapacity(Role.allCases.count)
    for role in Role.allCases {
      let paint = theme.paint(of: role)
      entries.append(
        Entry(
          paint: degraded(paint, theme: theme, role: role),
          foreground: paint.foreground?.known(at: depth)?.luminance,
          background: paint.background?.known(at: depth)?.luminance,
          hasBackground: theme.ownPaint(of: role)?.background != nil))
    }
  }

  /// What the terminal is told for a cell.
  public func paint(_ style: Style) -> CellPaint {
    let base = entries[style.role.rawValue]
    guard let over = style.over else { return base.paint }
    return over.isSelection
      ? selected(base, role: style.role, entries[over.rawValue])
      : grounded(base, entries[over.rawValue])
  }

  /// A selection replaces background and attributes. A colour that says something stays where it
  /// can be read on the selection.
  private func selected(_ base: Entry, role: Role, _ over: Entry) -> CellPaint {
    var paint = over.paint
    if role.colorHasMeaning, let ink = base.foreground, let ground = over.background,
      RGB.contrast(ink, ground) >= ThemePaints.readable
    {
      paint.foreground = base.paint.foreground
    }
    return paint
  }

  /// Any other role is a ground: it lends its background, and its attributes come on top.
  private func grounded(_ base: Entry, _ over: Entry) -> CellPaint {
    var paint = base.paint
    if over.hasBackground { paint.background = over.paint.background }
    paint.attributes.formUnion(over.paint.attributes)
    return paint.visible()
  }

  private func degraded(_ paint: RolePaint, theme: Theme, role: Role) -> CellPaint {
    var attributes = paint.attributes
    guard depth != .none else {
      attributes.formUnion(role.attributesWithoutColor)
      return CellPaint(attributes: attributes)
    }
    var cell = CellPaint(
      foreground: paint.foreground?.number(at: depth) ?? -1,
      background: paint.background?.number(at: depth) ?? -1, attributes: attributes)
    if depth == .ansi8 || depth == .ansi16 {
      // With this few colours text and background are the user's own.
      let own = theme.ownPaint(of: role)
      let source = theme.source(of: role)
      if source == .text || own?.foreground == nil { cell.foreground = -1 }
      if source == .background || own?.background == nil { cell.background = -1 }
    }
    if depth == .ansi8 { cell = cell.withoutBrightColors() }
    return cell.visible()
  }

  /// The contrast at which small text can be read (WCAG 2.2, success criterion 1.4.3).
  static let readable = 4.5
}

extension CellPaint {
  /// Eight-colour terminals show bright colours as bold; bright black would vanish on black.
  fileprivate func withoutBrightColors() -> CellPaint {
    var cell = self
    if foreground == BasicColor.brightBlack.rawValue {
      cell.foreground = -1
    } else if foreground >= 8 {
      cell.foreground -= 8
      cell.attributes.insert(.bold)
    }
    if background == BasicColor.brightBlack.rawValue {
      cell.foreground = -1
      cell.background = -1
      cell.attributes.insert(.reverse)
    } else if background >= 8 {
      cell.background -= 8
    }
    return cell
  }

  /// Text never has the colour of its ground.
  fileprivate func visible() -> CellPaint {
    guard foreground == background, foreground >= 0 else { return self }
    return CellPaint(attributes: attributes.union(.reverse))
  }
}

extension Role {
  fileprivate var isSelection: Bool { self == .selection || self == .selectionInactive }

  /// Whether the colour tells a status rather than a place on the screen.
  fileprivate var colorHasMeaning: Bool {
    switch self {
    case .statusOnline, .statusOffline, .statusStale, .statusNever, .statusPaused, .statusBusy,
      .statusUnknown, .success, .info, .warning, .error, .mark, .new, .changed:
      true
    default: false
    }
  }

  /// What has to be seen even on a terminal that shows no colour at all.
  fileprivate var attributesWithoutColor: Attributes {
    switch self {
    case .selection, .buttonFocused: .reverse
    case .error, .fieldError: .bold
    default: []
    }
  }
}
