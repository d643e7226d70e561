extension RunnerDecoding {
  /// A job of a runner.
  /// - Parameter origin: of the server, before the path that GraphQL gives as the job's page.
  mutating func job(origin: String) throws(NotJSON) -> RunnerJob? {
    guard let id = try idAhead(), try reader.enterObject() else {
      try reader.skip()
      return nil
    }
    var job = RunnerJob(id: id, status: "")
    while let name = try reader.nextName() {
      switch name {
      case "status": job.status = try reader.string()?.lowercased() ?? ""
      case "name": job.name = try reader.string()
      case "refName", "ref": job.ref = try pooledText()
      case "project": job.project = try projectPath()
      case "webPath":
        job.webURL = try reader.string().flatMap { $0.hasPrefix("/") ? origin + $0 : nil }
      case "web_url": job.webURL = try reader.string()
      case "createdAt", "created_at": job.createdAt = try reader.time()
      case "startedAt", "started_at": job.startedAt = try reader.time()
      case "finishedAt", "finished_at": job.finishedAt = try reader.time()
      case "duration": job.duration = try reader.double()
      case "queuedDuration", "queued_duration": job.queuedDuration = try reader.double()
      default: try reader.skip()
      }
    }
    return job
  }

  private mutating func projectPath() throws(NotJSON) -> String? {
    guard try reader.enterObject() else { return nil }
    var path: String?
    while let name = try reader.nextName() {
      switch name {
      case "fullPath", "path_with_namespace": path = try pooledText()
      default: try reader.skip()
      }
    }
    return path
  }
}

extension JSONReader {
  /// A finite number.
  fileprivate mutating func double() throws(NotJSON) -> Double? {
    switch try value() {
    case .integer(let value): Double(value)
    case .number(let text): Double(text).flatMap { $0.isFinite ? $0 : nil }
    default: nil
    }
  }
}
