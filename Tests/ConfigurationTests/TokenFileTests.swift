import Configuration
import Foundation
import RunnerCore
import Testing

@Suite struct TokenFileTests {
  private let folder: TemporaryFolder
  private let file: TokenFile

  init() throws {
    folder = try TemporaryFolder()
    file = TokenFile(path: folder.path + "/tokens")
    try file.begin()
  }

  private func text() throws -> String { try String(contentsOfFile: file.path, encoding: .utf8) }

  /// Puts a text behind what stands in the file.
  private func add(_ text: String) throws {
    let handle = try #require(FileHandle(forWritingAtPath: file.path))
    try handle.seekToEnd()
    try handle.write(contentsOf: Array(text.utf8))
    try handle.close()
  }

  @Test func linesAndTheRestBehindThemAreTold() throws {
    try file.append("one")
    try add("two")
    let content = try #require(try file.content())
    #expect(content.lines == ["one"])
    #expect(content.rest == Array("two".utf8))
    #expect(try TokenFile(path: folder.path + "/missing").content() == nil)
  }

  @Test func halfALineIsCompletedByTheLineThatItBegins() throws {
    try file.append("one")
    try add("tw")
    try file.append("two")
    #expect(try text() == "one\ntwo\n")
  }

  @Test func anotherHalfLineIsNeverDroppedUnasked() throws {
    try file.append("one")
    try add("tw")
    #expect(throws: FileFailure.self) { try file.append("three") }
    #expect(throws: FileFailure.self) { try file.append("three", replacing: Array("t".utf8)) }
    #expect(try text() == "one\ntw")
    try file.append("three", replacing: Array("tw".utf8))
    #expect(try text() == "one\nthree\n")
  }
}
