import RunnerCore
import TerminalUI

extension DetailTelling {
  /// The projects and groups whose jobs the runner takes.
  var projects: [DetailLine] {
    var lines = lines
    switch runner.type {
    case .instance: lines.add(Texts.Detail.servesInstance)
    case .group: lines.add(Texts.Detail.servesGroup)
    case .project, nil: break
    }
    guard let facts = detail.facts else {
      if let owner = runner.owner { addTargets(Texts.Detail.ownerLabel, [owner], to: &lines) }
      if detail.reading.isPending { addReading(Texts.Detail.readingProjects, to: &lines) }
      return lines.lines
    }
    if !facts.groups.isEmpty { addTargets(Texts.Detail.groupsLabel, facts.groups, to: &lines) }
    if runner.type != .group, runner.type != .instance || !facts.projects.isEmpty {
      let count = max(facts.projects.count, Int(runner.projectCount ?? 0))
      addTargets(
        "\(Texts.Detail.projectsLabel) (\(Texts.number(count)))", facts.projects, to: &lines)
      let hidden = count - facts.projects.count
      if hidden > 0 {
        lines.add(
          facts.isCut ? Texts.Detail.moreProjects(hidden) : Texts.Detail.hiddenProjects(hidden),
          .textMuted, x: 2)
      } else if facts.projects.isEmpty {
        lines.add(Texts.Detail.noProjectsToSee, .textMuted, x: 2)
      }
    }
    return lines.lines
  }

  private func addTargets(
    _ heading: String, _ targets: [RunnerTarget], to lines: inout DetailLines
  ) {
    lines.addHeading(heading)
    for target in targets {
      var pieces = name(of: target)
      if target.id == runner.owner?.id, target.kind == runner.owner?.kind {
        pieces.append(DetailPiece(Texts.Detail.owns, .mark))
      }
      lines.add(pieces, x: 2)
    }
  }
}
