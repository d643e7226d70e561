import Testing

@testable import Configuration

struct PrivateFileTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func write(
    _ text: String, _ name: String, _ existing: PrivateFile.Existing = .keep, create: Bool = false
  ) throws(FileFailure) {
    try PrivateFile.write(
      Array(text.utf8), to: "\(folder.path)/\(name)", existing: existing, createsFolder: create)
  }

  private func failure(
    _ name: String, _ existing: PrivateFile.Existing = .replace
  ) throws -> String {
    let failure = try #require(throws: FileFailure.self) { try write("new", name, existing) }
    return failure.text
  }

  @Test func fileIsForItsOwnerOnlyAndNothingElseIsLeft() throws {
    try write("secret\n", "token")
    #expect(try folder.text("token") == "secret\n")
    #expect(try folder.mode("token") == 0o600)
    #expect(try folder.names == ["token"])
  }

  @Test func existingFileIsKeptUnlessToldOtherwise() throws {
    try folder.write("old", "token")
    #expect(try failure("token", .keep) == Texts.fileExists)
    #expect(try folder.text("token") == "old")
    #expect(try folder.names == ["token"])
  }

  @Test func replacedFileBecomesPrivate() throws {
    try folder.write("a longer old text", "token")
    try folder.setMode(0o644, "token")
    try write("new", "token", .replace)
    #expect(try folder.text("token") == "new")
    #expect(try folder.mode("token") == 0o600)
    #expect(try folder.names == ["token"])
  }

  @Test(arguments: [PrivateFile.Existing.keep, .replace])
  func symbolicLinkIsNotFollowed(_ existing: PrivateFile.Existing) throws {
    try folder.write("old", "target")
    try folder.link("token", to: "\(folder.path)/target")
    #expect(try failure("token", existing).hasPrefix("is a symbolic link"))
    #expect(try folder.text("target") == "old")
  }

  @Test func linkToNothingIsNotFollowedEither() throws {
    try folder.link("token", to: "\(folder.path)/nothing")
    #expect(try failure("token", .keep).hasPrefix("is a symbolic link"))
    #expect(try folder.names == ["token"])
  }

  @Test func folderThatAllMayWriteToIsRefusedWithoutStickyBit() throws {
    try folder.setMode(0o777)
    #expect(try failure("token") == Texts.folderIsOpenToAll)
    #expect(try folder.names == [])
    try folder.setMode(0o1777)
    try write("new", "token")
    #expect(try folder.names == ["token"])
  }

  @Test func missingFoldersAreMadePrivate() throws {
    try write("new", "a/b/token", create: true)
    #expect(try folder.mode("a") == 0o700)
    #expect(try folder.mode("a/b") == 0o700)
    #expect(try folder.text("a/b/token") == "new")
  }

  @Test func missingFolderIsNamedWhenItIsNotToBeMade() throws {
    let failure = try #require(throws: FileFailure.self) { try write("new", "a/token") }
    #expect(failure == FileFailure(path: "\(folder.path)/a", text: Texts.noSuchFolder))
  }

  /// The kernel's own file system answers ENOENT to whoever makes a file in it (Linux: fs/proc).
  @Test func folderThatTakesNoFilesIsSaid() throws {
    let failure = try #require(throws: FileFailure.self) {
      try PrivateFile.write([], to: "/proc/token", existing: .keep)
    }
    #expect(failure == FileFailure(path: "/proc/token", text: Texts.cannotBeCreated))
  }

  @Test func folderIsNoTarget() throws {
    try write("x", "a/token", create: true)
    #expect(try failure("a") == "is a folder, not a file")
    #expect(try failure("a/") == Texts.isNoFileName)
  }

  @Test func tildeStandsForTheHomeFolderAtTheBeginningOnly() {
    #expect(PrivateFile.expandingTilde("~/a", home: "/h") == "/h/a")
    #expect(PrivateFile.expandingTilde("~", home: "/h") == "/h")
    #expect(PrivateFile.expandingTilde("~other/a", home: "/h") == "~other/a")
    #expect(PrivateFile.expandingTilde("/a/~/b", home: "/h") == "/a/~/b")
    #expect(PrivateFile.expandingTilde("~/a", home: nil) == "~/a")
  }
}
