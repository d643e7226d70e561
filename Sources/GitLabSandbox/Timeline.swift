import FoundationEssentials

extension GitLabSandbox {
  /// What becomes by itself of a runner that is created, so that a client can watch it.
  ///
  /// One that has `never-polls` in its description or in a tag registers and never asks for jobs. A runner that a
  /// gitlab-runner uses before its time is left alone.
  public struct Timeline: Equatable, Sendable {
    /// Seconds from its creation until a machine registers.
    public var register: Int
    /// Seconds from its creation until that machine asks for jobs.
    public var poll: Int

    public init(register: Int, poll: Int) {
      self.register = register
      self.poll = poll
    }

    /// Reads `register=6,poll=12`, whole seconds up to a day; nil for anything else.
    public init?(parsing text: String) {
      var seconds: [Substring: Int] = [:]
      for part in text.split(separator: ",", omittingEmptySubsequences: false) {
        let words = part.split(separator: "=", omittingEmptySubsequences: false)
        guard words.count == 2, ["register", "poll"].contains(words[0]), seconds[words[0]] == nil,
          let number = Int(words[1]), (0...86_400).contains(number)
        else { return nil }
        seconds[words[0]] = number
      }
      guard let register = seconds["register"], let poll = seconds["poll"], register <= poll else {
        return nil
      }
      self.init(register: register, poll: poll)
    }
  }

  /// A contact that a runner will make by itself.
  struct PlannedContact: Sendable {
    let moment: Date
    let runnerID: Int
    let polls: Bool
  }

  private static let neverPolls = "never-polls"
  private static let systemID = "s_71be11ed0001"

  /// Plans what becomes of a runner that was just created.
  mutating func planContacts(of runner: SandboxRunner) {
    guard let timeline = options.timeline else { return }
    let words = [runner.description ?? ""] + runner.tags
    let neverPolls = words.contains { $0.contains(Self.neverPolls) }
    func plan(_ seconds: Int, polls: Bool) -> PlannedContact {
      PlannedContact(
        moment: runner.createdAt.addingTimeInterval(TimeInterval(seconds)), runnerID: runner.id,
        polls: polls)
    }
    plannedContacts.append(plan(timeline.register, polls: false))
    if !neverPolls { plannedContacts.append(plan(timeline.poll, polls: true)) }
    plannedContacts.sort { ($0.moment, $0.polls ? 1 : 0) < ($1.moment, $1.polls ? 1 : 0) }
  }

  /// Lets everything happen that was planned until a moment of the sandbox's clock.
  mutating func catchUp(to moment: Date) {
    while let contact = plannedContacts.first, contact.moment <= moment {
      plannedContacts.removeFirst()
      guard let index = runnerIndex(id: contact.runnerID),
        runners[index].managers.allSatisfy({ $0.systemID == Self.systemID })
      else { continue }
      _ = touch(runnerAt: index, systemID: Self.systemID, now: contact.moment) { manager in
        guard contact.polls else { return }
        manager.hasRequestedJobs = true
        manager.executor = "docker"
      }
    }
  }
}
