import FoundationEssentials
import GitLabSandbox
import NIOCore
import NIOHTTP1
import Synchronization

/// Collects the requests of one connection, asks the sandbox and does what it says.
///
/// NIO's pipelining handler in front lets the next request through only when this one is answered.
final class ConnectionHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  /// Bodies over 16 MB are answered with 413.
  private static let bodyLimit = 16 * 1024 * 1024

  private let sandbox: SharedSandbox
  private var head: HTTPRequestHead?
  private var body = ByteBuffer()

  init(sandbox: SharedSandbox) { self.sandbox = sandbox }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head):
      self.head = head
      body.clear()
    case .body(var buffer):
      guard head != nil else { return }
      body.writeBuffer(&buffer)
      if body.readableBytes > Self.bodyLimit { refuseBody(context) }
    case .end:
      guard let head else { return }
      self.head = nil
      carryOut(perform(head), ResponseWriter(context: context, request: head), context)
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }

  private func perform(_ head: HTTPRequestHead) -> SandboxOutcome {
    let request = SandboxRequest(
      method: head.method.rawValue, target: head.uri,
      headers: head.headers.map { ($0.name, $0.value) },
      body: body.readBytes(length: body.readableBytes) ?? [])
    body = ByteBuffer()
    return sandbox.value.withLock { $0.perform(request, at: Date()) }
  }

  private func carryOut(
    _ outcome: SandboxOutcome, _ writer: ResponseWriter, _ context: ChannelHandlerContext
  ) {
    switch outcome {
    case .respond(let response): writer.send(response)
    case .truncate(let response): writer.sendHalf(of: response)
    case .slow(let response): writer.drip(response)
    case .garbage(let bytes): writer.sendRaw(bytes)
    case .stall: break
    case .close: context.close(promise: nil)
    case .reset:
      // A socket that lingers for no time at all is closed with RST (socket(7), SO_LINGER).
      let noTime = NIOBSDSocket.lingerNoTime
      if let socket = context.channel as? any SocketOptionProvider {
        socket.setSoLinger(noTime).assumeIsolated().whenComplete { _ in
          context.close(promise: nil)
        }
      }
    }
  }

  private func refuseBody(_ context: ChannelHandlerContext) {
    guard let head else { return }
    self.head = nil
    body = ByteBuffer()
    let text: SandboxJSON = ["message": "413 Request Entity Too Large"]
    let response = SandboxResponse(
      status: 413, headers: [("Content-Type", "application/json")], body: text.bytes)
    ResponseWriter(context: context, request: head, closes: true).send(response)
  }
}
