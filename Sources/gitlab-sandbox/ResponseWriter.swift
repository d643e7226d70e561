import GitLabSandbox
import Glibc
import NIOCore
import NIOHTTP1

/// Writes one response on a connection, whole or spoiled.
struct ResponseWriter {
  /// A dripped body takes this many pieces, one each interval: three seconds.
  private static let dripPieces = 30
  private static let dripInterval = TimeAmount.milliseconds(100)

  let context: ChannelHandlerContext
  let request: HTTPRequestHead
  /// Whether the connection ends after it in any case.
  var closes = false

  func send(_ response: SandboxResponse) {
    writeHead(response)
    write(response.body)
    writeEnd()
  }

  /// Announces the whole body, sends half of it and ends the connection.
  func sendHalf(of response: SandboxResponse) {
    writeHead(response)
    write(response.body.prefix(response.body.count / 2))
    context.flush()
    context.close(promise: nil)
  }

  func drip(_ response: SandboxResponse) {
    writeHead(response)
    context.flush()
    let size = max(1, (response.body.count + Self.dripPieces - 1) / Self.dripPieces)
    dripNext(response.body[...], size: size)
  }

  /// Sends bytes past the HTTP encoder and ends the connection.
  func sendRaw(_ bytes: [UInt8]) {
    let encoder = try? context.pipeline.syncOperations.context(
      handlerType: HTTPResponseEncoder.self)
    // Without an encoder there is nobody to get past, and closing is all that is left.
    encoder?.writeAndFlush(NIOAny(context.channel.allocator.buffer(bytes: bytes)), promise: nil)
    context.close(promise: nil)
  }

  private func dripNext(_ rest: ArraySlice<UInt8>, size: Int) {
    guard context.channel.isActive else { return }
    guard !rest.isEmpty else { return writeEnd() }
    write(rest.prefix(size))
    context.flush()
    context.eventLoop.assumeIsolated().scheduleTask(in: Self.dripInterval) {
      dripNext(rest.dropFirst(size), size: size)
    }
  }

  private func writeHead(_ response: SandboxResponse) {
    var headers = HTTPHeaders(response.headers.map { ($0.0, $0.1) })
    if response.status != 204 {
      headers.add(name: "Content-Length", value: String(response.body.count))
    }
    if closes || !request.isKeepAlive {
      headers.add(name: "Connection", value: "close")
    } else if request.version.minor == 0 {
      headers.add(name: "Connection", value: "keep-alive")
    }
    let head = HTTPResponseHead(
      version: .http1_1, status: HTTPResponseStatus(statusCode: response.status), headers: headers)
    context.write(NIOAny(HTTPServerResponsePart.head(head)), promise: nil)
  }

  private func write(_ bytes: some Collection<UInt8>) {
    guard !bytes.isEmpty else { return }
    let buffer = context.channel.allocator.buffer(bytes: bytes)
    context.write(NIOAny(HTTPServerResponsePart.body(.byteBuffer(buffer))), promise: nil)
  }

  private func writeEnd() {
    context.writeAndFlush(NIOAny(HTTPServerResponsePart.end(nil)), promise: nil)
    if closes || !request.isKeepAlive { context.close(promise: nil) }
  }
}

extension NIOBSDSocket {
  /// Unsent data is dropped on closing.
  static var lingerNoTime: linger { linger(l_onoff: 1, l_linger: 0) }
}
