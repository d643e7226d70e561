import Configuration
import Glibc
import RunnerCore
import RunnerWizard

extension Setup {
  /// All profiles as connections to choose from, those that cannot be used with the reason.
  var known: [KnownConnection] {
    found.profiles.map { profile in
      var connection = profile.connection
      connection.timeout = options.timeout ?? connection.timeout
      var known = KnownConnection(
        name: profile.name, detail: Texts.knownDetail(profile), connection: connection)
      known.tokenCommand = profile.tokenCommand
      known.file = profile.file.isEmpty ? nil : profile.file
      known.section = profile.origin.section
      known.problem = profile.problem ?? Self.missingToken(profile)
      known.isSaved = profile.origin.tool == .saved
      return known
    }
  }

  private static func missingToken(_ profile: Profile) -> String? {
    profile.token == nil ? Texts.profileHasNoToken : nil
  }

  /// The project of the working directory, on the server that the connection is for where that can be the
  /// same one.
  func gitProject(start: ConnectionStart) -> GitProject? {
    guard let git = found.git, !options.demo else { return nil }
    var servers = found.profiles.map(\.server)
    switch start {
    case .ready(let connection, _), .command(_, let connection, _):
      servers.insert(connection.server, at: 0)
    case .incomplete: break
    }
    let server = servers.first(where: git.isOn) ?? git.server
    return GitProject(server: server, path: git.path(on: server), remote: git.name)
  }
}

/// The folder that the program was started in.
enum WorkingFolder {
  /// Nil where it has been removed or its path is too long.
  static var path: String? {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    guard getcwd(&buffer, buffer.count) != nil else { return nil }
    return String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
