import RunnerCore

/// What `--help` says.
extension Texts {
  static let abstract = "Register GitLab runners, and look after those that exist."
  static let discussion = """
    Without a command it opens the wizard: choose the runner's type, its group or project, tags \
    and details, review, create, and copy the token.

    A token is never an argument. It comes from GITLAB_TOKEN or GITLAB_PRIVATE_TOKEN, \
    --token-file, --token-stdin or a profile of the configuration, or is asked for.

    Proxies come from https_proxy, HTTPS_PROXY, all_proxy, ALL_PROXY and no_proxy; for http \
    addresses only from http_proxy in small letters, as curl has it.

    Exit status: 0 done, 1 failed, 2 wrong usage or configuration, 3 refused, 4 invalid values, \
    5 outcome unknown, 130 interrupted.
    """
  static let runnersAbstract = "Open the list of runners."
  static let runnersDiscussion = """
    With --plain, or where TERM is dumb, your runners are printed as by runner-wizard list.
    """

  static let listAbstract = "Print a list of runners."
  static let listDiscussion = """
    A table by default. --json prints an array with the names of GitLab's REST interface, \
    --csv the same values with a header; what the server does not tell is null, or empty. Both \
    are written while the list is read, unless it is sorted. A JSON list that breaks off has \
    no closing bracket; the error follows on a line of its own.

    A filter is made of words and of tag:X (tag:=X for just this tag, tag:X,Y for both), status:X \
    (online, offline, stale, never, paused, busy; status:X,Y for either), type:X (instance, group, \
    project), creator:X, owner:X, version:X, version:>=17.5 (also >, <, <=, =), locked:yes, protected:yes, untagged:no, expires:14d (or expires:<14d, within that time), #ID and /REGEX/, each with ! \
    before it for the contrary; all have to match. Text with blanks or a colon stands in quotes, \
    as in "env:prod"; a part without a value and an unknown key are refused.
    """
  static let scopeHelp = """
    Whose runners: mine (those of groups that you own and projects that you maintain), \
    instance, group:PATH (the group's own, see --descendants) or project:PATH; an ID or the \
    address of its page does as well.
    """
  static let descendantsHelp =
    "With the runners of the group's projects, its subgroups and their projects; not over REST."
  static let filterHelp = "Print only runners that match."
  static let sortHelp =
    "Sort by this field, descending with - before it: "
    + RunnerSortField.allCases.map(\.rawValue).joined(separator: ", ") + "."
  static let limitHelp = "Print no more than so many runners."
  static let listJSONHelp = "Print a JSON array; for failures an object."
  static let csvHelp = "Print comma-separated values with a header."

  static let scopeUnknown =
    "The value of '--scope' is mine, instance, group:PATH or project:PATH."
  static let descendantsNeedGroup = "'--descendants' needs '--scope group:PATH'."
  static func filterNotUnderstood(_ problem: String) -> String { "'--filter': \(problem)" }
  static let sortUnknown =
    "The value of '--sort' is one of "
    + RunnerSortField.allCases.map(\.rawValue).joined(separator: ", ") + ", with - for descending."
  static let limitTooSmall = "The value of '--limit' is a whole number above 0."
  static let twoFormats = "Give '--json' or '--csv', not both."

  static let globalTitle = "Options everywhere"
  static let listThemesHelp = "List the themes and where they come from."
  static let printThemeHelp = "Print a theme with the origin of each of its keys."

