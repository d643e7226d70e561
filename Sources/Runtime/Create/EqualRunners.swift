import RunnerCore
import RunnerWizard

/// Looks for runners that are what a registration would make, so that it is not made twice.
struct EqualRunners {
  /// Runners whose details are read at most, each a request.
  private static let readAtMost = 20
  private static let pagesAtOnce = 20

  var registration: RunnerRegistration
  var connection: Connection
  var errand: Errand
  private var source = RunnerSource.graphQL(.all)

  init(_ registration: RunnerRegistration, _ connection: Connection, _ errand: Errand) {
    self.registration = registration
    self.connection = connection
    self.errand = errand
  }

  /// The equal ones, the newest first. What the server does not tell counts as equal.
  mutating func find() throws(CommandFailure) -> [Runner] {
    var likely = try listed().filter(registration.mayBe)
    likely.sort { $0.id > $1.id }
    var equal: [Runner] = []
    for runner in likely.prefix(Self.readAtMost) {
      switch errand.run(.readRunner(runner.id, source, connection)) {
      case .done(.runnerRead(let detail)):
        if registration.matches(detail) { equal.append(detail.runner) }
      case .done(.runnerNotRead): equal.append(runner)
      case .done, .interrupted: throw .interrupted
      }
    }
    return equal
  }

  private mutating func listed() throws(CommandFailure) -> [Runner] {
    let query = RunnerQuery(scope: try scope(), search: search)
    var runners: [Runner] = []
    var next: RunnerCursor?
    repeat {
      var found = source
      let load = RunnerLoad(
        query: query, source: source, from: next, pages: Self.pagesAtOnce, purpose: .more)
      let outcome = errand.run(.loadRunners(load, connection)) { answer in
        if case .runners(let event, _) = answer {
          switch event {
          case .source(let source): found = source
          case .page(let page): runners += page.runners
          case .waiting: break
          }
        }
        return true
      }
      source = found
      switch outcome {
      case .done(.runnersLoaded(let cursor, _)): next = cursor
      case .done(.runnersFailed(let failure, _, _)):
        throw CommandFailure(failure, changesSomething: false).advised(connection)
      case .done, .interrupted: throw .interrupted
      }
    } while next != nil
    return runners
  }

  /// GraphQL wants the path of a group or project, of which an id may be all that is known.
  private func scope() throws(CommandFailure) -> RunnerScope {
    guard let target = registration.target else { return .instance }
    switch errand.run(.findScope(.id(target.id), target.kind, connection)) {
    case .done(.scopeFound(let found)):
      return found.kind == .group ? .group(found, .direct) : .project(found)
    case .done(.scopeNotFound(let failure)):
      throw CommandFailure(failure, changesSomething: false).advised(connection)
    case .done, .interrupted: throw .interrupted
    }
  }

  /// Words that narrow the list down, where GitLab looks for them as they are (`lib/gitlab/sql/pattern.rb`: quotes
  /// and words of less than three characters mean something else).
  private var search: String? {
    guard let text = registration.description else { return nil }
    let isPlain = text.unicodeScalars.allSatisfy {
      $0.isASCII && ($0.properties.isAlphabetic || $0.properties.numericType != nil)
    }
    return isPlain && text.unicodeScalars.count >= 3 ? text : nil
  }
}

extension RunnerRegistration {
  /// Whether nothing that a list tells speaks against it.
  fileprivate func mayBe(_ runner: Runner) -> Bool {
    guard runner.type == nil || runner.type == type else { return false }
    if let target, let owner = runner.owner, owner.kind == target.kind, owner.id != target.id {
      return false
    }
    return isSame(description ?? "", runner.description ?? "") && isTagged(runner.tags)
  }

  fileprivate func matches(_ detail: RunnerDetail) -> Bool {
    let runner = detail.runner
    guard mayBe(runner) else { return false }
    func agrees<Value: Equatable>(_ wanted: Value?, _ found: Value?) -> Bool {
      guard let wanted, let found else { return true }
      return wanted == found
    }
    if let note = maintenanceNote, let found = runner.maintenanceNote, !isSame(note, found) {
      return false
    }
    // A list cannot tell "none" from "not told", but the details tell a limit where there is one.
    if let maximumTimeout, runner.maximumTimeout.map(Int.init) != maximumTimeout { return false }
    return agrees(runUntagged, runner.runsUntagged) && agrees(isLocked, runner.isLocked)
      && agrees(isProtected, runner.isProtected) && agrees(isPaused, runner.isPaused)
  }

  private func isTagged(_ found: [String]?) -> Bool {
    guard let found else { return true }
    func scalars(_ tags: [String]) -> Set<[UInt8]> { Set(tags.map { Array($0.utf8) }) }
    return scalars(found) == scalars(tags)
  }

  /// Whether two texts have the same scalars, which canonically equivalent ones need not have.
  private func isSame(_ one: String, _ other: String) -> Bool { one.utf8.elementsEqual(other.utf8) }
}
