import Testing

@testable import Configuration

struct DiskFilesTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  @Test func fileIsReadWhole() throws {
    let text = String(repeating: "0123456789", count: 20_000)
    try folder.write(text, "a")
    try folder.setMode(0o600, "a")
    let content = try FileAccess.disk.read("\(folder.path)/a", limit: 1_000_000)
    #expect(content == FileContent(bytes: Array(text.utf8), permissions: 0o600))
  }

  @Test func fileThatOthersMayReadSaysSo() throws {
    try folder.write("x", "a")
    try folder.setMode(0o640, "a")
    #expect(try FileAccess.disk.read("\(folder.path)/a", limit: 10)?.isReadableByOthers == true)
  }

  @Test func kindsAreToldApart() throws {
    try folder.write("x", "a")
    try folder.setMode(0o600, "a")
    try folder.write("x", "b")
    try folder.setMode(0o700, "b")
    #expect(FileAccess.disk.kind("\(folder.path)/a") == .file)
    #expect(FileAccess.disk.kind("\(folder.path)/b") == .program)
    #expect(FileAccess.disk.kind(folder.path) == .folder)
    #expect(FileAccess.disk.kind("\(folder.path)/c") == nil)
  }

  @Test func missingFileIsNoFailure() throws {
    #expect(try FileAccess.disk.read("\(folder.path)/a", limit: 10) == nil)
    #expect(try FileAccess.disk.read("\(folder.path)/a/b", limit: 10) == nil)
  }

  @Test func fileBeyondTheLimitIsRefused() throws {
    try folder.write("0123456789", "a")
    #expect(try FileAccess.disk.read("\(folder.path)/a", limit: 10)?.bytes.count == 10)
    let failure = try #require(throws: FileFailure.self) {
      try FileAccess.disk.read("\(folder.path)/a", limit: 9)
    }
    #expect(failure.text == "the file is larger than 9 bytes and is not read")
    #expect(Texts.fileTooLarge(limit: 10_000_000).contains(" 10 MB "))
  }

  @Test func folderIsNoFile() throws {
    let failure = try #require(throws: FileFailure.self) {
      try FileAccess.disk.read(folder.path, limit: 10)
    }
    #expect(failure.text == "is a folder, not a file")
  }

  @Test func linksInACircleAreCalledThat() throws {
    try folder.link("a", to: "\(folder.path)/b")
    try folder.link("b", to: "\(folder.path)/a")
    let failure = try #require(throws: FileFailure.self) {
      try FileAccess.disk.read("\(folder.path)/a", limit: 10)
    }
    #expect(failure.text == "leads through too many symbolic links, perhaps in a circle")
  }

  @Test func namesOfAFolderAreListed() throws {
    try folder.write("", "b.yaml")
    try folder.write("", ".hidden")
    #expect(FileAccess.disk.names(folder.path).sorted() == [".hidden", "b.yaml"])
    #expect(FileAccess.disk.names("\(folder.path)/nothing") == [])
  }
}
