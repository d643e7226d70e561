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

  /// Reads the two files of the configuration, and those of other tools, which are a few small ones at known
  /// places; nothing is run for it. Missing ones are empty, but for one that was named.
  /// - Parameter folder: the working directory; nil where it has no path.
  init(
    options: Options, environment: [String: String], files: FileAccess = .disk,
    folder: String? = WorkingFolder.path
  ) throws(UsageFailure) {
    self.options = options
    self.environment = environment
    // Without a home there is nothing to read; whatever needs a folder says so then.
    let paths = try? Paths(environment: environment)
    self.paths = paths
    do throws(FileProblem) {
      var configuration = ConfigurationFile()
      var problems: [FileProblem] = []
      var configurationPath: String?
      if let path = options.config ?? paths?.configurationFile {
        if let content = try Self.read(path, files) {
          configurationPath = path
          let parsed = try ConfigurationFile.parse(content, file: path, home: paths?.home)
          configuration = parsed.value
          problems += parsed.warnings
        } else if options.config != nil {
          throw FileProblem(file: path, text: Texts.noSuchFile)
        }
      }
      self.configuration = configuration
      var saved = SavedFile()
      var savedPath: String?
      if let path = paths?.savedFile {
        let content = try Self.read(path, files)
        if content != nil { savedPath = path }
        let parsed = try SavedFile.parse(content, file: path, home: paths?.home)
        saved = parsed.value
        problems += parsed.warnings
      }
      self.saved = saved
      found = FoundProfiles(
        configuration: configuration, configurationPath: configurationPath, saved: saved,
        savedPath: savedPath,
        surroundings: options.demo
          ? nil
          : Surroundings(
            environment: environment, home: paths?.home, folder: folder, now: LocalClock.now,
            files: files))
      warnings = problems.map(\.description)
    } catch {
      throw UsageFailure(error)
    }
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

  var themes: ThemeLibrary { ThemeLibrary(folders: paths?.themes ?? [], files: .disk) }

  var desktop: Desktop {
    Desktop(clipboardCommand: configuration.clipboardCommand ?? [], environment: environment)
  }

  /// The work behind the effects, on a network or on the sandbox.
  func worker(transports: Transports, log: Log?) -> Worker {
    Worker(
      transports: transports, isReadOnly: options.readOnly, log: log, desktop: desktop,
      home: paths?.home, savedFile: paths?.savedFile,
      keptViews: KeptViews(views: saved.views, columns: saved.columns),
      keptRecent: KeptRecent(saved.recent))
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
