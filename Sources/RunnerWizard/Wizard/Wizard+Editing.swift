import RunnerCore
import TerminalUI

extension Wizard {
  /// Types a key into the focused text field.
  /// - Parameter width: columns of the field's value, which decide where a text of several lines
  ///   is wrapped.
  /// - Returns: nil for keys that mean nothing in the field.
  mutating func type(_ key: Key, width: Int) -> [Wish]? {
    guard let focus else { return nil }
    switch (focus.kind, editors[focus.id] ?? FieldEditor(focus.kind, draft)) {
    case (.text(let path, _, _), .line(var editor)):
      let before = editor.text
      guard editor.handle(key) else { return nil }
      // A key that only moves the cursor leaves the value as it is, to the byte.
      change(focus.id, .line(editor)) {
        if editor.text != before { $0[keyPath: path] = editor.text }
      }
    case (.secret(let path), .masked(var editor)):
      guard editor.handle(key) else { return nil }
      change(focus.id, .masked(editor)) { $0[keyPath: path] = editor.secret }
    case (.area(let path, _), .area(var editor)):
      let size = Size(width: width, height: WizardLayout.areaHeight)
      let before = editor.text
      guard editor.handle(key, size: size) else { return nil }
      change(focus.id, .area(editor)) {
        if editor.text != before { $0[keyPath: path] = editor.text }
      }
    case (.tags(let path), .tag(let editor)):
      return typeTag(key, editor, path)
    default:
      return nil
    }
    return []
  }

  /// Puts pasted text into the focused field as one change.
  mutating func paste(_ text: String) -> [Wish] {
    guard let focus else { return [] }
    switch (focus.kind, editors[focus.id] ?? FieldEditor(focus.kind, draft)) {
    case (.text(let path, _, let isTrimmed), .line(var editor)):
      editor.paste(text, trimming: isTrimmed)
      change(focus.id, .line(editor)) { $0[keyPath: path] = editor.text }
    case (.secret(let path), .masked(var editor)):
      editor.paste(text)
      change(focus.id, .masked(editor)) { $0[keyPath: path] = editor.secret }
    case (.area(let path, _), .area(var editor)):
      editor.paste(text)
      change(focus.id, .area(editor)) { $0[keyPath: path] = editor.text }
    case (.tags, .tag(var editor)):
      // A list on lines is a list of tags too.
      let list = text.split(whereSeparator: \.isNewline).joined(separator: ",")
      editor.paste(list, trimming: true)
      editors[focus.id] = .tag(editor)
      return list.contains(",") ? addTypedTag() ?? [] : []
    default:
      break
    }
    return []
  }

  /// Whether the focused field is a tag that is being typed, so that Enter adds it.
  var hasTypedTag: Bool {
    guard let focus, case .tag(let editor)? = editors[focus.id] else { return false }
    return !trimmed(editor.text).isEmpty
  }

  /// Makes what is typed in the tag field one tag or several.
  /// - Returns: nil when there is nothing to add.
  mutating func addTypedTag() -> [Wish]? {
    guard let focus, case .tags(let path) = focus.kind, case .tag(let editor)? = editors[focus.id]
    else { return nil }
    let typed = RunnerTags.split(editor.text)
    guard !typed.isEmpty else {
      if !editor.isEmpty { editors[focus.id] = .tag(LineEditor()) }
      return nil
    }
    let before = draft[keyPath: path]
    var known = Set(before.map { Array($0.utf8) })
    let pieces = editor.text.unicodeScalars.split(separator: ",").map { trimmed(String($0)) }
    let duplicate = pieces.first { !$0.isEmpty && !known.insert(Array($0.utf8)).inserted }
    var cleared = editor
    cleared.setText("")
    change(focus.id, .tag(cleared)) { $0[keyPath: path] = RunnerTags.normalized(before + typed) }
    return duplicate.map { [.tell(.info, Texts.duplicateTag($0))] } ?? []
  }

  private mutating func typeTag(
    _ key: Key, _ editor: LineEditor, _ path: any DraftPath<[String]>
  ) -> [Wish]? {
    if key.typed == "," { return addTypedTag() ?? [] }
    if key == .backspace, editor.isEmpty {
      change(.tags, .tag(editor)) {
        if !$0[keyPath: path].isEmpty { $0[keyPath: path].removeLast() }
      }
      return []
    }
    var editor = editor
    guard editor.handle(key) else { return nil }
    editors[.tags] = .tag(editor)
    refusals[.tags] = nil
    tagHelp.textChanged()
    return []
  }

  /// Adds a tag that was picked; what was typed to find it is dropped.
  mutating func addTag(_ tag: String) {
    guard case .tags(let path) = focus?.kind else { return }
    change(.tags, .tag(LineEditor())) {
      $0[keyPath: path] = RunnerTags.normalized($0[keyPath: path] + [tag])
    }
    tagHelp.textChanged()
  }

  /// Takes tags out, told by their bytes; what is typed stays.
  mutating func removeTags(_ removed: Set<[UInt8]>) {
    guard case .tags(let path) = focus?.kind else { return }
    change(.tags, nil) { $0[keyPath: path].removeAll { removed.contains(Array($0.utf8)) } }
    tagHelp.textChanged()
  }

  /// Puts a text into the field for the group or project.
  mutating func setTarget(_ text: String) {
    change(.target, .line(LineEditor(text: text))) { $0.targetText = text }
  }

  /// Makes another type the runner's, for a place that is not of the present one.
  mutating func setType(_ type: RunnerType) {
    guard draft.type != type else { return }
    draft.type = type
    typeChanged()
  }

  private mutating func typeChanged() {
    editors[.target] = nil
    watched.remove(.target)
    refusals[.target] = nil
    attempted.remove(.target)
  }

  /// Flips the focused switch.
  mutating func toggle() {
    if isOnMarker {
      draft.surroundings.marker?.isOn.toggle()
      return
    }
    guard let focus, case .toggle(let path, _, _) = focus.kind else { return }
    change(focus.id, nil) { $0[keyPath: path].toggle() }
  }

  /// Moves the highlight of the focused choice.
  /// - Returns: false at its ends and on fields that are no choice.
  mutating func choose(_ step: Int) -> Bool {
    guard let focus, case .choice(let path, let choices) = focus.kind else { return false }
    let next = draft[keyPath: path] + step
    guard choices(draft).indices.contains(next) else { return false }
    pick(next)
    return true
  }

  mutating func pick(_ index: Int, uptime: Int64) {
    switch focus?.id {
    case .target?: picker?.highlight(index, uptime)
    case .tags?: addSuggestedTag(at: index)
    default: pick(index)
    }
  }

  private mutating func pick(_ index: Int) {
    guard let focus, case .choice(let path, let choices) = focus.kind,
      choices(draft).indices.contains(index)
    else { return }
    let type = draft.type
    change(focus.id, nil) { $0[keyPath: path] = index }
    if draft.type != type { typeChanged() }
  }

  /// Takes a change of one field into the draft and forgets what the server said about it.
  private mutating func change(
    _ id: FieldID, _ editor: FieldEditor?, _ change: (inout WizardDraft) -> Void
  ) {
    if let editor { editors[id] = editor }
    let before = draft
    change(&draft)
    guard draft != before else { return }
    refusals[id] = nil
    scrolled = 0
    stopWaiting()
  }
}
