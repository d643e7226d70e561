import RunnerCore
import TerminalUI

/// The commands of the tracker and of the calendar, on the result page and in the list.
enum TrackerCommand {
  static let toggle: CommandID = "tracker.toggle"
  static let readNow: CommandID = "tracker.readNow"
  static let stuck: CommandID = "tracker.stuck"
  static let calendar: CommandID = "tracker.calendar"

  private static let watching = AppCommand(
    toggle, keys: [.character("T")],
    title: { $0.tracked?.isActive == true ? Texts.stopTracking : Texts.startTracking },
    tooltip: Texts.trackingTip, availability: { $0.trackingAvailability })

  private static let calendarFile = AppCommand(
    calendar, keys: [.character("E")], title: Texts.saveCalendar, tooltip: Texts.saveCalendarTip,
    availability: { $0.calendarAvailability })

  static let ofResult: [AppCommand] = [
    AppCommand(
      stuck, keys: [.character("H")], title: Texts.stuck, tooltip: Texts.stuckTip, footer: true,
      availability: {
        $0.tracked?.isStuck(at: $0.now.uptime) == true ? .enabled : stuckBefore($0)
      }),
    AppCommand(
      readNow, keys: [.character("r")], title: Texts.readProgressNow,
      tooltip: Texts.readProgressNowTip,
      availability: { $0.tracked?.isActive == true ? .enabled : .hidden }),
    watching, calendarFile,
  ]

  static let ofList: [AppCommand] = [watching, calendarFile]

  /// There is nothing to look for where all is well, and before there was time for it.
  @Sendable private static func stuckBefore(_ app: App) -> Availability {
    guard let tracked = app.tracked else { return .hidden }
    return .disabled(reason: tracked.isActive ? Texts.notStuckYet : Texts.notStuck)
  }
}

extension App {
  /// - Returns: nil for commands that are not the tracker's.
  mutating func performInTracker(_ id: CommandID) -> [Effect]? {
    switch id {
    case TrackerCommand.toggle: return toggleTracking()
    case TrackerCommand.readNow:
      readTrackedNow()
      return []
    case TrackerCommand.stuck: return stuckNotice.map { show(.notice($0)) } ?? []
    case TrackerCommand.calendar: return saveCalendar()
    default: return nil
    }
  }

  /// Where to look when the next stage does not come.
  private var stuckNotice: Notice? {
    guard let tracked else { return nil }
    var checks = StuckCheck.after(
      tracked.stage, server: tracked.key.server,
      isPaused: tracked.progress?.isPaused ?? tracked.isPaused, configPath: resultConfigPath)
    if case .ended(.unreadable) = tracked.state {
      checks = StuckCheck.all(server: tracked.key.server, configPath: resultConfigPath)
    }
    let lines = checks.flatMap { check in
      [Notice.Line(text: check.text)]
        + (check.command.map { [Notice.Line(text: "  " + $0, isCommand: true)] } ?? [])
    }
    return Notice(title: Texts.stuckTitle(tracked.stage), lines: lines)
  }

  // MARK: - The calendar

  var calendarAvailability: Availability {
    if let result {
      return result.tokenEnd == nil ? .disabled(reason: Texts.nothingExpires) : .enabled
    }
    guard let runner = detailRunner else { return .disabled(reason: Texts.noRunnerHere) }
    switch runner.tokenExpiry {
    case .at: return .enabled
    case .never: return .disabled(reason: Texts.nothingExpires)
    case .unknown: return .disabled(reason: Texts.expiryUnknown)
    }
  }

  /// Saves the end of the token that the screen is about, and when it is renewed.
  private mutating func saveCalendar() -> [Effect] {
    guard let calendar else { return [] }
    return run(
      .saveCalendar(calendar.text, path: "\(settings.tokenFolder)/runner-\(calendar.runnerID).ics"))
  }

  private var calendar: TokenCalendar? {
    if let result, let end = result.tokenEnd {
      return TokenCalendar(
        runnerID: result.runner.id, description: result.name, server: result.server,
        webURL: result.runner.webURL, renewal: result.renewal, expiresAt: end, writtenAt: now.unix)
    }
    guard result == nil, let runner = detailRunner, case .at(let end) = runner.tokenExpiry,
      let connection = session.connection, let scope = runners?.query.scope
    else { return nil }
    // When the token was obtained is known only as long as nobody has renewed it.
    let renewal =
      runner.hasNeverBeenInContact
      ? runner.createdAt.flatMap { TokenRenewal(obtainedAt: $0, expiresAt: end) } : nil
    return TokenCalendar(
      runnerID: runner.id, description: runner.description, server: connection.server,
      webURL: connection.server.runnerPage(runner, in: scope), renewal: renewal, expiresAt: end,
      writtenAt: now.unix)
  }

  mutating func calendarSaved(_ answer: Answer) -> [Effect] {
    switch answer {
    case .calendarSaved(let path): tell(.success, Texts.calendarSaved(path))
    case .calendarNotSaved(let failure): tell(.error, failure.message)
    default: []
    }
  }
}

extension ResultScreen {
  /// What the runner is called in GitLab; nil where it was given no name.
  var name: String? {
    switch origin {
    case .created(let registration, _): registration.description
    case .reset(let runner), .recovered(let runner, _): runner.description
    }
  }

  /// When the token expires, in seconds since 1970-01-01 00:00 UTC; nil where it does not, or that is not known.
  var tokenEnd: Int64? {
    if let expiry { return expiry.unix }
    guard case .recovered(let runner, _) = origin, case .at(let end) = runner.tokenExpiry else {
      return nil
    }
    return end
  }

  /// When gitlab-runner renews the token by itself; nil for one that does not expire.
  var renewal: TokenRenewal? {
    guard let obtainedAt, let tokenEnd else { return nil }
    return TokenRenewal(obtainedAt: obtainedAt, expiresAt: tokenEnd)
  }
}
