import Foundation
import RunnerCore
import Synchronization
import Testing

@testable import Configuration

struct RunnerConfigFileTests {
  private let folder: TemporaryFolder
  private let path: String
  private static let old = "concurrent = 3 # of ours\n[[runners]]\n  name = \"first\"\n"
  private static let time: Int64 = 1_769_850_900
  private static let backup = "config.toml.bak-20260131-091500"

  init() throws {
    folder = try TemporaryFolder()
    // The real path, because the folder of temporary files may be a link.
    path = try #require(realpath(folder.path, nil).map { String(cString: $0) }) + "/config.toml"
  }

  private func preview(_ file: RunnerConfigFile = RunnerConfigFile()) throws
    -> RunnerConfigFile.Preview
  {
    try file.preview(handOver(), path: path, mask: "***")
  }

  private func problem(_ body: () throws -> Void) throws -> FileProblem {
    try #require(throws: FileProblem.self) { try body() }
  }

  @Test func sectionIsAppendedAndTheOldTextKeptBeside() throws {
    try folder.write(Self.old, "config.toml")
    try folder.setMode(0o640, "config.toml")
    let written = try RunnerConfigFile().write(preview(), at: Self.time)
    #expect(try folder.text("config.toml").hasPrefix(Self.old + "\n[[runners]]\n"))
    #expect(try folder.text(Self.backup) == Self.old)
    #expect(written.backup?.hasSuffix("/" + Self.backup) == true)
    #expect(try folder.mode("config.toml") == 0o640)
    #expect(try folder.mode(Self.backup) == 0o640)
    #expect(try folder.names == ["config.toml", Self.backup])
  }

  @Test(arguments: [(0o600, false), (0o640, false), (0o644, true), (0o604, true)])
  func fileThatEveryUserMayReadIsWarnedOf(mode: Int, isOpen: Bool) throws {
    try folder.write(Self.old, "config.toml")
    try folder.setMode(mode, "config.toml")
    let warnings = try preview().warnings.filter { $0.contains("Every user") }
    #expect(warnings.count == (isOpen ? 1 : 0))
    #expect(warnings.allSatisfy { $0.contains("chmod 600 \(path)") })
  }

  @Test func secondBackupOfASecondGetsANameOfItsOwn() throws {
    try folder.write(Self.old, "config.toml")
    for _ in 0..<2 { _ = try RunnerConfigFile().write(preview(), at: Self.time) }
    #expect(try folder.names == ["config.toml", Self.backup, Self.backup + "-2"])
    #expect(try folder.text(Self.backup) == Self.old)
  }

  @Test func missingFileAndFolderAreMadeForTheirOwnerAlone() throws {
    let path = (self.path as NSString).deletingLastPathComponent + "/new/config.toml"
    let file = RunnerConfigFile()
    let preview = try file.preview(handOver(), path: path, mask: "***")
    #expect(preview.isNew)
    let written = try file.write(preview, at: Self.time)
    #expect(written == RunnerConfigFile.Written(path: path, backup: nil))
    #expect(try folder.mode("new") == 0o700)
    #expect(try folder.mode("new/config.toml") == 0o600)
  }

  @Test func fileThatChangedSinceItWasShownIsRefused() throws {
    try folder.write(Self.old, "config.toml")
    let shown = try preview()
    try folder.write(Self.old + "#", "config.toml")
    let problem = try problem { _ = try RunnerConfigFile().write(shown, at: Self.time) }
    #expect(problem.text == Texts.changedMeanwhile)
    #expect(try folder.text("config.toml") == Self.old + "#")
    #expect(try folder.names == ["config.toml"])
  }

