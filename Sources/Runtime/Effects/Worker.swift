import Configuration
import FoundationEssentials
import RunnerCore
import RunnerWizard

/// Does the work that the front end asks for. Everything in it may be used from any thread.
struct Worker: Sendable {
  var transports: Transports
  var isReadOnly = false
  var log: Log?
  var desktop = Desktop()
  /// Looks at the certificates of a server that is not trusted; nil where there is no network.
  var certificates: (@Sendable (Connection) -> CertificateReader)?
  var home: String?
  /// Where a stored connection goes; nil when there is no home.
  var savedFile: String?

  /// Where registrations are noted before they are sent; nil where there is no such place.
  var journal: Journal?
  /// Where batches are noted that are not finished; nil where there is no such place.
  var batches: BatchStore?
  /// Why there is no journal; nil where none is wanted, as in the demonstration.
  var journalObstacle: String?
  /// Where changes are told; nil for nowhere.
  var changes: ChangeLog?
  /// What servers have told of themselves and of access tokens in this run.
  var acquaintance = Acquaintance()

  /// What this program has read or written of the list's views.
  var keptViews = KeptViews()
  /// What this program has read or written of the targets of late.
  var keptRecent = KeptRecent()
  /// What this machine has of gitlab-runner.
  var machine = LocalMachine()
  /// The configuration file that was looked at last.
  var shownConfig = ShownConfig()
  /// What token commands have printed in this run.
  var commandTokens = CommandTokens()

  /// - Parameter deliver: takes answers after which others follow.
  /// - Returns: the last answer; nil where the work was stopped and nobody can want one.
  func perform(
    _ work: Work, deliver: @escaping EffectRunner.Deliver = { _ in }
  ) async -> Answer? {
    switch work {
    case .readToken(let command): await readToken(command)
    case .identify(let connection): await identify(connection)
    case .resolve(let reference, let kind, let use, let connection):
      await resolve(reference, kind, use, client(connection))
    case .checkCreation(let type, let reference, let connection):
      await checkCreation(type, reference, connection)
    case .register(let registration, let connection, let context):
      await register(registration, context, connection, deliver)
    case .recover(let entry, let connection): await recover(entry, client(connection))
    case .closeEntry(let id, let runnerID): closeEntry(id, runnerID: runnerID)
    case .recallToken(let id, let connection): await recallToken(of: id, client(connection))
    case .clearClipboard(let token): await clearClipboard(token)
    case .copy(let clipping): await copy(clipping)
    case .saveToken(let token, let path, let replacing):
      saveToken(token, path: path, replacing: replacing)
    case .saveProfile(let name, let connection, let command):
      saveProfile(name: name, connection, tokenCommand: command)
    case .open(let url): await WebPage.open(url, with: desktop.opener)
    case .findUnused(let rows, let now):
      .unusedFound(RunnerCleanup.groups(in: rows, now: now))
    case .loadRunners(let load, let connection):
      await loadRunners(load, client(connection), deliver)
    case .arrange(let request):
      RunnerArrangement.make(request, isCancelled: { Task.isCancelled }).map(Answer.arranged)
    case .compare(let old, let new):
      RunnerDifference.between(old, new, isCancelled: { Task.isCancelled }).map(Answer.compared)
    case .readRunner(let id, let source, let connection):
      await readRunner(id, source, client(connection))
    case .readJobs(let id, let cursor, let source, let connection):
      await readJobs(id, after: cursor, source, client(connection))
    case .readProgress(let id, let source, let before, let connection):
      await readProgress(id, source, before, client(connection))
    case .saveCalendar(let text, let path): saveCalendar(text, path: path)
    case .findScope(let reference, let kind, let connection):
      await findScope(reference, kind, client(connection))
    case .change(let tasks, let connection): await change(tasks, connection, deliver)
    case .edit(let id, let edit, let connection): await self.edit(id, edit, connection, deliver)
    case .resetToken(let runner, let connection):
      await resetToken(of: runner, connection, deliver)
    case .saveViews(let views, let columns): saveViews(views, columns: columns)
    case .examine(let identity, let connection): await examine(identity, client(connection))
    case .probe(let connection): .probed(await client(connection).probe())
    case .readCertificates(let connection, let reason):
      await readCertificates(connection, reason)
    case .tryConnection(let connection, let command):
      await tryConnection(connection, tokenCommand: command)
    case .searchTargets(let search, let connection):
      await searchTargets(search, client(connection))
    case .examineTarget(let target, let description, let preflight, let connection):
      .targetExamined(
        await client(connection).examine(target, description: description, preflight))
    case .readTags(let target, let connection): await readTags(target, client(connection))
    case .inquire(let failure, let registration, let preflight, let connection):
      .inquired(await client(connection).inquire(failure, registration, preflight))
    case .forgetProfile(let name): forgetProfile(name: name)
    case .saveRecent(let recent): saveRecent(recent)
    case .savePreset(let preset): savePreset(preset)
    case .beginBatch(let batch): begin(batch)
    case .takeUpBatch(let id): takeUpBatch(id)
    case .advanceBatch(let batch, let connection): await advance(batch, connection, deliver)
    case .leaveBatch(let batch, let isForgotten): leave(batch, isForgotten: isForgotten)
    case .findLocalRunner: .localRunnerFound(await machine.localRunner())
    case .registerHere(let request, let runner):
      await registerHere(request, runner, deliver)
    case .previewConfig(let request, let path): previewConfig(request, path: path)
    case .writeConfig(let preview): await writeConfig(preview)
    }
  }

