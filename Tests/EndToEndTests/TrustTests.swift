import Foundation
import Support
import Testing

extension EndToEnd {
  /// Servers whose certificate is not trusted: what is said of them, and that the ways out lead on.
  @Suite(.enabled(if: RecordingServer.isPossible, "Python or openssl is not installed."))
  struct Trust {
    enum Cause: Sendable {
      case unknownAuthority, expired, wrongName, leafAlone

      var words: String {
        switch self {
        case .unknownAuthority: "from an authority that this machine does not know: CN = Test auth"
        case .expired: "The certificate of localhost ended on"
        case .wrongName: "The certificate is not for localhost"
        case .leafAlone: "sends its own certificate only; that of its issuer, CN = Test middle"
        }
      }

      /// Whether the authority is known beforehand, so that what else is wrong comes to light.
      var needsAuthority: Bool { self == .expired || self == .wrongName }
    }

    enum Way: Sendable {
      case file, pin, name
    }

    @Test(arguments: [
      (Cause.unknownAuthority, Way.file), (.unknownAuthority, .pin), (.expired, .pin),
      (.wrongName, .name), (.wrongName, .pin), (.leafAlone, .file), (.leafAlone, .pin),
    ])
    func theCauseIsNamedAndTheWayOutConnects(cause: Cause, way: Way) async throws {
      let scene = try await Scene(cause)
      defer { scene.end() }
      try await scene.look()
      try await scene.seeChain(cause)
      try await scene.expectSilence()
      try await scene.take(way, cause)
      try await scene.it.see(.type)
      try await scene.server.waitToReceive(scene.token)
      #expect(try scene.requests().first?.contains("PRIVATE-TOKEN") == false)
    }

    /// A CA file that fits brings what else is wrong to light, with its own way out.
    @Test func anExpiredCertificateOfAnUnknownAuthorityIsNamedForBoth() async throws {
      let scene = try await Scene(.expired, knowsAuthority: false)
      defer { scene.end() }
      try await scene.look()
      try await scene.seeChain(.unknownAuthority)
      try scene.it.terminal.type("c")
      try await scene.it.terminal.waitFor("CA file:")
      try scene.it.terminal.paste(scene.certificates.authority)
      try scene.it.terminal.press(.enter)
      try await scene.seeChain(.expired)
      try await scene.expectSilence()
      try await scene.take(.pin, .expired)
      try await scene.it.see(.type)
    }

    /// A sandbox behind TLS, and an operator before it.
    private struct Scene {
      let certificates: Certificates
      let server: RecordingServer
      let it: Operator
      let token: String

      init(_ cause: Cause, knowsAuthority: Bool? = nil) async throws {
        certificates = try Certificates()
        try certificates.issueAuthority("middle")
        switch cause {
        case .unknownAuthority:
          try certificates.issue("server", for: "localhost")
          try certificates.join(["server", "ca"], as: "chain")
        case .expired:
          try certificates.issue("server", for: "localhost", days: -1)
          try certificates.join(["server", "ca"], as: "chain")
        case .wrongName:
          try certificates.issue(
            "server", for: "other", extension: "subjectAltName=IP:127.0.0.1")
          try certificates.join(["server", "ca"], as: "chain")
        case .leafAlone:
          try certificates.issue("server", for: "localhost", by: "middle")
          try certificates.join(["server"], as: "chain")
        }
        it = try await Operator(token: nil, rows: 44)
        let port = try #require(URL(string: it.server.url)?.port)
        server = try RecordingServer(
          .tlsBefore(
            chain: certificates.file("chain.pem"), key: certificates.file("server.key"),
            port: port))
        token = try it.server.token("owner-api")
        let isKnown = knowsAuthority ?? cause.needsAuthority
        try it.start(isKnown ? "--ca-file \(certificates.authority)" : "")
      }

      func end() {
        server.stop()
        certificates.remove()
      }

      /// What was asked of the server, one text per request.
      func requests() throws -> [String] {
        server.received.components(separatedBy: "\r\n\r\n").filter { !$0.isEmpty }
      }

      /// Types address and token, and opens the certificates.
      func look() async throws {
        try await it.see(.connection)
        try it.terminal.type("https://localhost:\(server.port)")
        try it.terminal.press(.enter)
        try await it.terminal.waitFor("Certificates")
        try it.terminal.paste(token)
        try it.terminal.press(.control("o"))
        try await it.terminal.waitFor("Certificate of localhost")
      }

      /// Waits for the cause, and for subject, issuer, dates and fingerprint as openssl has them.
      func seeChain(_ cause: Cause) async throws {
        let fingerprint = try certificates.run(
          ["x509", "-in", certificates.file("server.pem"), "-noout", "-fingerprint", "-sha256"]
        ).split(separator: "=").last.map(String.init)
        let pairs = try #require(fingerprint).split(separator: ":")
        let halves = [pairs.prefix(16), pairs.suffix(16)].map { $0.joined(separator: ":") }
        let issuer = cause == .leafAlone ? "Test middle" : "Test authority"
        try await it.terminal.waitUntil("\(cause) with the chain") { screen in
          let text = flowing(screen)
          return text.contains(cause.words)
            && halves.allSatisfy(text.contains) && text.contains("For CN = ")
            && text.contains("Issued by CN = \(issuer)")
            && text.contains(/Valid \d{4}-\d\d-\d\d .* to \d{4}-\d\d-\d\d/)
        }
      }

      /// Expects that connections came and went, and that nothing was sent over any.
      func expectSilence() async throws {
        _ = try await server.events(afterConnections: 2)
        #expect(server.received == "")
      }

      func take(_ way: Way, _ cause: Cause) async throws {
        switch way {
        case .file:
          try it.terminal.type("c")
          try await it.terminal.waitFor("CA file:")
          try it.terminal.paste(
            cause == .leafAlone ? certificates.file("middle.pem") : certificates.authority)
          try it.terminal.press(.enter)
        case .pin:
          try it.terminal.type("p")
          try await it.terminal.waitFor("Type yes")
          try it.terminal.type("yes")
          try it.terminal.press(.enter)
        case .name: try it.terminal.type("n")
        }
      }
    }
  }
}
