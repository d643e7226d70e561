import RunnerCore
import Testing

@testable import Configuration

struct PythonGitLabTests {
  private static let one = "[global]\ndefault = a\n[a]\nurl = a.example\nprivate_token = one\n"
  private static let two = "[a]\nprivate_token = two\n[b]\nurl = b.example\nprivate_token = b\n"

  private func read(
    _ files: [String: String], environment: [String: String] = [:], unreadable: Set<String> = []
  ) -> ForeignProfiles {
    PythonGitLab.read(
      Surroundings(
        environment: environment, home: "/home/olivia",
        files: .memory(files, unreadable: unreadable)))
  }

  private func problem(_ option: String) -> String {
    PythonGitLab.read(Fixture.pythonGitLab("[a]\nurl = a.example\nprivate_token = t\n\(option)\n"))
      .summary
  }

  @Test func homeFileReplacesTheSystemsKeyByKey() throws {
    let found = read([
      "/etc/python-gitlab.cfg": Self.one, "/home/olivia/.python-gitlab.cfg": Self.two,
    ])
    #expect(found.profiles.map(\.name) == ["a", "b"])
    #expect(found.profiles.map(\.token) == [.text(Secret("two")), .text(Secret("b"))])
    #expect(found.profiles.map(\.origin.isDefault) == [true, false])
    #expect(
      found.profiles.map(\.file) == Array(repeating: "/home/olivia/.python-gitlab.cfg", count: 2))
    #expect(
      found.files.map(\.path) == ["/etc/python-gitlab.cfg", "/home/olivia/.python-gitlab.cfg"])
  }

  @Test func variableNamesTheOnlyFile() {
    let found = read(
      ["/etc/python-gitlab.cfg": Self.one, "/x.cfg": Self.two + "[c]\nurl = c.example\n"],
      environment: ["PYTHON_GITLAB_CFG": "/x.cfg"])
    #expect(found.profiles.map(\.name) == ["b", "c"])
    #expect(found.files.map(\.path) == ["/x.cfg"])
  }

  @Test func variableWithoutItsFileIsNoReasonToReadAnother() {
    let found = read(
      ["/etc/python-gitlab.cfg": Self.one], environment: ["PYTHON_GITLAB_CFG": "/x.cfg"])
    #expect(found.profiles == [])
    #expect(
      found.files.map(\.problem) == [
        "/x.cfg: is named by PYTHON_GITLAB_CFG, but there is no such file."
      ])
  }

  @Test func emptyVariableStopsTheSearch() {
    let found = read(
      ["/etc/python-gitlab.cfg": Self.one], environment: ["PYTHON_GITLAB_CFG": ""])
    #expect(found.profiles == [])
    #expect(found.files == [])
    #expect(found.notes == [Texts.variableIsEmpty("PYTHON_GITLAB_CFG")])
  }

  @Test func unreadableFileIsAProblemOfItsOwn() {
    let found = read(
      ["/etc/python-gitlab.cfg": Self.one], unreadable: ["/home/olivia/.python-gitlab.cfg"])
    #expect(found.profiles.map(\.name) == ["a"])
    #expect(
      found.files.compactMap(\.problem) == ["/home/olivia/.python-gitlab.cfg: you may not."])
  }

  @Test func wrongFileNamesItsLineAndGivesNothing() {
    let found = read(["/home/olivia/.python-gitlab.cfg": Self.one + "glpat-secret\n"])
    #expect(found.profiles == [])
    #expect(
      found.files.map(\.problem) == ["/home/olivia/.python-gitlab.cfg:6: \(Texts.lineIsNoOption)."])
  }

  @Test(arguments: [
    ("timeout = soon", "broken a: CFG:4: a.timeout: \(Texts.mustBeNumber(1...86_400))."),
    ("timeout = 0", "broken a: CFG:4: a.timeout: \(Texts.mustBeNumber(1...86_400))."),
    ("api_version = 3", "broken a: CFG:4: a.api_version: \(Texts.unsupportedVersion)."),
    ("user_agent = 50%", "broken a: CFG:4: a.user_agent: \(Texts.strayPercent)."),
    ("user_agent = a\n  b", "broken a: CFG:4: a.user_agent: \(Texts.mustBeOneLine)."),
  ])
  func wrongValuesBreakTheirSection(_ option: String, _ expected: String) {
    #expect(problem(option) == expected)
  }

  @Test(arguments: ["per_page = 1000", "pagination = x", "order_by = x", "keep_base_url = x"])
  func whatIsNotNeededIsIgnored(_ option: String) {
    #expect(problem(option) == "a https://a.example private t in a line 3")
  }

  @Test(arguments: ["false", "No", "off", "0", ""])
  func checksAreNeverSwitchedOff(_ word: String) {
    #expect(
      problem("ssl_verify = \(word)") == """
        a https://a.example private t in a line 3
          note CFG:4: a.ssl_verify: \(Texts.checksStayOn).
        """)
  }

  @Test func folderOfAuthoritiesIsSaid() {
    let found = PythonGitLab.read(
      Fixture.pythonGitLab(
        "[a]\nurl = a.example\nprivate_token = t\nssl_verify = /etc/ssl/certs\n",
        folders: ["/etc/ssl/certs"]))
    #expect(
      found.summary == """
        a https://a.example private t in a line 3
          note CFG:4: a.ssl_verify: \(Texts.folderOfAuthorities).
        """)
  }

  @Test(arguments: [
    ("helper:", Texts.helperNamesNoProgram), ("helper: ''", Texts.helperNamesNoProgram),
    ("helper: a \\", Texts.nothingAfterBackslash), ("two words", Texts.tokenIsNotPrintable),
  ])
  func tokensThatCannotBeUsedSayWhy(_ value: String, _ expected: String) {
    let found = PythonGitLab.read(
      Fixture.pythonGitLab("[a]\nurl = a.example\nprivate_token = \(value)\n"))
    #expect(
      found.profiles.map(\.problem) == [
        "/home/olivia/.python-gitlab.cfg:3: a.private_token: \(expected)."
      ])
  }

  @Test func defaultThatIsNoSectionIsSaid() {
    let found = PythonGitLab.read(Fixture.pythonGitLab("[global]\ndefault = x\n"))
    #expect(found.summary == "note CFG:2: global.default: \(Texts.defaultIsNoSection).")
  }
}
