import Foundation
public import Testing

/// The cases of one fuzz test, each with a generator of its own seed.
///
/// `FUZZ_ROUNDS` multiplies how many there are (1 by default, which is quick; 50 is the long run; 0 is a
/// single one), `FUZZ_SEED` is the seed of the first. So `FUZZ_SEED=n FUZZ_ROUNDS=0` repeats the case that
/// a failure names. Before each case its seed is written to a file of the test's name in
/// ``folder``, for what ends the whole process; a case that does not end ends it too.
public final class FuzzRun {
  private static let rounds = ProcessInfo.processInfo.environment["FUZZ_ROUNDS"].flatMap { Int($0) }
  /// Whether more cases are tried than the quick ones.
  static let isLong = (rounds ?? 1) > 1

  /// Where the seeds of the cases under way stand.
  public static let folder = FileManager.default.temporaryDirectory
    .appending(path: "runner-wizard-fuzz").path(percentEncoded: false)

  private let name: String
  private let kept: [UInt64]
  private let first: UInt64
  private let cases: Int
  private let location: SourceLocation
  private let watchdog: FuzzWatchdog
  private let note: FileHandle?
  private var number = 0
  private var failures = 0

  private static let failureLimit = 3

  /// - Parameters:
  ///   - cases: how many a quick run has.
  ///   - kept: seeds of cases that found something once; they come first.
  public init(
    _ name: String, cases: Int, kept: [UInt64] = [],
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let environment = ProcessInfo.processInfo.environment
    let rounds = Self.rounds ?? 1
    let seed = environment["FUZZ_SEED"].flatMap { UInt64($0) }
    self.name = name
    self.cases = rounds > 0 ? cases * rounds : 1
    self.kept = seed == nil ? kept : []
    first = seed ?? 1
    location = sourceLocation
    watchdog = FuzzWatchdog(name)
    let path = Self.folder + "/" + name
    // Without the file a crash does not tell its seed; nothing else depends on it.
    try? FileManager.default.createDirectory(
      atPath: Self.folder, withIntermediateDirectories: true)
    _ = FileManager.default.createFile(atPath: path, contents: nil)
    note = FileHandle(forWritingAtPath: path)
    print("fuzz \(name): seeds \(first) to \(first &+ UInt64(self.cases) &- 1), kept \(self.kept)")
  }

  deinit { watchdog.stop() }

  /// The seed of the case under way.
  public private(set) var seed: UInt64 = 0

  /// The generator of the next case; nil when all are done or enough of them failed.
  public func next() -> Dice? {
    guard number < kept.count + cases, failures < Self.failureLimit else {
      watchdog.stop()
      return nil
    }
    seed = number < kept.count ? kept[number] : first &+ UInt64(number - kept.count)
    number += 1
    watchdog.begin(seed)
    // What a file cannot keep is only a help.
    try? note?.seek(toOffset: 0)
    try? note?.write(contentsOf: Data("\(seed)          ".utf8))
    return Dice(seed: seed)
  }

  /// Records that the case under way failed.
  public func fail(_ problem: String) {
    failures += 1
    Issue.record(
      "fuzz \(name): \(problem)\nrepeat it with FUZZ_SEED=\(seed) FUZZ_ROUNDS=0",
      sourceLocation: location)
  }
}
