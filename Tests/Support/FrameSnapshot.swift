import Foundation
public import TerminalUI
public import Testing

extension Frame {
  /// The frame as text to read and to compare: its rows, a letter for the role of every cell, the
  /// roles laid over others where there are any, and the cursor.
  ///
  /// Each role has the same letter in every frame; `.` is the background or, among the roles laid
  /// over, none. Spaces and dots at the ends of rows are left out.
  public var golden: String {
    let size = surface.size
    let roles = rows { Self.letter($0.style.role) }
    let over = rows { $0.style.over.map(Self.letter) ?? "." }
    var lines = ["size \(size.width)x\(size.height)"]
    lines += (0..<size.height).map { "|" + surface.line($0) }
    lines.append("roles")
    lines += roles.map { "|" + $0 }
    if over.contains(where: { !$0.isEmpty }) {
      lines.append("over")
      lines += over.map { "|" + $0 }
    }
    let used = Set(surface.cells.flatMap { [$0.style.role, $0.style.over].compactMap(\.self) })
    for role in Role.allCases where used.contains(role) {
      lines.append("\(Self.letter(role)) \(role.name)")
    }
    lines.append(cursor.map { "cursor \($0.x),\($0.y)" } ?? "cursor hidden")
    return lines.joined(separator: "\n") + "\n"
  }

  private func rows(_ letter: (Cell) -> Character) -> [String] {
    (0..<surface.size.height).map { y in
      var row = String((0..<surface.size.width).map { letter(surface[$0, y]) })
      while row.last == "." { row.removeLast() }
      return row
    }
  }

  private static let letters: [Role: Character] = {
    let alphabet = Array(
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789@#$%&*+=<>?!")
    let named = Role.allCases.filter { $0 != .background }
    return Dictionary(uniqueKeysWithValues: zip(named, alphabet))
  }()

  private static func letter(_ role: Role) -> Character {
    role == .background ? "." : letters[role] ?? "^"
  }
}

/// Compares a frame with the picture of it kept in `Snapshots/NAME.txt` beside the test's file.
///
/// With `RECORD_SNAPSHOTS=1` in the environment the picture is written instead.
public func assertSnapshot(
  _ frame: Frame, named name: String, filePath: String = #filePath,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
    do {
      try record(frame, in: snapshotFile(named: name, beside: filePath))
    } catch {
      Issue.record(error, "cannot record \(name)", sourceLocation: sourceLocation)
    }
  } else if let problem = snapshotProblem(frame, named: name, filePath: filePath) {
    Issue.record("\(problem)", sourceLocation: sourceLocation)
  }
}

/// What is wrong with a frame compared with its kept picture, nil when they agree.
public func snapshotProblem(_ frame: Frame, named name: String, filePath: String) -> String? {
  let file = snapshotFile(named: name, beside: filePath)
  // A file that cannot be read was never recorded.
  guard let expected = try? String(contentsOf: file, encoding: .utf8) else {
    return "no snapshot \(name); run with RECORD_SNAPSHOTS=1 to record\n\(frame.golden)"
  }
  return lineDifference(expected: expected, actual: frame.golden)
    .map { "\(name) differs from its snapshot\n\($0)" }
}

private func snapshotFile(named name: String, beside filePath: String) -> URL {
  URL(filePath: filePath).deletingLastPathComponent()
    .appending(components: "Snapshots", name + ".txt")
}

private func record(_ frame: Frame, in file: URL) throws {
  try FileManager.default.createDirectory(
    at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
  try frame.golden.write(to: file, atomically: true, encoding: .utf8)
}

/// The lines in which two texts differ, nil when they are equal.
///
/// Lines are compared place by place, since pictures of one size have their lines in the same
/// places: `-` is expected, `+` is what came, and the number is the line's.
public func lineDifference(expected: String, actual: String) -> String? {
  guard expected != actual else { return nil }
  let old = expected.split(separator: "\n", omittingEmptySubsequences: false)
  let new = actual.split(separator: "\n", omittingEmptySubsequences: false)
  var report: [String] = []
  for index in 0..<max(old.count, new.count) {
    let before = index < old.count ? old[index] : nil
    let after = index < new.count ? new[index] : nil
    guard before != after else { continue }
    if let before { report.append("\(index + 1) - \(before)") }
    if let after { report.append("\(index + 1) + \(after)") }
  }
  return report.joined(separator: "\n")
}
