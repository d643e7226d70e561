import RunnerCore
import TerminalUI

extension DetailTelling {
  /// The machines and processes that work with the runner's token.
  var managers: [DetailLine] {
    var lines = lines
    guard let facts = detail.facts else {
      if let newest = runner.newestManager {
        lines.add(Texts.Detail.newestManager, .textMuted)
        add(newest, to: &lines)
      }
      if detail.reading.isPending { addReading(Texts.Detail.readingManagers, to: &lines) }
      return lines.lines
    }
    let managers = facts.managers
    guard !managers.isEmpty else {
      if lacks(.managers) {
        lines.add([
          DetailPiece(Texts.Detail.managersNotTold, .textMuted), unknown(without: .managers),
        ])
        return lines.lines
      }
      lines.add(
        runner.managerCount == 0 || !facts.isCut
          ? Texts.Detail.noManagers : Texts.Detail.managersNotTold,
        .textMuted)
      return lines.lines
    }
    addSummary(of: managers, to: &lines)
    for manager in managers {
      lines.addBlank()
      add(manager, to: &lines)
    }
    return lines.lines
  }

  /// How many of each kind, which says more than a long list when a token is used on many machines.
  private func addSummary(of managers: [RunnerManager], to lines: inout DetailLines) {
    let count = max(managers.count, Int(runner.managerCount ?? 0))
    var pieces = [
      DetailPiece(
        Texts.Detail.managerCount(count)
          + (count > managers.count ? Texts.Detail.shownOf(managers.count) : "")
          + ":")
    ]
    pieces += RunnerStatus.allCases.compactMap { status in
      let number = managers.count { $0.status == status }
      guard number > 0 else { return nil }
      let contact = contact(status)
      return DetailPiece("\(number) \(contact.text)", contact.role)
    }
    lines.add(pieces, gap: 2)
    guard managers.count > 1 else { return }
    let versions = Dictionary(grouping: managers) { $0.version ?? "" }.sorted {
      ($1.value.count, $1.key) < ($0.value.count, $0.key)
    }
    lines.addField(
      Texts.Detail.versionsLabel,
      versions.prefix(6).map { version, managers in
        let name = version.isEmpty ? Texts.unknownStatus : sanitized(version)
        return DetailPiece(Texts.Detail.times(name, managers.count), .textMuted)
      }, gap: 2)
  }

  private func add(_ manager: RunnerManager, to lines: inout DetailLines) {
    var title = [contact(manager.status)]
    title.append(DetailPiece(sanitized(manager.systemID), .textStrong))
    if manager.isBusy == true { title.append(DetailPiece(Texts.Detail.runsJob, .statusBusy)) }
    lines.add(title)
    let revision = manager.revision.map { " (\(sanitized($0)))" } ?? ""
    let system = [manager.platform, manager.architecture].compactMap { $0.map(sanitized) }
    lines.add(
      [
        manager.version.map { DetailPiece(sanitized($0) + revision) }
          ?? DetailPiece(Texts.Detail.versionNotTold, .textFaint),
        system.isEmpty
          ? DetailPiece(Texts.Detail.platformNotTold, .textFaint)
          : DetailPiece(system.joined(separator: "/")),
        manager.executor.map { DetailPiece(sanitized($0)) }
          ?? DetailPiece(
            source.isREST ? Texts.Detail.executorNotToldByREST : Texts.Detail.executorNotTold,
            .textFaint),
      ], x: 2, gap: 2)
    if let address = manager.ipAddress, !address.isEmpty {
      lines.add(sanitized(address), .textMuted, x: 2)
    }
    let hasNever = manager.contactedAt == nil && manager.status == .neverContacted
    lines.add(
      [DetailPiece(Texts.Detail.contactWas, .textMuted)]
        + (hasNever ? [DetailPiece(Texts.never, .textMuted)] : time(manager.contactedAt)), x: 2)
    if let created = manager.createdAt {
      lines.add([DetailPiece(Texts.Detail.firstSeen, .textMuted)] + time(created), x: 2)
    }
  }
}

extension DetailReading {
  /// Whether something may still come.
  var isPending: Bool {
    switch self {
    case .none, .waiting, .underWay: true
    case .done, .failed: false
    }
  }
}
