import RunnerCore
import TerminalUI

extension ChangeOverlay {
  var commands: [AppCommand] {
    switch self {
    case .run: Self.runCommands
    case .typed(let confirm):
      [
        AppCommand(
          OverlayCommand.accept, keys: [.enter], title: confirm.verb, tooltip: Texts.typedTip,
          footer: true),
        Self.closing(Texts.deleteNoneOfThem),
      ]
    case .waiting(let waiting):
      [
        Self.closing(
          waiting.subject == .reset || waiting.subject == .undo ? Texts.goOn : Texts.stop)
      ]
    case .assignment(let assignment):
      [
        AppCommand(
          OverlayCommand.accept, keys: [.enter], title: assignment.verb, tooltip: Texts.acceptTip,
          footer: true,
          availability: { _ in assignment.isEditable ? .enabled : .hidden }),
        OverlayCommand.closing,
        AppCommand(
          OverlayCommand.up, keys: [.up, .backTab], title: Texts.up, tooltip: Texts.moveTip),
        AppCommand(
          OverlayCommand.down, keys: [.down, .tab], title: Texts.down, tooltip: Texts.moveTip),
      ]
    case .cleanUp(let cleanUp):
      [
        AppCommand(
          OverlayCommand.toggle, keys: [.space], title: Texts.choose,
          tooltip: Texts.toggleKindTip, footer: true,
          availability: { _ in cleanUp.groups == nil ? .hidden : .enabled }),
        AppCommand(
          OverlayCommand.accept, keys: [.enter], title: Texts.markThem, tooltip: Texts.markThemTip,
          footer: true, availability: { _ in cleanUp.groups == nil ? .hidden : .enabled }),
        OverlayCommand.closing,
      ] + OverlayCommand.moving
    }
  }

  private static func closing(_ title: String) -> AppCommand {
    AppCommand(
      OverlayCommand.close, keys: [.escape], title: title, tooltip: Texts.closeTip, footer: true)
  }

  private static let runCommands =
    [
      AppCommand(
        OverlayCommand.accept, keys: [.enter, .character("q")], title: Texts.close,
        tooltip: Texts.closeTip,
        availability: { $0.changes.run?.isOver == false ? .hidden : .enabled }),
      AppCommand(
        OverlayCommand.close, keys: [.escape],
        title: {
          guard let run = $0.changes.run, !run.isOver else { return Texts.close }
          return run.stop == nil ? Texts.stopRun : Texts.stopping
        },
        tooltip: Texts.stopRunTip, footer: true),
    ] + OverlayCommand.moving
}

extension Assignment {
  /// Whether something can be typed or changed now.
  var isEditable: Bool {
    switch state {
    case .idle, .found: true
    case .lookingUp, .changing: false
    }
  }

  /// What Enter does.
  var verb: String {
    guard index == nil else { return Texts.unassign }
    if case .found = state { return Texts.assignNow }
    return Texts.lookUp
  }
}
