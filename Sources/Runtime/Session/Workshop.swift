import Configuration
import GitLabSandbox
import RunnerCore
import RunnerWizard

/// What every command works with once its options are read: the connection, the work behind it,
/// and the demonstration if there is one.
struct Workshop {
  var setup: Setup
  var start: ConnectionStart
  /// The connections that can be chosen.
  var known: [KnownConnection] = []
  var transports: Transports
  var worker: Worker
}

extension Workshop {
  /// Generated runners of the demonstration: enough that its list is worth looking at.
  private static let demoRunners = 60

  /// - Parameter mayAsk: whether somebody can be asked for what the connection lacks.
  init(setup: Setup, mayAsk: Bool) throws(UsageFailure) {
    self.setup = setup
    let log = try setup.openLog()
    if setup.options.demo {
      let transport = SandboxTransport(
        .init(runners: Self.demoRunners, timeline: .init(register: 6, poll: 12)))
      let demo = transport.withSandbox { DemoConnections($0) }
      transports = Transports { _ in transport }
      start = try setup.connectionStart(demo: demo)
      known = demo.known
    } else {
      transports = Transports { CurlTransport(connection: $0) }
      start = try setup.connectionStart(demo: nil, mayAsk: mayAsk)
      known = setup.known
    }
    worker = setup.worker(transports: transports, log: log)
    if !setup.options.demo { worker.certificates = { CertificateReader(connection: $0) } }
  }
}
