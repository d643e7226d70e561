import RunnerCore
import Testing

@Suite struct RunnerEditingTests {
  private let runner: Runner = {
    var runner = Runner(id: 42, status: .online)
    runner.type = .project
    runner.owner = someProject
    runner.description = "a\u{1B}[31m\u{202E}b"
    runner.maintenanceNote = "one\r\ntwo\u{7}"
    runner.tags = ["gpu\u{200B}", "Docker", "e\u{301}"]
    runner.maximumTimeout = 5400
    runner.runsUntagged = false
    runner.isLocked = true
    runner.isProtected = false
    runner.isPaused = true
    return runner
  }()

  private func edit(
    of runner: Runner? = nil, _ change: (inout RunnerForm) -> Void = { _ in }
  ) throws -> RunnerEdit {
    let runner = runner ?? self.runner
    var form = RunnerForm(editing: runner)
    change(&form)
    return try form.edit(of: runner)
  }

  @Test func theFormShowsTheRunner() {
    let form = RunnerForm(editing: runner)
    #expect(form.type == .project)
    #expect(form.target == someProject)
    #expect(form.description == "a\u{FFFD}[31mb")
    #expect(form.maintenanceNote == "one\ntwo\u{FFFD}")
    #expect(form.tags == ["gpu", "Docker", "e\u{301}"])
    #expect(form.maximumTimeout == "1h 30m")
    #expect(form.isLocked == true)
    #expect(form.runUntagged == false)
  }

  @Test func anUntouchedFormChangesNothing() throws {
    #expect(try edit().isEmpty)
    #expect(try edit(of: Runner(id: 1)).isEmpty)
  }

  @Test func onlyWhatDiffersIsChanged() throws {
    var expected = RunnerEdit()
    expected.description = "new"
    expected.isPaused = false
    #expect(
      try edit {
        $0.description = "new"
        $0.isPaused = false
      } == expected)
    expected = RunnerEdit()
    expected.maintenanceNote = ""
    #expect(try edit { $0.maintenanceNote = "" } == expected)
    expected = RunnerEdit()
    expected.isLocked = false
    expected.isProtected = true
    expected.runsUntagged = true
    #expect(
      try edit {
        $0.isLocked = false
        $0.isProtected = true
        $0.runUntagged = true
      } == expected)
    #expect(try edit { $0.isLocked = nil }.isEmpty, "No opinion is no change.")
  }

  @Test func timeoutsAreComparedInSeconds() throws {
    #expect(try edit { $0.maximumTimeout = "90m" }.isEmpty)
    #expect(try edit { $0.maximumTimeout = " 5400 " }.isEmpty)
    #expect(try edit { $0.maximumTimeout = "2h" }.maximumTimeout == 7200)
    let cleared = try edit { $0.maximumTimeout = "" }.maximumTimeout
    #expect(cleared == .some(nil))
    #expect(try edit(of: Runner(id: 1)) { $0.maximumTimeout = "600" }.maximumTimeout == 600)
  }

  @Test func tagsAreComparedAsSetsOfScalars() throws {
    #expect(try edit { $0.tags = ["e\u{301}", "gpu,Docker", "gpu"] }.isEmpty)
    #expect(
      try edit { $0.tags = ["gpu", "Docker", "\u{E9}"] }.tags?.map { $0.unicodeScalars.count }
        == [4, 6, 1], "Kept tags keep the server's bytes; another spelling is another tag.")
    #expect(
      try edit { $0.tags.append("new") }.tags == ["gpu\u{200B}", "Docker", "e\u{301}", "new"])
    #expect(
      try edit {
        $0.tags = []
        $0.runUntagged = true
      }.tags == [])
  }

  @Test func onlyChangedValuesAreJudged() throws {
    var odd = runner
    odd.description = String(repeating: "x", count: 2000)
    odd.tags = (0..<60).map { "tag\($0)" }
    odd.maximumTimeout = 5
    odd.type = .group
    odd.owner = nil
    var expected = RunnerEdit()
    expected.isPaused = false
    #expect(try edit(of: odd) { $0.isPaused = false } == expected)

    func problems(_ change: (inout RunnerForm) -> Void) -> [FormField] {
      do {
        _ = try edit(of: odd, change)
        return []
      } catch let error as InvalidForm {
        return error.problems.map(\.field)
      } catch {
        return []
      }
    }
    #expect(problems { $0.description += "y" } == [.description])
    #expect(problems { $0.tags.append("one more") } == [.tagList])
    #expect(problems { $0.maximumTimeout = "7s" } == [.maximumTimeout])
    #expect(problems { $0.maximumTimeout = "soon" } == [.maximumTimeout])
    #expect(problems { $0.tags = [] } == [.tagList])
    #expect(problems { $0.isLocked = false } == [])
  }

  @Test func tagsThatWereNotToldMayBeThere() throws {
    var listed = Runner(id: 7)
    listed.runsUntagged = true
    #expect(try edit(of: listed) { $0.runUntagged = false }.runsUntagged == false)
    listed.tags = []
    #expect(throws: InvalidForm.self) { try edit(of: listed) { $0.runUntagged = false } }
  }
}
