import FoundationEssentials
import RunnerCore
import Testing

/// The end of a runner's token and the deadline for rotating it, as GitLab Premium takes them.
@Suite struct TokenExpiryFormTests {
  /// 2027-01-15 08:00 UTC.
  private let now = Date(timeIntervalSince1970: 1_800_000_000)

  private func form(_ expiry: String, _ deadline: String = "") -> RunnerForm {
    RunnerForm(type: .instance, tokenExpiresAt: expiry, tokenRotationDeadline: deadline)
  }

  @Test(arguments: [
    ("2027-01-20", "2027-01-20T00:00:00Z"), ("2027-01-20 14:00", "2027-01-20T14:00:00Z"),
    ("2027-01-20T14:00:00+02:00", "2027-01-20T12:00:00Z"), ("7d", "2027-01-22T08:00:00Z"),
    (" 1h 30m ", "2027-01-15T09:30:00Z"), ("15d", "2027-01-30T08:00:00Z"),
    ("5m", "2027-01-15T08:05:00Z"),
  ])
  func timesAsPeopleWriteThemAreSentInUTC(_ text: String, _ sent: String) throws {
    let registration = try form(text).validate(now: now)
    #expect(registration.tokenExpiresAt == sent)
    #expect(registration.jsonBody().contains("\"token_expires_at\":\"\(sent)\""))
    #expect(!registration.jsonBody().contains("token_rotation_deadline"))
  }

  @Test func bothAreSentUnderGitLabsNames() throws {
    let body = try form("7d", "6d").validate(now: now).jsonBody()
    #expect(body.contains(#""token_rotation_deadline":"2027-01-21T08:00:00Z""#))
  }

  @Test func nothingIsSentOfEmptyFields() throws {
    #expect(!(try form("", " ").validate(now: now).jsonBody()).contains("token_"))
  }

  @Test(arguments: [
    ("4m", "", FormField.tokenExpiresAt, FormProblem.Kind.expiryTooSoon),
    ("2027-01-14", "", .tokenExpiresAt, .expiryTooSoon),
    ("16d", "", .tokenExpiresAt, .expiryTooLate),
    ("soon", "", .tokenExpiresAt, .notATime("soon")),
    ("3600", "", .tokenExpiresAt, .notATime("3600")),
    ("7d", "later", .tokenRotationDeadline, .notATime("later")),
    ("", "7d", .tokenExpiresAt, .expiryNeededForDeadline),
    ("7d", "8d", .tokenRotationDeadline, .deadlineAfterExpiry),
    ("7d", "2027-01-15 07:59", .tokenRotationDeadline, .deadlinePast),
  ])
  func whatGitLabWouldRefuseIsToldBefore(
    _ expiry: String, _ deadline: String, _ field: FormField, _ kind: FormProblem.Kind
  ) {
    let problems = form(expiry, deadline).problems(now: now)
    #expect(problems == [FormProblem(field: field, kind: kind)])
    #expect(problems.allSatisfy { $0.message.hasSuffix(".") })
  }

  @Test func withoutTheTimeOfDayOnlyTheFormIsJudged() throws {
    #expect(form("2020-01-01").problems.isEmpty)
    #expect(form("7d").problems.isEmpty)
    #expect(form("soon").problems.map(\.kind) == [.notATime("soon")])
    #expect(throws: InvalidForm.self) { try form("7d").validate() }
    #expect(try form("2020-01-01").validate().tokenExpiresAt == "2020-01-01T00:00:00Z")
  }

  @Test func theEnterpriseBuildAloneTakesThem() {
    #expect(ServerFacts(versionText: "18.4.2-ee").takesTokenExpiry)
    #expect(!ServerFacts(versionText: "18.4.2").takesTokenExpiry)
    #expect(ServerFacts.tokenExpiryNote.contains("Premium"))
  }
}
