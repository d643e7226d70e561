import RunnerCore

extension Confirm {
  /// What an answer does to runners.
  enum RunnerAction: Equatable, Sendable {
    case change(RunnerChange, [Int64])
    /// Sends none of the changes that have not been sent.
    case stopRun
    case reset(Int64)
    /// Begins a new runner although a draft is lost.
    case begin(RunnerStart)
  }

  /// What is known about who uses a runner.
  enum Usage: Equatable, Sendable {
    case reading
    case read(RunnerDetail)
    case failed
  }

  /// Whether an answer deletes just this runner.
  func deletes(_ id: Int64) -> Bool {
    options.contains { $0.action == .runners(.change(.delete, [id])) }
  }

  /// Whether an answer resets the token of this runner.
  func resets(_ id: Int64) -> Bool { options.contains { $0.action == .runners(.reset(id)) } }

  /// Whether it has no sense any more when the run has come to its end.
  var isAboutRun: Bool { options.contains { $0.action == .runners(.stopRun) } }

  static func delete(_ runner: Runner, _ usage: Usage, now: Moment) -> Confirm {
    let lines = [
      Texts.identity(of: runner), Texts.activity(of: runner, now: now),
      runner.type == .project ? Texts.usage(of: runner, usage) : nil, Texts.deletionIsFinal,
    ]
    return Confirm(
      title: Texts.deleteTitle, text: lines.compactMap(\.self).joined(separator: "\n"),
      brief: [
        Texts.briefName(of: [runner]), Texts.deletionIsFinal, Texts.activity(of: runner, now: now),
      ].joined(separator: "\n"),
      options: [
        Option(key: "n", title: Texts.deleteNo, action: .stay),
        Option(
          key: "y", title: Texts.deleteYes, action: .runners(.change(.delete, [runner.id])),
          isDanger: true),
      ])
  }

  static func delete(_ runners: [Runner], refused: [RefusedRunner]) -> Confirm {
    let lines = [
      Texts.names(of: runners), Texts.activity(of: runners), Texts.refused(refused),
      Texts.deletionsAreFinal,
    ]
    return Confirm(
      title: Texts.deleteTitle(runners.count),
      text: lines.compactMap(\.self).joined(separator: "\n"),
      brief: [
        Texts.briefName(of: runners), Texts.deletionsAreFinal, Texts.activity(of: runners),
      ].joined(separator: "\n"),
      options: [
        Option(key: "n", title: Texts.deleteNoneOfThem, action: .stay),
        Option(
          key: "y", title: Texts.deleteCount(runners.count),
          action: .runners(.change(.delete, runners.map(\.id))), isDanger: true),
      ])
  }

  static func pause(_ runners: [Runner], refused: [RefusedRunner]) -> Confirm {
    let active = runners.filter { $0.isPaused != true }
    let paused = runners.filter { $0.isPaused == true }
    var options = [Option(key: "n", title: Texts.pauseNone, action: .stay)]
    if !active.isEmpty {
      options.append(
        Option(
          key: "y", title: Texts.pauseCount(active.count),
          action: .runners(.change(.pause, active.map(\.id)))))
    }
    if !paused.isEmpty {
      options.append(
        Option(
          key: "r", title: Texts.resumeCount(paused.count),
          action: .runners(.change(.resume, paused.map(\.id)))))
    }
    let lines = [
      Texts.names(of: runners), Texts.activity(of: runners), Texts.refused(refused),
      Texts.pauseMeans,
    ]
    return Confirm(
      title: Texts.pauseTitle(runners.count),
      text: lines.compactMap(\.self).joined(separator: "\n"), options: options)
  }

  static func reset(_ runner: Runner, _ usage: Usage, now: Moment) -> Confirm {
    let lines = [
      Texts.identity(of: runner), Texts.resetMeans, Texts.managers(of: runner, usage),
      Texts.activity(of: runner, now: now),
    ]
    return Confirm(
      title: Texts.resetQuestion, text: lines.joined(separator: "\n"),
      brief: [Texts.briefName(of: [runner]), Texts.resetMeans].joined(separator: "\n"),
      options: [
        Option(key: "n", title: Texts.resetNo, action: .stay),
        Option(
          key: "y", title: Texts.resetYes, action: .runners(.reset(runner.id)), isDanger: true),
      ])
  }

  /// Says what to do when it is not known whether a token was reset.
  static func resetUnknown(_ name: String, _ failure: APIFailure) -> Confirm {
    Confirm(
      title: Texts.resetUnknownTitle,
      text: Texts.resetUnknownText(name) + "\n" + failure.message,
      options: [Option(key: "c", title: Texts.close, action: .stay)])
  }

  static func unassign(_ runner: Runner, _ project: RunnerTarget) -> Confirm {
    Confirm(
      title: Texts.unassignTitle, text: Texts.unassignText(runner, project),
      options: [
        Option(key: "n", title: Texts.unassignNo, action: .stay),
        Option(
          key: "y", title: Texts.unassignYes,
          action: .runners(.change(.unassign(project), [runner.id])), isDanger: true),
      ])
  }

  static func discard(for start: RunnerStart) -> Confirm {
    Confirm(
      title: Texts.discardTitle, text: Texts.discardForNewText,
      options: [
        Option(key: "k", title: Texts.keepDraft, action: .stay),
        Option(
          key: "d", title: Texts.discard, action: .runners(.begin(start)), isDanger: true),
      ])
  }

  static let stopRun = Confirm(
    title: Texts.stopRunTitle, text: Texts.stopRunText,
    options: [
      Option(key: "g", title: Texts.stopRunNo, action: .stay),
      Option(key: "s", title: Texts.stopRunYes, action: .runners(.stopRun)),
    ])
}
