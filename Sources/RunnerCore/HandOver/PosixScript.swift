/// Lines of a POSIX shell in parentheses: nothing that they set stays in the shell that they are pasted into, and the shell
/// has read the last of them before the first one runs, so that a question is not answered by the next line.
struct PosixScript {
  private(set) var text = HandOverText()

  init() {
    text.append("(\n")
  }

  mutating func line(_ line: String) {
    text.append("  \(line)\n")
  }

  /// A command whose words after the first line stand on lines of their own.
  mutating func command(_ lines: [String]) {
    for (index, line) in lines.enumerated() {
      self.line((index == 0 ? "" : "  ") + line + (index == lines.count - 1 ? "" : " \\"))
    }
  }

  mutating func end() -> HandOverText {
    text.append(")\n")
    return text
  }

  /// Sets the shell's variable of the token.
  mutating func readToken(_ source: HandOverRequest.TokenSource) {
    switch source {
    case .typed: ask(RunnerVariable.token, Texts.tokenPrompt)
    case .file(let path):
      line("\(RunnerVariable.token)=$(cat -- \(Quoting.posix(path))) || exit")
    case .inline:
      text.append("  \(RunnerVariable.token)='")
      text.append(.token)
      text.append("'\n")
    }
  }

  /// Asks on the terminal without showing what is typed; `read -s` is not known to every shell. The standard input may be
  /// the text itself, as where it is piped into a shell, and is never read. Without a terminal the text stops.
  mutating func ask(_ variable: String, _ prompt: String) {
    line("( : </dev/tty ) 2>/dev/null || {")
    line("  echo \(Quoting.posix(Texts.noTerminal(prompt))) >&2")
    line("  exit 1")
    line("}")
    line("trap 'stty echo </dev/tty; exit 130' INT")
    line("printf '%s' \(Quoting.posix(prompt + ": ")) >/dev/tty")
    line("stty -echo </dev/tty")
    line("IFS= read -r \(variable) </dev/tty")
    line("stty echo </dev/tty")
    line("echo >/dev/tty")
  }

  mutating func export(_ proxies: [HandOverRequest.ProxyVariable]) {
    for proxy in proxies {
      text.append("  export \(proxy.name)=")
      text.append(proxy.segment(Quoting.posix))
      text.append("\n")
    }
  }
}

extension HandOverRequest.ProxyVariable {
  /// The value as it is written; one that holds a password is a secret.
  func segment(_ quoted: (String) -> String) -> HandOverText.Segment {
    let text = quoted(value.reveal())
    return ProxyAddress(value).secrets.isEmpty ? .text(text) : .secret(Secret(text))
  }
}
