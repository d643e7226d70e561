import GitLabSandbox
import RunnerCore

/// A point between Enter and the token at which something breaks, in the sandbox in this process.
struct FaultPoint: Sendable, CustomStringConvertible {
  /// As the table tells it.
  var name: String
  /// Rules of the sandbox.
  var rules: [String] = []
  var faults: [UnreliableTransport.Fault] = []
  var options = GitLabSandbox.Options()
  var choice = RegistrationJourney.Choice.reset
  /// Seconds between a lost answer and the next start of the program; nil where it runs on.
  var restart: Double?
  /// Seconds by which the server's clock is ahead of the program's.
  var skew = 0.0
  /// Seconds by which the server's clock is set while nobody looks.
  var turn = 0.0
  /// Whether there is no file of the journal.
  var hasJournal = true
  /// Whether an equal runner was created by hand right before.
  var hasTwin = false

  var description: String { name }
}

extension FaultPoint {
  private static let post = "POST /api/v4/user/runners"
  private static let graphQL = "POST /api/graphql"
  private static let lost = UnreliableTransport.Fault(post, .lost(.connectionLost))
  private static let page = "<!DOCTYPE html><html><title>Sign in</title></html>"

  static let all = sending + answers + program + looking + changing

  private static let sending = [
    FaultPoint(name: "nothing breaks"),
    FaultPoint(name: "host not found", faults: [.init(post, .unsent(.couldNotResolve))]),
    FaultPoint(name: "connection refused", faults: [.init(post, .unsent(.couldNotConnect))]),
    FaultPoint(name: "TLS refused", faults: [.init(post, .unsent(.tls(.unknownIssuer)))]),
    FaultPoint(name: "proxy refuses", faults: [.init(post, .unsent(.proxy))]),
    FaultPoint(name: "reset before the server sees it", rules: ["/user/runners:reset-before:1"]),
    FaultPoint(name: "reset before the answer", rules: ["/user/runners:reset-after:1"]),
    FaultPoint(name: "closed before the server sees it", rules: ["/user/runners:close-before:1"]),
    FaultPoint(name: "closed before the answer", rules: ["/user/runners:close-after:1"]),
    FaultPoint(name: "no answer in time", rules: ["/user/runners:stall:1"]),
    FaultPoint(name: "carried out only after the timeout", faults: [.init(post, .late(3))]),
    FaultPoint(name: "carried out a minute after the timeout", faults: [.init(post, .late(6))]),
  ]

  private static let answers = [
    FaultPoint(name: "answer cut off", rules: ["/user/runners:truncate:1"]),
    FaultPoint(name: "answer is no HTTP", faults: [.init(post, .lost(.garbled))]),
    FaultPoint(name: "answer of more than 16 MB", faults: [.init(post, .lost(.tooLarge))]),
    FaultPoint(name: "500 from GitLab", rules: ["/user/runners:status=500:1"]),
    FaultPoint(name: "502 page, not carried out", rules: ["/user/runners:html:1"]),
    FaultPoint(
      name: "504 page, carried out",
      faults: [.init(post, .answer { _ in .init(status: 504, body: Array(page.utf8)) })]),
    FaultPoint(
      name: "503 of a proxy, carried out",
      faults: [.init(post, .answer { _ in .init(status: 503) })]),
    FaultPoint(name: "503 from GitLab", rules: ["/user/runners:status=503:1"]),
    FaultPoint(name: "429", rules: ["/user/runners:status=429:1"]),
    FaultPoint(
      name: "redirect to the sign-in page",
      rules: ["/user/runners:redirect=https://demo.gitlab.example/users/sign_in:1"]),
    FaultPoint(
      name: "sign-in page with 200, carried out",
      faults: [.init(post, .answer { $0.with(body: page, type: "text/html") })]),
    FaultPoint(
      name: "invalid UTF-8 in the answer",
      faults: [
        .init(
          post,
          .answer {
            var answer = $0
            answer.body = [0x7B, 0x22, 0xFF, 0xFE] + answer.body.dropFirst(2)
            return answer
          })
      ]),
    FaultPoint(name: "empty answer", faults: [.init(post, .answer { $0.with(body: "") })]),
    FaultPoint(
      name: "answer without the token", faults: [.init(post, .answer { $0.without("token") })]),
    FaultPoint(
      name: "answer without the id", faults: [.init(post, .answer { $0.without("id") })]),
    FaultPoint(
      name: "answer of null everywhere",
      faults: [
        .init(post, .answer { $0.with(body: #"{"id":null,"token":null,"token_expires_at":null}"#) })
      ]),
  ]

  private static let program = [
    FaultPoint(name: "killed while sending, started at once", faults: [lost], restart: 1),
    FaultPoint(
      name: "killed while sending, started 10 minutes later", faults: [lost], restart: 600),
    FaultPoint(name: "killed while sending, started 2 hours later", faults: [lost], restart: 7_200),
    FaultPoint(
      name: "killed before the server sees it", faults: [.init(post, .vanished)],
      restart: 600),
    FaultPoint(name: "journal cannot be written", faults: [lost], hasJournal: false),
    FaultPoint(name: "server's clock 3 hours ahead", faults: [lost], skew: 10_800),
    FaultPoint(name: "server's clock set back by 10 minutes", faults: [lost], turn: -600),
    FaultPoint(name: "an equal runner made right before", faults: [lost], hasTwin: true),
  ]

  private static let looking = [
    FaultPoint(
      name: "GraphQL switched off", faults: [lost], options: .init(graphQL: false)),
    FaultPoint(
      name: "GraphQL switched off, GitLab 16.11", faults: [lost],
      options: .init(gitLab: .v16, graphQL: false)),
    FaultPoint(name: "GitLab 16.11", faults: [lost], options: .init(gitLab: .v16)),
    FaultPoint(
      name: "GraphQL answers 500",
      faults: [lost, .init(graphQL, .instead(.init(status: 500)), times: 99)]),
    FaultPoint(
      name: "GraphQL answers with a page",
      faults: [
        lost,
        .init(
          graphQL,
          .instead(
            .init(
              status: 200, headers: [HeaderField(name: "Content-Type", value: "text/html")],
              body: Array(page.utf8))), times: 99),
      ]),
    FaultPoint(
      name: "searching reset three times",
      faults: [lost, .init(graphQL, .lost(.connectionLost), times: 3)]),
    FaultPoint(
      name: "network gone while searching",
      faults: [
        lost, .init(graphQL, .unsent(.couldNotResolve), times: 99),
        .init("GET ", .unsent(.couldNotResolve), times: 99),
      ]),
    FaultPoint(
      name: "429 while searching",
      faults: [
        lost,
        .init(
          graphQL,
          .instead(
            .init(status: 429, headers: [HeaderField(name: "Retry-After", value: "1")])), times: 4),
      ]),
    FaultPoint(
      name: "token revoked before searching",
      rules: ["/api/graphql:status=401", "/groups/*:status=401"], faults: [lost]),
  ]

  private static let changing = [
    FaultPoint(
      name: "answer to the reset lost",
      faults: [lost, .init("POST /api/v4/runners/", .lost(.connectionLost))],
      options: .init(graphQL: false)),
    FaultPoint(
      name: "deleted, then sent again", faults: [lost], options: .init(graphQL: false),
      choice: .deleteAndSendAgain),
    FaultPoint(
      name: "answer to the deletion lost",
      faults: [lost, .init("DELETE /api/v4/runners/", .lost(.connectionLost))],
      options: .init(graphQL: false), choice: .deleteAndSendAgain),
  ]
}
