import RunnerCore
import Testing

@Suite struct RunnerRightsTests {
  private func access(_ scopes: [String]?, admin: Bool? = true, oauth: Bool = false) -> RunnerAccess
  {
    RunnerAccess(scopes: scopes, isAdministrator: admin, isOAuth: oauth)
  }

  @Test(arguments: [
    (["api"], false, false, false), (["read_api"], false, true, true),
    (["manage_runner"], true, false, true), (["create_runner"], true, true, true),
    ([], true, true, true), (["granular"], false, false, false),
    (["create_runner", "manage_runner", "read_api"], false, false, true),
  ])
  func scopesAllowOrRefuse(scopes: [String], read: Bool, change: Bool, assign: Bool) {
    let access = access(scopes)
    #expect((access.readRefusal != nil) == read)
    #expect((access.changeRefusal != nil) == change)
    #expect((access.assignRefusal != nil) == assign)
    #expect(access.instanceRefusal == nil)
  }

  @Test func aRefusalNamesWhatWouldDoAndWhatIsThere() throws {
    let refusal = try #require(access(["create_runner", "read_\u{1B}user"]).readRefusal)
    #expect(refusal.contains("read_api or api"))
    #expect(refusal.contains("create_runner, read_\u{FFFD}user."))
    #expect(try #require(access([], oauth: true).readRefusal).contains("OAuth"))
  }

  @Test func onlyAdministratorsAreOfferedTheWholeInstance() {
    #expect(access(["api"], admin: false).instanceRefusal != nil)
    #expect(access(["api"], admin: nil).instanceRefusal != nil)
    #expect(access(nil, admin: nil, oauth: true).instanceRefusal != nil)
    #expect(access(nil, admin: nil) == RunnerAccess(), "Nothing is known.")
    #expect(access(nil, admin: true) == RunnerAccess())
  }

  private func runner(
    _ type: RunnerType? = .project, _ permissions: RunnerPermissions? = nil,
    _ change: (inout Runner) -> Void = { _ in }
  ) -> Runner {
    var runner = Runner(id: 42, status: .online)
    runner.type = type
    runner.permissions = permissions
    change(&runner)
    return runner
  }

  private let free = RunnerAccess()

  @Test func nothingIsRefusedWithoutAReason() {
    let changes: [RunnerChange] = [
      .pause, .resume, .edit(RunnerEdit()), .delete, .assign(someProject), .unassign(someProject),
    ]
    for change in changes {
      #expect(runner().refusal(of: change, access: free) == nil)
      #expect(
        runner(.project, [.read, .update, .delete, .assign]).refusal(of: change, access: free)
          == nil)
    }
    #expect(runner().resetRefusal(access: free) == nil)
  }

  @Test func anInheritedInstanceRunnerIsForAdministratorsWhereverItIsListed() {
    let access = RunnerAccess(instanceRefusal: "no administrator")
    for change in [RunnerChange.pause, .resume, .edit(RunnerEdit()), .delete] {
      #expect(
        runner(.instance).refusal(of: change, access: access)?.contains("administrators") == true)
      #expect(runner(.group).refusal(of: change, access: access) == nil)
      #expect(runner(.project).refusal(of: change, access: access) == nil)
      #expect(runner(.instance).refusal(of: change, access: free) == nil)
      #expect(
        runner(.instance, [.update, .delete]).refusal(of: change, access: access) == nil)
    }
    #expect(runner(.instance).resetRefusal(access: access) != nil)
  }

  @Test func theTokenComesFirst() {
    let access = RunnerAccess(changeRefusal: "change", assignRefusal: "assign")
    let runner = runner(.instance, [])
    #expect(runner.refusal(of: .pause, access: access) == "change")
    #expect(runner.refusal(of: .delete, access: access) == "change")
    #expect(runner.resetRefusal(access: access) == "change")
    #expect(runner.refusal(of: .assign(someProject), access: access) == "assign")
    #expect(runner.refusal(of: .unassign(someProject), access: access) == "assign")
  }

  @Test(arguments: [
    (RunnerType.instance, "administrators"), (.group, "Owner"), (.project, "Maintainer"),
  ])
  func missingPermissionsNameTheRole(type: RunnerType, word: String) throws {
    let runner = runner(type, .read)
    for change in [RunnerChange.pause, .resume, .edit(RunnerEdit()), .delete] {
      #expect(try #require(runner.refusal(of: change, access: free)).contains(word))
    }
    #expect(try #require(runner.resetRefusal(access: free)).contains(word))
  }

  @Test func severalProjectsKeepARunnerFromBeingDeleted() throws {
    let shared = runner(.project, [.read, .update]) { $0.projectCount = 3 }
    #expect(try #require(shared.refusal(of: .delete, access: free)).contains("3 projects"))
    #expect(shared.refusal(of: .pause, access: free) == nil)
    let administered = runner(.project, [.update, .delete]) { $0.projectCount = 3 }
    #expect(administered.refusal(of: .delete, access: free) == nil)
    #expect(
      runner { $0.projectCount = 3 }.refusal(of: .delete, access: free) == nil,
      "The asker may be an administrator.")
  }

  @Test func onlyProjectRunnersAreAssigned() {
    for type in [RunnerType.group, .instance] {
      #expect(runner(type, .assign).refusal(of: .assign(someProject), access: free) != nil)
      #expect(runner(type, .assign).refusal(of: .unassign(someProject), access: free) != nil)
    }
  }

  @Test func aLockedRunnerKeepsItsProjects() throws {
    for permissions in [nil, RunnerPermissions.read] {
      let locked = runner(.project, permissions) { $0.isLocked = true }
      for change in [RunnerChange.assign(someProject), .unassign(someProject)] {
        #expect(try #require(locked.refusal(of: change, access: free)).contains("locked"))
      }
    }
    let administered = runner(.project, .assign) { $0.isLocked = true }
    #expect(administered.refusal(of: .assign(someProject), access: free) == nil)
    let unlocked = runner(.project, .read) { $0.isLocked = false }
    #expect(
      try #require(unlocked.refusal(of: .assign(someProject), access: free)).contains("Maintainer"))
  }

  @Test func theOwnerProjectKeepsItsRunner() throws {
    let owned = runner { $0.owner = someProject }
    #expect(
      try #require(owned.refusal(of: .unassign(someProject), access: free)).contains("delete"))
    let other = RunnerTarget(kind: .project, id: 35)
    #expect(owned.refusal(of: .unassign(other), access: free) == nil)
  }
}
