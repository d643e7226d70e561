import RunnerCore
import TerminalUI

/// What lies over a screen about presets and batches.
enum BatchOverlay: Equatable, Sendable {
  /// The named forms, with the highlighted one.
  case presets(index: Int)
  case prompt(BatchPrompt)
  /// ``App/batch``.
  case run

  var isTyping: Bool {
    if case .prompt = self { true } else { false }
  }

  /// Whether closing it loses nothing.
  var isHarmless: Bool {
    if case .presets = self { true } else { false }
  }

  /// One sentence for the line above the footer.
  var help: String {
    switch self {
    case .presets: Texts.presetsHelp
    case .prompt(let prompt): prompt.kind.help
    case .run: Texts.batchHelp
    }
  }

  var commands: [AppCommand] {
    switch self {
    case .presets:
      [
        AppCommand(
          OverlayCommand.accept, keys: [.enter], title: Texts.usePreset,
          tooltip: Texts.usePresetTip, footer: true), OverlayCommand.closing,
      ] + OverlayCommand.moving
    case .prompt(let prompt):
      [
        AppCommand(
          OverlayCommand.accept, keys: [.enter], title: prompt.kind.accept,
          tooltip: Texts.acceptTip, footer: true), OverlayCommand.closing,
      ]
    case .run: BatchCommand.all + OverlayCommand.moving
    }
  }
}

/// A question with one line to type the answer on.
struct BatchPrompt: Equatable, Sendable {
  enum Kind: Equatable, Sendable {
    case presetName
    case count
    /// The file that takes the tokens of a batch.
    case file
  }

  let kind: Kind
  var editor: LineEditor
  var problem: String?
  /// Whether an answer to it is waited for.
  var isBusy = false
}

/// The names and commands of what can be done about a batch.
enum BatchCommand {
  static let presets: CommandID = "wizard.presets"
  static let savePreset: CommandID = "wizard.savePreset"
  static let show: CommandID = "app.batch"
  static let goOn: CommandID = "batch.goOn"
  static let stop: CommandID = "batch.stop"
  static let copy: CommandID = "batch.copy"
  static let showAlone: CommandID = "batch.showAlone"
  static let giveUp: CommandID = "batch.giveUp"

  static let all: [AppCommand] = [
    AppCommand(
      goOn, keys: [.enter], title: { $0.batchGoOnTitle }, tooltip: Texts.batchGoOnTip, footer: true,
      availability: { $0.batchGoOnAvailability }),
    AppCommand(
      stop, keys: [.character("s")], title: Texts.batchStop, tooltip: Texts.batchStopTip,
      footer: true,
      availability: { $0.batch?.phase == .running ? .enabled : .hidden }),
    AppCommand(
      copy, keys: [.character("y")], title: Texts.copyToken, tooltip: Texts.batchCopyTip,
      footer: true, availability: { $0.batchTokenAvailability }),
    AppCommand(
      showAlone, keys: [.character("t")], title: Texts.showAlone, tooltip: Texts.showAloneTip,
      availability: { $0.batchTokenAvailability }),
    AppCommand(
      giveUp, keys: [.character("d")], title: Texts.batchGiveUp, tooltip: Texts.batchGiveUpTip,
      footer: true,
      availability: { $0.batch?.isStopped == true ? .enabled : .hidden }),
    AppCommand(
      OverlayCommand.close, keys: [.escape], title: { $0.batchCloseTitle },
      tooltip: Texts.batchCloseTip, footer: true),
  ]
}

/// Commands of the wizard about presets.
extension Wizard {
  static let presetCommands: [AppCommand] = [
    AppCommand(
      BatchCommand.presets, keys: [.character("P")], title: Texts.presetsCommand,
      tooltip: Texts.presetsTip, footer: true, availability: { $0.presetsAvailability }),
    AppCommand(
      BatchCommand.savePreset, keys: [.character("S")], title: Texts.savePresetCommand,
      tooltip: Texts.savePresetTip, footer: true,
      availability: { $0.savePresetAvailability }),
  ]
}
