import RunnerCore
import Testing

@testable import Configuration

struct GitRemoteTests {
  private func find(_ files: [String: String], from folder: String = "/w/p/deep") -> GitRemote? {
    GitRemote.find(
      Surroundings(environment: [:], home: nil, folder: folder, files: .memory(files)))
  }

  private func configuration(_ remotes: String...) -> String {
    "[core]\n\tbare = false\n"
      + remotes.map { remote in
        let parts = remote.split(separator: " ")
        return "[remote \"\(parts[0])\"]\n\turl = \(parts[1])\n\tfetch = +refs/heads/*\n"
      }.joined()
  }

  @Test(arguments: [
    (
      "https://gitlab.example.com/group/sub/project.git", "https://gitlab.example.com",
      "group/sub/project"
    ),
    ("https://olivia:glpat-x@gitlab.example.com/g/p", "https://gitlab.example.com", "g/p"),
    ("http://127.0.0.1:8080/g/p.git/", "http://127.0.0.1:8080", "g/p"),
    ("git@gitlab.example.com:g/p.git", "https://gitlab.example.com", "g/p"),
    ("gitlab.example.com:g/p", "https://gitlab.example.com", "g/p"),
    ("ssh://git@gitlab.example.com:2222/g/p.git", "https://gitlab.example.com", "g/p"),
    ("git@gitlab.example.com:/g/p.git", "https://gitlab.example.com", "g/p"),
  ])
  func addressesNameServerAndProject(_ url: String, _ server: String, _ path: String) throws {
    let remote = try #require(GitRemote(name: "origin", url: url))
    #expect(remote.server == (try ServerURL(parsing: server)))
    #expect(remote.path == path)
    #expect(!"\(remote)".contains("glpat"))
  }

  @Test(arguments: [
    "", "/srv/git/p.git", "../p", "./a:b/c", "file:///srv/g/p.git", "https://gitlab.example.com",
    "https://gitlab.example.com/p.git", "git@gitlab.example.com:p.git", "ftp://a.example/g/p",
    "https:///g/p", "ssh://git@:22/g/p", "a:", ":g/p",
  ])
  func otherAddressesNameNothing(_ url: String) {
    #expect(GitRemote(name: "origin", url: url) == nil)
  }

  @Test func repositoryIsFoundAboveTheFolder() throws {
    let found = try #require(
      find(["/w/p/.git/config": configuration("origin https://a.example/g/p")]))
    #expect(found.path == "g/p")
    #expect(found.name == "origin")
  }

  @Test func originOrTheOnlyRemoteCounts() {
    let a = "a https://a.example/g/a"
    let b = "b https://a.example/g/b"
    let origin = "origin https://a.example/g/o"
    #expect(find(["/.git/config": configuration(a, origin, b)])?.path == "g/o")
    #expect(find(["/.git/config": configuration(a)])?.name == "a")
    #expect(find(["/.git/config": configuration(a, b)]) == nil)
    #expect(find(["/.git/config": configuration()]) == nil)
  }

  @Test func addedWorkingTreeLeadsToTheFirst() {
    let files = [
      "/w/p/.git": "gitdir: ../main/.git/worktrees/p\n",
      "/w/main/.git/worktrees/p/commondir": "../..\n",
      "/w/main/.git/config": configuration("origin git@a.example:g/p.git"),
    ]
    #expect(find(files)?.path == "g/p")
  }

  @Test func submoduleHasAConfigurationOfItsOwn() {
    let files = [
      "/w/p/.git": "gitdir: /w/.git/modules/p\n",
      "/w/.git/modules/p/config": configuration("origin git@a.example:g/p.git"),
    ]
    #expect(find(files)?.path == "g/p")
  }

  @Test(arguments: [
    "[remote \"origin\"]\nurl = \"https://a.example/g/p\" ; comment\n",
    "[ remote \"origin\" ]\n  URL=https://a.example/g/p# comment\n",
    "[Remote \"origin\"]\nurl = https://a.example/g/p\nurl = https://b.example/g/p\n",
    "# [remote \"x\"]\n[remote \"origin\"]\npushurl = https://b.example/x/y\nurl = https://a.example/g/p",
  ])
  func configurationIsReadAsGitDoes(_ text: String) {
    #expect(find(["/w/p/.git/config": text])?.path == "g/p")
  }

  @Test(arguments: ["", "gitdir:", "gitdir: \n", "nonsense", "gitdir: /nowhere"])
  func brokenLinkNamesNothing(_ text: String) {
    #expect(find(["/w/p/.git": text]) == nil)
  }

  @Test func noFolderIsNoRepository() {
    #expect(GitRemote.find(Surroundings(environment: [:], home: nil, files: .memory([:]))) == nil)
    #expect(find([:], from: "relative") == nil)
  }

  @Test func rootOfTheServerIsNoGroup() throws {
    let remote = try #require(GitRemote(name: "o", url: "https://a.example/gitlab/g/p.git"))
    #expect(remote.path(on: try ServerURL(parsing: "a.example/gitlab")) == "g/p")
    #expect(remote.path(on: try ServerURL(parsing: "a.example")) == "gitlab/g/p")
    #expect(remote.isOn(try ServerURL(parsing: "a.example/gitlab")))
    #expect(!remote.isOn(try ServerURL(parsing: "a.example:8443")))
    let ssh = try #require(GitRemote(name: "o", url: "git@a.example:g/p"))
    #expect(ssh.isOn(try ServerURL(parsing: "a.example:8443")))
    #expect(!ssh.isOn(try ServerURL(parsing: "b.example")))
  }
}
