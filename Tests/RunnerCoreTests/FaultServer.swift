import Foundation
import Glibc
import Synchronization

/// An HTTP server on loopback that misbehaves as it is told. One thread accepts, each connection has its own.
final class FaultServer: Sendable {
  enum Behaviour: Sendable {
    /// Sends these bytes and keeps the connection.
    case reply(String)
    case replyBytes([UInt8])
    /// Sends these bytes and closes the connection.
    case replyAndClose(String)
    /// Sends the first bytes and then the second again and again, that many milliseconds apart, until the client closes.
    case endless(String, again: String, pause: Int32 = 0)
    /// Closes the connection without a reply.
    case close
    /// Closes the connection with a reset.
    case reset
    /// Says nothing until the client closes.
    case stall

    static func ok(_ body: String) -> Behaviour {
      .reply("HTTP/1.1 200 OK\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)")
    }
  }

  private struct State {
    var requests: [String] = []
    var connections = 0
    var closedByClient = 0
  }

  let port: Int
  private let listener: Int32
  private let behaviour: @Sendable (Int, String) -> Behaviour
  private let state = Mutex(State())

  /// `behaviour` gets the number of the request, from zero, and its text.
  init(_ behaviour: @escaping @Sendable (Int, String) -> Behaviour) throws {
    self.behaviour = behaviour
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | O_CLOEXEC, 0)
    guard listener >= 0 else { throw POSIXError(.EMFILE) }
    self.listener = listener
    port = try Self.bindToLoopback(listener)
    guard listen(listener, 64) == 0 else { throw POSIXError(.EADDRINUSE) }
    Thread.detachNewThread { [self] in acceptConnections() }
  }

  /// The same answer to every request.
  convenience init(always behaviour: Behaviour) throws {
    try self.init { _, _ in behaviour }
  }

  var url: String { "http://127.0.0.1:\(port)/x" }
  var requests: [String] { state.withLock { $0.requests } }
  var connections: Int { state.withLock { $0.connections } }
  /// Connections that the client closed while the server waited.
  var closedByClient: Int { state.withLock { $0.closedByClient } }

  /// Wakes the accepting thread, which then ends.
  func stop() {
    shutdown(listener, Int32(SHUT_RDWR))
  }

  /// A port of loopback on which nothing listens.
  static func unusedPort() throws -> Int {
    let probe = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | O_CLOEXEC, 0)
    defer { Glibc.close(probe) }
    return try bindToLoopback(probe)
  }

  private static func bindToLoopback(_ socket: Int32) throws -> Int {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let status = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        bind(socket, address, length) == 0 && getsockname(socket, address, &length) == 0
      }
    }
    guard status else { throw POSIXError(.EADDRNOTAVAIL) }
    return Int(UInt16(bigEndian: address.sin_port))
  }

  private func acceptConnections() {
    while true {
      let connection = accept(listener, nil, nil)
      guard connection >= 0 else { break }
      state.withLock { $0.connections += 1 }
      Thread.detachNewThread { [self] in serve(connection) }
    }
    Glibc.close(listener)
  }

  private func serve(_ connection: Int32) {
    defer { Glibc.close(connection) }
    while let request = readRequest(connection) {
      let number = state.withLock { state in
        state.requests.append(request)
        return state.requests.count - 1
      }
      switch behaviour(number, request) {
      case .reply(let text): send(Array(text.utf8), connection)
      case .replyBytes(let bytes): send(bytes, connection)
      case .replyAndClose(let text):
        send(Array(text.utf8), connection)
        return
      case .endless(let start, let again, let pause):
        sendEndlessly(start, again, pause, connection)
        return
      case .close: return
      case .reset:
        var linger = linger(l_onoff: 1, l_linger: 0)
        setsockopt(
          connection, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<linger>.size))
        return
      case .stall:
        var byte: UInt8 = 0
        while read(connection, &byte, 1) > 0 {}
        state.withLock { $0.closedByClient += 1 }
        return
      }
    }
  }

  /// A request with its body; `nil` when the client has closed.
  private func readRequest(_ connection: Int32) -> String? {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4_096)
    while true {
      let text = String(decoding: bytes, as: UTF8.self)
      if let end = text.range(of: "\r\n\r\n") {
        let head = text[..<end.lowerBound].lowercased()
        let length =
          head.components(separatedBy: "content-length: ").dropFirst().first
          .flatMap { Int($0.prefix { $0.isNumber }) } ?? 0
        if text[end.upperBound...].utf8.count >= length { return text }
      }
      let count = read(connection, &buffer, buffer.count)
      guard count > 0 else { return nil }
      bytes += buffer[..<count]
    }
  }

  private func sendEndlessly(
    _ start: String, _ again: String, _ pause: Int32, _ connection: Int32
  ) {
    var isTaken = send(Array(start.utf8), connection)
    let bytes = Array(again.utf8)
    // Whatever is readable now is the end, since the client has asked all it wanted.
    var end = pollfd(fd: connection, events: Int16(POLLIN), revents: 0)
    while isTaken, poll(&end, 1, pause) == 0 { isTaken = send(bytes, connection) }
    state.withLock { $0.closedByClient += 1 }
  }

  @discardableResult
  private func send(_ bytes: [UInt8], _ connection: Int32) -> Bool {
    bytes.withUnsafeBytes {
      Glibc.send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) == $0.count
    }
  }
}

/// Waits until the condition holds, at most ten seconds.
func eventually(_ condition: @Sendable () -> Bool) async -> Bool {
  let deadline = ContinuousClock.now + .seconds(120)
  while ContinuousClock.now < deadline {
    if condition() { return true }
    try? await Task.sleep(for: .milliseconds(2))
  }
  return condition()
}
