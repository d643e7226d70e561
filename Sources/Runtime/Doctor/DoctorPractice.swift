import Configuration
import RunnerCore
import RunnerWizard

/// What the doctor works with. Unlike other commands it begins also where no connection is configured.
struct DoctorPractice {
  var setup: Setup
  /// What flags, environment and files come to, or why they come to nothing.
  var start: Result<ConnectionStart, UsageFailure>
  var profiles: [DoctorProfile]
  var transports: Transports
  var worker: Worker
}

/// A profile as it is told of, and what it is asked about with.
struct DoctorProfile {
  var entry: DoctorReport.ProfileEntry
  /// Nil where it cannot be used at all.
  var connection: Connection?
  /// Whether its server is asked about its token although another connection is in use.
  var isAsked = true
}

extension DoctorPractice {
  init(_ setup: Setup) throws(UsageFailure) {
    self.setup = setup
    if setup.options.demo {
      let workshop = try Workshop(setup: setup, mayAsk: false)
      start = setup.failure.map { .failure($0) } ?? .success(workshop.start)
      profiles = workshop.known.map(DoctorProfile.init)
      transports = workshop.transports
      worker = workshop.worker
      return
    }
    do {
      let found = try setup.connectionStart(demo: nil, mayAsk: false)
      start = setup.failure.map { .failure($0) } ?? .success(found)
    } catch {
      start = .failure(error)
    }
    profiles = setup.doctorProfiles
    transports = Transports { CurlTransport(connection: $0) }
    worker = setup.worker(transports: transports, log: try setup.openLog())
    worker.certificates = { CertificateReader(connection: $0) }
  }
}

extension Setup {
  /// All profiles of all files, also those that cannot be used.
  var doctorProfiles: [DoctorProfile] {
    found.profiles.map { DoctorProfile($0, timeout: options.timeout) }
      + found.broken.map(DoctorProfile.init)
  }
}

extension DoctorProfile {
  fileprivate init(_ profile: Profile, timeout: Double?) {
    var connection = profile.connection
    connection.timeout = timeout ?? connection.timeout
    self.connection = connection
    entry = DoctorReport.ProfileEntry(
      name: profile.name, server: profile.server, tool: profile.origin.tool.rawValue,
      source: profile.file.isEmpty ? profile.origin.tool.rawValue : profile.file,
      section: profile.origin.section, kind: Self.hint(of: connection))
    entry.notes = profile.notes
    entry.problem = profile.problem ?? (profile.token == nil ? Texts.profileWithoutToken : nil)
    isAsked = entry.problem == nil && profile.tokenCommand == nil
    if profile.tokenCommand != nil { entry.notes.append(Texts.tokenOfCommand) }
  }

  fileprivate init(_ broken: BrokenProfile) {
    entry = DoctorReport.ProfileEntry(
      name: broken.name, server: nil, tool: broken.origin.tool.rawValue, source: broken.file,
      section: broken.origin.section, kind: TokenKind.unknown.rawValue)
    entry.problem = broken.problem
    isAsked = false
  }

  /// One of the demonstration.
  init(_ known: KnownConnection) {
    connection = known.connection
    entry = DoctorReport.ProfileEntry(
      name: known.name, server: known.connection.server, tool: Texts.doctorSandbox,
      source: Texts.doctorSandbox, section: nil, kind: Self.hint(of: known.connection))
  }

  private static func hint(of connection: Connection) -> String {
    connection.authentication == .bearer
      ? AccessTokenKind.oauth.rawValue : TokenKind.guess(connection.token).rawValue
  }
}
