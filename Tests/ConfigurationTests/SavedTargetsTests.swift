import RunnerCore
import Testing

@testable import Configuration

struct SavedTargetsTests {
  private func parse(_ text: String) throws -> Parsed<SavedFile> {
    try SavedFile.parse(FileContent(bytes: Array(text.utf8)), file: "s.yaml", home: nil)
  }

  private func target(_ id: Int64, isFavourite: Bool = false) throws -> SavedTarget {
    SavedTarget(
      server: try ServerURL(parsing: "a.example"),
      target: RunnerTarget(kind: .group, id: id, fullPath: "g/\(id)", name: "G: \(id)"),
      isFavourite: isFavourite)
  }

  @Test func writtenTargetsAreReadBack() throws {
    let folder = try TemporaryFolder()
    var file = SavedFile()
    file.recent = [
      try target(2, isFavourite: true),
      SavedTarget(
        server: try ServerURL(parsing: "http://127.0.0.1:80/gitlab"),
        target: RunnerTarget(kind: .project, id: 1)),
    ]
    try file.write(to: "\(folder.path)/saved.yaml")
    #expect(
      try folder.text("saved.yaml") == """
        version: 1
        recent:
          -
            url: "https://a.example"
            kind: group
            id: 2
            path: g/2
            name: "G: 2"
            favourite: true
          -
            url: "http://127.0.0.1/gitlab"
            kind: project
            id: 1

        """)
    #expect(try parse(try folder.text("saved.yaml")) == Parsed(value: file, warnings: []))
  }

  @Test func oldestGoFirstAndFavouritesLast() throws {
    var file = SavedFile()
    file.recent = try (1...40).map { try target($0, isFavourite: $0 == 40) }
    #expect(file.recent.count == SavedTarget.limit)
    #expect(file.recent.last?.target.id == 40)
    #expect(file.recent.dropLast().last?.target.id == 29)
    file.recent = try (1...40).map { try target($0, isFavourite: true) }
    #expect(file.recent.map(\.target.id) == Array(1...30))
  }

  @Test(arguments: [
    "{url: a.example, kind: group}", "{url: a.example, kind: instance, id: 1}",
    "{url: 'ftp://a', kind: group, id: 1}", "{kind: group, id: 1}", "12",
    "{url: a.example, kind: group, id: -1}", "{url: [a], kind: group, id: 1}",
  ])
  func whatCannotBeReadIsAWarningAndStays(_ entry: String) throws {
    let parsed = try parse(
      "recent:\n  - \(entry)\n  - {url: a.example, kind: project, id: 7}\n")
    #expect(parsed.warnings.map(\.description) == ["s.yaml:2: recent: \(Texts.wrongRecent)"])
    #expect(parsed.value.recent.map(\.target.id) == [7])
    let folder = try TemporaryFolder()
    try parsed.value.write(to: "\(folder.path)/saved.yaml")
    let again = try parse(try folder.text("saved.yaml"))
    #expect(again.value.recent == parsed.value.recent)
    #expect(again.warnings.count == 1)
  }
}
