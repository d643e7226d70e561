import Support
import Testing

@testable import Runtime

@Suite struct ChildProcessTests {
  @Test func outputComesBackAndInputArrives() async throws {
    let printed = try await ChildProcess.run(
      ["cat"], input: Array("hello".utf8), wantsOutput: true, limit: .seconds(600))
    #expect(printed == Array("hello".utf8))
  }

  @Test func inputLargerThanAPipeArrivesWhole() async throws {
    let bytes = [UInt8](repeating: 0x61, count: 300_000)
    let printed = try await ChildProcess.run(
      ["wc", "-c"], input: bytes, wantsOutput: true, limit: .seconds(600))
    #expect(String(decoding: printed, as: UTF8.self).contains("300000"))
  }

  @Test func programRunsInASessionOfItsOwn() async throws {
    let printed = try await ChildProcess.run(
      ["sh", "-c", "cut -d' ' -f1,6 /proc/$$/stat"], wantsOutput: true, limit: .seconds(600))
    let numbers = String(decoding: printed, as: UTF8.self).split { $0 == " " || $0 == "\n" }
    #expect(numbers.count == 2)
    #expect(numbers.first == numbers.last)
  }

  @Test func statusOtherThanZeroIsAFailure() async {
    await #expect(throws: ChildProcess.Failure.failed(status: 3)) {
      try await ChildProcess.run(["sh", "-c", "exit 3"], limit: .seconds(600))
    }
  }

  @Test func endBySignalIsAFailure() async {
    await #expect(throws: ChildProcess.Failure.failed(status: 128 + 9)) {
      try await ChildProcess.run(["sh", "-c", "kill -9 $$"], limit: .seconds(600))
    }
  }

  @Test func missingProgramIsSaidSo() async {
    do {
      _ = try await ChildProcess.run(["no-such-program-here"], limit: .seconds(600))
      Issue.record("It was started.")
    } catch {
      guard case .notStarted = error else {
        Issue.record("\(error)")
        return
      }
    }
  }

  @Test func programThatHangsIsKilledWithItsChildren() async {
    await #expect(throws: ChildProcess.Failure.tookTooLong) {
      try await ChildProcess.run(
        ["sh", "-c", "cat /dev/zero > /dev/null"], limit: .milliseconds(50))
    }
  }

  /// Its end is noticed all the same. A child that nobody waits for keeps the exit tests of this process waiting
  /// (swift-testing: `Sources/Testing/ExitTests/WaitFor.swift` looks at any child that has ended).
  @Test func programMayBeLeftRunning() async throws {
    let printed = try await ChildProcess.run(
      ["sleep", "2"], limit: .milliseconds(20), overtime: .leave)
    #expect(printed.isEmpty)
    try await Deadline.wait(
      orExplain: { "A program that was left running and has ended stays a zombie." },
      until: { ChildProcess.reapLeft() == 0 ? true : nil })
  }

  @Test func flowOfOutputIsStopped() async {
    await #expect(throws: ChildProcess.Failure.printedTooMuch) {
      try await ChildProcess.run(["cat", "/dev/zero"], wantsOutput: true, limit: .seconds(600))
    }
  }

  @Test func cancellingKillsTheProgram() async {
    let task = Task {
      do throws(ChildProcess.Failure) {
        _ = try await ChildProcess.run(["cat", "/dev/zero"], limit: .seconds(600))
        return ChildProcess.Failure?.none
      } catch {
        return error
      }
    }
    task.cancel()
    #expect(await task.value == .cancelled)
  }

  @Test(
    arguments: [
      ("GITLAB_TOKEN=t", true), ("GITLAB_PRIVATE_TOKEN=t", true), ("GITLAB_OAUTH_TOKEN=", true),
      ("GITLAB_URL=t", false), ("PATH=/bin", false), ("GITLAB_TOKENS=t", false),
    ])
  func variablesWithTokensAreKnown(_ entry: String, _ holdsToken: Bool) {
    #expect(Environment.holdsToken(entry) == holdsToken)
  }

  @Test func otherVariablesAreHandedOn() async throws {
    let printed = try await ChildProcess.run(["env"], wantsOutput: true, limit: .seconds(600))
    #expect(String(decoding: printed, as: UTF8.self).contains("PATH="))
  }

  @Test func ignoredSignalsAreNotHandedOn() async throws {
    let printed = try await ChildProcess.run(
      ["sh", "-c", "grep SigIgn /proc/$$/status"], wantsOutput: true, limit: .seconds(600))
    let digits = String(decoding: printed, as: UTF8.self).filter(\.isHexDigit).suffix(16)
    let ignored = try #require(UInt64(digits, radix: 16))
    // Signals 32 and 33 belong to the C library.
    #expect(ignored & 0x7FFF_FFFF == 0)
  }
}
