import RunnerCore
import Support
import TerminalUI
import Testing

@testable import RunnerWizard

/// The word in the maintenance note by which an administrator finds a runner.
@Suite struct MarkerTests {
  private static let letters = Set("abcdefghijklmnopqrstuvwxyz234567")

  private func onReview(
    _ identity: Identity = RecoveryFixtures.createOnly, size: Size = Size(width: 80, height: 40)
  ) -> Pilot {
    var pilot = Pilot(
      RecoveryFixtures.settings(), size: size,
      outside: { work in
        if case .identify = work { return .identified(identity) }
        return work.isRegistration ? nil : Fixtures.well(work)
      })
    pilot.goToReview()
    return pilot
  }

  private func marker(in pilot: Pilot) -> String? {
    let line = pilot.lines.first { $0.contains("Recovery marker") && $0.contains("sent in") }
    return line.flatMap { $0.split(separator: " ").first { $0.hasPrefix("rw-") } }
      .map { String($0.prefix(11)) }
  }

  @Test func markersHaveTheirFormAndDifferByNumberAndSeed() {
    let markers = (0..<500).map { OfferedMarker(seed: 7, number: $0).text }
    #expect(Set(markers).count == 500)
    let isWellFormed = markers.allSatisfy { marker in
      marker.hasPrefix("rw-") && marker.count == 11
        && marker.dropFirst(3).allSatisfy { Self.letters.contains($0) }
    }
    #expect(isWellFormed)
    #expect(OfferedMarker(seed: 8, number: 0) != OfferedMarker(seed: 7, number: 0))
    #expect(OfferedMarker(seed: 7, number: 3) == OfferedMarker(seed: 7, number: 3))
  }

  @Test func whatTheReviewShowsIsWhatIsSent() {
    var pilot = onReview()
    let marker = marker(in: pilot)
    #expect(marker != nil)
    pilot.press(.enter)
    #expect(pilot.registrations.last?.maintenanceNote == "Recovery marker \(marker ?? "")")
    let context = pilot.works.compactMap { work in
      if case .register(_, _, let context) = work { context } else { nil }
    }.last
    #expect(context?.marker == marker)
    #expect(context?.username == "olivia")
  }

  @Test func spaceSwitchesItOff() {
    var pilot = onReview()
    pilot.press(.up)
    #expect(pilot.shows("▸ Recovery marker"))
    #expect(pilot.shows("Space switches it"))
    pilot.press(.space)
    #expect(marker(in: pilot) == nil)
    pilot.press(.down, .enter)
    #expect(pilot.registrations.last?.maintenanceNote == nil)
    let context = pilot.works.compactMap { work in
      if case .register(_, _, let context) = work { context } else { nil }
    }.last
    #expect(context?.marker == nil)
  }

  @Test func tokenThatMayLookUpNeedsNone() {
    let pilot = onReview(Fixtures.identity)
    #expect(!pilot.shows("Recovery marker"))
  }

  @Test func tokenThatDoesNotTellItsScopesNeedsOneWhereItsListIsRefused() {
    let refused = Permission.no(Obstacle(code: "insufficient_scope", text: "No.", fix: ""))
    var preflight = Fixtures.preflight(Fixtures.identity)
    preflight.browsing.mine = refused
    let silent = Identity(user: nil, token: nil)
    #expect(silent.looksNothingUp(preflight))
    preflight.browsing.mine = .yes
    #expect(!silent.looksNothingUp(preflight))
    #expect(!silent.looksNothingUp(nil))
  }

  @Test func itStandsBelowTheNoteAndNeverBeyondItsLimit() {
    let marker = OfferedMarker(seed: 1, number: 0)
    #expect(marker.added(to: "Rack 4") == "Rack 4\n\(marker.line)")
    #expect(marker.added(to: " ") == marker.line)
    let room = 1_024 - marker.line.unicodeScalars.count - 1
    let full = String(repeating: "é", count: room)
    #expect(marker.added(to: full)?.unicodeScalars.count == 1_024)
    #expect(marker.added(to: full + "x") == nil)
    var draft = WizardDraft(surroundings: Surroundings())
    draft.surroundings.marker = marker
    draft.maintenanceNote = full + "x"
    #expect(draft.sentMarker == nil)
    #expect(draft.form.maintenanceNote == full + "x")
    #expect(draft.markerRow?.value.contains("no room") == true)
    #expect(OfferedMarker.removed(marker.text, from: "Rack 4\n\(marker.line)") == "Rack 4")
    #expect(OfferedMarker.removed(marker.text, from: marker.line) == "")
    #expect(OfferedMarker.removed(nil, from: "Rack 4") == "Rack 4")
  }

  @Test func everyRunnerHasAnotherOne() {
    var pilot = onReview()
    let first = marker(in: pilot)
    pilot.press(.enter)
    pilot.answer(.registered(Fixtures.runner, expiry: nil), where: \.isRegistration)
    pilot.wait(milliseconds: 400)
    pilot.press(.character("y"), .character("n"))
    for _ in 0..<12 { pilot.press(.enter) }
    pilot.wait(milliseconds: 300)
    #expect(pilot.shows("— Review"))
    let second = marker(in: pilot)
    #expect(second != nil)
    #expect(second != first)
  }

  @Test func refusedRequestKeepsItsMarker() {
    var pilot = onReview()
    let first = marker(in: pilot)
    pilot.press(.enter)
    pilot.answer(
      .registrationFailed(Fixtures.failure(.rateLimited, retryAfter: 1)), where: \.isRegistration)
    pilot.wait(milliseconds: 1_500)
    #expect(marker(in: pilot) == first)
  }

  @Test func switchingItIsNoWorkToBeLost() {
    var pilot = Pilot(
      RecoveryFixtures.settings(),
      outside: RecoveryFixtures.lost(nil, identity: RecoveryFixtures.createOnly))
    pilot.press(.escape)
    #expect(!pilot.shows("Discard this draft?"))
  }
}
