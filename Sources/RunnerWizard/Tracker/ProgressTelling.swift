import RunnerCore
import TerminalUI

/// Puts into words how far a runner is: a row for each stage, done, current or to do by sign and word.
struct ProgressTelling {
  struct Row: Equatable {
    let sign: String
    let word: String
    let text: String
    let role: Role

    /// The row on one line; the word takes as many columns as `column`.
    func line(column: Int) -> String {
      let gap = String(repeating: " ", count: max(0, column - word.displayWidth))
      return text.isEmpty ? "\(sign) \(word)" : "\(sign) \(word)\(gap)  \(text)"
    }
  }

  let stage: RunnerProgress.Stage
  let progress: RunnerProgress?
  /// How the current stage stands, such as how long it has been waited for.
  let current: String
  /// Whether the current stage is not waited for.
  var isHalted = false
  /// How long each stage took to come.
  var durations: [RunnerProgress.Stage: Int64] = [:]
  let now: Moment
  let glyphs: Glyphs

  /// Columns of the longest word.
  static let wordColumns =
    RunnerProgress.Stage.allCases.map { Texts.word($0).displayWidth }
    .max() ?? 0

  var rows: [Row] {
    RunnerProgress.Stage.allCases.map { row in
      let word = Texts.word(row)
      if row <= stage {
        return Row(sign: glyphs.stepDone, word: word, text: proof(of: row), role: .stepDone)
      }
      guard row == stage.next else {
        return Row(sign: glyphs.stepTodo, word: word, text: "", role: .stepTodo)
      }
      return Row(
        sign: isHalted ? glyphs.stepTodo : glyphs.stepCurrent, word: word, text: current,
        role: isHalted ? .stepTodo : .stepCurrent)
    }
  }

  private func proof(of stage: RunnerProgress.Stage) -> String {
    let took = durations[stage].map { Texts.afterTime(Texts.age($0 / 1_000)) }
    switch stage {
    case .created: return progress?.createdAt.map { Texts.createdAt(now.exact($0)) } ?? ""
    case .registered: return words([took, progress?.manager.map(Texts.manager)])
    case .polling:
      let isProbable = progress?.asking == .probably
      return words([took, isProbable ? Texts.probablyAsks : nil])
    }
  }

  private func words(_ parts: [String?]) -> String {
    parts.compactMap(\.self).filter { !$0.isEmpty }.joined(separator: ", ")
  }
}

extension ProgressTelling {
  init(_ runner: TrackedRunner, now: Moment, glyphs: Glyphs) {
    self.init(
      stage: runner.stage, progress: runner.progress,
      current: Self.current(runner, now: now), isHalted: !runner.isActive,
      durations: runner.durations, now: now, glyphs: glyphs)
  }

  private static func current(_ runner: TrackedRunner, now: Moment) -> String {
    switch runner.state {
    case .waiting, .reading:
      let time = Texts.age(runner.waited(at: now.uptime) / 1_000)
      return runner.stage == .registered && runner.progress?.asking == .untold
        ? Texts.waitsForFurtherContact(time) : Texts.waitedFor(time)
    case .ended(.stopped): return Texts.notWatched
    case .ended(.tooLong): return Texts.watchedTooLong
    case .ended(.gone): return Texts.goneFromGitLab
    case .ended(.unreadable(let reason)): return Texts.cannotBeSeen(sanitized(reason))
    case .ended(.polling): return ""
    }
  }
}

extension App {
  /// The rows about a runner that the result page shows; none where it is not watched.
  func progressLines(_ runner: TrackedRunner, width: Int) -> [(text: String, role: Role)] {
    let glyphs = settings.glyphs
    let column = width < 50 ? 0 : ProgressTelling.wordColumns
    var lines = ProgressTelling(runner, now: now, glyphs: glyphs).rows
      .map { (text: $0.line(column: column), role: $0.role) }
    if let seconds = runner.secondsUntilRetry(at: now.uptime) {
      let sentence = Texts.trackingFailed(runner.failure, seconds)
      lines.append((text: "\(glyphs.warning) \(sentence)", role: .warning))
    }
    if runner.stage == .polling, runner.progress?.isPaused ?? runner.isPaused == true {
      lines.append((text: "\(glyphs.paused) \(Texts.pausedGetsNoJobs)", role: .statusPaused))
    }
    if runner.isStuck(at: now.uptime) {
      lines.append((text: "\(glyphs.info) \(Texts.stuckLine(runner.likelyCause))", role: .info))
    }
    return lines
  }

  /// The stage that is waited for, or the last one, on one line.
  func progressLine(_ runner: TrackedRunner) -> (text: String, role: Role) {
    let glyphs = settings.glyphs
    if let seconds = runner.secondsUntilRetry(at: now.uptime) {
      return ("\(glyphs.warning) \(Texts.trackingFailed(runner.failure, seconds))", .warning)
    }
    let rows = ProgressTelling(runner, now: now, glyphs: glyphs).rows
    let stage = runner.stage.next ?? runner.stage
    guard let row = rows.first(where: { $0.word == Texts.word(stage) }) else { return ("", .text) }
    // How long that is stands among the stages, where there is room for it.
    let text = runner.isActive && row.word != Texts.word(runner.stage) ? Texts.notYet : row.text
    let told = text.isEmpty ? "" : ", \(text)"
    return ("\(row.sign) \(row.word)\(told)", row.role)
  }
}

extension TrackedRunner {
  /// Why it most likely does not get on.
  var likelyCause: String? {
    if case .ended(.unreadable) = state { return nil }
    return Texts.likelyCause(after: stage, isPaused: progress?.isPaused ?? isPaused == true)
  }
}

extension DetailTelling {
  /// The three stages, for a runner that is watched or that no machine has used; nothing for others.
  func addProgress(_ tracked: TrackedRunner?, to lines: inout DetailLines) {
    let telling: ProgressTelling
    if let tracked {
      telling = ProgressTelling(tracked, now: now, glyphs: glyphs)
    } else if let facts = detail.facts,
      runner.hasNeverBeenInContact || facts.hasAskedForJobs == false
    {
      let progress = RunnerProgress(facts)
      guard progress.stage != .polling else { return }
      telling = ProgressTelling(
        stage: progress.stage, progress: progress, current: Texts.notYet, now: now, glyphs: glyphs)
    } else {
      return
    }
    for (index, row) in telling.rows.enumerated() {
      lines.addField(
        index == 0 ? Texts.progressLabel : "",
        [
          DetailPiece("\(row.sign) \(row.word)" + (row.text.isEmpty ? "" : ","), row.role),
          DetailPiece(row.text, .textMuted),
        ])
    }
  }
}
