/// From a token to a runner that asks for jobs.
extension Texts {
  /// A day in UTC: "2027-04-08".
  static func day(_ unix: Int64) -> String { String(Timestamp.iso8601(unixTime: unix).prefix(10)) }

  static func secretKeepsOldToken(until day: String) -> String {
    "The token expires on \(day), and a pod cannot write a renewed one to its Secret: reset the token and update the "
      + "Secret before then."
  }

  static func readOnlyConfigKeepsOldToken(until day: String) -> String {
    "The token expires on \(day), and where gitlab-runner may not write its config.toml it cannot save a renewed one: "
      + "there, reset the token and update the file before then."
  }

  static func renewsWhileItRuns(until day: String) -> String {
    "The token expires on \(day); gitlab-runner renews it only while it runs."
  }

  // Where to look when the next stage does not come

  static let checkCommandRan =
    "Was the command run on the machine, and did it say “Runner registered successfully”?"
  static let checkConfigFile =
    "Which file got the runner? Root's is /etc/gitlab-runner/config.toml, a user's "
    + "~/.gitlab-runner/config.toml; on Windows it lies where the command was run."
  static let checkReachable = "Does the machine reach GitLab?"
  static let checkContainerName = "In a container, is GitLab's name known there?"
  static let checkProxy =
    "Behind a proxy, does the service know it? It does not see the shell's variables."
  static func checkAuthority(_ host: String) -> String {
    "A certificate of an authority of your own belongs into /etc/gitlab-runner/certs/\(host).crt."
  }
  static let checkHandWritten =
    "A config.toml that was written by hand or by Helm registers nothing: the machine shows up when it first asks for jobs."

  static let checkService = "Is the service running?"
  static let checkUserMode = "Registered without sudo, nothing runs until you start it."
  static let checkServiceFile = "Does the service read the file that got the runner?"
  static let checkConcurrent = "In that file “concurrent” has to be 1 or more."
  static let checkLog = "What does its log say? A wrong clock, for one, breaks TLS."
  static let isPaused = "The runner is paused: it gets no jobs until it is resumed."

  // The calendar

  static func renewsEvent(_ name: String) -> String { "Token of \(name) is due for renewal" }
  static func expiresEvent(_ name: String) -> String { "Token of \(name) expires" }
  static let renewsEventText =
    "gitlab-runner renews the token by itself from now on, if it runs and can write its config.toml."
  static let expiresEventText =
    "After this the runner gets no jobs. Reset its authentication token if it was not renewed."
}
