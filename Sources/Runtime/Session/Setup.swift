import Configuration
import RunnerCore
import RunnerWizard

/// What options, environment and files come to. Nothing of a network is touched for it.
struct Setup {
  let options: Options
  let environment: [String: String]
  /// Nil where the environment names no home.
  let paths: Paths?
  let configuration: ConfigurationFile
  let saved: SavedFile
  /// All profiles there are, those of other tools included; none of those in the demonstration.
  let found: FoundProfiles
  /// What was wrong with the files and did not matter.
  let warnings: [String]
  /// Those of the two files that cannot be used; none where that is not tolerated.
  let brokenFiles: [FoundFile]
  /// Why the configuration as a whole cannot be used because of them.
  let failure: UsageFailure?
  /// Nil without a home, and in the demonstration.
  let journal: Journal?
  /// Nil without a home, and in the demonstration.
  let batches: BatchStore?

  /// Reads the two files of the configuration, and those of other tools, which are a few small ones at known
  /// places; nothing is run for it. Missing ones are empty, but for one that was named.
  /// - Parameters:
  ///   - folder: the working directory; nil where it has no path.
  ///   - toleratesBrokenFiles: whether the rest is read although one of the two files cannot be used.
  /// - Throws: what is wrong with a file that cannot be used.
  init(
    options: Options, environment: [String: String], files: FileAccess = .disk,
    folder: String? = WorkingFolder.path, toleratesBrokenFiles: Bool = false
  ) throws(UsageFailure) {
    self.options = options
    self.environment = environment
    // Without a home there is nothing to read; whatever needs a folder says so then.
    let paths = try? Paths(environment: environment)
    self.paths = paths
    journal = Self.journal(options, paths)
    batches = options.demo ? nil : paths.map { BatchStore(folder: $0.batches) }
    var problems: [FileProblem] = []
    var broken: [FoundFile] = []
    var fatal: FileProblem?
    /// Takes what a file says; of one that cannot be used the problem.
    func take<Value>(
      _ path: String?, _ tool: Profile.Origin.Tool, isNeeded: Bool,
      _ parse: (FileContent, String) throws(FileProblem) -> Parsed<Value>
    ) -> (value: Value, path: String)? {
      guard let path else { return nil }
      do throws(FileProblem) {
        guard let content = try Self.read(path, files) else {
          if isNeeded { throw FileProblem(file: path, text: Texts.noSuchFile) }
          return nil
        }
        let parsed = try parse(content, path)
        problems += parsed.warnings
        return (parsed.value, path)
      } catch {
        fatal = fatal ?? error
        broken.append(FoundFile(path: path, tool: tool, problem: "\(error)."))
        return nil
      }
    }
    let configuration = take(
      options.config ?? paths?.configurationFile, .configuration, isNeeded: options.config != nil
    ) { (content, path) throws(FileProblem) in
      try ConfigurationFile.parse(content, file: path, home: paths?.home)
    }
    let saved = take(paths?.savedFile, .saved, isNeeded: false) {
      (content, path) throws(FileProblem) in
      try SavedFile.parse(content, file: path, home: paths?.home)
    }
    if let fatal, !toleratesBrokenFiles { throw UsageFailure(fatal) }
    self.configuration = configuration?.value ?? ConfigurationFile()
    self.saved = saved?.value ?? SavedFile()
    found = FoundProfiles(
      configuration: self.configuration, configurationPath: configuration?.path, saved: self.saved,
      savedPath: saved?.path,
      surroundings: options.demo
        ? nil
        : Surroundings(
          environment: environment, home: paths?.home, folder: folder, now: LocalClock.now,
          files: files))
    warnings = problems.map(\.description)
    brokenFiles = broken
    failure = fatal.map { UsageFailure($0) }
  }

  private static func read(
    _ path: String, _ files: FileAccess
  ) throws(FileProblem) -> FileContent? {
    do {
      return try files.read(path, limit: YAMLDocument.Limit.bytes)
    } catch {
      throw FileProblem(file: path, text: error.text)
    }
  }

  /// Named forms of both files, the operator's own first.
  var presets: [RunnerPreset] {
    RunnerPreset.merged(configured: configuration.presets, saved: saved.presets)
  }

  var themes: ThemeLibrary { ThemeLibrary(folders: paths?.themes ?? [], files: .disk) }

  var desktop: Desktop {
    Desktop(clipboardCommand: configuration.clipboardCommand ?? [], environment: environment)
  }

  /// The work behind the effects, on a network or on the sandbox.
  func worker(transports: Transports, log: Log?) -> Worker {
    Worker(
      transports: transports, isReadOnly: options.readOnly, log: log, desktop: desktop,
      home: paths?.home, savedFile: paths?.savedFile,
      journal: journal, batches: batches,
      journalObstacle: options.demo || paths != nil ? nil : Texts.noJournal,
      changes: changes,
      keptViews: KeptViews(views: saved.views, columns: saved.columns),
      keptRecent: KeptRecent(saved.recent),
      machine: LocalMachine(environment: environment))
  }

  /// The demonstration ends with its runners, so that nothing of it needs care afterwards.
  /// Where changes are told; nil where there is no home, and in the demonstration.
  var changes: ChangeLog? { options.demo ? nil : paths.map { ChangeLog(path: $0.changes) } }

  private static func journal(_ options: Options, _ paths: Paths?) -> Journal? {
    options.demo ? nil : paths.map { Journal(folder: $0.journal) }
  }

  func openLog() throws(UsageFailure) -> Log? {
    guard let path = options.log else { return nil }
    do {
      return try Log(path: path)
    } catch {
      throw UsageFailure(
        code: "unwritable_log", message: Texts.logFailed(error), fix: Texts.logFix)
    }
  }
}
