import GitLabSandbox
import RunnerCore
import RunnerWizard
import Support
import TerminalUI
import Testing

@testable import Runtime

/// What the screen offers and what `create` sends, for every access token of the sandbox.
///
/// The programs run on threads of their own and few at a time: other tests need the few threads that tasks have.
@Suite struct OfferTests {
  @Test(arguments: GitLabSandbox.Release.allCases)
  func theTypePageDimsWhatTheServerRefuses(_ release: GitLabSandbox.Release) async {
    for row in PreflightTests.product where row.release == release {
      let transport = SandboxTransport(.init(gitLab: release))
      let found = await transport.identity(row.token.name)
      let preflight = await transport.preflight(row.token.name)
      let settings = Settings(
        glyphs: .unicode, isDemo: false, isReadOnly: false,
        start: .ready(transport.connection(row.token.name), notes: []), known: [],
        tokenFolder: "/home/olivia", savedFile: nil, themes: ["mono"], theme: "mono")
      let types = await onThread {
        let offered = Self.offeredTypes(settings) { work in
          switch work {
          case .identify: .identified(Identity(user: found.user, token: found.token))
          case .examine: .examined(preflight)
          default: nil
          }
        }
        return zip(RunnerType.allCases, offered).map { type, isOffered in
          (type, isOffered, transport.accepts(type, row.token))
        }
      }
      for (type, isOffered, isAccepted) in types {
        #expect(
          isOffered == isAccepted || isOffered && transport.mayBeUnknown(type, row),
          "\(row.token.name) \(type)")
      }
    }
  }

  /// For each type whether Enter leads on from it.
  private static func offeredTypes(
    _ settings: Settings, _ outside: @escaping @Sendable (Work) -> Answer?
  ) -> [Bool] {
    var pilot = Pilot(settings, size: Size(width: 60, height: 12), outside: outside)
    pilot.wait(milliseconds: 300)
    return RunnerType.allCases.indices.map { place in
      pilot.press(.home)
      for _ in 0..<place { pilot.press(.down) }
      pilot.wait(milliseconds: 300)
      pilot.press(.enter)
      guard !pilot.shows("Step 1 of") else { return false }
      pilot.press(.escape)
      pilot.wait(milliseconds: 300)
      return true
    }
  }

  /// Places of one's own, one whose registration is switched off and archived ones; every other is asked about in
  /// ``ExaminationTests``.
  private static let kinds: Set<Int> = [10, 14, 16, 100, 105]

  @Test(.serialized, arguments: ExaminationTests.cases)
  func createSendsNothingThatIsKnownToBeRefused(_ token: SandboxToken) async {
    let harness = CreateHarness(token: token.name)
    for (type, id) in SandboxTransport().places where type == .instance || Self.kinds.contains(id) {
      let isAccepted = harness.transport.accepts(type, token, in: id)
      let (word, place): (String, [String]) =
        switch type {
        case .instance: ("instance", [])
        case .group: ("group", ["--group", "\(id)"])
        case .project: ("project", ["--project", "\(id)"])
        }
      let before = harness.requests
      let printed = await harness.create(["--type", word] + place + ["--json"])
      let sent = harness.transport.withSandbox { sandbox in
        sandbox.log.dropFirst(before).filter { $0.method == "POST" }.compactMap(\.status)
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
      // Whether registration is switched off cannot be asked.
      let mayAsk = harness.transport.status("GET", "user", token) == 200
      #expect(
        ExaminationTests.isHiddenRefusal(type, id, token) || !mayAsk || token.kind == .fineGrained,
        "\(type) \(id)")
    }
  }
}
