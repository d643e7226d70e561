public import RunnerCore

/// What the program wants done outside itself.
public enum Effect: Equatable, Sendable {
  /// Starts work whose end comes back as ``Message/answer(_:to:at:)``.
  case run(Work, Generation)
  /// Stops work; no answer is wanted any more.
  case cancel(Generation)
  /// Asks for ``Message/timer(_:at:)``; a second wish for the same timer replaces the first.
  case wake(TimerID, afterMilliseconds: Int)
  /// Drops a timer that has not run down.
  case forget(TimerID)
  /// Shows the secret alone, written raw so that the terminal selects it as one line, until a key.
  case showRaw(Secret)
  /// Shows the screen in another theme.
  case useTheme(name: String)
  /// Gives the terminal back and stops the process, as Ctrl-Z does in a shell.
  case suspend
  /// Paints every cell again.
  case redraw
  case quit(Farewell)
}

/// Work outside the program that ends with an ``Answer``.
public enum Work: Equatable, Sendable {
  /// Runs a profile's command without a shell; its output is the access token.
  case readToken(command: [String])
  case identify(Connection)
  case resolve(TargetReference, RunnerTarget.Kind, for: TargetUse, Connection)
  /// Finds the place of a new runner, and whether it would be refused there.
  case checkCreation(RunnerType, TargetReference?, Connection)
  /// Sends the registration once. It is never repeated.
  case register(RunnerRegistration, Connection, RegistrationContext = RegistrationContext())
  /// Looks for the runner of a registration whose answer was lost; only reads.
  case recover(JournalEntry, Connection)
  /// Drops the entry of a registration that needs no more care.
  /// - `runner`: the runner that was chosen as its own, where that was not certain by itself.
  case closeEntry(id: String, runner: Int64? = nil)
  /// Reads the token of a runner that GitLab still gives its creator.
  case recallToken(Int64, Connection)
  /// Empties the clipboard if it still holds the token and the route can tell.
  case clearClipboard(Secret)
  case copy(Clipping)
  case saveToken(Secret, path: String, replacing: Bool)
  /// Stores a connection; with a command, that in place of the token.
  case saveProfile(name: String, Connection, tokenCommand: [String]?)
  /// Opens a web page outside the terminal.
  case open(url: String)
  /// Loads pages of a list; each comes as an answer of its own before the last one.
  case loadRunners(RunnerLoad, Connection)
  /// Filters and sorts, away from the main thread.
  case arrange(RunnerArrangingRequest)
  /// Finds what differs between the rows before and after a refresh.
  case compare(RunnerRows, RunnerRows)
  case readRunner(Int64, RunnerSource, Connection)
  /// Finds out how far a runner is, knowing what was found before.
  case readProgress(Int64, RunnerSource, after: RunnerProgress?, Connection)
  /// Writes a calendar file; one of this program's that is there already is replaced.
  case saveCalendar(String, path: String)
  case readJobs(Int64, after: RunnerCursor?, RunnerSource, Connection)
  /// Looks up the group or project whose list is wanted.
  case findScope(TargetReference, RunnerTarget.Kind, Connection)
  /// Makes changes to runners, each sent once; the end of each comes as an answer of its own.
  case change([RunnerTask], Connection)
  /// Changes one runner's values.
  case edit(Int64, RunnerEdit, Connection)
  /// Gives a runner a new token; the old one stops working.
  case resetToken(Runner, Connection)
  /// Finds runners that are likely to be of no use, away from the main thread. `now` in seconds since
  /// 1970-01-01 00:00 UTC.
  case findUnused(RunnerRows, now: Int64)
  /// Finds out what may be done with the access token, knowing whose it is.
  case examine(Identity, Connection)
  /// Finds out what answers under an address; no token is sent.
  case probe(Connection)
  /// Reads the certificates of a server that is not trusted; no request and no token is sent.
  case readCertificates(Connection, APIFailure.TLSReason)
  /// Finds out whose token a connection has, to show it beside others.
  case tryConnection(Connection, tokenCommand: [String]?)
  case searchTargets(TargetSearch, Connection)
  /// Finds out what stands for or against a new runner in a group or project.
  case examineTarget(RunnerTarget, description: String, Preflight, Connection)
  /// Reads the tags that runners in reach have.
  case readTags(RunnerTarget?, Connection)
  /// Asks on after a refusal, to name its cause.
  case inquire(APIFailure, RunnerRegistration, Preflight?, Connection)
  /// Drops a stored connection.
  case forgetProfile(name: String)
  /// Keeps the groups and projects that were used.
  case saveRecent([RecentTarget])
  /// Keeps the views and columns of the list.
  case saveViews([RunnerView], columns: [String]?)
  /// Keeps a named form in the program's own file.
  case savePreset(RunnerPreset)
  /// Notes a new batch on the disk, and makes the file for its tokens; nothing is sent.
  case beginBatch(RunnerBatch)
  /// Takes up a batch that is not finished, so that no other program works on it.
  case takeUpBatch(id: String)
  /// Makes the next runner of a batch, after what became of the last one is known.
  case advanceBatch(RunnerBatch, Connection)
  /// Leaves a batch: finished or dropped it is forgotten, else others may go on with it.
  case leaveBatch(RunnerBatch, isForgotten: Bool)
  /// Looks for a gitlab-runner on this machine; changes nothing.
  case findLocalRunner
  /// Runs `gitlab-runner register` on this machine; its lines come as answers of their own before the last one.
  case registerHere(HandOverRequest, LocalRunner)
  /// Finds what a section more would change in a configuration file of gitlab-runner; changes nothing.
  case previewConfig(HandOverRequest, path: String)
  /// Writes what a preview showed.
  case writeConfig(ConfigPreview)
}

/// Pages of a list that are wanted.
public struct RunnerLoad: Equatable, Sendable {
  public enum Purpose: Equatable, Hashable, Sendable {
    /// The list goes on.
    case more
    /// The list is read again from its beginning, to replace what is shown when all has come.
    case refresh
  }

  public var query: RunnerQuery
  public var source: RunnerSource
  /// Nil for the beginning.
  public var from: RunnerCursor?
  /// How many at most.
  public var pages: Int
  public var purpose: Purpose

  public init(
    query: RunnerQuery, source: RunnerSource, from: RunnerCursor?, pages: Int, purpose: Purpose
  ) {
    self.query = query
    self.source = source
    self.from = from
    self.pages = pages
    self.purpose = purpose
  }
}

/// One change of several.
public struct RunnerTask: Equatable, Sendable {
  public var id: Int64
  public var change: RunnerChange

  public init(id: Int64, change: RunnerChange) {
    self.id = id
    self.change = change
  }
}

/// What goes to the clipboard.
public enum Clipping: Equatable, Sendable {
  case secret(Secret)
  case text(String)
}

/// The last words of the program, printed when the terminal is back as it was.
public struct Farewell: Equatable, Sendable {
  public var exitCode: Int32
  /// Lines for standard error; never a secret.
  public var lines: [String]

  public init(exitCode: Int32, lines: [String] = []) {
    self.exitCode = exitCode
    self.lines = lines
  }
}
