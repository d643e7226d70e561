import Configuration
import RunnerCore
import Synchronization

/// The list's views and columns as this program last read or wrote them.
///
/// Only what differs from them was changed here. The rest of the file may have been changed by another
/// running program meanwhile, and stays.
final class KeptViews: Sendable {
  private struct State {
    var views: [RunnerView]
    var columns: [String]?
  }

  private let state: Mutex<State>

  init(views: [RunnerView] = [], columns: [String]? = nil) {
    state = Mutex(State(views: views, columns: columns))
  }

  /// Carries what was changed here over to the file.
  func apply(_ views: [RunnerView], columns: [String]?, to saved: inout SavedFile) {
    state.withLock { state in
      let names = Set(views.map(\.name))
      let removed = Set(state.views.map(\.name)).subtracting(names)
      var result = saved.views.filter { !removed.contains($0.name) }
      for view in views where !state.views.contains(view) {
        if let place = result.firstIndex(where: { $0.name == view.name }) {
          result[place] = view
        } else {
          result.append(view)
        }
      }
      saved.views = result
      if columns != state.columns { saved.columns = columns }
    }
  }

  /// Remembers what was written.
  func keep(_ views: [RunnerView], columns: [String]?) {
    state.withLock { $0 = State(views: views, columns: columns) }
  }
}
