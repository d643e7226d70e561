import RunnerCore

/// Requests as the result page makes them.
enum HandOverFixtures {
  static let token = "glrt-t3_aB.cD-eF_0123456789.01.abcdef"

  static func request(
    _ place: HandOverPlace, _ executor: RunnerExecutor? = nil,
    source: HandOverRequest.TokenSource = .typed, name: String = "build host 7",
    isBehindProxy: Bool = false, hasCertificates: Bool = false
  ) throws -> HandOverRequest {
    var request = HandOverRequest(
      place: place, executor: executor ?? place.executors[0], tokenSource: source,
      runnerID: 4711, token: Secret(token), tokenObtainedAt: 1_769_850_900,
      tokenExpiresAt: 1_772_442_900,
      server: try ServerURL(parsing: "https://gitlab.example.com:8443/gitlab"))
    request.answers = [.name: name]
    for field in request.fields where field.isRequired && field.standard.isEmpty {
      request.answers[field.question] = answers[field.question]
    }
    if isBehindProxy {
      request.proxies = [
        .init(name: "https_proxy", value: Secret("http://me:p%40$'\\w\"!@proxy.example.com:3128")),
        .init(name: "no_proxy", value: Secret("localhost,.example.com")),
      ]
    }
    if hasCertificates {
      request.caFile = "/etc/it's/my ca.pem"
      request.clientCertificate = "/etc/tls/client.pem"
      request.clientKey = "/etc/tls/client.key"
    }
    return request
  }

  private static let answers: [HandOverQuestion: String] = [
    .sshHost: "build.example.com", .sshUser: "ci", .baseName: "Debian 12 \"base\"",
    .runExec: "/opt/driver's run",
  ]

  /// Every place with every executor that goes there.
  static let combinations = HandOverPlace.allCases.flatMap { place in
    place.executors.map { (place, $0) }
  }

  static let names = [
    "plain", "-n", "--token=x", "it's", "'", "''", "\"quoted\"", "a\\", "$(reboot)", "`id`",
    "$HOME",
    "${PATH}", "%PATH%", "%s%n", "wow!", "!!", "!1", "a;b|c&d<e>f", "~", "*", "[a]", "{a,b}", "=ls",
    "#x",
    "a  b", "🤖 👩‍👩‍👧‍👦", "שלום עולם", "\u{202E}gnp.exe", "ﷺ", "a: b", "- a", "{{ .Release }}", "null",
    "’ ‘ ‚ ‛ “", "`n", "^", "a\\\"b", "\\", "\\n", "\u{1F4A9}\u{FE0F}", "\u{E000}",
    String(repeating: "ä'\"$", count: 205),
  ]
}
