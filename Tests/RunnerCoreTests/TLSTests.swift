import Foundation
import Glibc
import Support
import Testing

@testable import RunnerCore

extension Certificates {
  /// A server with that certificate on a free port; the caller ends it.
  fileprivate func serve(_ name: String, _ options: String...) throws -> (
    process: Process, port: Int
  ) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try #require(Self.program))
    process.arguments =
      [
        "s_server", "-accept", "127.0.0.1:0", "-www", "-cert", file("\(name).pem"), "-key",
        file("\(name).key"),
      ] + options
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    try process.run()
    var text = ""
    while let bytes = try output.fileHandleForReading.read(upToCount: 1) {
      text += String(decoding: bytes, as: UTF8.self)
      if text.hasSuffix("\n"), let line = text.split(separator: "\n").last,
        line.hasPrefix("ACCEPT "), let port = Int(line.split(separator: ":").last ?? "")
      {
        return (process, port)
      }
    }
    throw UnexpectedSuccess(value: "openssl s_server does not listen")
  }
}

@Suite(.enabled(if: Certificates.program != nil, "The openssl program is not installed."))
struct TLSTests {
  /// The outcome of a request to a server with a certificate that `issue` makes.
  private func result(
    trusting: Bool = true, asksForCertificate: Bool = false,
    clientCertificate: Bool = false, method: String = "POST",
    issue: (Certificates) throws -> Void
  ) async throws -> Result<HTTPResponse, TransportFailure> {
    let certificates = try Certificates()
    defer { certificates.remove() }
    try issue(certificates)
    let server =
      asksForCertificate
      ? try certificates.serve("server", "-Verify", "1", "-CAfile", certificates.authority)
      : try certificates.serve("server")
    defer { kill(server.process.processIdentifier, SIGKILL) }
    var trust = TrustSettings()
    if trusting { trust.caFile = certificates.authority }
    if clientCertificate {
      trust.clientCertificate = certificates.file("client.pem")
      trust.clientKey = certificates.file("client.key")
    }
    let request = HTTPRequest(
      method: method, url: "https://localhost:\(server.port)/", isSafeToRepeat: method == "GET")
    let transport = CurlTransport(trust: trust)
    do {
      return .success(try await transport.send(request))
    } catch {
      return .failure(error)
    }
  }

  private func expectFailure(
    _ reason: APIFailure.TLSReason, _ result: Result<HTTPResponse, TransportFailure>
  ) {
    guard case .failure(let failure) = result else {
      Issue.record("The certificate was trusted.")
      return
    }
    #expect(failure.kind == .tls(reason), "\(failure.detail)")
    #expect(!failure.wasSent)
  }

  @Test func aCertificateOfAnAuthorityFromAFileIsTrusted() async throws {
    let result = try await result(method: "GET") { try $0.issue("server", for: "localhost") }
    #expect(try result.get().status == 200)
  }

  @Test func anUnknownAuthorityIsNamed() async throws {
    expectFailure(
      .unknownIssuer, try await result(trusting: false) { try $0.issue("server", for: "localhost") }
    )
  }

  @Test func anExpiredCertificateIsNamed() async throws {
    expectFailure(
      .expired, try await result { try $0.issue("server", for: "localhost", days: -1) })
  }

  @Test func aCertificateForAnotherNameIsNamed() async throws {
    expectFailure(
      .wrongName, try await result { try $0.issue("server", for: "other.example") })
  }

  @Test func aClientCertificateIsPresented() async throws {
    let result = try await result(
      asksForCertificate: true, clientCertificate: true, method: "GET"
    ) {
      try $0.issue("server", for: "localhost")
      try $0.issue("client", for: "client")
    }
    #expect(try result.get().status == 200)
  }

  @Test(arguments: ["GET", "POST"])
  func aServerThatWantsAClientCertificateGetsNothingWithoutOne(method: String) async throws {
    expectFailure(
      .clientCertificate,
      try await result(asksForCertificate: true, method: method) {
        try $0.issue("server", for: "localhost")
      })
  }

  @Test func aCAFileAddsToTheSystemsAuthorities() async throws {
    let certificates = try Certificates()
    defer { certificates.remove() }
    let other = try Certificates()
    defer { other.remove() }
    try certificates.issue("server", for: "localhost")
    let server = try certificates.serve("server")
    defer { kill(server.process.processIdentifier, SIGKILL) }
    var trust = TrustSettings()
    // The bundle of the environment takes the system's place.
    trust.bundle = certificates.authority
    trust.caFile = other.authority
    let transport = CurlTransport(trust: trust)
    let request = HTTPRequest(
      method: "GET", url: "https://localhost:\(server.port)/", isSafeToRepeat: true)
    #expect(try await transport.send(request).status == 200)
  }

  @Test(arguments: ["/nonexistent/ca.pem", "/etc/hostname"])
  func anUnusableCAFileIsNamed(path: String) async throws {
    var trust = TrustSettings()
    trust.caFile = path
    let request = HTTPRequest(method: "GET", url: "https://127.0.0.1:1/", isSafeToRepeat: true)
    let failure = try await transportFailure(CurlTransport(trust: trust), request)
    #expect(failure.kind == .certificateFile)
    #expect(failure.detail.contains(path))
    #expect(!failure.wasSent)
  }

  @Test func anUnusableClientCertificateIsNamed() async throws {
    let certificates = try Certificates()
    defer { certificates.remove() }
    try certificates.issue("server", for: "localhost")
    let server = try certificates.serve("server")
    defer { kill(server.process.processIdentifier, SIGKILL) }
    var trust = TrustSettings()
    trust.clientCertificate = "/nonexistent/client.pem"
    let request = HTTPRequest(
      method: "GET", url: "https://localhost:\(server.port)/", isSafeToRepeat: true)
    #expect(
      try await transportFailure(CurlTransport(trust: trust), request).kind == .certificateFile)
  }
}

@Suite struct TrustSettingsTests {
  @Test(
    arguments: [
      ([:], nil, nil),
      (["CURL_CA_BUNDLE": "/a", "SSL_CERT_FILE": "/b"], "/a", nil),
      (["SSL_CERT_FILE": "/b", "SSL_CERT_DIR": "/c"], "/b", "/c"),
    ] as [([String: String], String?, String?)])
  func theVariablesOfTheCurlToolCount(
    environment: [String: String], bundle: String?, folder: String?
  ) throws {
    let trust = TrustSettings(connection: try connection(), environment: { environment[$0] })
    #expect(trust.bundle == bundle)
    #expect(trust.folder == folder)
  }
}
