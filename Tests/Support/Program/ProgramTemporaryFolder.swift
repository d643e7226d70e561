public import Foundation

/// A folder that lives as long as this value is held.
public final class TemporaryFolder: Sendable {
  public let path: String

  public init() throws {
    let url = FileManager.default.temporaryDirectory
      .appending(path: "runner-wizard-tests-\(UUID().uuidString.prefix(8))")
    try FileManager.default.createDirectory(
      at: url, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    path = url.path(percentEncoded: false)
  }

  deinit {
    // What stays behind in the system's temporary folder does no harm.
    try? FileManager.default.removeItem(atPath: path)
  }

  /// Writes a file of that name and answers where it is.
  @discardableResult
  public func write(_ text: String, to name: String) throws -> URL {
    let url = URL(filePath: path).appending(path: name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
    return url
  }

  /// The text of every file in the folder and below it.
  public func allText() throws -> String {
    let names = try FileManager.default.subpathsOfDirectory(atPath: path)
    return names.compactMap { name in
      // Sockets and folders have no text.
      (try? Data(contentsOf: URL(filePath: path).appending(path: name)))
        .map { String(decoding: $0, as: UTF8.self) }
    }.joined(separator: "\n")
  }
}
