import Glibc
import Support
import Testing

/// A program that inherits the end of a pipe keeps the reader at the other end waiting.
@Suite struct InheritedFileTests {
  @Test func programsOfTestsInheritNoOpenFile() throws {
    let descriptor = open("/dev/zero", O_RDONLY)
    defer { close(descriptor) }
    let files = try ProgramRun("sh", ["-c", "readlink /proc/$$/fd/*"]).output
    #expect(files.contains("/output"))
    #expect(!files.contains("/dev/zero"))
  }
}
