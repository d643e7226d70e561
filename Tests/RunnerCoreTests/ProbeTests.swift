import FoundationEssentials
import RunnerCore
import Synchronization
import Testing

/// What stands under which address, and what that comes to.
struct ProbeCase: Sendable, CustomTestStringConvertible {
  var name: String
  var url = "https://git.example"
  /// What is not listed answers as nginx does where nothing is.
  var site: [String: HTTPResponse]
  var expected: ServerProbe

  var testDescription: String { name }
}

/// Answers by address and remembers what it was asked.
private final class SiteTransport: HTTPTransport {
  private let site: [String: HTTPResponse]
  private let asked = Mutex<[HTTPRequest]>([])

  init(_ site: [String: HTTPResponse]) { self.site = site }

  var requests: [HTTPRequest] { asked.withLock { $0 } }

  func send(_ request: HTTPRequest) async throws(TransportFailure) -> HTTPResponse {
    asked.withLock { $0.append(request) }
    return site[request.url]
      ?? .text(404, "<html><head><title>404 Not Found</title></head><body>nginx</body></html>")
  }
}

private func server(_ address: String) -> ServerURL? { try? ServerURL(parsing: address) }

private func moved(_ address: String) -> ServerProbe {
  server(address).map(ServerProbe.moved) ?? .notGitLab(reason: "not an address")
}

private func redirect(_ location: String, _ status: Int = 302) -> HTTPResponse {
  .text(status, "<html>moved</html>", headers: [("Location", location)])
}

