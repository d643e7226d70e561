/// Changes go over REST: its refusals say why, and the scope `manage_runner` does for most of them. Each request is sent
/// once; a failure with outcome `unknown` means that the change may have been made.
extension GitLabClient {
  /// Makes one change to a runner. Without anything to edit, nothing is sent.
  public func change(
    _ id: Int64, _ change: RunnerChange
  ) async throws(APIFailure) -> ChangedRunner {
    let reader = reader(.change(id, change.act))
    switch change {
    case .pause: return try await update(id, [.init("paused", .bool(true))], reader)
    case .resume: return try await update(id, [.init("paused", .bool(false))], reader)
    case .edit(let edit):
      guard !edit.isEmpty else { return ChangedRunner(id: id) }
      return try await update(id, edit.members, reader)
    case .delete:
      try await remove("/runners/\(id)", reader)
      return ChangedRunner(id: id)
    case .assign(let target):
      try checkIsProject(target, reader)
      let body = JSONValue.object([.init("runner_id", .integer(id))])
      let response = try await sendChange(
        "POST", "/projects/\(target.id)/runners", body, reader)
      return ChangedRunner(id: id, runner: try runner(id, in: response, reader))
    case .unassign(let target):
      try checkIsProject(target, reader)
      try await remove("/projects/\(target.id)/runners/\(id)", reader)
      return ChangedRunner(id: id)
    }
  }

  /// Replaces a runner's token (`POST /runners/:id/reset_authentication_token`); the old one stops working at once.
  public func resetToken(of id: Int64) async throws(APIFailure) -> ResetToken {
    let reader = reader(.change(id, .reset))
    let response = try await sendChange(
      "POST", "/runners/\(id)/reset_authentication_token", nil, reader)
    guard let json = JSONValue(parsing: response.body), let token = json["token"]?.runnerToken
    else { throw reader.unusable(response) }
    let expiry = json["token_expires_at"]?.rawText.map { Array($0.utf8)[...] }
    return ResetToken(token: token, expiresAt: expiry.flatMap(Timestamp.unixTime))
  }

  private func update(
    _ id: Int64, _ members: [JSONValue.Member], _ reader: FailureReader
  ) async throws(APIFailure) -> ChangedRunner {
    let response = try await sendChange("PUT", "/runners/\(id)", .object(members), reader)
    return ChangedRunner(id: id, runner: try runner(id, in: response, reader))
  }

  private func remove(_ path: String, _ reader: FailureReader) async throws(APIFailure) {
    let response = try await sendChange("DELETE", path, nil, reader)
    // A sign-in page with status 200 is no sign that anything was removed.
    guard response.body.isEmpty || JSONValue(parsing: response.body) != nil else {
      throw reader.unusable(response)
    }
  }

  private func sendChange(
    _ method: String, _ path: String, _ body: JSONValue?, _ reader: FailureReader
  ) async throws(APIFailure) -> HTTPResponse {
    let response = try await send(
      method, connection.server.api(path), body: Array((body?.text ?? "").utf8), reader: reader)
    guard (200..<300).contains(response.status) else { throw reader.failure(for: response) }
    return response
  }

  private func runner(
    _ id: Int64, in response: HTTPResponse, _ reader: FailureReader
  ) throws(APIFailure) -> Runner {
    guard let detail = restDetail(in: response), detail.runner.id == id else {
      throw reader.unusable(response)
    }
    return detail.runner
  }

  private func checkIsProject(
    _ target: RunnerTarget, _ reader: FailureReader
  ) throws(APIFailure) {
    guard target.kind == .project else {
      throw reader.notSent(.badRequest, reason: Texts.onlyProjectsHaveRunnersAssigned)
    }
  }
}

extension RunnerEdit {
  /// What is sent (GitLab: `lib/api/ci/runners.rb`); unlike on creation, empty values and null are taken as they are.
  var members: [JSONValue.Member] {
    var members: [JSONValue.Member] = []
    func add(_ field: FormField, _ value: JSONValue?) {
      if let value { members.append(JSONValue.Member(field.rawValue, value)) }
    }
    add(.description, description.map(JSONValue.string))
    add(.maintenanceNote, maintenanceNote.map(JSONValue.string))
    add(.paused, isPaused.map(JSONValue.bool))
    add(.locked, isLocked.map(JSONValue.bool))
    add(.accessLevel, isProtected.map { .string($0 ? "ref_protected" : "not_protected") })
    add(.runUntagged, runsUntagged.map(JSONValue.bool))
    add(.tagList, tags.map { .array($0.map(JSONValue.string)) })
    add(.maximumTimeout, maximumTimeout.map { $0.map { .integer(Int64($0)) } ?? .null })
    return members
  }
}

extension JSONValue {
  /// A runner's token. GitLab's are letters, digits and `_ . - :`; any visible ASCII is taken, nothing that could
  /// steer a terminal or break a configuration file. A runner sends its token in a header, for which web
  /// servers have 8192 bytes (nginx: large_client_header_buffers), so nothing longer can work.
  var runnerToken: Secret? {
    guard let text = rawText, (1...8192).contains(text.utf8.count),
      text.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
    else { return nil }
    return Secret(text)
  }
}
