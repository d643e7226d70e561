import Foundation
import Glibc

/// The least HTTP that asks the sandbox something: one request, then the connection ends.
enum LoopbackHTTP {
  struct Answer {
    let status: Int
    let body: Data
  }

  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// - Parameter url: `http://127.0.0.1:PORT` and a path.
  static func send(
    _ method: String, _ url: String, token: String? = nil, body: Data = Data()
  ) throws -> Answer {
    guard let components = URLComponents(string: url), let port = components.port else {
      throw Failure(description: "\(url) names no port.")
    }
    let query = components.percentEncodedQuery.map { "?\($0)" } ?? ""
    var head = "\(method) \(components.percentEncodedPath)\(query) HTTP/1.1\r\n"
    head += "Host: 127.0.0.1:\(port)\r\nConnection: close\r\n"
    head += token.map { "PRIVATE-TOKEN: \($0)\r\n" } ?? ""
    if !body.isEmpty {
      head += "Content-Type: application/json\r\n"
    }
    head += "Content-Length: \(body.count)\r\n\r\n"
    return try parse(try exchange(Data(head.utf8) + body, port: UInt16(port)))
  }

  private static func exchange(_ request: Data, port: UInt16) throws -> Data {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard descriptor >= 0 else { throw Failure(description: "There is no socket.") }
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    let connected = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard connected == 0 else { throw Failure(description: "Port \(port) does not answer.") }
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: false)
    try handle.write(contentsOf: request)
    return try handle.readToEnd() ?? Data()
  }

  private static func parse(_ response: Data) throws -> Answer {
    guard let gap = response.firstRange(of: Data("\r\n\r\n".utf8)) else {
      throw Failure(description: "The answer has no head.")
    }
    let head = String(decoding: response[..<gap.lowerBound], as: UTF8.self)
    let status = head.split(separator: " ").dropFirst().first.flatMap { Int($0) }
    let body = Data(response[gap.upperBound...])
    let isChunked = head.lowercased().contains("transfer-encoding: chunked")
    return Answer(status: status ?? 0, body: isChunked ? joinChunks(body) : body)
  }

  /// Chunks of the transfer coding (RFC 9112, 7.1) without their sizes.
  private static func joinChunks(_ body: Data) -> Data {
    var joined = Data()
    var rest = body[...]
    while let end = rest.firstRange(of: Data("\r\n".utf8)),
      let size = Int(String(decoding: rest[..<end.lowerBound], as: UTF8.self), radix: 16), size > 0
    {
      let start = end.upperBound
      joined += rest[start..<min(start + size, rest.endIndex)]
      rest = rest[min(start + size + 2, rest.endIndex)...]
    }
    return joined
  }
}
