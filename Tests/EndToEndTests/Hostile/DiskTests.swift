import Foundation
import Support
import Testing

extension EndToEnd {
  /// Disks that are full, homes that are missing or cannot be written, files that cannot be used: each is said with
  /// what to do, and nothing hangs.
  @Suite struct Disks {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func list(
      _ arguments: String..., environment: [String: String] = [:]
    ) throws -> ProgramRun {
      try Program.runnerWizard.run(
        ["list", "--demo", "--limit", "1"] + arguments, environment: environment)
    }

    @Test(arguments: ["", "/dev/null", "/proc", "relative", "/nonexistent"])
    func withoutAUsableHomeRunnersAreStillListed(home: String) throws {
      let run = try list(environment: ["HOME": home])
      #expect(run.exitCode == 0)
      #expect(run.output.contains("DESCRIPTION"))
    }

    @Test(arguments: [
      "version: 1\nprofiles: [\n", "\u{0}\u{1}\u{2}", "- a\n- b\n",
      "version: 1\nprofiles: {a: {url: 7}}\n: x",
      "\t\t", "&a [*a, *a]: *a",
    ])
    func aConfigurationThatIsNoneIsSaidWithItsPathAndAWayOut(text: String) throws {
      let file = try folder.write(text, to: "config.yaml").path(percentEncoded: false)
      let run = try list("--config", file)
      #expect(run.exitCode == 2)
      #expect(run.errors.contains("config.yaml"))
      #expect(run.errors.contains("Correct the file"))
      #expect(HostileText.steeringScalar(in: run.errors, but: ["\n"]) == nil)
    }

    @Test func aConfigurationOfMoreThanTenMegabytesIsNotRead() throws {
      let text = "version: 1\n" + String(repeating: "# filler\n", count: 1_300_000)
      let file = try folder.write(text, to: "config.yaml").path(percentEncoded: false)
      let run = try list("--config", file)
      #expect(run.exitCode == 2)
      #expect(run.errors.contains("larger than 10 MB"))
    }

    @Test(arguments: ["/dev/full", "/nonexistent/config.yaml", "/proc/self/mem", "/"])
    func whatCannotBeReadAsAConfigurationIsNamed(path: String) throws {
      let run = try list("--config", path)
      #expect(run.exitCode == 2)
      #expect(run.errors.contains(path))
    }

    @Test(arguments: [
      "list --demo", "doctor --demo", "--version", "--list-themes", "--print-theme mono",
      "create --demo --type group --group 10",
    ])
    func aFullDiskBehindStandardOutputIsSaid(arguments: String) throws {
      let run = try ProgramRun(
        "sh", ["-c", "exec \"$0\" \(arguments) >/dev/full", Program.runnerWizard.path])
      #expect(run.exitCode == 1)
      #expect(run.errors.contains("standard output") || run.errors.contains("Standard output"))
    }

    @Test(arguments: ["0<&-", "1>&-", "2>&-", "0<&- 1>&- 2>&-", "</dev/full", "<>/dev/null 1>&0"])
    func aStandardStreamThatIsClosedEndsTheScreenAtOnce(streams: String) throws {
      let run = try ProgramRun(
        "sh", ["-c", "exec \"$0\" --demo \(streams)", Program.runnerWizard.path])
      #expect(run.exitCode == 2)
    }

    /// The log is only help: a full disk behind it keeps nobody from a runner.
    @Test func aFullDiskBehindTheLogStopsNothing() throws {
      let run = try list("--log", "/dev/full")
      #expect(run.exitCode == 0)
      #expect(run.output.contains("DESCRIPTION"))
    }
  }
}
