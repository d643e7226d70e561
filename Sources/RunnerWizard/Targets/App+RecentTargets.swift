import RunnerCore
import TerminalUI

// Groups and projects that stand before all others: favourites, the repository's, and those used lately.
extension App {
  /// Those beyond the favourites that are kept.
  private static let keptRecent = 20

  func pinnedRows(_ source: TargetPicker.Source) -> [TargetRow] {
    let server = source.connection.server
    let mine = recentTargets.filter { $0.server == server && $0.target.kind == source.kind }
    var rows = mine.filter(\.isFavourite).map { TargetRow(.target($0.target), .favourite) }
    if source.kind == .project, let project = settings.gitProject,
      project.server.host == server.host
    {
      let row = TargetRow(.path(project.path), .repository(remote: project.remote))
      if let known = mine.first(where: { $0.target.fullPath?.lowercased() == row.key }) {
        rows.removeAll { $0.key == row.key }
        rows.append(TargetRow(.target(known.target), row.origin))
      } else {
        rows.append(row)
      }
    }
    let keys = rows.map(\.key)
    return rows
      + mine.filter { !$0.isFavourite }.map { TargetRow(.target($0.target), .recent) }
      .filter { !keys.contains($0.key) }
  }

  /// Remembers where a runner was created.
  mutating func rememberTarget(_ sent: Sent) -> [Effect] {
    guard let target = sent.registration.target, target.fullPath != nil else { return [] }
    let server = sent.connection.server
    let known = take(target, on: server)
    var entry = known ?? RecentTarget(server: server, target: target)
    entry.target = target
    recentTargets.insert(entry, at: 0)
    return keepRecent()
  }

  /// The group or project that a mark would be about.
  private var favourable: RunnerTarget? {
    guard let wizard, wizard.page == .target, let picker = wizard.picker else { return nil }
    let target =
      picker.highlighted.flatMap { picker.rows[$0].target } ?? wizard.draft.finding?.target
    return target?.fullPath == nil ? nil : target
  }

  private func recent(_ target: RunnerTarget) -> RecentTarget? {
    recentTargets.first {
      $0.server == session.connection?.server && $0.target.kind == target.kind
        && $0.target.id == target.id
    }
  }

  var favourTitle: String {
    favourable.flatMap(recent)?.isFavourite == true ? Texts.unfavour : Texts.favour
  }

  var favourAvailability: Availability {
    guard let wizard, wizard.page == .target, let picker = wizard.picker else { return .hidden }
    if favourable != nil { return .enabled }
    return picker.rows.isEmpty ? .hidden : .disabled(reason: Texts.nothingToFavour)
  }

  /// Marks the highlighted group or project to stay on top, or takes the mark off.
  mutating func favourTarget() -> [Effect] {
    guard let target = favourable, let server = session.connection?.server else { return [] }
    var entry = take(target, on: server) ?? RecentTarget(server: server, target: target)
    entry.isFavourite.toggle()
    recentTargets.insert(entry, at: 0)
    if let source = wizard?.picker?.source {
      let rows = pinnedRows(source)
      let uptime = now.uptime
      wizard?.picker?.pin(rows, uptime: uptime)
    }
    let name = target.fullPath ?? ""
    return keepRecent()
      + tell(.success, entry.isFavourite ? Texts.favoured(name) : Texts.unfavoured(name))
  }

  /// Takes what is remembered of a group or project out of the list.
  private mutating func take(_ target: RunnerTarget, on server: ServerURL) -> RecentTarget? {
    let place = recentTargets.firstIndex {
      $0.server == server && $0.target.kind == target.kind && $0.target.id == target.id
    }
    return place.map { recentTargets.remove(at: $0) }
  }

  private mutating func keepRecent() -> [Effect] {
    var plain = 0
    recentTargets.removeAll { entry in
      guard !entry.isFavourite else { return false }
      plain += 1
      return plain > Self.keptRecent
    }
    // What was tried out on a server that does not exist is not worth a file.
    return settings.isDemo ? [] : run(.saveRecent(recentTargets))
  }
}
