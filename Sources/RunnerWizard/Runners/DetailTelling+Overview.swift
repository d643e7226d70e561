import RunnerCore
import TerminalUI

extension DetailTelling {
  /// The runner itself.
  var overview: [DetailLine] {
    var lines = lines
    let description = runner.description.map { trimmed(sanitized($0)) }
    lines.addField(
      Texts.Detail.descriptionLabel,
      description == "" ? [DetailPiece(Texts.noDescription, .textMuted)] : [piece(description)])
    lines.addField(Texts.idLabel, "#\(runner.id)", .textStrong)
    lines.addField(Texts.Detail.statusLabel, status)
    lines.addField(Texts.Detail.workLabel, [busy])
    lines.addField(Texts.Detail.typeLabel, [piece(runner.type.map(Texts.name))])
    lines.addField(Texts.Detail.ownerLabel, owner)
    lines.addField(Texts.Detail.tagsLabel, tags)
    lines.addField(
      Texts.Detail.untaggedLabel,
      [flag(runner.runsUntagged, yes: Texts.Detail.runsUntagged, no: Texts.Detail.runsOnlyTagged)])
    lines.addField(
      Texts.Detail.protectedLabel,
      [flag(runner.isProtected, yes: Texts.Detail.onlyProtected, no: Texts.Detail.anyBranch)])
    if runner.type == .project || runner.type == nil || runner.isLocked == true {
      lines.addField(
        Texts.Detail.lockedLabel,
        [flag(runner.isLocked, yes: Texts.Detail.isLocked, no: Texts.Detail.isNotLocked)])
    }
    lines.addField(Texts.Detail.timeoutLabel, [timeout])
    lines.addField(Texts.Detail.creatorLabel, [creator])
    lines.addField(Texts.Detail.createdLabel, time(runner.createdAt))
    lines.addField(Texts.Detail.contactedLabel, contacted)
    addProgress(tracked, to: &lines)
    addToken(to: &lines)
    lines.addField(Texts.Detail.jobsLabel, [piece(runner.jobCount.map(Texts.Detail.jobCount))])
    lines.addField(Texts.Detail.managersLabel, [managerCount])
    if runner.type == .project {
      lines.addField(
        Texts.Detail.projectsLabel, [piece(runner.projectCount.map { Texts.number(Int($0)) })])
    }
    if let page {
      lines.addLink(Texts.Detail.webLabel, page)
    } else {
      lines.addField(Texts.Detail.webLabel, [unknown])
    }
    lines.addField(Texts.Detail.noteLabel, [note])
    return lines.lines
  }

  /// Being in contact and being paused are two things, and both are said.
  private var status: [DetailPiece] {
    let contact =
      runner.status == .unknown ? unknown : contact(runner.status)
    switch runner.isPaused {
    case true?:
      return [
        DetailPiece(contact.text + ",", contact.role),
        DetailPiece("\(glyphs.paused) \(Texts.paused)", .statusPaused),
      ]
    case false?: return [contact]
    case nil:
      return [
        DetailPiece(contact.text + ",", contact.role),
        DetailPiece(Texts.Detail.pausedUnknown, .textFaint),
      ]
    }
  }

  private var busy: DetailPiece {
    if detail.facts?.hasAskedForJobs == false {
      return DetailPiece(Texts.Detail.neverAsked, .textMuted)
    }
    guard let isBusy = runner.isBusy else { return unknown(without: .jobExecutionStatus) }
    return isBusy ? DetailPiece(Texts.Detail.runsJob, .statusBusy) : DetailPiece(Texts.idle)
  }

  private var owner: [DetailPiece] {
    if runner.type == .instance { return [DetailPiece(Texts.wholeInstance)] }
    if let owner = runner.owner { return name(of: owner) }
    if runner.type == .project, lacks(.ownerProject) { return [unknown(without: .ownerProject)] }
    // Over GraphQL it was asked for: the group or project is there and hidden from the asker.
    guard let type = runner.type, detail.facts != nil, !source.isREST else { return [unknown] }
    return [DetailPiece(Texts.Detail.notVisible(type), .textMuted)]
  }

  private var tags: [DetailPiece] {
    guard let tags = runner.tags else { return [unknown] }
    return tags.isEmpty
      ? [DetailPiece(Texts.noTags, .textMuted)]
      : tags.map { DetailPiece("[\(sanitized($0))]", .tag) }
  }

  private var timeout: DetailPiece {
    if let seconds = runner.maximumTimeout { return DetailPiece(DurationText.format(Int(seconds))) }
    return isTold ? DetailPiece(Texts.Detail.noTimeout, .textMuted) : unknown
  }

  private var creator: DetailPiece {
    if let creator = runner.creator { return DetailPiece("@" + sanitized(creator)) }
    if detail.facts?.creation == .registrationToken {
      return DetailPiece(Texts.Detail.madeByToken, .textMuted)
    }
    if case .graphQL(let features) = source, features.contains(.creator) {
      return DetailPiece(Texts.Detail.noCreator, .textMuted)
    }
    return unknown(without: .creator)
  }

  private var contacted: [DetailPiece] {
    // A list over REST tells the status and no contact, so that there only the status speaks for it.
    if runner.hasNeverBeenInContact, isTold || runner.status == .neverContacted {
      return [DetailPiece(Texts.never, .textMuted)]
    }
    return time(runner.contactedAt)
  }

  private var managerCount: DetailPiece {
    let known = lacks(.managers) ? nil : detail.facts?.managers.count
    let count = runner.managerCount.map { Int($0) } ?? known
    return count.map { DetailPiece(Texts.Detail.managerCount($0)) } ?? unknown(without: .managers)
  }

  private var note: DetailPiece {
    guard let note = runner.maintenanceNote else {
      return detail.facts == nil ? unknown : DetailPiece(Texts.Detail.noteUnknown, .textFaint)
    }
    let text = sanitizedLines(note)
    return text.allSatisfy(\.isWhitespace)
      ? DetailPiece(Texts.none, .textMuted) : DetailPiece(text)
  }

  /// GitLab Runner asks for a new token when three quarters of the lifetime have passed and writes it to its
  /// config.toml, unless `FF_DISABLE_AUTOMATIC_TOKEN_ROTATION` is set (gitlab-runner:
  /// `docs/configuration/feature-flags.md`).
  private func addToken(to lines: inout DetailLines) {
    lines.addField(
      Texts.tokenLabel,
      [piece(runner.shortToken.map { sanitized($0) + glyphs.ellipsis }, .textMuted)])
    switch runner.tokenExpiry {
    case .unknown: lines.addField(Texts.Detail.expiresLabel, [unknown(without: .tokenExpiry)])
    case .never: lines.addField(Texts.Detail.expiresLabel, Texts.neverExpires)
    case .at(let moment):
      let (left, overflow) = moment.subtractingReportingOverflow(now.unix)
      let isOver = left <= 0 && !overflow
      lines.addField(
        Texts.Detail.expiresLabel,
        [
          isOver
            ? DetailPiece(Texts.Detail.expiredFor(now.age(of: moment)) + ",", .error)
            : DetailPiece(
              Texts.Detail.expiresWithin(Texts.age(overflow ? .max : left)) + ",",
              left < TokenExpiry.soon ? .warning : .text),
          DetailPiece(now.exact(moment), .textMuted),
        ])
      lines.add(renewal(isOver: isOver), .textMuted, x: DetailLines.labelColumns)
    }
  }

  private func renewal(isOver: Bool) -> String {
    if isOver { return Texts.Detail.resetRenews }
    return runner.status == .online ? Texts.Detail.runnerRenews : Texts.Detail.nobodyRenews
  }
}
