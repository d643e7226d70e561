import RunnerCore
import Testing

@Suite struct JournalEntryTests {
  private func entry(
    state: JournalEntry.State = .unknown, runnerID: Int64? = nil,
    form: RunnerForm = RunnerForm(type: .group, target: someGroup, tags: ["docker", "Ünï"])
  ) throws -> JournalEntry {
    JournalEntry(
      id: "0a-Z9", state: state, server: try ServerURL(parsing: "https://gitlab.example.com/git"),
      userID: 7, username: "olga", form: form, marker: "rw-abcdefgh", startedAt: 1_800_000_000,
      serverTime: 1_800_000_002, runnerID: runnerID)
  }

  private func read(_ text: String) throws(JournalProblem) -> JournalEntry {
    try JournalEntry(parsing: Array(text.utf8))
  }

  private func problem(_ text: String) -> JournalProblem? {
    do throws(JournalProblem) {
      _ = try read(text)
      return nil
    } catch {
      return error
    }
  }

  /// The entry's text with one member replaced, or without it.
  private func text(_ name: String, _ value: String?, inForm: Bool = false) throws -> String {
    guard case .object(var members) = try entry().json else { return "" }
    func change(_ members: inout [JSONValue.Member]) {
      members.removeAll { $0.name == name }
      if let value, let json = JSONValue(parsing: Array(value.utf8)) {
        members.append(.init(name, json))
      }
    }
    if inForm, let place = members.firstIndex(where: { $0.name == "form" }),
      case .object(var form) = members[place].value
    {
      change(&form)
      members[place].value = .object(form)
    } else {
      change(&members)
    }
    return JSONValue.object(members).text
  }

  @Test func entriesAreReadAsTheyWereWritten() throws {
    let full = RunnerForm(
      type: .project, target: someProject, tags: ["a", "b"], description: "de\u{301}scription “x”",
      maintenanceNote: "one\r\ntwo\nRecovery marker rw-abcdefgh", maximumTimeout: "1h 30m",
      runUntagged: false, isLocked: true, isProtected: false, isPaused: true,
      tokenExpiresAt: "2027-01-20T00:00:00Z")
    for form in [full, RunnerForm(type: .instance)] {
      for state in [JournalEntry.State.sending, .unknown, .created] {
        var entry = try entry(state: state, runnerID: state == .created ? 57 : nil, form: form)
        entry.isAnswered = state == .unknown
        #expect(try read(entry.text) == entry)
        #expect(!entry.text.contains("\n"))
      }
    }
  }

  @Test func theTextIsInGitLabsWords() throws {
    #expect(
      try entry().text
        == #"{"version":1,"id":"0a-Z9","state":"unknown","server":"https://gitlab.example.com/git","started_at":"2027-01-15T08:00:00Z","server_time":"2027-01-15T08:00:02Z","user_id":7,"username":"olga","marker":"rw-abcdefgh","form":{"runner_type":"group_type","group_id":12,"full_path":"platform/build","tag_list":["docker","Ünï"]}}"#
    )
  }

  @Test func whatIsNotKnownIsSkipped() throws {
    #expect(try read(try text("later", #"{"a":[1]}"#)) == entry())
    #expect(try read(try text("later", "true", inForm: true)) == entry())
  }

  @Test(arguments: ["server_time", "user_id", "username", "marker", "runner_id"])
  func whatMayBeMissingMayBeNullToo(name: String) throws {
    #expect(problem(try text(name, nil)) == nil)
    #expect(problem(try text(name, "null")) == nil)
    #expect(problem(try text(name, #"{"a":1}"#)) == .unusable(name))
  }

  @Test(arguments: ["id", "state", "server", "started_at", "form", "version"])
  func whatIsNeededHasToBeThere(name: String) throws {
    #expect(problem(try text(name, nil)) == .unusable(name))
    #expect(problem(try text(name, "null")) == .unusable(name))
    #expect(problem(try text(name, "[]")) == .unusable(name))
  }

  @Test(arguments: [
    "", "-a", "../a", "a/b", "a.json", "ä", "a b", String(repeating: "a", count: 65),
  ])
  func idsAreNamesOfFilesAndNothingElse(id: String) throws {
    #expect(!JournalEntry.isID(id))
    #expect(problem(try text("id", "\"\(id)\"")) == .unusable("id"))
  }

  @Test(
    arguments: [
      ("runner_type", nil), ("runner_type", #""other""#), ("group_id", "0"), ("group_id", #""12""#),
      ("group_id", "99999999999999999999"), ("tag_list", #"["a",1]"#), ("description", "7"),
      ("locked", #""true""#), ("maximum_timeout", #""soon""#), ("locked", "true"),
    ] as [(String, String?)])
  func aFormThatCannotHaveBeenSentIsNone(name: String, value: String?) throws {
    #expect(problem(try text(name, value, inForm: true)) == .unusable("form"))
  }

  @Test func otherVersionsAndOtherTextsAreTold() throws {
    #expect(problem(try text("version", "2")) == .otherVersion(2))
    #expect(problem("") == .notJSON)
    #expect(problem("[]") == .notJSON)
    #expect(problem(try entry().text + "x") == .notJSON)
    #expect(problem(try text("state", #""created""#)) == .unusable("runner_id"))
    #expect(problem(try text("marker", #""rw-\u001b[2J""#)) == .unusable("marker"))
    #expect(problem(try text("server", #""https://a:b@c""#)) == .unusable("server"))
    #expect(JournalProblem.otherVersion(2).message.contains("version 2"))
  }

  @Test func theFormOfARegistrationGivesTheSameRegistration() throws {
    let form = RunnerForm(
      type: .project, target: someProject, tags: ["a, b", "a"], description: " x ",
      maintenanceNote: " ", maximumTimeout: "1h 30m", runUntagged: true, isLocked: true,
      tokenExpiresAt: "2 d")
    let registration = try form.validate(unixTime: 1_800_000_000)
    #expect(try RunnerForm(sent: registration).validate() == registration)
  }
}