  static let createAbstract = "Create one runner and print its token."
  static let createDiscussion = """
    The token and nothing else goes to standard output, so that \
    TOKEN=$(runner-wizard create …) works; everything else goes to standard error.

    With --wait it goes on until a machine has registered with the token, or asks for jobs, and \
    fails when that takes longer than --wait-timeout. With --json the object is printed at once, \
    and a line {"progress":{…}} or {"error":{…}} at the end of the wait.

    With --output tokens go to a file. With --json the file holds the objects; on standard output they have \
    token_file, the path, in place of the token and of texts with it.
    """
  static let typeHelp = "Who the runner works for."
  static let groupHelp = "The group of a group runner."
  static let projectHelp = "The project of a project runner."
  static let tagIsEmpty =
    "The value of '--tag' is empty. A runner without tags takes all untagged jobs; leave '--tag' out if that is meant."
  static let tagHelp = "A tag; can be repeated, commas separate several."
  static let descriptionHelp = "What the runner is called in lists."
  static let maintenanceNoteHelp = "A note for those who look after the runner."
  static let maximumTimeoutHelp = "The longest time a job may take: 90m, 1h 30m, 3600."
  static let runUntaggedHelp = "Whether it runs jobs without tags (the default)."
  static let lockedHelp = "Whether other projects may not use a project runner."
  static let protectedHelp = "Whether it runs only jobs of protected branches and tags."
  static let pausedHelp = "Whether it takes no jobs yet."
  static let tokenExpiresAtHelp =
    "When its token ends: 7d, or 2026-12-01 14:00 in UTC; Premium and Ultimate only."
  static let tokenRotationDeadlineHelp =
    "Until when the token may be rotated, written alike; Premium and Ultimate only."
  static let fromHelp = "Values from a YAML file with GitLab's names; options win over it."
  static let jsonHelp = "Print one JSON object, for failures too."

  static let ifAbsentHelp = "Create nothing where an equal runner exists."
  static let recoveryMarkerHelp = "Add a word to the note by which the runner can be found."
  static let resumeHelp = "Look for the runner of a registration whose answer was lost."
  static let resumeStandsAlone = "'--resume' goes with no value of a new runner."
  static let resumeNeedsID =
    "The value of '--resume' is an id as runner-wizard unfinished prints it, or nothing for the newest."

  static let unfinishedAbstract =
    "Print registrations whose tokens are not known to be safe, and unfinished batches; or give one up."
  static let unfinishedDiscussion = """
    A registration is noted before it is sent, and until its token was printed, copied, saved or \
    given up. What another running program looks after is not listed.

    A batch (create --count) is noted until all its runners are created, or it is given up; the registrations of it \
    whose outcome is not certain stand with it.

    --close gives one up, as when its token is gone for good: it says what it was and what stays in GitLab, where \
    nothing is changed. Of a batch it says how many runners were created and where their tokens are; what is not \
    certain stays, as a registration of its own. A registration of a batch leaves its number out. Exit status 1 where \
    there is no such registration or batch, or another program looks after it.
    """
  static let unfinishedJSONHelp = "Print a JSON array; an object for the one that is closed."
  static let closeHelp =
    "Give a registration or a batch up: it is not listed or gone on with any more."
  static let closeNeedsID = "The value of '--close' is an id as runner-wizard unfinished prints it."

  static let urlHelp = "The GitLab server (GITLAB_URL, then CI_SERVER_URL)."
  static let profileHelp = "A connection of the configuration."
  static let configHelp = "The configuration in place of the usual one."
  static let tokenFileHelp = "A file that holds the access token."
  static let tokenStdinHelp = "Read the access token from the first line of standard input."
  static let oauthHelp = "The access token is an OAuth token (sent as Bearer)."
  static let caFileHelp = "Certificate authorities to trust besides the system's (PEM)."
  static let clientCertificateHelp = "A client certificate (PEM or PKCS#12)."
  static let clientKeyHelp = "The key of the client certificate (PEM)."
  static let timeoutHelp = "Seconds that a request may take."
  static let themeHelp = "The colours."
  static let colorHelp = "How many colours to use."
  static let noMouseHelp = "Leave the mouse to the terminal."
  static let plainHelp = "Ask on lines in place of a screen."
  static let readOnlyHelp = "Change nothing on the server."
  static let logHelp = "Append a line for each request to a file; never a token."
  static let demoHelp = "Work on a small GitLab inside the program; nothing is sent anywhere."

  static let tokenGivenTwice = "Give '--token-file' or '--token-stdin', not both."
  static let demoHasNoProfiles =
    "'--demo' knows no profiles; give '--token-file' to choose another of its tokens."
  static let notUTF8 = "An argument is not UTF-8 text. Set a UTF-8 locale, or correct it."

  static func timeoutOutOfRange(_ limit: Int) -> String {
    "The value of '--timeout' is a number of seconds above 0 and at most \(limit)."
  }
}
