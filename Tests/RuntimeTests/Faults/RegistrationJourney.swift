import FoundationEssentials
import RunnerCore

/// One registration as an operator would go through it: sends it, and follows the steps that the program names until the
/// token is there or its loss is stated.
struct RegistrationJourney {
  /// What the operator does with a runner that was found without its token.
  enum Choice: Sendable {
    case reset
    case deleteAndSendAgain
  }

  /// The server, and what can be done to it between two steps.
  struct World: Sendable {
    var client: @Sendable () -> GitLabClient
    /// Seconds since 1970-01-01 00:00 UTC by the program's clock.
    var now: @Sendable () -> Int64
    /// Lets seconds go by.
    var wait: @Sendable (Double) async throws -> Void
    /// Ends what was wrong, before the operator looks again.
    var heal: @Sendable () async throws -> Void
    /// The tokens of the runners that this registration made, by their ids.
    var runners: @Sendable () async throws -> [Int64: String]
  }

  /// How it ended.
  enum End: Equatable, Sendable {
    case onScreen(Secret)
    /// The loss is stated: what is said about finding the runner.
    case stated(String)
    /// Two runners may be it, and the operator has to tell them apart.
    case shown(Int)
    /// No end came within the steps that anyone would take.
    case lost(String)
  }

  static let marker = "rw-abcdefgh"

  let world: World
  let ability: TokenAbility
  var choice = Choice.reset
  /// What happens between a lost answer and the search for the runner, such as a restart of the program.
  var interval: (@Sendable () async throws -> Void)?
  /// Whether the entry comes from the journal's file rather than from memory.
  var isFromJournal = true
  /// Runners that there were right after the first request, before anything was sent again.
  private(set) var firstRunners = 0
  private(set) var steps: [String] = []

  init(_ world: World, _ ability: TokenAbility) {
    self.world = world
    self.ability = ability
  }

  static func form(_ ability: TokenAbility) -> RunnerForm {
    let isBlind = ability == .createOnly
    return RunnerForm(
      type: .group,
      target: RunnerTarget(kind: .group, id: 10, fullPath: isBlind ? nil : "acme"),
      tags: ["docker", "fault"], description: "Runner of the fault table",
      maintenanceNote: isBlind ? "Rack 7\nRecovery marker \(marker)" : "Rack 7")
  }

  mutating func run() async throws -> End {
    let form = Self.form(ability)
    let registration = try form.validate()
    var sent = 0
    while sent < 3 {
      sent += 1
      var entry = JournalEntry(
        id: "fault-table", state: .sending, server: world.client().connection.server, userID: 2,
        username: "owner", form: RunnerForm(sent: registration),
        marker: ability == .createOnly ? Self.marker : nil, startedAt: world.now())
      do {
        let runner = try await world.client().register(registration)
        if sent == 1 { firstRunners = try await world.runners().count }
        return .onScreen(runner.token)
      } catch let failure as APIFailure {
        if sent == 1 { firstRunners = try await world.runners().count }
        if let token = failure.recoveredToken {
          steps.append("token without its id")
          return .onScreen(token)
        }
        guard failure.outcome == .unknown else {
          steps.append(failure.outcome == .notSent ? "not sent" : "refused")
          guard try await world.runners().isEmpty else { return .lost("refused, and there is one") }
          steps.append("send again")
          try await world.heal()
          continue
        }
        entry.state = .unknown
        entry.runnerID = failure.runnerID
        entry.serverTime = failure.serverTime
      }
      try await interval?()
      if isFromJournal { entry = try JournalEntry(parsing: Array(entry.text.utf8)) }
      switch try await recover(entry) {
      case .ended(let end): return end
      case .absent: steps.append("send again")
      }
      try await world.heal()
    }
    return .lost("sent three times")
  }

  private enum Search {
    case ended(End)
    /// Certainly not there (any more).
    case absent
  }

  private mutating func recover(_ entry: JournalEntry) async throws -> Search {
    for look in 1...3 {
      let report = await world.client().recover(entry)
      if report.isCertainlyAbsent {
        guard try await world.runners().isEmpty else {
          return .ended(.lost("called absent, and there is one"))
        }
        steps.append("certainly not created")
        return .absent
      }
      let sure = report.candidates.filter(\.doubts.isEmpty)
      let candidates = sure.isEmpty ? report.candidates : sure
      if candidates.count > 1 {
        steps.append("\(candidates.count) runners shown")
        return .ended(.shown(candidates.count))
      }
      if let candidate = candidates.first {
        steps.append(candidate.doubts.isEmpty ? "found" : "found, with a doubt")
        return try await take(candidate)
      }
      guard let obstacle = report.obstacle else { return .ended(.lost("nothing said")) }
      let isWaiting = obstacle.code == "still_possible"
      let isFinal = ["cannot_look_up", "unauthorized"].contains(obstacle.code)
      if isFinal || look == 3 {
        steps.append("not looked up (\(obstacle.code))")
        return .ended(.stated(obstacle.sentences))
      }
      steps.append(isWaiting ? "too early" : "no answer (\(obstacle.code))")
      steps.append("look again")
      try await world.wait(150)
      if !isWaiting { try await world.heal() }
    }
    return .ended(.lost("looked three times"))
  }

  private mutating func take(_ candidate: RecoveryReport.Candidate) async throws -> Search {
    if let token = candidate.token {
      steps.append("token shown again")
      return .ended(.onScreen(token))
    }
    let id = candidate.runner.id
    if choice == .deleteAndSendAgain { return try await delete(candidate) }
    for _ in 1...2 {
      do throws(APIFailure) {
        let reset = try await world.client().resetToken(of: id)
        steps.append("token reset")
        return .ended(.onScreen(reset.token))
      } catch {
        guard error.outcome == .unknown else {
          steps.append("reset refused")
          return .ended(.stated("runner \(id). \(error.message) \(error.fix)"))
        }
        steps.append("reset lost")
      }
    }
    return .ended(.lost("reset twice"))
  }

  private mutating func delete(_ candidate: RecoveryReport.Candidate) async throws -> Search {
    let id = candidate.runner.id
    for _ in 1...2 {
      do throws(APIFailure) {
        _ = try await world.client().change(id, .delete)
        steps.append("deleted")
        return .absent
      } catch {
        if error.kind == .notFound {
          steps.append("deleted before")
          return .absent
        }
        guard error.outcome == .unknown else {
          steps.append("delete refused")
          return .ended(.stated("runner \(id). \(error.message) \(error.fix)"))
        }
        steps.append("delete lost")
      }
    }
    return .ended(.lost("deleted twice"))
  }
}
