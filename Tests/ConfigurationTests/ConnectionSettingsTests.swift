import RunnerCore
import Testing

@testable import Configuration

/// What profiles and flags add to server and token.
struct ConnectionSettingsTests {
  private let profile: Profile

  init() throws {
    profile = Profile(
      name: "a", server: try ServerURL(parsing: "a.example"), token: .text(Secret("ta")),
      authentication: .bearer, caFile: "/ca", clientCertificate: "/cert", clientKey: "/key",
      headers: [HeaderField(name: "X-Gate", value: "open")])
  }

  private func resolve(
    _ profile: Profile, environment: [String: String] = [:],
    _ change: (inout ConnectionFlags) -> Void = { _ in }
  ) -> ConnectionChoice {
    var flags = ConnectionFlags()
    change(&flags)
    var configuration = ConfigurationFile()
    configuration.profiles = [profile]
    return ConnectionSources.resolve(
      flags: flags, environment: environment, configuration: configuration, saved: SavedFile())
  }

  private func connection(_ choice: ConnectionChoice) throws -> Connection {
    guard case .usable(let connection, _) = choice else {
      throw FileProblem(file: "\(choice)", text: "is not usable")
    }
    return connection
  }

  @Test func profileGivesAllItsSettings() throws {
    #expect(
      try connection(resolve(profile))
        == Connection(
          server: profile.server, token: Secret("ta"), authentication: .bearer, caFile: "/ca",
          clientCertificate: "/cert", clientKey: "/key", headers: profile.headers,
          source: "profile a"))
  }

  @Test func flagsReplaceSettings() throws {
    let connection = try connection(
      resolve(profile) { flags in
        flags.caFile = "/x"
        flags.clientCertificate = "/y"
        flags.timeout = 5
      })
    #expect(connection.caFile == "/x")
    #expect(connection.clientCertificate == "/y")
    #expect(connection.clientKey == nil)
    #expect(connection.timeout == 5)
  }

  @Test func anotherServerGetsNothingOfTheProfile() throws {
    let connection = try connection(
      resolve(profile, environment: ["GITLAB_TOKEN": "t"]) { $0.url = "u.example" })
    #expect(
      connection
        == Connection(
          server: try ServerURL(parsing: "u.example"), token: Secret("t"), source: "GITLAB_TOKEN"))
  }

  @Test func tokenOfAVariableIsSentAsItsSourceSays() throws {
    let connection = try connection(resolve(profile, environment: ["GITLAB_TOKEN": "t"]))
    #expect(connection.authentication == .privateToken)
    #expect(connection.headers == profile.headers)
  }

  @Test func keyWithoutCertificateIsAFailure() {
    var bare = profile
    bare.clientCertificate = nil
    bare.clientKey = nil
    #expect(resolve(bare) { $0.clientKey = "/k" } == .failed("--client-key needs --client-cert."))
  }

  @Test func pinProxyAgentAndTimeoutBelongToTheConnection() throws {
    var pinned = profile
    pinned.pinSHA256 = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
    pinned.proxy = Secret("http://proxy.example:3128")
    pinned.userAgent = "gate/1"
    pinned.timeout = 12
    let own = try connection(resolve(pinned))
    #expect(own == pinned.connection)
    #expect(own.pinSHA256 == pinned.pinSHA256)
    #expect(try connection(resolve(pinned) { $0.timeout = 5 }).timeout == 5)
    let other = try connection(
      resolve(pinned, environment: ["GITLAB_TOKEN": "t"]) { $0.url = "u.example" })
    #expect(other.pinSHA256 == nil)
    #expect(other.proxy == nil)
  }

  @Test func tokenCommandIsLeftToTheCaller() throws {
    var asking = profile
    asking.token = .command(["pass", "gitlab"])
    guard case .needsCommand(let command) = resolve(asking) else {
      Issue.record("no command")
      return
    }
    #expect(command.words == ["pass", "gitlab"])
    #expect(command.draft.missing == [.token])
    #expect(command.draft.authentication == .bearer)
    #expect(command.draft.source == "profile a")
  }

  @Test func tokenCommandIsNotRunForAnotherToken() throws {
    var asking = profile
    asking.token = .command(["pass", "gitlab"])
    let connection = try connection(resolve(asking, environment: ["GITLAB_TOKEN": "t"]))
    #expect(connection.token == Secret("t"))
  }

  @Test func configurationHidesTheSavedProfileOfItsName() throws {
    var saved = SavedFile()
    saved.set(Profile(name: "a", server: try ServerURL(parsing: "s.example")))
    saved.set(Profile(name: "s", server: try ServerURL(parsing: "t.example")))
    saved.defaultProfile = "a"
    var configuration = ConfigurationFile()
    configuration.profiles = [profile]
    let choice = ConnectionSources.resolve(
      flags: ConnectionFlags(), environment: [:], configuration: configuration, saved: saved)
    #expect(try connection(choice).server.host == "a.example")
  }

  @Test func wrongAddressIsNamedByItsSource() {
    guard case .failed(let text) = resolve(profile, environment: ["GITLAB_URL": "ftp://x"]) else {
      Issue.record("no failure")
      return
    }
    #expect(text.hasPrefix("GITLAB_URL: "))
  }
}
