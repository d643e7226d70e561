import Foundation
import Glibc
import Synchronization

/// A server on loopback, run by Python, that tells everything it sees.
///
/// It answers a request that has a token as GitLab answers `GET /user`, and others with 401.
public final class RecordingServer: Sendable {
  /// Where Python is; `nil` where it is not installed.
  public static let python: String? = {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    return (folders.map { "\($0)/python3" } + ["/usr/bin/python3"]).first {
      FileManager.default.isExecutableFile(atPath: $0)
    }
  }()

  /// Whether servers with certificates can be made here.
  public static var isPossible: Bool { python != nil && Certificates.program != nil }

  public enum Kind: Sendable {
    /// Speaks TLS with a chain and the key of its first certificate.
    case tls(chain: String, key: String)
    /// The same up to TLS 1.2, for those alone who present a certificate of this authority.
    case tlsForClients(chain: String, key: String, authority: String)
    /// Speaks TLS and hands what it is asked on to a port on loopback, which answers in clear.
    case tlsBefore(chain: String, key: String, port: Int)
    /// Hands what it is asked on to a port on loopback.
    case before(port: Int)
    /// Makes tunnels to servers on loopback, and reads along.
    case proxy
  }

  /// What happened at the server, in order.
  public enum Event: Equatable, Sendable {
    case connected
    /// With the name in the client's certificate, if it presented one.
    case shookHands(client: String?)
    case handshakeFailed
    /// Bytes as they came from the client, decrypted where the server speaks TLS.
    case received(String)
    case closed
  }

  public struct Failure: Error, CustomStringConvertible {
    public let description: String
  }

  public let port: Int
  private let process: Process
  private let recorded = Mutex<[Event]>([])

