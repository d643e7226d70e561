import RunnerCore
import TerminalUI

extension App {
  /// - Returns: nil for commands that open no choice.
  mutating func performChoosing(_ id: CommandID) -> [Effect]? {
    guard let runners else { return nil }
    let choice: ListChoice
    switch id {
    case ChoiceCommand.scopes: choice = .scope(ScopeChoice())
    case ChoiceCommand.sort: choice = .sort(ChoiceCursor())
    case ChoiceCommand.columns:
      choice = .columns(ColumnChoice(of: runners))
    case ChoiceCommand.views: choice = .views(ViewChoice())
    case ChoiceCommand.legend: choice = .legend(offset: 0)
    default: return nil
    }
    return show(.choice(withCursorOnCurrent(choice)))
  }

  /// The highlight begins on what is in use.
  private func withCursorOnCurrent(_ choice: ListChoice) -> ListChoice {
    var placed = choice
    placed.cursor?.index = entries(of: choice).firstIndex { $0.sign == .current } ?? 0
    return placed
  }

  /// The choice on top.
  var choice: ListChoice? {
    get {
      guard case .choice(let choice)? = overlays.last else { return nil }
      return choice
    }
    set {
      guard let newValue, case .choice? = overlays.last else { return }
      replaceTop(.choice(newValue))
    }
  }

  /// The entry under the highlight.
  var chosenEntry: ChoiceEntry? {
    guard let choice, let index = choice.cursor?.index else { return nil }
    let entries = entries(of: choice)
    return entries.indices.contains(index) ? entries[index] : nil
  }

  /// - Returns: nil for keys that do not type there.
  mutating func typeIntoChoice(_ key: Key) -> [Effect]? {
    guard var choice, choice.isTyping else { return nil }
    if case .views(var views) = choice, var naming = views.naming {
      guard naming.handle(key) else { return nil }
      views.naming = naming
      views.problem = nil
      self.choice = .views(views)
      return []
    }
    guard key != .home, key != .end, var cursor = choice.cursor, cursor.editor.handle(key) else {
      return nil
    }
    cursor.index = 0
    choice.cursor = cursor
    return type(choice)
  }

  mutating func pasteIntoChoice(_ text: String) {
    guard var choice else { return }
    if case .views(var views) = choice, views.naming != nil {
      views.naming?.paste(text, trimming: true)
      self.choice = .views(views)
      return
    }
    choice.cursor?.editor.paste(text, trimming: true)
    choice.cursor?.index = 0
    _ = type(choice)
  }

  /// Takes what was typed; what is being looked up was another text.
  private mutating func type(_ choice: ListChoice) -> [Effect] {
    guard case .scope(var scope) = choice else {
      self.choice = choice
      return []
    }
    guard scope.search == nil else { return [] }
    scope.problem = nil
    scope.found = []
    self.choice = .scope(scope)
    return []
  }

  mutating func moveInChoice(by step: Int) -> [Effect] {
    guard var choice else { return [] }
    if case .legend(let offset) = choice {
      let room = legendRoom
      let window = ScrollWindow(
        total: legendLines(width: room.width).count, height: room.height, offset: offset + step)
      self.choice = .legend(offset: window.offset)
      return []
    }
    guard let index = choice.cursor?.index else { return [] }
    let last = max(0, entries(of: choice).count - 1)
    choice.cursor?.index = min(max(0, index + step), last)
    choice.forgetRemarks()
    self.choice = choice
    return []
  }

  /// A click on the numbered entry.
  mutating func pointInChoice(at index: Int, _ event: MouseEvent) -> [Effect] {
    let isChosen = choice?.cursor?.index == index
    choice?.cursor?.index = index
    if case .columns? = choice {
      return isChosen && event.action == .press ? perform(ChoiceCommand.toggle) : []
    }
    return event.action == .doublePress ? perform(OverlayCommand.accept) : []
  }

  /// - Returns: nil for commands that are not the choice's.
  mutating func performInChoice(_ id: CommandID) -> [Effect]? {
    guard var choice else { return nil }
    if id != ChoiceCommand.delete {
      choice.forgetRemarks()
      self.choice = choice
    }
    switch id {
    case OverlayCommand.accept: return accept(choice)
    case OverlayCommand.close: return close(choice)
    case ChoiceCommand.filter:
      self.choice?.cursor?.isTyping = true
      return []
    case ChoiceCommand.reverse: return reverseSort()
    case ChoiceCommand.toggle: return toggleColumn()
    case ChoiceCommand.moveDown: return moveColumn(by: 1)
    case ChoiceCommand.moveUp: return moveColumn(by: -1)
    case ChoiceCommand.usual: return useUsualColumns()
    case ChoiceCommand.keep: return beginNaming()
    case ChoiceCommand.delete: return deleteView()
    default: return nil
    }
  }

  private mutating func accept(_ choice: ListChoice) -> [Effect] {
    if case .views(let views) = choice, views.naming != nil { return saveView(views) }
    if case .columns(let columns) = choice {
      if columns.cursor.isTyping {
        self.choice?.cursor?.isTyping = false
        return []
      }
      overlays.removeLast()
      guard columns.names != columns.original?.map(\.rawValue) else { return [] }
      kept.chooseColumns(columns.names)
      return saveChoices()
    }
    guard let entry = chosenEntry else { return [] }
    if let reason = entry.reason { return tell(.warning, reason) }
    switch entry.action {
    case .scope(let scope): return choose(scope)
    case .search(let search):
      guard case .scope(let scope) = choice, scope.search == nil else { return [] }
      return look(for: search)
    case .sort(let sort):
      overlays.removeLast()
      return sortList(by: sort)
    case .view(let view): return choose(view)
    case .column, .none: return []
    }
  }

  /// One step back: out of a look-up, the name, the filter, the overlay.
  private mutating func close(_ choice: ListChoice) -> [Effect] {
    switch choice {
    case .scope(var scope) where scope.search != nil:
      scope.search = nil
      self.choice = .scope(scope)
      return work.cancel(.findScope)
    case .views(var views) where views.search != nil:
      views.search = nil
      self.choice = .views(views)
      return work.cancel(.findScope)
    case .views(var views) where views.naming != nil:
      views.naming = nil
      views.problem = nil
      self.choice = .views(views)
      return []
    default: break
    }
    if var cursor = choice.cursor, !cursor.editor.isEmpty || cursor.isTyping && !choice.isScope {
      cursor.editor.setText("")
      cursor.isTyping = choice.isScope
      cursor.index = 0
      self.choice?.cursor = cursor
      if case .scope(var scope)? = self.choice {
        scope.problem = nil
        scope.found = []
        self.choice = .scope(scope)
      }
      return []
    }
    overlays.removeLast()
    guard case .columns(let columns) = choice else { return [] }
    return showColumns(columns.original?.map(\.rawValue))
  }
}

extension ListChoice {
  /// What was said about the last key is over with the next one.
  fileprivate mutating func forgetRemarks() {
    switch self {
    case .views(var choice):
      choice.deleting = nil
      self = .views(choice)
    case .columns(var choice):
      choice.refusal = nil
      self = .columns(choice)
    case .scope, .sort, .legend: break
    }
  }

  fileprivate var isScope: Bool {
    if case .scope = self { true } else { false }
  }
}
