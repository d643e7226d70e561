import RunnerCore
import RunnerWizard
import Support
import TerminalUI
import Testing

@Suite struct RefusalTests {
  static let report = RefusalReport(
    cause: "Registration of group runners is switched off in acme/infra.",
    proof: ["You are Owner of acme/infra.", "The token has the scope api."],
    unknown: ["Whether the instance allows group runners could not be read."],
    fix: "Ask an administrator to open Admin > CI/CD > Runners.",
    details: "POST /api/v4/user/runners answered 403\nGroup acme/infra, id 7")

  private func refused(
    _ kind: APIFailure.Kind = .forbidden, _ answer: Answer?,
    size: Size = Size(width: 80, height: 30)
  ) -> Pilot {
    var pilot = Pilot(Fixtures.settings(), size: size) { work in
      switch work {
      case .register: .registrationFailed(Fixtures.failure(kind))
      case .inquire: answer
      default: Fixtures.well(work)
      }
    }
    pilot.goToReview()
    pilot.press(.enter)
    pilot.wait(milliseconds: 300)
    return pilot
  }

  private func copied(_ pilot: Pilot) -> [Clipping] {
    pilot.effects.compactMap { effect in
      if case .run(.copy(let clipping), _) = effect { clipping } else { nil }
    }
  }

  @Test func causeProofAndNextStepStandOnTheReview() {
    let pilot = refused(.forbidden, .inquired(Self.report))
    #expect(pilot.shows("✗ Registration of group runners is switched off"))
    #expect(pilot.shows("- You are Owner of acme/infra."))
    #expect(pilot.shows("- Whether the instance allows"))
    #expect(pilot.shows("Ask an administrator to open"))
    #expect(pilot.registrations.count == 1)
  }

  @Test func failureIsSaidWhileTheServerIsAskedOn() {
    var pilot = refused(.forbidden, nil)
    #expect(pilot.shows("The server said no."))
    #expect(pilot.shows("Asking the server for the cause"))
    pilot.answer(.inquired(Self.report), where: \.isInquiry)
    #expect(!pilot.shows("Asking the server for the cause"))
    #expect(pilot.shows("is switched off"))
  }

  @Test func detailsAreCopiedBeforeAndAfterTheAnswer() {
    var pilot = refused(.forbidden, nil)
    pilot.press(.character("D"))
    guard case .text(let first)? = copied(pilot).first else {
      Issue.record("nothing was copied")
      return
    }
    #expect(first.contains("POST https://gitlab.example.com/api/v4/user/runners"))
    #expect(first.contains("acme/infra, id 7"))
    #expect(!first.contains(Fixtures.accessToken))
    pilot.answer(.inquired(Self.report), where: \.isInquiry)
    pilot.press(.character("D"))
    #expect(copied(pilot).last == .text(Self.report.details))
    #expect(pilot.shows("the details for your administrator"))
  }

  @Test(arguments: [
    APIFailure.Kind.forbidden, .unauthorized, .notFound, .badRequest,
    .insufficientScope(needed: ["create_runner"]),
  ])
  func refusalsWithoutAFieldAreAskedAbout(_ kind: APIFailure.Kind) {
    #expect(refused(kind, nil).work(\.isInquiry).count == 1)
  }

  @Test(arguments: [APIFailure.Kind.rateLimited, .serverError])
  func whatIsNoRefusalIsNotAskedAbout(_ kind: APIFailure.Kind) {
    var pilot = refused(kind, nil)
    #expect(pilot.work(\.isInquiry).isEmpty)
    pilot.press(.character("D"))
    #expect(copied(pilot).isEmpty)
  }

  @Test func unknownOutcomeIsNoRefusal() {
    var pilot = Pilot(Fixtures.settings()) { work in
      if case .register = work {
        return .registrationFailed(Fixtures.failure(.timedOut, .unknown))
      }
      return Fixtures.well(work)
    }
    pilot.goToReview()
    pilot.press(.enter)
    #expect(pilot.work(\.isInquiry).isEmpty)
  }

  @Test func problemOfAFieldGoesToTheFieldInstead() {
    let problem = APIFailure.FieldProblem(
      field: .description, name: "description", message: "Description is too long.")
    var pilot = Pilot(Fixtures.settings()) { work in
      if case .register = work {
        return .registrationFailed(
          Fixtures.failure(.invalidFields, problems: [problem]))
      }
      return Fixtures.well(work)
    }
    pilot.goToReview()
    pilot.press(.enter)
    #expect(pilot.shows("Description is too long."))
    #expect(pilot.work(\.isInquiry).isEmpty)
  }

  @Test func anotherTryForgetsWhatTheFirstCameFrom() {
    var pilot = refused(.forbidden, .inquired(Self.report))
    pilot.outside = { _ in nil }
    pilot.press(.enter)
    #expect(!pilot.shows("is switched off"))
    pilot.answer(.registered(Fixtures.runner, expiry: nil))
    #expect(pilot.shows("Runner created"))
  }
}
