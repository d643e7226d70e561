import Testing

@testable import Configuration

/// Files as operators have them, and the profiles that their own tools would use.
struct ForeignFixtureTests {
  private func pythonGitLab(_ name: String) throws -> String {
    PythonGitLab.read(
      Fixture.pythonGitLab(
        try Fixture.text("python-gitlab/\(name).cfg"), environment: ["HOME": "/home/olivia"])
    ).summary
  }

  private func glab(_ name: String, environment: [String: String] = [:]) throws -> String {
    Glab.read(
      Fixture.glab(
        try Fixture.text("glab/\(name).yml"), environment: environment,
        programs: ["/usr/bin/secret-tool"])
    ).summary
  }

  @Test func defaultSectionHoldsForAll() throws {
    let found = try pythonGitLab("default-section")
    #expect(
      found == """
        work https://gitlab.example.com private glpat-work-0123456789abcdef ca /etc/ssl/certs/company-ca.pem timeout 20 in work line 12 default
        public https://gitlab.com bearer oauth-0123456789abcdef timeout 5 in public line 16
        sandbox http://127.0.0.1:8080 ca /etc/ssl/certs/company-ca.pem timeout 20 in sandbox line 20
          problem CFG:20: sandbox: the section has no token; add private_token or oauth_token.
        """)
  }

  @Test func helpersAreCommands() throws {
    let found = try pythonGitLab("helpers")
    #expect(
      found == """
        pass https://gitlab.example.com/gitlab private of ["sh", "-c", "printf \\"%s\\\\n\\" \\"$0\\"", "glpat-from-helper"] agent olivia/1.0 in pass line 7 default
        file https://files.example.com bearer of ["cat", "/home/olivia/gitlab-token"] agent olivia/1.0 in file line 12
        tilde https://tilde.example.com private of ["cat", "/home/olivia/gitlab-token"] agent olivia/1.0 in tilde line 16
        open https://open.example.com agent olivia/1.0 in open line 21
          problem CFG:21: open.private_token: a quote of the command stays open.
        """)
  }

  @Test func verificationHasThreeForms() throws {
    let found = try pythonGitLab("verification")
    #expect(
      found == """
        unchecked https://unchecked.example.com private glpat-unchecked timeout 10 in unchecked line 8 default
          note CFG:3: unchecked.ssl_verify: asks not to check certificates; this program always does. Give it a CA file or pin the key.
        checked https://checked.example.com private glpat-checked timeout 10 in checked line 12
        authority https://authority.example.com private glpat-authority ca /etc/ssl/authority.pem timeout 10 in authority line 17
        """)
  }

  @Test func referencesAndOddSpellingsAreRead() throws {
    let found = try pythonGitLab("interpolation")
    #expect(
      found == """
        main https://gitlab.example.com/git private 100%safe agent ci-scripts in main line 10 default
        plain https://plain.example.com:8443 private a=b:c;d#e timeout 15 in plain line 15
        broken stray: CFG:21: stray.url: a percent sign is written %%.
        """)
  }

  @Test func whatHasNoUsableTokenSaysWhy() throws {
    let found = try pythonGitLab("no-token")
    #expect(
      found == """
        ci https://ci.example.com in ci line 6 default
          problem CFG:6: ci.job_token: a job token cannot create or list runners; use a personal, group or project access token.
        basic https://basic.example.com in basic line 10
          problem CFG:10: basic.http_username: GitLab's API takes no password for this; use a personal, group or project access token.
        anonymous https://anonymous.example.com in anonymous line 13
          problem CFG:13: anonymous: the section has no token; add private_token or oauth_token.
        both https://both.example.com private glpat-both in both line 18
        broken nowhere: CFG:21: nowhere: the section has no url, so it names no server.
        """)
  }

  @Test func everyHostIsAProfile() throws {
    let found = try glab("several-hosts")
    #expect(
      found == """
        gitlab.com https://gitlab.com in hosts.gitlab.com line 13
          problem YML:13: hosts.gitlab.com: holds no token; run glab auth login.
        gitlab.example.com https://gitlab.example.com private glpat-several-0123456789 in hosts.gitlab.example.com line 20 default
        gitlab.test:8443 http://gitlab.test:8443 private glpat-test-0123456789 in hosts.gitlab.test:8443 line 26
        """)
  }

  @Test func subfolderIsPartOfTheAddress() throws {
    let found = try glab("subfolder")
    #expect(
      found == """
        intranet.example.com https://intranet.example.com/gitlab private glpat-subfolder ca /etc/ssl/certs/company-ca.pem in hosts.intranet.example.com line 4 default
        """)
  }

  @Test func gatewaysGetTheirHeadersAndCertificates() throws {
    let found = try glab("gateway", environment: ["GATE_SECRET": "gate"])
    #expect(
      found == """
        gitlab.example.com https://gitlab.example.com private glpat-gateway cert /home/olivia/me.pem key /home/olivia/me.key proxy http://olivia:secret@proxy.example.com:3128 header X-Gate=open sesame header CF-Access-Client-Secret=gate in hosts.gitlab.example.com line 2
          note YML:7: hosts.gitlab.example.com.skip_tls_verify: asks not to check certificates; this program always does. Give it a CA file or pin the key.
          note YML:13: hosts.gitlab.example.com.custom_headers: the variable of valueFromEnv is not set; the header is not sent.
          note YML:15: hosts.gitlab.example.com.custom_headers: valueFromCommand is not run; the header is not sent. Use value or valueFromEnv.
          note YML:17: hosts.gitlab.example.com.custom_headers: the program sends this header itself; leave it out, and set token and auth for the access token.
        """)
  }

  @Test func oauthIsBearerUntilItExpires() throws {
    let found = try glab("oauth", environment: ["PATH": "/usr/bin"])
    #expect(
      found == """
        gitlab.com https://gitlab.com bearer oauth-valid in hosts.gitlab.com line 3 default
        old.example.com https://old.example.com in hosts.old.example.com line 8
          problem YML:11: hosts.old.example.com.oauth2_expiry_date: the OAuth token has expired; run glab auth status --hostname old.example.com, which renews it.
        keyring.example.com https://keyring.example.com private of ["secret-tool", "lookup", "service", "glab:keyring.example.com:token", "username", ""] in hosts.keyring.example.com line 12
        job.example.com https://job.example.com in hosts.job.example.com line 15
          problem YML:16: hosts.job.example.com.job_token: a job token cannot create or list runners; use a personal, group or project access token.
        """)
  }

  @Test func olderFilesAreRead() throws {
    let found = try glab("old-api-host")
    #expect(
      found == """
        ssh.example.com https://www.example.com/gitlab private glpat-old in hosts.ssh.example.com line 2
        [2001:db8::1]:8443 https://[2001:db8::1]:8443 private glpat-six in hosts.[2001:db8::1]:8443 line 5
        broken broken host: YML:7: hosts.broken host: The address holds a space or an invisible character; write it like https://gitlab.example.com.
        broken scalar.example.com: YML:9: hosts.scalar.example.com: must be a mapping of keys and values.
        """)
  }

  @Test func variablesChangeSettingsButNoToken() throws {
    let environment = [
      "GITLAB_TOKEN": "glpat-variable", "GITLAB_HOST": "other.example.com",
      "GLAB_CA_CERT": "/from/variable.pem", "GITLAB_SUBFOLDER": "git",
    ]
    let found = try glab("environment", environment: environment)
    #expect(
      found == """
        gitlab.example.com https://gitlab.example.com/git private glpat-file ca /from/variable.pem in hosts.gitlab.example.com line 2
        other.example.com https://other.example.com/git private glpat-other ca /from/variable.pem in hosts.other.example.com line 6 default
        """)
  }
}
