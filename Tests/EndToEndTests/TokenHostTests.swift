import Foundation
import Support
import Testing

extension EndToEnd {
  /// A token goes to no other server than its own source names, told by all bytes that another one saw.
  @Suite(.enabled(if: RecordingServer.python != nil, "Python is not installed."))
  struct TokenHosts {
    private static let secrets = ["glpat-of-another-host", "gate-of-another-host"]

    /// Files that name a token, headers and a helper for a server that is not there.
    private static let files = [
      ".config/runner-wizard/config.yaml": """
      default_profile: other
      profiles:
        other:
          url: http://localhost:1
          token: glpat-of-another-host
          headers:
            X-Gate: gate-of-another-host
      """,
      ".python-gitlab.cfg": """
      [global]
      default = other
      [other]
      url = http://localhost:1
      private_token = helper: echo glpat-of-another-host
      """,
      ".config/glab-cli/config.yml": """
      host: localhost:1
      hosts:
        localhost:1:
          token: glpat-of-another-host
          api_protocol: http
          custom_headers:
            - name: X-Gate
              value: gate-of-another-host
      """,
    ]

    @Test(arguments: files.keys.sorted())
    func aProfileOfAnotherHostLendsNothing(file: String) async throws {
      let it = try await Operator(token: nil)
      let port = try #require(URL(string: it.server.url)?.port)
      let recorder = try RecordingServer(.before(port: port))
      defer { recorder.stop() }
      let content = try #require(Self.files[file])
      try it.terminal.run("umask 077; export GITLAB_URL=http://127.0.0.1:\(recorder.port)")
      let path = try it.terminal.home.write(content, to: file).path(percentEncoded: false)
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)

      let commands = ["list", "doctor", "create --type instance"]
      for (index, command) in commands.enumerated() {
        try it.terminal.run("clear; runner-wizard \(command); echo ended=\(index)")
        try await it.terminal.waitUntil("the end of \(command)") {
          $0.contains("\nended=\(index)")
        }
      }
      // With a token of its own the same server is used, without anything of the profile's.
      let token = try it.server.token("root-admin")
      try it.start("", with: "GITLAB_TOKEN=\(token)")
      try await it.go(to: .tags)
      try await it.leave()
      try await recorder.waitToReceive(token)
      for secret in Self.secrets + ["X-Gate", "x-gate"] {
        #expect(!recorder.received.contains(secret), "\(secret)")
      }
    }
  }
}
