import Configuration
import FoundationEssentials
import GitLabSandbox
import RunnerCore
import RunnerWizard
import Support
import Synchronization
import TerminalUI

@testable import Runtime

/// One registration as an operator makes it on the screen: goes through the wizard, presses Enter, and follows what the
/// screen offers until the token is on it or its loss is stated.
///
/// The work is that of the program, on the sandbox behind an unreliable network; only looking for a lost runner waits by
/// the network's clock.
struct ScreenJourney {
  /// How it ended.
  enum End: Equatable {
    /// What the screen shows after the operator asked for the token.
    case token
    /// The screen says that the token is not to be had, and by what the runner is found.
    case stated
    case stuck
  }

  static let description = "Runner of the fault table"

  private(set) var pilot: Pilot
  /// What the screen offered and the operator did.
  private(set) var steps: [String] = []
  let transport: UnreliableTransport
  let worker: Worker
  private let connection: Connection
  /// Whether the access token may look nothing up.
  private let isBlind: Bool

  init(_ transport: UnreliableTransport, _ ability: TokenAbility, journal: Journal) {
    self.transport = transport
    connection = transport.connection(ability.tokenName)
    isBlind = ability == .createOnly
    var worker = Worker(transports: Transports { _ in transport })
    worker.journal = journal
    self.worker = worker
    var settings = Settings(
      glyphs: .ascii, isDemo: false, isReadOnly: false, start: .ready(connection, notes: []),
      known: [], tokenFolder: "/home/owner", savedFile: nil, themes: ["terminal"],
      theme: "terminal")
    settings.markerSeed = 7
    pilot = Pilot(
      settings, size: Size(width: 120, height: 50),
      now: Moment(uptime: 1_000, unix: Int64(transport.now.timeIntervalSince1970)))
  }

  // MARK: - The world outside

  /// Does the work that the screen asks for until it asks for no more, and lets the typed-ahead guard pass.
  private mutating func settle() async {
    for _ in 1...4 {
      for _ in 1...200 {
        guard let work = pilot.pending.first?.work else { break }
        for answer in await answers(to: work) { pilot.answer(answer, where: { $0 == work }) }
      }
      pilot.now.unix = Int64(transport.now.timeIntervalSince1970)
      pilot.wait(milliseconds: 400)
    }
  }

  private func answers(to work: Work) async -> [Answer] {
    switch work {
    case .recover(let entry, let connection):
      let others = worker.runners(notOf: entry)
      return [.recovered(await transport.client(connection).recover(entry, except: others))]
    case .copy: return [.copied(.confirmed(route: "tmux"))]
    default:
      let partial = Mutex<[Answer]>([])
      let last = await worker.perform(work) { answer in partial.withLock { $0.append(answer) } }
      return partial.withLock { $0 } + [last].compactMap(\.self)
    }
  }

  private mutating func press(_ keys: Key...) async {
    for key in keys {
      pilot.press(key)
      await settle()
    }
  }

  private mutating func type(_ text: String) async {
    pilot.type(text)
    await settle()
  }

  // MARK: - The operator

  /// To the review, where everything still works.
  mutating func goToReview() async {
    await settle()
    // One that cannot be looked up is taken by a second Enter.
    var isTargetTyped = false
    for _ in 1...20 {
      if pilot.shows("Step 5") { return }
      if pilot.shows("Step 1") {
        // What nobody can tell beforehand begins with the instance.
        await isBlind ? press(.down, .enter) : press(.enter)
      } else if pilot.shows("Step 2"), !isTargetTyped {
        isTargetTyped = true
        await type("10")
        await press(.enter)
      } else if pilot.shows("Step 4"), !pilot.shows(Self.description) {
        await type(Self.description)
        await press(.enter)
      } else {
        await press(.enter)
      }
    }
  }

  mutating func register() async -> End {
    await press(.enter)
    if !shownAlone.isEmpty { steps.append("the token alone") }
    for _ in 1...12 {
      if let end = await step() { return end }
    }
    return .stuck
  }

  /// Tokens that were written alone on the terminal, as where the rest of an answer is of no use.
  var shownAlone: [Secret] {
    pilot.effects.compactMap { if case .showRaw(let token) = $0 { token } else { nil } }
  }

  /// Does what the screen offers; gives the end where there is one.
  private mutating func step() async -> End? {
    if pilot.shows("Runner created") || pilot.shows("Token recovered") || pilot.shows("Token reset")
    {
      steps.append(
        pilot.shows("Runner created")
          ? "created" : pilot.shows("Token reset") ? "token reset" : "token shown again")
      await press(.character("v"))
      return .token
    }
    if pilot.shows("Sent") && pilot.shows("nfinished runner") { return await lookAfter() }
    if pilot.shows("Step 5") {
      // A refusal or a lost connection: the review says so, and Enter sends it once more.
      transport.heal()
      if pilot.shows("Try again in") {
        steps.append("waited")
        pilot.wait(milliseconds: 60_000)
      }
      steps.append("sent again from the review")
      await press(.enter)
      return nil
    }
    return .stuck
  }

  private mutating func lookAfter() async -> End? {
    if pilot.shows("The runner was created, and GitLab still gives its token.") {
      steps.append("found")
      await press(.enter)
      return nil
    }
    if pilot.shows("its token is not to be had") {
      steps.append("found without token")
      await press(.character("R"))
      if pilot.shows("Step 5") || pilot.shows("y ") { await press(.character("y")) }
      return pilot.shows("Token reset") ? nil : .stated
    }
    if pilot.shows("may be the one; see what speaks against it") {
      steps.append("found, with a doubt")
      await press(.character("t"))
      return nil
    }
    if pilot.shows("No runner was created: GitLab has none like it.") {
      steps.append("certainly not created")
      await press(.enter)
      return nil
    }
    if pilot.shows("GitLab may still be working") {
      steps.append("looked again")
      transport.wait(150)
      await press(.character("r"))
      return nil
    }
    if pilot.shows("An administrator finds the runner by the marker") { return .stated }
    guard !steps.contains("looked again with a network") else { return .stuck }
    steps.append("looked again with a network")
    transport.heal()
    await press(.character("r"))
    return nil
  }

  /// Copies the token, after which nothing is unfinished.
  mutating func keepToken() async { await press(.character("y")) }
}
