import RunnerCore
import Testing

@testable import Configuration

struct SavedFileTests {
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

  private func parse(_ text: String) throws -> SavedFile {
    try SavedFile.parse(FileContent(bytes: Array(text.utf8)), file: path, home: nil).value
  }

  private func profile(_ name: String, _ host: String, token: String? = nil) throws -> Profile {
    Profile(
      name: name, server: try ServerURL(parsing: host), token: token.map { .text(Secret($0)) },
      file: path)
  }

  @Test func missingFileIsEmpty() throws {
    #expect(try read() == Parsed(value: SavedFile(), warnings: []))
  }

  @Test func writtenProfileIsReadBack() throws {
    var file = SavedFile()
    var full = try profile("a: b", "https://x.example/gitlab", token: "tok3n")
    full.authentication = .bearer
    full.caFile = "/ca file.pem"
    full.clientCertificate = "/c.pem"
    full.clientKey = "/k.pem"
    full.pinSHA256 = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
    full.proxy = Secret("http://proxy.example:3128")
    full.timeout = 2.5
    full.userAgent = "gate/1"
    full.headers = [HeaderField(name: "X-Gate", value: "a: \"b\"")]
    var command = try profile("c", "http://127.0.0.1:8080")
    command.token = .command(["pass", "", "~"])
    file.set(full)
    file.set(command)
    file.defaultProfile = "c"
    try file.write(to: path)
    var read = try read()
    for profile in read.value.profiles {
      var same = profile
      #expect(profile.origin.tool == .saved)
      same.origin = .init(.configuration)
      read.value.set(same)
    }
    #expect(read == Parsed(value: file, warnings: []))
    #expect(try folder.mode("runner-wizard/saved.yaml") == 0o600)
    #expect(try folder.mode("runner-wizard") == 0o700)
  }

  @Test func profileIsReplacedInItsPlaceAndRemoved() throws {
    var file = try parse(
      "default_profile: a\nprofiles: {a: {url: a.example}, b: {url: b.example, token: x}}")
    file.set(try profile("a", "other.example"))
    #expect(file.profiles.map(\.name) == ["a", "b"])
    #expect(file.profiles.map(\.server.host) == ["other.example", "b.example"])
    file.removeProfile(named: "b")
    #expect(file.profiles.map(\.name) == ["a"])
    #expect(file.defaultProfile == "a")
    file.removeProfile(named: "a")
    #expect(file.profiles == [])
    #expect(file.defaultProfile == nil)
  }

  @Test func whatIsNotKnownIsKept() throws {
    var file = try parse(
      """
      version: 1
      profiles:
        a: {url: a.example, later: [1, "1"]}
      presets: {mine: {filter: "tag:gpu", columns: [id, 2]}}
      recent: [group/acme, "12"]
      tomorrow: yes
      """)
    file.set(try profile("a", "b.example"))
    try file.write(to: path)
    #expect(
      try folder.text("runner-wizard/saved.yaml") == """
        version: 1
        profiles:
          a:
            url: "https://b.example"
            later:
              - 1
              - "1"
        recent:
          - group/acme
          - "12"
        presets:
          mine:
            filter: "tag:gpu"
            columns:
              - id
              - 2
        tomorrow: yes

        """)
  }

  @Test func viewsPresetsAndRecentTargetsAreKnown() throws {
    let text = "views: {}\npresets: {}\nrecent: []\ntomorrow: 1\n"
    let parsed = try SavedFile.parse(
      FileContent(bytes: Array(text.utf8)), file: "s.yaml", home: nil)
    #expect(parsed.warnings.map(\.description) == ["s.yaml:4: tomorrow: unknown key, ignored"])
  }

  @Test func fileOfALaterVersionIsNotTouched() throws {
    #expect(throws: FileProblem.self) { try parse("version: 2\n") }
  }

  @Test func symbolicLinkIsNotReplaced() throws {
    try folder.write("old", "target")
    try folder.link("saved.yaml", to: "\(folder.path)/target")
    #expect(throws: FileFailure.self) {
      try SavedFile().write(to: "\(folder.path)/saved.yaml")
    }
    #expect(try folder.text("target") == "old")
  }
}
