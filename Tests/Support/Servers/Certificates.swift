import Foundation

/// Certificates made for one test with the openssl program, in a folder of their own.
public struct Certificates: Sendable {
  /// The openssl program; `nil` where it is not installed.
  public static let program = ["/usr/bin/openssl", "/usr/local/bin/openssl"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  public struct Failure: Error, CustomStringConvertible {
    public let description: String
  }

  private let folder: URL

  /// The root, signed by itself.
  public var authority: String { file("ca.pem") }

  public init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "tls-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try run(
      ["req", "-x509", "-keyout", file("ca.key"), "-out", authority, "-days", "2"]
        + Self.newKey + ["-subj", "/O=Example/CN=Test authority"])
  }

  public func remove() {
    // A folder that stays behind in the temporary one does no harm.
    try? FileManager.default.removeItem(at: folder)
  }

  public func file(_ name: String) -> String { folder.appending(path: name).path }

  /// Makes NAME.pem and NAME.key for a host, valid for a number of days, which may be negative.
  /// - Parameter issuer: the name of the certificate that signs it.
  public func issue(
    _ name: String, for host: String, days: Int = 2, by issuer: String = "ca",
    extension more: String? = nil
  ) throws {
    try run(
      ["req", "-keyout", file("\(name).key"), "-out", file("\(name).csr")] + Self.newKey
        + ["-subj", "/CN=\(host)", "-addext", more ?? "subjectAltName=DNS:\(host)"])
    try run([
      "x509", "-req", "-in", file("\(name).csr"), "-CA", file("\(issuer).pem"), "-CAkey",
      file("\(issuer).key"), "-copy_extensions", "copy", "-days", "\(days)", "-out",
      file("\(name).pem"),
    ])
  }

  /// Makes NAME.pem, an authority that the root has signed.
  public func issueAuthority(_ name: String) throws {
    try issue(name, for: "Test \(name)", extension: "basicConstraints=critical,CA:TRUE")
  }

  /// Writes certificates one after another, as servers send them, into CHAIN.pem.
  public func join(_ names: [String], as chain: String) throws {
    let texts = try names.map { try String(contentsOfFile: file("\($0).pem"), encoding: .utf8) }
    try texts.joined().write(toFile: file("\(chain).pem"), atomically: true, encoding: .utf8)
  }

  /// What the openssl program prints, without white space at its ends.
  @discardableResult
  public func run(_ arguments: [String]) throws -> String {
    guard let program = Self.program else {
      throw Failure(description: "The openssl program is not installed.")
    }
    let run = try ProgramRun(program, arguments)
    guard run.exitCode == 0 else {
      throw Failure(description: "openssl \(arguments.joined(separator: " ")): \(run.errors)")
    }
    return run.output.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  private static let newKey = [
    "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
  ]
}
