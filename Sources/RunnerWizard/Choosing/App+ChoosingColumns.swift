import RunnerCore
import TerminalUI

extension App {
  /// Turns the order of the rows round, and stays, so that it can be seen and turned back.
  mutating func reverseSort() -> [Effect] {
    guard var sort = runners?.sort else { return tell(.info, Texts.Choosing.nothingToReverse) }
    sort.isDescending.toggle()
    return sortList(by: sort)
  }

  /// Shows or hides the column under the highlight.
  mutating func toggleColumn() -> [Effect] {
    guard case .columns(var choice)? = choice, case .column(let column)? = chosenEntry?.action
    else { return [] }
    if choice.shown == [column] { return refuse(Texts.Choosing.lastColumn) }
    choice.shown.formSymmetricDifference([column])
    return show(choice)
  }

  /// Moves the column under the highlight among the others.
  mutating func moveColumn(by step: Int) -> [Effect] {
    guard case .columns(var choice)? = choice else { return [] }
    guard choice.cursor.editor.isEmpty else { return refuse(Texts.Choosing.movingNeedsAll) }
    let place = choice.cursor.index
    guard choice.columns.indices.contains(place), choice.columns.indices.contains(place + step)
    else { return [] }
    choice.columns.swapAt(place, place + step)
    choice.cursor.index = place + step
    return show(choice)
  }

  mutating func useUsualColumns() -> [Effect] {
    guard case .columns(var choice)? = choice else { return [] }
    choice.useUsual()
    choice.cursor.index = 0
    return show(choice)
  }

  /// Says below the columns why a key did nothing.
  private mutating func refuse(_ reason: String) -> [Effect] {
    guard case .columns(var choice)? = choice else { return [] }
    choice.refusal = reason
    self.choice = .columns(choice)
    return []
  }

  private mutating func show(_ choice: ColumnChoice) -> [Effect] {
    self.choice = .columns(choice)
    return showColumns(choice.names)
  }

  /// Writes views and columns to the file that keeps them.
  mutating func saveChoices() -> [Effect] {
    run(.saveViews(views, columns: kept.hasChosenColumns ? kept.columns : settings.columns))
  }

  /// Asks for the name of the present view.
  mutating func beginNaming() -> [Effect] {
    guard case .views(var choice)? = choice else { return [] }
    choice.naming = LineEditor()
    choice.problem = nil
    self.choice = .views(choice)
    return []
  }

  /// Keeps the present view under the name that was typed, in place of one of the same name.
  mutating func saveView(_ choice: ViewChoice) -> [Effect] {
    var choice = choice
    let name = trimmed(choice.naming?.text ?? "")
    if let problem = RunnerView.nameProblem(name) {
      choice.problem = problem
      self.choice = .views(choice)
      return []
    }
    guard let view = presentView(named: name) else { return [] }
    var views = views
    if let place = views.firstIndex(where: { $0.name == name }) {
      views[place] = view
    } else {
      views.append(view)
    }
    kept.views = views
    choice.naming = nil
    choice.problem = nil
    choice.cursor = ChoiceCursor(index: views.firstIndex { $0.name == name } ?? 0)
    self.choice = .views(choice)
    return saveChoices()
  }

  /// Deletes the view under the highlight when the key is pressed the second time.
  mutating func deleteView() -> [Effect] {
    guard case .views(var choice)? = choice, case .view(let view)? = chosenEntry?.action else {
      return []
    }
    guard choice.deleting == view.name else {
      choice.deleting = view.name
      self.choice = .views(choice)
      return []
    }
    kept.views = views.filter { $0.name != view.name }
    choice.deleting = nil
    choice.cursor.index = max(0, min(choice.cursor.index, views.count - 1))
    self.choice = .views(choice)
    return saveChoices()
  }

  /// Views or columns were written, or not.
  mutating func takeViews(_ answer: Answer) -> [Effect] {
    switch answer {
    case .viewsSaved(let path): tell(.success, Texts.Choosing.viewsSaved(path))
    case .viewsNotSaved(let failure): tell(.error, Texts.Choosing.viewsNotSaved(failure.message))
    default: []
    }
  }
}

extension RunnerView {
  /// Why a view cannot have a name; nil when it can. A file has to take it as a key.
  fileprivate static func nameProblem(_ name: String) -> String? {
    if name.isEmpty { return Texts.Choosing.nameMissing }
    let isPlain =
      name.count <= 100 && name.first != "-"
      && name.unicodeScalars.allSatisfy {
        $0.properties.generalCategory != .control && $0 != "\u{2028}" && $0 != "\u{2029}"
      }
    return isPlain ? nil : Texts.Choosing.nameNotPlain
  }
}
