import RunnerCore
import Testing

@Suite struct RunnerRegistrationTests {
  @Test func onlyWhatWasGivenIsSent() throws {
    let registration = try RunnerForm(type: .instance).validate()
    #expect(registration.jsonBody() == #"{"runner_type":"instance_type"}"#)
  }

  @Test func everythingGivenIsSentInOneOrder() throws {
    let form = RunnerForm(
      type: .project, target: someProject, tags: ["docker, linux", "日本"], description: "a \"b\"",
      maintenanceNote: "line\nline", maximumTimeout: "1h 30m", runUntagged: false, isLocked: true,
      isProtected: true, isPaused: false)
    let expected =
      #"{"runner_type":"project_type","project_id":34,"description":"a \"b\"","#
      + #""maintenance_note":"line\nline","paused":false,"locked":true,"#
      + #""access_level":"ref_protected","run_untagged":false,"#
      + #""tag_list":["docker","linux","日本"],"maximum_timeout":5400}"#
    #expect(try form.validate().jsonBody() == expected)
  }

  @Test func theParametersForPeopleAreTheOnesSent() throws {
    let form = RunnerForm(
      type: .group, target: someGroup, tags: ["b", "a"], maximumTimeout: "1h", isProtected: false)
    let parameters = try form.validate().parameters
    #expect(
      parameters.map(\.name)
        == ["runner_type", "group_id", "access_level", "tag_list", "maximum_timeout"])
    #expect(parameters.map(\.value) == ["group_type", "12", "not_protected", "b, a", "3600"])
  }

  @Test func textsOfWhiteSpaceAloneAreNotSent() throws {
    let form = RunnerForm(type: .instance, description: " \n", maintenanceNote: "")
    #expect(try form.validate().jsonBody() == #"{"runner_type":"instance_type"}"#)
  }

  @Test func textsAreSentAsTheyWereTyped() throws {
    let form = RunnerForm(type: .instance, description: " e\u{301} ")
    #expect(try form.validate().description?.unicodeScalars.count == 4)
  }
}

@Suite struct RunnerTagsTests {
  @Test(arguments: [
    ("", []),
    ("a", ["a"]),
    (" a , b,,c ,", ["a", "b", "c"]),
    ("\ta\n,\r\nb", ["a", "b"]),
    ("two words", ["two words"]),
    ("Docker,docker,Docker", ["Docker", "docker"]),
  ])
  func commasSeparateTags(text: String, expected: [String]) {
    #expect(RunnerTags.split(text) == expected)
  }

  @Test func canonicallyEquivalentTagsAreTwo() {
    #expect(RunnerTags.split("\u{E9},e\u{301}").map(\.unicodeScalars.count) == [1, 2])
  }

  @Test func aCommaFollowedByACombiningMarkStillSeparates() {
    #expect(RunnerTags.split("a,\u{301}b").count == 2)
  }
}

@Suite struct DurationTextTests {
  @Test(arguments: [
    ("3600", 3_600), ("0", 0), ("90m", 5_400), ("1h30m", 5_400), ("1h 30m", 5_400),
    ("1d", 86_400), (" 2 hours 5 min ", 7_500), ("1D 1H 1M 1S", 90_061), ("1w", 604_800),
    ("45s", 45), ("1 h 30 m", 5_400),
  ])
  func durationsAreRead(text: String, seconds: Int) throws {
    #expect(try DurationText.parse(text) == seconds)
  }

  @Test(arguments: [
    "h", "1x", "1h30", "30m1h", "1h1h", "-5m", "1.5h", "1h,30m", "١h", "1h m", "ten", "1:30",
  ])
  func otherTextsAreRefused(text: String) {
    #expect(throws: DurationProblem.notADuration(text)) { try DurationText.parse(text) }
  }

  @Test func hugeNumbersAreRefusedWithoutOverflow() {
    for text in [
      "99999999999999999999", "9223372036854775807h", "15250284452471w 999999999999999999d",
    ] {
      #expect(throws: DurationProblem.tooLarge(text)) { try DurationText.parse(text) }
    }
    #expect(throws: DurationProblem.empty) { try DurationText.parse(" \t") }
  }

  @Test(arguments: [
    (0, "0s"), (59, "59s"), (60, "1m"), (5_400, "1h 30m"), (86_400, "1d"), (90_061, "1d 1h 1m 1s"),
  ])
  func formattedDurationsReadBack(seconds: Int, text: String) throws {
    #expect(DurationText.format(seconds) == text)
    #expect(try DurationText.parse(text) == seconds)
  }
}
