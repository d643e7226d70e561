extension Theme {
  /// The same as `themes/default-dark.yaml`, in code so that no broken file can leave the program
  /// without a theme.
  public static let defaultDark: Theme = {
    let accent = ThemeColor.rgb(RGB(0x86, 0xB0, 0xFF), twin: .brightBlue)
    let accentGround = ThemeColor.rgb(RGB(0x86, 0xB0, 0xFF), twin: .blue)
    let onAccent = ThemeColor.rgb(RGB(0x0C, 0x14, 0x24), twin: .brightWhite)
    let ink = ThemeColor.rgb(RGB(0xE6, 0xE9, 0xEF), twin: .terminal)
    let muted = ThemeColor.rgb(RGB(0xA3, 0xA9, 0xB8), twin: .white)
    let faint = ThemeColor.rgb(RGB(0x77, 0x7D, 0x8C), twin: .brightBlack)
    let line = ThemeColor.rgb(RGB(0x56, 0x5B, 0x68), twin: .brightBlack)
    let raised = ThemeColor.rgb(RGB(0x30, 0x31, 0x36), twin: .terminal)
    let quiet = ThemeColor.rgb(RGB(0x26, 0x27, 0x2B), twin: .terminal)
    let chosen = ThemeColor.rgb(RGB(0x3C, 0x3E, 0x46), twin: .blue)
    let onChosen = ThemeColor.rgb(RGB(0xFF, 0xFF, 0xFF), twin: .brightWhite)
    let green = ThemeColor.rgb(RGB(0x8A, 0xD8, 0xAB), twin: .green)
    let red = ThemeColor.rgb(RGB(0xFF, 0x8A, 0x88), twin: .red)
    let amber = ThemeColor.rgb(RGB(0xFB, 0xD5, 0x88), twin: .yellow)
    let violet = ThemeColor.rgb(RGB(0xD4, 0xB0, 0xFF), twin: .magenta)
    let teal = ThemeColor.rgb(RGB(0x66, 0xD3, 0xD6), twin: .cyan)
    let slate = ThemeColor.rgb(RGB(0x8F, 0x97, 0xA9), twin: .brightBlack)
    let roles: RolePaints = [
      .text: RolePaint(foreground: .terminal),
      .textMuted: RolePaint(foreground: muted),
      .textFaint: RolePaint(foreground: faint),
      .textStrong: RolePaint(foreground: .terminal, attributes: .bold),
      .background: RolePaint(background: .terminal),
      .border: RolePaint(foreground: line),
      .borderFocused: RolePaint(foreground: accent),
      .title: RolePaint(foreground: .terminal, attributes: .bold),
      .titleContext: RolePaint(foreground: muted),
      .separator: RolePaint(foreground: line),
      .header: RolePaint(foreground: muted, attributes: .bold),
      .headerSorted: RolePaint(foreground: accent, attributes: .bold),
      .selection: RolePaint(foreground: onChosen, background: chosen, attributes: .bold),
      .selectionInactive: RolePaint(foreground: ink, background: quiet),
      .mark: RolePaint(foreground: violet, attributes: .bold),
      .match: RolePaint(foreground: amber, attributes: .bold),
      .new: RolePaint(foreground: green),
      .changed: RolePaint(foreground: amber),
      .statusOnline: RolePaint(foreground: green),
      .statusOffline: RolePaint(foreground: red),
      .statusStale: RolePaint(foreground: amber),
      .statusNever: RolePaint(foreground: muted),
      .statusPaused: RolePaint(foreground: violet),
      .statusBusy: RolePaint(foreground: teal),
      .statusUnknown: RolePaint(foreground: slate),
      .fieldLabel: RolePaint(foreground: muted),
      .fieldLabelFocused: RolePaint(foreground: accent, attributes: .bold),
      .fieldValue: RolePaint(foreground: .terminal),
      .fieldPlaceholder: RolePaint(foreground: faint, attributes: .italic),
      .fieldHelp: RolePaint(foreground: muted),
      .fieldCursor: RolePaint(foreground: onAccent, background: accentGround),
      .fieldError: RolePaint(foreground: red),
      .fieldRequired: RolePaint(foreground: accent),
      .choiceOn: RolePaint(foreground: accent, attributes: .bold),
      .choiceOff: RolePaint(foreground: muted),
      .tag: RolePaint(foreground: ink, background: raised),
      .stepDone: RolePaint(foreground: green),
      .stepCurrent: RolePaint(foreground: accent, attributes: .bold),
      .stepTodo: RolePaint(foreground: faint),
      .button: RolePaint(foreground: ink, background: raised),
      .buttonFocused: RolePaint(foreground: onAccent, background: accentGround, attributes: .bold),
      .buttonDanger: RolePaint(foreground: red, background: raised),
      .success: RolePaint(foreground: green),
      .info: RolePaint(foreground: accent),
      .warning: RolePaint(foreground: amber),
      .error: RolePaint(foreground: red, attributes: .bold),
      .spinner: RolePaint(foreground: accent),
      .toast: RolePaint(foreground: ink, background: raised),
      .key: RolePaint(foreground: accent),
      .keyLabel: RolePaint(foreground: muted),
      .keyDisabled: RolePaint(foreground: faint),
      .scrollbar: RolePaint(foreground: line),
      .scrollbarThumb: RolePaint(foreground: muted),
      .overlay: RolePaint(foreground: .terminal),
      .overlayBorder: RolePaint(foreground: accent),
      .secret: RolePaint(foreground: amber, attributes: .bold),
      .link: RolePaint(foreground: accent, attributes: .underline),
    ]
    return Theme(name: "Default dark", appearance: .dark, roles: roles)
  }()
}
