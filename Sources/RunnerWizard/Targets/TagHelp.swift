import RunnerCore
import TerminalUI

/// What helps with typing tags: those that other runners have.
struct TagHelp: Equatable, Sendable {
  /// What the tags were read for.
  struct Source: Equatable, Sendable {
    var target: RunnerTarget?
    var connection: Connection
  }

  var source: Source?
  var catalogue: TagCatalogue?
  /// Whether the list was asked for with the Down key.
  private(set) var isOpen = false
  /// The tag that Enter adds.
  private(set) var highlight: String?

  static let shown = 50

  /// Tags that are not chosen yet and hold what is typed; those that begin with it first.
  func suggestions(for typed: String, beside chosen: [String]) -> [TagCatalogue.Entry] {
    guard let catalogue else { return [] }
    let typed = trimmed(typed).lowercased()
    let taken = Set(chosen)
    let left = catalogue.entries.filter { !taken.contains($0.tag) }
    guard !typed.isEmpty else { return Array(left.prefix(Self.shown)) }
    let matches = left.filter { $0.tag.lowercased().contains(typed) && $0.tag != typed }
    let first = matches.filter { $0.tag.lowercased().hasPrefix(typed) }
    let keys = Set(first.map(\.tag))
    return Array((first + matches.filter { !keys.contains($0.tag) }).prefix(Self.shown))
  }

  mutating func textChanged() {
    isOpen = false
    highlight = nil
  }

  mutating func open() { isOpen = true }

  /// - Returns: whether it was open.
  mutating func close() -> Bool {
    defer { textChanged() }
    return isOpen || highlight != nil
  }

  /// Moves the highlight among the tags shown; above the first is the field.
  /// - Returns: false where there is nothing to move to, so that the next field gets the focus.
  mutating func move(_ step: Int, among tags: [String]) -> Bool {
    guard !tags.isEmpty else { return false }
    let place = highlight.flatMap { tags.firstIndex(of: $0) }
    guard let place else {
      guard step > 0 else { return false }
      isOpen = true
      highlight = tags[min(step, tags.count) - 1]
      return true
    }
    if place + step < 0 {
      textChanged()
    } else if place + step >= tags.count, place == tags.count - 1 {
      textChanged()
      return false
    } else {
      highlight = tags[min(place + step, tags.count - 1)]
    }
    return true
  }
}

/// What one key does with the tags listed below the field.
enum ListedTags: Equatable, Sendable {
  case all([String])
  /// Every known tag is chosen already.
  case none([String])
}

extension Wizard {
  /// What is being typed in the field of tags.
  var typedTag: String {
    if case .tag(let editor)? = editors[.tags] { return editor.text }
    return ""
  }

  /// The tags listed below the field; none while the list is closed.
  var suggestedTags: [TagCatalogue.Entry] {
    guard page == .tags, focus?.id == .tags, tagHelp.isOpen || !trimmed(typedTag).isEmpty else {
      return []
    }
    return tagHelp.suggestions(for: typedTag, beside: draft.tags)
  }

  var highlightedTag: String? {
    guard page == .tags, focus?.id == .tags, let tag = tagHelp.highlight else { return nil }
    return suggestedTags.contains { $0.tag == tag } ? tag : nil
  }

  mutating func moveTagHighlight(_ step: Int) -> Bool {
    guard page == .tags, focus?.id == .tags else { return false }
    return tagHelp.move(
      step, among: tagHelp.suggestions(for: typedTag, beside: draft.tags).map(\.tag))
  }

  /// - Returns: nil where no tag is highlighted.
  mutating func addHighlightedTag() -> [Wish]? {
    guard let tag = highlightedTag else { return nil }
    addTag(tag)
    return []
  }

  /// What all or none means among the known tags; nil where they are not listed.
  var listedTags: ListedTags? {
    guard page == .tags, focus?.id == .tags, let known = tagHelp.catalogue?.entries, !known.isEmpty
    else { return nil }
    let suggested = suggestedTags.map(\.tag)
    if !suggested.isEmpty { return .all(suggested) }
    let isTyping = !trimmed(typedTag).isEmpty
    let left = tagHelp.suggestions(for: "", beside: draft.tags)
    return isTyping || !left.isEmpty ? nil : .none(known.map(\.tag))
  }

  /// Adds every tag that is listed, or removes every known one where none is left to add.
  mutating func toggleListedTags() -> [Wish] {
    switch listedTags {
    case .all(let tags)?:
      let room = max(0, FormLimits.tagCount - draft.tags.count)
      for tag in tags.prefix(room) { addTag(tag) }
      guard tags.count > room else { return [] }
      return [.tell(.warning, Texts.tagLimitReached(FormLimits.tagCount))]
    case .none(let tags)?:
      removeTags(Set(tags.map { Array($0.utf8) }))
      // So that the same key brings them back.
      tagHelp.open()
    case nil: break
    }
    return []
  }

  mutating func addSuggestedTag(at index: Int) {
    let tags = suggestedTags
    if tags.indices.contains(index) { addTag(tags[index].tag) }
  }
}

extension App {
  /// Reads the tags of other runners once their page is seen.
  mutating func attendTags() -> [Effect] {
    guard let wizard, wizard.page == .tags, let connection = session.connection else { return [] }
    let target = wizard.editedRunner.map(\.owner) ?? wizard.draft.form.target
    let source = TagHelp.Source(target: target, connection: connection)
    guard wizard.tagHelp.source != source else { return [] }
    self.wizard?.tagHelp.source = source
    self.wizard?.tagHelp.catalogue = nil
    return run(.readTags(target, connection))
  }

  /// Rows by which the page keys move in a list below a field.
  var listPage: Int { max(1, WizardLayout(app: self).content.height - 4) }

  /// Moves in what is listed below the focused field, or among its choices.
  /// - Returns: false where there is nothing to move to.
  func choose(_ wizard: inout Wizard, _ step: Int) -> Bool {
    guard wizard.submission != .sending else { return false }
    switch wizard.page {
    case .target: return wizard.picker?.move(step, uptime: now.uptime) == true
    case .tags where wizard.focus?.id == .tags: return wizard.moveTagHighlight(step)
    case .tags, .review: return false
    default: return abs(step) == 1 && wizard.choose(step)
    }
  }
}
