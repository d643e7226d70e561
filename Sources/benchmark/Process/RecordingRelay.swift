import Glibc
import Synchronization

/// Stands between a client and a server on this machine and keeps what the client sends.
///
/// One thread serves one connection after the other, so only clients that make their requests one
/// after the other get through at full length.
final class RecordingRelay: Sendable {
  let port: UInt16
  private let listener: Int32
  private let record = Mutex<[UInt8]>([])

  /// Listens on 127.0.0.1 and relays to a port of the same address.
  init(to server: UInt16) throws(BenchmarkFailure) {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = Self.loopback(port: 0)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { address in
      address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, length) == 0 && listen(listener, 16) == 0
          && getsockname(listener, $0, &length) == 0
      }
    }
    guard listener >= 0, isBound else {
      throw BenchmarkFailure(message: "Nothing to listen on: \(String(cString: strerror(errno))).")
    }
    self.listener = listener
    port = UInt16(bigEndian: address.sin_port)
    Self.thread { [self] in serve(server) }
  }

  deinit {
    close(listener)
  }

  /// Bodies of the requests that came, in their order.
  var bodies: [[UInt8]] {
    record.withLock { bytes in
      var bodies: [[UInt8]] = []
      var rest = bytes[...]
      while let end = rest.firstRange(of: Array("\r\n\r\n".utf8)) {
        let head = String(decoding: rest[..<end.lowerBound], as: UTF8.self).lowercased()
        let length =
          head.split(separator: "\r\n")
          .first { $0.hasPrefix("content-length:") }
          .flatMap { Int($0.drop { !$0.isNumber }) } ?? 0
        let body = rest[end.upperBound...].prefix(length)
        bodies.append(Array(body))
        rest = rest[body.endIndex...]
      }
      return bodies
    }
  }

  private func serve(_ server: UInt16) {
    while true {
      let client = accept(listener, nil, nil)
      guard client >= 0 else { return }
      let upstream = Self.connection(to: server)
      defer {
        close(client)
        close(upstream)
      }
      relay(client, upstream)
    }
  }

  private func relay(_ client: Int32, _ upstream: Int32) {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    var ends = [
      pollfd(fd: client, events: Int16(POLLIN), revents: 0),
      pollfd(fd: upstream, events: Int16(POLLIN), revents: 0),
    ]
    while poll(&ends, 2, -1) >= 0 {
      for (index, end) in ends.enumerated() where end.revents != 0 {
        let count = read(end.fd, &buffer, buffer.count)
        guard count > 0 else { return }
        if index == 0 { record.withLock { $0 += buffer[..<count] } }
        guard Self.writeAll(buffer[..<count], to: index == 0 ? upstream : client) else { return }
      }
    }
  }

  private static func writeAll(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) -> Bool {
    var rest = bytes
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  private static func connection(to port: UInt16) -> Int32 {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = loopback(port: port)
    _ = withUnsafePointer(to: &address) { address in
      address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    return descriptor
  }

  private static func loopback(port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return address
  }

  /// Runs a body on a thread of its own: it blocks, which the concurrency library's threads must not.
  private static func thread(_ body: @escaping @Sendable () -> Void) {
    final class Box {
      let body: @Sendable () -> Void
      init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
    var thread = pthread_t()
    let box = Unmanaged.passRetained(Box(body)).toOpaque()
    pthread_create(
      &thread, nil,
      { argument in
        if let argument { Unmanaged<Box>.fromOpaque(argument).takeRetainedValue().body() }
        return nil
      }, box)
    pthread_detach(thread)
  }
}
