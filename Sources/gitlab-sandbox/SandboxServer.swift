import GitLabSandbox
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// HTTP/1.1 on loopback in front of one sandbox; it listens as soon as it exists.
final class SandboxServer: Sendable {
  private let shared: SharedSandbox
  private let channel: any Channel

  /// - Parameter port: zero lets the system choose.
  /// - Throws: what NIO says when the port cannot be had.
  init(sandbox: GitLabSandbox, port: Int) throws {
    let shared = SharedSandbox(sandbox)
    self.shared = shared
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    channel = try ServerBootstrap(group: group)
      .serverChannelOption(.backlog, value: 256)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.configureHTTPServerPipeline(
            withPipeliningAssistance: true, withErrorHandling: true)
          try channel.pipeline.syncOperations.addHandler(ConnectionHandler(sandbox: shared))
        }
      }
      .bind(host: "127.0.0.1", port: port).wait()
    let bound = channel.localAddress?.port ?? port
    shared.value.withLock { $0.externalURL = "http://127.0.0.1:\(bound)" }
  }

  /// What the command prints first: one line of JSON, or a table.
  func announcement(json: Bool) -> String {
    let sandbox = shared.value.withLock { $0 }
    return json ? sandbox.inventory.text : Texts.table(sandbox)
  }
}

/// The sandbox of all connections.
final class SharedSandbox: Sendable {
  let value: Mutex<GitLabSandbox>

  init(_ sandbox: GitLabSandbox) { value = Mutex(sandbox) }
}
