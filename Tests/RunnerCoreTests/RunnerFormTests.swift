import RunnerCore
import Testing

@Suite struct RunnerFormTests {
  private let valid = RunnerForm(type: .group, target: someGroup, tags: ["docker"])

  private func kinds(_ change: (inout RunnerForm) -> Void) -> [FormProblem.Kind] {
    var form = valid
    change(&form)
    return form.problems.map(\.kind)
  }

  @Test func aCompleteFormHasNoProblems() {
    #expect(valid.problems.isEmpty)
  }

  @Test func theTypeIsNeeded() {
    #expect(RunnerForm().problems == [FormProblem(field: .runnerType, kind: .typeMissing)])
  }

  @Test func theTargetBelongsToTheType() {
    #expect(kinds { $0.target = nil } == [.targetMissing(.group)])
    #expect(kinds { $0.target = someProject } == [.targetOfOtherKind(needed: .group)])
    #expect(kinds { $0.type = .project } == [.targetOfOtherKind(needed: .project)])
    #expect(kinds { $0.type = .instance } == [.targetForInstance(.group)])
    #expect(
      kinds { form in
        form.type = .instance
        form.target = nil
      }.isEmpty)
    #expect(kinds { $0.target = RunnerTarget(kind: .group, id: 0) } == [.idOutOfRange(0)])
  }

  @Test func fiftyTagsPassAndOneMoreDoesNot() {
    #expect(kinds { $0.tags = (1...50).map { "t\($0)" } }.isEmpty)
    #expect(
      kinds { $0.tags = (1...51).map { "t\($0)" } } == [.tooManyTags(count: 51, limit: 50)])
  }

  @Test func repeatedTagsCountOnce() {
    #expect(kinds { $0.tags = Array(repeating: "same", count: 60) + ["a,b", "b , a"] }.isEmpty)
  }

  @Test func aTagHasAtMost255Scalars() {
    #expect(kinds { $0.tags = [String(repeating: "日", count: 255)] }.isEmpty)
    let long = String(repeating: "日", count: 256)
    #expect(kinds { $0.tags = [long] } == [.tagTooLong(tag: long, length: 256, limit: 255)])
    // 128 letters with a combining mark are 256 scalars.
    let marked = String(repeating: "e\u{301}", count: 128)
    #expect(kinds { $0.tags = [marked] } == [.tagTooLong(tag: marked, length: 256, limit: 255)])
  }

  @Test func withoutTagsUntaggedJobsAreNeeded() {
    #expect(
      kinds { form in
        form.tags = [" , "]
        form.runUntagged = false
      } == [.noTagsAndNoUntagged])
    #expect(kinds { $0.tags = [] }.isEmpty)
    #expect(kinds { $0.runUntagged = false }.isEmpty)
  }

  @Test func textsHaveAtMost1024Scalars() {
    #expect(kinds { $0.description = String(repeating: "é", count: 1024) }.isEmpty)
    #expect(
      kinds { $0.description = String(repeating: "é", count: 1025) }
        == [.tooLong(length: 1025, limit: 1024)])
    #expect(kinds { $0.maintenanceNote = String(repeating: "n", count: 1024) }.isEmpty)
    var form = valid
    form.maintenanceNote = String(repeating: "n", count: 1025)
    #expect(form.problems.map(\.field) == [.maintenanceNote])
  }

  @Test func nullCharactersAreRefused() {
    #expect(kinds { $0.description = "a\0" } == [.nullCharacter])
    #expect(kinds { $0.tags = ["a\0b"] } == [.nullCharacter])
  }

  @Test func theTimeoutIsAtLeastTenMinutes() {
    #expect(kinds { $0.maximumTimeout = "600" }.isEmpty)
    #expect(kinds { $0.maximumTimeout = "10m" }.isEmpty)
    #expect(kinds { $0.maximumTimeout = "  " }.isEmpty)
    #expect(
      kinds { $0.maximumTimeout = "599" } == [.timeoutTooShort(seconds: 599, minimum: 600)])
    #expect(kinds { $0.maximumTimeout = "0" } == [.timeoutTooShort(seconds: 0, minimum: 600)])
    #expect(kinds { $0.maximumTimeout = "soon" } == [.notADuration("soon")])
  }

  @Test func theTimeoutFitsGitLabsColumn() {
    #expect(kinds { $0.maximumTimeout = "2147483647" }.isEmpty)
    #expect(kinds { $0.maximumTimeout = "2147483648" } == [.timeoutTooLong(maximum: 2_147_483_647)])
    #expect(
      kinds { $0.maximumTimeout = "99999999999999999999" }
        == [.timeoutTooLong(maximum: 2_147_483_647)])
  }

  @Test func onlyProjectRunnersAreLocked() {
    #expect(kinds { $0.isLocked = true } == [.lockedOnlyForProjects])
    #expect(kinds { $0.isLocked = false }.isEmpty)
    let project = RunnerForm(type: .project, target: someProject, isLocked: true)
    #expect(project.problems.isEmpty)
  }

  @Test func allProblemsAreReportedAtOnce() throws {
    let form = RunnerForm(
      type: .group, tags: ["a"], description: String(repeating: "x", count: 2_000),
      maintenanceNote: String(repeating: "x", count: 2_000), maximumTimeout: "1s", isLocked: true)
    let error = #expect(throws: InvalidForm.self) { try form.validate() }
    #expect(
      error?.problems.map(\.field)
        == [.groupID, .description, .maintenanceNote, .maximumTimeout, .locked])
  }

  @Test func everyProblemSaysWhatToDo() {
    let form = RunnerForm(
      type: .instance, target: someGroup,
      tags: [
        String(repeating: "\u{1B}", count: 300), (1...60).map { "\($0)" }.joined(separator: ","),
      ],
      description: String(repeating: "\0", count: 2_000), maximumTimeout: "x\u{1B}", isLocked: true)
    #expect(form.problems.count == 7)
    for problem in form.problems + [
      FormProblem(field: .tagList, kind: .noTagsAndNoUntagged),
      FormProblem(field: .runnerType, kind: .typeMissing),
      FormProblem(field: .groupID, kind: .targetMissing(.group)),
      FormProblem(field: .groupID, kind: .targetOfOtherKind(needed: .group)),
      FormProblem(field: .groupID, kind: .idOutOfRange(-1)),
      FormProblem(field: .maximumTimeout, kind: .timeoutTooShort(seconds: 5, minimum: 600)),
      FormProblem(field: .maximumTimeout, kind: .timeoutTooLong(maximum: 7)),
    ] {
      #expect(problem.message.hasSuffix("."))
      #expect(problem.message.contains(";"))
      #expect(sanitized(problem.message) == problem.message)
      #expect(problem.message.count < 200)
    }
  }
}