@Suite struct ProbeTests {
  private static let api = HTTPResponse.json(401, #"{"message":"401 Unauthorized"}"#)
  private static let signIn = HTTPResponse.text(
    200,
    "<html><head><meta content=\"GitLab\" property=\"og:site_name\"><title>Sign in · GitLab</title></head>"
      + "<input type=\"password\"></html>")

  static let table: [ProbeCase] = [
    ProbeCase(
      name: "GitLab", site: ["https://git.example/api/v4/version": api], expected: .gitLab),
    ProbeCase(
      name: "GitLab below a path", url: "https://git.example/gitlab/",
      site: ["https://git.example/gitlab/api/v4/version": api], expected: .gitLab),
    ProbeCase(
      name: "GitLab that forbids the address",
      site: ["https://git.example/api/v4/version": .json(403, #"{"message":"403 Forbidden"}"#)],
      expected: .gitLab),
    ProbeCase(
      name: "http to https", url: "http://git.example",
      site: [
        "http://git.example/api/v4/version": redirect("https://git.example/api/v4/version", 301)
      ],
      expected: moved("https://git.example")),
    ProbeCase(
      name: "http to the start page of https", url: "http://git.example/gitlab",
      site: ["http://git.example/gitlab/api/v4/version": redirect("https://git.example/", 301)],
      expected: moved("https://git.example/gitlab")),
    ProbeCase(
      name: "http spoken to a port for https", url: "http://git.example:8443",
      site: [
        "http://git.example:8443/api/v4/version": .text(
          400, "<center>The plain HTTP request was sent to HTTPS port</center>")
      ],
      expected: moved("https://git.example:8443")),
    ProbeCase(
      name: "another host with the same path", url: "https://old.example",
      site: ["https://old.example/api/v4/version": redirect("https://git.example/api/v4/version")],
      expected: moved("https://git.example")),
    ProbeCase(
      name: "another path with the API's", url: "https://git.example",
      site: ["https://git.example/api/v4/version": redirect("/code/api/v4/version", 301)],
      expected: moved("https://git.example/code")),
    ProbeCase(
      name: "the address of a project", url: "https://git.example/acme/app",
      site: [
        "https://git.example/acme/app/api/v4/version": redirect(
          "https://git.example/users/sign_in"),
        "https://git.example/api/v4/version": api,
      ],
      expected: .wrongPath(suggested: server("https://git.example"))),
    ProbeCase(
      name: "GitLab below the usual path",
      site: ["https://git.example/gitlab/api/v4/version": api],
      expected: .wrongPath(suggested: server("https://git.example/gitlab"))),
    ProbeCase(
      name: "a start page that leads to GitLab's path",
      site: [
        "https://git.example/": redirect("https://git.example/code/users/sign_in"),
        "https://git.example/code/api/v4/version": api,
      ],
      expected: .wrongPath(suggested: server("https://git.example/code"))),
    ProbeCase(
      name: "a page of GitLab's that tells its path",
      site: [
        "https://git.example/": .text(
          200, #"<script>gon.relative_url_root="\/code";gon.gitlab_url="x";</script>"#),
        "https://git.example/code/api/v4/version": api,
      ],
      expected: .wrongPath(suggested: server("https://git.example/code"))),
    ProbeCase(
      name: "GitLab's pages without its API", site: ["https://git.example/": signIn],
      expected: .wrongPath(suggested: nil)),
    ProbeCase(
      name: "a gateway at another port of the same host", url: "https://login.example",
      site: [
        "https://login.example/api/v4/version": redirect(
          "https://login.example:8443/oauth2/start?rd=%2Fapi")
      ],
      expected: .signInPage(host: "login.example")),
    ProbeCase(
      name: "another port of a host whose name speaks of signing in",
      url: "http://login.example:8080",
      site: [
        "http://login.example:8080/api/v4/version": redirect("https://login.example:8443/")
      ],
      expected: moved("https://login.example:8443")),
    ProbeCase(
      name: "a gateway at another host",
      site: [
        "https://git.example/api/v4/version": redirect(
          "https://login.example/realms/main/protocol/openid-connect/auth?client_id=git")
      ],
      expected: .signInPage(host: "login.example")),
    ProbeCase(
      name: "a gateway at the same host",
      site: ["https://git.example/api/v4/version": redirect("/oauth2/start?rd=%2Fapi")],
      expected: .signInPage(host: "git.example")),
    ProbeCase(
      name: "a gateway that answers with its page",
      site: [
        "https://git.example/api/v4/version": .text(
          200, "<title>Company portal</title><form><input type=\"password\"></form>")
      ],
      expected: .signInPage(host: "git.example")),
    ProbeCase(
      name: "a gateway that wants a password",
      site: [
        "https://git.example/api/v4/version": .text(
          401, "<h1>401</h1>", headers: [("WWW-Authenticate", "Basic realm=\"x\"")])
      ],
      expected: .signInPage(host: "git.example")),
    ProbeCase(
      name: "a portal by its status", url: "http://git.example",
      site: ["http://git.example/api/v4/version": .text(511, "<html></html>")],
      expected: .captivePortal(host: "git.example")),
    ProbeCase(
      name: "a portal by its number", url: "http://git.example",
      site: ["http://git.example/api/v4/version": redirect("http://10.5.50.1/login?dst=x")],
      expected: .captivePortal(host: "10.5.50.1")),
    ProbeCase(
      name: "a portal by its page", url: "http://git.example",
      site: [
        "http://git.example/api/v4/version": .text(
          200,
          "<meta http-equiv=\"refresh\" content=\"0; url=http://wifi.hotel.example/splash?u=1\">")
      ],
      expected: .captivePortal(host: "wifi.hotel.example")),
    ProbeCase(
      name: "a redirect out of TLS",
      site: ["https://git.example/api/v4/version": redirect("http://other.example/")],
      expected: .notGitLab(reason: "git.example redirects to an address without encryption.")),
    ProbeCase(
      name: "nginx alone",
      site: ["https://git.example/": .text(200, "<html><title>Welcome to nginx!</title></html>")],
      expected: .notGitLab(
        reason: "git.example answers with the page “Welcome to nginx!” (HTTP 200).")),
    ProbeCase(
      name: "another API",
      site: [
        "https://git.example/api/v4/version": .json(
          401, #"{"kind":"Status","message":"Unauthorized","code":401}"#)
      ],
      expected: .notGitLab(reason: "git.example answers in JSON, but not as GitLab does.")),
    ProbeCase(
      name: "an empty answer", site: ["https://git.example/api/v4/version": .text(204, "")],
      expected: .notGitLab(
        reason: "git.example answers with something that is not GitLab's (HTTP 204).")),
    ProbeCase(
      name: "nothing", site: [:],
      expected: .notGitLab(reason: "git.example has nothing of GitLab's under this address.")),
    ProbeCase(
      name: "redirects in a circle",
      site: [
        "https://git.example/api/v4/version": redirect("/a/api/v4/../version"),
        "https://git.example/": redirect("/"),
      ],
      expected: .notGitLab(reason: "git.example has nothing of GitLab's under this address.")),
  ]

  @Test(arguments: table) func whatAnswersIsNamed(_ row: ProbeCase) async throws {
    let transport = SiteTransport(row.site)
    var connection = try connection(row.url, headers: [HeaderField(name: "X-Gate", value: "pass")])
    connection.userAgent = "agent/1"
    let client = GitLabClient(connection: connection, transport: transport)
    #expect(await client.probe() == row.expected)
    let requests = transport.requests
    #expect(requests.count <= 8)
    for request in requests {
      #expect(request.method == "GET")
      #expect(request.url.hasPrefix(connection.server.origin + "/"))
      #expect(request.headers.allSatisfy { !$0.value.contains(accessToken) })
      #expect(request.headers.map(\.name) == ["User-Agent", "Accept", "X-Gate"])
      #expect(request.headers.first?.value == "agent/1")
    }
  }

  @Test(arguments: [(502, "gateway_error"), (429, "rate_limited"), (500, "server_error")])
  func aServerInTroubleIsAFailure(status: Int, code: String) async throws {
    let client = try client(ScriptedTransport(.success(.text(status, "<h1>no</h1>"))))
    guard case .failed(let failure) = await client.probe() else {
      Issue.record("It counts as something else.")
      return
    }
    #expect(failure.code == code)
  }

  @Test func noConnectionIsAFailure() async throws {
    let client = try client(
      ScriptedTransport(
        .failure(TransportFailure(kind: .couldNotResolve, detail: "", wasSent: false))))
    guard case .failed(let failure) = await client.probe() else {
      Issue.record("It counts as something else.")
      return
    }
    #expect(failure.code == "could_not_resolve")
  }
}
