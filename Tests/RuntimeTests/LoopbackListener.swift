import Glibc
import Testing

/// A TCP port on loopback at which a test itself answers.
final class LoopbackListener: Sendable {
  let port: UInt16
  private let descriptor: Int32

  init() throws {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    descriptor = listener
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
        bind(listener, generic, length) == 0 && listen(listener, 8) == 0
          && getsockname(listener, generic, &length) == 0
      }
    }
    port = UInt16(bigEndian: address.sin_port)
    try #require(isBound)
  }

  deinit { close(descriptor) }

  /// Whether somebody connects.
  /// - Parameter time: milliseconds.
  func isAsked(within time: Int32) -> Bool { Self.isReadable(descriptor, within: time) }

  /// The next connection, and the first bytes that come over it; nil after so many milliseconds.
  func next(within time: Int32) -> (connection: Int32, request: String)? {
    guard isAsked(within: time) else { return nil }
    let connection = accept(descriptor, nil, nil)
    guard Self.isReadable(connection, within: time) else {
      close(connection)
      return nil
    }
    var buffer = [UInt8](repeating: 0, count: 8192)
    let count = read(connection, &buffer, buffer.count)
    return (connection, String(decoding: buffer.prefix(max(0, count)), as: UTF8.self))
  }

  /// Answers with JSON, once and for all on this connection.
  static func reply(_ connection: Int32, _ status: String, _ body: String) {
    let answer =
      "HTTP/1.1 \(status)\r\nContent-Type: application/json\r\n"
      + "Content-Length: \(body.utf8.count)\r\nConnection: close\r\n\r\n\(body)"
    _ = answer.withCString { write(connection, $0, answer.utf8.count) }
  }

  private static func isReadable(_ descriptor: Int32, within time: Int32) -> Bool {
    var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&waiting, 1, time) == 1
  }
}
