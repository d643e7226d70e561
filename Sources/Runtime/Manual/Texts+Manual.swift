/// What the manual page and the commands for it say beyond what the options say of themselves.
extension Texts {
  static let completionsAbstract = "Print the completions for a shell."
  static let completionsDiscussion = """
    bash: runner-wizard completions bash > ~/.local/share/bash-completion/completions/runner-wizard

    zsh: runner-wizard completions zsh > DIRECTORY/_runner-wizard, with a directory of $fpath

    fish: runner-wizard completions fish > ~/.config/fish/completions/runner-wizard.fish
    """
  static let completionsShellHelp = "The shell."
  static let manAbstract = "Print the manual page."
  static let manDiscussion = """
    runner-wizard man | man -l -

    runner-wizard man > ~/.local/share/man/man1/runner-wizard.1
    """
  static let manBook = "User Commands"
  static let manNotMade = "The manual page cannot be made."
  static let manOptions = "Every command takes these, before or after its name."
  static func manDefault(_ value: String) -> String { "The default is \(value)." }

  static let manExitCodes = [
    ("0", "Done, or left."),
    ("1", "Failed: network, TLS, server, too many requests, not found."),
    ("2", "Wrong usage or configuration, no host or no token."),
    ("3", "Refused, or known before sending that it would be."),
    ("4", "Values that GitLab does not take."),
    ("5", "The request was sent, and nobody knows what became of it."),
    ("130", "Ctrl-C."),
  ]
  static let manEnvironment = [
    ("GITLAB_URL, CI_SERVER_URL", "The server, unless --url is given."),
    ("GITLAB_TOKEN, GITLAB_PRIVATE_TOKEN", "The access token."),
    ("GITLAB_OAUTH_TOKEN", "An access token of OAuth, sent as Bearer."),
    ("SSL_CERT_FILE, CURL_CA_BUNDLE", "Certificate authorities."),
    ("https_proxy, all_proxy, no_proxy", "Proxies, also in capital letters."),
    ("NO_COLOR", "Show no colours."),
    ("XDG_CONFIG_HOME, XDG_STATE_HOME, XDG_DATA_HOME", "Where the files below are."),
  ]
  static let manFiles = [
    ("~/.config/runner-wizard/config.yaml", "Your profiles, presets and settings; never written."),
    ("~/.config/runner-wizard/saved.yaml", "What the program saves for you, of mode 0600."),
    (
      "~/.local/state/runner-wizard/journal/",
      "Registrations whose tokens are not known to be safe."
    ),
    ("~/.local/state/runner-wizard/batches/", "Batches that are not finished."),
    ("~/.local/state/runner-wizard/changes.jsonl", "A line for every change to a runner."),
  ]
}
