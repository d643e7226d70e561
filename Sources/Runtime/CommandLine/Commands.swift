import ArgumentParser
import RunnerCore

/// The command without a word after it, and the parent of the others.
struct RootCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "runner-wizard", abstract: Texts.abstract, discussion: Texts.discussion,
    version: "runner-wizard \(Version.text)",
    subcommands: [
      CreateCommand.self, RunnersCommand.self, ListCommand.self, DoctorCommand.self,
      UnfinishedCommand.self, CompletionsCommand.self, ManCommand.self,
    ])

  @OptionGroup(title: Texts.globalTitle) var global: GlobalOptions

  @Flag(help: ArgumentHelp(Texts.listThemesHelp))
  var listThemes = false

  @Option(help: ArgumentHelp(Texts.printThemeHelp, valueName: "name"))
  var printTheme: String?
}

/// One registration without a screen.
struct CreateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "create", abstract: Texts.createAbstract, discussion: Texts.createDiscussion)

  @Option(help: ArgumentHelp(Texts.typeHelp, valueName: "instance|group|project"))
  var type: CreateOptions.Kind?

  @Option(help: ArgumentHelp(Texts.groupHelp, valueName: "id|path|url"))
  var group: String?

  @Option(help: ArgumentHelp(Texts.projectHelp, valueName: "id|path|url"))
  var project: String?

  @Option(name: .customLong("tag"), help: ArgumentHelp(Texts.tagHelp, valueName: "tag"))
  var tags: [String] = []

  @Option(help: ArgumentHelp(Texts.descriptionHelp, valueName: "text"))
  var description: String?

  @Option(help: ArgumentHelp(Texts.maintenanceNoteHelp, valueName: "text"))
  var maintenanceNote: String?

  @Option(help: ArgumentHelp(Texts.maximumTimeoutHelp, valueName: "duration"))
  var maximumTimeout: String?

  @Flag(inversion: .prefixedNo, help: ArgumentHelp(Texts.runUntaggedHelp))
  var runUntagged: Bool?

  @Flag(inversion: .prefixedNo, help: ArgumentHelp(Texts.lockedHelp))
  var locked: Bool?

  @Flag(inversion: .prefixedNo, help: ArgumentHelp(Texts.protectedHelp))
  var protected: Bool?

  @Flag(inversion: .prefixedNo, help: ArgumentHelp(Texts.pausedHelp))
  var paused: Bool?

  @Option(help: ArgumentHelp(Texts.tokenExpiresAtHelp, valueName: "time"))
  var tokenExpiresAt: String?

  @Option(help: ArgumentHelp(Texts.tokenRotationDeadlineHelp, valueName: "time"))
  var tokenRotationDeadline: String?

  @Option(help: ArgumentHelp(Texts.fromHelp, valueName: "file.yaml|-"), completion: .file())
  var from: String?

  @Option(help: ArgumentHelp(Texts.presetHelp, valueName: "name"), completion: .custom(presetNames))
  var preset: String?

  @Option(help: ArgumentHelp(Texts.countHelp, valueName: "n"))
  var count: Int?

  @Option(help: ArgumentHelp(Texts.outputHelp, valueName: "file"), completion: .file())
  var output: String?

  @Flag(help: ArgumentHelp(Texts.ifAbsentHelp))
  var ifAbsent = false

  @Flag(help: ArgumentHelp(Texts.recoveryMarkerHelp))
  var recoveryMarker = false

  @Option(
    defaultAsFlag: CreateCommand.newest, help: ArgumentHelp(Texts.resumeHelp, valueName: "id"))
  var resume: String?

  @Option(help: ArgumentHelp(Texts.waitHelp, valueName: "registered|polling"))
  var wait: CreateOptions.Wait?

  @Option(help: ArgumentHelp(Texts.waitTimeoutHelp, valueName: "duration"))
  var waitTimeout: String?

  @Flag(help: ArgumentHelp(Texts.jsonHelp))
  var json = false

  @OptionGroup(title: Texts.emitTitle) var emission: EmitFlags

  @OptionGroup(title: Texts.globalTitle) var global: GlobalOptions

  /// Stands for the entry that was begun last.
  private static let newest = "newest"

  func validate() throws {
    if let count, count != 1, !BatchNumbering.counts.contains(count) {
      throw ValidationError(Texts.countOutOfRange)
    }
    if tags.contains(where: { $0.allSatisfy(\.isWhitespace) }) {
      throw ValidationError(Texts.tagIsEmpty)
    }
    if output == "-" { throw ValidationError(Texts.outputIsNoFile) }
    if waitTimeout != nil, wait == nil { throw ValidationError(Texts.waitTimeoutAlone) }
    if waitTimeout != nil, waitSeconds == nil { throw ValidationError(Texts.waitTimeoutWrong) }
    if let count, count > 1, wait != nil || emission.options != nil {
      throw ValidationError(Texts.countNeedsTokensAlone)
    }
    guard let resume else { return }
    var other = options
    other.resume = nil
    other.emit = nil
    other.json = false
    other.wait = nil
    other.waitTimeout = CreateOptions().waitTimeout
    other.output = nil
    if other != CreateOptions() { throw ValidationError(Texts.resumeStandsAlone) }
    if !JournalEntry.isID(resume) { throw ValidationError(Texts.resumeNeedsID) }
  }

  /// Nil where it is no length of time from a second to a day.
  private var waitSeconds: Int? {
    waitTimeout.flatMap { try? DurationText.parse($0) }.flatMap {
      (1...86_400).contains($0) ? $0 : nil
    }
  }

  var options: CreateOptions {
    CreateOptions(
      type: type, group: group, project: project, tags: tags, description: description,
      maintenanceNote: maintenanceNote, maximumTimeout: maximumTimeout, runUntagged: runUntagged,
      locked: locked, protected: protected, paused: paused,
      tokenExpiresAt: tokenExpiresAt, tokenRotationDeadline: tokenRotationDeadline, from: from,
      json: json, ifAbsent: ifAbsent, recoveryMarker: recoveryMarker,
      resume: resume.map { $0 == Self.newest ? .newest : .id($0) }, emit: emission.options,
      wait: wait, waitTimeout: waitSeconds ?? CreateOptions().waitTimeout, preset: preset,
      count: count, output: output)
  }
}

