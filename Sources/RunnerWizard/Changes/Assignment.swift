import RunnerCore
import TerminalUI

/// The projects that use a runner, to take it away from one or to assign it to another.
struct Assignment: Equatable, Sendable {
  enum State: Equatable, Sendable {
    case idle
    /// A project that was typed is looked up.
    case lookingUp
    /// It was found; Enter assigns the runner to it.
    case found(RunnerTarget)
    case changing(RunnerTarget)
  }

  let runner: Runner
  private(set) var projects: [RunnerTarget]
  /// Whether there are projects beyond those known.
  private(set) var isCut: Bool
  var editor = LineEditor()
  /// Place of the highlight among the projects; nil on the text field.
  var index: Int?
  var state = State.idle
  var problem: String?

  init(_ detail: RunnerDetail) {
    runner = detail.runner
    projects = detail.projects
    isCut = detail.isCut
  }

  /// The project that keeps the runner until it is deleted.
  func isOwner(_ project: RunnerTarget) -> Bool {
    runner.owner?.kind == .project && runner.owner?.id == project.id
  }

  mutating func move(_ step: Int) {
    let place = min(max(0, (index.map { $0 + 1 } ?? 0) + step), projects.count)
    index = place == 0 ? nil : place - 1
  }

  /// Something else was typed: what was found or wrong is about the text before.
  mutating func textChanged() {
    problem = nil
    if case .found = state { state = .idle }
  }

  mutating func add(_ project: RunnerTarget) {
    if !projects.contains(where: { $0.id == project.id }) { projects.append(project) }
    editor.setText("")
    state = .idle
    problem = nil
  }

  mutating func remove(_ project: RunnerTarget) {
    projects.removeAll { $0.id == project.id }
    state = .idle
    problem = nil
    move(0)
  }

  /// Takes what the server has now.
  mutating func take(_ detail: RunnerDetail) {
    projects = detail.projects
    isCut = detail.isCut
    state = .idle
    if problem == Texts.assignmentUnknown { problem = nil }
    move(0)
  }
}

extension App {
  private var assignmentIndex: Int? {
    overlays.firstIndex {
      if case .change(.assignment) = $0 { true } else { false }
    }
  }

  private var assignment: Assignment? {
    get {
      guard let assignmentIndex, case .change(.assignment(let value)) = overlays[assignmentIndex]
      else { return nil }
      return value
    }
    set {
      if let assignmentIndex, let newValue {
        overlays[assignmentIndex] = .change(.assignment(newValue))
      }
    }
  }

  mutating func showProjects(_ list: RunnerList) -> [Effect] {
    guard let runner = list.cursorRunner else { return [] }
    return wait(for: runner, .projects)
  }

  mutating func openProjects(_ detail: RunnerDetail) -> [Effect] {
    if assignment?.runner.id == detail.runner.id {
      assignment?.take(detail)
      return []
    }
    guard endWaiting(for: detail.runner.id) else { return [] }
    var detail = detail
    if let row = row(detail.runner.id) { detail.runner = row }
    return show(.change(.assignment(Assignment(detail))))
  }

  /// Enter: looks up what was typed, assigns what was found, or asks whether to take the runner
  /// away from the highlighted project.
  mutating func accept(_ assignment: Assignment) -> [Effect] {
    var assignment = assignment
    if let index = assignment.index, assignment.projects.indices.contains(index) {
      return askToUnassign(assignment.projects[index], assignment)
    }
    switch assignment.state {
    case .lookingUp, .changing: return []
    case .found(let project): return begin(.assign(project), [assignment.runner.id])
    case .idle: break
    }
    guard let connection = session.connection else { return [] }
    do {
      let reference = try TargetReference.parse(
        assignment.editor.text, kind: .project, server: connection.server)
      assignment.problem = nil
      assignment.state = .lookingUp
      self.assignment = assignment
      return run(.resolve(reference, .project, for: .assignment, connection))
    } catch {
      assignment.problem = error.message
      self.assignment = assignment
      return []
    }
  }

  private mutating func askToUnassign(
    _ project: RunnerTarget, _ assignment: Assignment
  ) -> [Effect] {
    guard assignment.state != .lookingUp else { return [] }
    if case .changing = assignment.state { return tell(.warning, Texts.stillChanging) }
    let refusal =
      assignment.isOwner(project)
      ? Texts.ownerStays
      : assignment.runner.refusal(of: .unassign(project), access: runnerAccess)
    if let refusal { return tell(.warning, refusal) }
    return show(.confirm(.unassign(assignment.runner, project)))
  }

  /// - Returns: nil when no project is looked up for an assignment.
  mutating func takeProject(_ answer: Answer) -> [Effect]? {
    guard var assignment, assignment.state == .lookingUp else { return nil }
    assignment.state = .idle
    switch answer {
    case .resolved(let project):
      if assignment.projects.contains(where: { $0.id == project.id }) {
        assignment.problem = Texts.assignedAlready
      } else {
        assignment.state = .found(project)
      }
    case .resolvingFailed(let failure): assignment.problem = failure.sentences
    default: return nil
    }
    self.assignment = assignment
    return settle(.create)
  }

  /// An assignment is on its way.
  mutating func showAssignmentBegun(_ change: RunnerChange, _ runner: Runner) {
    guard assignment?.runner.id == runner.id else { return }
    switch change {
    case .assign(let project), .unassign(let project): assignment?.state = .changing(project)
    default: break
    }
  }

  /// An assignment was made, or taken back.
  mutating func assignmentMade(_ single: SingleChange, isSeen: Bool) -> [Effect] {
    let runner = single.runner
    let isShown = assignment?.runner.id == runner.id
    let name = Texts.name(of: runner)
    var effects: [Effect] = []
    switch single.task.change {
    case .assign(let project):
      if isShown { assignment?.add(project) }
      effects = tell(.success, Texts.assigned(name, project))
    case .unassign(let project):
      if isShown { assignment?.remove(project) }
      effects = tell(.success, Texts.unassigned(name, project))
    default: break
    }
    return effects
      + (isInUse(single.connection) && !isSeen ? read(runner.id, for: .row) : [])
  }

  /// An assignment whose answer was lost was not made.
  /// - Returns: whether that is shown beside the projects.
  mutating func showAssignmentNotMade(_ runner: Runner) -> Bool {
    showAssignmentProblem(runner.id, Texts.assignmentNotMade)
  }

  /// - Returns: whether the problem is shown beside the projects.
  mutating func showAssignmentProblem(_ id: Int64, _ problem: String) -> Bool {
    guard assignment?.runner.id == id else { return false }
    assignment?.problem = problem
    return true
  }

  /// - Returns: whether the failure is shown beside the projects.
  mutating func showAssignmentFailure(_ runner: Runner, _ failure: APIFailure) -> Bool {
    guard var assignment, assignment.runner.id == runner.id else { return false }
    assignment.state = .idle
    assignment.problem =
      failure.outcome == .unknown ? Texts.assignmentUnknown : failure.sentences
    self.assignment = assignment
    return true
  }
}