  /// - Parameter hear: hears of each request as the log does.
  func client(
    _ connection: Connection, hear: @escaping @Sendable (RequestTrace) -> Void = { _ in }
  ) -> GitLabClient {
    GitLabClient(
      connection: connection, transport: transports.transport(for: connection),
      trace: { [log, acquaintance] trace in
        acquaintance.note(trace, of: connection.server)
        hear(trace)
        log?.write(trace)
      }, certificates: certificates?(connection))
  }

  func note(_ failure: APIFailure) {
    log?.write("\(failure.code): \(failure.detail)")
  }

  /// Both questions at once, because tokens differ in what they may ask: one for creating runners
  /// only may not read the user, and an OAuth token is no access token to ask about.
  func identify(_ connection: Connection) async -> Answer {
    let client = client(connection)
    async let user = result { () async throws(APIFailure) in try await client.currentUser() }
    async let token = result { () async throws(APIFailure) in try await client.accessToken() }
    switch (await user, await token) {
    case (.failure(let failure), .failure):
      if failure.kind.isAboutScope { return .identified(Identity(user: nil, token: nil)) }
      note(failure)
      return .identificationFailed(failure)
    case (let user, let token):
      let identity = Identity(user: try? user.get(), token: try? token.get())
      acquaintance.note(
        userID: identity.user?.id ?? identity.token?.userID, identity.user?.username,
        of: connection)
      return .identified(identity)
    }
  }

  private func result<Value: Sendable>(
    _ body: () async throws(APIFailure) -> Value
  ) async -> Result<Value, APIFailure> {
    do { return .success(try await body()) } catch { return .failure(error) }
  }

  private func resolve(
    _ reference: TargetReference, _ kind: RunnerTarget.Kind, _ use: TargetUse,
    _ client: GitLabClient
  ) async -> Answer {
    do {
      return .resolved(try await client.resolve(reference, kind: kind, for: use))
    } catch {
      note(error)
      return .resolvingFailed(error)
    }
  }

  private func checkCreation(
    _ type: RunnerType, _ reference: TargetReference?, _ connection: Connection
  ) async -> Answer {
    do {
      let check = try await client(connection).checkCreation(type, in: reference)
      acquaintance.note(userID: check.userID, check.username, of: connection)
      return .creationChecked(check)
    } catch {
      note(error)
      return .creationNotChecked(error)
    }
  }

  private func copy(_ clipping: Clipping) async -> Answer {
    switch desktop.clipboardRoute {
    case .program(let name, let command):
      .copied(await Clipboard.copy(clipping, name: name, command: command))
    // The loop sends the sequence itself, because only it may write to the terminal.
    case .terminal: .copied(.failed(message: Texts.noTerminalToCopyBy))
    }
  }
}

extension APIFailure {
  /// What `--read-only` makes of a request that would change something.
  static let readOnlyRun = APIFailure(
    kind: .readOnly, outcome: .notSent, message: Texts.readOnlyRun, fix: Texts.readOnlyRunFix)
}

extension RegisteredRunner {
  /// The expiry in local time; nil when the token does not expire or the date is in an unknown
  /// form.
  var localExpiry: LocalTime? {
    tokenExpiresAt.map { LocalClock.localTime(Int64($0.timeIntervalSince1970)) }
  }
}