  @Test func fileThatAppearedOrVanishedSinceItWasShownIsRefused() throws {
    let shown = try preview()
    try folder.write("# by another\n", "config.toml")
    #expect(
      try problem { _ = try RunnerConfigFile().write(shown, at: Self.time) }.text
        == Texts.appearedMeanwhile)
    let existing = try preview()
    try FileManager.default.removeItem(atPath: path)
    #expect(
      try problem { _ = try RunnerConfigFile().write(existing, at: Self.time) }.text
        == Texts.changedMeanwhile)
    #expect(try folder.names.isEmpty)
  }

  @Test func fileThatAnotherProgramWritesInBetweenIsRefusedAndKept() throws {
    try folder.write(Self.old, "config.toml")
    let other = Self.old + "# by gitlab-runner\n"
    let path = path
    let file = RunnerConfigFile { (step) throws(FileProblem) in
      guard step == .synced else { return }
      _ = FileManager.default.createFile(atPath: path, contents: Data(other.utf8))
    }
    let problem = try problem { _ = try file.write(preview(file), at: Self.time) }
    #expect(problem.text == Texts.changedMeanwhile)
    #expect(try folder.text("config.toml") == other)
  }

  /// Were the program killed after any of its steps, the file would have one of its two texts.
  @Test func fileIsOldOrNewAfterEveryStep() throws {
    try folder.write(Self.old, "config.toml")
    let path = path
    let seen = Mutex<[RunnerConfigFile.Step: String]>([:])
    let file = RunnerConfigFile { (step) throws(FileProblem) in
      let text = try? String(contentsOfFile: path, encoding: .utf8)
      seen.withLock { $0[step] = text }
    }
    let shown = try preview(file)
    let new = String(decoding: shown.change.bytes(), as: UTF8.self)
    _ = try file.write(shown, at: Self.time)
    let texts = seen.withLock { $0 }
    for step in RunnerConfigFile.Step.allCases {
      #expect(texts[step] == (step == .renamed ? new : Self.old), "\(step)")
    }
    #expect(try folder.text(Self.backup) == Self.old)
  }

  @Test(arguments: RunnerConfigFile.Step.allCases.filter { $0 != .renamed })
  func failureAtAnyStepLeavesTheOldFileAlone(_ failing: RunnerConfigFile.Step) throws {
    try folder.write(Self.old, "config.toml")
    let file = RunnerConfigFile { (step) throws(FileProblem) in
      if step == failing { throw FileProblem(file: "config.toml", text: "no space is left") }
    }
    let problem = try problem { _ = try file.write(preview(file), at: Self.time) }
    #expect(problem.text == "no space is left")
    #expect(try folder.text("config.toml") == Self.old)
    #expect(try folder.names == ["config.toml"])
  }

  @Test func linkOfOnesOwnIsFollowedAndStays() throws {
    try folder.write(Self.old, "real.toml")
    try folder.link("config.toml", to: "real.toml")
    let shown = try preview()
    #expect(shown.path.hasSuffix("/real.toml"))
    _ = try RunnerConfigFile().write(shown, at: Self.time)
    #expect(try folder.text("real.toml").contains("build-host-7"))
    let link = try FileManager.default.destinationOfSymbolicLink(atPath: path)
    #expect(link == "real.toml")
  }

  @Test func linkThatLeadsNowhereIsRefused() throws {
    try folder.link("config.toml", to: "missing.toml")
    #expect(try problem { _ = try preview() }.text == Texts.linkLeadsNowhere)
  }

  @Test func folderThatEveryoneMayWriteToIsRefused() throws {
    try folder.write(Self.old, "config.toml")
    try folder.setMode(0o777)
    #expect(try problem { _ = try preview() }.text == Texts.folderIsOpenToAll)
  }

  @Test func fileWithSeveralNamesAndOtherKindsAreRefused() throws {
    try folder.write(Self.old, "config.toml")
    try FileManager.default.linkItem(atPath: path, toPath: path + ".also")
    let shown = try preview()
    #expect(
      try problem { _ = try RunnerConfigFile().write(shown, at: Self.time) }.text
        == Texts.hasSeveralNames)
    try FileManager.default.removeItem(atPath: path)
    #expect(mkfifo(path, 0o600) == 0)
    #expect(try problem { _ = try preview() }.text == Texts.isNoRegularFile)
  }

  @Test func pathMustBeWhole() throws {
    #expect(
      try problem {
        _ = try RunnerConfigFile().preview(handOver(), path: "config.toml", mask: "*")
      }.text == Texts.isNotAbsolute)
  }
}
