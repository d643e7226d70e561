import RunnerCore
import TerminalUI

/// What stands in one cell of the list.
struct ListCell: Equatable {
  var text: String
  var role: Role

  init(_ text: String, _ role: Role = .text) {
    self.text = text
    self.role = role
  }

  /// The server does not tell it.
  static let unknown = ListCell(Texts.unknownValue, .textFaint)
  /// There is none.
  static let none = ListCell(Texts.noValue, .textFaint)

  /// A known number, or unknown.
  fileprivate init(count: Int32?) {
    self = count.map { ListCell(String($0)) } ?? .unknown
  }

  fileprivate init(flag: Bool?) {
    self = flag.map { ListCell($0 ? Texts.yes : Texts.no, $0 ? .text : .textFaint) } ?? .unknown
  }
}

extension ListColumn {
  /// The column's cell of a runner, from which everything is removed that could steer a terminal.
  ///
  /// - Parameters:
  ///   - now: seconds since 1970-01-01 00:00 UTC.
  ///   - isREST: over REST what is missing is unknown rather than none.
  func cell(of runner: Runner, width: Int, now: Int64, isREST: Bool, glyphs: Glyphs) -> ListCell {
    switch self {
    case .status: return Self.status(runner, width: width, glyphs: glyphs)
    case .id: return ListCell("#\(runner.id)", .textMuted)
    case .description:
      guard let description = runner.description else { return .unknown }
      let text = trimmed(sanitized(description))
      return text.isEmpty ? ListCell(Texts.noDescription, .textFaint) : ListCell(text)
    case .type: return runner.type.map { ListCell(Texts.word($0)) } ?? .unknown
    case .owner:
      guard let owner = runner.owner else { return runner.type == .instance ? .none : .unknown }
      let path = sanitized(owner.fullPath ?? Texts.targetID(owner.id))
      return ListCell(path.truncatedPath(to: width, ellipsis: glyphs.ellipsis), .textMuted)
    case .tags:
      guard let tags = runner.tags else { return .unknown }
      return tags.isEmpty ? .none : ListCell(sanitized(tags.joined(separator: ", ")), .tag)
    case .version: return manager(runner, \.version)
    case .executor: return manager(runner, \.executor)
    case .platform: return manager(runner, \.platform)
    case .address: return manager(runner, \.ipAddress)
    case .contacted:
      if runner.status == .neverContacted { return ListCell(Texts.never, .textFaint) }
      return age(runner.contactedAt, now)
    case .created: return age(runner.createdAt, now)
    case .jobs:
      guard let count = runner.jobCount else { return .unknown }
      return ListCell(count > 1_000 ? Texts.overThousand : String(count))
    case .busy:
      guard let isBusy = runner.isBusy else { return .unknown }
      return isBusy ? ListCell(Texts.busy, .statusBusy) : ListCell(Texts.idle, .textFaint)
    case .creator:
      return runner.creator.map { ListCell(sanitized($0), .textMuted) }
        ?? (isREST ? .unknown : .none)
    case .managers: return ListCell(count: runner.managerCount)
    case .projects:
      return runner.projectCount == nil && runner.type != .project && !isREST
        ? .none : ListCell(count: runner.projectCount)
    case .tokenExpiry: return Self.expiry(runner.tokenExpiry, now)
    case .timeout:
      guard let seconds = runner.maximumTimeout else { return isREST ? .unknown : .none }
      return ListCell(DurationText.format(Int(seconds)))
    case .protected: return ListCell(flag: runner.isProtected)
    case .locked: return ListCell(flag: runner.isLocked)
    case .untagged: return ListCell(flag: runner.runsUntagged)
    case .shortToken:
      return runner.shortToken.map { ListCell(sanitized($0), .textMuted) } ?? .unknown
    case .note:
      guard let note = runner.maintenanceNote else { return .unknown }
      return note.isEmpty ? .none : ListCell(sanitized(note))
    }
  }

  private func manager(_ runner: Runner, _ fact: KeyPath<RunnerManager, String?>) -> ListCell {
    guard let manager = runner.newestManager else {
      return runner.managerCount == 0 ? .none : .unknown
    }
    return manager[keyPath: fact].map { ListCell(sanitized($0), .textMuted) } ?? .unknown
  }

  private func age(_ moment: Int64?, _ now: Int64) -> ListCell {
    moment.map { ListCell(Texts.age(now - $0), .textMuted) } ?? .unknown
  }

  private static func expiry(_ expiry: TokenExpiry, _ now: Int64) -> ListCell {
    switch expiry {
    case .unknown: return .unknown
    case .never: return ListCell(Texts.never, .textFaint)
    case .at(let moment):
      let left = moment - now
      return left <= 0
        ? ListCell(Texts.expired, .error)
        : ListCell(Texts.age(left), left < TokenExpiry.soon ? .warning : .textMuted)
    }
  }

  /// Glyph and word; a paused runner says so beside whether it is in contact, both in words as long as they fit.
  private static func status(_ runner: Runner, width: Int, glyphs: Glyphs) -> ListCell {
    let (glyph, word, role) = sign(of: runner.status, glyphs: glyphs)
    guard runner.isPaused == true else {
      let whole = "\(glyph) \(word)"
      guard runner.status == .neverContacted else { return ListCell(whole, role) }
      return ListCell(whole.displayWidth <= width ? whole : "\(glyph) \(Texts.never)", role)
    }
    let short = runner.status == .neverContacted ? Texts.never : word
    let pause = glyphs.paused
    let forms = [
      "\(glyph) \(short) \(pause) \(Texts.paused)", "\(glyph)\(short) \(pause)\(Texts.paused)",
      "\(glyph)\(short)\(pause)\(Texts.paused)",
    ]
    let shown = forms.first { $0.displayWidth <= width } ?? "\(glyph) \(short) \(pause)"
    return ListCell(shown, .statusPaused)
  }

  /// How a status is shown.
  static func sign(of status: RunnerStatus, glyphs: Glyphs) -> (
    glyph: String, word: String, role: Role
  ) {
    switch status {
    case .online: (glyphs.online, Texts.online, .statusOnline)
    case .offline: (glyphs.offline, Texts.offline, .statusOffline)
    case .stale: (glyphs.stale, Texts.stale, .statusStale)
    case .neverContacted: (glyphs.neverContacted, Texts.neverContacted, .statusNever)
    case .unknown: (Texts.unknownValue, Texts.unknownStatus, .statusUnknown)
    }
  }
}