/// The options that every command takes, before or after the command's name.
struct GlobalOptions: ParsableArguments {
  @Option(help: ArgumentHelp(Texts.urlHelp, valueName: "url"))
  var url: String?

  @Option(
    help: ArgumentHelp(Texts.profileHelp, valueName: "name"), completion: .custom(profileNames))
  var profile: String?

  @Option(help: ArgumentHelp(Texts.configHelp, valueName: "file"), completion: .file())
  var config: String?

  @Option(help: ArgumentHelp(Texts.tokenFileHelp, valueName: "file"), completion: .file())
  var tokenFile: String?

  @Flag(help: ArgumentHelp(Texts.tokenStdinHelp))
  var tokenStdin = false

  @Flag(help: ArgumentHelp(Texts.oauthHelp))
  var oauth = false

  @Option(help: ArgumentHelp(Texts.caFileHelp, valueName: "file"), completion: .file())
  var caFile: String?

  @Option(help: ArgumentHelp(Texts.clientCertificateHelp, valueName: "file"), completion: .file())
  var clientCert: String?

  @Option(help: ArgumentHelp(Texts.clientKeyHelp, valueName: "file"), completion: .file())
  var clientKey: String?

  @Option(help: ArgumentHelp(Texts.timeoutHelp, valueName: "seconds"))
  var timeout: Double?

  @Option(
    help: ArgumentHelp(Texts.themeHelp, valueName: "name|file"),
    completion: .custom(themeNames))
  var theme: String?

  @Option(help: ArgumentHelp(Texts.colorHelp, valueName: "auto|never|16|256"))
  var color = Options.Color.auto

  @Flag(name: .customLong("no-mouse"), help: ArgumentHelp(Texts.noMouseHelp))
  var noMouse = false

  @Flag(help: ArgumentHelp(Texts.plainHelp))
  var plain = false

  @Flag(help: ArgumentHelp(Texts.readOnlyHelp))
  var readOnly = false

  @Option(help: ArgumentHelp(Texts.logHelp, valueName: "file"), completion: .file())
  var log: String?

  @Flag(help: ArgumentHelp(Texts.demoHelp))
  var demo = false

  func validate() throws {
    if let timeout, !(timeout > 0 && timeout <= Self.longestTimeout) {
      throw ValidationError(Texts.timeoutOutOfRange(Int(Self.longestTimeout)))
    }
    if tokenFile != nil, tokenStdin { throw ValidationError(Texts.tokenGivenTwice) }
    if demo, profile != nil { throw ValidationError(Texts.demoHasNoProfiles) }
  }

  /// Seconds: a day.
  private static let longestTimeout = 86_400.0

  var options: Options {
    Options(
      url: url, profile: profile, config: config, tokenFile: tokenFile, tokenStdin: tokenStdin,
      oauth: oauth, caFile: caFile, clientCertificate: clientCert, clientKey: clientKey,
      timeout: timeout, theme: theme, color: color, mouse: !noMouse, plain: plain,
      readOnly: readOnly, log: log, demo: demo)
  }
}

extension Options.Color: ExpressibleByArgument {}
extension CreateOptions.Kind: ExpressibleByArgument {}
extension CreateOptions.Wait: ExpressibleByArgument {}
