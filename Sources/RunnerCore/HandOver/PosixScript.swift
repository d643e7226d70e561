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

  /// Asks without showing what is typed; `read -s` is not known to every shell.
  ///
  /// A text that is run as a file reads its standard input, so that a secret may be piped to it. A shell that reads its
  /// commands from there has an `s` among its options (POSIX: `$-` and the `-s` of sh); it asks on the terminal, and
  /// stops where there is none. So does a text that gets an empty answer.
  mutating func ask(_ variable: String, _ prompt: String) {
    line("case $- in")
    line("  *s*)")
    line("    ( : </dev/tty ) 2>/dev/null || {")
    line("      echo \(Quoting.posix(Texts.noTerminal(prompt))) >&2")
    line("      exit 1")
    line("    }")
    line("    exec 3</dev/tty ;;")
    line("  *) exec 3<&0 ;;")
    line("esac")
    line("trap 'stty echo <&3 2>/dev/null; exit 130' INT")
    line("printf '%s' \(Quoting.posix(prompt + ": ")) >&2")
    line("stty -echo <&3 2>/dev/null")
    line("IFS= read -r \(variable) <&3")
    line("stty echo <&3 2>/dev/null")
    line("echo >&2")
    line("[ -n \"$\(variable)\" ] || {")
    line("  echo \(Quoting.posix(Texts.nothingTyped(prompt))) >&2")
    line("  exit 1")
    line("}")
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
