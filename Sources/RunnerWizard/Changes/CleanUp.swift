import RunnerCore
import TerminalUI

/// The kinds of runners that are likely to be of no use, to mark them in the list.
struct CleanUp: Equatable, Sendable {
  /// Nil until the whole list has been loaded and looked through.
  var groups: [RunnerCleanup.Group]?
  var chosen: Set<RunnerCleanup> = []
  var index = 0
  /// Why the list does not go on loading.
  var problem: String?

  var highlighted: RunnerCleanup.Group? {
    guard let groups, groups.indices.contains(index) else { return nil }
    return groups[index]
  }

  /// The runners of the chosen kinds, each once.
  var ids: Set<Int64> {
    Set((groups ?? []).lazy.filter { chosen.contains($0.kind) }.flatMap(\.ids))
  }
}

extension App {
  private var cleanUp: CleanUp? {
    get {
      for case .change(.cleanUp(let value)) in overlays { return value }
      return nil
    }
    set {
      guard let newValue else { return }
      for index in overlays.indices {
        if case .change(.cleanUp) = overlays[index] {
          overlays[index] = .change(.cleanUp(newValue))
        }
      }
    }
  }

  mutating func openCleanUp(_ list: RunnerList) -> [Effect] {
    show(.change(.cleanUp(CleanUp()))) + (list.isComplete ? [] : loadWholeList())
  }

  /// Looks through the list once all of it is there.
  mutating func advanceCleanUp() -> [Effect] {
    guard !overlays.isEmpty, let cleanUp, cleanUp.groups == nil, let runners, runners.isComplete,
      !work.isRunning(.findUnused)
    else { return [] }
    return run(.findUnused(runners.rows, now: now.unix))
  }

  mutating func foundUnused(_ groups: [RunnerCleanup.Group]) {
    cleanUp?.groups = groups
    cleanUp?.problem = nil
  }

  /// Says why rows do not come, while they are waited for.
  mutating func noteLoading(_ answer: Answer) {
    switch answer {
    case .runnersFailed(let failure, _, .more): cleanUp?.problem = failure.sentences
    case .runners(.page, .more): cleanUp?.problem = nil
    default: break
    }
  }

  mutating func toggleKind(_ cleanUp: CleanUp) -> [Effect] {
    guard let group = cleanUp.highlighted else { return [] }
    guard !group.ids.isEmpty else { return tell(.info, Texts.noneOfThisKind) }
    var cleanUp = cleanUp
    cleanUp.chosen.formSymmetricDifference([group.kind])
    replaceTop(.change(.cleanUp(cleanUp)))
    return []
  }

  /// Marks the runners of the chosen kinds and shows nothing else.
  mutating func accept(_ cleanUp: CleanUp) -> [Effect] {
    guard cleanUp.groups != nil else { return tell(.info, Texts.notLoadedYet) }
    let ids = cleanUp.ids
    guard !ids.isEmpty else { return tell(.info, Texts.chooseAKind) }
    overlays.removeLast()
    return markOnly(ids) + tell(.info, Texts.markedForCleanUp(ids.count))
  }

  mutating func closeCleanUp(_ cleanUp: CleanUp) -> [Effect] {
    overlays.removeLast()
    guard cleanUp.groups == nil else { return [] }
    return work.cancel(.findUnused) + (isLoadingWhole ? stopLoadingWhole() : [])
  }
}
