import RunnerCore
import TerminalUI

// Named forms, and the lines that are typed for them and for batches.
extension App {
  var presetsAvailability: Availability {
    guard let wizard, !wizard.isEditing, wizard.page != .connection, wizard.page != .review else {
      return .hidden
    }
    return presets.isEmpty ? .hidden : .enabled
  }

  var savePresetAvailability: Availability {
    guard let wizard, !wizard.isEditing, wizard.page == .review else { return .hidden }
    if wizard.submission == .sending { return .disabled(reason: Texts.stillSending) }
    if settings.savedFile == nil { return .disabled(reason: Texts.noPlaceForPresets) }
    return wizard.draft.values.fieldWithToken == nil
      ? .enabled : .disabled(reason: Texts.tokenInPreset)
  }

  mutating func showPresets() -> [Effect] { show(.batch(.presets(index: 0))) }

  mutating func askForPresetName() -> [Effect] {
    show(.batch(.prompt(BatchPrompt(kind: .presetName, editor: LineEditor(text: "")))))
  }

  mutating func askForCount() -> [Effect] {
    guard let wizard else { return [] }
    return show(
      .batch(
        .prompt(BatchPrompt(kind: .count, editor: LineEditor(text: String(wizard.draft.count))))))
  }

  mutating func accept(_ overlay: BatchOverlay) -> [Effect] {
    switch overlay {
    case .presets(let index):
      guard presets.indices.contains(index), var wizard else { return [] }
      overlays.removeLast()
      wizard.fill(presets[index].values)
      self.wizard = wizard
      return tell(.success, Texts.presetUsed(presets[index].name))
    case .prompt(let prompt): return prompt.isBusy ? [] : accept(prompt)
    case .run: return []
    }
  }

  private mutating func accept(_ asked: BatchPrompt) -> [Effect] {
    var prompt = asked
    let text = trimmed(prompt.editor.text)
    func refuse(_ problem: String) -> BatchPrompt {
      prompt.problem = problem
      return prompt
    }
    switch prompt.kind {
    case .count:
      guard let count = Int(text), count == 1 || BatchNumbering.counts.contains(count) else {
        replaceTop(.batch(.prompt(refuse(Texts.countProblem))))
        return []
      }
      if let problem = wizard?.draft.problem(ofCount: count) {
        replaceTop(.batch(.prompt(refuse(problem))))
        return []
      }
      overlays.removeLast()
      wizard?.draft.count = count
      return []
    case .file:
      guard !text.isEmpty else {
        replaceTop(.batch(.prompt(refuse(Texts.savePathMissing))))
        return []
      }
      prompt.isBusy = true
      replaceTop(.batch(.prompt(prompt)))
      return beginBatch(writingTo: text)
    case .presetName:
      guard let values = wizard?.draft.values, !text.isEmpty else {
        replaceTop(.batch(.prompt(refuse(Texts.presetNameMissing))))
        return []
      }
      if presets.contains(where: { $0.name == text && $0.origin == .configured }) {
        replaceTop(.batch(.prompt(refuse(Texts.presetNameTaken))))
        return []
      }
      prompt.isBusy = true
      replaceTop(.batch(.prompt(prompt)))
      return run(.savePreset(RunnerPreset(name: text, values: values, origin: .saved)))
    }
  }

  mutating func presetSaved(_ preset: RunnerPreset, _ path: String) -> [Effect] {
    presets.removeAll { $0.name == preset.name }
    presets.append(preset)
    overlays.removeAll {
      if case .batch(.prompt(let prompt)) = $0 { prompt.kind == .presetName } else { false }
    }
    return tell(.success, Texts.presetSaved(preset.name, path))
  }

  // MARK: - Keys in the overlays

  mutating func type(_ key: Key, into overlay: BatchOverlay) -> [Effect]? {
    guard case .prompt(var prompt) = overlay, !prompt.isBusy, prompt.editor.handle(key) else {
      return nil
    }
    prompt.problem = nil
    replaceTop(.batch(.prompt(prompt)))
    return []
  }

  mutating func paste(_ text: String, into overlay: BatchOverlay) {
    guard case .prompt(var prompt) = overlay, !prompt.isBusy else { return }
    prompt.editor.paste(text, trimming: true)
    prompt.problem = nil
    replaceTop(.batch(.prompt(prompt)))
  }

  mutating func move(_ step: Int, in overlay: BatchOverlay) {
    func moved(_ index: Int, _ count: Int) -> Int { min(max(0, index + step), max(0, count - 1)) }
    switch overlay {
    case .presets(let index):
      replaceTop(.batch(.presets(index: moved(index, presets.count))))
    case .prompt: break
    case .run:
      guard let state = batch else { return }
      batch?.index = moved(state.index, state.batch.count)
      batch?.isFollowing = false
    }
  }

  mutating func point(at index: Int, in overlay: BatchOverlay, _ event: MouseEvent) -> [Effect] {
    switch overlay {
    case .presets:
      replaceTop(.batch(.presets(index: index)))
      return event.action == .doublePress ? perform(OverlayCommand.accept) : []
    case .prompt: return []
    case .run:
      batch?.index = index
      batch?.isFollowing = false
      return []
    }
  }
}
