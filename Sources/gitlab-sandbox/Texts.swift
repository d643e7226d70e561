import GitLabSandbox

/// What the command says to people.
enum Texts {
  static let help = """
    gitlab-sandbox: a small GitLab on 127.0.0.1 for tests and trials

      --port N           port to listen on; without it the system chooses a free one
      --runners N        generated runners besides the fixed ones (0)
      --places N         generated groups and projects together besides the fixed ones, half of each (0)
      --seed N           seed of tokens and everything generated (1)
      --gitlab VERSION   16.11, 17.11 or 18.4 (18.4)
      --no-graphql       answer POST /api/graphql with a page that says 404, as a proxy that forbids it would
      --clock TIME       what the sandbox's clock shows at first, 2026-01-31T09:00:00Z
      --base-path PATH   relative URL of the installation, /gitlab
      --timeline RULE    register=SECONDS,poll=SECONDS: a runner that is created registers and asks for jobs by
                         itself so long after; one with never-polls in its description or tags only registers
      --fault RULE       [METHOD ]PATH:KIND[:N], may be repeated; N is the N-th match, without it all.
                         PATH: the path without the relative root, /api/graphql; of REST also without
                         /api/v4, /user/runners; a * at its end takes any rest.
                         KIND: reset-before, reset-after, close-before, close-after, truncate, stall,
                         slow, status=NNN, html, garbage, redirect=URL
      --json             print address, access tokens and fixed groups and projects as one line of JSON
      --help             print this

    On the same port, without a token: GET /-/requests, POST /-/faults {"rule": RULE}, DELETE /-/faults,
    POST /-/clock {"advance": SECONDS} or {"now": TIME},
    POST /-/managers {"runner_id": ID, "action": "register" or "poll"}.
    TERM and INT end it.
    """

  static func unknownOption(_ option: String) -> String {
    "unknown option \(option); --help lists all."
  }

  static func missingValue(_ option: String) -> String { "\(option) needs a value." }

  static func badValue(_ option: String, _ value: String) -> String {
    "\(option) cannot be \"\(value)\"; --help says what it takes."
  }

  static func cannotListen(port: Int, reason: String) -> String {
    "cannot listen on 127.0.0.1 port \(port): \(reason)"
  }

  /// Address, tokens and places as lines for people.
  static func table(_ sandbox: GitLabSandbox) -> String {
    let usernames = Dictionary(uniqueKeysWithValues: sandbox.users.map { ($0.id, $0.username) })
    let tokens = sandbox.tokens.map { token in
      [
        token.name, token.token, usernames[token.userID] ?? "", token.kind.rawValue,
        token.state.rawValue, token.scopes.joined(separator: " "),
      ]
    }
    let places =
      sandbox.fixedGroups.map { ["group", String($0.id), $0.fullPath] }
      + sandbox.fixedProjects.map { ["project", String($0.id), $0.fullPath] }
      + (sandbox.options.places > 0 ? [["", "", "and \(sandbox.options.places) generated"]] : [])
    return """
      GitLab \(sandbox.options.gitLab.rawValue) sandbox at \(sandbox.url)

      \(columns([["NAME", "TOKEN", "USER", "KIND", "STATE", "SCOPES"]] + tokens))

      \(columns([["PLACE", "ID", "PATH"]] + places))
      """
  }

  private static func columns(_ rows: [[String]]) -> String {
    let widths = rows.reduce(into: [Int](repeating: 0, count: rows[0].count)) { widths, row in
      for (column, cell) in row.enumerated() { widths[column] = max(widths[column], cell.count) }
    }
    return rows.map { row in
      let cells = zip(row.dropLast(), widths).map { cell, width in
        cell + String(repeating: " ", count: width - cell.count + 2)
      }
      return cells.joined() + (row.last ?? "")
    }.joined(separator: "\n")
  }
}
