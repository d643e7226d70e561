import Synchronization

extension GitLabClient {
  /// The tags of runners in reach of a group or project: its own, and those above and below it. Without one those of
  /// the instance where the user may see them, else of the runners that the user manages.
  ///
  /// Asked by GraphQL alone: the lists of REST name no tags (GitLab: `lib/api/entities/ci/runner.rb`), and to ask for
  /// each runner is more than a suggestion is worth. Where GraphQL is not to be had there are none.
  public func tags(near target: RunnerTarget?) async throws(APIFailure) -> TagCatalogue {
    if let target {
      guard target.fullPath != nil else { return TagCatalogue(entries: [], isPartial: true) }
      return try await tags(
        of: target.kind == .group ? .group(target, .allAvailable) : .project(target))
    }
    do {
      return try await tags(of: .instance)
    } catch {
      guard error.kind == .forbidden || error.kind == .notFound else { throw error }
      return try await tags(of: .mine)
    }
  }

  /// Pages of a hundred runners each.
  private static let pages = 2

  private func tags(of scope: RunnerScope) async throws(APIFailure) -> TagCatalogue {
    let collected = Collected()
    let query = RunnerQuery(scope: scope, order: .contactedDescending)
    do {
      let next = try await loadRunners(
        query, source: .graphQL(.all), from: nil, pages: Self.pages
      ) { event in
        if case .page(let page) = event { collected.add(page.runners) }
      }
      return collected.catalogue(isPartial: next != nil)
    } catch {
      throw error.failure
    }
  }

  /// Counts the tags of the runners that come, from whichever task.
  private final class Collected: Sendable {
    private struct Counts {
      var runners: [String: Int] = [:]
      var isPartial = false
    }

    private let counts = Mutex(Counts())

    func add(_ runners: [Runner]) {
      counts.withLock { counts in
        for runner in runners {
          guard let tags = runner.tags else {
            counts.isPartial = true
            continue
          }
          // What would steer a terminal or hide itself is nobody's tag to pick.
          for tag in tags where sanitized(tag).hasSameScalars(as: tag) {
            counts.runners[tag, default: 0] += 1
          }
        }
      }
    }

    func catalogue(isPartial: Bool) -> TagCatalogue {
      let counts = counts.withLock { $0 }
      let entries = counts.runners.map { TagCatalogue.Entry(tag: $0.key, runners: $0.value) }
      return TagCatalogue(
        entries: entries.sorted { left, right in
          left.runners == right.runners
            ? left.tag.utf8.lexicographicallyPrecedes(right.tag.utf8) : left.runners > right.runners
        }, isPartial: isPartial || counts.isPartial)
    }
  }
}
