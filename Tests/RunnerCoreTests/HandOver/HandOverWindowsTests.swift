import RunnerCore
import Testing

/// The texts for Windows, which nothing here can run.
@Suite struct HandOverWindowsTests {
  private func text(_ language: HandOver.Language, _ request: HandOverRequest) throws -> String? {
    try HandOver(request).blocks.first { $0.language == language }
      .map { $0.revealed(token: request.token).reveal() }
  }

  @Test func powerShellAsksAndRegisters() throws {
    let request = try HandOverFixtures.request(.windows, name: "it’s 'this' $env:x")
    #expect(
      try text(.powershell, request) == #"""
        & {
          Set-Location 'C:\GitLab-Runner'
          $env:CI_SERVER_TOKEN = [Net.NetworkCredential]::new('', (Read-Host 'Runner authentication token' -AsSecureString)).Password
          Remove-Item Env:RUNNER_TAG_LIST, Env:REGISTER_LOCKED, Env:REGISTER_ACCESS_LEVEL, Env:REGISTER_RUN_UNTAGGED, Env:REGISTER_MAXIMUM_TIMEOUT, Env:REGISTER_PAUSED, Env:REGISTER_MAINTENANCE_NOTE, Env:REGISTRATION_TOKEN -ErrorAction Ignore
          .\gitlab-runner.exe register --non-interactive `
            --url 'https://gitlab.example.com:8443/gitlab' `
            --name 'it’’s ''this'' $env:x' `
            --executor 'docker-windows' `
            --shell 'pwsh' `
            --docker-image 'mcr.microsoft.com/windows/servercore:ltsc2022'
          Remove-Item Env:CI_SERVER_TOKEN
        }

        """#)
  }

  @Test func powerShellCarriesTokenProxiesAndCertificates() throws {
    let request = try HandOverFixtures.request(
      .windows, .shell, source: .inline, name: "a \"b\"", isBehindProxy: true,
      hasCertificates: true)
    #expect(
      try text(.powershell, request) == #"""
        & {
          Set-Location 'C:\GitLab-Runner'
          $env:CI_SERVER_TOKEN = 'glrt-t3_aB.cD-eF_0123456789.01.abcdef'
          $env:https_proxy = 'http://me:p%40$''\w"!@proxy.example.com:3128'
          $env:no_proxy = 'localhost,.example.com'
          Remove-Item Env:RUNNER_TAG_LIST, Env:REGISTER_LOCKED, Env:REGISTER_ACCESS_LEVEL, Env:REGISTER_RUN_UNTAGGED, Env:REGISTER_MAXIMUM_TIMEOUT, Env:REGISTER_PAUSED, Env:REGISTER_MAINTENANCE_NOTE, Env:REGISTRATION_TOKEN -ErrorAction Ignore
          $env:RUNNER_NAME = 'a "b"'
          .\gitlab-runner.exe register --non-interactive `
            --url 'https://gitlab.example.com:8443/gitlab' `
            --tls-ca-file 'C:\GitLab-Runner\certs\gitlab.example.com.crt' `
            --tls-cert-file 'C:\GitLab-Runner\certs\gitlab.example.com.auth.crt' `
            --tls-key-file 'C:\GitLab-Runner\certs\gitlab.example.com.auth.key' `
            --executor 'shell' `
            --shell 'pwsh'
          Remove-Item Env:CI_SERVER_TOKEN
        }

        """#)
  }

  @Test func theCommandPromptReadsEverythingBeforeItAsks() throws {
    let request = try HandOverFixtures.request(.windows, .ssh, name: "a & b | c ^ (d)")
    #expect(
      try text(.cmd, request) == #"""
        (
        cd /d "C:\GitLab-Runner"
        set /p "CI_SERVER_TOKEN=Runner authentication token: "
        set /p "SSH_PASSWORD=Password for SSH: "
        set "RUNNER_TAG_LIST="
        set "REGISTER_LOCKED="
        set "REGISTER_ACCESS_LEVEL="
        set "REGISTER_RUN_UNTAGGED="
        set "REGISTER_MAXIMUM_TIMEOUT="
        set "REGISTER_PAUSED="
        set "REGISTER_MAINTENANCE_NOTE="
        set "REGISTRATION_TOKEN="
        .\gitlab-runner.exe register --non-interactive ^
          --url "https://gitlab.example.com:8443/gitlab" ^
          --name "a & b | c ^ (d)" ^
          --executor "ssh" ^
          --ssh-host "build.example.com" ^
          --ssh-port "22" ^
          --ssh-user "ci"
        set "CI_SERVER_TOKEN="
        set "SSH_PASSWORD="
        )

        """#)
  }

  @Test(arguments: ["100%", "wow!", "a \"b\"", "%PATH%"])
  func whatTheCommandPromptCannotCarryIsLeftToPowerShell(name: String) throws {
    let request = try HandOverFixtures.request(.windows, name: name)
    #expect(try text(.cmd, request) == nil)
    #expect(try text(.powershell, request) != nil)
    #expect(try HandOver(request).notes.contains { $0.contains("Command Prompt") })
  }

  @Test func filesForPowerShellSayThatTheyAreUnicode() throws {
    let request = try HandOverFixtures.request(.windows, name: "größer")
    let block = try #require(try HandOver(request).blocks.first)
    #expect(block.fileContent(token: request.token).reveal().hasPrefix("\u{FEFF}& {"))
    #expect(block.revealed(token: request.token).reveal().hasPrefix("& {"))
    let plain = try HandOverFixtures.request(.windows)
    let other = try #require(try HandOver(plain).blocks.first)
    #expect(other.fileContent(token: plain.token).reveal().hasPrefix("& {"))
  }
}
