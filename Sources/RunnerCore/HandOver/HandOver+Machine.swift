/// Machines on which gitlab-runner is installed, and POSIX shells.
extension HandOver {
  /// gitlab-runner: `docs/register/_index.md`, `docs/install/{osx,freebsd}.md`.
  mutating func writeMachine() {
    let names = request.passedVariables.joined(separator: ",")
    switch request.place {
    case .linux: writeRegistering(["sudo --preserve-env=\(names) gitlab-runner"])
    case .freebsd:
      // The service has this user, and reads the configuration in its home.
      writeRegistering(
        ["sudo -u gitlab-runner -H --preserve-env=\(names) /usr/local/bin/gitlab-runner"])
    default: writeRegistering(["gitlab-runner"])
    }
    switch request.place {
    case .linux: writeDropIn()
    case .linuxUser:
      add(Texts.runTitle, .posix, file: "run.sh", "gitlab-runner run\n")
    case .macos:
      add(
        Texts.serviceTitle, .posix, file: "start.sh",
        "cd ~ && gitlab-runner install && gitlab-runner start\n")
    case .freebsd:
      add(
        Texts.serviceTitle, .posix, file: "start.sh",
        "sudo sysrc gitlab_runner_enable=YES && sudo service gitlab_runner restart\n")
    default: break
    }
  }

  /// The registration, run by what `command` begins with; its lines belong together.
  mutating func writeRegistering(_ command: [String]) {
    var script = PosixScript()
    script.readToken(request.tokenSource)
    script.line("export \(RunnerVariable.token)")
    if request.needsSSHPassword {
      script.ask(RunnerVariable.sshPassword, Texts.sshPasswordPrompt)
      script.line("export \(RunnerVariable.sshPassword)")
    }
    script.export(request.proxies)
    script.line("unset \(RunnerVariable.reserved.prefix(4).joined(separator: " "))")
    script.line("unset \(RunnerVariable.reserved.dropFirst(4).joined(separator: " "))")
    let flags = request.registerFlags.map { "--\($0.name) \(Quoting.posix($0.value))" }
    var lines = command
    lines[lines.count - 1] += " register --non-interactive"
    script.command(lines + flags)
    add(Texts.registerTitle, .posix, file: "register-\(request.runnerID).sh", script.end())
  }

  /// The service does not see the variables of a shell (gitlab-runner: `docs/configuration/proxy.md`).
  private mutating func writeDropIn() {
    guard !request.proxies.isEmpty else { return }
    var text = HandOverText()
    text.append("[Service]\n")
    for proxy in request.proxies {
      text.append("Environment=")
      text.append(proxy.segment { Quoting.systemd("\(proxy.name)=\($0)") })
      text.append("\n")
    }
    let folder = "/etc/systemd/system/gitlab-runner.service.d"
    add(Texts.dropInTitle, .ini, file: "http-proxy.conf", text)
    add(
      Texts.dropInInstallTitle, .posix, file: "install-proxy.sh",
      """
      sudo install -D -m 0600 http-proxy.conf \(folder)/http-proxy.conf \\
        && sudo systemctl daemon-reload \\
        && sudo systemctl restart gitlab-runner

      """)
  }
}
