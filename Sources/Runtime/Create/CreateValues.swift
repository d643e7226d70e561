import FoundationEssentials
import RunnerCore

extension FormValues {
  init(_ options: CreateOptions) {
    self.init()
    type = options.type.map(RunnerType.init)
    group = options.group
    project = options.project
    tags = options.tags.isEmpty ? nil : options.tags
    description = options.description
    maintenanceNote = options.maintenanceNote
    maximumTimeout = options.maximumTimeout
    runUntagged = options.runUntagged
    isLocked = options.locked
    isProtected = options.protected
    isPaused = options.paused
    tokenExpiresAt = options.tokenExpiresAt
    tokenRotationDeadline = options.tokenRotationDeadline
  }
}

extension RunnerType {
  init(_ kind: CreateOptions.Kind) {
    switch kind {
    case .instance: self = .instance
    case .group: self = .group
    case .project: self = .project
    }
  }
}

/// A form that is complete but for the id behind a path.
struct CreateForm {
  var form: RunnerForm
  /// The group or project as it was given; nil for an instance runner or where it is missing.
  var target: (reference: TargetReference, kind: RunnerTarget.Kind)?
  /// Everything that GitLab would refuse; nothing is sent unless it is empty.
  private(set) var problems: [CommandProblem] = []

  /// - Parameters:
  ///   - server: cuts its own address off a pasted one.
  ///   - now: what durations until the end of the token are reckoned from.
  init(_ values: FormValues, server: ServerURL?, now: Date = Date()) {
    form = RunnerForm(
      type: values.type, tags: values.tags ?? [], description: values.description ?? "",
      maintenanceNote: values.maintenanceNote ?? "", maximumTimeout: values.maximumTimeout ?? "",
      runUntagged: values.runUntagged, isLocked: values.isLocked,
      isProtected: values.isProtected, isPaused: values.isPaused,
      tokenExpiresAt: values.tokenExpiresAt ?? "",
      tokenRotationDeadline: values.tokenRotationDeadline ?? "")
    switch form.type?.targetKind {
    case .group?: take(values.group, as: .group, besides: values.project, server: server)
    case .project?: take(values.project, as: .project, besides: values.group, server: server)
    case nil:
      if let kind: RunnerTarget.Kind = values.group != nil
        ? .group : values.project != nil ? .project : nil
      {
        form.target = RunnerTarget(kind: kind, id: Self.unknownID)
      }
    }
    problems = form.problems(now: now).map(CommandProblem.init) + problems
  }

  /// Stands for an id that is looked up later; the form only has to see that there is a target.
  private static let unknownID: Int64 = 1

  /// Reads the target of the kind that the type needs; a target of the other kind is a mistake.
  private mutating func take(
    _ text: String?, as kind: RunnerTarget.Kind, besides other: String?, server: ServerURL?
  ) {
    let otherKind: RunnerTarget.Kind = kind == .group ? .project : .group
    guard let text else {
      // Named alone, it is the form that knows what to say about the wrong kind.
      if other != nil { form.target = RunnerTarget(kind: otherKind, id: Self.unknownID) }
      return
    }
    form.target = RunnerTarget(kind: kind, id: Self.unknownID)
    do {
      target = (try TargetReference.parse(text, kind: kind, server: server), kind)
    } catch {
      problems.append(CommandProblem(field: kind.field.rawValue, message: error.message))
    }
    guard other != nil else { return }
    let problem = FormProblem(field: otherKind.field, kind: .targetOfOtherKind(needed: kind))
    problems.append(CommandProblem(problem))
  }
}
