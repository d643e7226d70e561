extension RunnerForm {
  /// The form for an existing runner. Texts are sanitized for the screen; ``edit(of:)`` knows the server's own again.
  public init(editing runner: Runner) {
    self.init(
      type: runner.type, target: runner.owner,
      tags: (runner.tags ?? []).map { sanitized($0) },
      description: sanitized(runner.description ?? ""),
      maintenanceNote: sanitizedLines(runner.maintenanceNote ?? ""),
      maximumTimeout: runner.maximumTimeout.map { DurationText.format(Int($0)) } ?? "",
      runUntagged: runner.runsUntagged, isLocked: runner.isLocked,
      isProtected: runner.isProtected, isPaused: runner.isPaused)
  }

  /// What this form, which began as ``init(editing:)``, changes in the runner; empty when nothing.
  ///
  /// Untouched values are not in it and keep the server's bytes, and so does every tag that was there before.
  /// Throws the problems of what was changed; GitLab does not judge the rest again either.
  public func edit(of runner: Runner) throws(InvalidForm) -> RunnerEdit {
    let before = RunnerForm(editing: runner)
    var edit = RunnerEdit()
    var changed: Set<FormField> = []
    if !description.hasSameScalars(as: before.description) {
      edit.description = description
      changed.insert(.description)
    }
    if !maintenanceNote.hasSameScalars(as: before.maintenanceNote) {
      edit.maintenanceNote = maintenanceNote
      changed.insert(.maintenanceNote)
    }
    if let tags = changedTags(of: runner) {
      edit.tags = tags
      changed.insert(.tagList)
    }
    if let timeout = changedTimeout(of: runner) {
      edit.maximumTimeout = .some(timeout)
      changed.insert(.maximumTimeout)
    }
    func take(_ value: Bool?, _ old: Bool?, _ field: FormField) -> Bool? {
      guard let value, value != old else { return nil }
      changed.insert(field)
      return value
    }
    edit.runsUntagged = take(runUntagged, runner.runsUntagged, .runUntagged)
    edit.isLocked = take(isLocked, runner.isLocked, .locked)
    edit.isProtected = take(isProtected, runner.isProtected, .accessLevel)
    edit.isPaused = take(isPaused, runner.isPaused, .paused)

    let problems = problems.filter { isAbout(changed, $0, of: runner) }
    guard problems.isEmpty else { throw InvalidForm(problems: problems) }
    return edit
  }

  /// Whether a problem is one of the edit. Type and owner of a runner never change.
  private func isAbout(
    _ changed: Set<FormField>, _ problem: FormProblem, of runner: Runner
  ) -> Bool {
    guard problem.kind == .noTagsAndNoUntagged else { return changed.contains(problem.field) }
    // Tags that the server did not tell may be there.
    let areTagsKnown = runner.tags != nil || changed.contains(.tagList)
    return areTagsKnown && !changed.isDisjoint(with: [.tagList, .runUntagged])
  }

  /// All tags, if as sets of scalars they differ from the runner's.
  private func changedTags(of runner: Runner) -> [String]? {
    var originals: [[UInt8]: String] = [:]
    for tag in runner.tags ?? [] {
      let shown = RunnerTags.normalized([sanitized(tag)]).first ?? ""
      originals[Array(shown.utf8)] = tag
    }
    let typed = RunnerTags.normalized(tags)
    let keys = typed.map { Array($0.utf8) }
    guard Set(keys) != Set(originals.keys) else { return nil }
    return zip(typed, keys).map { originals[$1] ?? $0 }
  }

  /// Seconds, or nil inside for no limit any more; nil outside where it stays. What is no duration counts as changed, so
  /// that it is reported.
  private func changedTimeout(of runner: Runner) -> Int?? {
    let old = runner.maximumTimeout.map(Int.init)
    let new: Int?
    do {
      new = try DurationText.parse(maximumTimeout)
    } catch .empty {
      new = nil
    } catch {
      return .some(nil)
    }
    return new == old ? nil : .some(new)
  }
}
