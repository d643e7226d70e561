import Foundation
import RunnerCore
import Testing

@testable import Configuration

struct SavedViewsTests {
  private let folder: TemporaryFolder
  private let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = "\(folder.path)/runner-wizard/saved.yaml"
  }

  private func read() throws -> Parsed<SavedFile> {
    let content = try FileAccess.disk.read(path, limit: 1_000_000)
    return try SavedFile.parse(content, file: path, home: nil)
  }

  private func parse(_ text: String) throws -> Parsed<SavedFile> {
    try SavedFile.parse(FileContent(bytes: Array(text.utf8)), file: "s.yaml", home: nil)
  }

  private func write(_ text: String) throws {
    try PrivateFile.write(
      Array(text.utf8), to: path, existing: .replace, createsFolder: true)
  }

  private let views = [
    RunnerView(
      name: "gpu: \"online\"", scope: "group:acme/platform", membership: .direct,
      filter: "tag:gpu status:online", sort: RunnerSort(.contacted, isDescending: true)),
    RunnerView(name: "mine", scope: "mine"),
    RunnerView(
      name: "all", scope: "group:acme", membership: .allAvailable, columns: ["id", "status"]),
    RunnerView(name: "usual", scope: "mine", columns: []),
    RunnerView(name: "below", scope: "group:acme", membership: .descendants),
    RunnerView(name: "über", scope: "project:acme/äpp", filter: "/a b/", sort: RunnerSort(.id)),
  ]

  @Test func viewsAndColumnsAreReadBackAsTheyWereWritten() throws {
    try SavedFile.update(path, home: nil) { saved in
      saved.views = views
      saved.columns = ["id", "status", "tag_list"]
    }
    let parsed = try read()
    #expect(parsed.warnings.isEmpty)
    #expect(parsed.value.views == views)
    #expect(parsed.value.columns == ["id", "status", "tag_list"])
    #expect(try folder.mode("runner-wizard/saved.yaml") == 0o600)
    #expect(try folder.mode("runner-wizard") == 0o700)
  }

  @Test func whatAViewDoesNotSayIsUsual() throws {
    let parsed = try parse("views: {short: {}}")
    #expect(parsed.value.views == [RunnerView(name: "short", scope: "mine")])
    #expect(parsed.value.columns == nil)
  }

  @Test(arguments: [
    ("descendants: false", RunnerMembership.direct), ("descendants: true", .descendants),
    ("membership: all_available", .allAvailable),
    ("descendants: true, membership: direct", .direct), ("filter: x", .descendants),
  ])
  func membershipCanBeWrittenInTwoWays(_ line: String, _ membership: RunnerMembership) throws {
    let parsed = try parse("views: {a: {scope: 'group:acme', \(line)}}")
    #expect(parsed.warnings.isEmpty)
    #expect(parsed.value.views.map(\.membership) == [membership])
  }

  @Test(arguments: [
    ("views: {a: {scope: everything}}", "views.a.scope", "mine, instance"),
    ("views: {a: {scope: 'group:'}}", "views.a.scope", "mine, instance"),
    ("views: {a: {descendants: perhaps}}", "views.a.descendants", "true or false"),
    ("views: {a: {membership: all}}", "views.a.membership", "all_available"),
    ("views: {a: {sort: -colour}}", "views.a.sort", "contacted_at"),
    ("views: {a: {filter: [x]}}", "views.a.filter", "must be a text"),
    ("views: {a: {columns: id}}", "views.a.columns", "list of names"),
    ("views: {a: {columns: [id, '']}}", "views.a.columns", "list of names"),
    ("views: {a: text}", "views.a", "must be a mapping"),
    ("views: {-a: {}}", "views.-a", "does not begin with -"),
    ("columns: id", "columns", "list of names"), ("columns: []", "columns", "list of names"),
    ("columns: [id, '']", "columns", "list of names"),
  ])
  func wrongOneIsAWarningThatNamesItsPlace(
    _ line: String, _ key: String, _ hint: String
  ) throws {
    let parsed = try parse("version: 1\n\(line)\n")
    #expect(parsed.value.views.isEmpty)
    #expect(parsed.value.columns == nil)
    let warning = try #require(parsed.warnings.first?.description)
    #expect(parsed.warnings.count == 1)
    #expect(warning.hasPrefix("s.yaml:2: \(key): "))
    #expect(warning.contains(hint))
  }

  @Test func listInPlaceOfTheViewsIsAnError() throws {
    #expect(throws: FileProblem.self) { try parse("views: [a]") }
  }

  @Test func whatIsNotKnownOfAViewAndWrongViewsAreKept() throws {
    try write(
      """
      version: 1
      views:
        a:
          scope: mine
          layout: [wide, "2"]
        broken:
          sort: colour
      """)
    try SavedFile.update(path, home: nil) { saved in
      saved.views += [RunnerView(name: "b", scope: "instance")]
    }
    #expect(
      try folder.text("runner-wizard/saved.yaml") == """
        version: 1
        views:
          a:
            scope: mine
            layout:
              - wide
              - "2"
          b:
            scope: instance
          broken:
            sort: colour

        """)
  }

  @Test func viewOfTheNameOfAWrongOneReplacesIt() throws {
    try write("views: {a: {sort: colour}}")
    let view = RunnerView(name: "a", scope: "mine")
    try SavedFile.update(path, home: nil) { $0.views = [view] }
    #expect(try read() == Parsed(value: try read().value, warnings: []))
    #expect(try read().value.views == [view])
  }

  @Test func removingTheLastViewRemovesTheKey() throws {
    try write("views: {a: {scope: mine}}")
    try SavedFile.update(path, home: nil) { $0.views = [] }
    #expect(try folder.text("runner-wizard/saved.yaml") == "version: 1\n")
  }

  @Test func noneOfManyWritersLosesWhatAnotherWrote() async throws {
    let path = path
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<20 {
        group.addTask {
          try SavedFile.update(path, home: nil) { saved in
            saved.views += [RunnerView(name: "view \(number)", scope: "mine")]
          }
        }
      }
      try await group.waitForAll()
    }
    let names = try read().value.views.map(\.name)
    #expect(Set(names) == Set((0..<20).map { "view \($0)" }))
    let left = try FileManager.default.contentsOfDirectory(
      atPath: "\(folder.path)/runner-wizard")
    #expect(left == ["saved.yaml"])
  }

  @Test func fileOfALaterVersionIsLeftAlone() throws {
    try write("version: 2\n")
    #expect(throws: FileProblem.self) {
      try SavedFile.update(path, home: nil) { $0.views = [RunnerView(name: "a", scope: "mine")] }
    }
    #expect(try folder.text("runner-wizard/saved.yaml") == "version: 2\n")
  }
}
