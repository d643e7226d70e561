import Foundation
public import Testing

/// Compares a part of a document with what the program says, or writes it when an environment variable is 1.
///
/// The part stands between the lines `<!-- NAME -->` and `<!-- end of NAME -->`.
/// - Parameters:
///   - path: the document, from the top of the source tree.
///   - variable: the name of that environment variable.
public func assertSection(
  _ name: String, of path: String, is lines: [String],
  recordedBy variable: String = "RECORD_SNAPSHOTS",
  testFile: String = #filePath,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let file = sourceTree(above: testFile).appendingPathComponent(path)
  guard let text = try? String(contentsOf: file, encoding: .utf8) else {
    Issue.record("\(path) cannot be read.", sourceLocation: sourceLocation)
    return
  }
  var document = text.components(separatedBy: "\n")
  guard let begin = document.firstIndex(of: "<!-- \(name) -->"),
    let end = document.firstIndex(of: "<!-- end of \(name) -->"), begin < end
  else {
    Issue.record("\(path) has no part “\(name)”.", sourceLocation: sourceLocation)
    return
  }
  let range = (begin + 1)..<end
  if ProcessInfo.processInfo.environment[variable] == "1" {
    document.replaceSubrange(range, with: lines)
    do {
      try document.joined(separator: "\n").write(to: file, atomically: true, encoding: .utf8)
    } catch {
      Issue.record("\(path) cannot be written: \(error)", sourceLocation: sourceLocation)
    }
    return
  }
  #expect(
    Array(document[range]) == lines,
    "“\(name)” in \(path) is not what the program does; record it with \(variable)=1.",
    sourceLocation: sourceLocation)
}

/// The folder that holds the package.
func sourceTree(above testFile: String) -> URL {
  var folder = URL(fileURLWithPath: testFile)
  while folder.lastPathComponent != "Tests", folder.pathComponents.count > 1 {
    folder.deleteLastPathComponent()
  }
  return folder.deletingLastPathComponent()
}
