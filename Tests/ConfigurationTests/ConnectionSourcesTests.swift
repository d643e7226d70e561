import RunnerCore
import Testing

@testable import Configuration

/// One combination of sources and what comes of it.
struct ConnectionCase: CustomTestStringConvertible {
  var testDescription: String
  var url: String?
  var profile: String?
  var tokenFile: String?
  var oauth = false
  var environment: [String: String] = [:]
  /// Profiles on `a.example` and so on: name, host and token.
  var profiles: [(name: String, host: String, token: String?)] = []
  var defaultProfile: String?
  var expected: Expected

  enum Expected: Equatable {
    /// Host, token, where it comes from and how it is sent.
    case usable(
      String, String, String, sent: Authentication = .privateToken, notes: [String] = [])
    case incomplete([ConnectionDraft.Part], host: String? = nil, notes: [String] = [])
    case failed(String)
  }

  init(
    _ description: String, url: String? = nil, profile: String? = nil, tokenFile: String? = nil,
    oauth: Bool = false, environment: [String: String] = [:],
    profiles: [(name: String, host: String, token: String?)] = [], defaultProfile: String? = nil,
    _ expected: Expected
  ) {
    testDescription = description
    self.url = url
    self.profile = profile
    self.tokenFile = tokenFile
    self.oauth = oauth
    self.environment = environment
    self.profiles = profiles
    self.defaultProfile = defaultProfile
    self.expected = expected
  }
}

struct ConnectionSourcesTests {
  private static let a = (name: "a", host: "a.example", token: Optional("ta"))
  private static let b = (name: "b", host: "b.example", token: Optional("tb"))
  private static let bare = (name: "bare", host: "a.example", token: String?.none)

