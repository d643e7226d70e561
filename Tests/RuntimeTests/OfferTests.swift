import GitLabSandbox
import RunnerCore
import RunnerWizard
import Support
import TerminalUI
import Testing

@testable import Runtime

/// What the screen offers and what `create` sends, for every access token of the sandbox.
@Suite struct OfferTests {
  @Test(arguments: PreflightTests.product)
  func theTypePageDimsWhatTheServerRefuses(_ row: PreflightTests.Case) async {
    let transport = SandboxTransport(.init(gitLab: row.release))
    let found = await transport.identity(row.token.name)
    let preflight = await transport.preflight(row.token.name)
    let settings = Settings(
      glyphs: .unicode, isDemo: false, isReadOnly: false,
      start: .ready(transport.connection(row.token.name), notes: []), known: [],
      tokenFolder: "/home/olivia", savedFile: nil, themes: ["mono"], theme: "mono")
    var pilot = Pilot(
      settings, size: Size(width: 100, height: 40),
      outside: { work in
        switch work {
        case .identify: .identified(Identity(user: found.user, token: found.token))
        case .examine: .examined(preflight)
        default: nil
        }
      })
    pilot.wait(milliseconds: 300)
    for (index, type) in RunnerType.allCases.enumerated() {
      pilot.press(.home)
      for _ in 0..<index { pilot.press(.down) }
      pilot.wait(milliseconds: 300)
      let isAccepted = transport.accepts(type, row.token)
      pilot.press(.enter)
      let isOffered = !pilot.shows("Step 1 of")
      #expect(isOffered == isAccepted || isOffered && transport.mayBeUnknown(type, row), "\(type)")
      if isOffered {
        pilot.press(.escape)
        pilot.wait(milliseconds: 300)
      }
    }
  }

  /// One place of each kind: own, below it, switched off, archived, hidden, and the user's own.
  private static let kinds: Set<Int> = [10, 11, 14, 16, 20, 100, 104, 105, 109, 112]

  @Test(arguments: ExaminationTests.cases)
  func createSendsNothingThatIsRefusedForTheTokenOrTheRole(_ token: SandboxToken) async {
    for (type, id) in SandboxTransport().places where type == .instance || Self.kinds.contains(id) {
      let harness = CreateHarness(token: token.name)
      let isAccepted = harness.transport.accepts(type, token, in: id)
      let (word, place): (String, [String]) =
        switch type {
        case .instance: ("instance", [])
        case .group: ("group", ["--group", "\(id)"])
        case .project: ("project", ["--project", "\(id)"])
        }
      let printed = await harness.create(["--type", word] + place + ["--json"])
      let sent = harness.transport.withSandbox { sandbox in
        sandbox.log.filter { $0.method == "POST" }.compactMap(\.status)
      }
      if isAccepted {
        #expect(printed.status == 0 && sent == [201], "\(type) \(id): \(printed.output)")
        continue
      }
      // A place that is not shown to the user may as well not exist.
      let isShown = harness.transport.status("GET", "\(word)s/\(id)", token) != 404
      let exit: Int64 = isShown || type == .instance || !sent.isEmpty ? 3 : 4
      #expect(
        printed.status == 3 || Int64(printed.status) == exit, "\(type) \(id): \(printed.output)")
      #expect(printed.error?["exit"] == .integer(Int64(printed.status)))
      #expect(printed.text(printed.error?["message"])?.isEmpty == false)
      guard !sent.isEmpty else { continue }
      // Whether an archived place or one whose registration is switched off takes runners cannot be asked.
      let isArchived = type == .group ? id == 16 : id == 105
      let mayAsk = harness.transport.status("GET", "user", token) == 200
      #expect(
        isArchived || ExaminationTests.isHiddenRefusal(type, id, token) || !mayAsk
          || token.kind == .fineGrained, "\(type) \(id)")
    }
  }
}