  public init(_ kind: Kind) throws {
    guard let python = Self.python else { throw Failure(description: "Python is missing.") }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: python)
    process.arguments = ["-u", "-c", Self.script] + Self.arguments(kind)
    let output = Pipe()
    process.standardOutput = output
    process.standardInput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    self.process = process
    let lines = LineSource(output.fileHandleForReading)
    guard let first = lines.next(), let port = Int(first) else {
      process.terminate()
      throw Failure(description: "The server does not listen.")
    }
    self.port = port
    Thread.detachNewThread { [weak self] in
      while let line = lines.next() {
        guard let event = Self.event(line) else { continue }
        self?.recorded.withLock { $0.append(event) }
      }
    }
  }

  deinit { stop() }

  /// The server may have every milder signal blocked, as the threads of tests have that start it.
  public func stop() {
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
  }

  public var events: [Event] { recorded.withLock { $0 } }

  /// All that clients sent.
  public var received: String {
    events.map { if case .received(let text) = $0 { text } else { "" } }.joined()
  }

  /// Waits until a text was received: what happens at the server is told some time after the client has its answer.
  public func waitToReceive(_ text: String) async throws {
    try await Deadline.wait(
      orExplain: { "The server received \(received)." },
      until: { received.contains(text) ? true : nil })
  }

  /// The events once that many connections have come and gone.
  public func events(afterConnections count: Int) async throws -> [Event] {
    try await Deadline.wait(
      orExplain: { "The server saw \(events)." },
      until: {
        let events = events
        return events.count { $0 == .closed } >= count ? events : nil
      })
  }

  private static func arguments(_ kind: Kind) -> [String] {
    switch kind {
    case .tls(let chain, let key): ["tls", chain, key]
    case .tlsForClients(let chain, let key, let authority): ["tls", chain, key, authority]
    case .tlsBefore(let chain, let key, let port): ["front", "\(port)", chain, key]
    case .before(let port): ["front", "\(port)"]
    case .proxy: ["proxy"]
    }
  }

  /// A line is a word and, in JSON, what it is about.
  private static func event(_ line: String) -> Event? {
    let parts = line.split(separator: " ", maxSplits: 1)
    let text = parts.dropFirst().first.flatMap {
      try? JSONDecoder().decode(String.self, from: Data($0.utf8))
    }
    return switch parts.first {
    case "connected": .connected
    case "handshake": .shookHands(client: text)
    case "failed": .handshakeFailed
    case "received": .received(text ?? "")
    case "closed": .closed
    default: nil
    }
  }

  private static let script = #"""
    import json, socket, ssl, sys, threading

    saying = threading.Lock()

    def say(word, about=None):
        with saying:
            print(word if about is None else word + " " + json.dumps(about), flush=True)

    def head(connection):
        data = b""
        while b"\r\n\r\n" not in data:
            more = connection.recv(65536)
            if not more:
                return data
            data += more
        return data

    def answer(connection):
        while True:
            data = head(connection)
            if not data:
                return
            say("received", data.decode("latin-1"))
            known = b"private-token:" in data.lower()
            status = "200 OK" if known else "401 Unauthorized"
            body = b'{"id":1,"username":"root"}' if known else b'{"message":"401 Unauthorized"}'
            connection.sendall(
                b"HTTP/1.1 " + status.encode() + b"\r\nContent-Type: application/json\r\n"
                + b"Content-Length: " + str(len(body)).encode() + b"\r\n\r\n" + body)

    def serve_tls(connection, context):
        try:
            secure = context.wrap_socket(connection, server_side=True)
        except OSError:
            say("failed")
            return
        certificate = secure.getpeercert() or {}
        names = dict(pair for part in certificate.get("subject", ()) for pair in part)
        say("handshake", names.get("commonName"))
        answer(secure)

    def pump(source, target, listens):
        try:
            while True:
                data = source.recv(65536)
                if not data:
                    break
                if listens:
                    say("received", data.decode("latin-1"))
                target.sendall(data)
        except OSError:
            pass
        finally:
            for end in (source, target):
                try:
                    end.shutdown(socket.SHUT_RDWR)
                except OSError:
                    pass

    def serve_front(connection, context):
        if context:
            try:
                connection = context.wrap_socket(connection, server_side=True)
            except OSError:
                say("failed")
                return
            say("handshake")
        forward(connection, int(sys.argv[2]))

    def forward(connection, port):
        target = socket.create_connection(("127.0.0.1", port))
        back = threading.Thread(target=pump, args=(target, connection, False), daemon=True)
        back.start()
        pump(connection, target, True)
        back.join()

    def serve_proxy(connection, _):
        data = head(connection)
        say("received", data.decode("latin-1"))
        words = data.split(b" ")
        if words[0] != b"CONNECT":
            connection.sendall(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n")
            return
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        forward(connection, int(words[1].rsplit(b":", 1)[1]))

    def handle(serve, connection, context):
        say("connected")
        try:
            serve(connection, context)
        except OSError:
            pass
        finally:
            connection.close()
            say("closed")

    context = None
    if sys.argv[1] == "tls":
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(sys.argv[2], sys.argv[3])
        if len(sys.argv) > 4:
            context.load_verify_locations(sys.argv[4])
            context.verify_mode = ssl.CERT_REQUIRED
            context.maximum_version = ssl.TLSVersion.TLSv1_2
    elif sys.argv[1] == "front" and len(sys.argv) > 3:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(sys.argv[3], sys.argv[4])
    serve = {"tls": serve_tls, "front": serve_front, "proxy": serve_proxy}[sys.argv[1]]
    listener = socket.create_server(("127.0.0.1", 0))
    print(listener.getsockname()[1], flush=True)
    while True:
        connection, _ = listener.accept()
        threading.Thread(target=handle, args=(serve, connection, context), daemon=True).start()
    """#
}

/// The lines of a pipe, one after another.
private struct LineSource: Sendable {
  private let handle: FileHandle

  init(_ handle: FileHandle) {
    self.handle = handle
  }

  func next() -> String? {
    var bytes: [UInt8] = []
    while let byte = try? handle.read(upToCount: 1)?.first {
      if byte == UInt8(ascii: "\n") { return String(decoding: bytes, as: UTF8.self) }
      bytes.append(byte)
    }
    return nil
  }
}
