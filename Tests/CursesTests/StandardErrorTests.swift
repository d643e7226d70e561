import Curses
import Glibc
import Testing

extension ScreenTests {
  /// Among the tests of the screen, for standard error belongs to the whole process.
  @Suite struct StandardErrorTests {
    @Test func whatIsWrittenGoesToAFileOfOurOwnAndThenBack() throws {
      let path = "/tmp/standard-error-\(getpid())"
      try #require(mkdir(path, 0o700) == 0)
      let file = path + "/log"
      defer {
        unlink(file)
        rmdir(path)
      }
      let before = try identity(of: STDERR_FILENO)
      let redirect = StandardErrorRedirect(path: file)
      redirect.begin()
      redirect.begin()
      #expect(write(STDERR_FILENO, "lost\n", 5) == 5)
      redirect.restore()
      redirect.restore()
      #expect(try identity(of: STDERR_FILENO) == before)
      var status = stat()
      #expect(stat(file, &status) == 0)
      #expect(status.st_mode & 0o777 == 0o600)
      #expect(status.st_size == 5)
    }

    @Test func aFileThatCannotBeOpenedDiscardsWhatIsWritten() throws {
      let before = try identity(of: STDERR_FILENO)
      let redirect = StandardErrorRedirect(path: "/nowhere/at/all")
      redirect.begin()
      let during = try identity(of: STDERR_FILENO)
      redirect.restore()
      #expect(during != before)
      #expect(try identity(of: STDERR_FILENO) == before)
    }

    @Test func theTerminalLeadsStandardErrorAwayWhileItIsShown() throws {
      let pty = try PseudoTerminal(columns: 40, rows: 10)
      var options = TerminalOptions.testing(pty)
      options.redirectsStandardError = true
      let before = try identity(of: STDERR_FILENO)
      let terminal = try Terminal.open(options: options)
      let shown = try identity(of: STDERR_FILENO)
      terminal.suspend()
      let suspended = try identity(of: STDERR_FILENO)
      terminal.resume()
      let resumed = try identity(of: STDERR_FILENO)
      terminal.close()
      #expect(shown != before && suspended == before && resumed == shown)
      #expect(try identity(of: STDERR_FILENO) == before)
    }

    private func identity(of descriptor: Int32) throws -> [UInt64] {
      var status = stat()
      try #require(fstat(descriptor, &status) == 0)
      return [UInt64(status.st_dev), UInt64(status.st_ino), UInt64(status.st_rdev)]
    }
  }
}
