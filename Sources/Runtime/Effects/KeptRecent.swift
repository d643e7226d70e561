import Configuration
import RunnerCore
import RunnerWizard
import Synchronization

/// The targets of late as this program last read or wrote them.
///
/// What another running program has added meanwhile stays, behind those of this one.
final class KeptRecent: Sendable {
  private let state: Mutex<[SavedTarget]>

  init(_ targets: [SavedTarget] = []) {
    state = Mutex(targets)
  }

  /// Carries the targets over to the file.
  func apply(_ targets: [SavedTarget], to saved: inout SavedFile) {
    state.withLock { known in
      let added = saved.recent.filter { target in
        !(targets + known).contains { $0.isSamePlace(as: target) }
      }
      saved.recent = targets + added
    }
  }

  /// Remembers what was written.
  func keep(_ targets: [SavedTarget]) {
    state.withLock { $0 = targets }
  }
}

extension SavedTarget {
  init(_ recent: RecentTarget) {
    self.init(server: recent.server, target: recent.target, isFavourite: recent.isFavourite)
  }
}

extension RecentTarget {
  init(_ saved: SavedTarget) {
    self.init(server: saved.server, target: saved.target, isFavourite: saved.isFavourite)
  }
}
