// What is said of a server that turns out not to be GitLab.
extension Texts {
  static func emptyRedirect(_ host: String) -> String {
    "\(host) redirects the request without saying where to."
  }

  static func otherJSON(_ host: String) -> String {
    "\(host) answers in JSON, but not as GitLab does."
  }

  static func otherPage(_ host: String, title: String?, status: Int) -> String {
    if let title { return "\(host) answers with the page “\(title)” (HTTP \(status))." }
    return "\(host) answers with something that is not GitLab's (HTTP \(status))."
  }

  static func nothingThere(_ host: String) -> String {
    "\(host) has nothing of GitLab's under this address."
  }

  static func leadsOutOfTLS(_ host: String) -> String {
    "\(host) redirects to an address without encryption."
  }
}
