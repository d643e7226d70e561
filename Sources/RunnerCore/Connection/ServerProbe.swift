/// What answers under an address, found out without any token.
public enum ServerProbe: Equatable, Sendable {
  /// GitLab's API answers here.
  case gitLab
  /// The same server is to be asked for under another address: https in place of http, another path, another host.
  case moved(to: ServerURL)
  /// GitLab's own pages answer, but its API is below another path.
  case wrongPath(suggested: ServerURL?)
  /// A page to sign in to something before GitLab, at this host.
  case signInPage(host: String)
  /// Another host than the one asked for answers in its place, as the portals of guest networks do.
  case captivePortal(host: String)
  case notGitLab(reason: String)
  case failed(APIFailure)
}
