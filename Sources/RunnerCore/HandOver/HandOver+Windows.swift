/// Windows, by PowerShell and by the Command Prompt.
extension HandOver {
  /// gitlab-runner: `docs/install/windows.md`, whose folder this is; its configuration is in the current folder.
  private static let folder = "C:\\GitLab-Runner"

  mutating func writeWindows() {
    add(
      Texts.powershellTitle, .powershell, file: "register-\(request.runnerID).ps1",
      powershell())
    if let text = commandPrompt() {
      add(Texts.commandPromptTitle, .cmd, file: "register-\(request.runnerID).cmd", text)
    } else {
      note(Texts.noCommandPrompt)
    }
    add(
      Texts.windowsServiceTitle, .powershell, file: "start.ps1",
      """
      Set-Location \(Quoting.powershell(Self.folder))
      .\\gitlab-runner.exe install
      .\\gitlab-runner.exe start

      """)
  }

  /// A script block, so that all of it is read before the first question is asked.
  private func powershell() -> HandOverText {
    var text = HandOverText()
    text.append("& {\n  Set-Location \(Quoting.powershell(Self.folder))\n")
    if request.tokenSource == .inline {
      text.append("  $env:\(RunnerVariable.token) = '")
      text.append(.token)
      text.append("'\n")
    } else {
      text.append(powershellQuestion(RunnerVariable.token, Texts.tokenPrompt))
    }
    if request.needsSSHPassword {
      text.append(powershellQuestion(RunnerVariable.sshPassword, Texts.sshPasswordPrompt))
    }
    for proxy in request.proxies {
      text.append("  $env:\(proxy.name) = ")
      text.append(proxy.segment(Quoting.powershell))
      text.append("\n")
    }
    let reserved = RunnerVariable.reserved.map { "Env:\($0)" }.joined(separator: ", ")
    text.append("  Remove-Item \(reserved) -ErrorAction Ignore\n")
    let flags = request.registerFlags
    for flag in flags where !Quoting.survivesPowerShell(flag.value) {
      text.append("  $env:\(flag.variable) = \(Quoting.powershell(flag.value))\n")
    }
    let arguments = flags.filter { Quoting.survivesPowerShell($0.value) }
      .map { " `\n    --\($0.name) \(Quoting.powershell($0.value))" }
    text.append(
      "  .\\gitlab-runner.exe register --non-interactive\(arguments.joined())\n"
        + "  Remove-Item Env:\(RunnerVariable.token)\n")
    if request.needsSSHPassword {
      text.append("  Remove-Item Env:\(RunnerVariable.sshPassword)\n")
    }
    text.append("}\n")
    return text
  }

  private func powershellQuestion(_ variable: String, _ prompt: String) -> String {
    "  $env:\(variable) = [Net.NetworkCredential]::new('', (Read-Host "
      + "\(Quoting.powershell(prompt)) -AsSecureString)).Password\n"
  }

  /// Nil where a value cannot be written for cmd.exe. It reads all of what is in parentheses before it asks.
  private func commandPrompt() -> HandOverText? {
    var text = HandOverText()
    text.append("(\ncd /d \"\(Self.folder)\"\n")
    if request.tokenSource == .inline {
      text.append("set \"\(RunnerVariable.token)=")
      text.append(.token)
      text.append("\"\n")
    } else {
      text.append("set /p \"\(RunnerVariable.token)=\(Texts.tokenPrompt): \"\n")
    }
    if request.needsSSHPassword {
      text.append("set /p \"\(RunnerVariable.sshPassword)=\(Texts.sshPasswordPrompt): \"\n")
    }
    for proxy in request.proxies {
      guard Quoting.cmd(proxy.value.reveal()) != nil else { return nil }
      text.append("set \"\(proxy.name)=")
      text.append(proxy.segment { $0 })
      text.append("\"\n")
    }
    for variable in RunnerVariable.reserved { text.append("set \"\(variable)=\"\n") }
    text.append(".\\gitlab-runner.exe register --non-interactive")
    for flag in request.registerFlags {
      guard let value = Quoting.cmd(flag.value) else { return nil }
      text.append(" ^\n  --\(flag.name) \(value)")
    }
    text.append("\nset \"\(RunnerVariable.token)=\"\n")
    if request.needsSSHPassword { text.append("set \"\(RunnerVariable.sshPassword)=\"\n") }
    text.append(")\n")
    return text
  }
}
