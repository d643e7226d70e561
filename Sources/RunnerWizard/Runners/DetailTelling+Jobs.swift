import RunnerCore
import TerminalUI

extension DetailTelling {
  /// Rows of a job.
  static let rowsOfJob = 2

  /// The jobs that the runner ran or runs. Their rows are made when they are shown.
  var jobs: DetailContent {
    let known = detail.jobs
    var head = DetailLines(width: width, glyphs: glyphs)
    if let count = runner.jobCount { head.add(Texts.Detail.jobCount(count), .textMuted) }
    var tail = DetailLines(width: width, glyphs: glyphs)
    switch known.reading {
    case .none, .waiting: addReading(Texts.Detail.readingJobs, to: &tail)
    case .underWay:
      addReading(
        known.jobs.isEmpty ? Texts.Detail.readingJobs : Texts.Detail.readingMoreJobs, to: &tail)
    case .failed(let failure):
      add(
        failure, known.jobs.isEmpty ? Texts.Detail.jobsNotRead : Texts.Detail.moreJobsNotRead,
        to: &tail)
    case .done where known.jobs.isEmpty: tail.add(Texts.Detail.noJobs, .textMuted)
    case .done where known.next == nil: tail.add(Texts.Detail.noMoreJobs, .textFaint)
    case .done: break
    }
    return DetailContent(
      head.lines, middle: known.jobs.count * Self.rowsOfJob, tail.lines
    ) { row in
      let job = known.jobs[row / Self.rowsOfJob]
      return row % Self.rowsOfJob == 0 ? title(of: job) : circumstances(of: job)
    }
  }

  /// Glyph, status and name; at the right how long it took.
  private func title(of job: RunnerJob) -> DetailLine {
    var line = DetailLine()
    let (glyph, role) = sign(of: job.status)
    let status = "\(glyph) \(sanitized(job.status))"
    let span = span(of: job)
    let room = width - span.displayWidth - 1
    let shown = status.truncated(to: room, ellipsis: glyphs.ellipsis)
    line.add(shown, role, x: 0)
    let x = max(11, shown.displayWidth + 1)
    let name = job.name.map(sanitized) ?? Texts.Detail.hiddenJob
    line.add(
      name.truncated(to: room - x, ellipsis: glyphs.ellipsis),
      job.name == nil ? .textFaint : .textStrong, x: x)
    line.add(span, .textMuted, x: width - span.displayWidth)
    return line
  }

  /// Age, branch and project, with the id first because it must not be cut.
  private func circumstances(of job: RunnerJob) -> DetailLine {
    var line = DetailLine()
    var parts = ["#\(job.id)"]
    if let moment = job.finishedAt ?? job.startedAt ?? job.createdAt {
      parts.append(Texts.Detail.ago(now.age(of: moment)))
    }
    if let ref = job.ref { parts.append(sanitized(ref)) }
    if let project = job.project { parts.append(sanitized(project)) }
    line.add(
      parts.joined(separator: " \(glyphs.dot) ").truncated(
        to: width - 2, ellipsis: glyphs.ellipsis), .textMuted, x: 2)
    return line
  }

  private func span(of job: RunnerJob) -> String {
    if let duration = job.duration { return DurationText.format(Self.whole(duration)) }
    if job.finishedAt == nil, let started = job.startedAt {
      return Texts.Detail.sofar(now.age(of: started))
    }
    return job.queuedDuration.map { Texts.Detail.waited(DurationText.format(Self.whole($0))) } ?? ""
  }

  /// Seconds without what is behind the point; what no clock measures counts as none.
  private static func whole(_ seconds: Double) -> Int {
    seconds.isFinite && seconds > 0 && seconds < 1e9 ? Int(seconds.rounded()) : 0
  }

  /// GitLab's words (GitLab: `app/models/concerns/ci/has_status.rb`).
  private func sign(of status: String) -> (glyph: String, role: Role) {
    switch status {
    case "success": (glyphs.success, .success)
    case "failed": (glyphs.error, .error)
    case "running", "canceling": (glyphs.online, .statusBusy)
    case "manual": (glyphs.paused, .statusPaused)
    case "canceled", "skipped": (glyphs.neverContacted, .textMuted)
    default: (glyphs.offline, .textMuted)
    }
  }
}