  static let cases: [ConnectionCase] = [
    ConnectionCase("nothing at all", .incomplete([.server, .token])),
    ConnectionCase(
      "a token alone goes nowhere", environment: ["GITLAB_TOKEN": "t"], .incomplete([.server])),
    ConnectionCase(
      "a server alone asks for a token", url: "u.example", .incomplete([.token], host: "u.example")),

    ConnectionCase(
      "--url beats both variables", url: "u.example",
      environment: ["GITLAB_URL": "g.example", "CI_SERVER_URL": "c.example", "GITLAB_TOKEN": "t"],
      .usable("u.example", "t", "GITLAB_TOKEN")),
    ConnectionCase(
      "GITLAB_URL beats CI_SERVER_URL",
      environment: ["GITLAB_URL": "g.example", "CI_SERVER_URL": "c.example", "GITLAB_TOKEN": "t"],
      .usable("g.example", "t", "GITLAB_TOKEN")),
    ConnectionCase(
      "CI_SERVER_URL beats a profile",
      environment: ["CI_SERVER_URL": "c.example", "GITLAB_TOKEN": "t"], profiles: [a],
      .usable("c.example", "t", "GITLAB_TOKEN")),
    ConnectionCase(
      "empty variables do not count",
      environment: [
        "GITLAB_URL": "", "CI_SERVER_URL": "c.example", "GITLAB_TOKEN": "",
        "GITLAB_PRIVATE_TOKEN": "p",
      ],
      .usable("c.example", "p", "GITLAB_PRIVATE_TOKEN")),

    ConnectionCase(
      "a token file beats variables and profile", url: "a.example", tokenFile: "f",
      environment: ["GITLAB_TOKEN": "t"], profiles: [a],
      .usable("a.example", "f", "--token-file x")),
    ConnectionCase(
      "GITLAB_TOKEN beats GITLAB_PRIVATE_TOKEN, and the difference is said", url: "u.example",
      environment: ["GITLAB_TOKEN": "t", "GITLAB_PRIVATE_TOKEN": "p"],
      .usable(
        "u.example", "t", "GITLAB_TOKEN",
        notes: ["GITLAB_TOKEN is used; GITLAB_PRIVATE_TOKEN holds another token."])),
    ConnectionCase(
      "equal tokens need no word", url: "u.example",
      environment: ["GITLAB_TOKEN": "t", "GITLAB_PRIVATE_TOKEN": " t\n"],
      .usable("u.example", "t", "GITLAB_TOKEN")),
    ConnectionCase(
      "GITLAB_OAUTH_TOKEN is a bearer token", url: "u.example",
      environment: ["GITLAB_OAUTH_TOKEN": "o"],
      .usable("u.example", "o", "GITLAB_OAUTH_TOKEN", sent: .bearer)),
    ConnectionCase(
      "GITLAB_PRIVATE_TOKEN beats GITLAB_OAUTH_TOKEN", url: "u.example",
      environment: ["GITLAB_OAUTH_TOKEN": "o", "GITLAB_PRIVATE_TOKEN": "p"],
      .usable(
        "u.example", "p", "GITLAB_PRIVATE_TOKEN",
        notes: ["GITLAB_PRIVATE_TOKEN is used; GITLAB_OAUTH_TOKEN holds another token."])),
    ConnectionCase(
      "--oauth makes any token a bearer token", url: "u.example", oauth: true,
      environment: ["GITLAB_TOKEN": "t"], .usable("u.example", "t", "GITLAB_TOKEN", sent: .bearer)),
    ConnectionCase(
      "--oauth holds for a profile's token", oauth: true, profiles: [a],
      .usable("a.example", "ta", "profile a", sent: .bearer)),

    ConnectionCase(
      "the only profile is used", profiles: [a], .usable("a.example", "ta", "profile a")),
    ConnectionCase(
      "the default profile is used", profiles: [a, b], defaultProfile: "b",
      .usable("b.example", "tb", "profile b")),
    ConnectionCase(
      "--profile beats the default one", profile: "a", profiles: [a, b], defaultProfile: "b",
      .usable("a.example", "ta", "profile a")),
    ConnectionCase(
      "of several profiles none is guessed", profiles: [a, b],
      .incomplete(
        [.server, .token],
        notes: ["Several profiles could be meant (a, b); choose one with --profile."])),
    ConnectionCase(
      "an unknown profile is a failure", profile: "c", profiles: [a, b],
      .failed("There is no profile c. Profiles: a, b.")),
    ConnectionCase(
      "a default profile that does not exist is a failure", profiles: [a, b], defaultProfile: "c",
      .failed("default_profile names c, which is no profile. Profiles: a, b.")),
    ConnectionCase(
      "which does not matter where another server is named", url: "b.example", profiles: [a, b],
      defaultProfile: "c", .usable("b.example", "tb", "profile b")),
    ConnectionCase(
      "a profile without token asks for one", profiles: [bare],
      .incomplete([.token], host: "a.example")),

    ConnectionCase(
      "the profile for the named server lends its token", url: "https://b.example/",
      profiles: [a, b], defaultProfile: "a", .usable("b.example", "tb", "profile b")),
    ConnectionCase(
      "a variable's token on a profile's server is said", environment: ["GITLAB_TOKEN": "t"],
      profiles: [a],
      .usable(
        "a.example", "t", "GITLAB_TOKEN",
        notes: ["The token of GITLAB_TOKEN is used on https://a.example, the server of profile a."])
    ),
    ConnectionCase(
      "a token file on a profile that was asked for needs no word", profile: "a", tokenFile: "f",
      profiles: [a], .usable("a.example", "f", "--token-file x")),
    ConnectionCase(
      "a profile's token stays at home", url: "u.example", profile: "a", profiles: [a],
      .incomplete(
        [.token], host: "u.example",
        notes: [
          "--url names https://u.example. Profile a is for https://a.example, so its token and settings are not used."
        ])),
    ConnectionCase(
      "also when a variable names the other server", profile: "a",
      environment: ["GITLAB_URL": "g.example"], profiles: [a],
      .incomplete(
        [.token], host: "g.example",
        notes: [
          "GITLAB_URL names https://g.example. Profile a is for https://a.example, so its token and settings are not used."
        ])),
    ConnectionCase(
      "also without encryption on the same host", url: "http://a.example", profiles: [a],
      .incomplete([.token], host: "a.example")),
    ConnectionCase(
      "also on another port", url: "a.example:8443", profiles: [a],
      .incomplete([.token], host: "a.example")),
    ConnectionCase(
      "the default profile is no token for another server", url: "u.example", profiles: [a, b],
      defaultProfile: "a", .incomplete([.token], host: "u.example")),
    ConnectionCase(
      "two profiles for one server are not guessed between", url: "a.example",
      profiles: [a, (name: "a2", host: "a.example", token: "t2")],
      .incomplete(
        [.token], host: "a.example",
        notes: ["Several profiles could be meant (a, a2); choose one with --profile."])),
    ConnectionCase(
      "what is no token stops nothing where another is used", url: "u.example",
      environment: ["GITLAB_TOKEN": "t", "GITLAB_PRIVATE_TOKEN": "b b"],
      .usable(
        "u.example", "t", "GITLAB_TOKEN",
        notes: [
          "GITLAB_TOKEN is used; what GITLAB_PRIVATE_TOKEN holds could not be: a token is one word of letters, digits and punctuation."
        ])),
    ConnectionCase(
      "a token that is none is not passed over", url: "u.example",
      environment: ["GITLAB_TOKEN": "a b", "GITLAB_PRIVATE_TOKEN": "p"],
      .failed("GITLAB_TOKEN: a token is one word of letters, digits and punctuation.")),
    ConnectionCase(
      "a token that is none is a failure", url: "u.example",
      environment: ["GITLAB_TOKEN": "a b"],
      .failed("GITLAB_TOKEN: a token is one word of letters, digits and punctuation.")),
  ]

  @Test(arguments: cases)
  func sourcesAreTakenInOrder(_ row: ConnectionCase) throws {
    var flags = ConnectionFlags()
    flags.url = row.url
    flags.profile = row.profile
    flags.oauth = row.oauth
    flags.token = row.tokenFile.map { .init(Secret($0), source: "--token-file x") }
    var configuration = ConfigurationFile()
    configuration.defaultProfile = row.defaultProfile
    configuration.profiles = try row.profiles.map { name, host, token in
      Profile(
        name: name, server: try ServerURL(parsing: host), token: token.map { .text(Secret($0)) })
    }
    let choice = ConnectionSources.resolve(
      flags: flags, environment: row.environment, configuration: configuration, saved: SavedFile())
    #expect(try summary(choice) == row.expected)
  }

  private func summary(_ choice: ConnectionChoice) throws -> ConnectionCase.Expected {
    switch choice {
    case .usable(let connection, let notes):
      .usable(
        connection.server.host, connection.token.reveal(), connection.source,
        sent: connection.authentication, notes: notes.map(\.text))
    case .incomplete(let draft, let notes):
      .incomplete(draft.missing, host: draft.server?.host, notes: notes.map(\.text))
    case .needsCommand(let command): .failed("\(command.words)")
    case .failed(let text): .failed(text)
    }
  }
}
