import RunnerCore
import TerminalUI

/// How a text field stands on the screen: its text with the cursor, kept when the page is left.
///
/// Switches and choices have none; what they show is in the draft.
enum FieldEditor: Equatable, Sendable {
  case line(LineEditor)
  case masked(MaskedEditor)
  case area(TextArea)
  /// The tag that is being typed; the finished ones are in the draft.
  case tag(LineEditor)

  /// The editor for a field as the draft has it; nil for fields that are not typed.
  init?(_ kind: FieldKind, _ draft: WizardDraft) {
    switch kind {
    case .text(let path, _, _): self = .line(LineEditor(text: draft[keyPath: path]))
    case .secret(let path): self = .masked(MaskedEditor(draft[keyPath: path]))
    case .area(let path, _): self = .area(TextArea(text: draft[keyPath: path]))
    case .tags: self = .tag(LineEditor())
    case .toggle, .choice: return nil
    }
  }
}

/// An editor whose text nobody shall read: neither printing nor mirroring shows it.
struct MaskedEditor: Equatable, Sendable {
  private(set) var editor: LineEditor

  init(_ secret: Secret) {
    editor = LineEditor(text: secret.reveal())
  }

  var secret: Secret { Secret(editor.text) }

  mutating func handle(_ key: Key) -> Bool { editor.handle(key) }

  mutating func paste(_ text: String) { editor.paste(text, trimming: true) }

  mutating func moveCursor(toColumn column: Int, width: Int) {
    editor.moveCursor(toColumn: column, width: width, isMasked: true)
  }
}

extension MaskedEditor: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  var description: String { secret.description }
  var debugDescription: String { description }
  var customMirror: Mirror { Mirror(self, children: []) }
}
