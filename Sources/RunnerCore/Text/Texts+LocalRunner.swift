/// What went wrong where gitlab-runner was run on this machine.
extension Texts {
  static let hereReserved =
    "gitlab-runner refuses options that the server keeps for runners with an authentication token."
  static let hereReservedFix =
    "Unset RUNNER_TAG_LIST and the REGISTER_ variables, also in a template file, and try again."
  static func hereUnknownAuthority(_ host: String) -> String {
    "gitlab-runner does not trust the certificate of \(host)."
  }
  /// gitlab-runner reads `certs/HOST.crt` beside its configuration file
  /// (gitlab-runner: `docs/configuration/tls-self-signed.md`).
  static func hereAuthorityFix(_ host: String, beside configPath: String) -> String {
    let end = configPath.lastIndex(of: "/").map { configPath.index(after: $0) }
    let folder = sanitized(end.map { String(configPath[..<$0]) } ?? "")
    return "Connect with the authority's file (--ca-file), or put it as PEM at "
      + "\(folder)certs/\(host).crt."
  }
  static func hereTLS(_ host: String) -> String {
    "gitlab-runner could not make a secure connection to \(host)."
  }
  static let hereTLSFix =
    "Check the certificate's name and dates, and the clock of this machine; the lines above say more."
  static func herePermission(_ path: String) -> String {
    "gitlab-runner may not write \(sanitized(path))."
  }
  static let herePermissionFix =
    "Run the program as root for the service's file, or copy the command with sudo."
  static func hereForbidden(_ url: String) -> String {
    "\(url) does not take the runner's token."
  }
  static let hereForbiddenFix =
    "The runner may have been deleted, its token reset or expired; look at it in the list, and reset its token with R."
  static func hereNotGitLab(_ url: String) -> String {
    "gitlab-runner found no GitLab at \(url)."
  }
  static let hereNotGitLabFix =
    "Check the address, and the path that GitLab is installed below, such as /gitlab."
  static func hereUnreachable(_ url: String) -> String {
    "gitlab-runner could not reach \(url) from this machine."
  }
  static let hereUnreachableFix =
    "Check the address, the proxy variables (http_proxy, https_proxy, no_proxy) and the network."
  static let hereUnknownOption = "This gitlab-runner does not know one of the options."
  static let hereUnknownOptionFix =
    "Update it, or write the section into its configuration file in place of registering."
  static func hereFailed(_ status: Int32, _ line: String?) -> String {
    let last = line.map { ": “\(Texts.shortenedLine($0))”." } ?? "."
    return "gitlab-runner ended with status \(status)\(last)"
  }
  static let hereFailedFix = "The lines above say more; the runner and its token are as they were."

  private static func shortenedLine(_ line: String) -> String { shortened(line, to: 200) }
}
