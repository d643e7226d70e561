import Configuration
import RunnerCore
import RunnerWizard

/// What every command works with once its options are read: the connection, the work behind it,
/// and the demonstration if there is one.
struct Workshop {
  let setup: Setup
  let start: ConnectionStart
  /// The connections that can be chosen; none but in the demonstration.
  let known: [KnownConnection]
  let transports: Transports
  let worker: Worker

  init(setup: Setup) throws(UsageFailure) {
    self.setup = setup
    let log = try setup.openLog()
    if setup.options.demo {
      let transport = SandboxTransport()
      let demo = transport.withSandbox { DemoConnections($0) }
      transports = Transports { _ in transport }
      start = try setup.connectionStart(demo: demo)
      known = demo.known
    } else {
      transports = Transports { CurlTransport(connection: $0) }
      start = try setup.connectionStart(demo: nil)
      known = []
    }
    worker = setup.worker(transports: transports, log: log)
  }
}
